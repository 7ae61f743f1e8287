//! Handing over: to the user as a download, to the host page as a value, and why there is nothing to hand over.

use js_sys::Function;
use referral_engine::export::{Format, Method, SHEET_ROWS};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use super::Refusal;
use crate::browser::download;
use crate::text::Locale;

/// Texts as a string, the rest as a `Blob`.
pub(super) fn hand_over(method: Method, file: Blob, resolve: Function, reject: Function) {
    if matches!(method, Method::Rows(Format::Xlsx) | Method::Png) {
        return call(&resolve, &file);
    }
    spawn_local(async move {
        match download::text_of(&file).await {
            Ok(text) => call(&resolve, &text),
            Err(error) => call(&reject, &error),
        }
    });
}

pub(super) fn call(function: &Function, value: &JsValue) {
    // The functions of a promise do not throw.
    let _ = function.call1(&JsValue::NULL, value);
}

pub(super) fn refused(error: JsValue) -> Refusal {
    let text = error.as_string().or_else(|| {
        let message = js_sys::Reflect::get(&error, &"message".into()).ok()?;
        message.as_string()
    });
    Refusal::Failed(text.unwrap_or_default())
}

pub(super) fn tell(locale: &Locale, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Cancelled => locale.text("export.cancelled"),
        Refusal::TooManyRows => locale.format("export.too-many", &[("n", SHEET_ROWS.into())]),
        Refusal::Incomplete(loaded) => {
            locale.format("export.incomplete", &[("n", (*loaded).into())])
        }
        Refusal::NoChart => locale.text("export.no-chart"),
        Refusal::Failed(why) => locale.format("export.failed", &[("why", why.as_str().into())]),
    }
}
