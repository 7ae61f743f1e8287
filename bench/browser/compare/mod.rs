//! The built site against what a portal team would otherwise ship: the same rows, in turns, each figure checked to be of
//! the right rows. Pages are in bench/pages; `round` is what is done with each, `lines` what is told.

mod lines;
mod page;
mod report;
mod results;
mod round;
mod truth;
mod visit;

use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use referral_bench::rows;
use referral_sandbox::Source;

use crate::{asked, document};
use page::Page;
use results::Results;
use round::{FEW, Stage};
use truth::Truth;

const ROWS: u32 = 100_000;
const RUNS: usize = 7;

pub(crate) fn run() -> Result<()> {
    let browser = asked::browser()?;
    let site = asked::folder("REFERRAL_COMPARE_SITE")?;
    let rows = asked::number("REFERRAL_BENCH_ROWS").unwrap_or(ROWS);
    let runs = asked::number("REFERRAL_BENCH_RUNS").unwrap_or(RUNS);
    let began = Instant::now();
    println!("making {rows} rows …");
    let few = asked::serve(site.clone(), answer(FEW)?)?;
    let many = asked::serve(site.clone(), answer(rows)?)?;
    let truth = Truth::of(&browser, &many, rows)?;
    println!("what is right: {truth:?}");
    let mut results = Results::kept_in(&site.with_extension("jsonl"))?;
    let stage = Stage {
        browser: &browser,
        few: &few,
        many: &many,
        truth: &truth,
    };
    for run in 0..runs {
        for turn in 0..Page::ALL.len() {
            // Another page begins each run, so that none is always measured behind the same one.
            let Some(page) = Page::ALL.get((run + turn) % Page::ALL.len()) else {
                continue;
            };
            let told = stage.round(*page, &mut results);
            println!(
                "{:>4} s  run {} of {runs}: {}",
                began.elapsed().as_secs(),
                run + 1,
                page.name()
            );
            told.iter()
                .for_each(|failure| println!("        {failure}"));
        }
    }
    let report = report::Report {
        results: &results,
        rows,
        runs,
    };
    let whole = report.whole(&browser)?;
    println!("\n{whole}");
    if asked::number::<u8>("REFERRAL_BENCH_WRITE").is_some() {
        document::write("docs/benchmarks.md", "compare", &whole)?;
        document::write("README.md", "compare", &report.medians())?;
    }
    let failures = results.failures();
    ensure!(
        failures.is_empty(),
        "{} visits failed; the first: {}",
        failures.len(),
        failures.first().map_or("", String::as_str)
    );
    Ok(())
}

fn answer(count: u32) -> Result<Source> {
    let text = String::from_utf8(rows::answer(count)).context("the rows as text")?;
    Ok(Source::Json(text))
}
