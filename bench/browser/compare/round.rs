//! One page's round: each of its visits, and what they came to. A visit that fails is named, and the others go on.

use anyhow::{Context as _, Result, ensure};
use referral_sandbox::Sandbox;
use serde_json::{Value, json};

use super::page::Page;
use super::results::Results;
use super::truth::{PART, STATUS, Truth};
use super::visit::{Conditions, Visit, call, number};
use crate::asked::Browser;
use crate::figures::Runs;
use crate::webdriver::Session;

/// Rows of a cold start.
pub(crate) const FEW: u32 = 1_000;

const SCROLL_MS: u32 = 3_000;

/// What all rounds share.
pub(crate) struct Stage<'a> {
    pub(crate) browser: &'a Browser,
    pub(crate) few: &'a Sandbox,
    pub(crate) many: &'a Sandbox,
    pub(crate) truth: &'a Truth,
}

type Part = fn(&Stage<'_>, Page, &mut Results) -> Result<()>;

const PARTS: [(&str, Part); 5] = [
    ("cold start", cold),
    ("cold start, CPU ÷4", slowed),
    ("cold start at 10 Mbit/s", distant),
    ("load from the service and use", used),
    ("load, CPU ÷4", loaded_slowed),
];

impl Stage<'_> {
    /// Every visit once.
    pub(crate) fn round(&self, page: Page, results: &mut Results) -> Vec<String> {
        let mut told = Vec::new();
        for (name, part) in PARTS {
            if let Err(error) = part(self, page, results) {
                told.push(results.failed(page, name, &error));
            }
        }
        told
    }

    fn visit(&self, page: Page, conditions: Conditions) -> Visit<'_> {
        Visit {
            page,
            sandbox: self.few,
            rows: FEW,
            conditions,
            hand: None,
        }
    }

    fn visit_many(&self, page: Page, conditions: Conditions) -> Visit<'_> {
        Visit {
            sandbox: self.many,
            rows: self.truth.rows,
            ..self.visit(page, conditions)
        }
    }
}

fn cold(stage: &Stage<'_>, page: Page, results: &mut Results) -> Result<()> {
    let session = stage.visit(page, Conditions::Plain).begin(stage.browser)?;
    let loaded = call(&session, "loaded", &Value::Null)?;
    results.add(page, "start", number(&loaded, "start")?)?;
    let weight = call(&session, "weight", &Value::Null)?;
    let bytes = number(&weight, "bytes")?;
    ensure!(bytes > 0.0, "nothing was transferred: {weight}");
    results.add(page, "kilobytes", bytes / 1e3)?;
    results.add(page, "requests", number(&weight, "requests")?)
}

fn slowed(stage: &Stage<'_>, page: Page, results: &mut Results) -> Result<()> {
    let conditions = Conditions::Slowed(4);
    let session = stage.visit(page, conditions).begin(stage.browser)?;
    let loaded = call(&session, "loaded", &Value::Null)?;
    results.add(page, "start-slowed", number(&loaded, "start")?)
}

fn distant(stage: &Stage<'_>, page: Page, results: &mut Results) -> Result<()> {
    let session = stage
        .visit(page, Conditions::Distant)
        .begin(stage.browser)?;
    let loaded = call(&session, "loaded", &Value::Null)?;
    results.add(page, "start-distant", number(&loaded, "start")?)
}

fn loaded_slowed(stage: &Stage<'_>, page: Page, results: &mut Results) -> Result<()> {
    let conditions = Conditions::Slowed(4);
    let session = stage.visit_many(page, conditions).begin(stage.browser)?;
    let loaded = call(&session, "loaded", &Value::Null)?;
    results.add(page, "longest-slowed", number(&loaded, "longest")?)
}

