//! Sizes that a release must not pass, in bytes after brotli. The numbers are in `budgets.toml`; measuring is in `compress`.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, bail};

/// The name of the sum of all files, which is a budget of its own.
pub(crate) const TOTAL: &str = "total";

/// The name of the sum of what a first visit in English fetches, which is a budget too.
pub(crate) const FIRST_PAGE: &str = "first page";

/// What a first visit in English fetches; an end-to-end test (`tests/e2e/first_visit.rs`) holds it against a browser's list.
pub(crate) const FIRST: [&str; 4] = [
    "index.html",
    "referral-analytics.js",
    "referral-widget_bg.wasm",
    "referral-analytics.config.json",
];

/// Bytes by file name.
pub(crate) type Sizes = BTreeMap<String, u64>;

/// Reads lines of `"name" = bytes`; comments and blank lines are skipped, anything else is an error.
pub(crate) fn parse(text: &str) -> Result<Sizes> {
    let mut budgets = Sizes::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default().trim();
        if line.is_empty() {
            continue;
        }
        let (name, bytes) = line
            .split_once('=')
            .with_context(|| format!("line {}: no `=`", index + 1))?;
        let bytes = bytes.trim().replace('_', "");
        let bytes = bytes
            .parse()
            .with_context(|| format!("line {}: {bytes:?} is no number", index + 1))?;
        budgets.insert(name.trim().trim_matches('"').to_owned(), bytes);
    }
    if budgets.is_empty() {
        bail!("no budget in it");
    }
    Ok(budgets)
}

/// What grew past its budget, or is missing, one line each; empty when all holds.
pub(crate) fn exceeded(budgets: &Sizes, measured: &Sizes) -> Vec<String> {
    let mut complaints = Vec::new();
    for (name, budget) in budgets {
        match measured.get(name) {
            None => complaints.push(format!(
                "{name}: has a budget of {budget} bytes but is not in the build"
            )),
            Some(size) if size > budget => {
                complaints.push(format!(
                    "{name}: {size} bytes, {} over its budget of {budget}",
                    size - budget
                ));
            }
            Some(_) => {}
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(list: &[(&str, u64)]) -> Sizes {
        list.iter()
            .map(|(name, size)| ((*name).to_owned(), *size))
            .collect()
    }

    #[test]
    fn reads_names_numbers_and_comments() {
        let text = "# bytes\n\"a_bg.wasm\" = 60_000 # the widget\n\ntotal = 7\n";
        assert_eq!(
            parse(text).unwrap(),
            sizes(&[("a_bg.wasm", 60_000), (TOTAL, 7)])
        );
    }

    #[test]
    fn refuses_what_it_cannot_read() {
        for text in ["", "a 5", "a = many", "a = -1"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn names_what_grew_by_how_much() {
        let budgets = sizes(&[("a.js", 10), ("b.wasm", 20), ("gone.js", 1)]);
        let measured = sizes(&[("a.js", 10), ("b.wasm", 23), ("free.css", 99)]);
        let expected = [
            "b.wasm: 23 bytes, 3 over its budget of 20",
            "gone.js: has a budget of 1 bytes but is not in the build",
        ];
        assert_eq!(exceeded(&budgets, &measured), expected);
    }
}
