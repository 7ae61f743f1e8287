//! What keys, focus and pointer do in the table: the grid pattern's keys over one tab stop, and the focus that is never lost.
//!
//! Where a key leads is `engine/cursor`. The handlers sit on the whole table and find the cell from the event.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use referral_engine::cursor::{Cursor, Move, Reach};
use referral_engine::field::Field;
use referral_engine::session::Shared;
use referral_engine::slots::Slots;
use referral_engine::sort::SortKey;
use referral_engine::table::Table;
use referral_engine::window::{Pace, Part, seen_px, step_px};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTableCellElement, Node, ShadowRoot};
use yew::prelude::*;

use super::{Look, TableAct, TableContent};
use crate::text::Locale;

/// How much a key changes a column's width, in px.
const STEP_PX: u32 = 16;

/// A pointer that moved further than this between down and up, in px, has selected text and opens nothing.
const SLIP_PX: i32 = 4;

/// The cell that keys start from. The row is remembered by its number in the table, so that it is the same one after
/// other rows have come or the order has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    row: Option<u32>,
    place: usize,
    column: usize,
}

/// What the handlers share.
#[derive(Clone)]
pub(super) struct Hand {
    pub(super) locale: Locale,
    pub(super) content: TableContent,
    pub(super) look: Look,
    pub(super) opened: Option<u32>,
    pub(super) on_act: Callback<TableAct>,
    pub(super) spot: UseStateHandle<Option<Spot>>,
    pub(super) scroller: NodeRef,
    pub(super) memory: Rc<Memory>,
}

/// What is remembered between events without drawing anything anew.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// The cell that a key has led to, until it is drawn and has the focus; a key that comes before starts from there.
    wanted: Cell<Option<Cursor>>,
    /// Whether the focus was in the table when last heard of.
    within: Cell<bool>,
    /// Whether a row was open when last drawn.
    was_open: Cell<bool>,
    /// Where the pointer went down, in px.
    down: Cell<(i32, i32)>,
    /// What was drawn last.
    pub(super) drawn: RefCell<Drawn>,
    /// Which elements show it.
    slots: RefCell<Slots>,
    /// How many rows fit into a task, and when one that draws nothing else began, in ms.
    pub(super) pace: Cell<Pace>,
    pub(super) began_ms: Cell<Option<f64>>,
}

/// The rows that were drawn last, and for which viewport.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) of: Option<(Shared<Table>, Rc<Vec<u32>>)>,
    pub(super) top: usize,
    pub(super) rows: Vec<u32>,
    /// How many of them were drawn anew.
    pub(super) fresh: usize,
    /// Whether the viewport has more that were left for another task, and whether that one has begun.
    pub(super) has_more: bool,
    pub(super) is_due: bool,
}

impl Hand {
    /// The cell that keys start from; `None` before there was one.
    pub(super) fn cursor(&self) -> Option<Cursor> {
        let Spot { row, place, column } = (*self.spot)?;
        let rows = &self.content.rows;
        let place = row.and_then(|row| {
            if rows.get(place) == Some(&row) {
                return Some(place);
            }
            let moved = rows.iter().position(|other| *other == row);
            moved.or_else(|| Some(place.min(rows.len().checked_sub(1)?)))
        });
        Some(Cursor {
            place,
            column: column.min(self.content.columns.len().saturating_sub(1)),
        })
    }

    /// The elements for the rows of these parts.
    pub(super) fn slots(&self, rows: &[u32], parts: &[Part]) -> Vec<u32> {
        let mut drawn = Vec::new();
        for part in parts {
            if let Part::Rows(places) = part {
                drawn.extend_from_slice(rows.get(places.clone()).unwrap_or_default());
            }
        }
        let focused = (*self.spot).and_then(|spot| spot.row);
        self.memory.slots.borrow_mut().assign(&drawn, focused)
    }

    fn row_height_px(&self) -> i32 {
        self.look.row_height_px(self.content.columns.len()) as i32
    }

    fn go(&self, cursor: Cursor) {
        self.spot.set(Some(self.spot_of(cursor)));
        self.show(cursor);
        self.memory.wanted.set(Some(cursor));
    }

    fn spot_of(&self, cursor: Cursor) -> Spot {
        Spot {
            row: cursor
                .place
                .and_then(|place| self.content.rows.get(place).copied()),
            place: cursor.place.unwrap_or(0),
            column: cursor.column,
        }
    }

    /// Scrolls so that the cell lies clear of the header and of the first column, which stay where they are.
    fn show(&self, cursor: Cursor) {
        let Some(scroller) = self.scroller.cast::<Element>() else {
            return;
        };
        let height = self.row_height_px();
        if let Some(place) = cursor.place {
            let room = (scroller.client_height() - self.look.head_px() - height).max(0);
            let rows = self.content.rows.len();
            let (least, most) = seen_px(place, rows, height as u32, room as u32);
            scroller.set_scroll_top(scroller.scroll_top().clamp(least as i32, most as i32));
        }
        let widths = |fields: &[Field]| {
            fields
                .iter()
                .map(|field| self.look.width_px(*field) as i32)
                .sum::<i32>()
        };
        let (Some(before), Some(through), false) = (
            self.content.columns.get(..cursor.column),
            self.content.columns.get(..=cursor.column),
            self.look.is_cards() || cursor.column == 0,
        ) else {
            return;
        };
        let first = self.content.columns.get(..1).map_or(0, widths);
        let most = widths(before) - first;
        let least = widths(through) - scroller.client_width();
        scroller.set_scroll_left(scroller.scroll_left().clamp(least.min(most), most));
    }

