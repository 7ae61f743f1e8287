//! The link in the address, or wherever the host page has it kept: read at the start, followed, and written.
//!
//! What a link says is `engine/link`; whether it becomes a new entry of the history is the session's to say.

use gloo_timers::callback::Timeout;
use referral_engine::session::Event;
use yew::prelude::*;

use super::{App, Msg};
use crate::browser::location::UrlState;

/// What is known of the address.
#[derive(Default)]
pub(super) struct Address {
    /// The link that was read or written last: that it stands there is no news.
    own_link: Option<String>,
    /// A link that is to be written, whether as a new entry of the history, and the time until then.
    unwritten: Option<(String, bool, Timeout)>,
}

impl App {
    /// Reads the link and begins.
    pub(super) fn open(&mut self, ctx: &Context<Self>) {
        let link = self.attributes.place.read();
        self.address.own_link = Some(link.clone());
        let initial = Box::new(self.attributes.initial.query.clone());
        self.apply(ctx, Event::Opened { link, initial });
        if self.attributes.demo {
            self.apply(ctx, Event::SampleAsked);
        }
    }

    /// The address changed, maybe by ourselves.
    pub(super) fn follow_address(&mut self, ctx: &Context<Self>) {
        self.finish_link();
        let link = self.attributes.place.read();
        if self.attributes.place.state != UrlState::None
            && self.address.own_link.as_ref() != Some(&link)
        {
            self.follow_link(ctx, link);
        }
    }

    /// The link is kept elsewhere from now on; what stands there already wins.
    pub(super) fn take_place(&mut self, ctx: &Context<Self>) {
        let link = self.attributes.place.read();
        if link.is_empty() {
            self.write_link(ctx, self.session.link(), false);
        } else {
            self.follow_link(ctx, link);
        }
    }

    fn follow_link(&mut self, ctx: &Context<Self>, link: String) {
        self.address.own_link = Some(link.clone());
        self.apply(ctx, Event::LinkChanged(link));
    }

    /// Writes the link into the address in a task of its own: browsers take longer for that than some drawings take.
    pub(super) fn write_link(&mut self, ctx: &Context<Self>, link: String, push: bool) {
        self.finish_link();
        let later = self.later(ctx, 0, Msg::LinkDue);
        self.address.unwritten = Some((link, push, later));
    }

    /// Writes the link that waits for it.
    pub(super) fn finish_link(&mut self) {
        if let Some((link, push, _)) = self.address.unwritten.take() {
            self.attributes.place.write(&link, push);
            // The browser may tell us of our own change; it is none.
            self.address.own_link = Some(self.attributes.place.read());
        }
    }
}
