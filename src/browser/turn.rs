//! Letting the browser do other things: the next turn of its event loop, without the delay that timers have.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

/// How long work may go on before it lets the browser draw and listen, in ms.
pub const SLICE_MS: f64 = 8.0;

/// Ends when the browser has had a turn.
pub async fn next_turn() {
    let promise = Promise::new(&mut |resolve, _| match MessageChannel::new() {
        Ok(channel) => {
            channel.port1().set_onmessage(Some(&resolve));
            // Posting to a port of our own cannot fail.
            let _ = channel.port2().post_message(&JsValue::NULL);
        }
        Err(_) => {
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(promise).await;
}

/// Ends when what is queued already in this task has run.
pub async fn others_first() {
    // A promise that is kept does not throw.
    let _ = JsFuture::from(Promise::resolve(&JsValue::NULL)).await;
}
