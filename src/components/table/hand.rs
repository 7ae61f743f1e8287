//! What keys and pointer do in the table: the grid pattern's keys over one tab stop.
//!
//! Where a key leads is `engine/cursor`, how the focus follows is `focus`. The handlers sit on the whole table and find the
//! cell from the event.

use std::cell::Cell;
use std::rc::Rc;

use referral_engine::cursor::{Cursor, Move, Reach};
use referral_engine::sort::SortKey;
use referral_engine::window::step_px;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTableCellElement};
use yew::prelude::*;

use super::rows::Drawing;
use super::seen::Seen;
use super::{Look, ReferralTableProps, TableAct, TableContent};
use crate::components::use_locale;
use crate::text::Locale;

/// How much a key changes a column's width, in px.
const STEP_PX: u32 = 16;

/// A pointer that moved further than this between down and up, in px, has selected text and opens nothing.
const SLIP_PX: i32 = 4;

/// The cell that keys start from. The row is remembered by its number in the table, so that it is the same one after
/// other rows have come or the order has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) row: Option<u32>,
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
    on_act: Callback<TableAct>,
    pub(super) spot: UseStateHandle<Option<Spot>>,
    pub(super) scroller: NodeRef,
    pub(super) memory: Rc<Memory>,
}

/// What is remembered between events without drawing anything anew.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// The cell that a key has led to, until it is drawn and has the focus; a key that comes before starts from there.
    pub(super) wanted: Cell<Option<Cursor>>,
    /// Whether the focus was in the table when last heard of.
    pub(super) within: Cell<bool>,
    /// Whether a row was open when last drawn.
    pub(super) was_open: Cell<bool>,
    /// Where the pointer went down, in px.
    down: Cell<(i32, i32)>,
    /// Which rows are drawn.
    pub(super) drawing: Drawing,
}

/// The hand of the table, with what it remembers.
#[hook]
pub(super) fn use_hand(props: &ReferralTableProps) -> Hand {
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

    /// The cell that Tab leads to: before there was a focus, in the first row that is all on the screen.
    pub(super) fn stop(&self, seen: Seen) -> Cursor {
        let first = if seen.top == 0 { 0 } else { seen.top + 2 };
        self.cursor().unwrap_or(Cursor {
            place: self
                .content
                .rows
                .len()
                .checked_sub(1)
                .map(|last| first.min(last)),
            column: 0,
        })
    }

    pub(super) fn row_height_px(&self) -> u32 {
        self.look.row_height_px(self.content.columns.len())
    }

    fn go(&self, cursor: Cursor) {
        self.spot.set(Some(self.spot_of(cursor)));
        self.show(cursor);
        self.memory.wanted.set(Some(cursor));
    }

    pub(super) fn spot_of(&self, cursor: Cursor) -> Spot {
        Spot {
            row: cursor
                .place
                .and_then(|place| self.content.rows.get(place).copied()),
            place: cursor.place.unwrap_or(0),
            column: cursor.column,
        }
    }

    fn reach(&self) -> Reach {
        let height = self.row_height_px();
        let step_px = step_px(self.content.rows.len(), height);
        let (top, page) = self.scroller.cast::<Element>().map_or((0, 1), |scroller| {
            let room = scroller.client_height() - self.look.head_px();
            let top = (f64::from(scroller.scroll_top()) / step_px).ceil() as i32;
            (top, room / height as i32)
        });
        Reach {
            rows: self.content.rows.len(),
            columns: self.content.columns.len(),
            page: page.max(1) as usize,
            top: top.max(0) as usize,
        }
    }

    /// The cell that an event came from.
    pub(super) fn at(&self, target: Option<web_sys::EventTarget>) -> Option<Cursor> {
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
}
