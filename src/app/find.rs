//! Text to find in the rows: the box above them, and when what is typed is looked for and told.
//!
//! Which rows are found is `engine/derived`.

use gloo_timers::callback::Timeout;
use referral_engine::session::{Change, Event};
use yew::prelude::*;

use super::{App, Msg};
use crate::components::find_box::FindBox;

/// A frame, in ms.
const FRAME_MS: u32 = 16;

/// Typing has ended when nothing was typed for so long, in ms.
const TYPED_MS: u32 = 700;

/// What was typed last, and what is due for it.
#[derive(Default)]
pub(super) struct Finding {
    /// The text, and the time until it is looked for.
    typed: Option<(String, Timeout)>,
    /// The time until it is told how often it was found.
    told: Option<Timeout>,
}

impl App {
    /// The box to find rows with, above them.
    pub(super) fn find_box(&self, ctx: &Context<Self>) -> Html {
        let find = self.session.query().find.clone();
        let on_find = ctx.link().callback(Msg::FindTyped);
        html! { <FindBox {find} hits={self.derived.rows.len()} of={self.derived.matched} {on_find} /> }
    }

    /// What is typed is looked for in the next frame, and how often it was found is told when the typing has ended.
    pub(super) fn find_soon(&mut self, ctx: &Context<Self>, text: String) {
        self.finding.typed = Some((text, self.later(ctx, FRAME_MS, Msg::FindDue)));
    }

    pub(super) fn find_now(&mut self, ctx: &Context<Self>) {
        let Some((text, _)) = self.finding.typed.take() else {
            return;
        };
        self.apply(ctx, Event::Changed(Change::Find(text)));
        let looked = Msg::Session(Event::Looked);
        self.finding.told = Some(self.later(ctx, TYPED_MS, looked));
    }
}
