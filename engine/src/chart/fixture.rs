//! Groups for the tests of the charts, written down by hand.

use crate::date::{Day, Level};
use crate::field::Field;
use crate::group::{CountedBy, Group, Groups, Key};

pub(super) fn term(text: &str) -> Key {
    Key::Term(text.to_owned())
}

pub(super) fn date(text: &str) -> Key {
    Key::Date(Day::parse(text).unwrap())
}

pub(super) fn groups(fields: &[Field], level: Option<Level>, rows: Vec<(Vec<Key>, u64)>) -> Groups {
    Groups {
        fields: fields.to_vec(),
        level,
        rows: rows
            .into_iter()
            .map(|(keys, count)| Group { keys, count })
            .collect(),
        counted_by: CountedBy::Widget,
    }
}

pub(super) fn by_status() -> Groups {
    let rows = [("Lost", 4), ("Won", 12), ("New", 3), ("Accepted", 1)];
    let rows = rows
        .map(|(status, count)| (vec![term(status)], count))
        .to_vec();
    groups(&[Field::Status], None, rows)
}

/// Three months, the second one empty; markets US 9, DE 4; the date is the second field.
pub(super) fn by_month_and_market() -> Groups {
    let rows = vec![
        (vec![term("US"), date("2018-03-01")], 6),
        (vec![term("DE"), date("2018-01-01")], 4),
        (vec![term("US"), date("2018-01-01")], 3),
    ];
    groups(
        &[Field::CustomerMarket, Field::CreatedDate],
        Some(Level::Month),
        rows,
    )
}

pub(super) fn days(count: i32) -> Groups {
    let rows = (0..count)
        .map(|n| (vec![Key::Date(Day(17_500 + n))], n as u64 % 7))
        .collect();
    groups(&[Field::CreatedDate], Some(Level::Day), rows)
}

pub(super) fn months(first: &str, count: usize) -> Groups {
    let mut day = Day::parse(first).unwrap();
    let mut rows = Vec::new();
    for n in 0..count {
        rows.push((vec![Key::Date(day)], n as u64));
        day = day.next_bucket(Level::Month);
    }
    groups(&[Field::CreatedDate], Some(Level::Month), rows)
}

/// One group whose keys suit the fields.
pub(super) fn with_fields(fields: &[Field]) -> Groups {
    let key = |field: &Field| match field.is_date() {
        true => date("2018-01-01"),
        false => term("US"),
    };
    groups(
        fields,
        Some(Level::Month),
        vec![(fields.iter().map(key).collect(), 5)],
    )
}
