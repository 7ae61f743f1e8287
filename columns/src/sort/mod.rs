//! The order of rows: every field by its own natural order, several keys, stable; rows without a value come last.
//!
//! A column is turned into one integer key a row, so that comparing is the same for all fields. The order of texts in
//! a language is the browser's: it ranks the distinct texts once (`Collate`).

use crate::collate::by_number;
use crate::date::Timestamp;
use crate::field::{Field, OrgSize, STATUSES, canonical_status};
use crate::table::{Table, Terms};

mod key;
pub use key::{Direction, SortKey};

/// Ranks of texts in the page's language: equal texts share a rank.
pub type Collate<'a> = &'a dyn Fn(&[&str]) -> Vec<u32>;

/// A row without a value, in either direction.
const LAST: u64 = u64::MAX;

/// Puts rows into the order of the keys, the first one deciding; rows that are alike keep their order.
pub fn sort(table: &Table, rows: &mut Vec<u32>, keys: &[SortKey], collate: Collate<'_>) {
    for key in keys.iter().rev() {
        let values = values(table, key, collate);
        by_digits(rows, &values);
    }
}

/// Bits of a digit: counts of that many fit into the nearest cache, and a column of dates takes four of them.
const DIGIT_BITS: u32 = 11;

/// Puts rows into the order of their values digit by digit, which takes the same few passes whatever the order was.
fn by_digits(rows: &mut Vec<u32>, values: &[u64]) {
    let least = values.iter().copied().min().unwrap_or(0);
    let of_last = values.iter().copied().filter(|value| *value != LAST).max();
    // Rows without a value come right behind the greatest one, so that they cost no digits.
    let last = of_last.map_or(0, |most| most - least + 1);
    let value = |row: u32| match values.get(row as usize) {
        Some(value) if *value != LAST => value - least,
        _ => last,
    };
    let mut sorted: Vec<u32> = vec![0; rows.len()];
    let mut shift = 0;
    while shift < u64::BITS && last >> shift != 0 {
        let digit = |row: u32| (value(row) >> shift) as usize & ((1 << DIGIT_BITS) - 1);
        let mut places = [0_u32; 1 << DIGIT_BITS];
        for row in rows.iter() {
            if let Some(count) = places.get_mut(digit(*row)) {
                *count += 1;
            }
        }
        let mut place = 0;
        for count in &mut places {
            place += std::mem::replace(count, place);
        }
        for row in rows.iter() {
            if let Some(place) = places.get_mut(digit(*row)) {
                if let Some(slot) = sorted.get_mut(*place as usize) {
                    *slot = *row;
                }
                *place += 1;
            }
        }
        std::mem::swap(rows, &mut sorted);
        shift += DIGIT_BITS;
    }
}

/// One key a row, up to the last row that has a value.
fn values(table: &Table, key: &SortKey, collate: Collate<'_>) -> Vec<u64> {
    let descending = key.direction == Direction::Descending;
    let turn = |value: u64| if descending { LAST - 1 - value } else { value };
    let mut values = Vec::with_capacity(table.len());
    if let Some(terms) = table.terms(key.field) {
        let ranks = ranks(key.field, terms, collate);
        let rank = |code: &u32| {
            ranks
                .get(*code as usize)
                .map_or(LAST, |rank| turn(u64::from(*rank)))
        };
        for codes in terms.codes() {
            values.extend(codes.iter().map(rank));
        }
    } else if let Some(dates) = table.dates(key.field) {
        // Moments lie far inside of the range, so that shifting them to be positive cannot overflow.
        let value = |at: Option<Timestamp>| at.map_or(LAST, |at| turn((at.0 + (1 << 60)) as u64));
        for moments in dates.parts() {
            values.extend(moments.map(value));
        }
    }
    values
}

