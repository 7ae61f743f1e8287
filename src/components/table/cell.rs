//! A row and its cells: a status with its mark, a name isolated from its surroundings, a country with its code, a day.

use std::rc::Rc;

use referral_engine::date::{Level, Timestamp};
use referral_engine::field::{Field, canonical_status};
use referral_engine::session::Shared;
use referral_engine::table::{DateValue, Table};
use yew::prelude::*;

use crate::components::found::{Find, use_find};
use crate::components::use_locale;
use crate::text::Locale;

/// A table of which rows are only ever added to: a row that was drawn stays as it is, whatever comes behind it.
#[derive(Clone, Debug)]
pub(super) struct Grown(pub(super) Shared<Table>);

impl PartialEq for Grown {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_same(&other.0)
    }
}

/// The properties of [`Row`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct RowProps {
    /// The rows that are here.
    pub(super) table: Grown,
    /// Which one.
    pub(super) row: u32,
    /// Its number for assistive technology; the header is 1.
    pub(super) aria_row: usize,
    /// The columns.
    pub(super) columns: Rc<[Field]>,
}

/// A row.
#[component]
pub(super) fn Row(props: &RowProps) -> Html {
    let (locale, find) = (use_locale(), use_find());
    let table = props.table.0.read();
    let row = props.row as usize;
    html! {
        <tr part="row" aria-rowindex={props.aria_row.to_string()}>
            { for props.columns.iter().map(|field| html! {
                <td key={field.name()} part="cell">{ cell((&locale, &find), &table, row, *field) }</td>
            }) }
        </tr>
    }
}

fn cell((locale, find): (&Locale, &Find), table: &Table, row: usize, field: Field) -> Html {
    if field.is_date() {
        return match table.date(row, field) {
            DateValue::Never => {
                html! { <span class="never" aria-label={locale.text("cell.never")}>{ "–" }</span> }
            }
            DateValue::At(at) => day(locale, at),
            DateValue::Unreadable => {
                html! { <span class="unreadable">{ locale.text("cell.unreadable") }</span> }
            }
        };
    }
    let Some(raw) = table.term(row, field) else {
        return html! { <span class="never" aria-label={locale.text("cell.none")}>{ "–" }</span> };
    };
    match field {
        Field::Status => status(locale, find, raw),
        Field::CustomerMarket | Field::PartnerMarket => market(&locale.term(field, raw), find, raw),
        Field::CustomerName | Field::Id => html! { <bdi>{ find.mark(raw, raw) }</bdi> },
        _ => find.mark(&locale.term(field, raw), raw),
    }
}

fn day(locale: &Locale, at: Timestamp) -> Html {
    html! { <time datetime={at.to_string()} title={format!("{} UTC", locale.moment(at))}>{ locale.bucket(at.day(), Level::Day) }</time> }
}

fn status(locale: &Locale, find: &Find, raw: &str) -> Html {
    let class = canonical_status(raw).map_or_else(|| "unknown".to_owned(), str::to_ascii_lowercase);
    html! { <span class={classes!("state", format!("state-{class}"))}><bdi>{ find.mark(&locale.term(Field::Status, raw), raw) }</bdi></span> }
}

fn market(name: &str, find: &Find, raw: &str) -> Html {
    if name == raw {
        return html! { <bdi>{ find.mark(raw, raw) }</bdi> };
    }
    html! { <>{ find.mark(name, "") }{ " " }<span class="muted">{ find.mark(raw, raw) }</span></> }
}
