//! A chosen file as a stream of bytes, unpacked where it is gzip.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{File, ReadableStream};

/// The bytes of the file.
pub fn stream(file: &File) -> ReadableStream {
    let stream = file.stream();
    let packed =
        file.name().to_ascii_lowercase().ends_with(".gz") || file.type_() == "application/gzip";
    if packed {
        unpack(&stream).unwrap_or(stream)
    } else {
        stream
    }
}

fn unpack(stream: &ReadableStream) -> Option<ReadableStream> {
    let class: Function = Reflect::get(&js_sys::global(), &"DecompressionStream".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let unpacker = Reflect::construct(&class, &Array::of1(&"gzip".into())).ok()?;
    let pipe: Function = Reflect::get(stream, &"pipeThrough".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let unpacked: JsValue = pipe.call1(stream, &unpacker).ok()?;
    unpacked.dyn_into().ok()
}
