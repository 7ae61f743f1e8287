//! Rows on their way out: what an export is asked to be, and the writers of its text, a piece of rows at a time.
//!
//! Nothing here knows a file, a clock or a browser: `app/export.rs` cuts the work into slices and hands the pieces over.
//! Cells are the endpoint's own values in the endpoint's own names, in UTC, whatever language the page is in.
//! No writer ever sees a token.

mod about;
mod book;
mod delimited;
mod json;
mod request;
#[cfg(test)]
mod tests;

use crate::date::Timestamp;
use crate::field::Field;
use crate::table::{DateValue, Table};

pub use about::About;
pub use book::{Cell, UNREADABLE, cells, pack_rows, pack_texts};
pub use delimited::{groups_csv, texts_csv};
pub use request::{Columns, Format, Method, Request, Scope, UnknownWord};

/// Rows that a sheet of XLSX holds at most, the header left out.
pub const SHEET_ROWS: usize = 1_048_575;

/// What an XLSX file weighs of its cells' bytes, in percent, as measured with the sandbox's rows.
const XLSX_PERCENT: u64 = 30;

/// What stands between the cells of a CSV line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Separator {
    /// `,`: where a decimal point is a point.
    #[default]
    Comma,
    /// `;`: what spreadsheets expect where a decimal point is a comma.
    Semicolon,
}

impl Separator {
    /// The separator that a spreadsheet expects where 1.5 is written like this.
    pub fn of_written_fraction(one_and_a_half: &str) -> Self {
        if one_and_a_half.contains(',') {
            Self::Semicolon
        } else {
            Self::Comma
        }
    }

    const fn character(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
        }
    }
}

/// How a file of rows is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The kind of file.
    pub format: Format,
    /// The columns in their order.
    pub columns: Vec<Field>,
    /// For CSV.
    pub separator: Separator,
    /// Whether CSV and TSV begin with a byte order mark, which Excel needs to see UTF-8.
    pub byte_order_mark: bool,
    /// Whether CSV and TSV tell of the query, the time and the counts in comment lines; JSON always does, in `meta`.
    pub commented: bool,
}

impl Plan {
    /// A plan with what is usual for the format.
    pub fn new(format: Format, columns: Vec<Field>) -> Self {
        Self {
            format,
            columns,
            separator: Separator::default(),
            byte_order_mark: false,
            commented: false,
        }
    }

    /// What stands before the rows.
    pub fn head(&self, about: &About) -> String {
        match self.format {
            Format::Csv | Format::Tsv => delimited::head(self, about),
            Format::Json => json::head(about),
            Format::Ndjson | Format::Xlsx => String::new(),
        }
    }

    /// Appends rows of the table; `first` is how many rows were written before.
    pub fn rows(&self, table: &Table, rows: &[u32], first: usize, out: &mut String) {
        match self.format {
            Format::Csv | Format::Tsv => delimited::rows(self, table, rows, out),
            Format::Json => json::rows(self, table, rows, first, out),
            Format::Ndjson => json::lines(self, table, rows, out),
            Format::Xlsx => {}
        }
    }

    /// What stands behind the rows.
    pub const fn tail(&self) -> &'static str {
        match self.format {
            Format::Json => "\n]}\n",
            Format::Csv | Format::Tsv | Format::Ndjson | Format::Xlsx => "",
        }
    }

    /// About how many bytes the rows will take, from a few of them.
    pub fn estimate_bytes(&self, table: &Table, rows: &[u32]) -> u64 {
        const LOOKED_AT: usize = 48;
        let sample: Vec<u32> = (0..LOOKED_AT.min(rows.len()))
            .filter_map(|place| rows.get(place * rows.len() / LOOKED_AT.min(rows.len())))
            .copied()
            .collect();
        let mut text = String::new();
        let mut bytes = Vec::new();
        self.rows(table, &sample, 0, &mut text);
        if self.format == Format::Xlsx {
            pack_rows(table, &self.columns, &sample, &mut bytes);
        }
        let percent = if self.format == Format::Xlsx {
            XLSX_PERCENT
        } else {
            100
        };
        let written = (text.len() + bytes.len()) as u64 * percent / 100;
        written * rows.len() as u64 / sample.len().max(1) as u64
    }
}

/// A cell as it leaves the table.
enum Value<'a> {
    None,
    Text(&'a str),
    At(Timestamp),
    Unreadable,
}

fn value(table: &Table, row: u32, field: Field) -> Value<'_> {
    let row = row as usize;
    if !field.is_date() {
        return table.term(row, field).map_or(Value::None, Value::Text);
    }
    match table.date(row, field) {
        DateValue::Never => Value::None,
        DateValue::At(at) => Value::At(at),
        DateValue::Unreadable => Value::Unreadable,
    }
}
