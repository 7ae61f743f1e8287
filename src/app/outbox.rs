//! What leaves for the host page, in order, once the state is at rest: events, requests, calls of the token provider.
//!
//! A listener that reads `records` or calls a method must find the widget as the event tells it, so nothing is told in the
//! middle of a change. A request waits behind the event that announces it, because the event can forbid it. What is mere
//! news of the query waits until the rows are drawn, unless something comes behind it.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use referral_engine::query::Query;
use referral_engine::session::{Event, Notification, RequestId, TokenReason};
use referral_engine::token::Token;
use wasm_bindgen_futures::spawn_local;
use yew::html::Scope;

use super::{App, Msg, facts};
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
    /// The filter is that of this query now; what it means is told in this language.
    FilterChanged(Box<Query>, Locale),
    /// The page speaks another language, or with other words.
    LanguageChanged(Locale),
    AskForToken(TokenReason),
    /// Why, which time in a row, and for whom the token must be.
    AskProvider(TokenReason, u32, Option<&'static str>),
    StopAskingProvider,
    Send(Sending),
}

impl Outgoing {
    /// Whether nothing depends on when it leaves.
    fn is_news(&self) -> bool {
        matches!(
            self,
            Self::FilterChanged(..) | Self::Tell(Notification::ConfigChanged)
        )
    }
}

/// The queue; what is still in it when the widget ends is not told.
pub(super) struct Outbox(Rc<Inner>);

struct Inner {
    queue: RefCell<VecDeque<Outgoing>>,
    /// Whether what is in the queue is about to leave.
    is_leaving: Cell<bool>,
    host: Host,
    link: Scope<App>,
}

impl Outbox {
    pub(super) fn new(host: Host, link: Scope<App>) -> Self {
        Self(Rc::new(Inner {
            queue: RefCell::default(),
            is_leaving: Cell::default(),
            host,
            link,
        }))
    }

    pub(super) fn push(&self, outgoing: Outgoing) {
        let is_news = outgoing.is_news();
        self.0.queue.borrow_mut().push_back(outgoing);
        if !is_news {
            self.leave();
        }
    }

    /// Has everything leave that is in the queue.
    pub(super) fn leave(&self) {
        if !self.0.queue.borrow().is_empty() && !self.0.is_leaving.replace(true) {
            let inner = Rc::downgrade(&self.0);
            spawn_local(async move { flush(&inner) });
        }
    }
}

fn flush(inner: &Weak<Inner>) {
    while let Some(inner) = inner.upgrade() {
        let next = inner.queue.borrow_mut().pop_front();
        let Some(outgoing) = next else {
            inner.is_leaving.set(false);
            return;
        };
        inner.tell(outgoing);
    }
}

impl Inner {
    fn tell(&self, outgoing: Outgoing) {
        match outgoing {
            Outgoing::Ready => self.host.ready(),
            Outgoing::Tell(notification) => {
                let allowed = self.host.notify(&notification);
                if !allowed && notification == Notification::LoadStarted {
                    self.link.send_message(Msg::Session(Event::Cancelled));
                }
            }
            Outgoing::FilterChanged(query, locale) => {
                let sentence = facts::meaning(&locale, &query, None);
                self.host.filter_changed(&query.filter, &sentence);
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
