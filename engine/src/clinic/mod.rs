//! The query clinic: takes a pasted request apart, says what is wrong with it and offers the query that was meant.
//!
//! `command` finds the address (`curl`, `scripts`, `plain`), `address` judges where it leads, `parameters` reads its query;
//! `copy` writes the other way round. Nothing of a paste is followed or sent, and no secret in it is kept.

mod address;
mod command;
mod copy;
mod curl;
mod finding;
mod names;
mod parameters;
mod pieces;
mod plain;
mod scripts;
mod secrets;
#[cfg(test)]
mod tests;
mod traced;
mod values;
mod words;

use crate::query::Query;
use crate::request::Base;

pub use copy::{CopyKind, copy_as};
pub use finding::{Finding, FindingKind, Outcome, Secret};

/// What a paste was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasteKind {
    /// Blanks, or a command without an address.
    Nothing,
    /// A filter alone.
    Filter,
    /// The part of an address behind `?`.
    QueryString,
    /// An address or a path, with or without `GET` before and headers below it.
    Address,
    /// A cURL command, for a Unix shell or for `cmd`.
    Curl,
    /// `Invoke-RestMethod` or `Invoke-WebRequest`.
    PowerShell,
    /// A call of `fetch` in JavaScript.
    Fetch,
}

/// A paste taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clinic {
    /// What it was.
    pub kind: PasteKind,
    /// The query that was meant, as far as it could be read.
    pub query: Query,
    /// The filter as it stood, decoded, when it could not be read; `query` has none then.
    pub refused_filter: Option<String>,
    /// Where the request went, to be shown. It is never used by itself: a paste does not decide where a token is sent.
    pub base: Option<Base>,
    /// What was found, in the order of the paste.
    pub findings: Vec<Finding>,
}

impl Clinic {
    fn new() -> Self {
        Self {
            kind: PasteKind::Nothing,
            query: Query::default(),
            refused_filter: None,
            base: None,
            findings: Vec::new(),
        }
    }

    fn find(&mut self, kind: FindingKind, at: std::ops::Range<usize>, outcome: Outcome) {
        self.findings.push(Finding { kind, at, outcome });
    }

    /// The paste with each secret replaced by `…`, for showing it again.
    pub fn redacted(&self, paste: &str) -> String {
        let mut out = String::with_capacity(paste.len());
        let mut end = 0;
        for finding in &self.findings {
            if matches!(finding.kind, FindingKind::Secret(_)) && finding.at.start >= end {
                out.push_str(paste.get(end..finding.at.start).unwrap_or_default());
                out.push('…');
                end = finding.at.end;
            }
        }
        out.push_str(paste.get(end..).unwrap_or_default());
        out
    }
}

/// Reads whatever was pasted: an address, a path, a query string, a filter, or a command that asks for one.
///
/// Total, and linear in the paste.
pub fn read_request(paste: &str) -> Clinic {
    let mut clinic = Clinic::new();
    secrets::find(paste, &mut clinic);
    // Nothing behind this line sees a token, so that none can end in a query or in what is told.
    let paste = secrets::blot(paste, &clinic);
    let request = command::read(&paste, &mut clinic);
    clinic.kind = request.kind;
    let mut queries = request.queries;
    if let Some(address) = request.address
        && let Some(query) = address::read(&address, &mut clinic)
    {
        queries.insert(0, query);
    }
    parameters::read(&queries, request.pairs, &mut clinic);
    clinic
        .findings
        .sort_by_key(|finding| (finding.at.start, finding.at.end));
    clinic
}
