//! The table of the built site, scrolled from top to bottom: how long frames take, what is blank, how much is in the document.

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

use crate::figures::{Figures, Runs};
use crate::webdriver::Session;

const SCROLL: &str = include_str!("../pages/scroll.js");

/// How often the table is scrolled through, and how long once takes, in ms.
const RUNS: u32 = 3;
const LENGTH_MS: u32 = 3_000;

/// Scrolls the table of the page that is loaded with so many rows.
pub(crate) fn measure(session: &Session, rows: u32, figures: &mut Figures) -> Result<()> {
    let result = session
        .run(SCROLL, &[json!(RUNS), json!(LENGTH_MS)])
        .context("scrolling the table")?;
    let count = |name: &str| result.get(name).and_then(Value::as_u64);
    ensure!(
        count("rows") == Some(u64::from(rows) + 1),
        "the table does not have all rows: {:?}",
        count("rows")
    );
    let frames = Runs::read(result.get("frames"));
    let mut tell = |what: &str, value: String, aim: &str| {
        figures.text(
            &format!("{rows}: page, scroll top to bottom in 3 s, {what}"),
            value,
            aim,
        );
    };
    tell(
        "median frame",
        format!("{:.1} ms", frames.median()),
        "16.7 ms",
    );
    tell(
        "p95 frame",
        format!("{:.1} ms", frames.at(0.95)),
        "must 20 ms",
    );
    for (what, name, aim) in [
        ("frames with blank or stale rows", "blank", "0"),
        ("tasks over 50 ms", "long", "0"),
        ("elements in the widget", "nodes", "must 1500, aim 700"),
    ] {
        let value = count(name).map_or_else(|| "?".to_owned(), |value| value.to_string());
        tell(what, value, aim);
    }
    Ok(())
}
