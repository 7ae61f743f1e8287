//! Files of all rows, made by the panel of the built site: the longest task of the page meanwhile, and how long it takes.

use anyhow::{Context as _, Result, ensure};
use serde_json::json;

use crate::figures::{Figures, Runs};
use crate::webdriver::Session;

const EXPORT: &str = include_str!("../pages/export.js");

/// How often a file of each format is made; odd, so that a median is a run.
const RUNS: u32 = 5;

/// Makes files of the rows of the page that is loaded.
pub(crate) fn measure(session: &Session, rows: u32, figures: &mut Figures) -> Result<()> {
    let result = session
        .run(EXPORT, &[json!(RUNS)])
        .context("exporting the rows")?;
    let formats = result.as_object().context("no formats")?;
    ensure!(formats.len() == 5, "formats are missing: {result}");
    for (format, made) in formats {
        let runs = |name: &str| Runs::read(made.get(name));
        let what = |what: &str| format!("{rows}: page, export as {format}, {what}");
        figures.runs(
            &what("longest main-thread task"),
            &runs("longest"),
            "ms",
            "must 50 ms",
        );
        figures.runs(&what("click → file"), &runs("took"), "ms", "");
    }
    Ok(())
}
