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
