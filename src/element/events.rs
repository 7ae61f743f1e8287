//! Notifications of the session → DOM events on the element: they bubble and are composed (contract §4).
//!
//! The events are dispatched by the JavaScript half, which also tells of the configuration.

use js_sys::{Array, Object, Reflect};
use referral_engine::export::Request;
use referral_engine::field::Field;
use referral_engine::group::Key;
use referral_engine::session::Notification;
use serde::Serialize;
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement, ReadableStream, ShadowRoot};

use super::bridge::Bridge;
use super::to_js;
use crate::text::Locale;

/// The element on the host page.
#[derive(Clone, Debug, PartialEq)]
pub struct Host {
    element: HtmlElement,
    bridge: Bridge,
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
struct Exported<'a> {
    method: &'a str,
    scope: &'a str,
    count: u64,
}

impl Host {
    pub(super) fn new(element: HtmlElement, bridge: Bridge) -> Self {
        Self { element, bridge }
    }

    /// Tells the host page what the session has to tell; whether it agrees, where it is asked.
    pub fn notify(&self, notification: &Notification) -> bool {
        let (name, detail) = match notification {
            Notification::LoadStarted => ("referral-load-start", JsValue::NULL),
            Notification::Progress { loaded, total } => {
                let (loaded, total) = (*loaded, *total);
                ("referral-progress", to_js(&Progress { loaded, total }))
            }
            Notification::Loaded {
                count,
                total,
                truncated,
                duration_ms,
            } => (
                "referral-load",
                to_js(&Loaded {
                    count: *count,
                    total_count: *total,
                    truncated: *truncated,
                    duration_ms: *duration_ms,
                }),
            ),
            Notification::TokenExpiring => ("referral-token-expiring", JsValue::NULL),
            Notification::Failed(fault) => ("referral-error", to_js(fault)),
            Notification::ConfigChanged => {
                self.bridge.config_changed();
                return true;
            }
            // Told with its sentence, by `filter_changed`.
            Notification::FilterChanged => return true,
        };
        self.bridge.dispatch(name, &detail)
    }

    /// Tells of a file before it is handed over; whether the host page lets it be.
    pub fn export(&self, request: Request, count: u64) -> bool {
        let detail = Exported {
            method: request.method.name(),
            scope: request.scope.name(),
            count,
        };
        self.bridge.dispatch("referral-export", &to_js(&detail))
    }

    /// The first element of that selector within the widget.
    pub fn find(&self, selector: &str) -> Option<Element> {
        self.root()?.query_selector(selector).ok().flatten()
    }

    /// What the widget is drawn into.
    pub fn root(&self) -> Option<ShadowRoot> {
        self.element.shadow_root()
    }

    /// Says that the widget is mounted.
    pub fn ready(&self) {
        self.bridge.dispatch("referral-ready", &JsValue::NULL);
    }

    /// Says that the filter is another one, and what it means.
    pub fn filter_changed(&self, filter: &str, sentence: &str) {
        let detail = object(&[("filter", filter.into()), ("sentence", sentence.into())]);
        self.bridge.dispatch("referral-filter-update", &detail);
    }

    /// Says which language the page speaks, and what this page is called in it.
    pub fn language_changed(&self, locale: &Locale) {
        let detail = object(&[
            ("language", locale.tag().into()),
            ("direction", locale.direction().into()),
            ("title", locale.text("page.title").into()),
        ]);
        self.bridge.dispatch("referral-language-update", &detail);
    }

    /// Says that a token is needed.
    pub fn request_token(&self, reason: &str) {
        let detail = object(&[("reason", reason.into())]);
        self.bridge.dispatch("referral-token-request", &detail);
    }

    /// Asks the host page's provider for a token.
    pub fn ask_provider(&self, reason: &str, attempt: u32, audience: Option<&str>) {
        let audience = audience.map(str::to_owned);
        self.bridge.ask_provider(reason, attempt, audience);
    }

    /// Does not wait for the provider any more.
    pub fn stop_asking_provider(&self) {
        self.bridge.stop_asking_provider();
    }

    /// The rows that the host page gave.
    pub fn data(&self) -> Option<ReadableStream> {
        self.bridge.read_data()
    }

    /// Tells of a picked mark, by the values of fields that it stands for, and the filter that it would make; whether the
    /// widget may go on.
    pub fn pick_bucket(&self, bucket: &[(Field, Key)], filter: &str) -> bool {
        let bucket: Vec<(&str, JsValue)> = bucket
            .iter()
            .map(|(field, key)| (field.name(), value_of(key)))
            .collect();
        self.pick("bucket", object(&bucket), filter)
    }

    /// Tells of a picked row, the only one of the records; whether the widget may go on.
    pub fn pick_record(&self, records: &Array, filter: &str) -> bool {
        self.pick("record", records.get(0), filter)
    }

    fn pick(&self, what: &str, value: JsValue, filter: &str) -> bool {
        let detail = object(&[(what, value), ("filter", filter.into())]);
        self.bridge.dispatch("referral-click", &detail)
    }
}

fn value_of(key: &Key) -> JsValue {
    match key {
        Key::Term(text) | Key::Raw(text) => JsValue::from_str(text),
        Key::Date(day) => day.to_string().into(),
        Key::None => JsValue::NULL,
    }
}

fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        // A plain object takes any property.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}
