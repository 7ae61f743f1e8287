//! The header row: a button a column, `aria-sort` on exactly one, the numbers of further keys, a grip for the width.

use std::rc::Rc;

use referral_engine::field::Field;
use referral_engine::sort::{Direction, SortKey};
use yew::prelude::*;

use super::TableAct;
use super::grip::Grip;
use crate::components::use_locale;
use crate::text::Locale;

/// The properties of [`Head`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct HeadProps {
    /// The columns.
    pub(super) columns: Rc<[Field]>,
    /// The order.
    pub(super) sort: Rc<[SortKey]>,
    /// The column of the button that Tab leads to, where it is in the header.
    pub(super) stop: Option<usize>,
    /// What is drawn as blocks is told to be a table's part.
    pub(super) is_cards: bool,
    /// A column is being made so wide, in px.
    pub(super) on_drag: Callback<Option<(Field, u32)>>,
    /// The user chose an order or a width.
    pub(super) on_act: Callback<TableAct>,
}

/// The header row.
#[component]
pub(super) fn Head(props: &HeadProps) -> Html {
    let locale = use_locale();
    let cards = props.is_cards;
    let heads = (props.columns.iter().enumerate())
        .map(|(place, field)| head(props, &locale, place, *field));
    html! {
        <thead role={cards.then_some("rowgroup")}>
            <tr role={cards.then_some("row")} aria-rowindex="1">{ for heads }</tr>
        </thead>
    }
}

fn head(props: &HeadProps, locale: &Locale, place: usize, field: Field) -> Html {
    let place_of_key = props.sort.iter().position(|key| key.field == field);
    let key = place_of_key.and_then(|place| props.sort.get(place));
    let (said, arrow) = match key.map(|key| key.direction) {
        Some(Direction::Ascending) => ("ascending", "▲"),
        Some(Direction::Descending) => ("descending", "▼"),
        None => ("", ""),
    };
    // Where the column that decides is not shown, the first one says that it does not.
    let is_unmarked = |sort: &[SortKey]| {
        let decides = sort.first().map(|key| key.field);
        decides.is_none_or(|field| !props.columns.contains(&field))
    };
    let aria_sort = match place_of_key {
        Some(0) => Some(said),
        _ => (place == 0 && is_unmarked(&props.sort)).then_some("none"),
    };
    let number = place_of_key
        .filter(|_| props.sort.len() > 1)
        .map(|place| place + 1);
    // Assistive technology is told of one column by `aria-sort`; of the others by words.
    let further = number.filter(|number| *number > 1);
    let description = further.map(|number| {
        locale.format(
            if said == "ascending" {
                "table.key-ascending"
            } else {
                "table.key-descending"
            },
            &[("place", number.into())],
        )
    });
    let onclick = {
        let (sort, on_act) = (props.sort.clone(), props.on_act.clone());
        Callback::from(move |event: MouseEvent| {
            on_act.emit(TableAct::sorted(&sort, field, event.shift_key()))
        })
    };
    let tabindex = if props.stop == Some(place) { "0" } else { "-1" };
    html! {
        <th key={field.name()} scope="col" part="header-cell" role={props.is_cards.then_some("columnheader")} aria-sort={aria_sort}>
            <button type="button" {tabindex} {onclick} aria-description={description}>
                <span>{ locale.field(field) }</span>
                if !arrow.is_empty() {
                    <span class="arrow" aria-hidden="true">{ arrow }{ number }</span>
                }
            </button>
            if !props.is_cards {
                <Grip {field} on_drag={props.on_drag.clone()} on_act={props.on_act.clone()} />
            }
        </th>
    }
}
