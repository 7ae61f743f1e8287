//! The engine in its bench page: decoding against `JSON.parse`, filter, group and order, the memory of the module.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use referral_bench::rows;
use serde_json::{Value, json};

use crate::figures::{Figures, Runs};
use crate::webdriver::Session;

const LOADED: [u32; 2] = [10_000, 100_000];
const MADE: [u32; 2] = [100_000, 1_000_000];

/// Puts the answers that the page asks for beside it.
pub(crate) fn prepare(site: &Path) -> Result<()> {
    for count in LOADED {
        let file = site.join(format!("rows-{count}.json"));
        fs::write(&file, rows::answer(count))
            .with_context(|| format!("writing {}", file.display()))?;
    }
    Ok(())
}

/// Measures, each part in a page of its own so that none inherits another's memory.
pub(crate) fn measure(
    session: &Session,
    site: &str,
    runs: u32,
    figures: &mut Figures,
) -> Result<()> {
    for count in LOADED {
        session.go(site)?;
        memory(session, count, figures)?;
        session.go(site)?;
        decode(session, count, runs, figures)?;
    }
    for count in MADE {
        session.go(site)?;
        view(session, count, runs, figures)?;
    }
    Ok(())
}

fn memory(session: &Session, count: u32, figures: &mut Figures) -> Result<()> {
    let result = ask(session, "memory", &[json!(count)])?;
    let number = |name: &str| result.get(name).and_then(Value::as_f64).unwrap_or(f64::NAN);
    ensure!(
        number("loaded") == f64::from(count),
        "not all rows were loaded: {result}"
    );
    let (data, grown) = (number("data"), number("after") - number("before"));
    figures.text(
        &format!("{count}: wasm memory after the load / column data"),
        format!(
            "{:.1} MB / {:.1} MB = {:.2}x",
            number("after") / 1e6,
            data / 1e6,
            number("after") / data
        ),
        "1.5x",
    );
    figures.text(
        &format!("{count}: wasm memory grown by the load / column data"),
        format!("{:.1} MB = {:.2}x", grown / 1e6, grown / data),
        "",
    );
    Ok(())
}

fn decode(session: &Session, count: u32, runs: u32, figures: &mut Figures) -> Result<()> {
    let result = ask(session, "decode", &[json!(count), json!(runs)])?;
    let ours = Runs::read(result.get("ours"));
    let theirs = Runs::read(result.get("theirs"));
    figures.runs(&format!("{count}: decode + ingest"), &ours, "ms", "");
    figures.runs(
        &format!("{count}: TextDecoder + JSON.parse"),
        &theirs,
        "ms",
        "",
    );
    figures.ratio(
        &format!("{count}: decode + ingest against JSON.parse"),
        ours.median(),
        theirs.median(),
        "must 0.6x, aim 0.3x",
    );
    Ok(())
}

fn view(session: &Session, count: u32, runs: u32, figures: &mut Figures) -> Result<()> {
    let result = ask(session, "view", &[json!(count), json!(runs)])?;
    let found = |name: &str| {
        result
            .pointer(&format!("/found/{name}"))
            .and_then(Value::as_u64)
    };
    ensure!(
        found("matches") > Some(0) && found("groups") > Some(100),
        "nothing was found: {result}"
    );
    let aims = if count > 100_000 {
        ["20 ms", "20 ms"]
    } else {
        ["2 ms", "2 ms"]
    };
    for (name, what, aim) in [
        ("filter", "filter status and contains", aims[0]),
        ("group", "group month × status", aims[1]),
        ("sort_by_date", "sort by date", ""),
        ("sort_by_name", "sort by name, others by code units", ""),
    ] {
        let times = Runs::read(result.pointer(&format!("/times/{name}")));
        figures.runs(&format!("{count}: {what}"), &times, "ms", aim);
    }
    Ok(())
}

fn ask(session: &Session, function: &str, arguments: &[Value]) -> Result<Value> {
    let body = format!(
        "while (!globalThis.measure) await new Promise((done) => setTimeout(done, 10)); return measure.{function}(...given);"
    );
    session
        .run(&body, arguments)
        .with_context(|| format!("measuring {function}"))
}
