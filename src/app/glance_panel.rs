//! The place of the figures of the first screen, and when they are counted: in a task of their own once a load is at rest.
//!
//! The place is as high before they are there as with them. What they say is `components/overview/glance.rs`.

use gloo_timers::callback::Timeout;
use referral_engine::metrics::Options;
use referral_engine::query::View;
use yew::prelude::*;

use super::{App, Msg};
use crate::components::overview::{Glance as Tiles, Seen};

/// The rows that are counted, and those that are going to be.
#[derive(Default)]
pub(super) struct Glance {
    seen: Option<Seen>,
    due: Option<Timeout>,
}

impl Glance {
    pub(super) fn is_due(&self) -> bool {
        self.due.is_some()
    }
}

impl App {
    pub(super) fn glance_panel(&self) -> Html {
        let options = Options {
            windows: self.session.query().overview.windows,
            ..Options::default()
        };
        html! {
            <section class="glance" aria-label={self.locale.text("overview.glance")}>
                <div class="glance-tiles">
                    if let Some(seen) = self.glance.seen.clone() {
                        <Tiles {seen} {options} />
                    }
                </div>
                <p class="overview-basis muted">{ self.locale.text("overview.glance-counted") }</p>
            </section>
        }
    }

    /// Has the rows counted soon where they are others than before. Called after each change.
    pub(super) fn glance_soon(&mut self, ctx: &Context<Self>) {
        let is_wanted = self.session.query().view == View::Split
            && !self.session.is_busy()
            && self.deriving.is_none()
            && !self.glance.is_due();
        if is_wanted && self.glance.seen.as_ref() != Some(&self.seen()) {
            self.glance.due = Some(self.later(ctx, 0, Msg::Glance));
        }
    }

    pub(super) fn glance_now(&mut self) {
        self.glance.due = None;
        self.glance.seen = Some(self.seen());
    }
}
