//! One row of the answer → sixteen cells, in one pass over its bytes and without an object in between.
//!
//! `keys` says which value comes next, `value` reads it; here a row becomes part of the table, or a problem.

use super::keys::{Keys, Met, Next, Slot};
use super::problem::{ProblemKind, Problems, shortened};
use super::scan::{Stop, value_end};
use super::value::{Raw, Row, value};
use crate::field::Field;
use crate::json::unescape;
use crate::table::{Pushed, Table};

/// Reads rows; remembers the keys it has met.
#[derive(Clone, Debug)]
pub(super) struct RowReader {
    first_keys: Keys,
    other_keys: Keys,
    extra: String,
}

/// What a row came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// It is in the table.
    Added,
    /// Its id was there already.
    Duplicate,
    /// It is left out, with a problem.
    Bad,
}

impl Default for RowReader {
    fn default() -> Self {
        Self {
            first_keys: Keys::behind(b'{'),
            other_keys: Keys::behind(b','),
            extra: String::new(),
        }
    }
}

impl RowReader {
    /// Reads the object that begins at `at` into the table; the place behind it and what became of it.
    ///
    /// `number` is the row's number for problems. An object that is no JSON is skipped as a whole.
    pub(super) fn read(
        &mut self,
        text: &[u8],
        at: usize,
        number: u64,
        table: &mut Table,
        problems: &mut Problems,
    ) -> Result<(usize, Read), Stop> {
        let mut row = Row::default();
        self.extra.clear();
        match self.members(text, at, &mut row) {
            Ok(end) if !row.is_known => {
                let bytes = text.get(at..end).unwrap_or_default();
                problems.add(number, ProblemKind::NoKnownField(shortened(bytes)));
                Ok((end, Read::Bad))
            }
            Ok(end) if row.odd.is_empty() => Ok((end, self.add(&row, table))),
            Ok(end) => Ok((end, self.add_odd(row, number, table, problems))),
            Err(Stop::Incomplete) => Err(Stop::Incomplete),
            Err(Stop::Malformed) => {
                let end = value_end(text, at)?;
                let bytes = text.get(at..end).unwrap_or_default();
                problems.add(number, ProblemKind::Malformed(shortened(bytes)));
                Ok((end, Read::Bad))
            }
        }
    }

    /// Walks the members of the object at `at`; the place behind its closing brace.
    #[inline]
    fn members<'a>(&mut self, text: &'a [u8], at: usize, row: &mut Row<'a>) -> Result<usize, Stop> {
        let rest = text.get(at..).unwrap_or_default();
        let mut next = match self.first_keys.expected(0, rest) {
            Some(met) => Next::Key(met),
            None => self.first_keys.meet(text, at, &mut 0)?,
        };
        let (mut at, mut place) = (at, 0);
        loop {
            let met = match next {
                Next::End(end) => return Ok(end),
                Next::Key(met) => met,
            };
            at = self.member(met, text, at, row)?;
            let rest = text.get(at..).unwrap_or_default();
            next = match self.other_keys.expected(place, rest) {
                Some(met) => {
                    place += 1;
                    Next::Key(met)
                }
                None if rest.first() == Some(&b'}') => return Ok(at + 1),
                None => self.other_keys.meet(text, at, &mut place)?,
            };
        }
    }

    /// Reads the value of the key that was met at `at`; the place behind it.
    #[inline]
    fn member<'a>(
        &mut self,
        met: Met,
        text: &'a [u8],
        at: usize,
        row: &mut Row<'a>,
    ) -> Result<usize, Stop> {
        let value = at + met.to_value;
        match met.slot {
            Slot::Term(term) => row.term(term, text, value),
            Slot::Date(date) => row.date(date, text, value),
            Slot::Extra => self.keep_extra(met.quoted(text, at), text, value),
        }
    }

    #[inline(never)]
    fn keep_extra(&mut self, key: &[u8], text: &[u8], at: usize) -> Result<usize, Stop> {
        let (_, end) = value(text, at)?;
        let bytes = text.get(at..end).unwrap_or_default().trim_ascii();
        self.extra.push_str(&String::from_utf8_lossy(key));
        self.extra.push(':');
        self.extra.push_str(&String::from_utf8_lossy(bytes));
        self.extra.push(',');
        Ok(end)
    }

    #[inline]
    fn add(&self, row: &Row<'_>, table: &mut Table) -> Read {
        let extra = self.extra.strip_suffix(',').unwrap_or_default();
        match table.push_unsettled(&row.cells, extra) {
            Pushed::Added => Read::Added,
            Pushed::Duplicate => Read::Duplicate,
        }
    }

    /// Adds a row of which some values are more than their bytes.
    #[inline(never)]
    fn add_odd(
        &self,
        row: Row<'_>,
        number: u64,
        table: &mut Table,
        problems: &mut Problems,
    ) -> Read {
        let cell_problems = row.problems();
        // Texts that had to be rewritten live here while the cells borrow them.
        let mut rewritten: [Option<String>; Field::TERMS.len()] = Default::default();
        for (field, raw) in &row.odd {
            if let (Raw::Escaped(escaped), Some(text)) = (raw, rewritten.get_mut(*field)) {
                // A bad escape spoils nothing: the text is shown as it came.
                *text = unescape(escaped);
            }
        }
        let mut row = row;
        for (cell, text) in row.cells.terms.iter_mut().zip(&rewritten) {
            if let Some(text) = text {
                *cell = text.as_bytes();
            }
        }
        let read = self.add(&row, table);
        if read == Read::Added {
            for kind in cell_problems {
                problems.add(number, kind);
            }
        }
        read
    }
}
