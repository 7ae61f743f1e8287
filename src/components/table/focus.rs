//! The focus of the table, which is never lost: it follows keys, and stays with its cell or goes back where it was.
//!
//! What keys do is `hand`.

use referral_engine::cursor::Cursor;
use referral_engine::field::Field;
use referral_engine::window::seen_px;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node, ShadowRoot};
use yew::prelude::*;

use super::hand::Hand;

impl Hand {
    /// Scrolls so that the cell lies clear of the header and of the first column, which stay where they are.
    pub(super) fn show(&self, cursor: Cursor) {
        let Some(scroller) = self.scroller.cast::<Element>() else {
            return;
        };
        let height = self.row_height_px();
        if let Some(place) = cursor.place {
            let room = (scroller.client_height() - self.look.head_px() - height as i32).max(0);
            let rows = self.content.rows.len();
            let (least, most) = seen_px(place, rows, height, room as u32);
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
        if to_stop(&scroller) {
            // Browsers scroll to what gets the focus, by where it lies before the window has followed.
            if let (true, Some(cursor)) = (is_wanted, self.cursor()) {
                self.show(cursor);
            }
        }
    }
}

/// Puts the focus on the cell or header that Tab leads to, if there is one below `around`.
pub(super) fn to_stop(around: &Element) -> bool {
    let stop = around
        .query_selector("table [tabindex='0']")
        .ok()
        .flatten()
        .and_then(|stop| stop.dyn_into::<HtmlElement>().ok());
    // An element that cannot be focused leaves the focus where it is.
    stop.is_some_and(|stop| stop.focus().is_ok())
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
