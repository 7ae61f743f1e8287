//! Series side by side: values of a field, and rows of two moments.
//!
//! A series is the same count as the whole, of fewer rows; nothing is defined twice.

use std::collections::HashMap;

use crate::field::Field;
use crate::table::Table;

use super::frame::{Frame, Scope};
use super::stage::{Moments, Stage};
use super::status::Statuses;
use super::summary::{Summary, count};

/// The most frequent values of a term field, most frequent first; equal ones in the order of their text.
pub fn frequent(scope: Scope<'_>, field: Field, most: usize) -> Vec<String> {
    let Some(column) = scope.table.terms(field) else {
        return Vec::new();
    };
    let mut counts = vec![0_u32; column.dictionary().len()];
    for row in scope.iter() {
        let code = column.code(row).map(|code| code as usize);
        if let Some(count) = code.and_then(|code| counts.get_mut(code)) {
            *count += 1;
        }
    }
    let mut values: Vec<(u32, &str)> = counts
        .into_iter()
        .zip(column.dictionary().iter())
        .filter(|(count, _)| *count > 0)
        .collect();
    crate::order::sort_by(&mut values, |one, other| {
        other.0.cmp(&one.0).then(one.1.cmp(other.1))
    });
    let texts = values.into_iter().take(most);
    texts.map(|(_, text)| text.to_owned()).collect()
}

/// The figures of the rows with each of these values.
pub fn compare(scope: Scope<'_>, frame: &Frame, field: Field, values: &[String]) -> Vec<Summary> {
    let Some(column) = scope.table.terms(field) else {
        return Vec::new();
    };
    let code_of = |value: &String| {
        let place = column.dictionary().iter().position(|text| text == value);
        place.map(|place| place as u32)
    };
    let summary = |value: &String| {
        let code = code_of(value);
        let is_of = |row: &usize| code.is_some() && column.code(*row) == code;
        let rows: Vec<u32> = scope.iter().filter(is_of).map(|row| row as u32).collect();
        let series = Scope {
            table: scope.table,
            rows: Some(&rows),
        };
        count(series, frame)
    };
    values.iter().map(summary).collect()
}

/// A referral that stands elsewhere than before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// Its row now.
    pub row: u32,
    /// Where it stood.
    pub from: Stage,
    /// Where it stands.
    pub to: Stage,
}

/// What has become of the referrals of an earlier table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Rows of now that were not there.
    pub new: Vec<u32>,
    /// Referrals that stand elsewhere.
    pub moved: Vec<Move>,
    /// Rows of then that are not here.
    pub gone: Vec<u32>,
    /// Referrals that stand where they stood.
    pub kept: u64,
    /// Rows of either without an id, which cannot be told apart.
    pub without_id: u64,
}

/// The rows of an earlier table against those of now, by their ids.
pub fn difference(earlier: &Table, now: Scope<'_>) -> Difference {
    let mut difference = Difference::default();
    let mut before: HashMap<&str, u32> = HashMap::with_capacity(earlier.len());
    for row in 0..earlier.len() {
        match earlier.term(row, Field::Id) {
            Some(id) => {
                before.insert(id, row as u32);
            }
            None => difference.without_id += 1,
        }
    }
    let (then, today) = (Statuses::of(earlier), Statuses::of(now.table));
    for row in now.iter() {
        let Some(id) = now.table.term(row, Field::Id) else {
            difference.without_id += 1;
            continue;
        };
        let Some(old) = before.remove(id) else {
            difference.new.push(row as u32);
            continue;
        };
        let from = stage(earlier, &then, old as usize);
        let to = stage(now.table, &today, row);
        if from == to {
            difference.kept += 1;
        } else {
            difference.moved.push(Move {
                row: row as u32,
                from,
                to,
            });
        }
    }
    difference.gone = before.into_values().collect();
    crate::order::sort(&mut difference.gone);
    difference
}

fn stage(table: &Table, statuses: &Statuses<'_>, row: usize) -> Stage {
    Moments::of(table, row).stage_with(statuses.stage(row).flatten())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Timestamp;
    use crate::metrics::Options;
    use crate::table::cells;

    fn table(rows: &[(&str, &str, &str)]) -> Table {
        let mut table = Table::new();
        for (id, status, market) in rows {
            let row = [
                (Field::Id, *id),
                (Field::Status, *status),
                (Field::CustomerMarket, *market),
                (Field::CreatedDate, "2020-02-01"),
            ];
            // An empty id is none.
            table.push(&cells(row.get(usize::from(id.is_empty())..).unwrap()), "");
        }
        table
    }

    fn all(table: &Table) -> Scope<'_> {
        Scope { table, rows: None }
    }

    #[test]
    fn new_moved_gone_and_kept_by_hand() {
        let then = table(&[
            ("1", "New", "US"),
            ("2", "New", "US"),
            ("3", "Accepted", "US"),
            ("", "New", "US"),
            ("5", "Active", "DE"),
        ]);
        let now = table(&[
            ("3", "Won", "US"),
            ("1", "New", "DE"),
            ("4", "New", "US"),
            ("5", "Accepted", "DE"),
        ]);
        let expected = Difference {
            new: vec![2],
            moved: vec![Move {
                row: 0,
                from: Stage::Accepted,
                to: Stage::Won,
            }],
            gone: vec![1],
            kept: 2,
            without_id: 1,
        };
        assert_eq!(difference(&then, all(&now)), expected);
        let itself = difference(&now, all(&now));
        assert_eq!(
            (itself.kept, itself.new.len(), itself.gone.len()),
            (4, 0, 0)
        );
    }

    #[test]
    fn values_are_counted_as_the_whole_is() {
        let table = table(&[
            ("1", "Won", "US"),
            ("2", "New", "DE"),
            ("3", "Won", "DE"),
            ("4", "Lost", "US"),
            ("5", "New", "FR"),
        ]);
        assert_eq!(
            frequent(all(&table), Field::CustomerMarket, 2),
            ["DE", "US"]
        );
        assert_eq!(frequent(all(&table), Field::CreatedDate, 2), [""; 0]);
        let frame = Frame::of(
            all(&table),
            &Options::default(),
            Timestamp(1_583_000_000_000),
        );
        let values = ["DE".to_owned(), "US".into(), "XX".into()];
        let series = compare(all(&table), &frame, Field::CustomerMarket, &values);
        let counts = |name: &str| -> Vec<u64> {
            let of = |summary: &Summary| summary.figures.get(name).unwrap().count;
            series.iter().map(of).collect()
        };
        assert_eq!(counts("received"), [2, 2, 0]);
        assert_eq!(counts("won"), [1, 1, 0]);
        assert_eq!(counts("lost"), [0, 1, 0]);
    }
}
