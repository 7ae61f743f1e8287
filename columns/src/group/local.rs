//! Grouping the rows that are here: columns → counts, in one pass and without a look-up by text.
//!
//! Each grouped field gives every row a small number (its bucket); the buckets of a row make one index into the counts.

use super::{CountedBy, Group, Groups, Key, none_if_unknown};
use crate::date::{Day, Level};
use crate::field::Field;
use crate::table::{Dates, Table, Terms};

/// Up to so many cells the counts are one array; beyond, only the cells that occur are kept.
const DENSE_CELLS: usize = 1 << 20;

/// Spans longer than this are not laid out day by day (about 550 years).
const DAYS: i32 = 200_000;

/// The day of a row that has no date.
const NO_DAY: i32 = i32::MIN;

/// One grouped field: a bucket a row, and the key a bucket.
struct Axis {
    buckets: Vec<u32>,
    keys: Vec<Key>,
}

/// Counts the rows by these fields; all rows, or those listed.
pub fn count(
    table: &Table,
    rows: Option<&[u32]>,
    fields: &[Field],
    level: Option<Level>,
) -> Groups {
    let axes: Vec<Axis> = fields
        .iter()
        .map(|field| axis(table, *field, level.unwrap_or(Level::Day)))
        .collect();
    let mut groups = collect(&axes, table.len(), rows);
    super::merge(&mut groups);
    Groups {
        fields: fields.to_vec(),
        level: level.filter(|_| fields.iter().any(|field| field.is_date())),
        rows: groups,
        counted_by: CountedBy::Widget,
    }
}

fn axis(table: &Table, field: Field, level: Level) -> Axis {
    match table.terms(field) {
        Some(terms) => term_axis(terms, table.len()),
        None => date_axis(table, field, level),
    }
}

fn term_axis(terms: &Terms, rows: usize) -> Axis {
    let mut keys: Vec<Key> = terms.dictionary().iter().map(none_if_unknown).collect();
    let none = keys.len() as u32;
    keys.push(Key::None);
    let mut buckets: Vec<u32> = Vec::with_capacity(rows);
    for codes in terms.codes() {
        buckets.extend(codes.iter().map(|code| (*code).min(none)));
    }
    buckets.resize(rows, none);
    Axis { buckets, keys }
}

fn date_axis(table: &Table, field: Field, level: Level) -> Axis {
    // A mark and no `Option`, so that the loops over the days are short ones.
    let mut days: Vec<i32> = Vec::with_capacity(table.len());
    for moments in table.dates(field).into_iter().flat_map(Dates::parts) {
        days.extend(moments.map(|at| at.map_or(NO_DAY, |at| at.day().0)));
    }
    let known = || days.iter().copied().filter(|day| *day != NO_DAY);
    let first = known().min().unwrap_or(0);
    let last = days.iter().copied().max().map_or(0, |last| last.max(first));
    // Bucket 0 is "no date".
    let mut keys = vec![Key::None];
    let mut buckets = Vec::with_capacity(table.len());
    if last - first <= DAYS {
        let of_day = lay_out(first, last, level, &mut keys);
        // OK because the place of `NO_DAY` lies far behind the last bucket.
        let place = |day: i32| day.wrapping_sub(first) as u32 as usize;
        buckets.extend(
            days.iter()
                .map(|day| of_day.get(place(*day)).copied().unwrap_or(0)),
        );
    } else {
        let mut starts: Vec<Day> = known().map(|day| Day(day).bucket(level)).collect();
        crate::order::sort(&mut starts);
        starts.dedup();
        let bucket =
            |day: i32| starts.partition_point(|start| *start < Day(day).bucket(level)) as u32 + 1;
        let bucket = |day: &i32| if *day == NO_DAY { 0 } else { bucket(*day) };
        buckets.extend(days.iter().map(bucket));
        keys.extend(starts.iter().map(|start| Key::Date(*start)));
    }
    buckets.resize(table.len(), 0);
    Axis { buckets, keys }
}

/// The bucket of each day from the first to the last, the keys being added on the way.
fn lay_out(first: i32, last: i32, level: Level, keys: &mut Vec<Key>) -> Vec<u32> {
    let mut of_day = Vec::with_capacity((last - first + 1).max(0) as usize);
    let mut next_start = i32::MIN;
    for day in first..=last {
        if day >= next_start {
            keys.push(Key::Date(Day(day).bucket(level)));
            next_start = Day(day).next_bucket(level).0;
        }
        of_day.push(keys.len() as u32 - 1);
    }
    of_day
}

fn collect(axes: &[Axis], len: usize, rows: Option<&[u32]>) -> Vec<Group> {
    let mut cell_of: Vec<usize> = vec![0; len];
    let mut cells = 1_usize;
    for axis in axes {
        for (cell, bucket) in cell_of.iter_mut().zip(&axis.buckets) {
            *cell = cell
                .wrapping_mul(axis.keys.len())
                .wrapping_add(*bucket as usize);
        }
        cells = cells.saturating_mul(axis.keys.len());
    }
    let chosen = rows.map(|rows| {
        rows.iter()
            .filter_map(|row| cell_of.get(*row as usize).copied())
    });
    let counted = match chosen {
        Some(chosen) => tally(chosen, cells),
        None => tally(cell_of.iter().copied(), cells),
    };
    counted
        .into_iter()
        .map(|(cell, count)| Group {
            keys: keys_of(cell, axes),
            count,
        })
        .collect()
}

