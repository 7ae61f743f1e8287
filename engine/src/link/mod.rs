//! The link form of a query (contract §3): total when read, written in one order, other people's keys kept.
//!
//! Nothing in a link can change where a request or a token goes; such keys do not exist here.
//! `from_link(to_link(query))` gives the query back, without problems.

use crate::filter::FilterError;

pub use share::{join_own, own_part};

mod key;
mod read;
mod share;
#[cfg(test)]
mod tests;
mod write;

/// A part of a link that was not followed; the rest was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkProblem {
    /// The key as the contract writes it.
    pub key: String,
    /// The value, or the one name out of its list, decoded.
    pub value: String,
    /// Why.
    pub reason: LinkReason,
}

impl LinkProblem {
    /// Why the filter was refused, where it was the filter.
    pub(crate) fn filter_error(&self) -> Option<&FilterError> {
        match &self.reason {
            LinkReason::Filter(error) => Some(error),
            _ => None,
        }
    }
}

/// Why a part of a link was not followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkReason {
    /// The filter cannot be read.
    Filter(FilterError),
    /// No referral row has the field.
    UnknownField,
    /// The field is no date.
    NotADate,
    /// The field was named before in the same list.
    RepeatedField,
    /// The key was given before; the first one counts.
    RepeatedKey,
    /// Not one of the words of the key.
    UnknownWord,
    /// No number, or outside of its bounds.
    OutOfBounds {
        /// The smallest number.
        least: u32,
        /// The largest number.
        most: u32,
    },
    /// A time zone or language with characters that none has.
    Malformed,
    /// The link was made by a newer version.
    NewerVersion,
    /// The value was followed, its `+` being read as blanks, as the encoding of forms writes them.
    PlusForBlank,
}
