//! What leaves for the host page, in order, once the state is at rest: events, requests, calls of the token provider.
//!
//! A listener that reads `records` or calls a method must find the widget as the event tells it, so nothing is told in the
//! middle of a change. A request waits behind the event that announces it, because the event can forbid it.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use referral_engine::session::{Event, Notification, RequestId, TokenReason};
use referral_engine::token::Token;
use wasm_bindgen_futures::spawn_local;
use yew::html::Scope;

use super::{App, Msg};
use crate::element::Host;
use crate::text::Locale;

/// A request that is ready to leave.
pub struct Sending {
    pub(super) id: RequestId,
    pub(super) url: String,
    pub(super) token: Option<Token>,
}

pub(super) enum Outgoing {
    /// The widget is there.
    Ready,
    Tell(Notification),
    /// The filter is another one now, and what it means.
    FilterChanged(String, String),
    /// The page speaks another language, or with other words.
    LanguageChanged(Locale),
    AskForToken(TokenReason),
    /// Why, which time in a row, and for whom the token must be.
    AskProvider(TokenReason, u32, Option<&'static str>),
    StopAskingProvider,
    Send(Sending),
}

/// The queue; what is still in it when the widget ends is not told.
pub(super) struct Outbox(Rc<Inner>);

struct Inner {
    queue: RefCell<VecDeque<Outgoing>>,
    host: Host,
    link: Scope<App>,
}

impl Outbox {
    pub(super) fn new(host: Host, link: Scope<App>) -> Self {
        let queue = RefCell::default();
        Self(Rc::new(Inner { queue, host, link }))
    }

    pub(super) fn push(&self, outgoing: Outgoing) {
        self.0.queue.borrow_mut().push_back(outgoing);
        if self.0.queue.borrow().len() == 1 {
            let inner = Rc::downgrade(&self.0);
            spawn_local(async move { flush(&inner) });
        }
    }
}

fn flush(inner: &Weak<Inner>) {
    while let Some(inner) = inner.upgrade() {
        let next = inner.queue.borrow_mut().pop_front();
        match next {
            Some(outgoing) => inner.leave(outgoing),
            None => return,
        }
    }
}

impl Inner {
    fn leave(&self, outgoing: Outgoing) {
        match outgoing {
            Outgoing::Ready => self.host.ready(),
            Outgoing::Tell(notification) => {
                let allowed = self.host.notify(&notification);
                if !allowed && notification == Notification::LoadStarted {
                    self.link.send_message(Msg::Session(Event::Cancelled));
                }
            }
            Outgoing::FilterChanged(filter, sentence) => {
                self.host.filter_changed(&filter, &sentence);
            }
            Outgoing::LanguageChanged(locale) => self.host.language_changed(&locale),
            Outgoing::AskForToken(reason) => self.host.request_token(reason.name()),
            Outgoing::AskProvider(reason, attempt, audience) => {
                self.host.ask_provider(reason.name(), attempt, audience);
            }
            Outgoing::StopAskingProvider => self.host.stop_asking_provider(),
            Outgoing::Send(sending) => self.link.send_message(Msg::Send(sending)),
        }
    }
}
