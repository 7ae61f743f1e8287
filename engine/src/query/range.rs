//! The time that a query is about, and the condition it makes; every day begins at midnight UTC.

use serde::{Serialize, Serializer};

use super::Query;
use crate::chart::Span;
use crate::date::{Day, Timestamp};
use crate::field::Field;
use crate::filter::{DateLiteral, Expr, Op, Value};

/// The time that a query is about; in the link `1m 3m 6m 12m all` or `2018-01-01/2018-03-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeRange {
    /// From so many months before today, in UTC; 1, 3, 6 or 12.
    Months(u8),
    /// Everything.
    All,
    /// From the first day to the last, both included.
    Days {
        /// The first day.
        from: Day,
        /// The last day, not before the first.
        to: Day,
    },
}

impl TimeRange {
    /// The numbers of months that can be chosen.
    pub const MONTHS: [u8; 4] = [1, 3, 6, 12];

    /// The text in the link.
    pub fn name(self) -> String {
        match self {
            Self::All => "all".into(),
            Self::Months(months) => format!("{months}m"),
            Self::Days { from, to } => format!("{from}/{to}"),
        }
    }

    /// The range of that text, in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case("all") {
            return Some(Self::All);
        }
        if let Some((from, to)) = name.split_once('/') {
            let (from, to) = (Day::parse(from)?, Day::parse(to)?);
            return (from <= to).then_some(Self::Days { from, to });
        }
        let months = name.strip_suffix(['m', 'M'])?;
        Self::MONTHS
            .into_iter()
            .find(|known| known.to_string() == months)
            .map(Self::Months)
    }

    /// The first and the last day; `None` where there is no bound.
    pub fn bounds(self, now: Timestamp) -> (Option<Day>, Option<Day>) {
        match self {
            Self::All => (None, None),
            Self::Months(months) => (Some(now.day().months_before(u32::from(months))), None),
            Self::Days { from, to } => (Some(from), Some(to)),
        }
    }

    /// `ge` the first day and `lt` the day after the last one, each at midnight UTC.
    pub fn condition(self, date: Field, now: Timestamp) -> Option<Expr> {
        let compare = |op, day| Expr::Compare {
            field: date,
            op,
            value: Value::Date(DateLiteral::from_day(day)),
        };
        let (from, to) = self.bounds(now);
        // The day after 9999-12-31 cannot be written; nothing lies behind it.
        let behind = to
            .map(|to| Day(to.0 + 1))
            .filter(|day| day.civil().0 <= 9999);
        let from = from.map(|from| compare(Op::Ge, from));
        let behind = behind.map(|behind| compare(Op::Lt, behind));
        match (from, behind) {
            (Some(from), Some(behind)) => Some(from.and(behind)),
            (from, behind) => from.or(behind),
        }
    }
}

impl Query {
    /// The days of a date field that the query covers: its range, where it is about that field, and what its filter says
    /// of the field in conditions that all must hold.
    pub fn span(&self, field: Field, now: Timestamp) -> Span {
        let mut span = Span {
            today: Some(now.day()),
            ..Span::default()
        };
        if self.date == field {
            let (from, to) = self.range.bounds(now);
            span.from = from;
            span.until = to.map(|to| Day(to.0 + 1));
        }
        let conditions = match self.expr() {
            Some(Expr::And(parts)) => parts,
            other => other.into_iter().collect(),
        };
        for condition in conditions {
            let Expr::Compare {
                field: compared,
                op,
                value: Value::Date(date),
            } = condition
            else {
                continue;
            };
            let day = date.at().day();
            match op {
                Op::Ge | Op::Gt if compared == field => span.from = span.from.max(Some(day)),
                Op::Lt | Op::Le if compared == field => {
                    span.until = Some(span.until.map_or(day, |until| until.min(day)));
                }
                _ => {}
            }
        }
        span
    }
}

impl Serialize for TimeRange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name())
    }
}