/// How often each cell occurs; cells that do not are left out.
fn tally(cells: impl Iterator<Item = usize>, size: usize) -> Vec<(usize, u64)> {
    if size <= DENSE_CELLS {
        let mut counts = vec![0_u32; size];
        for cell in cells {
            if let Some(count) = counts.get_mut(cell) {
                *count += 1;
            }
        }
        return counts
            .into_iter()
            .enumerate()
            .filter(|(_, count)| *count > 0)
            .map(|(cell, count)| (cell, u64::from(count)))
            .collect();
    }
    let mut sorted: Vec<usize> = cells.collect();
    sorted.sort_unstable();
    sorted
        .chunk_by(|one, other| one == other)
        .filter_map(|run| Some((*run.first()?, run.len() as u64)))
        .collect()
}

fn keys_of(cell: usize, axes: &[Axis]) -> Vec<Key> {
    let mut cell = cell;
    let mut keys: Vec<Key> = axes
        .iter()
        .rev()
        .map(|axis| {
            let bucket = cell % axis.keys.len();
            cell /= axis.keys.len();
            axis.keys.get(bucket).cloned().unwrap_or(Key::None)
        })
        .collect();
    keys.reverse();
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::cells;
    use proptest::prelude::*;

    fn table(rows: &[(&str, &str)]) -> Table {
        let mut table = Table::new();
        for (status, created) in rows {
            let mut pairs = Vec::new();
            if !status.is_empty() {
                pairs.push((Field::Status, *status));
            }
            pairs.push((Field::CreatedDate, *created));
            table.push(&cells(&pairs), "");
        }
        table
    }

    fn counted(table: &Table, fields: &[Field], level: Level) -> Vec<String> {
        count(table, None, fields, Some(level))
            .rows
            .iter()
            .map(|group| format!("{:?} {}", group.keys, group.count))
            .collect()
    }

    #[test]
    fn buckets_end_at_midnight_utc_and_know_leap_days_and_iso_weeks() {
        let table = table(&[
            ("Won", "2020-02-29T23:59:59"),
            ("Won", "2020-03-01T00:00:00"),
            ("Lost", "2020-12-31"),
            ("Lost", "2021-01-03T12:00:00"),
            ("", "2021-01-04"),
            ("UNKNOWN", "nonsense"),
        ]);
        let day = |text: &str| format!("Date(Day({}))", Day::parse(text).unwrap().0);
        assert_eq!(
            counted(&table, &[Field::CreatedDate], Level::Month),
            [
                "[None] 1".to_owned(),
                format!("[{}] 1", day("2020-02-01")),
                format!("[{}] 1", day("2020-03-01")),
                format!("[{}] 1", day("2020-12-01")),
                format!("[{}] 2", day("2021-01-01")),
            ]
        );
        // ISO week 53 of 2020 runs from 28 December to 3 January.
        assert_eq!(
            counted(&table, &[Field::CreatedDate], Level::Week)[2..],
            [
                format!("[{}] 2", day("2020-12-28")),
                format!("[{}] 1", day("2021-01-04"))
            ]
        );
        assert_eq!(
            counted(&table, &[Field::Status], Level::Day),
            ["[None] 2", "[Term(\"Lost\")] 2", "[Term(\"Won\")] 2"]
        );
    }

    #[test]
    fn only_the_listed_rows_are_counted() {
        let table = table(&[("Won", ""), ("Lost", ""), ("Won", "")]);
        let groups = count(&table, Some(&[0, 1]), &[Field::Status], None);
        assert_eq!(groups.total(), 2);
    }

    #[test]
    fn dates_far_apart_are_counted_all_the_same() {
        let table = table(&[
            ("Won", "0002-01-01"),
            ("Won", "9999-12-31"),
            ("Won", "9999-12-30"),
        ]);
        let groups = count(&table, None, &[Field::CreatedDate], Some(Level::Month));
        let counts: Vec<u64> = groups.rows.iter().map(|group| group.count).collect();
        assert_eq!(counts, [1, 2]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_or_made_up(days in prop::collection::vec((0_u8..4, -3_i32..400_000), 0..60)) {
            let mut table = Table::new();
            for (status, day) in &days {
                let status = format!("s{status}");
                let date = if *day < 0 { String::new() } else { Day(*day).to_string() };
                table.push(&cells(&[(Field::Status, &status), (Field::WonDate, &date)]), "");
            }
            for level in Level::ALL {
                let groups = count(&table, None, &[Field::WonDate, Field::Status], Some(level));
                prop_assert_eq!(groups.total(), days.len() as u64);
            }
        }
    }
}
