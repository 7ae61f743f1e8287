//! Very many rows from the service in pages: each limit is told and gone beyond by its button, and the table still works.

use std::time::Instant;

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use super::{number, open, serve};
use crate::asked::Browser;

const MILLION: &str = include_str!("../../pages/million.js");

/// Loads them all; what it came to, as Markdown.
pub(super) fn load(browser: &Browser, rows: u32) -> Result<String> {
    println!("making {rows} rows …");
    let sandbox = serve(rows)?;
    let session = open(browser, &sandbox)?;
    println!("loading {rows} rows …");
    let began = Instant::now();
    let found = session.run(MILLION, &[json!(rows)])?;
    let took = began.elapsed();
    let heap = session.heap()?;
    let heap = heap
        .get("usedSize")
        .and_then(Value::as_f64)
        .unwrap_or(f64::NAN);
    let wasm = number(&session, "return guest.wasm();")?;
    let text = |name: &str| found.get(name).map(Value::to_string).unwrap_or_default();
    ensure!(
        found.get("last").and_then(Value::as_u64) == Some(u64::from(rows) + 1),
        "the last row cannot be reached: {found}"
    );
    Ok(format!(
        "{rows} rows from the service in {:.0} s: the page stopped and said so at {} rows, and went on by its button.\n\
         Afterwards {:.0} MB of wasm memory and {:.0} MB on the JS heap; longest task {} ms, filter of loaded rows by their \
         text {} ms, sort by date {} ms; the last row can be scrolled to.\n",
        took.as_secs_f64(),
        text("limits"),
        wasm / 1e6,
        heap / 1e6,
        text("longest"),
        text("find"),
        text("sort"),
    ))
}