    fn reach(&self) -> Reach {
        let height = self.row_height_px();
        let step_px = step_px(self.content.rows.len(), height as u32);
        let (top, page) = self.scroller.cast::<Element>().map_or((0, 1), |scroller| {
            let room = scroller.client_height() - self.look.head_px();
            let top = (f64::from(scroller.scroll_top()) / step_px).ceil() as i32;
            (top, room / height)
        });
        Reach {
            rows: self.content.rows.len(),
            columns: self.content.columns.len(),
            page: page.max(1) as usize,
            top: top.max(0) as usize,
        }
    }

    /// The cell that an event came from.
    fn at(&self, target: Option<web_sys::EventTarget>) -> Option<Cursor> {
        let element = target?.dyn_into::<Element>().ok()?;
        let cell = element
            .closest("td, th")
            .ok()??
            .dyn_into::<HtmlTableCellElement>()
            .ok()?;
        let row = cell.parent_element()?.get_attribute("aria-rowindex")?;
        Some(Cursor {
            place: row.parse::<usize>().ok()?.checked_sub(2),
            column: usize::try_from(cell.cell_index()).ok()?,
        })
    }

    pub(super) fn key(&self, event: &KeyboardEvent) {
        let Some(at) = self.at(event.target()).filter(|_| !event.alt_key()) else {
            return;
        };
        let at = self.memory.wanted.get().unwrap_or(at);
        let field = self.content.columns.get(at.column).copied();
        let row = at
            .place
            .and_then(|place| self.content.rows.get(place).copied());
        let is_wide = event.ctrl_key() || event.meta_key();
        match (event.key().as_str(), row, event.shift_key()) {
            ("Enter", Some(row), _) => self.on_act.emit(TableAct::Open(row)),
            ("Enter", None, true) => {
                let Some(field) = field else { return };
                self.on_act
                    .emit(TableAct::Sort(SortKey::then_by(&self.content.sort, field)));
            }
            ("ArrowLeft" | "ArrowRight", None, true) => {
                let Some(field) = field else { return };
                let width_px = self.look.width_px(field);
                let width_px = if event.key() == "ArrowLeft" {
                    width_px.saturating_sub(STEP_PX)
                } else {
                    width_px + STEP_PX
                };
                self.on_act.emit(TableAct::Size(field, width_px));
            }
            ("Escape", ..) if self.opened.is_some() => self.on_act.emit(TableAct::Close),
            ("?", ..) => self.on_act.emit(TableAct::Keys),
            (key, _, false) => match Move::of_key(key, is_wide) {
                Some(step) => self.go(at.after(step, self.reach())),
                None => return,
            },
            _ => return,
        }
        event.prevent_default();
    }

    pub(super) fn focused(&self, event: &FocusEvent) {
        self.memory.within.set(true);
        if let Some(cursor) = self.at(event.target()) {
            let spot = Some(self.spot_of(cursor));
            if *self.spot != spot {
                self.spot.set(spot);
            }
        }
    }

    pub(super) fn unfocused(&self, event: &FocusEvent) {
        let next = event
            .related_target()
            .and_then(|next| next.dyn_into::<Node>().ok());
        let scroller = self.scroller.cast::<Node>();
        self.memory
            .within
            .set(scroller.is_some_and(|scroller| scroller.contains(next.as_ref())));
    }

    pub(super) fn pressed(&self, event: &MouseEvent) {
        self.memory.down.set((event.client_x(), event.client_y()));
    }

    pub(super) fn clicked(&self, event: &MouseEvent) {
        let (x, y) = self.memory.down.get();
        let slipped = (event.client_x() - x).abs() + (event.client_y() - y).abs() > SLIP_PX;
        let by_pointer = event.detail() > 0;
        let Some(cursor) = self.at(event.target()).filter(|_| !(slipped && by_pointer)) else {
            return;
        };
        let spot = self.spot_of(cursor);
        if let Some(row) = spot.row {
            self.spot.set(Some(spot));
            self.on_act.emit(TableAct::Open(row));
        }
    }

    /// Once drawn: puts the focus where a key has led to, and back where it was when the element that had it is gone.
    pub(super) fn settle(&self) {
        let Some(scroller) = self.scroller.cast::<Element>() else {
            return;
        };
        let is_open = self.opened.is_some();
        let was_open = self.memory.was_open.replace(is_open);
        let is_lost = || {
            (self.memory.within.get() || (was_open && !is_open)) && nothing_is_focused(&scroller)
        };
        let is_wanted = self.memory.wanted.take().is_some();
        if !is_wanted && !is_lost() {
            return;
        }
        let stop = scroller
            .query_selector("table [tabindex='0']")
            .ok()
            .flatten();
        if let Some(stop) = stop.and_then(|stop| stop.dyn_into::<HtmlElement>().ok()) {
            // An element that cannot be focused leaves the focus where it is.
            let _ = stop.focus();
            // Browsers scroll to what gets the focus, by where it lies before the window has followed.
            if let (true, Some(cursor)) = (is_wanted, self.cursor()) {
                self.show(cursor);
            }
        }
    }
}

/// Whether nothing has the focus, as when the element was removed that had it.
fn nothing_is_focused(element: &Element) -> bool {
    let root = AsRef::<Node>::as_ref(element).get_root_node();
    let inside = root
        .dyn_into::<ShadowRoot>()
        .ok()
        .and_then(|root| root.active_element());
    let outside = element
        .owner_document()
        .and_then(|document| document.active_element());
    inside.is_none() && outside.is_none_or(|element| element.tag_name() == "BODY")
}
