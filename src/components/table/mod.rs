//! The referral table: one real `<table>` of which only the rows near the viewport are in the document.
//!
//! Which rows those are is `rows`; what a cell says is `cell`, what keys do is `hand`. `panel` puts the chooser of columns,
//! the list of keys and the life of a row around it. Scrolling and the focus stay in this folder.

mod blank;
mod cell;
mod columns;
mod detail;
mod focus;
mod grip;
mod hand;
mod head;
mod keys;
mod look;
mod panel;
mod rows;
mod seen;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod snapshots;

use std::rc::Rc;

use referral_engine::field::Field;
use referral_engine::session::{LEAST_WIDTH_PX, Shared};
use referral_engine::sort::SortKey;
use referral_engine::table::Table;
use yew::prelude::*;

use blank::blank_rows;
pub use blank::{Blank, Sought};
use hand::{Hand, use_hand};
use head::Head;
pub use look::{Layout, Look};
pub use panel::{Extent, TablePanel, TablePanelProps};
use rows::{body, use_rest};
use seen::{Seen, use_seen};

/// What the table shows.
#[derive(Clone, Debug, PartialEq)]
pub struct TableContent {
    /// The rows that are here.
    pub table: Shared<Table>,
    /// Which of them are shown, in their order.
    pub rows: Rc<Vec<u32>>,
    /// The columns.
    pub columns: Rc<[Field]>,
    /// The order; the first key is the one that is marked.
    pub sort: Rc<[SortKey]>,
}

/// A frame comes within so many ms.
const FRAME_MS: u32 = 17;

/// What the user decided.
#[derive(Clone, Debug, PartialEq)]
pub enum TableAct {
    /// Another order.
    Sort(Vec<SortKey>),
    /// These columns, or the usual ones.
    Columns(Option<Vec<Field>>),
    /// A column is to be so wide, in px.
    Size(Field, u32),
    /// The life of this row, by its number in the table.
    Open(u32),
    /// No row's life any more.
    Close,
    /// This text on the clipboard.
    Copy(String),
    /// The list of keys.
    Keys,
    /// No filter any more.
    ClearFilter,
    /// No time range any more.
    ClearRange,
    /// Nothing to find any more.
    ClearFind,
}

impl TableAct {
    /// A column was picked: alone, or with the shift key within the order that is there.
    fn sorted(keys: &[SortKey], field: Field, is_further: bool) -> Self {
        Self::Sort(if is_further {
            SortKey::then_by(keys, field)
        } else {
            SortKey::by(keys, field)
        })
    }
}

/// The properties of [`ReferralTable`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct ReferralTableProps {
    /// The rows, columns and their order.
    pub(super) content: TableContent,
    /// How it looks.
    pub(super) look: Look,
    /// Whether more rows may come, so that their number is not known.
    pub(super) is_open_ended: bool,
    /// What stands there instead of rows.
    pub(super) blank: Blank,
    /// The row whose life is shown.
    pub(super) opened: Option<u32>,
    /// The user decided something.
    pub(super) on_act: Callback<TableAct>,
}

/// The table.
#[component]
pub(super) fn ReferralTable(props: &ReferralTableProps) -> Html {
    let dragged = use_state_eq(|| Option::<(Field, u32)>::None);
    let hand = use_hand(props);
    let (seen, measure) = use_seen(&hand);
    {
        let hand = hand.clone();
        use_effect(move || hand.settle());
    }
    use_rest(&hand);
    let on_drag = {
        let dragged = dragged.setter();
        Callback::from(move |drag| dragged.set(drag))
    };
    let mut look = props.look.clone();
    if let Some((field, width_px)) = *dragged
        && let Some(slot) = look.widths_px.get_mut(field.index())
    {
        *slot = Some(width_px.max(LEAST_WIDTH_PX));
    }
    let (on_key, on_focus, on_blur) = (hand.clone(), hand.clone(), hand.clone());
    let (on_down, on_click) = (hand.clone(), hand.clone());
    html! {
        <div class={classes!("table-scroller", look.class())} ref={hand.scroller.clone()}
            onscroll={Callback::from(move |_: Event| measure.take())}
            onkeydown={Callback::from(move |event: KeyboardEvent| on_key.key(&event))}
            onfocusin={Callback::from(move |event: FocusEvent| on_focus.focused(&event))}
            onfocusout={Callback::from(move |event: FocusEvent| on_blur.unfocused(&event))}
            onmousedown={Callback::from(move |event: MouseEvent| on_down.pressed(&event))}
            onclick={Callback::from(move |event: MouseEvent| on_click.clicked(&event))}>
            { table(props, &look, &hand, seen, on_drag) }
            { blank_rows(&hand.locale, &props.blank, &props.on_act) }
        </div>
    }
}

fn table(
    props: &ReferralTableProps,
    look: &Look,
    hand: &Hand,
    seen: Seen,
    on_drag: Callback<Option<(Field, u32)>>,
) -> Html {
    let TableContent {
        rows,
        columns,
        sort,
        ..
    } = &props.content;
    let stop = hand.stop(seen);
    let cards = look.is_cards();
    let row_count = if props.is_open_ended {
        "-1".to_owned()
    } else {
        (rows.len() + 1).to_string()
    };
    let width = columns
        .iter()
        .map(|field| look.width_px(*field))
        .sum::<u32>();
    let caption = hand
        .locale
        .format("table.caption", &[("n", rows.len().into())]);
    html! {
        <table class="referrals" part="table" role={cards.then_some("table")} aria-rowcount={row_count}
            aria-busy={rows.is_empty().then(|| (props.blank == Blank::Coming).to_string())}
            width={(!cards).then(|| width.to_string())}>
            <caption class="visually-hidden">{ caption }</caption>
            if !cards {
                <colgroup>{ for columns.iter().map(|field| html! { <col width={look.width_px(*field).to_string()} /> }) }</colgroup>
            }
            <Head columns={columns.clone()} sort={sort.clone()} stop={stop.place.is_none().then_some(stop.column)}
                is_cards={cards} {on_drag} on_act={props.on_act.clone()} />
            <tbody role={cards.then_some("rowgroup")}>{ for body(hand, look, stop, seen) }</tbody>
        </table>
    }
}
