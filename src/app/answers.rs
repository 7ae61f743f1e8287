//! What the host page asks the widget: its address, its state, and the properties that are only read.

use js_sys::{Array, Object, Reflect};
use referral_engine::derived::Derived;
use referral_engine::fault::Fault;
use referral_engine::field::Field;
use referral_engine::query::Query;
use referral_engine::session::{Phase, Session, Source};
use referral_engine::table::{DateValue, Table};
use serde::Serialize;
use wasm_bindgen::JsValue;

use super::{App, notices};
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
            .map(|problem| notices::link_problem(&self.locale, problem))
            .collect();
        Err(told.join(" "))
    }

    /// A property of the element for reading; `null` for what is not known.
    pub fn property(&self, name: &str) -> JsValue {
        let rows = self.session.rows();
        match name {
            "loadState" => load_state(self.session.phase()).into(),
            "totalCount" => to_js(&rows.total()),
            "error" => fault_of(self.session.phase()).map_or(JsValue::NULL, to_js),
            "groups" => self
                .derived
                .groups
                .as_ref()
                .map_or(JsValue::NULL, |groups| to_js(&**groups)),
            "records" => records(&rows.table().read(), &self.derived.rows).into(),
            "summary" => self.summary(),
            _ => JsValue::NULL,
        }
    }
}

/// Why the load stands still, or waits.
fn fault_of(phase: &Phase) -> Option<&Fault> {
    match phase {
        Phase::Waiting(waiting) => Some(&waiting.fault),
        _ => phase.fault(),
    }
}

/// The word for how a load stands, for host pages.
const fn load_state(phase: &Phase) -> &'static str {
    match phase {
        Phase::Idle => "idle",
        Phase::Loading => "loading",
        Phase::Waiting(_) => "waiting",
        Phase::TokenNeeded(..) => "token-needed",
        Phase::Failed(_) => "failed",
        Phase::Stopped => "stopped",
        Phase::Done => "done",
    }
}

/// Figures of what is shown, for host pages.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Summary<'a> {
    loaded: u64,
    shown: usize,
    total_count: Option<u64>,
    duplicates: u64,
    bad_rows: u64,
    bad_cells: u64,
    complete: bool,
    source: &'static str,
    error: Option<&'a Fault>,
}

pub(super) fn summary<'a>(session: &'a Session, derived: &Derived) -> Summary<'a> {
    let rows = session.rows();
    Summary {
        loaded: rows.loaded(),
        shown: derived.rows.len(),
        total_count: rows.total(),
        duplicates: rows.duplicates(),
        bad_rows: rows.problems().bad_rows,
        bad_cells: rows.problems().bad_cells,
        complete: rows.is_complete(),
        source: match session.source() {
            Source::Service => "service",
            Source::Sample => "sample",
            Source::File => "file",
            Source::Host => "host",
        },
        error: fault_of(session.phase()),
    }
}

/// The shown rows as plain objects in their order.
pub(super) fn records(table: &Table, rows: &[u32]) -> Array {
    let keys = Field::ALL.map(|field| (field, JsValue::from_str(field.name())));
    let record = |row: &u32| {
        let object = Object::new();
        for (field, key) in &keys {
            let value = if field.is_date() {
                match table.date(*row as usize, *field) {
                    DateValue::At(at) => JsValue::from_str(&at.to_string()),
                    DateValue::Never | DateValue::Unreadable => JsValue::NULL,
                }
            } else {
                table
                    .term(*row as usize, *field)
                    .map_or(JsValue::NULL, JsValue::from_str)
            };
            // A plain object takes any property.
            let _ = Reflect::set(&object, key, &value);
        }
        JsValue::from(object)
    };
    rows.iter().map(record).collect()
}
