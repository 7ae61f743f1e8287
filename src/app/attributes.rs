//! What the host page says by attributes and properties, taken in where it says something new.
//!
//! How they are read is `element`'s.

use referral_engine::session::Event;
use yew::prelude::*;

use super::App;
use crate::element::{Attributes, Initial};

impl App {
    pub(super) fn take_attributes(&mut self, ctx: &Context<Self>, attributes: Attributes) {
        if attributes.settings.redact != self.attributes.settings.redact {
            // What was begun with names does not end with them, nor the other way round.
            self.stop_exports(ctx);
            self.earlier.forget();
        }
        if attributes.settings != self.attributes.settings {
            self.apply(
                ctx,
                Event::Configured(Box::new(attributes.settings.clone())),
            );
        }
        self.sends_otherwise |= attributes.ways != self.attributes.ways;
        self.take_initial(ctx, attributes.initial.clone());
        let before = std::mem::replace(&mut self.attributes, attributes);
        if before.messages != self.attributes.messages && !self.speech.is_silent() {
            self.speak();
        }
        self.know_parts(ctx);
        if before.place != self.attributes.place {
            self.take_place(ctx);
        }
        if self.attributes.demo && !before.demo {
            self.apply(ctx, Event::SampleAsked);
        }
    }

    /// The query that the page begins with is another one.
    pub(super) fn take_initial(&mut self, ctx: &Context<Self>, initial: Initial) {
        let before = std::mem::replace(&mut self.attributes.initial, initial);
        if before.query != self.attributes.initial.query {
            let query = Box::new(self.attributes.initial.query.clone());
            self.apply(ctx, Event::Recommended(query));
        }
    }
}