/// Loads from the service, is used, and is loaded again from the same bytes in memory.
fn used(stage: &Stage<'_>, page: Page, results: &mut Results) -> Result<()> {
    stage.many.forget();
    let visit = stage.visit_many(page, Conditions::Plain);
    let session = visit.begin(stage.browser)?;
    let loaded = call(&session, "loaded", &Value::Null)?;
    results.add(page, "load", number(&loaded, "load")?)?;
    results.add(page, "longest", number(&loaded, "longest")?)?;
    let seen = stage.many.api_requests();
    let targets: Vec<String> = seen.into_iter().map(|request| request.target).collect();
    memory(&session, page, results)?;
    sort(&session, stage.truth, page, results)?;
    chart(&session, stage.truth, page, results)?;
    scroll(&session, page, results)?;
    if page == Page::Ours {
        // The last, because other rows are here then.
        let took = filter(&session, "equals", stage.truth)?;
        results.add(page, "service-equals", took)?;
    }
    drop(session);
    hand(stage, &visit, &targets, results)
}

fn hand(
    stage: &Stage<'_>,
    visit: &Visit<'_>,
    targets: &[String],
    results: &mut Results,
) -> Result<()> {
    let visit = Visit {
        hand: Some(targets),
        ..*visit
    };
    let session = visit.begin(stage.browser)?;
    call(&session, "take", &Value::Null)?;
    let loaded = call(&session, "loaded", &Value::Null)?;
    results.add(visit.page, "hand", number(&loaded, "load")?)?;
    if visit.page == Page::Ours {
        // The others' rows are the page's own; so are ours when the page gives them.
        call(&session, "give", &Value::Null)?;
    }
    for kind in ["equals", "contains"] {
        let took = filter(&session, kind, stage.truth)?;
        results.add(visit.page, kind, took)?;
    }
    Ok(())
}

fn memory(session: &Session, page: Page, results: &mut Results) -> Result<()> {
    let usage = session.heap()?;
    let wasm = session.run("return compare.wasm();", &[])?;
    let wasm = wasm.as_f64().context("the size of the wasm memory")?;
    let (heap, buffers) = (
        number(&usage, "usedSize")?,
        number(&usage, "backingStorageSize")?,
    );
    results.add(page, "live", (heap + buffers + wasm) / 1e6)?;
    results.add(page, "live-heap", heap / 1e6)?;
    results.add(page, "live-buffers", (buffers + wasm) / 1e6)
}

fn filter(session: &Session, kind: &str, truth: &Truth) -> Result<f64> {
    let wanted = match kind {
        "equals" => {
            json!({ "kind": kind, "field": "status", "value": STATUS, "reads": STATUS, "count": truth.equal })
        }
        _ => {
            json!({ "kind": kind, "field": "customerName", "value": PART, "reads": PART, "count": truth.containing })
        }
    };
    let took = call(session, "filter", &wanted)?;
    took.as_f64().context("the time of a filter")
}

fn sort(session: &Session, truth: &Truth, page: Page, results: &mut Results) -> Result<()> {
    let order = session.run("return driver.order;", &[])?;
    let first = truth.first_name(order.as_str().context("the driver names no order")?)?;
    let by_name = json!({ "field": "customerName", "reads": "customerName", "first": first });
    let by_date = json!({ "field": "createdDate", "reads": "id", "first": truth.oldest });
    for (key, wanted) in [("sort-name", by_name), ("sort-date", by_date)] {
        let took = call(session, "sort", &wanted)?;
        results.add(page, key, took.as_f64().context("the time of an order")?)?;
    }
    Ok(())
}

fn chart(session: &Session, truth: &Truth, page: Page, results: &mut Results) -> Result<()> {
    let took = call(session, "chart", &json!({ "marks": truth.marks }))?;
    results.add(page, "chart", took.as_f64().context("the time of a chart")?)
}

fn scroll(session: &Session, page: Page, results: &mut Results) -> Result<()> {
    let seen = call(
        session,
        "scroll",
        &json!({ "runs": 1, "length": SCROLL_MS }),
    )?;
    let frames = Runs::read(seen.get("frames"));
    results.add(page, "frame-median", frames.median())?;
    results.add(page, "frame", frames.at(0.95))?;
    results.add(page, "nodes", number(&seen, "nodes")?)?;
    results.add(page, "stale", number(&seen, "stale")?)
}
