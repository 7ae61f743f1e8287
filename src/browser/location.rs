//! The page's address: reading our part of it, writing it as a new entry or over the current one, hearing of changes.
//!
//! Everybody else's part is read again right before writing, so that it is never touched.

use gloo_events::EventListener;
use referral_engine::link::{join_own, own_part};
use wasm_bindgen::JsValue;
use web_sys::{Location, window};

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

/// A widget's place in the address.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Place {
    /// In which part.
    pub state: UrlState,
    /// What stands before its keys, so that widgets can share the part; empty for nothing.
    pub prefix: String,
}

impl Place {
    /// The widget's own link.
    pub fn read(&self) -> String {
        let text = location().map(|location| match self.state {
            UrlState::None => String::new(),
            UrlState::Hash => location.hash().unwrap_or_default(),
            UrlState::Query => location.search().unwrap_or_default(),
        });
        own_part(&text.unwrap_or_default(), &self.prefix)
    }

    /// Writes the link; pushes a new entry of the history or changes the current one.
    pub fn write(&self, link: &str, push: bool) {
        if self.state == UrlState::None || link == self.read() {
            return;
        }
        let history = window().and_then(|window| window.history().ok());
        let Some((history, url)) = history.zip(self.address(link)) else {
            return;
        };
        // A browser that limits how often the history may change refuses now and then; the next change writes all again.
        let _ = if push {
            history.push_state_with_url(&JsValue::NULL, "", Some(&url))
        } else {
            let state = history.state().unwrap_or(JsValue::NULL);
            history.replace_state_with_url(&state, "", Some(&url))
        };
    }

    /// The whole address with this link in it.
    pub fn href(&self, link: &str) -> String {
        let url = self.address(link);
        url.map_or_else(String::new, |url| origin() + &url)
    }

    fn address(&self, link: &str) -> Option<String> {
        let location = location()?;
        let path = location.pathname().ok()?;
        let (mut search, mut hash) = (location.search().ok()?, location.hash().ok()?);
        let (part, mark) = match self.state {
            UrlState::Query => (&mut search, "?"),
            UrlState::Hash | UrlState::None => (&mut hash, "#"),
        };
        let joined = join_own(part, &self.prefix, link);
        *part = if joined.is_empty() {
            joined
        } else {
            format!("{mark}{joined}")
        };
        Some(path + &search + &hash)
    }
}

fn location() -> Option<Location> {
    window().map(|window| window.location())
}

/// The page's origin.
pub fn origin() -> String {
    location()
        .and_then(|location| location.origin().ok())
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
