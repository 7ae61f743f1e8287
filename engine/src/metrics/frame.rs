//! The time that is counted: the period, the two equal spans that are compared, and the moment that ages are counted to.
//!
//! The buckets of the trend are `trend`'s.
//! Days begin at midnight UTC; spans are half open, so that a moment belongs to exactly one of two that touch.

use std::ops::Range;

use crate::date::{DAY_MS, Day, Timestamp};
use crate::field::Field;
use crate::query::TimeRange;
use crate::table::Table;

use super::options::{Basis, Options, Windows};
use super::trend::Trend;

/// Where all time is counted, these months are compared with as many days before them: Partner Center's usual range.
const RECENT_MONTHS: u32 = 3;

/// Rows that nobody fetches anew may be old; then the time is counted from their newest date (31 days).
const STALE_MS: i64 = 31 * DAY_MS;

/// Rows of a table: all, or those listed.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// The table.
    pub table: &'a Table,
    /// Places of rows; `None` for all.
    pub rows: Option<&'a [u32]>,
}

impl<'a> Scope<'a> {
    /// How many rows they are.
    pub fn len(&self) -> usize {
        self.rows.map_or(self.table.len(), <[u32]>::len)
    }

    /// Whether they are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The places of the rows.
    pub fn iter(&self) -> impl Iterator<Item = usize> + use<'a> {
        self.places(0..self.len())
    }

    /// The places of some of the rows, in their order.
    pub(super) fn places(&self, some: Range<usize>) -> impl Iterator<Item = usize> + use<'a> {
        let rows = self.rows;
        some.map(move |place| {
            rows.map_or(place, |rows| {
                rows.get(place).map_or(place, |row| *row as usize)
            })
        })
    }
}

/// A span of time: from a moment up to but without another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first moment.
    pub from: Timestamp,
    /// The first moment behind it.
    pub to: Timestamp,
}

impl Span {
    const ALL: Self = Self {
        from: Timestamp(i64::MIN),
        to: Timestamp(i64::MAX),
    };

    /// Whether the moment is in it.
    pub fn contains(&self, at: Timestamp) -> bool {
        self.from <= at && at < self.to
    }

    /// Whether it has no bounds.
    pub fn is_all(&self) -> bool {
        *self == Self::ALL
    }

    /// The equally long span before it.
    fn before(&self) -> Self {
        Self {
            from: Timestamp(
                self.from
                    .0
                    .saturating_sub(self.to.0.saturating_sub(self.from.0)),
            ),
            to: self.from,
        }
    }
}

/// What time is counted, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// The moment that ages are counted to.
    pub as_of: Timestamp,
    /// How referrals are counted into a period.
    pub basis: Basis,
    /// How long things may take.
    pub windows: Windows,
    /// Whether young referrals are left out of rates and times.
    pub only_mature: bool,
    /// What is counted.
    pub period: Span,
    /// What is compared: the period, or the last months of all time.
    pub recent: Span,
    /// What it is compared with: equally long, and just before.
    pub before: Span,
    /// The trend.
    pub trend: Trend,
}

impl Frame {
    /// The frame of the options for these rows.
    pub fn of(scope: Scope<'_>, options: &Options, as_of: Timestamp) -> Self {
        let frame = Self::without_trend(options, as_of);
        Self {
            trend: Trend::of(scope, frame.period, as_of),
            ..frame
        }
    }

    /// The same for whoever asks for no trend, so that no row has to be looked at before.
    pub(super) fn without_trend(options: &Options, as_of: Timestamp) -> Self {
        let period = span(options.period, as_of);
        let recent = if period.is_all() {
            months(RECENT_MONTHS, as_of)
        } else {
            period
        };
        Self {
            as_of,
            basis: options.basis,
            windows: options.windows,
            only_mature: options.only_mature,
            period,
            recent,
            before: recent.before(),
            trend: Trend::none(),
        }
    }

    /// The same for the span that is compared with, so that two periods stand side by side.
    pub fn previous(&self) -> Self {
        Self {
            period: self.before,
            recent: self.before,
            before: self.before.before(),
            ..self.clone()
        }
    }

