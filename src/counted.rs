//! Counts what is allocated: only in the soak's build (feature `counted`), whose page reads the module's exports.
//!
//! Pages of a wasm memory are never given back, so they tell the most that was ever needed; what is kept is told here.
//! Everything is handed on to the allocator that is delivered, so that pieces lie where they lie there.

use std::alloc::System;

use cap::Cap;
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use wasm_bindgen::prelude::wasm_bindgen;

/// One counts pieces, the other knows the most bytes at a time; its limit is none.
#[global_allocator]
static HEAP: Cap<&StatsAlloc<System>> = Cap::new(&INSTRUMENTED_SYSTEM, usize::MAX);

/// Bytes that are allocated now.
#[wasm_bindgen]
pub fn live_bytes() -> f64 {
    HEAP.allocated() as f64
}

/// Pieces that are allocated now.
#[wasm_bindgen]
pub fn live_pieces() -> f64 {
    let stats = INSTRUMENTED_SYSTEM.stats();
    stats.allocations.wrapping_sub(stats.deallocations) as f64
}

/// The most bytes that were allocated at a time.
#[wasm_bindgen]
pub fn most_bytes() -> f64 {
    HEAP.max_allocated() as f64
}
