//! Bytes of an answer → rows in the table, or groups; tolerant as endpoint.md §3 asks.
//!
//! `scan` finds where JSON values end, `keys` and `value` read members, `row` one row into cells, `stream` walks an answer that arrives in pieces
//! and says what it was, `groups` reads a grouped answer as a whole. Bad rows never spoil good ones: they become `Problem`s.
//! Nothing here knows of requests or pages; `session` owns those.

pub mod groups;
mod keys;
mod problem;
mod row;
mod scan;
mod stream;
mod value;

pub use problem::{LISTED, Problem, ProblemKind, Problems};
pub use stream::{Answer, Decoder, Unreadable};

use crate::json::Json;

/// Names under which the rows of an answer stand (endpoint.md §3.1, step 4).
const ROWS: [&str; 6] = ["value", "items", "data", "rows", "results", "referrals"];

/// Names of the number of all rows of the query.
const TOTALS: [&str; 4] = ["totalCount", "@odata.count", "count", "total"];

/// Names of the link to the next page; `links.next.uri` is looked up apart.
const NEXT: [&str; 3] = ["@nextLink", "@odata.nextLink", "nextLink"];

fn names_rows(key: &str) -> bool {
    ROWS.iter().any(|name| name.eq_ignore_ascii_case(key))
}

/// The number of all rows, as the envelope tells it.
fn total_of(envelope: &Json) -> Option<u64> {
    TOTALS
        .iter()
        .find_map(|name| envelope.get(name)?.as_count())
}

/// The next link, as the envelope tells it; an empty one is none.
fn next_of(envelope: &Json) -> Option<String> {
    NEXT.iter()
        .find_map(|name| envelope.get(name)?.as_text())
        .or_else(|| envelope.get("links")?.get("next")?.get("uri")?.as_text())
        .filter(|link| !link.trim().is_empty())
        .map(str::to_owned)
}

#[cfg(test)]
mod tests;
