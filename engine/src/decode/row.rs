//! One row of the answer → sixteen cells, in one pass over its bytes and without an object in between.
//!
//! Keys are matched in any case, but the order of the first row is tried first: the service writes each row alike.
//! Strings without escapes are read where they stand.

use std::borrow::Cow;

use super::problem::{ProblemKind, Problems, shortened};
use super::scan::{Stop, bare_end, blanks, string_end, value_end};
use crate::date::{DateCell, Timestamp, read_date_cell, read_usual_date_cell};
use crate::field::Field;
use crate::json::unescape;
use crate::table::{Cell, Pushed, Table};

/// A value as it stands in the answer.
#[derive(Clone, Copy, Debug, Default)]
enum Raw<'a> {
    #[default]
    Absent,
    /// The inside of a string without escapes.
    Plain(&'a [u8]),
    /// The inside of a string with escapes.
    Escaped(&'a [u8]),
    /// A number, `true` or `false`: taken as its text (endpoint.md §3.1, coerce number↔string).
    Bare(&'a [u8]),
    /// An object or an array.
    Nested(&'a [u8]),
    /// A date field's string in the usual form, read already.
    At(Timestamp),
}

/// What a key means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Known(usize),
    Extra,
}

/// How many keys are remembered, and how long one may be.
const REMEMBERED_KEYS: usize = 64;

/// Keys of up to so many bytes are compared as numbers; the longest known one has 18 with its quotes.
const KEY_WORDS: usize = 3;

/// A key that was met, with its quotes, and what it means.
#[derive(Clone, Debug)]
struct Key {
    text: Vec<u8>,
    slot: Slot,
    /// The text as numbers, and which of their bits are the text's; no bits for a longer one.
    words: [(u64, u64); KEY_WORDS],
}

/// Reads rows; remembers the keys it has met.
#[derive(Clone, Debug, Default)]
pub(super) struct RowReader {
    /// In the order in which they were met.
    order: Vec<Key>,
    extra: String,
}

impl Key {
    fn new(text: &[u8], slot: Slot) -> Self {
        let mut words = [(0, 0); KEY_WORDS];
        if text.len() <= KEY_WORDS * 8 {
            for (word, bytes) in words.iter_mut().zip(text.chunks(8)) {
                for (place, byte) in bytes.iter().enumerate() {
                    word.0 |= u64::from(*byte) << (8 * place);
                    word.1 |= 0xFF << (8 * place);
                }
            }
        }
        Self {
            text: text.to_vec(),
            slot,
            words,
        }
    }

    /// Whether the bytes begin with the key.
    #[inline]
    fn begins(&self, bytes: &[u8]) -> bool {
        let (chunks, _) = bytes.as_chunks::<8>();
        match chunks.first_chunk::<KEY_WORDS>() {
            Some(chunks) if self.text.len() <= KEY_WORDS * 8 => {
                let different = |(chunk, word): (&[u8; 8], &(u64, u64))| {
                    (u64::from_le_bytes(*chunk) ^ word.0) & word.1
                };
                let all = chunks.iter().zip(&self.words).map(different);
                all.fold(0, |all, one| all | one) == 0
            }
            _ => bytes.starts_with(&self.text),
        }
    }
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
        let mut raw = [Raw::Absent; 16];
        self.extra.clear();
        match self.members(text, at, &mut raw) {
            Ok(end) => {
                let bytes = text.get(at..end).unwrap_or_default();
                let read = self.commit(bytes, &raw, number, table, problems);
                Ok((end, read))
            }
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
    fn members<'a>(
        &mut self,
        text: &'a [u8],
        at: usize,
        raw: &mut [Raw<'a>; 16],
    ) -> Result<usize, Stop> {
        let slice = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
        let mut at = blanks(text, at + 1);
        if text.get(at) == Some(&b'}') {
            return Ok(at + 1);
        }
        let mut hint = 0;
        loop {
            let key_start = at;
            let (slot, key_end) = self.key(text, at, &mut hint)?;
            at = blanks(text, key_end);
            match text.get(at) {
                Some(b':') => at = blanks(text, at + 1),
                Some(_) => return Err(Stop::Malformed),
                None => return Err(Stop::Incomplete),
            }
            let value_start = at;
            let mut ignored = Raw::Absent;
            let end = match slot {
                Slot::Known(field) => {
                    let into = raw.get_mut(field).unwrap_or(&mut ignored);
                    if field < Field::TERMS.len() {
                        value(text, at, into)?
                    } else {
                        date_value(text, at, into)?
                    }
                }
                Slot::Extra => {
                    let end = value(text, at, &mut ignored)?;
                    self.keep_extra(slice(key_start, key_end), slice(value_start, end));
                    end
                }
            };
            at = blanks(text, end);
            match text.get(at) {
                Some(b',') => at = blanks(text, at + 1),
                Some(b'}') => return Ok(at + 1),
                Some(_) => return Err(Stop::Malformed),
                None => return Err(Stop::Incomplete),
            }
        }
    }

    /// The meaning of the key at `at`, and the place behind its closing quote.
    ///
    /// `hint` is where the key is expected among the known ones; afterwards, where the next one is.
    fn key(&mut self, text: &[u8], at: usize, hint: &mut usize) -> Result<(Slot, usize), Stop> {
        let rest = text.get(at..).unwrap_or_default();
        let known = |place: usize| self.order.get(place).filter(|key| key.begins(rest));
        let found = known(*hint)
            .map(|key| (*hint, key))
            .or_else(|| (0..self.order.len()).find_map(|place| Some((place, known(place)?))));
        if let Some((place, key)) = found {
            *hint = place + 1;
            return Ok((key.slot, at + key.text.len()));
        }
        match rest.first() {
            Some(b'"') => {}
            Some(_) => return Err(Stop::Malformed),
            None => return Err(Stop::Incomplete),
        }
        let (end, escaped) = string_end(text, at + 1)?;
        let slot = slot_of(text.get(at + 1..end).unwrap_or_default(), escaped)?;
        let quoted = text.get(at..=end).unwrap_or_default();
        // A hostile row with a million keys must not be remembered.
        if self.order.len() < REMEMBERED_KEYS && quoted.len() <= REMEMBERED_KEYS {
            self.order.push(Key::new(quoted, slot));
            *hint = self.order.len();
        }
        Ok((slot, end + 1))
    }

    fn keep_extra(&mut self, key: &[u8], value: &[u8]) {
        self.extra.push_str(&String::from_utf8_lossy(key));
        self.extra.push(':');
        self.extra.push_str(&String::from_utf8_lossy(value));
        self.extra.push(',');
    }

    fn commit(
        &self,
        bytes: &[u8],
        raw: &[Raw<'_>; 16],
        number: u64,
        table: &mut Table,
        problems: &mut Problems,
    ) -> Read {
        if raw.iter().all(|value| matches!(value, Raw::Absent)) {
            problems.add(number, ProblemKind::NoKnownField(shortened(bytes)));
            return Read::Bad;
        }
        // Texts that had to be rewritten live here while the cells borrow them.
        let mut rewritten: [Option<String>; Field::TERMS.len()] = Default::default();
        for (raw, text) in raw.iter().zip(&mut rewritten) {
            if let Raw::Escaped(escaped) = raw {
                // A bad escape spoils nothing: the text is shown as it came.
                *text = unescape(escaped);
            }
        }
        let mut cell_problems: Vec<ProblemKind> = Vec::new();
        let mut cells = [Cell::Empty; 16];
        let (term_cells, date_cells) = cells.split_at_mut(Field::TERMS.len());
        let (term_raws, date_raws) = raw.split_at(Field::TERMS.len());
        for (((field, raw), cell), text) in Field::TERMS
            .into_iter()
            .zip(term_raws)
            .zip(term_cells)
            .zip(&rewritten)
        {
            if let Raw::Nested(text) = raw {
                cell_problems.push(ProblemKind::NestedValue(field, shortened(text)));
            }
            let bytes = text.as_ref().map_or(bytes_of(raw), |text| text.as_bytes());
            if !bytes.is_empty() {
                *cell = Cell::Text(bytes);
            }
        }
        for ((field, raw), cell) in Field::DATES.into_iter().zip(date_raws).zip(date_cells) {
            match raw {
                Raw::Absent | Raw::Bare(b"") => {}
                Raw::At(at) => *cell = Cell::At(*at),
                _ => *cell = date_cell(field, raw, &mut cell_problems),
            }
        }
        let extra = self.extra.strip_suffix(',').unwrap_or_default();
        match table.push(&cells, extra) {
            Pushed::Added => {
                for kind in cell_problems {
                    problems.add(number, kind);
                }
                Read::Added
            }
            Pushed::Duplicate => Read::Duplicate,
        }
    }
}

fn slot_of(key: &[u8], escaped: bool) -> Result<Slot, Stop> {
    let name = if escaped {
        Cow::Owned(unescape(key).ok_or(Stop::Malformed)?)
    } else {
        String::from_utf8_lossy(key)
    };
    Ok(Field::from_name(&name).map_or(Slot::Extra, |field| Slot::Known(field.index())))
}

/// Reads the value of a date field; nearly all are null or in one form, and are read here and now.
fn date_value<'a>(text: &'a [u8], at: usize, into: &mut Raw<'a>) -> Result<usize, Stop> {
    let usual = text.get(at..).and_then(|rest| rest.first_chunk::<21>());
    if let Some([b'"', inside @ .., b'"']) = usual {
        match read_usual_date_cell(inside) {
            Some(DateCell::At(moment)) => {
                *into = Raw::At(moment);
                return Ok(at + 21);
            }
            Some(DateCell::Never) => {
                *into = Raw::Bare(b"");
                return Ok(at + 21);
            }
            Some(DateCell::Unreadable) | None => {}
        }
    }
    value(text, at, into)
}

/// Reads the value that begins at `at`; the place behind it.
///
/// It is written where it belongs, because handing a value of several words back and forth costs more than reading it.
#[inline]
fn value<'a>(text: &'a [u8], at: usize, into: &mut Raw<'a>) -> Result<usize, Stop> {
    let slice = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    match text.get(at) {
        None => Err(Stop::Incomplete),
        Some(b'"') => {
            let (end, escaped) = string_end(text, at + 1)?;
            let inside = slice(at + 1, end);
            if escaped {
                *into = Raw::Escaped(inside);
            } else {
                *into = Raw::Plain(inside);
            }
            Ok(end + 1)
        }
        Some(b'n') => word(text, at, b"null", b"", into),
        Some(b't') => word(text, at, b"true", b"true", into),
        Some(b'f') => word(text, at, b"false", b"false", into),
        Some(b'-' | b'0'..=b'9') => {
            let end = bare_end(text, at)?;
            let number = slice(at, end);
            let digits = |byte: &u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
            if number.iter().all(digits) {
                *into = Raw::Bare(number);
                Ok(end)
            } else {
                Err(Stop::Malformed)
            }
        }
        Some(b'{' | b'[') => {
            let end = value_end(text, at)?;
            *into = Raw::Nested(slice(at, end));
            Ok(end)
        }
        Some(_) => Err(Stop::Malformed),
    }
}

/// Reads one of the words of JSON, which means that text.
fn word<'a>(
    text: &[u8],
    at: usize,
    word: &[u8],
    meaning: &'a [u8],
    into: &mut Raw<'a>,
) -> Result<usize, Stop> {
    let rest = text.get(at..).unwrap_or_default();
    if rest.starts_with(word) {
        *into = Raw::Bare(meaning);
        Ok(at + word.len())
    } else if word.starts_with(rest) {
        Err(Stop::Incomplete)
    } else {
        Err(Stop::Malformed)
    }
}

fn date_cell(field: Field, raw: &Raw<'_>, problems: &mut Vec<ProblemKind>) -> Cell<'static> {
    let cell = match raw {
        Raw::Absent => DateCell::Never,
        Raw::Plain(text) | Raw::Bare(text) => read_date_cell(text),
        Raw::Escaped(text) => match unescape(text) {
            Some(text) => read_date_cell(text.as_bytes()),
            None => DateCell::Unreadable,
        },
        Raw::Nested(_) => DateCell::Unreadable,
        Raw::At(at) => DateCell::At(*at),
    };
    match cell {
        DateCell::Never => Cell::Empty,
        DateCell::At(at) => Cell::At(at),
        DateCell::Unreadable => {
            problems.push(ProblemKind::UnreadableDate(field, shortened(bytes_of(raw))));
            Cell::Unreadable
        }
    }
}

fn bytes_of<'a>(raw: &Raw<'a>) -> &'a [u8] {
    match raw {
        Raw::Absent | Raw::At(_) => b"",
        Raw::Plain(text) | Raw::Escaped(text) | Raw::Bare(text) | Raw::Nested(text) => text,
    }
}
