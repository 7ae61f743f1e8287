//! The referral table: one real `<table>` of which only the rows near the viewport are in the document.
//!
//! Which rows those are is `engine/window`; what a cell says is `cell`, what keys do is `hand`. `panel` puts the chooser of
//! columns, the list of keys and the life of a row around it. Scrolling and the focus stay in here.

mod blank;
mod cell;
mod columns;
mod detail;
mod grip;
mod hand;
mod head;
mod keys;
mod look;
mod panel;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod snapshots;

use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::Date;
use referral_engine::cursor::Cursor;
use referral_engine::field::Field;
use referral_engine::session::{LEAST_WIDTH_PX, Shared};
use referral_engine::sort::SortKey;
use referral_engine::table::Table;
use referral_engine::window::{Part, Window, step_px};
use web_sys::Element;
use yew::prelude::*;

use super::use_locale;
use blank::blank_rows;
pub use blank::{Blank, Sought};
use cell::{Grown, Row, RowState};
use hand::{Drawn, Hand, Memory, Spot};
use head::Head;
pub use look::{Layout, Look};
use look::{Seen, rows_that_fill};
pub use panel::{Extent, TablePanel, TablePanelProps};

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
    let seen = use_state_eq(|| Seen::AT_FIRST);
    let dragged = use_state_eq(|| Option::<(Field, u32)>::None);
    let hand = use_hand(props);
    let row_height_px = props.look.row_height_px(props.content.columns.len());
    let step_px = step_px(props.content.rows.len(), row_height_px);
    let measure = {
        let (scroller, seen) = (hand.scroller.clone(), seen.setter());
        let head_px = props.look.head_px();
        move || {
            if let Some(element) = scroller.cast::<Element>() {
                seen.set(Seen::of(&element, step_px, head_px));
            }
        }
    };
    {
        let (seen, head_px) = (seen.setter(), props.look.head_px());
        use_effect_with((), move |()| {
            let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
            if let Some(height_px) = height {
                seen.set(Seen::in_window(height_px, head_px));
            }
        });
    }
    {
        let measure = measure.clone();
        let rows = props.content.rows.len();
        // Asking how high the box is has all that was drawn laid out at once, so it is asked only where that may be new,
        // and behind the frame that lays it out anyway where nothing is scrolled.
        let filling = rows.min(rows_that_fill(row_height_px));
        let scrolled_rows = (seen.top > 0).then_some(rows);
        use_effect_with(
            (filling, scrolled_rows, row_height_px, step_px),
            move |_| {
                let painted = {
                    let measure = measure.clone();
                    (filling > 0).then(|| Timeout::new(FRAME_MS, measure))
                };
                if scrolled_rows.is_some() {
                    measure();
                }
                let window = web_sys::window();
                let resized =
                    window.map(|window| EventListener::new(&window, "resize", move |_| measure()));
                move || drop((painted, resized))
            },
        );
    }
    {
        let hand = hand.clone();
        use_effect(move || hand.settle());
    }
    {
        let (memory, next) = (Rc::clone(&hand.memory), use_force_update());
        use_effect(move || {
            if let Some(began_ms) = memory.began_ms.take() {
                let fresh = memory.drawn.borrow().fresh;
                let pace = memory.pace.get().after(fresh, Date::now() - began_ms);
                memory.pace.set(pace);
            }
            let has_more = memory.drawn.borrow().has_more;
            let is_slow = memory.pace.get().is_slow();
            let delay_ms = if is_slow { FRAME_MS } else { 0 };
            let due = Rc::clone(&memory);
            let soon = has_more.then(|| {
                Timeout::new(delay_ms, move || {
                    due.drawn.borrow_mut().is_due = true;
                    due.began_ms.set(Some(Date::now()));
                    next.force_update();
                })
            });
            move || drop(soon)
        });
    }
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
            onscroll={Callback::from(move |_: Event| measure())}
            onkeydown={Callback::from(move |event: KeyboardEvent| on_key.key(&event))}
            onfocusin={Callback::from(move |event: FocusEvent| on_focus.focused(&event))}
            onfocusout={Callback::from(move |event: FocusEvent| on_blur.unfocused(&event))}
            onmousedown={Callback::from(move |event: MouseEvent| on_down.pressed(&event))}
            onclick={Callback::from(move |event: MouseEvent| on_click.clicked(&event))}>
            { table(props, &look, &hand, *seen, on_drag) }
            { blank_rows(&hand.locale, &props.blank, &props.on_act) }
        </div>
    }
}

