//! One row as text to take along: JSON with all members, also those that no one here knows, and TSV for a spreadsheet.
//!
//! Whole tables are exported elsewhere. Dates are written in UTC, whatever the page's zone.

use crate::field::Field;
use crate::json::write_string;
use crate::table::{DateValue, Table};

/// The row as a JSON object, a member a line; what could not be read is null.
pub fn json(table: &Table, row: usize) -> String {
    let mut out = String::from("{");
    for field in Field::ALL {
        out.push_str(if out.len() > 1 { ",\n  " } else { "\n  " });
        write_string(&mut out, field.name());
        out.push_str(": ");
        match text(table, row, field) {
            Some(text) => write_string(&mut out, &text),
            None => out.push_str("null"),
        }
    }
    let extra = table.extra(row);
    if !extra.is_empty() {
        out.push_str(",\n  ");
        out.push_str(extra);
    }
    out.push_str("\n}");
    out
}

/// The names of the columns and the row's values, in two lines of cells parted by tabs.
pub fn tsv(table: &Table, row: usize, columns: &[Field]) -> String {
    let names: Vec<String> = columns
        .iter()
        .map(|field| field.name().to_owned())
        .collect();
    let values: Vec<String> = columns
        .iter()
        .map(|field| text(table, row, *field).map_or_else(String::new, |text| cell(&text)))
        .collect();
    [names.join("\t"), values.join("\t")].join("\n")
}

fn text(table: &Table, row: usize, field: Field) -> Option<String> {
    if !field.is_date() {
        return table.term(row, field).map(str::to_owned);
    }
    match table.date(row, field) {
        DateValue::At(at) => Some(at.to_string()),
        DateValue::Never | DateValue::Unreadable => None,
    }
}

/// A text that stays in its cell and is no formula there.
fn cell(text: &str) -> String {
    let flat = text.replace(['\t', '\n', '\r'], " ");
    if flat.trim_start().starts_with(['=', '+', '-', '@']) {
        ["'", &flat].concat()
    } else {
        flat
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::cells;

    fn table() -> Table {
        let mut table = Table::new();
        let row = cells(&[
            (Field::Id, "7"),
            (Field::CustomerName, "=1+1\t\"Ü\""),
            (Field::CreatedDate, "2018-02-04T23:08:59"),
            (Field::WonDate, "soon"),
        ]);
        table.push(&row, "\"mpnId\":12,\"tags\":[1]");
        table
    }

    #[test]
    fn json_has_all_members_and_can_be_read_again() {
        let text = json(&table(), 0);
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["customerName"], "=1+1\t\"Ü\"");
        assert_eq!(value["createdDate"], "2018-02-04T23:08:59Z");
        assert_eq!(value["wonDate"], serde_json::Value::Null);
        assert_eq!(value["mpnId"], 12);
        assert_eq!(value.as_object().unwrap().len(), 18);
    }

    #[test]
    fn tsv_keeps_each_value_in_its_cell_and_harmless() {
        let columns = [
            Field::Id,
            Field::CustomerName,
            Field::CreatedDate,
            Field::WonDate,
        ];
        assert_eq!(
            tsv(&table(), 0, &columns),
            "id\tcustomerName\tcreatedDate\twonDate\n7\t'=1+1 \"Ü\"\t2018-02-04T23:08:59Z\t"
        );
    }
}