    /// The same for the span that is compared.
    pub fn current(&self) -> Self {
        Self {
            period: self.recent,
            ..self.clone()
        }
    }

    /// Whether a referral of that age may still be decided in time, so that its cohort is not final.
    pub fn is_young(&self, created: Timestamp) -> bool {
        let window_ms = i64::from(self.windows.decision_days) * DAY_MS;
        created.0.saturating_add(window_ms) > self.as_of.0
    }

    /// The first bucket of the trend in which some cohorts are young; the number of buckets where none is.
    pub fn first_young_bucket(&self) -> usize {
        let starts = &self.trend.starts;
        let is_young = |place: &usize| {
            let next = starts.get(place + 1).map_or_else(
                || {
                    starts
                        .get(*place)
                        .map(|day| day.next_bucket(self.trend.level))
                },
                |next| Some(*next),
            );
            next.is_some_and(|next| self.is_young(Timestamp(next.start().0 - 1)))
        };
        (0..starts.len()).find(is_young).unwrap_or(starts.len())
    }
}

/// The moment that ages are counted to: now; for rows of a file or sample that are long past, the end of their newest day.
pub fn as_of(scope: Scope<'_>, now: Timestamp) -> Timestamp {
    let mut newest = Newest::default();
    newest.look(scope, 0..scope.len(), now);
    newest.as_of(now)
}

/// The newest moment that is not ahead of now.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Newest(Option<i64>);

impl Newest {
    /// Looks at some of the rows.
    pub(super) fn look(&mut self, scope: Scope<'_>, places: Range<usize>, now: Timestamp) {
        let columns = Field::DATES.into_iter();
        for column in columns.filter_map(|field| scope.table.dates(field)) {
            for row in scope.places(places.clone()) {
                if let Some(at) = column.at(row).filter(|at| *at <= now) {
                    self.0 = self.0.max(Some(at.0));
                }
            }
        }
    }

    /// The moment that ages are counted to, now that all rows have been looked at.
    pub(super) fn as_of(self, now: Timestamp) -> Timestamp {
        match self.0 {
            Some(newest) if newest < now.0 - STALE_MS => Day(Timestamp(newest).day().0 + 1).start(),
            _ => now,
        }
    }
}

fn span(range: TimeRange, as_of: Timestamp) -> Span {
    match range {
        TimeRange::All => Span::ALL,
        TimeRange::Months(count) => months(u32::from(count), as_of),
        TimeRange::Days { from, to } => Span {
            from: from.start(),
            to: Day(to.0 + 1).start(),
        },
    }
}

