//! What the panel opens to: what can be chosen, what the file will be, or how far it is, and the button that makes it.

use referral_engine::export::{Format, SHEET_ROWS};
use web_sys::HtmlElement;
use yew::prelude::*;

use super::choices::Choices;
use super::{ExportAct, ExportPanelProps, Making, Stock, Wish};
use crate::components::use_locale;
use crate::text::Locale;

/// Rows that the size of a file is judged by where the view has none.
const SAMPLED: usize = 48;

/// The properties of [`Form`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct FormProps {
    /// What is chosen.
    pub(super) wish: Wish,
    /// Something else was chosen.
    pub(super) on_wish: Callback<Wish>,
    /// What the panel was given.
    pub(super) panel: ExportPanelProps,
}

/// What can be chosen, and the button that makes the file.
#[component]
pub(super) fn Form(props: &FormProps) -> Html {
    let FormProps {
        wish,
        on_wish,
        panel,
    } = props;
    let locale = use_locale();
    let maker = use_node_ref();
    html! {
        <>
            <Choices wish={*wish} stock={panel.stock.clone()} on_wish={on_wish.clone()} />
            { verdict(&locale, panel, *wish, &maker) }
        </>
    }
}

/// What the file will be, or how far it is, and the button that makes it.
///
/// The button stays while a file is made, because the focus would be lost with it.
fn verdict(locale: &Locale, props: &ExportPanelProps, wish: Wish, maker: &NodeRef) -> Html {
    let making = &props.making;
    let is_busy = matches!(making, Making::Loading | Making::Writing(..));
    let onclick = if is_busy {
        Callback::noop()
    } else {
        props
            .on_act
            .reform(move |_: MouseEvent| ExportAct::Save(wish))
    };
    let count = props.stock.count(wish.scope);
    let fits = wish.format != Format::Xlsx || count.is_none_or(|rows| rows <= SHEET_ROWS as u64);
    let state = match making {
        Making::Loading => progress(locale, props, None, maker),
        Making::Writing(written, rows) => progress(locale, props, Some((*written, *rows)), maker),
        Making::Nothing | Making::Cancelled | Making::Failed(_) => html! {
            <p class="export-size">{ size(locale, &props.stock, wish) }</p>
        },
    };
    let outcome = match making {
        // Told politely by the session's announcement.
        Making::Cancelled => {
            html! { <p class="export-size">{ locale.text("export.cancelled") }</p> }
        }
        Making::Failed(why) => {
            html! { <div class="message danger" role="alert"><p>{ why }</p></div> }
        }
        Making::Nothing | Making::Loading | Making::Writing(..) => Html::default(),
    };
    html! {
        <>
            { state }
            if !fits {
                <p class="export-size">{ locale.format("export.too-many", &[("n", SHEET_ROWS.into())]) }</p>
            }
            <button ref={maker.clone()} class="button primary" type="button" disabled={!fits} aria-disabled={is_busy.then_some("true")} {onclick}>
                { locale.text("export.save") }
            </button>
            { outcome }
        </>
    }
}

fn progress(
    locale: &Locale,
    props: &ExportPanelProps,
    written: Option<(u64, u64)>,
    maker: &NodeRef,
) -> Html {
    let onclick = {
        let maker = maker.clone();
        props.on_act.reform(move |_: MouseEvent| {
            // This button goes away, and the focus would be lost with it.
            let _ = maker.cast::<HtmlElement>().map(|button| button.focus());
            ExportAct::Cancel
        })
    };
    let text = match written {
        None => locale.text("export.loading"),
        Some((written, rows)) if written == rows => locale.text("export.packing"),
        Some((written, rows)) => locale.format(
            "export.writing",
            &[("written", written.into()), ("n", rows.into())],
        ),
    };
    let value = written.map(|(written, _)| written.to_string());
    let max = written.map(|(_, rows)| rows.max(1).to_string());
    html! {
        <div class="export-progress">
            <progress aria-label={text.clone()} {value} {max}></progress>
            <span>{ text }</span>
            <button class="button small" type="button" {onclick}>{ locale.text("export.cancel") }</button>
        </div>
    }
}

/// How many rows and columns, and about how many bytes.
fn size(locale: &Locale, stock: &Stock, wish: Wish) -> String {
    let plan = wish.plan(&stock.columns);
    let columns = locale.format("export.columns-count", &[("n", plan.columns.len().into())]);
    let Some(count) = stock.count(wish.scope) else {
        return locale.format("export.size-unknown", &[("columns", columns.into())]);
    };
    let table = stock.table.read();
    let few: Vec<u32> = (0..table.len().min(SAMPLED) as u32).collect();
    let sample = if stock.rows.is_empty() {
        &few
    } else {
        &*stock.rows
    };
    let here = plan.estimate_bytes(&table, sample);
    let bytes = here * count / (sample.len() as u64).max(1);
    locale.format(
        "export.size",
        &[
            ("n", count.into()),
            ("columns", columns.into()),
            ("size", bytes_in_words(locale, bytes).into()),
        ],
    )
}

fn bytes_in_words(locale: &Locale, bytes: u64) -> String {
    if bytes < 1_000_000 {
        return locale.format("export.kilobytes", &[("size", bytes.div_ceil(1000).into())]);
    }
    locale.format(
        "export.megabytes",
        &[("size", bytes.div_ceil(1_000_000).into())],
    )
}
