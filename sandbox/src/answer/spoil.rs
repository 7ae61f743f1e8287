//! Rows made worse after they were written.

use serde_json::{Map, Value, json};

/// Rewrites the row at the end of the text with its keys in upper case.
pub(super) fn upper_keys(out: &mut Vec<u8>, start: usize) {
    rewrite(out, start, |row| {
        row.into_iter()
            .map(|(key, value)| (key.to_uppercase(), value))
            .collect::<Map<_, _>>()
            .into()
    });
}

/// Spoils four rows in ten, by their place in the whole answer: 1 a date, 3 the id, 5 the name, 7 the row itself.
pub(super) fn bad_cells(out: &mut Vec<u8>, start: usize, place: usize) {
    let bad: fn(Map<String, Value>) -> Value = match place % 10 {
        1 => |row| with(row, "createdDate", json!("2018-02-30T00:00:00")),
        // OK for a tolerant reader: siblings send numbers for strings (endpoint.md §3.1).
        3 => |mut row| {
            let id = row
                .get("id")
                .and_then(Value::as_str)
                .and_then(|id| id.parse::<u64>().ok());
            row.insert("id".to_owned(), json!(id));
            row.into()
        },
        5 => |row| {
            with(
                row,
                "customerName",
                json!({ "first": "Nested", "last": ["Name"] }),
            )
        },
        7 => |_| json!("not a row"),
        _ => return,
    };
    rewrite(out, start, bad);
}

fn with(mut row: Map<String, Value>, key: &str, value: Value) -> Value {
    row.insert(key.to_owned(), value);
    row.into()
}

fn rewrite(out: &mut Vec<u8>, start: usize, change: impl Fn(Map<String, Value>) -> Value) {
    let row = out
        .get(start..)
        .and_then(|text| serde_json::from_slice(text).ok());
    if let Some(Value::Object(row)) = row {
        out.truncate(start);
        out.extend_from_slice(change(row).to_string().as_bytes());
    }
}