/// The hand of the table, with what it remembers.
#[hook]
fn use_hand(props: &ReferralTableProps) -> Hand {
    let spot = use_state_eq(|| Option::<Spot>::None);
    let scroller = use_node_ref();
    let memory = use_memo((), |()| Memory::default());
    Hand {
        content: props.content.clone(),
        look: props.look.clone(),
        opened: props.opened,
        on_act: props.on_act.clone(),
        locale: use_locale(),
        spot,
        scroller,
        memory,
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
    let cursor = hand.cursor();
    // Before there was a focus, Tab leads to the first row that is all on the screen.
    let first = if seen.top == 0 { 0 } else { seen.top + 2 };
    let stop = cursor.unwrap_or(Cursor {
        place: rows.len().checked_sub(1).map(|last| first.min(last)),
        column: 0,
    });
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

/// The rows near the viewport and the one that keys start from, each in its place.
fn body(hand: &Hand, look: &Look, stop: Cursor, seen: Seen) -> Vec<Html> {
    let TableContent {
        table,
        rows,
        columns,
        ..
    } = &hand.content;
    let height_px = look.row_height_px(columns.len());
    let window = window(hand, height_px, seen);
    let kept = hand.cursor().and_then(|cursor| cursor.place);
    let parts = window.parts(rows.len(), height_px, kept);
    let mut slots = hand.slots(rows, &parts).into_iter();
    let mut drawn = Vec::with_capacity(window.count + 4);
    for (number, part) in parts.into_iter().enumerate() {
        let places = match part {
            Part::Rows(places) => places,
            Part::Room(height_px) => {
                drawn.push(room(number, height_px));
                continue;
            }
        };
        let first = places.start;
        let shown = rows.get(places).unwrap_or_default();
        for (place, (row, slot)) in (first..).zip(shown.iter().copied().zip(&mut slots)) {
            let state = RowState {
                row,
                aria_row: place + 2,
                stop: (stop.place == Some(place)).then_some(stop.column),
                is_open: hand.opened == Some(row),
            };
            drawn.push(html! {
                <Row key={slot} table={Grown(table.clone())} {state} columns={columns.clone()} layout={look.layout} />
            });
        }
    }
    drawn
}

/// The rows near the viewport; other rows than before come a few at a time, but what is scrolled to comes at once.
fn window(hand: &Hand, height_px: u32, seen: Seen) -> Window {
    let (rows, top) = (&hand.content.rows, seen.top);
    let top_px = top as f64 * step_px(rows.len(), height_px);
    let all = Window::of(rows.len(), height_px, top_px, seen.height_px.into());
    let mut drawn = hand.memory.drawn.borrow_mut();
    let is_known = |(table, _): &(Shared<Table>, _)| table.is_same(&hand.content.table);
    if !drawn.of.as_ref().is_some_and(is_known) {
        *drawn = Drawn::default();
    }
    let is_same = |(_, before): &(_, Rc<Vec<u32>>)| Rc::ptr_eq(before, rows);
    let is_waiting = drawn.of.as_ref().is_some_and(is_same) && drawn.has_more && !drawn.is_due;
    let window = if drawn.of.is_some() && drawn.top != top {
        all
    } else if is_waiting {
        all.gradually(rows, height_px, &drawn.rows, 0)
    } else {
        let pace = hand.memory.pace.get();
        let most = if drawn.is_due {
            pace.rows()
        } else {
            pace.first_rows()
        };
        all.gradually(rows, height_px, &drawn.rows, most)
    };
    let shown = rows.iter().skip(window.first).take(window.count);
    let shown: Vec<u32> = shown.copied().collect();
    *drawn = Drawn {
        of: Some((hand.content.table.clone(), Rc::clone(rows))),
        top,
        fresh: shown.iter().filter(|row| !drawn.rows.contains(row)).count(),
        rows: shown,
        has_more: window.count < all.count,
        is_due: false,
    };
    window
}

/// Room for rows that are not in the document; the attribute of old, because a style attribute is what the CSP forbids.
fn room(number: usize, height_px: u64) -> Html {
    html! {
        <tr key={["room-", &number.to_string()].concat()} class="room" aria-hidden="true"><td height={height_px.to_string()}></td></tr>
    }
}
