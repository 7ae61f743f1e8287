//! The header row: a button a column, `aria-sort` on exactly one.

use std::rc::Rc;

use referral_engine::field::{Field, Kind};
use referral_engine::query::{Direction, SortKey};
use yew::prelude::*;

use crate::components::use_locale;

/// The width of a column, in px.
pub(super) const fn width_px(field: Field) -> u32 {
    match field.kind() {
        Kind::Text => 96,
        Kind::Name => 232,
        Kind::Code => 156,
        Kind::Date => 128,
    }
}

/// The properties of [`Head`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct HeadProps {
    /// The columns.
    pub(super) columns: Rc<[Field]>,
    /// The key that decides the order.
    pub(super) sort: Option<SortKey>,
    /// The user chose a column.
    pub(super) on_sort: Callback<Field>,
}

/// The header row.
#[component]
pub(super) fn Head(props: &HeadProps) -> Html {
    let locale = use_locale();
    let head = |field: Field| {
        let direction = props
            .sort
            .filter(|key| key.field == field)
            .map(|key| key.direction);
        let (aria_sort, arrow) = match direction {
            Some(Direction::Ascending) => (Some("ascending"), "▲"),
            Some(Direction::Descending) => (Some("descending"), "▼"),
            None => (None, ""),
        };
        let onclick = props.on_sort.reform(move |_: MouseEvent| field);
        html! {
            <th key={field.name()} scope="col" part="header-cell" aria-sort={aria_sort}>
                <button type="button" {onclick}>
                    <span>{ locale.field(field) }</span>
                    <span class="arrow" aria-hidden="true">{ arrow }</span>
                </button>
            </th>
        }
    };
    html! { <thead><tr aria-rowindex="1">{ for props.columns.iter().map(|field| head(*field)) }</tr></thead> }
}
