//! An answer that arrives in pieces → rows in the table: the envelopes of endpoint.md §3.1, walked as they come. What it
//! was in the end is `answer`'s to say.
//!
//! At any time the decoder holds at most the bytes of one unfinished value. Each byte is read once, and once more for
//! the value that a piece ends in: an unfinished value is only tried again when twice as much of it is there.

mod answer;

pub use answer::{Answer, Unreadable};

use super::names_rows;
use super::problem::Problems;
use super::row::{Read, RowReader};
use super::scan::{Stop, blanks, string_end, value_end};
use crate::json::{Json, unescape};
use crate::table::Table;

/// How much of an envelope's own members is kept, in bytes.
const ENVELOPE_BYTES: usize = 1 << 20;

/// How much of what is no answer is kept, in bytes.
const PREVIEW_BYTES: usize = 80;

/// Where the decoder stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Before the first byte that is no blank.
    Start,
    /// Between top-level values; objects here are rows of their own (NDJSON).
    Between,
    /// Inside of the envelope, before a key, a comma or the closing brace; the depth is 2 inside of `d`.
    Envelope { depth: u8 },
    /// Inside of the list of rows; afterwards the envelope goes on, or the answer ends (depth 0).
    Rows { depth: u8 },
    /// What came is no JSON that we know; the rest is not looked at.
    Lost,
}

/// Decodes one answer.
#[derive(Clone, Debug)]
pub struct Decoder {
    place: Place,
    carry: Vec<u8>,
    /// Bytes of the carry with which the last try failed.
    tried: usize,
    reader: RowReader,
    /// Members of the envelope that are no rows: key, JSON text.
    members: Vec<(String, Vec<u8>)>,
    members_bytes: usize,
    strays: Vec<Vec<u8>>,
    /// The beginning of what is no answer, and whether nothing was before it.
    lost: Vec<u8>,
    lost_at_start: bool,
    rows_found: bool,
    added: u64,
    first_row: u64,
    answer: Answer,
}

/// How a step ended.
enum Step {
    /// Go on at this place of the text.
    To(usize),
    /// More bytes are needed to go on from here.
    Wait,
}

impl Decoder {
    /// A decoder whose first row has this number in the load, from 1.
    pub fn new(first_row: u64) -> Self {
        Self {
            place: Place::Start,
            carry: Vec::new(),
            tried: 0,
            reader: RowReader::default(),
            members: Vec::new(),
            members_bytes: 0,
            strays: Vec::new(),
            lost: Vec::new(),
            lost_at_start: false,
            rows_found: false,
            added: 0,
            first_row,
            answer: Answer::default(),
        }
    }

    /// Takes the next piece of the body; complete rows go into the table at once.
    pub fn push(&mut self, piece: &[u8], table: &mut Table, problems: &mut Problems) {
        let mut rest = piece;
        while !self.carry.is_empty() {
            if rest.is_empty() {
                return;
            }
            // Only as much as may finish the carried value is copied; the rest is read where it is.
            let (head, behind) = rest.split_at(self.carry.len().max(1024).min(rest.len()));
            let carried = self.carry.len();
            self.carry.extend_from_slice(head);
            if self.carry.len() < self.tried * 2 {
                rest = behind;
                continue;
            }
            let text = std::mem::take(&mut self.carry);
            let done = self.walk(&text, table, problems);
            if done >= carried {
                rest = rest.get(done - carried..).unwrap_or_default();
                break;
            }
            self.keep(text.get(done..).unwrap_or_default());
            rest = behind;
        }
        if !rest.is_empty() {
            let done = self.walk(rest, table, problems);
            self.keep(rest.get(done..).unwrap_or_default());
        }
    }

    /// Says that the body has ended, and what it was.
    pub fn finish(mut self, table: &mut Table, problems: &mut Problems) -> Answer {
        let text = std::mem::take(&mut self.carry);
        let done = self.walk(&text, table, problems);
        let rest = text.get(done..).unwrap_or_default().trim_ascii();
        self.settle_lost();
        let ended = matches!(self.place, Place::Start | Place::Between | Place::Lost);
        if self.answer.unreadable.is_none() && (!ended || !rest.is_empty()) {
            self.answer.unreadable = Some(Unreadable::CutOff);
        }
        if !ended {
            self.read_envelope();
            self.settle_strays(problems);
        }
        self.answer
    }

    /// Rows added to the table so far.
    pub fn added(&self) -> u64 {
        self.added
    }

    /// Number of all rows, where the envelope has told it already.
    pub fn total(&self) -> Option<u64> {
        let (_, value) = self.members.iter().find(|(key, _)| {
            super::TOTALS
                .iter()
                .any(|name| name.eq_ignore_ascii_case(key))
        })?;
        Json::parse(value).ok()?.as_count()
    }

    fn keep(&mut self, text: &[u8]) {
        self.carry.clear();
        if self.place != Place::Lost {
            self.carry.extend_from_slice(text);
        }
        self.tried = self.carry.len();
    }

    /// Reads as far as the text allows; the place where it has to go on when more is there.
    fn walk(&mut self, text: &[u8], table: &mut Table, problems: &mut Problems) -> usize {
        let mut at = 0;
        while at < text.len() {
            let step = match self.place {
                Place::Start => self.start(text, at),
                Place::Between => self.between(text, at, table, problems),
                Place::Envelope { depth } => self.envelope(text, at, depth, table, problems),
                Place::Rows { depth } => self.rows(text, at, depth, table, problems),
                Place::Lost => {
                    let room = PREVIEW_BYTES - self.lost.len();
                    let rest = text.get(at..).unwrap_or_default();
                    self.lost.extend(rest.iter().take(room));
                    Step::To(text.len())
                }
            };
            match step {
                Step::To(next) => at = next.min(text.len()),
                Step::Wait => break,
            }
        }
        table.settle();
        at
    }

