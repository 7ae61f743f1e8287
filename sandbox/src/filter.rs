//! The one place where the service evaluates a filter: with the engine's language, over the service's rows.

use referral_engine::date::Timestamp;
use referral_engine::field::Field;
use referral_engine::filter::{self, Expr};

use crate::row::Row;

impl filter::Row for Row {
    fn term(&self, field: Field) -> Option<&str> {
        Row::term(self, field)
    }

    fn date(&self, field: Field) -> Option<Timestamp> {
        Row::date(self, field)
    }
}

/// A condition on rows.
pub(crate) struct Condition(Expr);

impl Condition {
    /// Reads a filter; an error is a sentence for body C.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        filter::parse(text)
            .map(|parsed| Self(parsed.expr))
            .map_err(|_| "The value of the parameter 'filter' could not be parsed.".to_owned())
    }

    pub(crate) fn holds(&self, row: &Row) -> bool {
        self.0.holds(row)
    }
}
