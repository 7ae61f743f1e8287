//! What each page must show, reckoned in an empty page from the very answers that the pages get.

use anyhow::{Context as _, Result, ensure};
use referral_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::asked::Browser;
use crate::webdriver::Session;

const TRUTH: &str = include_str!("../../pages/compare/truth.js");

/// What is looked for: a status, and a part of names that has no letter that could be of another case.
pub(crate) const STATUS: &str = "Won";
pub(crate) const PART: &str = "abri";

/// Rows of one answer.
const PAGE_ROWS: u32 = 9_999;

/// What is right for so many rows.
#[derive(Debug)]
pub(crate) struct Truth {
    pub(crate) rows: u32,
    /// Rows with the status.
    pub(crate) equal: u64,
    /// Rows whose name has the part.
    pub(crate) containing: u64,
    /// The id of the oldest row.
    pub(crate) oldest: String,
    /// Groups of month × status that are not empty.
    pub(crate) marks: u64,
    first_name: Value,
}

impl Truth {
    pub(crate) fn of(browser: &Browser, sandbox: &Sandbox, rows: u32) -> Result<Self> {
        let session = Session::open(&browser.driver, &browser.options)?;
        // A file that runs nothing, on the origin that may ask.
        session.go(&format!("{}/ours/portal.css", sandbox.url()))?;
        let targets: Vec<String> = (0..rows)
            .step_by(PAGE_ROWS as usize)
            .map(|skip| format!("/partner/v1/analytics/referrals?top={PAGE_ROWS}&skip={skip}"))
            .collect();
        let found = session
            .run(TRUTH, &[json!(targets), json!(STATUS), json!(PART)])
            .context("reckoning what is right")?;
        let count = |name: &str| {
            let number = found.get(name).and_then(Value::as_u64);
            number.with_context(|| format!("no {name} in {found}"))
        };
        ensure!(
            count("rows")? == u64::from(rows),
            "the sandbox has not {rows} rows: {found}"
        );
        Ok(Self {
            rows,
            equal: count("equal")?,
            containing: count("containing")?,
            marks: count("marks")?,
            oldest: text(&found, "/oldest")?,
            first_name: found.get("firstName").cloned().unwrap_or_default(),
        })
    }

    /// The name that is first in a page's own order of texts (`code units` or `locale`).
    pub(crate) fn first_name(&self, order: &str) -> Result<String> {
        text(&self.first_name, &format!("/{order}"))
    }
}

fn text(value: &Value, pointer: &str) -> Result<String> {
    let found = value.pointer(pointer).and_then(Value::as_str);
    found
        .map(str::to_owned)
        .with_context(|| format!("no {pointer} in {value}"))
}