/// From so many months before today up to its end.
fn months(count: u32, as_of: Timestamp) -> Span {
    // The end of a day is the start of the next: seen from there, the day before is the last one.
    let today = Timestamp(as_of.0.saturating_sub(1)).day();
    Span {
        from: today.months_before(count).start(),
        to: Day(today.0 + 1).start(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Level;
    use crate::table::cells;

    fn at(text: &str) -> Timestamp {
        match crate::date::read_date_cell(text.as_bytes()) {
            crate::date::DateCell::At(at) => at,
            other => panic!("{other:?}"),
        }
    }

    fn created(dates: &[&str]) -> Table {
        let mut table = Table::new();
        for date in dates {
            table.push(&cells(&[(Field::CreatedDate, date)]), "");
        }
        table
    }

    fn frame(dates: &[&str], words: &str, as_of: &str) -> Frame {
        let table = created(dates);
        let scope = Scope {
            table: &table,
            rows: None,
        };
        Frame::of(scope, &Options::from_name(words).unwrap(), at(as_of))
    }

    fn days(span: Span) -> String {
        format!("{} {}", span.from, span.to)
    }

    #[test]
    fn a_period_ends_with_today_and_the_one_before_is_as_long() {
        let month = frame(&[], "1m", "2020-03-31T10:00:00");
        // A month before 31 March is the leap day.
        assert_eq!(
            days(month.period),
            "2020-02-29T00:00:00Z 2020-04-01T00:00:00Z"
        );
        assert_eq!(
            days(month.before),
            "2020-01-28T00:00:00Z 2020-02-29T00:00:00Z"
        );
        let custom = frame(&[], "2020-01-01/2020-02-29", "2021-01-01");
        assert_eq!(
            days(custom.period),
            "2020-01-01T00:00:00Z 2020-03-01T00:00:00Z"
        );
        assert_eq!(custom.recent, custom.period);
        // All time compares three months with as many days.
        let all = frame(&["2019-01-01"], "", "2020-05-31T00:00:01");
        assert!(all.period.is_all());
        assert_eq!(
            days(all.recent),
            "2020-02-29T00:00:00Z 2020-06-01T00:00:00Z"
        );
        assert_eq!(
            days(all.before),
            "2019-11-28T00:00:00Z 2020-02-29T00:00:00Z"
        );
    }

    #[test]
    fn midnight_belongs_to_the_day_that_begins() {
        let day = frame(&[], "2020-02-29/2020-02-29", "2021-01-01").period;
        assert!(day.contains(at("2020-02-29T00:00:00")));
        assert!(day.contains(at("2020-02-29T23:59:59.999")));
        assert!(!day.contains(at("2020-03-01T00:00:00")));
        assert!(!day.contains(at("2020-02-28T23:59:59.999")));
    }

    #[test]
    fn weeks_at_new_year_are_whole() {
        let weeks = frame(&["2020-12-01", "2021-01-31"], "", "2021-01-31T12:00:00").trend;
        assert_eq!(weeks.level, Level::Week);
        let bucket = |text| {
            weeks
                .bucket(at(text))
                .map(|place| weeks.starts[place].to_string())
        };
        assert_eq!(bucket("2021-01-03T23:59:59").unwrap(), "2020-12-28");
        assert_eq!(bucket("2021-01-04T00:00:00").unwrap(), "2021-01-04");
        assert_eq!(bucket("2020-12-27T23:59:59").unwrap(), "2020-12-21");
        assert_eq!(bucket("2020-11-29"), None);
        assert_eq!(bucket("2021-02-01"), None);
    }

    #[test]
    fn a_trend_has_days_weeks_or_months_and_not_too_many() {
        let level = |from: &str, to: &str| {
            let trend = frame(&[from], "", to).trend;
            (trend.level, trend.starts.len())
        };
        assert_eq!(level("2020-02-01", "2020-03-01"), (Level::Day, 30));
        assert_eq!(level("2019-03-01", "2020-02-29"), (Level::Month, 12));
        assert_eq!(level("0800-03-01", "2020-02-29"), (Level::Month, 240));
        assert_eq!(frame(&[], "", "2020-01-01").trend.starts.len(), 0);
        // A row of the year 9999 does not stretch it.
        let odd = frame(&["2020-02-01", "9999-12-31"], "", "2020-03-01").trend;
        assert_eq!(odd.starts.len(), 30);
    }

    #[test]
    fn the_window_of_decision_ends_exactly() {
        let frame = frame(&["2020-02-01"], "", "2020-03-01T00:00:00");
        assert!(!frame.is_young(at("2020-02-16T00:00:00")));
        assert!(frame.is_young(at("2020-02-16T00:00:00.001")));
        // Days 1 to 15 February are final, the 16th has moments that are not.
        assert_eq!(frame.first_young_bucket(), 15);
    }

    #[test]
    fn old_rows_are_seen_from_their_own_time() {
        let table = created(&["2018-02-04T23:08:59", "9999-12-31"]);
        let scope = Scope {
            table: &table,
            rows: None,
        };
        let seen = |now| as_of(scope, at(now)).to_string();
        assert_eq!(seen("2018-03-01T10:00:00"), "2018-03-01T10:00:00Z");
        assert_eq!(seen("2020-01-01T10:00:00"), "2018-02-05T00:00:00Z");
    }
}
