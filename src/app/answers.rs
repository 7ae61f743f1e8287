//! What the host page asks the widget: its address, its state, and the properties that are only read.

use js_sys::{Object, Reflect};
use referral_engine::query::Query;
use referral_engine::session::Phase;
use wasm_bindgen::JsValue;

use super::{App, facts};
use crate::element::to_js;

impl App {
    /// The address of what is shown.
    ///
    /// A redacted one leaves out what may hold a customer's name.
    pub fn permalink(&self, redact: bool) -> String {
        let place = &self.attributes.place;
        if !redact && !self.session.settings().redact {
            return place.href(&self.session.link());
        }
        place.href(&self.session.link_without_names())
    }

    /// The whole query and view, by the keys of the link.
    pub fn config(&self) -> Object {
        let config = Object::new();
        for (key, value) in self.session.query().values() {
            // A plain object takes any property.
            let _ = Reflect::set(&config, &key.into(), &value.into());
        }
        config
    }

    /// The query that a link asks for over the current one, or over the host's where it is to be the whole; else what is
    /// wrong with it.
    pub fn restored(&self, link: &str, whole: bool) -> Result<Query, String> {
        let base = if whole {
            self.session.initial()
        } else {
            self.session.query()
        };
        let (query, problems) = Query::from_link_over(link, base);
        if problems.is_empty() {
            return Ok(query);
        }
        let told: Vec<String> = problems
            .iter()
            .map(|problem| facts::link_problem(&self.locale, problem))
            .collect();
        Err(told.join(" "))
    }

    /// A property of the element for reading; `null` for what is not known.
    pub fn property(&self, name: &str) -> JsValue {
        let rows = self.session.rows();
        match name {
            "loadState" => facts::load_state(self.session.phase()).into(),
            "totalCount" => to_js(&rows.total()),
            "error" => match self.session.phase() {
                Phase::Failed(fault) | Phase::TokenNeeded(_, Some(fault)) => to_js(fault),
                _ => JsValue::NULL,
            },
            "groups" => self
                .derived
                .groups
                .as_ref()
                .map_or(JsValue::NULL, |groups| to_js(&**groups)),
            "records" => facts::records(&rows.table().read(), &self.derived.rows).into(),
            "summary" => self.summary(),
            _ => JsValue::NULL,
        }
    }
}
