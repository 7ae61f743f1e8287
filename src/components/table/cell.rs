//! A row and its cells: a status with its mark, a name isolated from its surroundings, a country with its code, a day.
//!
//! "Not yet", "unknown" and "unreadable" look different without their colours. A cell is one element wherever that will
//! do, because a thousand of them are in the document.

use std::rc::Rc;

use referral_engine::field::{Field, OrgSize, canonical_status};
use referral_engine::session::Shared;
use referral_engine::table::{DateValue, Table};
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, VTag};

use super::look::Layout;
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

/// A row's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RowState {
    /// Its number in the table.
    pub(super) row: u32,
    /// Its number for assistive technology; the header is 1.
    pub(super) aria_row: usize,
    /// The column of the cell that Tab leads to, where it is in this row.
    pub(super) stop: Option<usize>,
    /// Whether its life is shown.
    pub(super) is_open: bool,
}

/// The properties of [`Row`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct RowProps {
    /// The rows that are here.
    pub(super) table: Grown,
    /// Which one, and how it stands.
    pub(super) state: RowState,
    /// The columns.
    pub(super) columns: Rc<[Field]>,
    /// Rows or cards.
    pub(super) layout: Layout,
}

/// A row.
#[component]
pub(super) fn Row(props: &RowProps) -> Html {
    let (locale, find) = (use_locale(), use_find());
    let never = AttrValue::from(locale.text("cell.never"));
    let words = (&locale, &find, &never);
    let table = props.table.0.read();
    let state = props.state;
    // What is drawn as blocks is told to be a table's part, because browsers take such elements for mere boxes.
    let cards = props.layout == Layout::Cards;
    let cells = props.columns.iter().enumerate().map(|(place, field)| {
        let Cell {
            class,
            label,
            inner,
        } = cell(words, &table, state.row as usize, *field);
        let is_stop = state.stop == Some(place);
        let inner = if place == 0 { opener(inner) } else { inner };
        if !cards {
            return td([None, class, label], is_stop, inner);
        }
        // A card's value stands under its label, and its mark with it.
        let inner = html! {
            <>
                <span class="label" aria-hidden="true">{ words.0.field(*field) }</span>
                <span {class}>{ inner }</span>
            </>
        };
        td([Some("cell".into()), None, label], is_stop, inner)
    });
    html! {
        <tr part="row" role={cards.then_some("row")} class={state.is_open.then_some("open")}
            aria-rowindex={state.aria_row.to_string()}>{ for cells }</tr>
    }
}

/// The part that a cell is, for the host's styles.
const PART: &str = "cell";

/// What a cell says of itself.
static ATTRIBUTES: [&str; 5] = ["part", "role", "aria-label", "tabindex", "class"];

/// A cell with its role, class and name. Its attributes are listed here because `html!` takes a class apart to put it
/// together again, which the cells of a row have no time for.
fn td(said: [Option<AttrValue>; 3], is_stop: bool, inner: Html) -> Html {
    let some = AttributeOrProperty::Attribute;
    let [role, class, label] = said.map(|value| value.map(some));
    let part = Some(some(PART.into()));
    let tabindex = is_stop.then(|| some("0".into()));
    let mut cell = VTag::new("td");
    cell.set_attributes(Attributes::Dynamic {
        keys: &ATTRIBUTES,
        values: Box::new([part, role, label, tabindex, class]),
    });
    if let Some(children) = cell.children_mut() {
        *children = inner;
    }
    cell.into()
}

/// The first cell of a row is a button too, for pointers and for readers that do not know the keys.
fn opener(inner: Html) -> Html {
    html! { <button type="button" class="opener" tabindex="-1" aria-haspopup="dialog">{ inner }</button> }
}

struct Cell {
    class: Option<AttrValue>,
    /// What it is called where its text does not say it.
    label: Option<AttrValue>,
    inner: Html,
}

/// The page's language, what is looked for, and the words for "not yet", which most cells of a row say.
type Words<'a> = (&'a Locale, &'a Find, &'a AttrValue);

impl Cell {
    fn of(inner: Html) -> Self {
        Self {
            class: None,
            label: None,
            inner,
        }
    }

    fn nothing(label: AttrValue) -> Self {
        Self {
            class: Some("never".into()),
            label: Some(label),
            inner: html! { { "–" } },
        }
    }

    /// A value out of a list that is not on the list: shown as it came.
    fn unknown((locale, find, _): Words<'_>, raw: &str) -> Self {
        let title = locale.text("cell.unknown");
        Self::of(html! { <bdi class="unknown" {title}>{ find.mark(raw, raw) }</bdi> })
    }
}

fn cell(words: Words<'_>, table: &Table, row: usize, field: Field) -> Cell {
    let (locale, find, never) = words;
    if field.is_date() {
        return match table.date(row, field) {
            DateValue::Never => Cell::nothing(never.clone()),
            DateValue::At(at) => Cell::of(html! { { locale.date(at) } }),
            DateValue::Unreadable => Cell::of(
                html! { <span class="unreadable">{ locale.text("cell.unreadable") }</span> },
            ),
        };
    }
    let Some(raw) = table.term(row, field) else {
        return Cell::nothing(locale.text("cell.none").into());
    };
    match field {
        Field::Status => status(words, raw),
        Field::CustomerMarket | Field::PartnerMarket => market(words, field, raw),
        Field::CustomerOrgSize if OrgSize::parse(raw).is_none() => Cell::unknown(words, raw),
        Field::CustomerOrgSize => Cell::of(find.mark(&locale.term(field, raw), raw)),
        // Alone in its cell, which is isolated as every block is.
        Field::Id => Cell::of(find.mark(raw, raw)),
        _ => Cell::of(html! { <bdi>{ find.mark(raw, raw) }</bdi> }),
    }
}

fn status(words @ (locale, find, _): Words<'_>, raw: &str) -> Cell {
    let Some(known) = canonical_status(raw) else {
        return Cell {
            class: Some("state".into()),
            ..Cell::unknown(words, raw)
        };
    };
    let class = ["state state-", &known.to_ascii_lowercase()].concat();
    Cell {
        class: Some(class.into()),
        ..Cell::of(find.mark(&locale.term(Field::Status, raw), raw))
    }
}

fn market(words @ (locale, find, _): Words<'_>, field: Field, raw: &str) -> Cell {
    let name = locale.term(field, raw);
    if name == raw {
        return Cell::unknown(words, raw);
    }
    Cell::of(
        html! { <>{ find.mark(&name, "") }{ " " }<span class="muted">{ find.mark(raw, raw) }</span></> },
    )
}
