//! The time axis: date buckets in calendar order with the empty ones filled in.
//!
//! Buckets of the service are never recomputed: weeks are stepped by seven days from the first one, and only when all
//! of them line up (endpoint.md §3.2). Too many days are added up into weeks or months, and said to be.

use super::order::{Arrangement, Slot};
use super::span::Span;
use crate::date::{Day, Level};
use crate::group::Key;

/// The most buckets that an axis shows; above that nothing is filled in.
pub const MAX_BUCKETS: usize = 400;

/// A time axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Timeline {
    pub(super) arrangement: Arrangement,
    /// The size of the buckets shown, coarser than asked when there were too many.
    pub(super) level: Level,
    /// Whether empty buckets could be filled in.
    pub(super) filled: bool,
}

/// Arranges distinct date keys; `None` when there are more than [`MAX_BUCKETS`] and they cannot be added up.
pub(super) fn timeline(values: &[(&Key, u64)], level: Level, span: Span) -> Option<Timeline> {
    let mut days: Vec<Day> = values
        .iter()
        .filter_map(|(key, _)| match key {
            Key::Date(day) => Some(*day),
            _ => None,
        })
        .collect();
    crate::order::sort(&mut days);
    days.dedup();
    let (level, filled, days) = match fill(&extended(&days, level, span), level) {
        Some(days) => (level, true, days),
        None => buckets(days, level)?,
    };
    Some(Timeline {
        arrangement: place(values, &days),
        level,
        filled,
    })
}

/// The days and the first and last bucket of the span, so that the axis shows all of the time that was asked for.
fn extended(days: &[Day], level: Level, span: Span) -> Vec<Day> {
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return Vec::new();
    };
    let (from, to) = span.reach();
    // Weeks are stepped from the service's own, whatever day they begin on.
    let start = |day: Day| match level {
        Level::Week => Day(first.0 + (day.0 - first.0).div_euclid(7) * 7),
        Level::Day | Level::Month => day.bucket(level),
    };
    let mut days = days.to_vec();
    if let Some(from) = from.map(start).filter(|from| *from < start(*first)) {
        days.insert(0, from);
    }
    days.extend(to.map(start).filter(|to| to > last));
    days
}

fn buckets(days: Vec<Day>, level: Level) -> Option<(Level, bool, Vec<Day>)> {
    let coarser: &[Level] = match level {
        Level::Day => &[Level::Day, Level::Week, Level::Month],
        Level::Week => &[Level::Week],
        Level::Month => &[Level::Month],
    };
    for wanted in coarser {
        // OK because buckets of the asked level are never recomputed, only days are added up.
        let starts: Vec<Day> = match *wanted == level {
            true => days.clone(),
            false => days.iter().map(|day| day.bucket(*wanted)).collect(),
        };
        if let Some(filled) = fill(&starts, *wanted) {
            return Some((*wanted, true, filled));
        }
    }
    (days.len() <= MAX_BUCKETS).then_some((level, false, days))
}

/// All buckets from the first to the last, or `None` when they do not line up or are too many.
fn fill(starts: &[Day], level: Level) -> Option<Vec<Day>> {
    let (Some(first), Some(last)) = (starts.first(), starts.last()) else {
        return Some(Vec::new());
    };
    let mut filled = vec![*first];
    let mut day = *first;
    while day < *last {
        day = match level {
            Level::Day => Day(day.0.checked_add(1)?),
            Level::Week => Day(day.0.checked_add(7)?),
            Level::Month => day.next_bucket(Level::Month),
        };
        if filled.len() >= MAX_BUCKETS {
            return None;
        }
        filled.push(day);
    }
    starts
        .iter()
        .all(|start| filled.binary_search(start).is_ok())
        .then_some(filled)
}

