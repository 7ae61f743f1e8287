//! A saved answer against what is here: referrals that are new, stand elsewhere, or are gone.

use referral_engine::field::Field;
use referral_engine::metrics::{Difference, difference};
use referral_engine::session::Shared;
use referral_engine::table::Table;
use yew::prelude::*;

use super::{Act, Saved, Seen};
use crate::components::file_button::FileButton;
use crate::components::use_locale;
use crate::text::Locale;

/// Rows of each kind that are listed.
const LISTED: usize = 50;

/// The properties of [`SnapshotPanel`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct SnapshotPanelProps {
    pub(super) seen: Seen,
    pub(super) saved: Saved,
    /// Whether all rows of the query are here, so that "gone" means gone.
    pub(super) is_complete: bool,
    pub(super) on_act: Callback<Act>,
}

/// The panel.
#[component]
pub(super) fn SnapshotPanel(props: &SnapshotPanelProps) -> Html {
    let locale = use_locale();
    let on_file = props.on_act.reform(Act::Open);
    let on_forget = props.on_act.reform(|_: MouseEvent| Act::Forget);
    let told = match &props.saved {
        Saved::Nothing => html! { <p class="muted">{ locale.text("overview.saved-hint") }</p> },
        Saved::Reading => html! { <p class="muted">{ locale.text("overview.saved-reading") }</p> },
        Saved::Unreadable(name) => {
            let told = locale.format(
                "overview.saved-unreadable",
                &[("name", name.as_str().into())],
            );
            html! { <p class="message warning" role="alert">{ told }</p> }
        }
        Saved::Read(name, table) => html! {
            <Differences seen={props.seen.clone()} name={name.clone()} table={table.clone()} is_complete={props.is_complete}
                on_act={props.on_act.clone()} />
        },
    };
    html! {
        <div class="overview-saved">
            <div class="overview-acts">
                <FileButton label={locale.text("overview.saved-open")} {on_file} />
                if props.saved != Saved::Nothing {
                    <button type="button" class="button" onclick={on_forget}>{ locale.text("overview.saved-forget") }</button>
                }
            </div>
            { told }
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct DifferencesProps {
    seen: Seen,
    name: String,
    table: Shared<Table>,
    is_complete: bool,
    on_act: Callback<Act>,
}

#[component]
fn Differences(props: &DifferencesProps) -> Html {
    let locale = use_locale();
    let difference = use_memo(
        (props.seen.clone(), props.table.clone()),
        |(seen, earlier)| {
            let table = seen.table.read();
            difference(&earlier.read(), seen.scope(&table))
        },
    );
    let Difference {
        new,
        moved,
        gone,
        kept,
        without_id,
    } = &*difference;
    let (now, then) = (props.seen.table.read(), props.table.read());
    let of = |table: &Table, row: u32| (id_and_name(&locale, table, row), String::new());
    let new_rows = new.iter().map(|row| of(&now, *row));
    let gone_rows = gone.iter().map(|row| of(&then, *row));
    let moved_rows = moved.iter().map(|change| {
        let stage =
            |stage: referral_engine::metrics::Stage| locale.term(Field::Status, stage.name());
        let step = [stage(change.from), stage(change.to)].join(" → ");
        (id_and_name(&locale, &now, change.row), step)
    });
    let on_save = {
        let (difference, locale) = (difference.clone(), locale.clone());
        let (now, then) = (props.seen.table.clone(), props.table.clone());
        props.on_act.reform(move |_: MouseEvent| {
            let lines = lines(&difference, &now.read(), &then.read());
            Act::csv("referrals-changes.csv", &lines, &locale)
        })
    };
    html! {
        <>
            <p>{ locale.format("overview.saved-against", &[("name", props.name.as_str().into()), ("n", (*kept).into())]) }</p>
            if !props.is_complete {
                <p class="message warning">{ locale.text("overview.saved-partial") }</p>
            }
            if *without_id > 0 {
                <p class="muted">{ locale.format("overview.without-id", &[("n", (*without_id).into())]) }</p>
            }
            { list(&locale, "overview.saved-new", new.len(), &mut new_rows.take(LISTED)) }
            { list(&locale, "overview.saved-moved", moved.len(), &mut moved_rows.take(LISTED)) }
            { list(&locale, "overview.saved-gone", gone.len(), &mut gone_rows.take(LISTED)) }
            <button type="button" class="button small" onclick={on_save}>{ locale.text("overview.save-csv") }</button>
        </>
    }
}

/// All differences, also those that are not listed.
fn lines(difference: &Difference, now: &Table, then: &Table) -> Vec<Vec<String>> {
    let line = |change: &str, (table, row): (&Table, u32), stages: [&str; 2]| {
        let [id, name] =
            [Field::Id, Field::CustomerName].map(|field| text(table, row, field).to_owned());
        let [from, to] = stages.map(str::to_owned);
        vec![change.to_owned(), id, name, from, to]
    };
    let head = [
        "change",
        Field::Id.name(),
        Field::CustomerName.name(),
        "from",
        "to",
    ];
    let mut lines = vec![head.map(str::to_owned).to_vec()];
    for row in &difference.new {
        lines.push(line(
            "new",
            (now, *row),
            ["", text(now, *row, Field::Status)],
        ));
    }
    for step in &difference.moved {
        lines.push(line(
            "moved",
            (now, step.row),
            [step.from.name(), step.to.name()],
        ));
    }
    for row in &difference.gone {
        lines.push(line(
            "gone",
            (then, *row),
            [text(then, *row, Field::Status), ""],
        ));
    }
    lines
}

/// What a row has for a field, nothing being the empty text.
fn text(table: &Table, row: u32, field: Field) -> &str {
    table.term(row as usize, field).unwrap_or_default()
}

fn id_and_name(locale: &Locale, table: &Table, row: u32) -> String {
    let term = |field: Field| {
        table
            .term(row as usize, field)
            .map(|raw| locale.term(field, raw))
    };
    let parts = [term(Field::Id), term(Field::CustomerName)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn list(
    locale: &Locale,
    key: &str,
    count: usize,
    rows: &mut dyn Iterator<Item = (String, String)>,
) -> Html {
    let row = |(name, step): (String, String)| {
        html! { <li>{ name }if !step.is_empty() {{ ": " }<strong>{ step }</strong>}</li> }
    };
    html! {
        <details class="overview-list">
            <summary>{ locale.format(key, &[("n", count.into())]) }</summary>
            <ul>{ for rows.map(row) }</ul>
            if count > LISTED {
                <p class="muted">{ locale.format("overview.first-of", &[("n", LISTED.into()), ("total", count.into())]) }</p>
            }
        </details>
    }
}