/// The rank of each distinct text of a column by the field's natural order.
fn ranks(field: Field, terms: &Terms, collate: Collate<'_>) -> Vec<u32> {
    let texts: Vec<&str> = terms.dictionary().iter().collect();
    match field {
        Field::Status => by_number(&texts, &|text| {
            let place = STATUSES
                .iter()
                .position(|known| Some(*known) == canonical_status(text));
            place.unwrap_or(STATUSES.len()) as u64
        }),
        Field::CustomerOrgSize => by_number(&texts, &|text| {
            let (least, most) = OrgSize::parse(text).map_or((u32::MAX, u32::MAX), OrgSize::rank);
            u64::from(least) << 32 | u64::from(most)
        }),
        Field::Id => by_number(&texts, &id_number),
        _ => collate(&texts),
    }
}

/// Ids that are numbers are put in the order of numbers, before all others.
fn id_number(text: &str) -> u64 {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return u64::MAX;
    }
    // Numbers that are too long for a number here come behind those that are not, shorter ones first.
    let too_long = u64::MAX - 1_000 + text.len().min(999) as u64;
    text.parse().unwrap_or(too_long)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::cells;
    use proptest::prelude::*;

    /// By code units, for tests.
    fn plain(texts: &[&str]) -> Vec<u32> {
        by_number(texts, &|_| 0)
    }

    fn table() -> Table {
        let mut table = Table::new();
        let rows = [
            ("10", "Won", "Ada", "51to250employees", "2018-01-02"),
            ("9", "New", "Bob", "Morethan500employees", "2018-01-01"),
            ("x", "Odd", "", "10to50employees", ""),
            ("11", "Active", "Ada", "huge", "2018-01-03"),
        ];
        for (id, status, name, size, created) in rows {
            let mut pairs = vec![
                (Field::Id, id),
                (Field::Status, status),
                (Field::CustomerOrgSize, size),
                (Field::CreatedDate, created),
            ];
            if !name.is_empty() {
                pairs.push((Field::CustomerName, name));
            }
            table.push(&cells(&pairs), "");
        }
        table
    }

    fn sorted(keys: &[(Field, Direction)]) -> Vec<u32> {
        let keys: Vec<SortKey> = keys
            .iter()
            .map(|(field, direction)| SortKey {
                field: *field,
                direction: *direction,
            })
            .collect();
        let mut rows = (0..4).collect();
        sort(&table(), &mut rows, &keys, &plain);
        rows
    }

    #[test]
    fn every_field_has_its_own_order_and_empty_comes_last() {
        use Direction::{Ascending, Descending};
        assert_eq!(sorted(&[(Field::Id, Ascending)]), [1, 0, 3, 2]);
        assert_eq!(sorted(&[(Field::Status, Ascending)]), [1, 3, 0, 2]);
        assert_eq!(sorted(&[(Field::CustomerOrgSize, Ascending)]), [2, 0, 1, 3]);
        assert_eq!(sorted(&[(Field::CreatedDate, Ascending)]), [1, 0, 3, 2]);
        assert_eq!(sorted(&[(Field::CreatedDate, Descending)]), [3, 0, 1, 2]);
        assert_eq!(sorted(&[(Field::CustomerName, Descending)]), [1, 0, 3, 2]);
        assert_eq!(
            sorted(&[
                (Field::CustomerName, Ascending),
                (Field::CreatedDate, Descending)
            ]),
            [3, 0, 1, 2]
        );
    }

    proptest! {
        #[test]
        fn sorting_is_a_stable_permutation(days in prop::collection::vec(0_i32..5, 0..50)) {
            let mut table = Table::new();
            for day in &days {
                let date = crate::date::Day(*day).to_string();
                table.push(&cells(&[(Field::CreatedDate, &date)]), "");
            }
            let key = SortKey { field: Field::CreatedDate, direction: Direction::Ascending };
            let mut rows: Vec<u32> = (0..days.len() as u32).collect();
            sort(&table, &mut rows, &[key], &plain);
            let mut expected: Vec<u32> = (0..days.len() as u32).collect();
            expected.sort_by_key(|row| days[*row as usize]);
            prop_assert_eq!(rows, expected);
        }
    }
}
