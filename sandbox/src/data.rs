//! Rows out of JSON text that someone saved: an array, an envelope, one object, or one row a line.
//!
//! Each row keeps its text, so that what is served is what was saved. This reader is not the engine's: neither shall vouch for the other.

use std::collections::HashMap;
use std::io::{Error, ErrorKind};

use referral_engine::date::{DateCell, read_date_cell};
use referral_engine::field::Field;
use serde_json::value::RawValue;
use serde_json::{Deserializer, Value};

use crate::row::Row;

/// The keys under which an envelope may hold its rows, in lower case (endpoint.md §3.1).
const ROW_KEYS: [&str; 6] = ["value", "items", "data", "rows", "results", "referrals"];

/// Reads all rows of a saved answer.
pub(crate) fn read(text: &str) -> Result<Vec<Row>, Error> {
    let mut rows = Vec::new();
    let text = text.trim_start_matches('\u{feff}');
    for document in Deserializer::from_str(text).into_iter::<&RawValue>() {
        let document = document.map_err(|error| Error::new(ErrorKind::InvalidData, error))?;
        collect(document.get(), &mut rows)?;
    }
    Ok(rows)
}

fn collect(document: &str, rows: &mut Vec<Row>) -> Result<(), Error> {
    if let Ok(list) = serde_json::from_str::<Vec<&RawValue>>(document) {
        rows.extend(list.into_iter().map(|row| read_row(row.get())));
        return Ok(());
    }
    let Ok(object) = serde_json::from_str::<HashMap<String, &RawValue>>(document) else {
        let start: String = document.chars().take(20).collect();
        return Err(Error::new(
            ErrorKind::InvalidData,
            format!("neither rows nor an envelope: {start}"),
        ));
    };
    let under = |wanted: &str| {
        object
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(wanted))
            .map(|(_, value)| value.get())
    };
    if let Some(inner) = under("d") {
        return collect(inner, rows);
    }
    match ROW_KEYS.into_iter().find_map(under) {
        Some(inner) => collect(inner, rows),
        None => {
            rows.push(read_row(document));
            Ok(())
        }
    }
}

/// A row as far as filters and groups can use it; what they cannot is still served.
fn read_row(text: &str) -> Row {
    let mut row = Row::default();
    let cells: HashMap<String, Value> = serde_json::from_str(text).unwrap_or_default();
    for (key, value) in cells {
        let (Some(field), Some(cell)) = (Field::from_name(&key), cell_text(value)) else {
            continue;
        };
        if !field.is_date() {
            row.set_term(field, cell);
        } else if let DateCell::At(at) = read_date_cell(cell.as_bytes()) {
            row.set_date(field, at);
        }
    }
    row.keep_raw(text);
    row
}

fn cell_text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrapping_gives_the_same_rows_with_their_text() {
        let first = r#"{"id":1,"Status":"Won","wonDate":"2018-02-07T23:43:19","churnRisk":"low"}"#;
        let second = r#"{"id":"2", "status":null}"#;
        for text in [
            format!("[{first},{second}]"),
            format!("\u{feff}{{\"Value\":[{first},{second}],\"TotalCount\":2}}"),
            format!("{{\"d\":{{\"results\":[{first},{second}]}}}}"),
            format!("{first}\n{second}\n"),
        ] {
            let rows = read(&text).unwrap();
            assert_eq!(rows.len(), 2, "{text}");
            assert_eq!(rows[0].term(Field::Id), Some("1"));
            assert_eq!(rows[0].term(Field::Status), Some("Won"));
            assert_eq!(
                rows[0].date(Field::WonDate).unwrap().to_string(),
                "2018-02-07T23:43:19Z"
            );
            assert_eq!(rows[1].term(Field::Status), None);
            let mut out = Vec::new();
            rows[0].write_json(&mut out);
            assert_eq!(out, first.as_bytes());
        }
        assert!(read("7").is_err());
        assert!(read("[1,").is_err());
    }
}
