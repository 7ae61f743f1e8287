//! Files for the user: put together piece by piece, and offered under a name.

use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url, window};

/// How long a file can be fetched by the browser's own download, in ms; a slow disk needs some of it.
const OFFERED_MS: u32 = 60_000;

/// A file that grows. Its pieces lie with the browser, not in our memory.
#[derive(Debug, Default)]
pub struct Pieces(Array);

impl Pieces {
    /// Adds bytes at the end.
    pub fn push(&self, bytes: &[u8]) {
        let piece = Array::of1(&Uint8Array::from(bytes));
        if let Ok(blob) = Blob::new_with_u8_array_sequence(&piece) {
            self.0.push(&blob);
        }
    }

    /// The whole.
    pub fn into_file(self, media_type: &str) -> Result<Blob, JsValue> {
        let options = BlobPropertyBag::new();
        options.set_type(media_type);
        Blob::new_with_blob_sequence_and_options(&self.0, &options)
    }
}

/// A file of these bytes.
pub fn file(bytes: &[u8], media_type: &str) -> Result<Blob, JsValue> {
    let pieces = Pieces::default();
    pieces.push(bytes);
    pieces.into_file(media_type)
}

/// A file of bytes that lie with the browser already.
pub fn wrap(bytes: &Uint8Array, media_type: &str) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    Blob::new_with_u8_array_sequence_and_options(&Array::of1(bytes), &options)
}

/// Offers the text as a file of that name and type.
pub fn save(name: &str, media_type: &str, text: &str) {
    if let Ok(file) = file(text.as_bytes(), media_type) {
        save_file(name, &file);
    }
}

/// Offers the file under that name.
pub fn save_file(name: &str, file: &Blob) {
    // A browser that refuses a download says so itself.
    let _ = try_save(name, file);
}

/// The file's text, for callers that want no file.
pub async fn text_of(file: &Blob) -> Result<JsValue, JsValue> {
    JsFuture::from(file.text()).await
}

fn try_save(name: &str, file: &Blob) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(file)?;
    let document = window()
        .and_then(|window| window.document())
        .ok_or(JsValue::NULL)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    let revoke = move || {
        // An address that is not known any more needs no revoking.
        let _ = Url::revoke_object_url(&url);
    };
    Timeout::new(OFFERED_MS, revoke).forget();
    Ok(())
}
