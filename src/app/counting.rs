//! The facets' numbers: counted while the panel of filters is open, by code that is fetched with the panel.

use referral_engine::date::Timestamp;
use referral_engine::derived::Facets;
use referral_engine::session::Session;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::{App, Msg};
use crate::browser::clock;
use crate::components::part::part;

/// Counts anew where the rows or the filter have changed.
pub(super) type Count = fn(&mut Facets, &Session, Timestamp);

/// How far the fetching of the code is.
#[derive(Clone, Copy, Default)]
pub(super) enum Counting {
    #[default]
    Away,
    Coming,
    Here(Count),
}

part! {
    filters: fn fetch_count() -> Count {
        Facets::update
    }
}

impl App {
    /// The code is here, or did not arrive; whether the page follows it.
    pub(super) fn take_counting(&mut self, count: Option<Count>) -> bool {
        // OK because the panel tells of code that did not arrive; when its own is here, it says that it is open, and this is
        // tried again.
        self.counting = count.map_or(Counting::Away, Counting::Here);
        count.is_some()
    }

    pub(super) fn count_facets(&mut self, ctx: &Context<Self>) {
        if !self.filters_open {
            return;
        }
        match self.counting {
            Counting::Here(count) => count(&mut self.facets, &self.session, clock::now()),
            Counting::Coming => {}
            Counting::Away => {
                self.counting = Counting::Coming;
                let link = ctx.link().clone();
                spawn_local(
                    async move { link.send_message(Msg::Countable(fetch_count().await.ok())) },
                );
            }
        }
    }
}
