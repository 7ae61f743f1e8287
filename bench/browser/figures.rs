//! Runs → median and spread, and the table that they are printed as.

use std::fmt::Write as _;

use serde_json::Value;

/// What the runs of one thing came to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Runs {
    sorted: Vec<f64>,
}

impl Runs {
    /// Of numbers in any order.
    pub(crate) fn new(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        Self { sorted: values }
    }

    /// Of an array of numbers.
    pub(crate) fn read(value: Option<&Value>) -> Self {
        let numbers = value.and_then(Value::as_array).into_iter().flatten();
        Self::new(numbers.filter_map(Value::as_f64).collect())
    }

    /// The one in the middle; of two, the lower.
    pub(crate) fn median(&self) -> f64 {
        let middle = self.sorted.len().saturating_sub(1) / 2;
        self.sorted.get(middle).copied().unwrap_or(f64::NAN)
    }

    /// The one below which that share of them lies.
    pub(crate) fn at(&self, share: f64) -> f64 {
        let place = (self.sorted.len().saturating_sub(1) as f64 * share).ceil() as usize;
        self.sorted.get(place).copied().unwrap_or(f64::NAN)
    }

    /// `median unit (least–most)`.
    fn told(&self, unit: &str) -> String {
        let (least, most) = (self.sorted.first(), self.sorted.last());
        let (least, most) = (
            least.copied().unwrap_or(f64::NAN),
            most.copied().unwrap_or(f64::NAN),
        );
        let digits = digits(self.median());
        format!(
            "{:.digits$} {unit} ({least:.digits$}–{most:.digits$})",
            self.median()
        )
    }
}

/// Three digits that count.
fn digits(value: f64) -> usize {
    match value {
        value if value < 1.0 => 3,
        value if value < 10.0 => 2,
        value if value < 100.0 => 1,
        _ => 0,
    }
}

/// Lines of what was measured, what it came to, and what it should be.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    lines: Vec<[String; 3]>,
}

impl Figures {
    /// A figure with the spread of its runs.
    pub(crate) fn runs(&mut self, what: &str, runs: &Runs, unit: &str, aim: &str) {
        self.text(what, runs.told(unit), aim);
    }

    /// A ratio of two medians of the same run.
    pub(crate) fn ratio(&mut self, what: &str, ours: f64, theirs: f64, aim: &str) {
        self.text(what, format!("{:.2}x", ours / theirs), aim);
    }

    /// Anything else.
    pub(crate) fn text(&mut self, what: &str, value: String, aim: &str) {
        self.lines.push([what.to_owned(), value, aim.to_owned()]);
    }

    /// The table, as plain text that is Markdown too.
    pub(crate) fn table(&self) -> String {
        let heads = ["what", "median (least–most)", "aim"].map(str::to_owned);
        let width = |column: usize| {
            let cells = std::iter::once(&heads).chain(&self.lines);
            cells
                .filter_map(|line| line.get(column))
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or(0)
        };
        let widths = [width(0), width(1), width(2)];
        let mut text = String::new();
        let mut line = |cells: &[String; 3]| {
            for (cell, width) in cells.iter().zip(widths) {
                // Writing to a String cannot fail.
                let _ = write!(text, "| {cell:<width$} ");
            }
            text.push_str("|\n");
        };
        line(&heads);
        line(&widths.map(|width| "-".repeat(width)));
        self.lines.iter().for_each(line);
        text
    }
}
