//! What a load asks for, and the requests for its rows and groups.

use crate::date::{Level, Timestamp};
use crate::field::Field;
use crate::filter::names::{hidden_expr, hidden_in};
use crate::filter::{self, Expr, Split};
use crate::pseudonym::Pseudonyms;
use crate::query::Query;
use crate::request::Request;

/// What a load asks for; fixed when it begins, so that a range that is relative to now does not move under it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    pub(super) filter: String,
    pub(super) groupby: Vec<Field>,
    pub(super) level: Option<Level>,
    pub(super) top: Option<u32>,
    pub(super) skip: Option<u32>,
    /// What of the filter is judged here; `filter` is the rest.
    pub(super) left: Option<Expr>,
}

impl Asked {
    pub(super) fn of(query: &Query, locked_filter: &str, now: Timestamp) -> Self {
        Self {
            filter: query.condition(now, locked_filter),
            groupby: query.groupby.clone(),
            level: query.level(),
            top: query.top,
            skip: query.skip,
            left: None,
        }
    }

    /// The same without tests for null, which are judged here instead. A filter that cannot be read stays as it is.
    pub(super) fn without_null_tests(mut self) -> Self {
        if let Ok(parsed) = filter::parse(&self.filter)
            && parsed.expr.tests_null()
        {
            let Split { sent, left } = parsed.expr.without_null_tests();
            self.filter = sent.map_or_else(String::new, |expr| expr.to_string());
            self.left = left;
        }
        self
    }

    /// Pseudonyms for the names that are asked for.
    pub(super) fn hide_names(&mut self, pseudonyms: &Pseudonyms) {
        self.filter = hidden_in(pseudonyms, &self.filter);
        let left = self.left.take();
        self.left = left.map(|expr| hidden_expr(pseudonyms, expr));
    }

    /// Whether exactly one page was asked for.
    pub(super) fn is_exact(&self) -> bool {
        self.top.is_some() || self.skip.is_some()
    }

    pub(super) fn rows_request(&self, top: Option<u32>, skip: Option<u32>) -> Request {
        Request {
            filter: self.filter.clone(),
            groupby: Vec::new(),
            level: None,
            top,
            skip,
            extra: Vec::new(),
        }
    }

    pub(super) fn groups_request(&self) -> Request {
        Request {
            groupby: self.groupby.clone(),
            level: self.level,
            ..self.rows_request(self.top, self.skip)
        }
    }

    /// Whether the rows of the two are the same.
    pub(super) fn same_rows(&self, other: &Self) -> bool {
        (&self.filter, self.top, self.skip) == (&other.filter, other.top, other.skip)
    }
}
