//! When things are drawn: no task is long, so what comes at once is put into order, drawn and told in several.
//!
//! What is drawn is `screen`'s. Whoever awaits a load is told when all of it is on the screen.

use std::rc::Rc;

use gloo_timers::callback::{Interval, Timeout};
use js_sys::Function;
use referral_engine::query::{Query, View};
use referral_engine::session::{Event, Phase, Shared, TimerId};
use referral_engine::table::Table;
use wasm_bindgen::JsValue;
use yew::prelude::*;

use super::{App, Hurry, Msg};
use crate::browser::clock;
use crate::browser::turn::soon;

/// Frames in which rows that arrive are drawn are this far apart, in ms.
const ARRIVAL_FRAME_MS: u32 = 100;

/// While rows arrive, they are put into order anew when so many times as many are here, and not before so many ms: what is
/// on the screen changes with its order, and a quick load has ended by then.
const ARRIVAL_GROWTH: u64 = 8;
const ARRIVAL_ORDER_MS: i64 = 1_000;

/// Drawing is left to another task where ordering took longer than this, in ms.
pub(super) const ORDER_AND_DRAW_MS: i64 = 12;

/// Ordering up to so many rows, and drawing them, fits into one task.
const ROWS_AT_ONCE: u64 = 10_000;

/// A countdown changes this often, in ms.
const COUNTDOWN_MS: u32 = 1_000;

/// The minutes that a token has left are looked at this often, in ms.
const TOKEN_MS: u32 = 30_000;

/// How much is drawn of what is below the toolbar.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub(super) enum Body {
    Nothing,
    /// Nothing yet, but what writes numbers and dates is there.
    Written,
    /// All but the table.
    Head,
    Whole,
}

impl Body {
    pub(super) fn further(self) -> Self {
        match self {
            Self::Nothing => Self::Written,
            Self::Written => Self::Head,
            Self::Head | Self::Whole => Self::Whole,
        }
    }
}

impl App {
    /// Rows that arrive are drawn together, a few times a second.
    pub(super) fn frame_soon(&mut self, ctx: &Context<Self>) {
        if self.frame.is_none() {
            self.frame = Some(self.later(ctx, ARRIVAL_FRAME_MS, Msg::Frame));
        }
    }

    /// Whether a load goes on of which the first rows and the groups are drawn, so that only numbers are new for a while.
    pub(super) fn is_under_way(&self) -> bool {
        let table = self.table();
        let is_known = |(before, ..): &(Shared<Table>, u64, Query)| before.is_same(&table);
        *self.session.phase() == Phase::Loading
            && self.body == Body::Whole
            && !self.derived.rows.is_empty()
            && (self.derived.groups.is_some() || self.session.query().view == View::Table)
            && self.derived_from.as_ref().is_some_and(is_known)
    }

    /// Sends the message to ourselves, in another task.
    pub(super) fn later(&self, ctx: &Context<Self>, delay_ms: u32, msg: Msg) -> Timeout {
        let link = ctx.link().clone();
        Timeout::new(delay_ms, move || link.send_message(msg))
    }

    /// The page is drawn in the task behind this one, before anything is laid out that has nothing in it.
    pub(super) fn page_soon(&mut self, ctx: &Context<Self>) {
        let link = ctx.link().clone();
        let _next = soon(move || link.send_message(Msg::Page));
        self.hurry = Some(Hurry::Page { _next });
    }

    /// Computes what is shown, or has it computed in a task of its own where only rows have come and they are many; what
    /// is shown meanwhile is true of the first of them.
    pub(super) fn derive(&mut self, ctx: &Context<Self>) {
        let table = self.table();
        let loaded = self.session.rows().loaded();
        let grown_from = self
            .derived_from
            .as_ref()
            .and_then(|(before, rows, asked)| {
                let only_grown = before.is_same(&table) && asked == self.session.query();
                (only_grown && *rows > 0 && loaded > *rows).then_some(*rows)
            });
        match grown_from {
            Some(rows)
                if self.session.is_busy()
                    && (loaded < rows * ARRIVAL_GROWTH
                        || clock::now().0 - self.derived_at.0 < ARRIVAL_ORDER_MS) =>
            {
                self.derived = std::mem::take(&mut self.derived).regroup(&self.session);
            }
            Some(_) if loaded > ROWS_AT_ONCE => {
                if self.deriving.is_none() {
                    self.deriving = Some(self.later(ctx, 0, Msg::Derive));
                }
            }
            _ => self.derive_now(),
        }
    }

