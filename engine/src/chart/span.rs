//! The days that the numbers can be about: how far the time axis reaches, and which of its buckets are only partly covered.

use crate::date::{Day, Level};

/// The days that a query covers, as far as it says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub from: Option<Day>,
    /// The day after the last one.
    pub until: Option<Day>,
    /// Today in UTC, which is not over yet.
    pub today: Option<Day>,
}

impl Span {
    /// Whether only a part of the bucket is covered: the range begins or ends in it, or it is not over yet.
    pub fn cuts(self, start: Day, level: Level) -> bool {
        let end = bucket_end(start, level);
        let inside = |day: Day| start < day && day < end;
        let begins_late = level == Level::Month && start != start.bucket(level);
        begins_late
            || self.from.is_some_and(inside)
            || self.until.is_some_and(inside)
            || self.today.is_some_and(|day| start <= day && day < end)
    }

    /// The first and the last day that the axis shows although nothing may have happened there.
    pub(super) fn reach(self) -> (Option<Day>, Option<Day>) {
        let last = self.until.map(|until| Day(until.0.saturating_sub(1)));
        // A range without an end goes on until today; without a range the numbers decide.
        (self.from, last.or(self.from.and(self.today)))
    }
}

/// The day after a bucket's last one. A week of the service's own may begin on any day, so it ends seven days later.
pub(crate) fn bucket_end(start: Day, level: Level) -> Day {
    match level {
        Level::Week => Day(start.0.saturating_add(7)),
        Level::Day | Level::Month => start.next_bucket(level),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn a_bucket_is_cut_where_the_range_begins_or_ends_in_it() {
        let span = Span {
            from: Some(day("2020-02-29")),
            until: Some(day("2020-04-01")),
            today: None,
        };
        let cut = |text, level| span.cuts(day(text), level);
        assert!(cut("2020-02-01", Level::Month));
        assert!(!cut("2020-03-01", Level::Month));
        assert!(!cut("2020-02-29", Level::Day));
        // Monday to Sunday around the leap day, a Saturday; the last week holds 1 April.
        assert!(cut("2020-02-24", Level::Week));
        assert!(!cut("2020-03-02", Level::Week));
        assert!(cut("2020-03-30", Level::Week));
    }

    #[test]
    fn a_range_that_ends_with_a_bucket_cuts_nothing() {
        let year = Span {
            from: Some(day("2020-01-01")),
            until: Some(day("2021-01-01")),
            today: Some(day("2026-11-21")),
        };
        assert!(!year.cuts(day("2020-01-01"), Level::Month));
        assert!(!year.cuts(day("2020-12-01"), Level::Month));
        // ISO week 53 of 2020 goes on until 3 January.
        assert!(year.cuts(day("2020-12-28"), Level::Week));
    }

    #[test]
    fn what_is_not_over_yet_is_cut_and_what_has_not_begun_is_not() {
        let span = Span {
            today: Some(day("2026-11-21")),
            ..Span::default()
        };
        assert!(span.cuts(day("2026-11-01"), Level::Month));
        assert!(span.cuts(day("2026-11-21"), Level::Day));
        assert!(!span.cuts(day("2026-10-01"), Level::Month));
        assert!(!span.cuts(day("2026-12-01"), Level::Month));
        // A month of the service that begins late is one of which a part is missing.
        assert!(span.cuts(day("2018-01-15"), Level::Month));
        assert!(!Span::default().cuts(day("2018-01-01"), Level::Month));
    }
}
