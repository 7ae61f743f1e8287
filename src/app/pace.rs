//! When things are drawn: no task is long, so what comes at once is put into order, drawn and told in several.
//!
//! What is drawn is `screen`'s, how the page begins is `page`'s. Whoever awaits a load is told when all of it is on the screen.

use std::rc::Rc;

use gloo_timers::callback::{Interval, Timeout};
use js_sys::Function;
use referral_engine::date::Timestamp;
use referral_engine::group::Groups;
use referral_engine::query::{Query, View};
use referral_engine::session::{Event, Phase, Shared, TimerId};
use referral_engine::table::Table;
use wasm_bindgen::JsValue;
use yew::prelude::*;

use super::page::Body;
use super::{App, Msg};
use crate::browser::clock;

/// Frames in which rows that arrive are drawn are this far apart, in ms.
const ARRIVAL_FRAME_MS: u32 = 100;

/// While rows arrive, they are put into order anew when so many times as many are here, and not before so many ms: what is
/// on the screen changes with its order, and a quick load has ended by then.
const ARRIVAL_GROWTH: u64 = 8;
const ARRIVAL_ORDER_MS: i64 = 1_000;

/// Drawing is left to another task where ordering took longer than this, in ms.
const ORDER_AND_DRAW_MS: i64 = 12;

/// Ordering up to so many rows, and drawing them, fits into one task.
const ROWS_AT_ONCE: u64 = 10_000;

/// A countdown changes this often, in ms.
const COUNTDOWN_MS: u32 = 1_000;

/// The minutes that a token has left are looked at this often, in ms.
const TOKEN_MS: u32 = 30_000;

/// What was drawn last, and what is due.
#[derive(Default)]
pub(super) struct Pace {
    /// The table that was derived from, how many rows it had, and the query; and when.
    derived_from: Option<(Shared<Table>, u64, Query)>,
    derived_at: Timestamp,
    /// Puts rows into their order in a task of its own.
    deriving: Option<Timeout>,
    /// The groups that the chart shows, and the rows that the table does; groups follow other rows in another task.
    charted: (Option<Rc<Groups>>, Rc<Vec<u32>>),
    charting: Option<Timeout>,
    /// Until what stands above the rows follows other rows.
    pub(super) trailing: Option<Timeout>,
    /// Until what has come is drawn.
    pub(super) frame: Option<Timeout>,
    ticker: Option<(u32, Interval)>,
    /// Told when a load has ended and is drawn.
    waiting_for_load: Vec<Function>,
}

impl Pace {
    /// What was derived holds no more, though neither rows nor query are others.
    pub(super) fn derive_anew(&mut self) {
        self.derived_from = None;
    }

    /// Whether rows are going to be put into order, which draws them.
    pub(super) fn is_deriving(&self) -> bool {
        self.deriving.is_some()
    }

    /// The groups that the chart shows.
    pub(super) fn charted(&self) -> Option<&Rc<Groups>> {
        self.charted.0.as_ref()
    }

    /// Whether nothing is due.
    fn is_at_rest(&self) -> bool {
        self.deriving.is_none()
            && self.frame.is_none()
            && self.charting.is_none()
            && self.trailing.is_none()
    }
}

impl App {
    /// Takes in what happened; whether the page follows it in this task.
    pub(super) fn take_event(&mut self, ctx: &Context<Self>, event: Event) -> bool {
        if let Event::TimerFired(timer) = &event {
            self.timers.remove(&timer.0);
        }
        let is_piece = matches!(event, Event::BytesArrived { .. });
        let is_head = matches!(event, Event::Answered { .. });
        let is_end = matches!(event, Event::BodyEnded { .. });
        self.apply(ctx, event);
        if is_piece || is_end && self.is_under_way() {
            self.frame_soon(ctx);
            return false;
        }
        !(is_head && *self.session.phase() == Phase::Loading)
    }

    /// Rows that arrive are drawn together, a few times a second.
    fn frame_soon(&mut self, ctx: &Context<Self>) {
        if self.pace.frame.is_none() {
            self.pace.frame = Some(self.later(ctx, ARRIVAL_FRAME_MS, Msg::Frame));
        }
    }

    /// Whether a load goes on of which the first rows and the groups are drawn, so that only numbers are new for a while.
    fn is_under_way(&self) -> bool {
        let table = self.table();
        let is_known = |(before, ..): &(Shared<Table>, u64, Query)| before.is_same(&table);
        *self.session.phase() == Phase::Loading
            && self.page.body == Body::Whole
            && !self.derived.rows.is_empty()
            && (self.derived.groups.is_some() || self.session.query().view == View::Table)
            && self.pace.derived_from.as_ref().is_some_and(is_known)
    }

    /// Sends the message to ourselves, in another task.
    pub(super) fn later(&self, ctx: &Context<Self>, delay_ms: u32, msg: Msg) -> Timeout {
        let link = ctx.link().clone();
        Timeout::new(delay_ms, move || link.send_message(msg))
    }

