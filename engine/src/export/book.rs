//! Cells as bytes for the second module, which makes workbooks: a tag each, and its value.
//!
//! Written by the widget, read by the crate `xlsx`; both build on this file, so that there is one form of it.

use crate::date::Timestamp;
use crate::field::Field;
use crate::table::Table;

use super::{Value, value};

/// What stands for a date that could not be read. Read again, it is one that cannot be read.
pub const UNREADABLE: &str = "unreadable";

const EMPTY: u8 = 0;
const TEXT: u8 = 1;
const AT: u8 = 2;

/// A cell of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// No value.
    Empty,
    /// Text, whatever it looks like.
    Text(&'a str),
    /// A moment.
    At(Timestamp),
}

/// Appends the rows' cells, row by row.
pub fn pack_rows(table: &Table, columns: &[Field], rows: &[u32], out: &mut Vec<u8>) {
    for row in rows {
        for field in columns {
            match value(table, *row, *field) {
                Value::None => out.push(EMPTY),
                Value::Text(text) => pack_text(text, out),
                Value::At(at) => {
                    out.push(AT);
                    out.extend_from_slice(&at.0.to_le_bytes());
                }
                Value::Unreadable => pack_text(UNREADABLE, out),
            }
        }
    }
}

/// Texts as cells.
pub fn pack_texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let mut out = Vec::new();
    texts.into_iter().for_each(|text| pack_text(text, &mut out));
    out
}

fn pack_text(text: &str, out: &mut Vec<u8>) {
    out.push(TEXT);
    out.extend_from_slice(&(text.len() as u32).to_le_bytes());
    out.extend_from_slice(text.as_bytes());
}

/// The cells of a message; ends where it is not one.
pub fn cells(bytes: &[u8]) -> impl Iterator<Item = Cell<'_>> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let (tag, behind) = rest.split_first()?;
        let (cell, behind) = match *tag {
            EMPTY => (Cell::Empty, behind),
            AT => {
                let (ms, behind) = behind.split_first_chunk::<8>()?;
                (Cell::At(Timestamp(i64::from_le_bytes(*ms))), behind)
            }
            TEXT => {
                let (length, behind) = behind.split_first_chunk::<4>()?;
                let length = u32::from_le_bytes(*length) as usize;
                let (text, behind) = behind.split_at_checked(length)?;
                (Cell::Text(std::str::from_utf8(text).ok()?), behind)
            }
            _ => return None,
        };
        rest = behind;
        Some(cell)
    })
}
