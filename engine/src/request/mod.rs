//! The request as bytes of an address (contract §6): the base, the path and query, and what a next link may change of it.
//!
//! Sending it is the widget's `browser/`; the token is never part of it. Nothing from an answer changes where it goes.

use crate::date::Level;
use crate::field::Field;
use crate::percent::encode;

mod base;
mod next;
#[cfg(test)]
mod tests;

pub use base::{Base, BaseError};
pub use next::{NextPage, next_from_link};

/// The path below the base (endpoint.md §1).
pub const PATH: &str = "/partner/v1/analytics/referrals";

/// Bytes of an address above which servers may refuse it (endpoint.md §1; IIS stops at 2048 by default).
pub const LONG_URL_BYTES: usize = 2_000;

/// What is asked of the endpoint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// The condition, empty for none.
    pub filter: String,
    /// The grouped fields, empty for rows.
    pub groupby: Vec<Field>,
    /// The size of date buckets; sent only where a date is grouped, and then [`Level::Day`] stands in for `None`.
    pub level: Option<Level>,
    /// Rows of the page.
    pub top: Option<u32>,
    /// Rows before it.
    pub skip: Option<u32>,
    /// Further keys that a next link asked for, decoded.
    pub extra: Vec<(String, String)>,
}

impl Request {
    /// Path and query; every value encoded byte by byte outside of RFC 3986 *unreserved*, what is empty left out.
    pub(crate) fn path_and_query(&self) -> String {
        let mut out = String::from(PATH);
        let mut separator = '?';
        for (key, value) in self.pairs() {
            out.push(separator);
            separator = '&';
            out.push_str(&encode(&key));
            out.push('=');
            out.push_str(&encode(&value));
        }
        out
    }

    fn pairs(&self) -> Vec<(String, String)> {
        let names: Vec<&str> = self.groupby.iter().map(|field| field.name()).collect();
        let is_dated = self.groupby.iter().any(|field| field.is_date());
        let level = self.level.unwrap_or(Level::Day);
        let number = |value: Option<u32>| value.map(|value| value.to_string());
        let own = [
            ("filter", Some(self.filter.clone())),
            ("groupby", Some(names.join(","))),
            (
                "aggregationLevel",
                is_dated.then(|| level.name().to_string()),
            ),
            ("top", number(self.top)),
            ("skip", number(self.skip)),
        ];
        own.into_iter()
            .filter_map(|(key, value)| {
                Some((key.to_string(), value.filter(|value| !value.is_empty())?))
            })
            .chain(self.extra.iter().cloned())
            .collect()
    }
}

/// Whether an address is so long that servers may refuse it.
pub fn is_long(url: &str) -> bool {
    url.len() > LONG_URL_BYTES
}
