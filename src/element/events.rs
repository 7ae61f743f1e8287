//! Notifications of the session → DOM events on the element: they bubble and are composed (contract §4).

use referral_engine::export::Request;
use referral_engine::fault::Fault;
use referral_engine::session::Notification;
use serde::Serialize;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, Element, HtmlElement};

use super::to_js;

/// The element on the host page.
#[derive(Clone, Debug, PartialEq)]
pub struct Host {
    element: HtmlElement,
}

#[derive(Serialize)]
struct Progress {
    loaded: u64,
    total: Option<u64>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Loaded {
    count: u64,
    total_count: Option<u64>,
    truncated: bool,
    duration_ms: u64,
}

#[derive(Serialize)]
struct TokenRequest<'a> {
    reason: &'a str,
}

#[derive(Serialize)]
struct Exported<'a> {
    method: &'a str,
    scope: &'a str,
    count: u64,
}

impl Host {
    pub(super) fn new(element: HtmlElement) -> Self {
        Self { element }
    }

    /// Tells the host page what the session has to tell.
    pub fn notify(&self, notification: &Notification) {
        match notification {
            Notification::LoadStarted => self.dispatch("referral-load-start", &()),
            Notification::Progress { loaded, total } => self.dispatch(
                "referral-progress",
                &Progress {
                    loaded: *loaded,
                    total: *total,
                },
            ),
            Notification::Loaded {
                count,
                total,
                truncated,
                duration_ms,
            } => self.dispatch(
                "referral-load",
                &Loaded {
                    count: *count,
                    total_count: *total,
                    truncated: *truncated,
                    duration_ms: *duration_ms,
                },
            ),
            Notification::TokenExpiring => self.dispatch("referral-token-expiring", &()),
            Notification::Failed(fault) => self.dispatch::<Fault>("referral-error", fault),
            Notification::ConfigChanged => self.dispatch("referral-config-update", &()),
            Notification::FilterChanged => self.dispatch("referral-filter-update", &()),
        }
    }

    /// Tells of a file before it is handed over; whether the host page lets it be.
    pub fn export(&self, request: Request, count: u64) -> bool {
        let detail = Exported {
            method: request.method.name(),
            scope: request.scope.name(),
            count,
        };
        let init = Self::init(&detail);
        init.set_cancelable(true);
        CustomEvent::new_with_event_init_dict("referral-export", &init)
            .and_then(|event| self.element.dispatch_event(&event))
            .unwrap_or(true)
    }

    /// The first element of that selector within the widget.
    pub fn find(&self, selector: &str) -> Option<Element> {
        let root = self.element.shadow_root()?;
        root.query_selector(selector).ok().flatten()
    }

    /// Says that the widget is mounted.
    pub fn ready(&self) {
        self.dispatch("referral-ready", &());
    }

    /// Asks for a token.
    pub fn request_token(&self, reason: &str) {
        self.dispatch("referral-token-request", &TokenRequest { reason });
    }

    fn init<T: Serialize + ?Sized>(detail: &T) -> CustomEventInit {
        let init = CustomEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_detail(&to_js(detail));
        init
    }

    fn dispatch<T: Serialize + ?Sized>(&self, name: &str, detail: &T) {
        let init = Self::init(detail);
        if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
            // A listener that throws is the host page's; the widget goes on.
            let _: Result<bool, JsValue> = self.element.dispatch_event(&event);
        }
    }
}
