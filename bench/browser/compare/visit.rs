//! One visit of a page by a browser of its own, so that no visit inherits caches, compiled code or memory of another.

use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result};
use referral_sandbox::Sandbox;
use serde_json::{Value, json};

use super::page::Page;
use crate::asked::Browser;
use crate::webdriver::Session;

const MEASURE: &str = include_str!("../../pages/compare/measure.js");
const OURS: &str = include_str!("../../pages/compare/ours.js");

/// A browser that has just been started still has work to do.
const SETTLING: Duration = Duration::from_millis(400);

/// The machine and the network that the page is visited with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Conditions {
    /// As they are.
    Plain,
    /// A processor that is this many times slower.
    Slowed(u32),
    /// 10 Mbit/s, 40 ms.
    Distant,
}

/// What a page is to be visited for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Visit<'a> {
    pub(crate) page: Page,
    pub(crate) sandbox: &'a Sandbox,
    pub(crate) rows: u32,
    pub(crate) conditions: Conditions,
    /// What is to be taken into memory before the page may have it.
    pub(crate) hand: Option<&'a [String]>,
}

impl Visit<'_> {
    /// Opens a browser and goes to the page; the load goes on when this returns.
    pub(crate) fn begin(&self, browser: &Browser) -> Result<Session> {
        let session = Session::open(&browser.driver, &browser.options)?;
        let plan = json!({
            "rows": self.rows, "hand": self.hand, "isWatched": self.conditions == Conditions::Plain && self.hand.is_none(),
        });
        let driver = if self.page == Page::Ours { OURS } else { "" };
        let source = format!("globalThis.plan = {plan};\n{driver}\n{MEASURE}");
        let command = |name: &str, parameters: Value| session.devtools(name, &parameters);
        command(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": source }),
        )?;
        // The strict policy is for our page; AG Grid writes style sheets into its own.
        command("Page.setBypassCSP", json!({ "enabled": true }))?;
        thread::sleep(SETTLING);
        match self.conditions {
            Conditions::Plain => {}
            Conditions::Slowed(rate) => {
                command("Emulation.setCPUThrottlingRate", json!({ "rate": rate }))?;
            }
            Conditions::Distant => {
                let bytes_per_s = 10_000_000 / 8;
                command("Network.enable", json!({}))?;
                let network = json!({
                    "offline": false, "latency": 40, "downloadThroughput": bytes_per_s, "uploadThroughput": bytes_per_s,
                });
                command("Network.emulateNetworkConditions", network)?;
            }
        }
        session.go(&format!(
            "{}/{}/index.html",
            self.sandbox.url(),
            self.page.folder()
        ))?;
        Ok(session)
    }
}

/// Calls a function of pages/compare/measure.js.
pub(crate) fn call(session: &Session, function: &str, given: &Value) -> Result<Value> {
    session
        .run(
            &format!("return compare.{function}(...given);"),
            std::slice::from_ref(given),
        )
        .with_context(|| format!("measuring {function}"))
}

/// A number among what a function gave.
pub(crate) fn number(value: &Value, name: &str) -> Result<f64> {
    let found = value.get(name).and_then(Value::as_f64);
    found.with_context(|| format!("no {name} in {value}"))
}
