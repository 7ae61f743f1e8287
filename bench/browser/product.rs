//! The built site, driven through its public element: a token is typed in, and the load is watched by pages/probe.js.

use anyhow::{Context as _, Result, ensure};
use referral_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::figures::{Figures, Runs};
use crate::webdriver::{Session, metric};
use crate::{export, scroll};

/// Rows that are loaded.
pub(crate) const ROWS: [u32; 2] = [10_000, 100_000];

/// Rows that files are made of.
const EXPORTED_ROWS: u32 = 100_000;

/// How often each load is run; fewer than in one page, because each opens its own.
const RUNS: usize = 7;

const PROBE: &str = include_str!("../pages/probe.js");
const REGROUP: &str = include_str!("../pages/regroup.js");

/// How often the loaded rows are grouped anew; odd, so that a median is a run.
const REGROUPS: u32 = 9;

/// How a load is run.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    /// From the sandbox.
    Wire,
    /// From bytes that are in the page already.
    Hand,
    /// From the sandbox, tasks being watched, at this slow-down.
    Watched(u32),
}

const WAYS: [Way; 4] = [Way::Wire, Way::Hand, Way::Watched(1), Way::Watched(4)];

/// Loads so many rows in each way in turn.
pub(crate) fn measure(
    driver: &str,
    options: &Value,
    sandbox: &Sandbox,
    rows: u32,
    figures: &mut Figures,
) -> Result<()> {
    let session = Session::open(driver, options)?;
    session.devtools(
        "Page.addScriptToEvaluateOnNewDocument",
        &json!({ "source": PROBE }),
    )?;
    let mut results: Vec<Vec<Value>> = vec![Vec::new(); WAYS.len()];
    for _ in 0..RUNS {
        for (way, results) in WAYS.into_iter().zip(&mut results) {
            results.push(load(&session, sandbox, rows, way)?);
        }
    }
    for (way, results) in WAYS.into_iter().zip(&results) {
        tell(rows, way, results, figures);
    }
    regroup(&session, sandbox, rows, figures)?;
    scroll::measure(&session, rows, figures)?;
    if rows == EXPORTED_ROWS {
        export::measure(&session, rows, figures)?;
    }
    Ok(())
}

/// Other groups of loaded rows: from the choice in a picker to the chart with its layout done.
fn regroup(session: &Session, sandbox: &Sandbox, rows: u32, figures: &mut Figures) -> Result<()> {
    load(session, sandbox, rows, Way::Wire)?;
    let result = session
        .run(REGROUP, &[json!(REGROUPS)])
        .context("grouping the rows anew")?;
    for (name, what) in [
        ("market", "customer market"),
        ("month", "created month"),
        ("both", "created month × status"),
    ] {
        let times = Runs::read(result.get(name));
        let what = format!("{rows}: page, group by {what} → chart drawn");
        figures.runs(&what, &times, "ms", "16 ms");
    }
    Ok(())
}

fn load(session: &Session, sandbox: &Sandbox, rows: u32, way: Way) -> Result<Value> {
    session.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": 1 }))?;
    // OK because a fragment alone would not be a new page.
    session.go("about:blank")?;
    session.go(&format!("{}/index.html", sandbox.url()))?;
    let ready = "const late = performance.now() + 30_000;
        while (!document.querySelector('referral-analytics')?.shadowRoot?.querySelector('#token')) {
          if (performance.now() > late) throw new Error('the page asks for no token');
          await new Promise((done) => setTimeout(done, 20));
        }
        [probe.rows, probe.watch] = given;
        if (given[2]) return probe.take('/partner/v1/analytics/referrals');";
    let watched = matches!(way, Way::Watched(_));
    session.run(
        ready,
        &[json!(rows), json!(watched), json!(way == Way::Hand)],
    )?;
    if let Way::Watched(rate) = way {
        session.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": rate }))?;
    }
    session.type_into("referral-analytics", "#token", "eyJ.bench.token\u{E007}")?;
    let mut result = session
        .run("return probe.result();", &[])
        .context("waiting for the rows")?;
    ensure!(
        result.get("shownRows").and_then(Value::as_u64) > Some(0),
        "no row is in the document: {result}"
    );
    session.devtools("HeapProfiler.collectGarbage", &json!({}))?;
    session.devtools("Performance.enable", &json!({}))?;
    let metrics = session.devtools("Performance.getMetrics", &json!({}))?;
    if let Some(result) = result.as_object_mut() {
        result.insert("js".to_owned(), json!(metric(&metrics, "JSHeapUsedSize")));
    }
    Ok(result)
}

fn tell(rows: u32, way: Way, results: &[Value], figures: &mut Figures) {
    let runs = |name: &str| {
        let numbers = results
            .iter()
            .filter_map(|result| result.get(name)?.as_f64());
        Runs::new(numbers.collect())
    };
    match way {
        Way::Wire => {
            let (first, last, shown) = (runs("first"), runs("lastByte"), runs("shown"));
            figures.runs(
                &format!("{rows}: page, request → first row in the DOM"),
                &first,
                "ms",
                "before the last byte",
            );
            figures.runs(
                &format!("{rows}: page, request → last byte"),
                &last,
                "ms",
                "",
            );
            figures.ratio(
                &format!("{rows}: page, first row / last byte"),
                first.median(),
                last.median(),
                "",
            );
            figures.runs(
                &format!("{rows}: page, request → all rows in the DOM"),
                &shown,
                "ms",
                "",
            );
            let live = results.iter().filter_map(|result| {
                Some((result.get("js")?.as_f64()? + result.get("wasm")?.as_f64()?) / 1e6)
            });
            figures.runs(
                &format!("{rows}: page, live memory (JS + wasm)"),
                &Runs::new(live.collect()),
                "MB",
                live_aim(rows),
            );
        }
        Way::Hand => {
            figures.runs(
                &format!("{rows}: page, bytes in hand → all rows in the DOM"),
                &runs("shown"),
                "ms",
                hand_aim(rows),
            );
        }
        Way::Watched(rate) => {
            figures.runs(
                &format!("{rows}: page, longest main-thread task, CPU ÷{rate}"),
                &runs("longest"),
                "ms",
                "must 50 ms, aim 25 ms",
            );
            figures.runs(
                &format!("{rows}: page, tasks over 50 ms, CPU ÷{rate}"),
                &runs("long"),
                "tasks",
                "0",
            );
        }
    }
    if std::env::var_os("REFERRAL_BENCH_GAPS").is_some() {
        let gaps = results.last().and_then(|result| result.get("gaps"));
        figures.text(
            "gaps (ms after the request, length)",
            gaps.map_or_else(String::new, Value::to_string),
            "",
        );
    }
}

fn live_aim(rows: u32) -> &'static str {
    if rows == 100_000 {
        "must 45 MB, aim 30 MB"
    } else {
        ""
    }
}

fn hand_aim(rows: u32) -> &'static str {
    if rows == 100_000 {
        "must 110 ms, aim 70 ms"
    } else {
        ""
    }
}
