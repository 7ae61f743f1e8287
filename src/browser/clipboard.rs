//! Putting text on the clipboard.

use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::window;

/// Copies, and reports whether the browser allowed it.
pub fn copy(text: &str, report: impl FnOnce(bool) + 'static) {
    let Some(window) = window().filter(web_sys::Window::is_secure_context) else {
        report(false);
        return;
    };
    let copied = window.navigator().clipboard().write_text(text);
    spawn_local(async move { report(JsFuture::from(copied).await.is_ok()) });
}
