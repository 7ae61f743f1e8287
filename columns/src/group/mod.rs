//! Groups: what a `groupby` answers, whether the service counted them or we did (`group::local`).
//!
//! The answer of the service is read in `decode::groups`; charts take these values as they are.

pub mod local;

use serde::{Serialize, Serializer};

use crate::date::{Day, Level};
use crate::field::Field;

/// One grouped value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// No value: null, empty, missing, or the service's `UNKNOWN` (endpoint.md §3.2).
    None,
    /// A term as it came.
    Term(String),
    /// The first day of a date bucket.
    Date(Day),
    /// A date bucket whose text could not be read; kept as it came.
    Raw(String),
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => serializer.serialize_none(),
            Self::Term(text) | Self::Raw(text) => serializer.serialize_str(text),
            Self::Date(day) => serializer.collect_str(day),
        }
    }
}

/// One group: a key for each grouped field, and how many referrals are in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    /// As many keys as there are grouped fields, in their order.
    pub keys: Vec<Key>,
    /// Referrals in the group.
    pub count: u64,
}

/// Who counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CountedBy {
    /// The service, over all matching referrals that it knows.
    Service,
    /// This widget, over the rows it holds.
    Widget,
}

/// The groups of a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Groups {
    /// The grouped fields, one to three as a rule.
    pub fields: Vec<Field>,
    /// The size of the date buckets, where a date is grouped.
    pub level: Option<Level>,
    /// The groups, in no promised order.
    pub rows: Vec<Group>,
    /// Who counted them.
    pub counted_by: CountedBy,
}

impl Groups {
    /// Referrals in all groups.
    pub fn total(&self) -> u64 {
        self.rows.iter().map(|group| group.count).sum()
    }
}

/// A term as a key; the service's word for "unknown" is no value (endpoint.md §3.2).
pub(crate) fn none_if_unknown(text: &str) -> Key {
    let text = text.trim();
    if text.is_empty() || text.eq_ignore_ascii_case("UNKNOWN") {
        Key::None
    } else {
        Key::Term(text.to_owned())
    }
}

/// Adds up groups with equal keys: null, empty and `UNKNOWN` are one, and pages may split a group.
pub fn merge(groups: &mut Vec<Group>) {
    crate::order::sort_by(groups, |one, other| one.keys.cmp(&other.keys));
    groups.dedup_by(|later, earlier| {
        let same = later.keys == earlier.keys;
        if same {
            earlier.count += later.count;
        }
        same
    });
}
