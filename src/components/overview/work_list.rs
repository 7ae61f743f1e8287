//! What runs out: how many open referrals are in each band of time left, the list of them, as CSV and as a calendar.

use std::rc::Rc;

use referral_engine::field::Field;
use referral_engine::metrics::{Band, Due, Entry, Limit, Options, calendar};
use referral_engine::table::Table;
use yew::prelude::*;

use super::facts::Facts;
use super::limits::Limits;
use super::{Act, Seen};
use crate::components::use_locale;
use crate::text::Locale;

/// Rows that are shown at first, and more of them at each click.
const ROWS: usize = 10;
const MORE: usize = 50;

/// The properties of [`WorkList`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct WorkListProps {
    pub(super) seen: Seen,
    pub(super) facts: Rc<Facts>,
    pub(super) options: Options,
    pub(super) on_act: Callback<Act>,
}

/// The list.
#[component]
pub(super) fn WorkList(props: &WorkListProps) -> Html {
    let locale = use_locale();
    let shown = use_state(|| ROWS);
    let WorkListProps { facts, seen, .. } = props;
    let list = &facts.list;
    let bands = Band::ALL.into_iter().zip(facts.bands);
    let on_more = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(*shown + MORE))
    };
    let limits = html! { <Limits options={props.options.clone()} on_act={props.on_act.clone()} /> };
    if list.is_empty() {
        return html! { <><p class="overview-empty">{ locale.text("overview.nothing-due") }</p>{ limits }</> };
    }
    let table = seen.table.read();
    let hidden = list.len().saturating_sub(*shown);
    html! {
        <>
            <ul class="bands" aria-label={locale.text("overview.runs-out")}>
                { for bands.map(|(band, count)| band_tile(&locale, band, count)) }
            </ul>
            <div class="overview-scroll" role="region" tabindex="0" aria-label={locale.text("overview.work-list")}>
                <table class="overview-table">
                    <caption class="visually-hidden">{ locale.format("overview.due", &[("n", list.len().into())]) }</caption>
                    <thead>{ head(&locale) }</thead>
                    <tbody>{ for list.iter().take(*shown).map(|due| row(&locale, &table, due)) }</tbody>
                </table>
            </div>
            <div class="overview-acts">
                if hidden > 0 {
                    <button type="button" class="button small" onclick={on_more}>
                        { locale.format("overview.show-more", &[("n", hidden.min(MORE).into())]) }
                    </button>
                }
                { save(&locale, props, "overview.save-csv", save_csv) }
                { save(&locale, props, "overview.save-calendar", save_calendar) }
            </div>
            { limits }
        </>
    }
}

fn band_tile(locale: &Locale, band: Band, count: usize) -> Html {
    let name = locale.text(&["overview.band", "-", band.name()].concat());
    html! {
        <li class={classes!("band", ["band-", band.name()].concat(), (count == 0).then_some("band-none"))}>
            <strong>{ locale.count(count as u64) }</strong>{ " " }<span>{ name }</span>
        </li>
    }
}

fn head(locale: &Locale) -> Html {
    let head = |text: String| html! { <th scope="col">{ text }</th> };
    html! {
        <tr>
            { head(locale.text("overview.time-left")) }
            { head(locale.text("overview.what")) }
            { head(locale.text("overview.when")) }
            { head(locale.field(Field::CustomerName)) }
            { head(locale.field(Field::CustomerMarket)) }
            { head(locale.field(Field::Status)) }
            { head(locale.field(Field::Id)) }
        </tr>
    }
}

fn row(locale: &Locale, table: &Table, due: &Due) -> Html {
    let term = |field: Field| {
        let raw = table.term(due.row as usize, field).unwrap_or_default();
        locale.term(field, raw)
    };
    html! {
        <tr key={due.row}>
            <th scope="row" class={classes!("band-text", ["band-", due.band.name()].concat())}>{ left(locale, due) }</th>
            <td>{ limit(locale, due.limit) }</td>
            <td class="overview-moment">{ locale.moment(due.at) }</td>
            <td class="overview-name">{ term(Field::CustomerName) }</td>
            <td>{ term(Field::CustomerMarket) }</td>
            <td>{ locale.term(Field::Status, due.stage.name()) }</td>
            <td>{ term(Field::Id) }</td>
        </tr>
    }
}

fn left(locale: &Locale, due: &Due) -> String {
    let key = if due.left_ms > 0 {
        "overview.left"
    } else {
        "overview.over-by"
    };
    locale.format(key, &[("time", locale.duration(due.left_ms).into())])
}

fn limit(locale: &Locale, limit: Limit) -> String {
    locale.text(&["overview.limit-of", "-", limit.name()].concat())
}

fn save(
    locale: &Locale,
    props: &WorkListProps,
    key: &str,
    act: fn(&Locale, &Table, &Facts) -> Act,
) -> Html {
    let (locale_then, facts, table) = (
        locale.clone(),
        props.facts.clone(),
        props.seen.table.clone(),
    );
    let onclick = props
        .on_act
        .reform(move |_: MouseEvent| act(&locale_then, &table.read(), &facts));
    html! { <button type="button" class="button small" {onclick}>{ locale.text(key) }</button> }
}

fn save_csv(locale: &Locale, table: &Table, facts: &Facts) -> Act {
    let mut lines = vec![vec![
        Field::Id.name().to_owned(),
        Field::CustomerName.name().into(),
        Field::CustomerMarket.name().into(),
        Field::Status.name().into(),
        "limit".into(),
        "due".into(),
        "band".into(),
    ]];
    for due in facts.list.iter() {
        let term = |field: Field| {
            let text = table.term(due.row as usize, field);
            text.unwrap_or_default().to_owned()
        };
        lines.push(vec![
            term(Field::Id),
            term(Field::CustomerName),
            term(Field::CustomerMarket),
            due.stage.name().into(),
            due.limit.name().into(),
            due.at.to_string(),
            due.band.name().into(),
        ]);
    }
    Act::csv("referrals-due.csv", &lines, locale)
}

/// An event for each limit that lies ahead; what has run out is no appointment any more.
fn save_calendar(locale: &Locale, table: &Table, facts: &Facts) -> Act {
    let ahead = facts.list.iter().filter(|due| due.left_ms > 0);
    let entry = |due: &Due| {
        let term = |field: Field| table.term(due.row as usize, field);
        // A row without id is told apart by its place; the same file made later may number it anew.
        let id =
            term(Field::Id).map_or_else(|| ["row-", &due.row.to_string()].concat(), str::to_owned);
        let name = term(Field::CustomerName).unwrap_or(&id);
        let args = [
            ("what", limit(locale, due.limit).into()),
            ("name", name.into()),
            ("id", id.as_str().into()),
            ("at", locale.moment(due.at).into()),
        ];
        Entry {
            uid: [&id, ".", due.limit.name(), "@referral-analytics"].concat(),
            at: due.at,
            summary: locale.format("overview.event", &args),
            description: locale.format("overview.event-more", &args),
        }
    };
    let entries: Vec<Entry> = ahead.map(entry).collect();
    Act::Save(
        "referrals-due.ics",
        "text/calendar",
        calendar(&entries, facts.frame.as_of),
    )
}
