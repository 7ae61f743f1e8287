//! The built site in use for a long time, with its memory looked at again and again; then a million rows.

mod million;
mod samples;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow, ensure};
use referral_bench::flat;
use referral_sandbox::{Recipe, Sandbox, Source};
use serde_json::{Value, json};

use crate::asked::{self, Browser};
use crate::machine;
use crate::webdriver::Session;

const SOAK: &str = include_str!("../../pages/soak.js");
const GUEST: &str = include_str!("../../pages/guest.js");

/// Rows that are worked with while memory is watched.
const ROWS: u32 = 5_000;
const MINUTES: u32 = 10;
const MANY: u32 = 1_000_000;

/// Samples are at least so far apart; there are this many of them in the whole time if it is long.
const SAMPLES: u32 = 30;
const LEAST: Duration = Duration::from_secs(5);

pub(crate) fn run() -> Result<()> {
    let browser = asked::browser()?;
    let minutes = asked::number("REFERRAL_BENCH_MINUTES").unwrap_or(MINUTES);
    let many = asked::number("REFERRAL_BENCH_ROWS").unwrap_or(MANY);
    let told = [use_for(&browser, minutes), million::load(&browser, many)];
    let mut text = format!("{}\n", machine::told(&browser)?);
    for outcome in &told {
        let line = match outcome {
            Ok(line) => format!("\n{line}"),
            Err(error) => format!("\nFailed: {error:#}\n"),
        };
        text.push_str(&line);
    }
    println!("\n{text}");
    if asked::number::<u8>("REFERRAL_BENCH_WRITE").is_some() {
        crate::document::write("docs/benchmarks.md", "soak", &text)?;
    }
    told.into_iter().collect::<Result<Vec<_>>>().map(drop)
}

/// The built page with a token, its rows loading.
fn open(browser: &Browser, sandbox: &Sandbox) -> Result<Session> {
    let session = Session::open(&browser.driver, &browser.options)?;
    session.devtools(
        "Page.addScriptToEvaluateOnNewDocument",
        &json!({ "source": GUEST }),
    )?;
    session.go(&format!("{}/index.html", sandbox.url()))?;
    Ok(session)
}

fn serve(rows: u32) -> Result<Sandbox> {
    let recipe = Recipe {
        rows,
        ..Recipe::default()
    };
    asked::serve(asked::folder("REFERRAL_DIST")?, Source::Recipe(recipe))
}

fn use_for(browser: &Browser, minutes: u32) -> Result<String> {
    let whole = Duration::from_secs(u64::from(minutes) * 60);
    let step = (whole / SAMPLES).max(LEAST);
    let sandbox = serve(ROWS)?;
    let session = open(browser, &sandbox)?;
    session.run("await guest.done();", &[])?;
    println!("using the page for {minutes} minutes …");
    let began = Instant::now();
    let mut looks = Vec::new();
    let mut acts: BTreeMap<String, u64> = BTreeMap::new();
    let mut seed = 1;
    while began.elapsed() < whole {
        let done = session
            .run(SOAK, &[json!(step.as_secs()), json!(seed)])
            .with_context(|| format!("after {} s of use", began.elapsed().as_secs()))?;
        for (name, count) in done.as_object().into_iter().flatten() {
            *acts.entry(name.clone()).or_default() += count.as_u64().unwrap_or(0);
        }
        seed += 1;
        let look = samples::look(&session)?;
        println!("{:>5} s  {look}", began.elapsed().as_secs());
        looks.push(look);
    }
    let refused = sandbox.csp_reports();
    ensure!(
        refused.is_empty(),
        "the policy was broken: {}",
        refused.first().map_or("", String::as_str)
    );
    let all: u64 = acts.values().sum();
    let listed: Vec<String> = acts
        .iter()
        .map(|(name, count)| format!("{name} {count}"))
        .collect();
    flat::judge(&looks).map_err(|grown| anyhow!(grown))?;
    Ok(format!(
        "{all} acts in {minutes} minutes ({}), {ROWS} rows.\n\n{}",
        listed.join(", "),
        flat::table(&looks)
    ))
}

/// A number that a script gives.
fn number(session: &Session, script: &str) -> Result<f64> {
    let value: Value = session.run(script, &[])?;
    value.as_f64().with_context(|| format!("{script}: {value}"))
}
