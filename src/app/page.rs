//! How the page comes to be there: nothing before a first request has left, then the toolbar, then in tasks behind it what is
//! below.
//!
//! What is drawn is `screen`'s; when other rows are drawn on a page that is there is `pace`'s.

use gloo_timers::callback::Timeout;
use js_sys::Function;
use wasm_bindgen::JsValue;
use yew::prelude::*;

use super::pace::tell;
use super::{App, Msg};
use crate::browser::turn::{Soon, soon};

/// How long nothing is drawn for the sake of a first request that waits for its token, in ms.
const HURRY_MS: u32 = 100;

/// How much of the page is there.
#[derive(Default)]
pub(super) struct Page {
    /// Nothing is drawn before a first request has left.
    hurry: Option<Hurry>,
    /// What is below the toolbar comes in the tasks behind the one that made it be there.
    pub(super) body: Body,
    /// What was taken in is still to be drawn: Yew gives the browser a turn between a component and those within it.
    is_drawing: bool,
    /// Told of what has been taken in once it is drawn.
    waiting: Vec<Function>,
}

/// Why nothing is drawn yet.
enum Hurry {
    /// The first request's token is waited for, until then.
    Token { _until: Timeout },
    /// The request has left, and the page is drawn in the next task.
    Page { _next: Soon },
}

/// How much is drawn of what is below the toolbar.
#[derive(Clone, Copy, Default, PartialEq, PartialOrd)]
pub(super) enum Body {
    #[default]
    Nothing,
    /// Nothing yet, but what writes numbers and dates is there.
    Written,
    /// All but the table.
    Head,
    Whole,
}

impl Body {
    fn further(self) -> Self {
        match self {
            Self::Nothing => Self::Written,
            Self::Written => Self::Head,
            Self::Head | Self::Whole => Self::Whole,
        }
    }
}

impl Page {
    /// Whether anything is drawn yet.
    pub(super) fn is_begun(&self) -> bool {
        self.hurry.is_none()
    }
}

impl App {
    /// Lets a first request that is about to be sent go before the page.
    pub(super) fn hurry(&mut self, ctx: &Context<Self>) {
        if self.fetch.is_none() && (self.session.is_busy() || self.session.is_asking_for_token()) {
            self.page.hurry = Some(Hurry::Token {
                _until: self.later(ctx, HURRY_MS, Msg::Page),
            });
        }
    }

    /// The page is drawn in the task behind this one, before anything is laid out that has nothing in it.
    pub(super) fn page_soon(&mut self, ctx: &Context<Self>) {
        let link = ctx.link().clone();
        let _next = soon(move || link.send_message(Msg::Page));
        self.page.hurry = Some(Hurry::Page { _next });
    }

    /// The page is due; whether it is drawn now.
    pub(super) fn begin_page(&mut self, ctx: &Context<Self>) -> bool {
        let has_content = self.has_content();
        if has_content && self.page.body == Body::Nothing && self.locale.prepare() {
            self.page.body = Body::Written;
            self.page_soon(ctx);
            return false;
        }
        self.page.hurry = None;
        self.room.know();
        if has_content {
            // With the rest of the page, which is not painted yet either.
            self.page.body = Body::Head;
        }
        true
    }

    /// The first content is drawn behind the token form's end, because both would take longer than a task should.
    pub(super) fn body_soon(&mut self, ctx: &Context<Self>) {
        if !self.has_content() {
            self.page.body = Body::Nothing;
        } else if self.page.body != Body::Whole && self.pace.frame.is_none() && self.page.is_begun()
        {
            self.pace.frame = Some(self.later(ctx, 0, Msg::Body));
        }
    }

    /// The next of what is below the toolbar is due; whether it is drawn now.
    pub(super) fn go_on_with_body(&mut self, ctx: &Context<Self>) -> bool {
        (self.pace.frame, self.page.body) = (None, self.page.body.further());
        self.room.know();
        if self.page.body == Body::Written {
            if self.locale.prepare() {
                self.body_soon(ctx);
                return false;
            }
            self.page.body = self.page.body.further();
        }
        true
    }

    /// The page is going to be drawn.
    pub(super) fn draws(&mut self) {
        self.page.is_drawing = true;
    }

    /// It was drawn, with all that is within it.
    pub(super) fn was_drawn(&mut self) {
        self.page.is_drawing = false;
        if self.page.is_begun() && !self.page.waiting.is_empty() {
            self.tell_of_page();
        }
    }

    /// Calls the function once all that was sent before has been taken in and drawn.
    pub(super) fn tell_applied(&mut self, resolve: Function) {
        if self.page.is_begun() && !self.page.is_drawing {
            self.finish();
            // A promise's own function does not throw.
            let _ = resolve.call0(&JsValue::NULL);
        } else {
            self.page.waiting.push(resolve);
        }
    }

    pub(super) fn tell_of_page(&mut self) {
        self.finish();
        tell(&mut self.page.waiting);
    }
}
