//! Taking rows along: the panel that a button opens, and what it asks for. What is printed is `sheet`'s.
//!
//! How many rows and about how many bytes a file will have is told before it is made; making it is `app/export.rs`'s.

mod choices;
pub mod sheet;

use std::rc::Rc;

use referral_engine::export::{Columns, Format, Plan, SHEET_ROWS, Scope, Separator};
use referral_engine::field::Field;
use referral_engine::session::Shared;
use referral_engine::table::Table;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::part::lazy_component;
use super::use_locale;
use crate::text::Locale;
use choices::Choices;

/// Rows that the size of a file is judged by where the view has none.
const SAMPLED: usize = 48;

/// What a person chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The kind of file.
    pub format: Format,
    /// Which rows.
    pub scope: Scope,
    /// Which columns.
    pub columns: Columns,
    /// Between the cells of CSV.
    pub separator: Separator,
    /// Whether CSV and TSV begin with a byte order mark.
    pub byte_order_mark: bool,
    /// Whether CSV and TSV tell of the query.
    pub commented: bool,
}

impl Wish {
    /// How the file is to be written, for a view of those columns.
    pub fn plan(&self, shown: &[Field]) -> Plan {
        let columns = match self.columns {
            Columns::Shown => shown.to_vec(),
            Columns::All => Field::ALL.to_vec(),
        };
        Plan {
            separator: self.separator,
            byte_order_mark: self.byte_order_mark,
            commented: self.commented,
            ..Plan::new(self.format, columns)
        }
    }
}

/// What the panel asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportAct {
    /// Make the file and save it.
    Save(Wish),
    /// Stop making it.
    Cancel,
    /// Print.
    Print,
}

/// The rows that can be had.
#[derive(Clone, Debug, PartialEq)]
pub struct Stock {
    /// All that are here.
    pub table: Shared<Table>,
    /// Those of the view.
    pub rows: Rc<Vec<u32>>,
    /// The columns of the view.
    pub columns: Rc<[Field]>,
    /// How many match the query, where that is known.
    pub matching: Option<u64>,
}

impl Stock {
    fn loaded(&self) -> u64 {
        self.table.read().len() as u64
    }

    /// How many rows a scope has; `None` where nobody knows yet.
    fn count(&self, scope: Scope) -> Option<u64> {
        match scope {
            Scope::View => Some(self.rows.len() as u64),
            Scope::Loaded => Some(self.loaded()),
            Scope::All => self.matching,
        }
    }
}

/// How the making of a file stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Making {
    /// Nothing is made.
    Nothing,
    /// The rows that are not here yet are loaded.
    Loading,
    /// Rows are written: so many of so many.
    Writing(u64, u64),
    /// The user did not want it any more, or the host page did not.
    Cancelled,
    /// It could not be made: why, and what to do.
    Failed(String),
}

/// The properties of [`ExportPanel`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ExportPanelProps {
    /// The rows.
    pub stock: Stock,
    /// How the making stands.
    pub making: Making,
    /// What is asked for.
    pub on_act: Callback<ExportAct>,
}

/// A button, and the panel that it opens.
#[component]
pub fn ExportPanel(props: &ExportPanelProps) -> Html {
    let locale = use_locale();
    let is_open = use_state_eq(|| false);
    let opener = use_node_ref();
    let wish = use_state_eq(|| usual(&locale));
    let onclick = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    let onkeydown = {
        let (is_open, opener) = (is_open.setter(), opener.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                is_open.set(false);
                // The focus would be lost with what it is on.
                let _ = opener.cast::<HtmlElement>().map(|button| button.focus());
            }
        })
    };
    let on_print = props.on_act.reform(|_: MouseEvent| ExportAct::Print);
    let on_wish = {
        let wish = wish.setter();
        Callback::from(move |chosen| wish.set(chosen))
    };
    html! {
        <div class="export" {onkeydown}>
            <button ref={opener} class="button small" type="button" aria-expanded={is_open.to_string()} {onclick}>
                { locale.text("export.open") }
            </button>
            <button class="button small" type="button" onclick={on_print}>{ locale.text("export.print") }</button>
            if *is_open {
                <div class="export-panel" role="group" aria-label={locale.text("export.title")}>
                    <FormPart wish={*wish} panel={props.clone()} {on_wish} />
                </div>
            }
        </div>
    }
}

/// The properties of [`Form`].
#[derive(Clone, Debug, PartialEq, Properties)]
struct FormProps {
    /// What is chosen.
    wish: Wish,
    /// Something else was chosen.
    on_wish: Callback<Wish>,
    /// What the panel was given.
    panel: ExportPanelProps,
}

/// What can be chosen, and the button that makes the file.
#[component]
fn Form(props: &FormProps) -> Html {
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

lazy_component! {
    /// [`Form`], fetched when the panel is first opened.
    export: FormPart = Form(FormProps)
}

/// What is chosen at first: what most people open with a spreadsheet.
fn usual(locale: &Locale) -> Wish {
    Wish {
        format: Format::Csv,
        scope: Scope::View,
        columns: Columns::Shown,
        separator: locale.separator(),
        byte_order_mark: true,
        commented: false,
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

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
