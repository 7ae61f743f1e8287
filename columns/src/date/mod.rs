//! Moments and days in UTC: the Gregorian calendar, buckets by day, week and month. How they are read is `read`.
//!
//! Everything is proleptic Gregorian and UTC; showing a moment in another zone or language is the browser's work.
//! The calendar arithmetic is Howard Hinnant's public-domain algorithm, checked against `jiff` in the tests.

mod read;

pub use read::{DateCell, read_date_cell, read_usual_date_cell};

use std::fmt;

use serde::{Serialize, Serializer};

/// Milliseconds in a day.
pub const DAY_MS: i64 = 86_400_000;

/// A moment: milliseconds since 1970-01-01T00:00:00Z. Fractions beyond milliseconds are cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(pub i64);

/// A calendar day: days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Day(pub i32);

/// The size of a date bucket, the closed list of `aggregationLevel` (endpoint.md §1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// One bucket a day.
    Day,
    /// One bucket a week; Monday first when we make it ourselves (ISO 8601), unknown when the service does.
    Week,
    /// One bucket a calendar month.
    Month,
}

impl Level {
    /// All levels, finest first.
    pub const ALL: [Self; 3] = [Self::Day, Self::Week, Self::Month];

    /// The wire value.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// The level of that wire value, in any ASCII case.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|level| level.name().eq_ignore_ascii_case(name))
    }
}

impl Serialize for Level {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl Day {
    /// 0001-01-01, which the endpoint writes where there is no date (endpoint.md §3.1).
    const NEVER: Self = Self(-719_162);

    /// The day of a calendar date, or `None` when the calendar has no such day. Years 1 to 9999.
    #[inline]
    pub fn from_civil(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1..=9999).contains(&year) || !(1..=12).contains(&month) {
            return None;
        }
        // No month is shorter than 28 days, and most days need not be asked further.
        if day == 0 || (day > 28 && day > days_in_month(year, month)) {
            return None;
        }
        // March-based years, so that the leap day is the last of its year; none is below 0, so plain division will do.
        let (years, months) = match month {
            ..=2 => (year as u32 - 1, month + 9),
            _ => (year as u32, month - 3),
        };
        let centuries = years / 100;
        let days = years * 1461 / 4 - centuries + centuries / 4;
        let day_of_year = (153 * months + 2) / 5 + day - 1;
        Some(Self((days + day_of_year) as i32 - 719_468))
    }

    /// Year, month (1 to 12) and day of the month.
    pub fn civil(self) -> (i32, u32, u32) {
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u32;
        let month = if month_from_march < 10 {
            month_from_march + 3
        } else {
            month_from_march - 9
        } as u32;
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        (year, month, day)
    }

    /// Midnight UTC at which the day begins.
    pub const fn start(self) -> Timestamp {
        Timestamp(self.0 as i64 * DAY_MS)
    }

    /// 0 for Monday to 6 for Sunday.
    pub const fn weekday(self) -> u32 {
        // 1970-01-01 was a Thursday.
        (self.0 + 3).rem_euclid(7) as u32
    }

    /// The first day of the bucket that the day falls in.
    pub fn bucket(self, level: Level) -> Self {
        match level {
            Level::Day => self,
            Level::Week => Self(self.0 - self.weekday() as i32),
            Level::Month => {
                let (_, _, day) = self.civil();
                Self(self.0 - (day as i32 - 1))
            }
        }
    }

    /// The first day of the bucket after the one that the day falls in.
    pub fn next_bucket(self, level: Level) -> Self {
        let start = self.bucket(level);
        match level {
            Level::Day => Self(start.0 + 1),
            Level::Week => Self(start.0 + 7),
            Level::Month => {
                let (year, month, _) = start.civil();
                Self(start.0 + days_in_month(year, month) as i32)
            }
        }
    }

    /// The same day of the month some months earlier, or that month's last day where it has no such day.
    pub fn months_before(self, months: u32) -> Self {
        let (year, month, day) = self.civil();
        let index = year * 12 + month as i32 - 1 - months as i32;
        let (year, month) = (index.div_euclid(12), index.rem_euclid(12) as u32 + 1);
        let day = day.min(days_in_month(year, month));
        Self::from_civil(year, month, day).unwrap_or(self)
    }

    /// Reads `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 {
            return None;
        }
        read::civil_of(bytes)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Timestamp {
    /// The day in UTC.
    pub fn day(self) -> Day {
        Day(self.0.div_euclid(DAY_MS) as i32)
    }
}

/// `2018-02-07T23:43:19Z`, with `.mmm` only where there are milliseconds.
impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ms = self.0.rem_euclid(DAY_MS);
        let (hours, minutes) = (ms / 3_600_000, ms / 60_000 % 60);
        let (seconds, millis) = (ms / 1000 % 60, ms % 1000);
        write!(
            formatter,
            "{}T{hours:02}:{minutes:02}:{seconds:02}",
            self.day()
        )?;
        if millis != 0 {
            write!(formatter, ".{millis:03}")?;
        }
        formatter.write_str("Z")
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

const fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_is_the_one_jiff_knows() {
        let mut date = jiff::civil::date(1, 1, 1);
        let mut day = Day::from_civil(1, 1, 1).unwrap();
        let last = jiff::civil::date(2400, 12, 31);
        while date < last {
            let civil = (
                i32::from(date.year()),
                date.month() as u32,
                date.day() as u32,
            );
            assert_eq!(day.civil(), civil);
            assert_eq!(Day::from_civil(civil.0, civil.1, civil.2), Some(day));
            let monday_zero = u32::from(date.weekday().to_monday_zero_offset() as u8);
            assert_eq!(day.weekday(), monday_zero);
            date = date.tomorrow().unwrap();
            day = Day(day.0 + 1);
        }
        assert_eq!(Day::from_civil(1970, 1, 1), Some(Day(0)));
    }

    #[test]
    fn buckets_start_where_the_calendar_says() {
        let day = |text| Day::parse(text).unwrap();
        assert_eq!(day("2020-02-29").bucket(Level::Month), day("2020-02-01"));
        assert_eq!(
            day("2020-02-29").next_bucket(Level::Month),
            day("2020-03-01")
        );
        // 2021-01-03 is the Sunday of ISO week 53 of 2020.
        assert_eq!(day("2021-01-03").bucket(Level::Week), day("2020-12-28"));
        assert_eq!(day("2021-01-04").bucket(Level::Week), day("2021-01-04"));
        assert_eq!(day("2021-12-31").next_bucket(Level::Day), day("2022-01-01"));
        let before_midnight = Timestamp(day("2018-03-01").start().0 - 1);
        assert_eq!(before_midnight.day(), day("2018-02-28"));
    }

    #[test]
    fn months_before_keeps_to_the_calendar() {
        let day = |text| Day::parse(text).unwrap();
        assert_eq!(day("2018-05-31").months_before(3), day("2018-02-28"));
        assert_eq!(day("2020-05-31").months_before(3), day("2020-02-29"));
        assert_eq!(day("2018-01-15").months_before(12), day("2017-01-15"));
        assert_eq!(day("2018-01-15").months_before(1), day("2017-12-15"));
    }
}
