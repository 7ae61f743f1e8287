//! JSON in the endpoint's own envelope (endpoint.md §3.1) and NDJSON: both are read again by "Open a saved answer".

use crate::json::write_string;
use crate::table::Table;

use super::book::UNREADABLE;
use super::{About, Plan, Value, value};

pub(super) fn head(about: &About) -> String {
    let mut out = String::from("{\"meta\":{");
    for (place, (key, text)) in about.facts().iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        push_key(&mut out, key);
        if matches!(*key, "rows" | "loaded" | "total") {
            out.push_str(text);
        } else {
            write_string(&mut out, text);
        }
    }
    out.push_str("},\n\"@nextLink\":null,\"TotalCount\":");
    out.push_str(&about.rows.to_string());
    out.push_str(",\"Value\":[");
    out
}

pub(super) fn rows(plan: &Plan, table: &Table, rows: &[u32], first: usize, out: &mut String) {
    for (place, row) in rows.iter().enumerate() {
        out.push_str(if first + place > 0 { ",\n" } else { "\n" });
        push_row(plan, table, *row, out);
    }
}

pub(super) fn lines(plan: &Plan, table: &Table, rows: &[u32], out: &mut String) {
    for row in rows {
        push_row(plan, table, *row, out);
        out.push('\n');
    }
}

fn push_row(plan: &Plan, table: &Table, row: u32, out: &mut String) {
    out.push('{');
    for (place, field) in plan.columns.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        push_key(out, field.name());
        match value(table, row, *field) {
            Value::None => out.push_str("null"),
            Value::Text(text) => write_string(out, text),
            Value::At(at) => {
                out.push('"');
                out.push_str(&at.to_string());
                out.push('"');
            }
            Value::Unreadable => write_string(out, UNREADABLE),
        }
    }
    let extra = table.extra(row as usize);
    if !extra.is_empty() {
        out.push(',');
        out.push_str(extra);
    }
    out.push('}');
}

/// Appends a key that needs no escapes, and the colon.
fn push_key(out: &mut String, key: &str) {
    out.push('"');
    out.push_str(key);
    out.push_str("\":");
}
