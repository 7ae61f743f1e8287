//! What an export says of itself: the query, the times, the counts, the zone; and the name of its file.

use crate::date::Timestamp;
use crate::query::Query;
use crate::session::Source;

use super::Scope;

/// Where an export's rows come from and which they are.
#[derive(Clone, Debug, PartialEq)]
pub struct About {
    /// Where they come from; demo data is marked in the file and in its name.
    pub source: Source,
    /// The condition that was in force, in the endpoint's syntax; empty for none.
    pub filter: String,
    /// The link form of the query.
    pub query: String,
    /// Text that was looked for in the rows; of a view only.
    pub find: String,
    /// Which rows.
    pub scope: Scope,
    /// How many are in the file.
    pub rows: u64,
    /// How many were here.
    pub loaded: u64,
    /// How many match the query, where that is known.
    pub total: Option<u64>,
    /// When the last answer ended.
    pub fetched_at: Option<Timestamp>,
    /// When the file was asked for.
    pub exported_at: Timestamp,
}

impl About {
    /// About rows of that query: `condition` is what the service was asked, or what selects rows here.
    pub fn new(query: &Query, condition: String, exported_at: Timestamp) -> Self {
        Self {
            source: Source::Service,
            filter: condition,
            query: query.to_link(),
            find: String::new(),
            scope: Scope::View,
            rows: 0,
            loaded: 0,
            total: None,
            fetched_at: None,
            exported_at,
        }
    }

    /// All there is to say, as stable keys and texts; what is not known or not so is left out.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let source = match self.source {
            Source::Service => "service",
            Source::Sample => "sample data, not real referrals",
            Source::File => "file",
            Source::Host => "the page",
        };
        let mut facts = vec![("source", source.to_owned())];
        for (key, text) in [
            ("filter", &self.filter),
            ("query", &self.query),
            ("find", &self.find),
        ] {
            if !text.is_empty() {
                facts.push((key, text.clone()));
            }
        }
        facts.push(("scope", self.scope.name().to_owned()));
        facts.push(("rows", self.rows.to_string()));
        facts.push(("loaded", self.loaded.to_string()));
        if let Some(total) = self.total {
            facts.push(("total", total.to_string()));
        }
        if let Some(at) = self.fetched_at {
            facts.push(("fetchedAt", at.to_string()));
        }
        facts.push(("exportedAt", self.exported_at.to_string()));
        facts.push(("timeZone", "UTC".to_owned()));
        facts
    }

    /// `referrals-view-1234-20180205T120000Z.csv`: no names of customers, as file names are seen by many.
    pub fn file_name(&self, ending: &str) -> String {
        let rows = self.rows.to_string();
        let stem = [self.scope.name(), "-", &rows].concat();
        self.named(&stem, ending)
    }

    /// `referrals-chart-20180205T120000Z.svg`.
    pub fn named(&self, stem: &str, ending: &str) -> String {
        let at = self.fetched_at.unwrap_or(self.exported_at);
        // Whole seconds, in ISO 8601's basic form: colons are no part of a file's name everywhere.
        let at = Timestamp(at.0.div_euclid(1000) * 1000).to_string();
        let at = at.replace(['-', ':'], "");
        let mark = match self.source {
            Source::Sample => "sample-",
            Source::Service | Source::File | Source::Host => "",
        };
        [mark, "referrals-", stem, "-", &at, ".", ending].concat()
    }
}
