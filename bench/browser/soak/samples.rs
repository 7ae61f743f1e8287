//! Looking at what a page holds once it is at rest; what that says is judged in bench/src/flat.rs.

use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context as _, Result};
use referral_bench::flat::Look;
use serde_json::{Value, json};

use crate::webdriver::{Session, metric};

/// Times that garbage is collected at most: what a collection finds is freed in tasks behind it, which may let go of more.
const TIMES: u32 = 20;
const TASKS: Duration = Duration::from_millis(80);
/// Times that nothing has changed.
const STILL: u32 = 3;

/// One look, when nothing is freed any more.
pub(super) fn look(session: &Session) -> Result<Look> {
    let mut heap = Value::Null;
    let mut still = 0;
    for _ in 0..TIMES {
        session.heap()?;
        sleep(TASKS);
        let now = session.run("return guest.heap();", &[])?;
        still = if now == heap { still + 1 } else { 0 };
        heap = now;
        if still == STILL {
            break;
        }
    }
    let number = |name: &str| {
        let value = heap.get(name).and_then(Value::as_f64);
        value.with_context(|| format!("the module does not count its {name}"))
    };
    let used = session.heap()?;
    session.devtools("Performance.enable", &json!({}))?;
    let metrics = session.devtools("Performance.getMetrics", &json!({}))?;
    Ok(Look {
        live_bytes: number("bytes")?,
        live_pieces: number("pieces")?,
        most_bytes: number("most")?,
        grown_bytes: number("grown")?,
        memory_bytes: number("memory")?,
        heap_bytes: used
            .get("usedSize")
            .and_then(Value::as_f64)
            .context("the size of the heap")?,
        nodes: metric(&metrics, "Nodes"),
        listeners: metric(&metrics, "JSEventListeners"),
        documents: metric(&metrics, "Documents"),
    })
}
