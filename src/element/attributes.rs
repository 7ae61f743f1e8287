//! The element's attributes → the host's settings and the initial query (contract §4).
//!
//! The query's attributes are read as a link is, so that there is one reading of each key.

use referral_engine::query::{Density, Query};
use referral_engine::session::Settings;
use web_sys::HtmlElement;

use crate::browser::language;
use crate::browser::location::UrlState;
use crate::text::Arg;

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
    pub url_state: UrlState,
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
    /// Why the base URL cannot be used, as a key of the catalogue and its argument.
    pub base_problem: Option<(&'static str, Arg)>,
}

impl Attributes {
    /// Reads them.
    pub fn read(host: &HtmlElement) -> Self {
        let text = |name: &str| host.get_attribute(name).unwrap_or_default();
        let mut link = Vec::new();
        for (attribute, key) in QUERY {
            if let Some(value) = host.get_attribute(attribute) {
                link.push(format!("{key}={}", js_sys::encode_uri_component(&value)));
            }
        }
        let (initial, _) = Query::from_link(&link.join("&"));
        let (settings, base_problem) = settings(host);
        Self {
            settings,
            initial,
            url_state: UrlState::from_name(&text("url-state")),
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
            base_problem,
        }
    }
}

fn settings(host: &HtmlElement) -> (Settings, Option<(&'static str, Arg)>) {
    let text = |name: &str| host.get_attribute(name).unwrap_or_default();
    let mut settings = Settings {
        locked_filter: text("locked-filter"),
        auto_load: host.has_attribute("auto-load"),
        ..Settings::default()
    };
    let base = text("base-url");
    let problem = match referral_engine::request::Base::parse(&base) {
        Ok(base) => {
            settings.base = base;
            None
        }
        Err(_) => Some(("notice.base-url", Arg::Text(base))),
    };
    (settings, problem)
}
