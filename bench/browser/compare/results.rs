//! Every figure of every visit, kept in a file as it comes so that a failure loses nothing; failures by name.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::json;

use super::page::Page;
use crate::figures::Runs;

/// What was measured so far.
pub(crate) struct Results {
    values: BTreeMap<(Page, &'static str), Vec<f64>>,
    failures: Vec<String>,
    file: File,
}

impl Results {
    /// Nothing yet; each figure will be a line of that file.
    pub(crate) fn kept_in(file: &Path) -> Result<Self> {
        Ok(Self {
            values: BTreeMap::new(),
            failures: Vec::new(),
            file: File::create(file).with_context(|| format!("creating {}", file.display()))?,
        })
    }

    pub(crate) fn add(&mut self, page: Page, what: &'static str, value: f64) -> Result<()> {
        self.values.entry((page, what)).or_default().push(value);
        let line = json!({ "page": page.name(), "what": what, "value": value });
        writeln!(self.file, "{line}").context("keeping a figure")
    }

    pub(crate) fn failed(&mut self, page: Page, part: &str, error: &anyhow::Error) -> String {
        let text = format!("{}, {part}: {error:#}", page.name());
        self.failures.push(text.clone());
        text
    }

    pub(crate) fn failures(&self) -> &[String] {
        &self.failures
    }

    /// The runs of a figure; none where none succeeded.
    pub(crate) fn runs(&self, page: Page, what: &'static str) -> Option<Runs> {
        let values = self.values.get(&(page, what))?;
        Some(Runs::new(values.clone()))
    }
}
