//! What the Rust half asks of the JavaScript half (`static/referral-analytics.js`): events, the provider, properties.
//!
//! A token never passes here; it goes from JavaScript straight into the session.

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;
use web_sys::ReadableStream;

#[wasm_bindgen]
extern "C" {
    /// The element's JavaScript half.
    #[derive(Clone, Debug, PartialEq)]
    pub type Bridge;

    /// Dispatches an event on the element; whether no listener has prevented it.
    #[wasm_bindgen(method)]
    pub fn dispatch(this: &Bridge, name: &str, detail: &JsValue) -> bool;

    /// The query or the view has changed.
    #[wasm_bindgen(method, js_name = configChanged)]
    pub fn config_changed(this: &Bridge);

    /// Asks the host page's provider for a token.
    #[wasm_bindgen(method, js_name = askProvider)]
    pub fn ask_provider(this: &Bridge, reason: &str, attempt: u32, audience: Option<String>);

    /// Aborts the provider.
    #[wasm_bindgen(method, js_name = stopAskingProvider)]
    pub fn stop_asking_provider(this: &Bridge);

    /// The rows that the host page gave, as the bytes of an answer.
    #[wasm_bindgen(method, js_name = readData)]
    pub fn read_data(this: &Bridge) -> Option<ReadableStream>;

    /// Whether there is a provider.
    #[wasm_bindgen(method, getter, js_name = hasProvider)]
    pub fn has_provider(this: &Bridge) -> bool;

    /// What is called instead of `fetch`.
    #[wasm_bindgen(method, getter)]
    pub fn fetcher(this: &Bridge) -> Option<Function>;

    /// Further request headers, name and value in turn.
    #[wasm_bindgen(method, getter)]
    pub fn headers(this: &Bridge) -> Array;

    /// Words of the host page, as a catalogue.
    #[wasm_bindgen(method, getter)]
    pub fn messages(this: &Bridge) -> Option<String>;

    /// Whether the host page gives rows.
    #[wasm_bindgen(method, getter, js_name = hasData)]
    pub fn has_data(this: &Bridge) -> bool;

    /// The `config` that was set before mounting, as a link.
    #[wasm_bindgen(method, getter)]
    pub fn link(this: &Bridge) -> Option<String>;

    /// The base URLs that may be asked; none where all may.
    #[wasm_bindgen(method, getter, js_name = allowedBases)]
    pub fn allowed_bases(this: &Bridge) -> Option<Array>;

    /// What of the page's configuration cannot be used: key of the words and value in turn.
    #[wasm_bindgen(method, getter)]
    pub fn problems(this: &Bridge) -> Array;
}

/// Pairs of texts that lie one after the other.
pub(super) fn pairs(flat: &Array) -> Vec<(String, String)> {
    let texts: Vec<String> = flat
        .iter()
        .map(|text| text.as_string().unwrap_or_default())
        .collect();
    texts
        .as_chunks::<2>()
        .0
        .iter()
        .map(|[name, value]| (name.clone(), value.clone()))
        .collect()
}
