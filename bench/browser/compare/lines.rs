//! The lines of the comparison: what each is called, in what unit, and what ours must and shall come to.

use super::page::Page;
use super::results::Results;
use crate::figures::Runs;

/// What a figure has to be at most.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Limit {
    AtMost(f64),
    /// Less than another page has in the same run.
    Below(Page),
    None,
}

/// A line of the table.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) key: &'static str,
    pub(crate) title: &'static str,
    pub(crate) must: Limit,
    pub(crate) aim: Limit,
    /// What AG Grid, Tabulator and TanStack took in ms where must and aim were set, by pages and a machine of its own.
    pub(crate) then: Option<[f64; 3]>,
}

const fn line(key: &'static str, title: &'static str, must: Limit, aim: Limit) -> Line {
    Line {
        key,
        title,
        must,
        aim,
        then: None,
    }
}

impl Line {
    const fn when_others_took(mut self, then: [f64; 3]) -> Self {
        self.then = Some(then);
        self
    }

    /// The must at this run's pace, in ms: as far from the others as it was where it was set, by the middle of the three.
    pub(crate) fn paced_must(&self, results: &Results) -> Option<f64> {
        let Limit::AtMost(must) = self.must else {
            return None;
        };
        let then = self.then?;
        let pages = [Page::AgGrid, Page::Tabulator, Page::TanStack];
        let mut paces = Vec::with_capacity(then.len());
        for (page, then) in pages.into_iter().zip(then) {
            paces.push(results.runs(page, self.key)?.median() / then);
        }
        Some(must * Runs::new(paces).median())
    }
}

use Limit::{AtMost, Below};

/// All of them, in the order of the table. Titles say `{rows}` where the number of rows counts.
pub(crate) const LINES: [Line; 22] = [
    line(
        "kilobytes",
        "KB (brotli) to a working page with table and chart, without data",
        AtMost(190.0),
        AtMost(130.0),
    ),
    line(
        "requests",
        "requests to it, without data",
        AtMost(6.0),
        AtMost(4.0),
    ),
    line(
        "start",
        "cold start → 1,000 rows, ms",
        Below(Page::Tabulator),
        Below(Page::TanStack),
    ),
    line(
        "start-slowed",
        "the same, CPU ÷4, ms",
        Below(Page::Tabulator),
        Below(Page::TanStack),
    ),
    line(
        "start-distant",
        "the same at 10 Mbit/s, 40 ms, ms",
        Below(Page::AgGrid),
        Below(Page::TanStack),
    ),
    line(
        "hand",
        "bytes in hand → right rows in the DOM, {rows}, ms",
        AtMost(110.0),
        AtMost(70.0),
    )
    .when_others_took([257.0, 294.0, 340.0]),
    line(
        "equals",
        "filter: one equality, {rows}, to the DOM, ms",
        AtMost(10.0),
        AtMost(5.0),
    )
    .when_others_took([70.0, 40.0, 36.0]),
    line(
        "contains",
        "filter: contains, {rows}, to the DOM, ms",
        AtMost(16.0),
        AtMost(10.0),
    )
    .when_others_took([54.0, 45.0, 58.0]),
    line(
        "service-equals",
        "the same equality, when it is the service that has the rows, ms",
        Limit::None,
        Limit::None,
    ),
    line(
        "sort-name",
        "sort by name, {rows}, ms (ours and Tabulator by locale)",
        AtMost(180.0),
        AtMost(100.0),
    )
    .when_others_took([223.0, 487.0, 438.0]),
    line(
        "sort-date",
        "sort by date, {rows}, ms",
        AtMost(30.0),
        AtMost(10.0),
    )
    .when_others_took([217.0, 261.0, 181.0]),
    line(
        "chart",
        "month × status chart, {rows}, to painted, ms",
        AtMost(45.0),
        AtMost(17.0),
    )
    .when_others_took([123.0, 56.0, 83.0]),
    line(
        "frame-median",
        "scroll top to bottom in 3 s: median frame, ms",
        Limit::None,
        Limit::None,
    ),
    line("frame", "scroll: p95 frame, ms", AtMost(20.0), AtMost(17.0)),
    line(
        "nodes",
        "scroll: most elements in the document",
        AtMost(1_500.0),
        AtMost(700.0),
    ),
    line(
        "stale",
        "scroll: frames with stale or missing rows, of about 180",
        AtMost(0.0),
        AtMost(0.0),
    ),
    line(
        "live",
        "live MB (JS + wasm) after {rows}",
        AtMost(45.0),
        AtMost(30.0),
    ),
    line(
        "live-heap",
        "of it on the JS heap",
        Limit::None,
        Limit::None,
    ),
    line(
        "live-buffers",
        "of it in buffers and wasm memory",
        Limit::None,
        Limit::None,
    ),
    line(
        "load",
        "request → all {rows} rows in the DOM, from the sandbox, ms",
        Limit::None,
        Limit::None,
    ),
    line(
        "longest",
        "longest main-thread task while {rows} load, ms",
        AtMost(50.0),
        AtMost(25.0),
    )
    .when_others_took([266.0, 304.0, 379.0]),
    line(
        "longest-slowed",
        "the same, CPU ÷4, ms",
        Limit::None,
        Limit::None,
    ),
];

impl Limit {
    /// The number, where it is known.
    pub(crate) fn value(self, key: &'static str, results: &Results) -> Option<f64> {
        match self {
            Self::AtMost(value) => Some(value),
            Self::Below(page) => results.runs(page, key).map(|runs| runs.median()),
            Self::None => None,
        }
    }

    /// As the table says it.
    pub(crate) fn text(self) -> String {
        match self {
            Self::AtMost(value) => value.to_string(),
            Self::Below(page) => format!("< {}", page.name()),
            Self::None => String::new(),
        }
    }
}
