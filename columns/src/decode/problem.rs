//! What could not be read, with its place; counted always, listed up to a limit.

use crate::field::Field;
use crate::json::Json;

/// How many problems are kept word for word.
pub const LISTED: usize = 1_000;

/// How much of an unreadable value is kept, in bytes.
const KEPT_BYTES: usize = 200;

/// Something in the answer that could not be read as it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The row's number in the load, from 1.
    pub row: u64,
    /// What is wrong with it.
    pub kind: ProblemKind,
}

/// What is wrong with a row or a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// An element of the list that is no object; its text, shortened.
    NotARow(String),
    /// An object that is no JSON; its text, shortened.
    Malformed(String),
    /// An object without a single known field.
    NoKnownField(String),
    /// A date in no form the endpoint is known to use; the row stays, the cell is unreadable.
    UnreadableDate(Field, String),
    /// An object or array where a value is expected; the row stays, the cell holds its JSON text.
    NestedValue(Field, String),
}

impl ProblemKind {
    /// A stable name, also the key of its words.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::NotARow(_) => "not-a-row",
            Self::Malformed(_) => "malformed",
            Self::NoKnownField(_) => "no-known-field",
            Self::UnreadableDate(..) => "unreadable-date",
            Self::NestedValue(..) => "nested-value",
        }
    }

    /// The field of a cell's problem; `None` when the whole row was left out.
    pub fn field(&self) -> Option<Field> {
        match self {
            Self::NotARow(_) | Self::Malformed(_) | Self::NoKnownField(_) => None,
            Self::UnreadableDate(field, _) | Self::NestedValue(field, _) => Some(*field),
        }
    }

    /// The text that could not be read, shortened.
    pub fn value(&self) -> &str {
        match self {
            Self::NotARow(value)
            | Self::Malformed(value)
            | Self::NoKnownField(value)
            | Self::UnreadableDate(_, value)
            | Self::NestedValue(_, value) => value,
        }
    }
}

/// The problems of a load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    /// Rows that were left out.
    pub bad_rows: u64,
    /// Cells that could not be read, in rows that are in the table.
    pub bad_cells: u64,
    /// The first [`LISTED`] of them.
    pub listed: Vec<Problem>,
}

impl Problems {
    /// Forgets the texts that may hold a customer's name; their places and kinds stay.
    pub fn redact(&mut self) {
        for Problem { kind, .. } in &mut self.listed {
            match kind {
                ProblemKind::NotARow(text)
                | ProblemKind::Malformed(text)
                | ProblemKind::NoKnownField(text)
                | ProblemKind::NestedValue(Field::CustomerName, text) => text.clear(),
                ProblemKind::UnreadableDate(..) | ProblemKind::NestedValue(..) => {}
            }
        }
    }

    /// Counts a problem, and keeps it while there is room.
    pub fn add(&mut self, row: u64, kind: ProblemKind) {
        match kind.field() {
            None => self.bad_rows += 1,
            Some(_) => self.bad_cells += 1,
        }
        if self.listed.len() < LISTED {
            self.listed.push(Problem { row, kind });
        }
    }

    /// The listed problems as a JSON array of objects, for keeping.
    pub fn to_json(&self) -> String {
        let problem = |problem: &Problem| {
            let text = |text: &str| Json::Text(text.to_owned());
            let field = problem.kind.field();
            Json::Object(vec![
                ("row".to_owned(), Json::Number(problem.row.to_string())),
                (
                    "column".to_owned(),
                    field.map_or(Json::Null, |field| text(field.name())),
                ),
                ("problem".to_owned(), text(problem.kind.name())),
                ("value".to_owned(), text(problem.kind.value())),
            ])
        };
        Json::Array(self.listed.iter().map(problem).collect()).to_string()
    }

    /// Whether everything could be read.
    pub fn is_empty(&self) -> bool {
        self.bad_rows == 0 && self.bad_cells == 0
    }
}

/// The beginning of bytes as text.
pub(super) fn shortened(bytes: &[u8]) -> String {
    let kept = bytes.get(..KEPT_BYTES).unwrap_or(bytes);
    let mut text = String::from_utf8_lossy(kept).into_owned();
    if kept.len() < bytes.len() {
        text.push('…');
    }
    text
}
