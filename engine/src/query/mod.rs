//! What a person asks for and how it is shown: one value, and the condition that is sent for it.
//!
//! Its link form is in `link`, the request in `request`. A query never holds a token, a base URL or anything secret.

use serde::Serialize;

pub use crate::chart::ChartKind;
use crate::date::{Level, Timestamp};
use crate::field::Field;
use crate::filter::names::{hidden_in, named_in};
use crate::filter::{self, Expr};
use crate::metrics::{Compare, Options};
use crate::pseudonym::Pseudonyms;
use crate::sort::{Direction, SortKey};

mod range;
#[cfg(test)]
mod tests;
mod words;

pub use range::TimeRange;
pub use words::{Density, Theme, View};

/// The largest page that is asked for: 10000 itself is doubtful (endpoint.md §1).
pub const MAX_TOP: u32 = 9_999;

/// A query and its view. Serialised with the names of the element's properties (contract §4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Query {
    /// The filter in canonical form, empty for none; change it with [`Query::set_filter`] or [`Query::set_raw_filter`].
    pub filter: String,
    /// Whether the filter is somebody's own text, sent as it is though it may not parse ("expert mode", endpoint.md §2.3).
    #[serde(rename = "rawFilter")]
    pub is_raw: bool,
    /// The grouped fields, each once.
    #[serde(rename = "groupBy")]
    pub groupby: Vec<Field>,
    /// The size of date buckets as chosen; what is in force says [`Query::level`].
    pub aggregation_level: Option<Level>,
    /// Rows of the one page that is asked for, 1 to [`MAX_TOP`].
    pub top: Option<u32>,
    /// Rows to skip before it.
    pub skip: Option<u32>,
    /// The time that the query is about.
    #[serde(rename = "timeRange")]
    pub range: TimeRange,
    /// The date field that the range is about.
    #[serde(rename = "dateField")]
    pub date: Field,
    /// What is on the screen.
    pub view: View,
    /// The kind of chart, `None` for the one that suits the groups.
    pub chart: Option<ChartKind>,
    /// What the overview is asked for.
    pub overview: Options,
    /// The columns in their order, `None` for the usual ones.
    pub columns: Option<Vec<Field>>,
    /// The order of the rows, the first key deciding.
    pub sort: Vec<SortKey>,
    /// Text to find in the loaded rows.
    pub find: String,
    /// An IANA time zone, `None` for UTC or what the page decides.
    pub time_zone: Option<String>,
    /// A BCP 47 language tag, `None` for what the page decides.
    pub language: Option<String>,
    /// The theme, `None` for what the page decides.
    pub theme: Option<Theme>,
    /// Other people's parts of the address, as they came and in their order.
    #[serde(skip)]
    pub unknown: Vec<String>,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            filter: String::new(),
            is_raw: false,
            groupby: Vec::new(),
            aggregation_level: None,
            top: None,
            skip: None,
            range: TimeRange::All,
            date: Field::CreatedDate,
            view: View::Split,
            chart: None,
            overview: Options::default(),
            columns: None,
            sort: vec![SortKey {
                field: Field::CreatedDate,
                direction: Direction::Descending,
            }],
            find: String::new(),
            time_zone: None,
            language: None,
            theme: None,
            unknown: Vec::new(),
        }
    }
}

impl Query {
    /// Takes a condition as the filter, or none.
    pub(crate) fn set_filter(&mut self, expr: Option<&Expr>) {
        self.filter = expr.map_or_else(String::new, Expr::to_string);
        self.is_raw = false;
    }

    /// Takes a text as the filter that is sent as it is.
    pub fn set_raw_filter(&mut self, text: String) {
        self.is_raw = !text.trim().is_empty();
        self.filter = if self.is_raw { text } else { String::new() };
    }

