//! The measurements in a browser: the engine in its bench page, and the built site through its public element.
//!
//! `cargo xtask bench browser` builds both, starts the driver and says by the environment where they are.
#![expect(
    clippy::print_stdout,
    reason = "the figures are what this program is for"
)]

mod engine;
mod figures;
mod product;
mod scroll;
mod webdriver;

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use referral_sandbox::{Options, Recipe, Sandbox, Site, Source};
use serde_json::Value;

use figures::Figures;
use webdriver::Session;

/// How often each thing is measured; odd, so that a median is a run.
const RUNS: u32 = 9;

fn main() -> Result<()> {
    let page = PathBuf::from(said("REFERRAL_BENCH_PAGE")?);
    let dist = PathBuf::from(said("REFERRAL_DIST")?);
    let driver = said("WEBDRIVER_URL")?;
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let arguments = fs::read_to_string(root.join("webdriver.json")).context("webdriver.json")?;
    let arguments: Value = serde_json::from_str(&arguments).context("webdriver.json")?;
    let options = arguments.get("goog:chromeOptions").cloned();
    let options = options.context("webdriver.json has no goog:chromeOptions")?;

    let mut figures = Figures::default();
    engine::prepare(&page)?;
    let sandbox = serve(page, 1)?;
    let session = Session::open(&driver, &options)?;
    let browser = session.browser.clone();
    println!("measuring the engine in {browser} …");
    engine::measure(&session, &format!("{}/", sandbox.url()), RUNS, &mut figures)?;
    drop(session);
    sandbox.stop();

    for rows in product::ROWS {
        println!("measuring the page with {rows} rows …");
        let sandbox = serve(dist.clone(), rows)?;
        product::measure(&driver, &options, &sandbox, rows, &mut figures)?;
        sandbox.stop();
    }
    println!("\n{}{browser}, medians of {RUNS} runs", figures.table());
    Ok(())
}

fn said(name: &str) -> Result<String> {
    env::var(name).with_context(|| format!("{name} is not set; call `cargo xtask bench browser`"))
}

/// A site under the strict policy, beside an endpoint with so many rows.
fn serve(site: PathBuf, rows: u32) -> Result<Sandbox> {
    let recipe = Recipe {
        rows,
        ..Recipe::default()
    };
    Sandbox::start(Options {
        source: Source::Recipe(recipe),
        site: Some(Site::new(site)),
        ..Options::default()
    })
    .context("starting the sandbox")
}
