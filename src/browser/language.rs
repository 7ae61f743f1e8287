//! What the page and the browser say of the language: the nearest `lang` of an element, the user's languages, own files.
//!
//! Which of them is taken is `text::language`'s.

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, Response, ShadowRoot, window};

/// The nearest `lang` of an element or of what it stands in, also outside of its shadow roots; empty where none is said.
pub fn near(element: &Element) -> String {
    let mut from = element.clone();
    loop {
        if let Ok(Some(said)) = from.closest("[lang]") {
            return said.get_attribute("lang").unwrap_or_default();
        }
        match from.get_root_node().dyn_into::<ShadowRoot>() {
            Ok(root) => from = root.host(),
            Err(_) => return String::new(),
        }
    }
}

/// The user's languages, the dearest first.
pub fn preferred() -> Vec<String> {
    let Some(window) = window() else {
        return Vec::new();
    };
    let languages = window.navigator().languages();
    languages.iter().filter_map(|tag| tag.as_string()).collect()
}

/// Fetches a file of our own and hands over its bytes, or `None` where there is no reading it.
pub fn fetch(url: String, arrive: impl FnOnce(Option<Vec<u8>>) + 'static) {
    spawn_local(async move { arrive(read(&url).await.ok().flatten()) });
}

async fn read(url: &str) -> Result<Option<Vec<u8>>, JsValue> {
    let window = window().ok_or(JsValue::UNDEFINED)?;
    let response: Response = JsFuture::from(window.fetch_with_str(url))
        .await?
        .dyn_into()?;
    if !response.ok() {
        return Ok(None);
    }
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(Some(Uint8Array::new(&buffer).to_vec()))
}