    fn start(&mut self, text: &[u8], at: usize) -> Step {
        const BOM: &[u8] = b"\xEF\xBB\xBF";
        let rest = text.get(at..).unwrap_or_default();
        if rest.starts_with(BOM) {
            return Step::To(at + BOM.len());
        }
        if BOM.starts_with(rest) {
            return Step::Wait;
        }
        let at = blanks(text, at);
        match text.get(at) {
            None => Step::To(at),
            Some(b'[') => {
                self.place = Place::Rows { depth: 0 };
                Step::To(at + 1)
            }
            Some(b'{') => {
                self.place = Place::Envelope { depth: 1 };
                Step::To(at + 1)
            }
            Some(_) => self.lose(at),
        }
    }

    fn between(
        &mut self,
        text: &[u8],
        at: usize,
        table: &mut Table,
        problems: &mut Problems,
    ) -> Step {
        let at = blanks(text, at);
        match text.get(at) {
            None => Step::To(at),
            // Some writers of JSON sequences put a comma or a record separator between the values.
            Some(b',' | 0x1E) => Step::To(at + 1),
            Some(b'[') => {
                self.place = Place::Rows { depth: 0 };
                Step::To(at + 1)
            }
            Some(b'{') => self.row(text, at, table, problems),
            Some(_) => self.lose(at),
        }
    }

    fn envelope(
        &mut self,
        text: &[u8],
        at: usize,
        depth: u8,
        table: &mut Table,
        problems: &mut Problems,
    ) -> Step {
        let at = blanks(text, at);
        match text.get(at) {
            None => Step::To(at),
            Some(b',') => Step::To(at + 1),
            Some(b'}') if depth > 1 => {
                self.place = Place::Envelope { depth: depth - 1 };
                Step::To(at + 1)
            }
            Some(b'}') => {
                self.place = Place::Between;
                self.close(table, problems);
                Step::To(at + 1)
            }
            Some(b'"') => match self.member(text, at, depth) {
                Ok(next) => Step::To(next),
                Err(Stop::Incomplete) => Step::Wait,
                Err(Stop::Malformed) => self.lose(at),
            },
            Some(_) => self.lose(at),
        }
    }

    /// Reads the member whose key begins at `at`, or goes into it where it holds the rows.
    fn member(&mut self, text: &[u8], at: usize, depth: u8) -> Result<usize, Stop> {
        let (end, _) = string_end(text, at + 1)?;
        let key = unescape(text.get(at + 1..end).unwrap_or_default()).ok_or(Stop::Malformed)?;
        let colon = blanks(text, end + 1);
        match text.get(colon) {
            Some(b':') => {}
            Some(_) => return Err(Stop::Malformed),
            None => return Err(Stop::Incomplete),
        }
        let start = blanks(text, colon + 1);
        match text.get(start) {
            Some(b'[') if names_rows(&key) => {
                self.rows_found = true;
                self.place = Place::Rows { depth };
                return Ok(start + 1);
            }
            Some(b'{') if depth == 1 && key == "d" => {
                self.place = Place::Envelope { depth: 2 };
                return Ok(start + 1);
            }
            _ => {}
        }
        let end = value_end(text, start)?;
        let value = text.get(start..end).unwrap_or_default();
        self.members_bytes += value.len() + key.len();
        if self.members_bytes <= ENVELOPE_BYTES {
            self.members.push((key, value.to_vec()));
        }
        Ok(end)
    }

    fn rows(
        &mut self,
        text: &[u8],
        at: usize,
        depth: u8,
        table: &mut Table,
        problems: &mut Problems,
    ) -> Step {
        let at = blanks(text, at);
        match text.get(at) {
            None => Step::To(at),
            Some(b',') => Step::To(at + 1),
            Some(b']') => {
                self.place = if depth == 0 {
                    Place::Between
                } else {
                    Place::Envelope { depth }
                };
                Step::To(at + 1)
            }
            Some(b'{') => self.row(text, at, table, problems),
            Some(_) => match value_end(text, at) {
                Ok(end) => {
                    self.stray(text.get(at..end).unwrap_or_default(), depth, problems);
                    Step::To(end)
                }
                Err(Stop::Incomplete) => Step::Wait,
                Err(Stop::Malformed) => self.lose(at),
            },
        }
    }

    fn row(&mut self, text: &[u8], at: usize, table: &mut Table, problems: &mut Problems) -> Step {
        let number = self.first_row + self.answer.rows;
        match self.reader.read(text, at, number, table, problems) {
            Ok((end, read)) => {
                self.answer.rows += 1;
                self.added += u64::from(read == Read::Added);
                self.answer.duplicates += u64::from(read == Read::Duplicate);
                Step::To(end)
            }
            Err(Stop::Incomplete) => Step::Wait,
            Err(Stop::Malformed) => self.lose(at),
        }
    }

    /// The answer is not looked at from here on, but for its beginning.
    fn lose(&mut self, at: usize) -> Step {
        self.lost_at_start = self.place == Place::Start;
        self.place = Place::Lost;
        Step::To(at)
    }
}
