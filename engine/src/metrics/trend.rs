//! The buckets of the trend: days, weeks or months, as the time that is counted is long.

use crate::date::{Day, Level, Timestamp};
use crate::field::Field;

use super::frame::{Scope, Span};

/// Buckets of a trend at most; of a longer time the last ones are drawn.
const BUCKETS: i32 = 240;

/// The buckets of a trend.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// Their size.
    pub level: Level,
    /// Their first days.
    pub starts: Vec<Day>,
    /// The bucket of each day from the first bucket's start.
    of_day: Vec<u8>,
}

impl Trend {
    pub(super) fn of(scope: Scope<'_>, period: Span, as_of: Timestamp) -> Self {
        let created = scope.table.dates(Field::CreatedDate);
        let (mut first, mut last) = (i64::MAX, i64::MIN);
        for row in scope.iter() {
            if let Some(at) = created.and_then(|column| column.at(row)) {
                if period.contains(at) {
                    first = first.min(at.0);
                }
                last = last.max(at.0);
            }
        }
        if !period.is_all() {
            first = first.min(period.to.0.min(as_of.0)).max(period.from.0);
        }
        // Dates of the year 9999 stand for none, so the time ends now; unless all rows are from after it.
        let end = if first > as_of.0 { last } else { as_of.0 };
        let last = end.min(period.to.0.saturating_sub(1));
        if first > last {
            return Self::none();
        }
        Self::between(Timestamp(first).day(), Timestamp(last).day())
    }

    pub(super) const fn none() -> Self {
        Self {
            level: Level::Month,
            starts: Vec::new(),
            of_day: Vec::new(),
        }
    }

    fn between(first: Day, last: Day) -> Self {
        let level = match last.0 - first.0 {
            ..=35 => Level::Day,
            36..=200 => Level::Week,
            _ => Level::Month,
        };
        let first = match level {
            Level::Month => Day(first.0.max(last.months_before(BUCKETS as u32 - 1).0)),
            Level::Day | Level::Week => first,
        };
        let (mut starts, mut of_day) = (Vec::new(), Vec::new());
        let mut start = first.bucket(level);
        while start <= last {
            let next = start.next_bucket(level);
            of_day.extend((start.0..next.0).map(|_| starts.len() as u8));
            starts.push(start);
            start = next;
        }
        Self {
            level,
            starts,
            of_day,
        }
    }

    /// The bucket of a moment, where it has one.
    pub fn bucket(&self, at: Timestamp) -> Option<usize> {
        let first = self.starts.first()?;
        let day = usize::try_from(i64::from(at.day().0) - i64::from(first.0)).ok()?;
        self.of_day.get(day).map(|bucket| usize::from(*bucket))
    }
}
