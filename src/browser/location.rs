//! The page's address: reading the link, writing it as a new entry or over the current one, and hearing of changes.

use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::{Window, window};

/// Where in the address a widget keeps its link (contract §4, `url-state`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum UrlState {
    /// Nowhere.
    #[default]
    None,
    /// Behind `#`.
    Hash,
    /// Behind `?`.
    Query,
}

impl UrlState {
    /// The state of that attribute value.
    pub fn from_name(name: &str) -> Self {
        match name.trim() {
            "hash" => Self::Hash,
            "query" => Self::Query,
            _ => Self::None,
        }
    }
}

/// The link text of the address, without `#` or `?`.
///
/// In a fragment the same keys in the query string are read too, once at the start (contract §3): the caller moves them.
pub fn read(state: UrlState) -> String {
    let part = |text: Result<String, JsValue>| text.unwrap_or_default();
    let Some(location) = window().map(|window| window.location()) else {
        return String::new();
    };
    match state {
        UrlState::None => String::new(),
        UrlState::Hash => part(location.hash()).trim_start_matches('#').to_owned(),
        UrlState::Query => part(location.search()).trim_start_matches('?').to_owned(),
    }
}

/// Writes the link; pushes a new entry of the history or changes the current one.
pub fn write(state: UrlState, link: &str, push: bool) {
    let Some((window, url)) =
        window().and_then(|window| Some((window.clone(), address(&window, state, link)?)))
    else {
        return;
    };
    let Ok(history) = window.history() else {
        return;
    };
    // A browser that limits how often the history may change refuses now and then; the next change writes all again.
    let _ = if push {
        history.push_state_with_url(&JsValue::NULL, "", Some(&url))
    } else {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&url))
    };
}

/// The whole address with this link in it.
pub fn href(state: UrlState, link: &str) -> String {
    window()
        .and_then(|window| {
            let path = address(&window, state, link)?;
            let origin = window.location().origin().ok()?;
            Some(format!("{origin}{path}"))
        })
        .unwrap_or_default()
}

fn address(window: &Window, state: UrlState, link: &str) -> Option<String> {
    let location = window.location();
    let (path, search, hash) = (
        location.pathname().ok()?,
        location.search().ok()?,
        location.hash().ok()?,
    );
    let mark = if link.is_empty() { "" } else { "?" };
    Some(match state {
        UrlState::Query => format!("{path}{mark}{link}{hash}"),
        UrlState::Hash | UrlState::None if link.is_empty() => format!("{path}{search}"),
        UrlState::Hash | UrlState::None => format!("{path}{search}#{link}"),
    })
}

/// Moves keys of the query string that are ours into the fragment; what was moved, empty where there was nothing.
///
/// Other people's keys stay where they are.
pub fn move_query_to_fragment(is_ours: impl Fn(&str) -> bool) -> String {
    let Some(window) = window() else {
        return String::new();
    };
    let search = read(UrlState::Query);
    let key = |pair: &str| pair.split('=').next().unwrap_or_default().to_owned();
    let (ours, others): (Vec<&str>, Vec<&str>) = search
        .split('&')
        .filter(|pair| !pair.is_empty())
        .partition(|pair| is_ours(&key(pair)));
    if ours.is_empty() {
        return String::new();
    }
    let mut parts = ours.clone();
    let hash = read(UrlState::Hash);
    if !hash.is_empty() {
        parts.insert(0, &hash);
    }
    let link = parts.join("&");
    if let (Ok(history), Ok(path)) = (window.history(), window.location().pathname()) {
        let mark = if others.is_empty() { "" } else { "?" };
        let url = format!("{path}{mark}{}#{link}", others.join("&"));
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&url));
    }
    link
}

/// The page's origin.
pub fn origin() -> String {
    window()
        .and_then(|window| window.location().origin().ok())
        .unwrap_or_default()
}

/// Calls back when the address changes: Back, Forward, or edited by hand.
pub fn on_change(callback: impl Fn() + 'static) -> Vec<EventListener> {
    let callback = std::rc::Rc::new(callback);
    window().map_or_else(Vec::new, |window| {
        ["popstate", "hashchange"]
            .into_iter()
            .map(|name| {
                let callback = std::rc::Rc::clone(&callback);
                EventListener::new(&window, name, move |_| callback())
            })
            .collect()
    })
}
