//! What is printed: the query and the facts, and the view's rows, of which the table on the screen holds only a window.
//!
//! There only while the page is printed, and shown by `@media print` alone; a limit is told on the paper itself.

use std::rc::Rc;

use referral_engine::date::Level;
use referral_engine::field::Field;
use referral_engine::session::Shared;
use referral_engine::table::{DateValue, Table};
use yew::prelude::*;

use crate::components::use_locale;
use crate::text::Locale;

/// Rows that are printed at most: some 60 pages, and more than a browser lays out in a few seconds.
const PRINTED_ROWS: usize = 2_000;

/// The properties of [`PrintSheet`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PrintSheetProps {
    /// What the rows are: query, counts, zone, time.
    pub lines: Rc<[String]>,
    /// All rows that are here.
    pub table: Shared<Table>,
    /// Those of the view.
    pub rows: Rc<Vec<u32>>,
    /// The columns; none where only the facts are printed.
    pub columns: Rc<[Field]>,
}

/// The facts and the rows.
#[component]
pub fn PrintSheet(props: &PrintSheetProps) -> Html {
    let locale = use_locale();
    let table = props.table.read();
    let count = props.rows.len();
    let cut = locale.format(
        "print.cut",
        &[("printed", PRINTED_ROWS.into()), ("n", count.into())],
    );
    html! {
        <div class="print-sheet">
            { for props.lines.iter().map(|line| html! { <p>{ line }</p> }) }
            if count > PRINTED_ROWS && !props.columns.is_empty() {
                <p><strong>{ cut }</strong></p>
            }
            if !props.columns.is_empty() {
            <table>
                <thead>
                    <tr>{ for props.columns.iter().map(|field| html! { <th scope="col">{ locale.field(*field) }</th> }) }</tr>
                </thead>
                <tbody>
                    { for props.rows.iter().take(PRINTED_ROWS).map(|row| html! {
                        <tr>{ for props.columns.iter().map(|field| html! {
                            <td><bdi>{ words(&locale, &table, *row as usize, *field) }</bdi></td>
                        }) }</tr>
                    }) }
                </tbody>
            </table>
            }
        </div>
    }
}

/// What a cell says: as on the screen, with a market's code behind its name.
fn words(locale: &Locale, table: &Table, row: usize, field: Field) -> String {
    if field.is_date() {
        return match table.date(row, field) {
            DateValue::Never => "\u{2013}".to_owned(),
            DateValue::At(at) => locale.bucket(at.day(), Level::Day),
            DateValue::Unreadable => locale.text("cell.unreadable"),
        };
    }
    table
        .term(row, field)
        .map_or_else(|| "\u{2013}".to_owned(), |raw| locale.term(field, raw))
}