    /// Computes what is shown, or has it computed in a task of its own where only rows have come and they are many; what
    /// is shown meanwhile is true of the first of them.
    pub(super) fn derive(&mut self, ctx: &Context<Self>) {
        let table = self.table();
        let loaded = self.session.rows().loaded();
        let grown_from = self
            .pace
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
                        || clock::now().0 - self.pace.derived_at.0 < ARRIVAL_ORDER_MS) =>
            {
                self.derived = std::mem::take(&mut self.derived).regroup(&self.session);
            }
            Some(_) if loaded > ROWS_AT_ONCE => {
                if self.pace.deriving.is_none() {
                    self.pace.deriving = Some(self.later(ctx, 0, Msg::Derive));
                }
            }
            _ => self.derive_now(),
        }
    }

    fn derive_now(&mut self) {
        self.pace.deriving = None;
        self.pace.derived_at = clock::now();
        let loaded = self.session.rows().loaded();
        self.pace.derived_from = Some((self.table(), loaded, self.session.query().clone()));
        let locale = self.locale.clone();
        let derived = std::mem::take(&mut self.derived);
        self.derived = derived.update(
            &self.session,
            clock::now(),
            self.speech.collation(),
            &|texts| locale.ranks(texts),
        );
    }

    /// Puts the rows that have arrived into their order; whether they are drawn in this task too.
    pub(super) fn derive_due(&mut self, ctx: &Context<Self>) -> bool {
        let began = clock::now();
        self.derive_now();
        let is_long = clock::now().0 - began.0 > ORDER_AND_DRAW_MS;
        self.pace.frame = is_long.then(|| self.later(ctx, 0, Msg::Frame));
        !is_long
    }

    /// Other groups are drawn at once; those that come with other rows in the task after the rows, because drawing both
    /// would take longer than a task should.
    pub(super) fn chart_soon(&mut self, ctx: &Context<Self>) {
        let (groups, rows) = (&self.derived.groups, &self.derived.rows);
        let (charted, beside) = &mut self.pace.charted;
        let is_charted = match (charted.as_ref(), groups) {
            (Some(charted), Some(groups)) => Rc::ptr_eq(charted, groups),
            (charted, groups) => charted.is_none() && groups.is_none(),
        };
        if is_charted || Rc::ptr_eq(beside, rows) {
            (*charted, *beside) = (groups.clone(), Rc::clone(rows));
            self.pace.charting = None;
        } else if self.pace.charting.is_none() {
            self.pace.charting = Some(self.later(ctx, 0, Msg::Chart));
        }
    }

    /// The groups that came with other rows are drawn.
    pub(super) fn chart_now(&mut self) {
        self.pace.charting = None;
        self.pace.charted = (self.derived.groups.clone(), Rc::clone(&self.derived.rows));
    }

    /// A countdown is drawn each second, the time that a token has left now and then, and nothing else by the clock.
    pub(super) fn tick(&mut self, ctx: &Context<Self>) {
        let period_ms = match (self.session.phase(), self.session.token()) {
            (Phase::Waiting(_), _) => Some(COUNTDOWN_MS),
            (_, Some(_)) => Some(TOKEN_MS),
            _ => None,
        };
        if self.pace.ticker.as_ref().map(|(period_ms, _)| *period_ms) != period_ms {
            let link = ctx.link().clone();
            self.pace.ticker = period_ms.map(|period_ms| {
                let tick = Interval::new(period_ms, move || link.send_message(Msg::Tick));
                (period_ms, tick)
            });
        }
    }

    /// Whether all that the session holds is drawn: a load is drawn in several tasks.
    pub(super) fn is_drawn(&self) -> bool {
        self.page.is_begun() && self.pace.is_at_rest() && !self.glance.is_due()
    }

    /// Loads, and calls the function when the load has ended.
    pub(super) fn load_then(&mut self, ctx: &Context<Self>, resolve: Function) {
        self.pace.waiting_for_load.push(resolve);
        let event = if self.sends_otherwise {
            Event::LoadAsked
        } else {
            Event::HostAskedToLoad
        };
        self.apply(ctx, event);
    }

    pub(super) fn settle_loads(&mut self, ctx: &Context<Self>) {
        let is_busy = self.session.is_busy() || self.session.is_asking_for_token();
        let is_wanted = !self.pace.waiting_for_load.is_empty();
        if is_wanted && !is_busy && self.is_drawn() && self.has_figures(ctx) {
            self.resolve_loads();
        }
    }

    pub(super) fn resolve_loads(&mut self) {
        self.finish();
        tell(&mut self.pace.waiting_for_load);
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
pub(super) fn tell(waiting: &mut Vec<Function>) {
    for resolve in waiting.drain(..) {
        // A promise's own function does not throw.
        let _ = resolve.call0(&JsValue::NULL);
    }
}
