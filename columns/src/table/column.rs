//! Columns: codes of terms, and moments as integers with marks for "never" and "unreadable".
//!
//! A column begins with the first row that has a value, and from then on is as long as the table.
//! So a date that no row has costs nothing.

use super::Dictionary;
use super::chunks::{CHUNK, Chunks};
use super::waiting::Waiting;
use crate::date::Timestamp;

/// The code of a row that has no term.
pub const NO_TERM: u32 = u32::MAX;

/// Rows of a part of a column, but for the last one.
pub const PART: usize = CHUNK;

/// The mark of a row that has no date.
pub const NEVER: i64 = i64::MIN;

/// The mark of a row that has something that is no date.
pub const UNREADABLE: i64 = i64::MIN + 1;

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
    codes: Chunks<u32>,
    dictionary: Dictionary,
    /// Texts of the last rows, whose codes are not here yet.
    waiting: Waiting,
}

impl Terms {
    /// The code of an id, given to it now if it has none.
    pub(super) fn intern_id(&mut self, text: &[u8]) -> u32 {
        self.dictionary.intern_ascending(text)
    }

    /// Gives the table's next row a text; an empty one is none. It may not be seen before it is settled.
    #[inline]
    pub(super) fn push(&mut self, row: usize, text: &[u8]) {
        if self.dictionary.is_large() {
            if self.waiting.add(text) {
                self.settle();
            }
        } else if text.is_empty() {
            if !self.codes.is_empty() {
                self.codes.push(NO_TERM);
            }
        } else {
            let code = self.dictionary.intern(text);
            self.push_code(row, code);
        }
    }

    /// Gives the rows their codes whose texts wait to be looked up.
    pub(super) fn settle(&mut self) {
        let (codes, dictionary) = (&mut self.codes, &mut self.dictionary);
        self.waiting
            .settle(dictionary, |code| codes.push(code.unwrap_or(NO_TERM)));
    }

    #[inline]
    pub(super) fn push_code(&mut self, row: usize, code: u32) {
        if self.codes.is_empty() {
            self.codes.fill(row, NO_TERM);
        }
        self.codes.push(code);
    }

    /// The code of a row's term; `None` where it has none.
    #[inline]
    pub fn code(&self, row: usize) -> Option<u32> {
        self.codes.get(row).filter(|code| *code != NO_TERM)
    }

    /// The text of a row's term.
    pub fn text(&self, row: usize) -> Option<&str> {
        self.code(row).map(|code| self.dictionary.text(code))
    }

    /// The codes of the rows in their order, in parts; [`NO_TERM`] marks none. Of a column that has not begun there are none.
    pub fn codes(&self) -> impl Iterator<Item = &[u32]> {
        self.codes.slices()
    }

    /// The distinct texts of the column.
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    pub(super) fn shrink(&mut self) {
        self.codes.shrink();
        self.dictionary.shrink();
    }

    pub(super) fn data_bytes(&self) -> usize {
        self.codes.data_bytes() + self.dictionary.data_bytes()
    }

    pub(super) fn heap_bytes(&self) -> usize {
        self.codes.heap_bytes() + self.dictionary.heap_bytes()
    }
}

/// A column of moments.
#[derive(Clone, Debug, Default)]
pub struct Dates {
    cells: Chunks<i64>,
}

impl Dates {
    /// Gives the table's next row a moment in ms, or one of the marks.
    #[inline]
    pub(super) fn push(&mut self, row: usize, ms: i64) {
        if self.cells.is_empty() {
            if ms == NEVER {
                return;
            }
            self.cells.fill(row, NEVER);
        }
        self.cells.push(ms);
    }

    /// The value of a row.
    pub fn value(&self, row: usize) -> DateValue {
        match self.cells.get(row) {
            None | Some(NEVER) => DateValue::Never,
            Some(UNREADABLE) => DateValue::Unreadable,
            Some(ms) => DateValue::At(Timestamp(ms)),
        }
    }

    /// The moment of a row, where it has one that could be read.
    pub fn at(&self, row: usize) -> Option<Timestamp> {
        self.cells.get(row).and_then(moment)
    }

    /// The moments of the rows from `number * PART` on, as they are kept; empty where the column has none.
    pub fn part(&self, number: usize) -> &[i64] {
        self.cells.chunk(number)
    }

    /// The moments of the rows in their order, in parts, for scans. Of a column that has not begun there are none.
    pub fn parts(&self) -> impl Iterator<Item = impl ExactSizeIterator<Item = Option<Timestamp>>> {
        let parts = self.cells.slices();
        parts.map(|cells| cells.iter().map(|ms| moment(*ms)))
    }

    pub(super) fn shrink(&mut self) {
        self.cells.shrink();
    }

    pub(super) fn data_bytes(&self) -> usize {
        self.cells.data_bytes()
    }

    pub(super) fn heap_bytes(&self) -> usize {
        self.cells.heap_bytes()
    }
}

/// The moment of a cell; `None` for the marks.
pub fn moment(ms: i64) -> Option<Timestamp> {
    (ms > UNREADABLE).then_some(Timestamp(ms))
}
