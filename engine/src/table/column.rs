//! Columns: codes of terms, and moments as integers with marks for "never" and "unreadable".
//!
//! A column is as long as its last value; rows behind that have none. So a date that no row has costs nothing.

use super::Dictionary;
use crate::date::Timestamp;

const NO_TERM: u32 = u32::MAX;
const NEVER: i64 = i64::MIN;
const UNREADABLE: i64 = i64::MIN + 1;

/// The value of a date cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateValue {
    /// There is no date.
    Never,
    /// The moment.
    At(Timestamp),
    /// There is something that is no date.
    Unreadable,
}

/// A column of terms: a code a row, and the dictionary that the codes are of.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    codes: Vec<u32>,
    dictionary: Dictionary,
}

impl Terms {
    /// The code of an id, given to it now if it has none.
    pub(super) fn intern_id(&mut self, text: &[u8]) -> u32 {
        self.dictionary.intern_ascending(text)
    }

    /// Puts a text into a row at or behind the column's end.
    pub(super) fn set(&mut self, row: usize, text: &[u8]) {
        let code = self.dictionary.intern(text);
        self.set_code(row, code);
    }

    pub(super) fn set_code(&mut self, row: usize, code: u32) {
        fill(&mut self.codes, row, NO_TERM);
        self.codes.push(code);
    }

    /// The code of a row's term; `None` where it has none.
    pub fn code(&self, row: usize) -> Option<u32> {
        self.codes.get(row).copied().filter(|code| *code != NO_TERM)
    }

    /// The text of a row's term.
    pub fn text(&self, row: usize) -> Option<&str> {
        self.code(row).map(|code| self.dictionary.text(code))
    }

    /// The codes of all rows up to the last that has a term, `u32::MAX` marking none.
    pub fn codes(&self) -> &[u32] {
        &self.codes
    }

    /// The distinct texts of the column.
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    pub(super) fn reserve(&mut self, rows: usize) {
        reserve(&mut self.codes, rows);
    }

    pub(super) fn shrink(&mut self) {
        self.codes.shrink_to_fit();
        self.dictionary.shrink();
    }

    pub(super) fn data_bytes(&self) -> usize {
        self.codes.len() * 4 + self.dictionary.data_bytes()
    }

    pub(super) fn heap_bytes(&self) -> usize {
        self.codes.capacity() * 4 + self.dictionary.heap_bytes()
    }
}

/// A column of moments.
#[derive(Clone, Debug, Default)]
pub struct Dates {
    cells: Vec<i64>,
}

impl Dates {
    /// Puts a moment into a row at or behind the column's end.
    pub(super) fn set(&mut self, row: usize, at: Timestamp) {
        fill(&mut self.cells, row, NEVER);
        self.cells.push(at.0);
    }

    pub(super) fn set_unreadable(&mut self, row: usize) {
        fill(&mut self.cells, row, NEVER);
        self.cells.push(UNREADABLE);
    }

    /// The value of a row.
    pub fn value(&self, row: usize) -> DateValue {
        match self.cells.get(row).copied() {
            None | Some(NEVER) => DateValue::Never,
            Some(UNREADABLE) => DateValue::Unreadable,
            Some(ms) => DateValue::At(Timestamp(ms)),
        }
    }

    /// The moment of a row, where it has one that could be read.
    pub fn at(&self, row: usize) -> Option<Timestamp> {
        match self.value(row) {
            DateValue::At(at) => Some(at),
            DateValue::Never | DateValue::Unreadable => None,
        }
    }

    /// The moments of rows 0 … up to the last that has a value, for scans.
    pub fn iter(&self) -> impl Iterator<Item = Option<Timestamp>> {
        self.cells
            .iter()
            .map(|ms| (*ms > UNREADABLE).then_some(Timestamp(*ms)))
    }

    pub(super) fn reserve(&mut self, rows: usize) {
        reserve(&mut self.cells, rows);
    }

    pub(super) fn shrink(&mut self) {
        self.cells.shrink_to_fit();
    }

    pub(super) fn data_bytes(&self) -> usize {
        self.cells.len() * 8
    }

    pub(super) fn heap_bytes(&self) -> usize {
        self.cells.capacity() * 8
    }
}

/// Makes room for so many rows, unless the column has no value yet and may never have one.
fn reserve<T>(cells: &mut Vec<T>, rows: usize) {
    if !cells.is_empty() {
        cells.reserve_exact(rows.saturating_sub(cells.len()));
    }
}

/// Fills up to `row`, and makes room for one more.
#[inline]
fn fill<T: Copy>(cells: &mut Vec<T>, row: usize, empty: T) {
    if cells.len() < row || cells.capacity() <= row {
        stretch(cells, row, empty);
    }
}

/// Grows by a quarter rather than by half, because columns are what the memory goes into.
#[inline(never)]
fn stretch<T: Copy>(cells: &mut Vec<T>, row: usize, empty: T) {
    if cells.capacity() <= row {
        let wanted = (row + row / 4).max(64);
        cells.reserve_exact(wanted - cells.len());
    }
    cells.resize(row, empty);
}
