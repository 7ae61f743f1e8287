//! The measurements in a browser: the engine in its bench page, and the built site through its public element.
//!
//! `cargo xtask bench browser` builds both, starts the driver and says by the environment where they are.
#![expect(
    clippy::print_stdout,
    reason = "the figures are what this program is for"
)]

mod asked;
mod compare;
mod document;
mod engine;
mod export;
mod figures;
mod machine;
mod product;
mod scroll;
mod soak;
mod webdriver;

use std::path::PathBuf;

use anyhow::Result;
use referral_sandbox::{Recipe, Sandbox, Source};

use asked::Part;
use figures::Figures;
use webdriver::Session;

/// How often each thing is measured; odd, so that a median is a run.
const RUNS: u32 = 9;

fn main() -> Result<()> {
    match asked::part()? {
        Part::Browser => browser(),
        Part::Compare => compare::run(),
        Part::Soak => soak::run(),
    }
}

fn browser() -> Result<()> {
    let page = asked::folder("REFERRAL_BENCH_PAGE")?;
    let dist = asked::folder("REFERRAL_DIST")?;
    let browser = asked::browser()?;
    let mut figures = Figures::default();
    engine::prepare(&page)?;
    let sandbox = serve(page, 1)?;
    let session = Session::open(&browser.driver, &browser.options)?;
    println!("measuring the engine in {} …", session.browser);
    engine::measure(&session, &format!("{}/", sandbox.url()), RUNS, &mut figures)?;
    drop(session);
    sandbox.stop();

    for rows in product::ROWS {
        println!("measuring the page with {rows} rows …");
        let sandbox = serve(dist.clone(), rows)?;
        product::measure(
            &browser.driver,
            &browser.options,
            &sandbox,
            rows,
            &mut figures,
        )?;
        sandbox.stop();
    }
    let text = format!(
        "{}, medians of {RUNS} runs.\n\n{}",
        machine::told(&browser)?,
        figures.table()
    );
    println!("\n{text}");
    if asked::number::<u8>("REFERRAL_BENCH_WRITE").is_some() {
        document::write("docs/benchmarks.md", "browser", &text)?;
    }
    Ok(())
}

fn serve(site: PathBuf, rows: u32) -> Result<Sandbox> {
    let recipe = Recipe {
        rows,
        ..Recipe::default()
    };
    asked::serve(site, Source::Recipe(recipe))
}
