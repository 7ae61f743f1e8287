//! The element's attributes and properties → the host's settings and the initial query (contract §4).
//!
//! The query's attributes are read as a link is, so that there is one reading of each key. They are remembered, so that
//! nothing else is read where one of them is another.

use js_sys::Array;
use referral_engine::cloud::Cloud;
use referral_engine::percent;
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
    pub initial: Initial,
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
    /// What else of all this cannot be used.
    pub problems: Vec<Problem>,
}

/// What cannot be used: a key of the catalogue and its `value`.
type Problem = (String, String);

/// What the attributes of the query say.
#[derive(Clone, Debug, PartialEq)]
pub struct Initial {
    /// The query.
    pub query: Query,
    /// What of it cannot be used.
    pub problems: Vec<Problem>,
}

/// The values of the attributes of the query.
pub(super) struct Said([Option<String>; QUERY.len()]);

impl Said {
    /// Reads them.
    pub(super) fn read(host: &HtmlElement) -> Self {
        Self(QUERY.map(|(attribute, _)| host.get_attribute(attribute)))
    }

    /// Takes another value; whether the attribute is one of the query's.
    pub(super) fn take(&mut self, attribute: &str, value: Option<String>) -> bool {
        let mut said = QUERY.iter().zip(&mut self.0);
        let said = said.find(|((name, _), _)| *name == attribute);
        said.map(|(_, said)| *said = value).is_some()
    }

    /// What they say.
    pub(super) fn initial(&self, bridge: &Bridge) -> Initial {
        let said = QUERY.iter().zip(&self.0);
        let keys = said.filter_map(|((_, key), value)| {
            let value = value.as_deref()?;
            Some([key, "=", &percent::encode(value)].concat())
        });
        let link = keys.collect::<Vec<_>>().join("&");
        let (attributes, bad) = Query::from_link(&link);
        let config = bridge.link().unwrap_or_default();
        let (query, bad_config) = Query::from_link_over(&config, &attributes);
        let problems = bad.into_iter().chain(bad_config).map(|problem| {
            let value = format!("{}={}", problem.key, problem.value);
            ("notice.attribute".to_owned(), value)
        });
        Initial {
            query,
            problems: problems.collect(),
        }
    }
}

impl Attributes {
    /// Reads them.
    pub(super) fn read(host: &HtmlElement, bridge: &Bridge, said: &Said) -> Self {
        let text = |name: &str| host.get_attribute(name).unwrap_or_default();
        let mut problems = pairs(&bridge.problems());
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
            initial: said.initial(bridge),
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

fn settings(host: &HtmlElement, allowed: Option<Array>, problems: &mut Vec<Problem>) -> Settings {
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

fn read_messages(words: &str, problems: &mut Vec<Problem>) -> Option<Catalog> {
    let words = match Catalog::parse(words.as_bytes()) {
        Ok(words) => words,
        // OK because the JavaScript half has made it.
        Err(_) => return None,
    };
    // Else the root tells of it, once it is known what parts say.
    if Catalog::knows_parts()
        && let Some(key) = Catalog::english().unknown_in(&words)
    {
        problems.push(("notice.messages-key".to_owned(), key));
    }
    Some(words)
}
