//! What an answer was, once its envelope or its body has ended: rows, an error, one bare row, or nothing that can be read.

use super::{Decoder, Place};
use crate::decode::problem::{ProblemKind, Problems, shortened};
use crate::decode::{next_of, total_of};
use crate::fault::{ErrorBody, is_web_page};
use crate::json::Json;
use crate::table::Table;

/// How many elements of a list that are no rows are kept, for the `data` of an error body.
const STRAYS: usize = 20;

/// Why an answer could not be read, or not to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It ended in the middle; the rows before are in the table.
    CutOff,
    /// It is a web page.
    WebPage,
    /// It is no answer of the endpoint; its beginning.
    Unrecognised(String),
}

/// What an answer was, once it has ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Rows that the answer had, read or not, duplicates included.
    pub rows: u64,
    /// Rows that were in the table already.
    pub duplicates: u64,
    /// Number of all rows of the query, where it was told.
    pub total: Option<u64>,
    /// The link to the next page, as it came; never to be followed as a URL.
    pub next: Option<String>,
    /// The error that the body was instead of rows (also with HTTP 200).
    pub error: Option<ErrorBody>,
    /// Why it could not be read to its end.
    pub unreadable: Option<Unreadable>,
}

impl Decoder {
    /// An element of the list that is no object: a bad row, or the `data` of an error body, as the envelope's end will tell.
    pub(super) fn stray(&mut self, text: &[u8], depth: u8, problems: &mut Problems) {
        if depth > 0 && self.strays.len() < STRAYS {
            self.strays.push(text.to_vec());
        } else {
            let number = self.first_row + self.answer.rows;
            problems.add(number, ProblemKind::NotARow(shortened(text)));
            self.answer.rows += 1;
        }
    }

    pub(super) fn settle_strays(&mut self, problems: &mut Problems) {
        for text in std::mem::take(&mut self.strays) {
            let number = self.first_row + self.answer.rows;
            problems.add(number, ProblemKind::NotARow(shortened(&text)));
            self.answer.rows += 1;
        }
    }

    /// What the lost text was, now that as much of it is here as there will be.
    pub(super) fn settle_lost(&mut self) {
        if self.place == Place::Lost {
            self.answer.unreadable = Some(if self.lost_at_start && is_web_page(&self.lost) {
                Unreadable::WebPage
            } else {
                Unreadable::Unrecognised(shortened(&self.lost))
            });
        }
    }

    /// The envelope has ended: its total and next link, or the error or the single row that it was instead.
    pub(super) fn close(&mut self, table: &mut Table, problems: &mut Problems) {
        let envelope = self.read_envelope();
        if self.answer.rows == 0 && (!self.rows_found || self.answer.total.is_none()) {
            self.answer.error = ErrorBody::read(&envelope);
        }
        if self.answer.error.is_some() {
            self.strays.clear();
            return;
        }
        self.settle_strays(problems);
        if !self.rows_found {
            self.single_row(&envelope, table, problems);
        }
        self.members.clear();
    }

    /// The envelope's own members; reads its total and next link on the way.
    pub(super) fn read_envelope(&mut self) -> Json {
        let mut members: Vec<(String, Json)> = Vec::with_capacity(self.members.len() + 1);
        for (key, value) in &self.members {
            if let Ok(value) = Json::parse(value) {
                members.push((key.clone(), value));
            }
        }
        let strays = self.strays.iter().filter_map(|text| Json::parse(text).ok());
        members.push(("data".to_owned(), Json::Array(strays.collect())));
        let envelope = Json::Object(members);
        self.answer.total = self.answer.total.or_else(|| total_of(&envelope));
        self.answer.next = self.answer.next.take().or_else(|| next_of(&envelope));
        envelope
    }

    /// The documented sample: one bare object (endpoint.md §3.1, step 5), perhaps the first of several.
    fn single_row(&mut self, envelope: &Json, table: &mut Table, problems: &mut Problems) {
        let known = |key: &str| crate::field::Field::from_name(key).is_some();
        if !self.members.iter().any(|(key, _)| known(key)) {
            let keys: Vec<&str> = envelope
                .as_object()
                .unwrap_or_default()
                .iter()
                .map(|(key, _)| key.as_str())
                .filter(|key| *key != "data")
                .take(8)
                .collect();
            // Keys only: values could be somebody's data.
            self.answer.unreadable = Some(Unreadable::Unrecognised(format!(
                "{{ {} }}",
                keys.join(", ")
            )));
            return;
        }
        // A row has no total; a member of that name is the row's.
        (self.answer.total, self.answer.next) = (None, None);
        let mut text = vec![b'{'];
        for (key, value) in &self.members {
            let mut quoted = String::new();
            crate::json::write_string(&mut quoted, key);
            text.extend_from_slice(quoted.as_bytes());
            text.push(b':');
            text.extend_from_slice(value);
            text.push(b',');
        }
        text.pop();
        text.push(b'}');
        self.row(&text, 0, table, problems);
    }
}