/// Slots for the days, then for dates that could not be read, then for no date.
fn place(values: &[(&Key, u64)], days: &[Day]) -> Arrangement {
    let mut raws: Vec<&Key> = values
        .iter()
        .map(|(key, _)| *key)
        .filter(|key| !matches!(key, Key::Date(_) | Key::None))
        .collect();
    crate::order::sort(&mut raws);
    let none = days.len() + raws.len();
    let slot_of = values
        .iter()
        .map(|(key, _)| match key {
            Key::Date(day) => days.partition_point(|start| start <= day).saturating_sub(1),
            Key::None => none,
            _ => days.len() + raws.partition_point(|raw| raw < key),
        })
        .collect();
    let mut slots: Vec<Slot> = days.iter().map(|day| Slot::Key(Key::Date(*day))).collect();
    slots.extend(raws.into_iter().map(|raw| Slot::Key(raw.clone())));
    if values.iter().any(|(key, _)| **key == Key::None) {
        slots.push(Slot::Key(Key::None));
    }
    Arrangement { slots, slot_of }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Key {
        Key::Date(Day::parse(text).unwrap())
    }

    fn line(keys: &[Key], level: Level) -> Option<Timeline> {
        line_in(Span::default(), keys, level)
    }

    fn line_in(span: Span, keys: &[Key], level: Level) -> Option<Timeline> {
        let values: Vec<(&Key, u64)> = keys.iter().map(|key| (key, 1)).collect();
        timeline(&values, level, span)
    }

    fn span(from: &str, until: Option<&str>, today: &str) -> Span {
        Span {
            from: Day::parse(from),
            until: until.and_then(Day::parse),
            today: Day::parse(today),
        }
    }

    fn days(timeline: &Timeline) -> Vec<String> {
        let slots = timeline.arrangement.slots.iter();
        slots
            .map(|slot| slot.day().map_or("-".to_owned(), |day| day.to_string()))
            .collect()
    }

    #[test]
    fn empty_months_are_filled_over_new_year_and_none_comes_last() {
        let keys = [Key::None, date("2018-02-01"), date("2017-11-01")];
        let months = line(&keys, Level::Month).unwrap();
        assert_eq!(
            days(&months),
            ["2017-11-01", "2017-12-01", "2018-01-01", "2018-02-01", "-"]
        );
        assert_eq!(months.arrangement.slot_of, [4, 3, 0]);
        assert!(months.filled);
    }

    #[test]
    fn the_axis_shows_all_of_the_range_that_was_asked_for() {
        let quarter = span("2019-12-15", Some("2020-04-01"), "2026-11-21");
        let months = line_in(quarter, &[date("2020-02-01")], Level::Month).unwrap();
        assert_eq!(
            days(&months),
            ["2019-12-01", "2020-01-01", "2020-02-01", "2020-03-01"]
        );
        assert_eq!(months.arrangement.slot_of, [2]);
        // ISO weeks over New Year, from the one of 15 December to the one of 3 January.
        let weeks = span("2020-12-15", Some("2021-01-04"), "2026-11-21");
        let weeks = line_in(weeks, &[date("2020-12-28")], Level::Week).unwrap();
        assert_eq!(days(&weeks), ["2020-12-14", "2020-12-21", "2020-12-28"]);
        // Without an end, until today.
        let open = span("2020-02-28", None, "2020-03-02");
        let open = line_in(open, &[Key::None, date("2020-02-29")], Level::Day).unwrap();
        assert_eq!(
            days(&open),
            ["2020-02-28", "2020-02-29", "2020-03-01", "2020-03-02", "-"]
        );
    }

    #[test]
    fn a_range_that_is_too_long_for_the_axis_leaves_it_as_it_is() {
        let century = span("1920-01-01", Some("2020-01-01"), "2026-11-21");
        let line = line_in(
            century,
            &[date("2018-01-01"), date("2018-01-03")],
            Level::Day,
        )
        .unwrap();
        assert_eq!(days(&line), ["2018-01-01", "2018-01-02", "2018-01-03"]);
        let cut = span("2018-01-15", Some("2018-03-01"), "2026-11-21");
        let cut = line_in(cut, &[date("2018-01-15"), date("2018-02-01")], Level::Month).unwrap();
        assert_eq!(days(&cut), ["2018-01-15", "2018-02-01"]);
    }

    #[test]
    fn the_leap_day_is_a_bucket() {
        let leap = line(&[date("2020-02-28"), date("2020-03-01")], Level::Day).unwrap();
        assert_eq!(days(&leap), ["2020-02-28", "2020-02-29", "2020-03-01"]);
    }

    #[test]
    fn weeks_of_the_service_keep_their_own_first_day() {
        // Sundays, though ISO weeks begin on Monday.
        let sundays = line(&[date("2018-02-04"), date("2018-02-18")], Level::Week).unwrap();
        assert_eq!(days(&sundays), ["2018-02-04", "2018-02-11", "2018-02-18"]);
        let crooked = line(&[date("2018-02-04"), date("2018-02-19")], Level::Week).unwrap();
        assert_eq!(days(&crooked), ["2018-02-04", "2018-02-19"]);
        assert!(!crooked.filled);
    }

    #[test]
    fn months_may_begin_late_in_the_first_one_but_not_later() {
        let cut = line(&[date("2018-01-15"), date("2018-03-01")], Level::Month).unwrap();
        assert_eq!(days(&cut), ["2018-01-15", "2018-02-01", "2018-03-01"]);
        let odd = line(&[date("2018-01-01"), date("2018-03-15")], Level::Month).unwrap();
        assert_eq!(days(&odd), ["2018-01-01", "2018-03-15"]);
        assert!(!odd.filled);
    }

    #[test]
    fn too_many_days_become_weeks_then_months() {
        let two_years = line(&[date("2018-01-01"), date("2019-12-31")], Level::Day).unwrap();
        assert_eq!(two_years.level, Level::Week);
        assert_eq!(two_years.arrangement.slots.len(), 105);
        assert_eq!(two_years.arrangement.slot_of, [0, 104]);
        let ten_years = line(&[date("2010-01-05"), date("2019-12-31")], Level::Day).unwrap();
        assert_eq!(
            (ten_years.level, ten_years.arrangement.slots.len()),
            (Level::Month, 120)
        );
        // A stray date of long ago: nothing is filled in, and that is said.
        let stray = line(&[date("1018-01-01"), date("2018-01-02")], Level::Day).unwrap();
        assert_eq!((stray.filled, stray.level), (false, Level::Day));
        assert_eq!(days(&stray), ["1018-01-01", "2018-01-02"]);
    }

    #[test]
    fn more_loose_weeks_than_fit_are_not_a_time_axis() {
        let keys: Vec<Key> = (0..500).map(|n| Key::Date(Day(n * 8))).collect();
        assert_eq!(line(&keys, Level::Week), None);
    }

    #[test]
    fn unreadable_dates_stand_behind_the_readable_ones() {
        let keys = [
            Key::Raw("soon".into()),
            date("2018-02-01"),
            Key::Raw("later".into()),
        ];
        let months = line(&keys, Level::Month).unwrap();
        assert_eq!(months.arrangement.slot_of, [2, 0, 1]);
        assert_eq!(months.arrangement.slots.len(), 3);
    }
}
