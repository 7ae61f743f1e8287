//! The rows that are in the document: which they are, in which elements, and when they are drawn where they are many.
//!
//! Which rows those near the viewport are is `engine/window`, what is seen is `seen`, what a row says is `cell`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::Date;
use referral_engine::cursor::Cursor;
use referral_engine::session::Shared;
use referral_engine::slots::Slots;
use referral_engine::table::Table;
use referral_engine::window::{Pace, Part, Window, step_px};
use yew::prelude::*;

use super::cell::{Grown, Row, RowState};
use super::hand::Hand;
use super::seen::Seen;
use super::{FRAME_MS, Look, TableContent};

/// What is remembered from one drawing to the next.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    /// What was drawn last.
    drawn: RefCell<Drawn>,
    /// Which elements show it.
    slots: RefCell<Slots>,
    /// How many rows fit into a task, and when one that draws nothing else began, in ms.
    pace: Cell<Pace>,
    began_ms: Cell<Option<f64>>,
}

/// The rows that were drawn last, and for which viewport.
#[derive(Debug, Default)]
struct Drawn {
    of: Option<(Shared<Table>, Rc<Vec<u32>>)>,
    top: usize,
    rows: Vec<u32>,
    /// How many of them were drawn anew.
    fresh: usize,
    /// Whether the viewport has more that were left for another task, and whether that one has begun.
    has_more: bool,
    is_due: bool,
}

/// Once drawn: learns how long it took, and has the rest drawn in another task.
#[hook]
pub(super) fn use_rest(hand: &Hand) {
    let (memory, next) = (Rc::clone(&hand.memory), use_force_update());
    use_effect(move || {
        if let Some(began_ms) = memory.drawing.began_ms.take() {
            let fresh = memory.drawing.drawn.borrow().fresh;
            let pace = memory
                .drawing
                .pace
                .get()
                .after(fresh, Date::now() - began_ms);
            memory.drawing.pace.set(pace);
        }
        let has_more = memory.drawing.drawn.borrow().has_more;
        let is_slow = memory.drawing.pace.get().is_slow();
        let delay_ms = if is_slow { FRAME_MS } else { 0 };
        let due = Rc::clone(&memory);
        let soon = has_more.then(|| {
            Timeout::new(delay_ms, move || {
                due.drawing.drawn.borrow_mut().is_due = true;
                due.drawing.began_ms.set(Some(Date::now()));
                next.force_update();
            })
        });
        move || drop(soon)
    });
}

/// The rows near the viewport and the one that keys start from, each in its place.
pub(super) fn body(hand: &Hand, look: &Look, stop: Cursor, seen: Seen) -> Vec<Html> {
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
    let mut slots = slots(hand, &parts).into_iter();
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

/// The elements for the rows of these parts.
fn slots(hand: &Hand, parts: &[Part]) -> Vec<u32> {
    let mut drawn = Vec::new();
    for part in parts {
        if let Part::Rows(places) = part {
            drawn.extend_from_slice(hand.content.rows.get(places.clone()).unwrap_or_default());
        }
    }
    let focused = (*hand.spot).and_then(|spot| spot.row);
    hand.memory
        .drawing
        .slots
        .borrow_mut()
        .assign(&drawn, focused)
}

/// The rows near the viewport; other rows than before come a few at a time, but what is scrolled to comes at once.
fn window(hand: &Hand, height_px: u32, seen: Seen) -> Window {
    let (rows, top) = (&hand.content.rows, seen.top);
    let top_px = top as f64 * step_px(rows.len(), height_px);
    let all = Window::of(rows.len(), height_px, top_px, seen.height_px.into());
    let mut drawn = hand.memory.drawing.drawn.borrow_mut();
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
        let pace = hand.memory.drawing.pace.get();
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
