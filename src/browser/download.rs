//! Files for the user: put together piece by piece, and offered under a name.

use std::cell::Cell;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url, window};

use super::turn::later;

/// How long a file can be fetched by the browser's own download, in ms; a slow disk needs some of it.
const OFFERED_MS: i32 = 60_000;

/// Bytes of a file that wait until they are put away as one blob: making a blob waits for the browser's own process.
const BLOB_BYTES: usize = 1 << 22;

/// A file that grows. Its pieces lie with the browser, not in our memory.
#[derive(Debug, Default)]
pub struct Pieces {
    blobs: Array,
    loose: Array,
    loose_bytes: Cell<usize>,
}

impl Pieces {
    /// Adds bytes at the end.
    pub fn push(&self, bytes: &[u8]) -> Result<(), JsValue> {
        self.loose.push(&Uint8Array::from(bytes));
        self.loose_bytes.set(self.loose_bytes.get() + bytes.len());
        if self.loose_bytes.get() < BLOB_BYTES {
            return Ok(());
        }
        let blob = Blob::new_with_u8_array_sequence(&self.loose)?;
        self.blobs.push(&blob);
        self.loose.set_length(0);
        self.loose_bytes.set(0);
        Ok(())
    }

    /// The whole.
    pub fn into_file(self, media_type: &str) -> Result<Blob, JsValue> {
        let options = BlobPropertyBag::new();
        options.set_type(media_type);
        let parts = self.blobs.concat(&self.loose);
        Blob::new_with_blob_sequence_and_options(&parts, &options)
    }
}

/// A file of these bytes.
pub fn file(bytes: &[u8], media_type: &str) -> Result<Blob, JsValue> {
    let pieces = Pieces::default();
    pieces.push(bytes)?;
    pieces.into_file(media_type)
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
    later(OFFERED_MS, Box::new(revoke));
    Ok(())
}