    /// The query without what may hold a customer's name: conditions about names, texts that cannot be read, the search.
    #[must_use]
    pub(crate) fn without_names(&self) -> Self {
        let name = Field::CustomerName;
        let mut query = Self {
            find: String::new(),
            ..self.clone()
        };
        let kept = match self.expr() {
            Some(Expr::And(parts)) => {
                let parts = parts.into_iter().filter(|part| !part.mentions(name));
                parts.reduce(Expr::and)
            }
            expr => expr.filter(|expr| !expr.mentions(name)),
        };
        query.set_filter(kept.as_ref());
        if let Compare::Values(Field::CustomerName, values) = &mut query.overview.compare {
            values.clear();
        }
        query
    }

    /// The query with pseudonyms for the names in it.
    #[must_use]
    pub fn hidden(mut self, pseudonyms: &Pseudonyms) -> Self {
        self.filter = hidden_in(pseudonyms, &self.filter);
        self.rename(|name| pseudonyms.hidden(name));
        self
    }

    /// The query with the names of its pseudonyms.
    #[must_use]
    pub fn named(mut self, pseudonyms: &Pseudonyms) -> Self {
        self.filter = named_in(pseudonyms, &self.filter);
        self.rename(|name| pseudonyms.named(name));
        self
    }

    /// Gives customers that are compared other names.
    fn rename(&mut self, other: impl Fn(&str) -> String) {
        if let Compare::Values(Field::CustomerName, names) = &mut self.overview.compare {
            for name in names {
                *name = other(name);
            }
        }
    }

    /// The filter as a condition; `None` when there is none or it is raw.
    pub fn expr(&self) -> Option<Expr> {
        if self.is_raw {
            return None;
        }
        filter::parse(&self.filter).ok().map(|parsed| parsed.expr)
    }

    /// Whether the link of the query may hold a customer's name, so that whoever passes it on should know.
    pub fn may_name_a_customer(&self) -> bool {
        let name = Field::CustomerName;
        !self.find.trim().is_empty()
            || (self.is_raw && !self.filter.is_empty())
            || matches!(&self.overview.compare, Compare::Values(field, values) if *field == name && !values.is_empty())
            || self.expr().is_some_and(|expr| expr.mentions(name))
    }

    /// The size of date buckets in force: sent whenever a date is grouped, and only then (endpoint.md §1).
    pub fn level(&self) -> Option<Level> {
        let grouped = self.groupby.iter().any(|field| field.is_date());
        grouped.then(|| self.aggregation_level.unwrap_or(Level::Day))
    }

    /// The filter to send: the range, the filter and the host's locked filter, all of which must hold; empty for none.
    ///
    /// A locked filter that does not parse is sent as it is, in parentheses.
    pub fn condition(&self, now: Timestamp, locked_filter: &str) -> String {
        let range = self.range.condition(self.date, now);
        let filter = match self.expr() {
            Some(expr) => Some(Part::of(&expr)),
            None => Part::raw(&self.filter),
        };
        let locked = match filter::parse(locked_filter) {
            Ok(parsed) => Some(Part::of(&parsed.expr)),
            Err(_) => Part::raw(locked_filter),
        };
        let parts: Vec<Part> = [range.as_ref().map(Part::of), filter, locked]
            .into_iter()
            .flatten()
            .collect();
        join(parts)
    }
}

/// A part of a condition.
struct Part {
    text: String,
    /// Whether it needs parentheses beside another part.
    is_loose: bool,
}

impl Part {
    fn of(expr: &Expr) -> Self {
        Self {
            text: expr.to_string(),
            is_loose: matches!(expr, Expr::Or(_)),
        }
    }

    fn raw(text: &str) -> Option<Self> {
        let is_empty = text.trim().is_empty();
        (!is_empty).then(|| Self {
            text: text.to_string(),
            is_loose: true,
        })
    }
}

fn join(mut parts: Vec<Part>) -> String {
    if parts.len() < 2 {
        return parts.pop().map_or_else(String::new, |part| part.text);
    }
    let mut joined = String::new();
    for part in parts {
        if !joined.is_empty() {
            joined.push_str(" and ");
        }
        let (open, close) = if part.is_loose { ("(", ")") } else { ("", "") };
        joined.push_str(open);
        joined.push_str(&part.text);
        joined.push_str(close);
    }
    joined
}
