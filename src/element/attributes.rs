//! The element's attributes and properties → the host's settings and the initial query (contract §4).
//!
//! The query's attributes are read as a link is, so that there is one reading of each key.

use js_sys::Array;
use referral_engine::cloud::Cloud;
use referral_engine::query::{Density, MAX_TOP, Query};
use referral_engine::request::Base;
use referral_engine::session::Settings;
use web_sys::HtmlElement;

use super::bridge::{Bridge, pairs};
use crate::browser::fetch::Ways;
use crate::browser::language;
use crate::browser::location::{Place, UrlState};
use crate::text::Catalog;

/// Attributes that stand for a key of the link.
const QUERY: [(&str, &str); 12] = [
    ("filter", "filter"),
    ("group-by", "groupby"),
    ("aggregation-level", "aggregationLevel"),
    ("top", "top"),
    ("skip", "skip"),
    ("time-range", "range"),
    ("date-field", "date"),
    ("view", "view"),
    ("chart", "chart"),
    ("columns", "cols"),
    ("sort", "sort"),
    ("time-zone", "tz"),
];

/// What the attributes say.
#[derive(Clone, Debug, PartialEq)]
pub struct Attributes {
    /// For the session.
    pub settings: Settings,
    /// What is shown where the link does not speak.
    pub initial: Query,
    /// Where the link is kept.
    pub place: Place,
    /// The heading, empty for none.
    pub heading: String,
    /// Its level, 1 to 6.
    pub heading_level: u8,
    /// `auto`, `light`, `dark` or `contrast`.
    pub theme: String,
    /// A BCP 47 tag, empty for the page's own.
    pub locale: String,
    /// The language of what the element stands in, empty where the page does not say.
    pub page_language: String,
    /// The height of rows, before the user chose another.
    pub density: Density,
    /// Show the demo data at once.
    pub demo: bool,
    /// No button "Export" and no files of the chart.
    pub no_export: bool,
    /// No filter and no pickers.
    pub no_toolbar: bool,
    /// What the host page adds to requests.
    pub ways: Ways,
    /// The host page's own words.
    pub messages: Option<Catalog>,
    /// What of all this cannot be used: a key of the catalogue and its `value`.
    pub problems: Vec<(String, String)>,
}

impl Attributes {
    /// Reads them.
    pub(super) fn read(host: &HtmlElement, bridge: &Bridge) -> Self {
        let text = |name: &str| host.get_attribute(name).unwrap_or_default();
        let mut link = Vec::new();
        for (attribute, key) in QUERY {
            if let Some(value) = host.get_attribute(attribute) {
                link.push(format!("{key}={}", js_sys::encode_uri_component(&value)));
            }
        }
        let mut problems = pairs(&bridge.problems());
        let (attributes, bad) = Query::from_link(&link.join("&"));
        let config = bridge.link().unwrap_or_default();
        let (initial, bad_config) = Query::from_link_over(&config, &attributes);
        problems.extend(bad.into_iter().chain(bad_config).map(|problem| {
            let value = format!("{}={}", problem.key, problem.value);
            ("notice.attribute".to_owned(), value)
        }));
        let place = Place {
            state: UrlState::from_name(&text("url-state")),
            prefix: text("url-key").trim().to_owned(),
        };
        let settings = Settings {
            link_prefix: place.prefix.clone(),
            has_token_provider: bridge.has_provider(),
            auto_load: host.has_attribute("auto-load") && !bridge.has_data(),
            ..settings(host, bridge.allowed_bases(), &mut problems)
        };
        let messages = bridge
            .messages()
            .and_then(|words| read_messages(&words, &mut problems));
        Self {
            settings,
            initial,
            place,
            heading: text("heading"),
            heading_level: text("heading-level")
                .parse()
                .ok()
                .filter(|level| (1..=6).contains(level))
                .unwrap_or(2),
            theme: text("theme"),
            locale: text("locale"),
            page_language: language::near(host),
            density: Density::from_name(&text("density")).unwrap_or(Density::Comfortable),
            demo: host.has_attribute("demo"),
            no_export: host.has_attribute("no-export"),
            no_toolbar: host.has_attribute("no-toolbar"),
            ways: Ways {
                headers: pairs(&bridge.headers()),
                fetcher: bridge.fetcher(),
            },
            messages,
            problems,
        }
    }
}

fn settings(
    host: &HtmlElement,
    allowed: Option<Array>,
    problems: &mut Vec<(String, String)>,
) -> Settings {
    let text = |name: &str| host.get_attribute(name).unwrap_or_default();
    let mut settings = Settings {
        locked_filter: text("locked-filter"),
        redact: host.has_attribute("redact"),
        ..Settings::default()
    };
    let mut base_text = text("base-url");
    let cloud = text("cloud");
    match Cloud::from_name(&cloud) {
        Some(cloud) => {
            settings.cloud = cloud;
            if base_text.is_empty() {
                base_text = cloud.base().unwrap_or_default().to_owned();
            }
        }
        None if cloud.is_empty() => {}
        None => problems.push(("notice.cloud".to_owned(), cloud)),
    }
    match Base::parse(&base_text) {
        Err(_) => problems.push(("notice.base-url".to_owned(), base_text)),
        Ok(base) if !is_allowed(&base, allowed) => {
            problems.push(("notice.base-not-allowed".to_owned(), base_text));
        }
        Ok(base) => settings.base = base,
    }
    let page_size = text("page-size");
    match page_size.trim().parse() {
        Ok(page @ 1..=MAX_TOP) => {
            settings.page = page;
            settings.first_page = settings.first_page.min(page);
        }
        _ if page_size.is_empty() => {}
        _ => problems.push(("notice.page-size".to_owned(), page_size)),
    }
    settings
}

/// Whether the page's list of bases, where there is one, has this base; its own origin is always allowed.
fn is_allowed(base: &Base, allowed: Option<Array>) -> bool {
    let Some(allowed) = allowed else {
        return true;
    };
    let is_it = |text: wasm_bindgen::JsValue| {
        let text = text.as_string().unwrap_or_default();
        Base::parse(&text).as_ref() == Ok(base)
    };
    base.as_str().is_empty() || allowed.iter().any(is_it)
}

fn read_messages(words: &str, problems: &mut Vec<(String, String)>) -> Option<Catalog> {
    let words = match Catalog::parse(words.as_bytes()) {
        Ok(words) => words,
        // OK because the JavaScript half has made it.
        Err(_) => return None,
    };
    if let Some(key) = Catalog::english().unknown_in(&words) {
        problems.push(("notice.messages-key".to_owned(), key));
    }
    Some(words)
}
