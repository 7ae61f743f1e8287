//! The place of the figures of the first screen, and when they are counted: in slices once a load is at rest.
//!
//! What they say, also before they are there, is `components/overview/glance.rs`, what they count `engine/metrics/glance`.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::Date;
use referral_engine::metrics::{self, Glanced, Windows};
use referral_engine::query::View;
use yew::prelude::*;

use super::page::Body;
use super::{App, Msg};
use crate::browser::turn::SLICE_MS;
use crate::components::overview::{Glance as Tiles, Seen};

/// Rows that are counted between two looks at the clock.
const ROWS_AT_ONCE: usize = 1_024;

/// The rows that are counted, or are going to be, and what they came to.
#[derive(Default)]
pub(super) struct Glance {
    asked: Option<(Seen, Windows)>,
    counting: Option<metrics::Glance>,
    due: Option<Timeout>,
    glanced: Option<Rc<Glanced>>,
}

impl Glance {
    pub(super) fn is_due(&self) -> bool {
        self.due.is_some()
    }

    /// Counts for a slice of time; whether all is counted.
    fn count(&mut self) -> bool {
        let (Some((seen, _)), Some(counting)) = (&self.asked, &mut self.counting) else {
            return true;
        };
        let table = seen.table.read();
        let scope = seen.scope(&table);
        let began = Date::now();
        while !counting.advance(scope, ROWS_AT_ONCE) {
            if Date::now() - began >= SLICE_MS {
                return false;
            }
        }
        true
    }
}

impl App {
    pub(super) fn glance_panel(&self) -> Html {
        html! {
            <section class="glance" aria-label={self.locale.text("overview.glance")}>
                <Tiles glanced={self.glance.glanced.clone()} />
                <p class="overview-basis muted">{ self.locale.text("overview.glance-counted") }</p>
            </section>
        }
    }

    /// Has the rows counted soon where they are others than before. Called after each change.
    pub(super) fn glance_soon(&mut self, ctx: &Context<Self>) {
        let is_wanted = self.session.query().view == View::Split
            && self.page.body >= Body::Head
            && !self.session.is_busy()
            && !self.pace.is_deriving();
        if !is_wanted {
            return;
        }
        let (seen, windows) = (self.seen(), self.session.query().overview.windows);
        let is_asked = self.glance.asked.as_ref();
        if is_asked.is_none_or(|(before, limits)| *before != seen || *limits != windows) {
            let counting = metrics::Glance::new(windows, seen.now, seen.is_live);
            self.glance.counting = Some(counting);
            self.glance.asked = Some((seen, windows));
            self.glance.due = Some(self.later(ctx, 0, Msg::Glance));
        }
    }

    /// Counts on; whether there is something new to be drawn.
    pub(super) fn glance_on(&mut self, ctx: &Context<Self>) -> bool {
        self.glance.due = None;
        if self.session.is_busy() {
            // Other rows are coming; they are counted when they are here.
            (self.glance.asked, self.glance.counting) = (None, None);
            return false;
        }
        if !self.glance.count() {
            self.glance.due = Some(self.later(ctx, 0, Msg::Glance));
            return false;
        }
        let counted = self.glance.counting.take();
        let is_new = counted.is_some();
        if let Some(counted) = counted {
            self.glance.glanced = Some(Rc::new(counted.figures()));
        }
        is_new
    }
}
