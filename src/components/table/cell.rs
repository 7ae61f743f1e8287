//! A row and its cells: a status with its mark, a name isolated from its surroundings, a country with its code, a day.

use std::rc::Rc;

use referral_engine::date::{Level, Timestamp};
use referral_engine::field::{Field, canonical_status};
use referral_engine::session::Shared;
use referral_engine::table::{DateValue, Table};
use yew::prelude::*;

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
    let locale = use_locale();
    let table = props.table.0.read();
    let row = props.row as usize;
    html! {
        <tr part="row" aria-rowindex={props.aria_row.to_string()}>
            { for props.columns.iter().map(|field| html! {
                <td key={field.name()} part="cell">{ cell(&locale, &table, row, *field) }</td>
            }) }
        </tr>
    }
}

fn cell(locale: &Locale, table: &Table, row: usize, field: Field) -> Html {
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
        Field::Status => status(locale, raw),
        Field::CustomerMarket | Field::PartnerMarket => market(locale, field, raw),
        Field::CustomerName | Field::Id => html! { <bdi>{ raw.to_owned() }</bdi> },
        _ => html! { { locale.term(field, raw) } },
    }
}

fn day(locale: &Locale, at: Timestamp) -> Html {
    html! { <time datetime={at.to_string()} title={format!("{} UTC", locale.moment(at))}>{ locale.bucket(at.day(), Level::Day) }</time> }
}

fn status(locale: &Locale, raw: &str) -> Html {
    let class = canonical_status(raw).map_or_else(|| "unknown".to_owned(), str::to_ascii_lowercase);
    html! { <span class={classes!("state", format!("state-{class}"))}><bdi>{ locale.term(Field::Status, raw) }</bdi></span> }
}

fn market(locale: &Locale, field: Field, raw: &str) -> Html {
    let name = locale.term(field, raw);
    if name == raw {
        return html! { <bdi>{ name }</bdi> };
    }
    html! { <>{ name }{ " " }<span class="muted">{ raw.to_owned() }</span></> }
}