    pub(super) fn derive_now(&mut self) {
        self.deriving = None;
        self.derived_at = clock::now();
        let loaded = self.session.rows().loaded();
        self.derived_from = Some((self.table(), loaded, self.session.query().clone()));
        let locale = self.locale.clone();
        let derived = std::mem::take(&mut self.derived);
        self.derived = derived.update(
            &self.session,
            clock::now(),
            self.speech.collation(),
            &|texts| locale.ranks(texts),
        );
    }

    /// Other groups are drawn at once; those that come with other rows in the task after the rows, because drawing both
    /// would take longer than a task should.
    pub(super) fn chart_soon(&mut self, ctx: &Context<Self>) {
        let (groups, rows) = (&self.derived.groups, &self.derived.rows);
        let (charted, beside) = &mut self.charted;
        let is_charted = match (charted.as_ref(), groups) {
            (Some(charted), Some(groups)) => Rc::ptr_eq(charted, groups),
            (charted, groups) => charted.is_none() && groups.is_none(),
        };
        if is_charted || Rc::ptr_eq(beside, rows) {
            (*charted, *beside) = (groups.clone(), Rc::clone(rows));
            self.charting = None;
        } else if self.charting.is_none() {
            self.charting = Some(self.later(ctx, 0, Msg::Chart));
        }
    }

    /// The first content is drawn behind the token form's end, because both would take longer than a task should.
    pub(super) fn body_soon(&mut self, ctx: &Context<Self>) {
        if !self.has_content() {
            self.body = Body::Nothing;
        } else if self.body != Body::Whole && self.frame.is_none() && self.hurry.is_none() {
            self.frame = Some(self.later(ctx, 0, Msg::Body));
        }
    }

    /// A countdown is drawn each second, the time that a token has left now and then, and nothing else by the clock.
    pub(super) fn tick(&mut self, ctx: &Context<Self>) {
        let period_ms = match (self.session.phase(), self.session.token()) {
            (Phase::Waiting(_), _) => Some(COUNTDOWN_MS),
            (_, Some(_)) => Some(TOKEN_MS),
            _ => None,
        };
        if self.ticker.as_ref().map(|(period_ms, _)| *period_ms) != period_ms {
            let link = ctx.link().clone();
            self.ticker = period_ms.map(|period_ms| {
                let tick = Interval::new(period_ms, move || link.send_message(Msg::Tick));
                (period_ms, tick)
            });
        }
    }

    /// Whether all that the session holds is drawn: a load is drawn in several tasks.
    pub(super) fn is_drawn(&self) -> bool {
        self.hurry.is_none()
            && self.deriving.is_none()
            && self.frame.is_none()
            && self.charting.is_none()
            && self.trailing.is_none()
            && !self.glance.is_due()
    }

    pub(super) fn settle_loads(&mut self, ctx: &Context<Self>) {
        let is_busy = self.session.is_busy() || self.session.is_asking_for_token();
        let is_wanted = !self.waiting_for_load.is_empty();
        if is_wanted && !is_busy && self.is_drawn() && self.has_figures(ctx) {
            self.resolve_loads();
        }
    }

    pub(super) fn tell_of_page(&mut self) {
        self.finish();
        tell(&mut self.waiting_for_page);
    }

    pub(super) fn resolve_loads(&mut self) {
        self.finish();
        tell(&mut self.waiting_for_load);
    }

    /// What a host that waits must find done: the link is written, and everything before is told.
    pub(super) fn finish(&mut self) {
        self.finish_link();
        self.outbox.leave();
    }

    pub(super) fn start_timer(&mut self, ctx: &Context<Self>, id: TimerId, delay_ms: u32) {
        let fire = Msg::Session(Event::TimerFired(id));
        self.timers.insert(id.0, self.later(ctx, delay_ms, fire));
    }
}

/// Calls those that wait, each once.
fn tell(waiting: &mut Vec<Function>) {
    for resolve in waiting.drain(..) {
        // A promise's own function does not throw.
        let _ = resolve.call0(&JsValue::NULL);
    }
}
