//! What a page holds after its garbage is gone, over time, and whether that is flat.

use std::fmt;
use std::fmt::Write as _;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

use super::number;
use crate::figures::Runs;
use crate::webdriver::Session;

/// What is watched, and by how much the last third may have more of it than the middle one: a share and a rest.
const WATCHED: [(&str, f64, f64); 5] = [
    ("JS heap, MB", 0.05, 0.3),
    ("wasm memory, MB", 0.0, 0.0),
    ("nodes", 0.02, 20.0),
    ("listeners", 0.02, 5.0),
    ("documents", 0.0, 0.0),
];

/// One look.
#[derive(Clone, Debug)]
pub(super) struct Sample {
    at: Duration,
    values: [f64; WATCHED.len()],
}

impl Sample {
    pub(super) fn take(session: &Session, at: Duration) -> Result<Self> {
        let heap = session.heap()?;
        let used = heap.get("usedSize").and_then(Value::as_f64);
        session.devtools("Performance.enable", &json!({}))?;
        let metrics = session.devtools("Performance.getMetrics", &json!({}))?;
        Ok(Self {
            at,
            values: [
                used.context("the size of the heap")? / 1e6,
                number(session, "return guest.wasm();")? / 1e6,
                crate::webdriver::metric(&metrics, "Nodes"),
                crate::webdriver::metric(&metrics, "JSEventListeners"),
                crate::webdriver::metric(&metrics, "Documents"),
            ],
        })
    }
}

impl fmt::Display for Sample {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:>5} s ", self.at.as_secs())?;
        for ((name, ..), value) in WATCHED.iter().zip(self.values) {
            write!(formatter, "  {name} {value:.1}")?;
        }
        Ok(())
    }
}

/// All looks.
#[derive(Debug, Default)]
pub(super) struct Samples(Vec<Sample>);

impl Samples {
    pub(super) fn push(&mut self, sample: Sample) {
        self.0.push(sample);
    }

    /// Medians of each third.
    fn thirds(&self, what: usize) -> [f64; 3] {
        let third = self.0.len().div_ceil(3).max(1);
        let mut medians = [f64::NAN; 3];
        for (median, samples) in medians.iter_mut().zip(self.0.chunks(third)) {
            let values = samples.iter().filter_map(|sample| sample.values.get(what));
            *median = Runs::new(values.copied().collect()).median();
        }
        medians
    }

    /// Fails by the name of what has grown.
    pub(super) fn judge(&self) -> Result<()> {
        ensure!(
            self.0.len() >= 6,
            "{} samples say nothing; soak for longer",
            self.0.len()
        );
        let mut grown = Vec::new();
        for (what, (name, share, rest)) in WATCHED.iter().enumerate() {
            let [_, middle, last] = self.thirds(what);
            if last > middle * (1.0 + share) + rest {
                grown.push(format!("{name} has grown from {middle:.1} to {last:.1}"));
            }
        }
        ensure!(grown.is_empty(), "{}", grown.join("; "));
        Ok(())
    }

    pub(super) fn table(&self) -> String {
        let mut text = String::from("| medians of | first third | middle third | last third |\n");
        text.push_str("| --- | --- | --- | --- |\n");
        for (what, (name, ..)) in WATCHED.iter().enumerate() {
            let [first, middle, last] = self.thirds(what);
            // Writing to a String cannot fail.
            let _ = writeln!(text, "| {name} | {first:.1} | {middle:.1} | {last:.1} |");
        }
        text
    }
}
