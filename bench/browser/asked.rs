//! What `cargo xtask bench` asks of this program, and where it has put things: all of it in the environment.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Context as _, Result, bail};
use referral_sandbox::{Options, Sandbox, Site, Source};
use serde_json::Value;

/// Which of the measurements.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Part {
    /// The engine in its bench page, and the built site.
    Browser,
    /// The built site against what a portal team would otherwise ship.
    Compare,
    /// The built site in use for a long time, and with very many rows.
    Soak,
}

/// A browser's driver, and the options that Chromium is started with.
#[derive(Clone, Debug)]
pub(crate) struct Browser {
    pub(crate) driver: String,
    pub(crate) options: Value,
}

pub(crate) fn part() -> Result<Part> {
    Ok(match said("REFERRAL_BENCH_PART")?.as_str() {
        "browser" => Part::Browser,
        "compare" => Part::Compare,
        "soak" => Part::Soak,
        other => bail!("no such part: {other}"),
    })
}

pub(crate) fn browser() -> Result<Browser> {
    let arguments = fs::read_to_string(root().join("webdriver.json")).context("webdriver.json")?;
    let arguments: Value = serde_json::from_str(&arguments).context("webdriver.json")?;
    let options = arguments.get("goog:chromeOptions").cloned();
    Ok(Browser {
        driver: said("WEBDRIVER_URL")?,
        options: options.context("webdriver.json has no goog:chromeOptions")?,
    })
}

/// The project's folder.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A folder that xtask has filled.
pub(crate) fn folder(name: &str) -> Result<PathBuf> {
    said(name).map(PathBuf::from)
}

/// A number that was chosen on the command line, if one was.
pub(crate) fn number<T: FromStr>(name: &str) -> Option<T> {
    env::var(name).ok()?.parse().ok()
}

fn said(name: &str) -> Result<String> {
    env::var(name).with_context(|| format!("{name} is not set; call `cargo xtask bench`"))
}

/// A site under the strict policy beside an endpoint with these rows, over connections that are kept as a real server keeps them.
pub(crate) fn serve(site: PathBuf, source: Source) -> Result<Sandbox> {
    Sandbox::start(Options {
        source,
        site: Some(Site::new(site)),
        keep_alive: true,
        ..Options::default()
    })
    .context("starting the sandbox")
}
