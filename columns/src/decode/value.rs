//! One value of a row → a cell: texts and dates in their usual form at once, everything else by a second look.

use super::problem::{ProblemKind, shortened};
use super::scan::{Stop, bare_end, blanks, plain_length, string_end, value_end};
use crate::date::{DateCell, read_date_cell, read_usual_date_cell};
use crate::field::Field;
use crate::json::unescape;
use crate::table::{Cells, NEVER, UNREADABLE};

/// A value as it stands in the answer.
#[derive(Clone, Copy, Debug)]
pub(super) enum Raw<'a> {
    /// The inside of a string without escapes; a number, `true` or `false` as its text (endpoint.md §3.1, coerce
    /// number↔string); nothing for null.
    Plain(&'a [u8]),
    /// The inside of a string with escapes.
    Escaped(&'a [u8]),
    /// An object or an array.
    Nested(&'a [u8]),
}

/// A row that is being read.
#[derive(Debug, Default)]
pub(super) struct Row<'a> {
    pub(super) cells: Cells<'a>,
    /// Values that are more than their bytes: fields by [`Field::index`]. As a rule there are none.
    pub(super) odd: Vec<(usize, Raw<'a>)>,
    /// Whether it has a field that we know.
    pub(super) is_known: bool,
}

impl<'a> Row<'a> {
    /// Reads the value of a term at `at`; the place behind it.
    #[inline]
    pub(super) fn term(&mut self, place: u8, text: &'a [u8], at: usize) -> Result<usize, Stop> {
        self.is_known = true;
        let inside = match text.get(at..) {
            Some([b'"', rest @ ..]) => plain_length(rest).and_then(|length| rest.get(..length)),
            _ => None,
        };
        match (inside, self.cells.terms.get_mut(usize::from(place))) {
            (Some(inside), Some(cell)) if self.odd.is_empty() => {
                *cell = inside;
                Ok(at + inside.len() + 2)
            }
            _ => self.other_term(usize::from(place), text, at),
        }
    }

    #[inline(never)]
    fn other_term(&mut self, field: usize, text: &'a [u8], at: usize) -> Result<usize, Stop> {
        let (raw, end) = value(text, at)?;
        self.odd.retain(|(odd, _)| *odd != field);
        if !matches!(raw, Raw::Plain(_)) {
            self.odd.push((field, raw));
        }
        if let Some(cell) = self.cells.terms.get_mut(field) {
            *cell = raw.bytes();
        }
        Ok(end)
    }

    /// Reads the value of a date at `at`, which is null or in one form as a rule; the place behind it.
    #[inline]
    pub(super) fn date(&mut self, place: u8, text: &'a [u8], at: usize) -> Result<usize, Stop> {
        self.is_known = true;
        if let Some(cell) = self.cells.dates.get_mut(usize::from(place))
            && self.odd.is_empty()
            && let Some(window) = text.get(at..).and_then(|rest| rest.first_chunk::<21>())
        {
            if window.starts_with(b"null") {
                *cell = NEVER;
                return Ok(at + 4);
            }
            if let [b'"', inside @ .., b'"'] = window {
                match read_usual_date_cell(inside) {
                    Some(DateCell::At(moment)) => {
                        *cell = moment.0;
                        return Ok(at + 21);
                    }
                    Some(DateCell::Never) => {
                        *cell = NEVER;
                        return Ok(at + 21);
                    }
                    Some(DateCell::Unreadable) | None => {}
                }
            }
        }
        self.other_date(usize::from(place), text, at)
    }

    #[inline(never)]
    fn other_date(&mut self, place: usize, text: &'a [u8], at: usize) -> Result<usize, Stop> {
        let (raw, end) = value(text, at)?;
        let read = match raw {
            Raw::Plain(text) => read_date_cell(text),
            Raw::Escaped(text) => match unescape(text) {
                Some(text) => read_date_cell(text.as_bytes()),
                None => DateCell::Unreadable,
            },
            Raw::Nested(_) => DateCell::Unreadable,
        };
        let field = Field::TERMS.len() + place;
        self.odd.retain(|(odd, _)| *odd != field);
        if read == DateCell::Unreadable {
            self.odd.push((field, raw));
        }
        if let Some(cell) = self.cells.dates.get_mut(place) {
            *cell = match read {
                DateCell::Never => NEVER,
                DateCell::At(moment) => moment.0,
                DateCell::Unreadable => UNREADABLE,
            };
        }
        Ok(end)
    }

    /// What could not be read as it should, in the order of the fields.
    pub(super) fn problems(&self) -> Vec<ProblemKind> {
        let mut odd = self.odd.clone();
        crate::order::sort_by_key(&mut odd, |(field, _)| *field);
        let problem = |(index, raw): (usize, Raw<'_>)| {
            let field = Field::ALL
                .into_iter()
                .find(|field| field.index() == index)?;
            let text = shortened(raw.bytes());
            match raw {
                _ if field.is_date() => Some(ProblemKind::UnreadableDate(field, text)),
                Raw::Nested(_) => Some(ProblemKind::NestedValue(field, text)),
                Raw::Plain(_) | Raw::Escaped(_) => None,
            }
        };
        odd.into_iter().filter_map(problem).collect()
    }
}

impl<'a> Raw<'a> {
    pub(super) fn bytes(self) -> &'a [u8] {
        match self {
            Self::Plain(text) | Self::Escaped(text) | Self::Nested(text) => text,
        }
    }
}

/// Reads the value that begins at `at`, or behind blanks there; and the place behind it.
pub(super) fn value(text: &[u8], at: usize) -> Result<(Raw<'_>, usize), Stop> {
    let at = blanks(text, at);
    let slice = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    match text.get(at) {
        None => Err(Stop::Incomplete),
        Some(b'"') => {
            let (end, escaped) = string_end(text, at + 1)?;
            let inside = slice(at + 1, end);
            let raw = if escaped {
                Raw::Escaped(inside)
            } else {
                Raw::Plain(inside)
            };
            Ok((raw, end + 1))
        }
        Some(b'n') => word(text, at, b"null").map(|end| (Raw::Plain(b""), end)),
        Some(b't') => word(text, at, b"true").map(|end| (Raw::Plain(slice(at, end)), end)),
        Some(b'f') => word(text, at, b"false").map(|end| (Raw::Plain(slice(at, end)), end)),
        Some(b'-' | b'0'..=b'9') => {
            let end = bare_end(text, at)?;
            let number = slice(at, end);
            let digits = |byte: &u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
            if number.iter().all(digits) {
                Ok((Raw::Plain(number), end))
            } else {
                Err(Stop::Malformed)
            }
        }
        Some(b'{' | b'[') => {
            let end = value_end(text, at)?;
            Ok((Raw::Nested(slice(at, end)), end))
        }
        Some(_) => Err(Stop::Malformed),
    }
}

/// The place behind one of the words of JSON.
fn word(text: &[u8], at: usize, word: &[u8]) -> Result<usize, Stop> {
    let rest = text.get(at..).unwrap_or_default();
    if rest.starts_with(word) {
        Ok(at + word.len())
    } else if word.starts_with(rest) {
        Err(Stop::Incomplete)
    } else {
        Err(Stop::Malformed)
    }
}
