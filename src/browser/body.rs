//! The bytes of a body as they come: into one buffer of ours, where the browser fills it, else in buffers of the browser's.
//!
//! Which of the two a stream can do is found by asking it; what is read is the same.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamByobReader, ReadableStreamDefaultReader};

/// Reads a stream of bytes.
pub(super) enum Body {
    /// The buffer goes to the browser and comes back filled: nothing is allocated for each piece, which for 40 MB takes
    /// longer than decoding half of them.
    Filled(ReadableStreamByobReader, Uint8Array),
    Handed(ReadableStreamDefaultReader),
}

impl Body {
    /// Locks the stream; pieces of a buffer of ours have so many bytes at most.
    pub(super) fn of(stream: &ReadableStream, most_bytes: u32) -> Self {
        match ReadableStreamByobReader::new(stream) {
            Ok(reader) => Self::Filled(reader, Uint8Array::new_with_length(most_bytes)),
            Err(_) => Self::Handed(stream.get_reader().unchecked_into()),
        }
    }

    /// The next piece, to be used up before the one behind it is asked for; nothing at the end.
    pub(super) async fn next(&mut self) -> Result<Option<Uint8Array>, JsValue> {
        let promise = match self {
            Self::Filled(reader, buffer) => reader.read_with_array_buffer_view(buffer),
            Self::Handed(reader) => reader.read(),
        };
        let result = JsFuture::from(promise).await?;
        if Reflect::get(&result, &"done".into())?.is_truthy() {
            return Ok(None);
        }
        let piece: Uint8Array = Reflect::get(&result, &"value".into())?.unchecked_into();
        if let Self::Filled(_, buffer) = self {
            *buffer = Uint8Array::new(&piece.buffer());
        }
        Ok(Some(piece))
    }
}
