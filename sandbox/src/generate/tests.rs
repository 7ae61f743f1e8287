//! Laws of the generated rows, written down by hand from endpoint.md §4 and §5.

use std::collections::{BTreeMap, BTreeSet};

use referral_engine::date::Timestamp;

use super::*;

const HOUR_MS: i64 = 3_600_000;

fn rows() -> Vec<Row> {
    Generator::new(Recipe::default()).collect()
}

fn at(row: &Row, field: Field) -> Option<i64> {
    row.date(field).map(|at| at.0)
}

#[test]
fn the_same_recipe_gives_the_same_rows_and_another_seed_others() {
    let recipe = Recipe {
        rows: 500,
        ..Recipe::default()
    };
    let first: Vec<Row> = Generator::new(recipe).collect();
    assert_eq!(first, Generator::new(recipe).collect::<Vec<Row>>());
    let other = Recipe { seed: 2, ..recipe };
    assert_ne!(first, Generator::new(other).collect::<Vec<Row>>());
    assert_eq!(first.len(), 500);
}

#[test]
fn the_rows_of_the_default_recipe_never_change() {
    let mut out = Vec::new();
    for row in rows() {
        row.write_json(&mut out);
    }
    // FNV-1a over all bytes: whoever changes the generator changes results that others wrote down.
    let hash = out.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    assert_eq!((out.len(), hash), (PINNED_LEN, PINNED_HASH));
}

const PINNED_LEN: usize = 4_985_355;
const PINNED_HASH: u64 = 13_689_499_987_190_470_883;

#[test]
fn created_is_always_there_in_order_and_ids_are_unique() {
    let rows = rows();
    let created: Vec<i64> = rows
        .iter()
        .map(|row| at(row, Field::CreatedDate).unwrap())
        .collect();
    assert!(created.is_sorted());
    let first = Day::parse("2016-12-31").unwrap().start().0;
    let end = Day::parse("2018-12-31").unwrap().start().0;
    assert!(created.iter().all(|at| (first..end).contains(at)));
    let ids: BTreeSet<&str> = rows.iter().filter_map(|row| row.term(Field::Id)).collect();
    assert_eq!(ids.len(), rows.len());
}

#[test]
fn deadlines_hold() {
    for row in rows() {
        let created = at(&row, Field::CreatedDate).unwrap();
        let acknowledged = at(&row, Field::AcknowledgedDate);
        if let Some(missed) = at(&row, Field::MissedDate) {
            assert!(missed - created >= 72 * HOUR_MS);
            assert_eq!(acknowledged, None);
        }
        if let Some(expired) = at(&row, Field::ExpiredDate) {
            assert!(expired - acknowledged.unwrap() >= 7 * 24 * HOUR_MS);
        }
        if let Some(acknowledged) = acknowledged {
            assert!((0..=74 * HOUR_MS).contains(&(acknowledged - created)));
        }
        for field in [Field::AcceptedDate, Field::DeclinedDate] {
            if let Some(decided) = at(&row, field) {
                assert!((0..7 * 24 * HOUR_MS).contains(&(decided - acknowledged.unwrap())));
            }
        }
        for field in [Field::WonDate, Field::LostDate] {
            if let Some(closed) = at(&row, field) {
                assert!(closed >= at(&row, Field::AcceptedDate).unwrap());
            }
        }
    }
}

#[test]
fn the_status_says_which_date_is_the_last_one() {
    let ends = [
        ("Won", Field::WonDate),
        ("Lost", Field::LostDate),
        ("Declined", Field::DeclinedDate),
        ("Expired", Field::ExpiredDate),
        ("Missed", Field::MissedDate),
        ("Skipped", Field::SkippedDate),
    ];
    let end: Timestamp = Day::parse("2018-12-31").unwrap().start();
    for row in rows() {
        let set: Vec<Field> = ends
            .iter()
            .map(|(_, field)| *field)
            .filter(|field| row.date(*field).is_some())
            .collect();
        assert!(set.len() <= 1, "{row:?}");
        let status = row.term(Field::Status).unwrap();
        if let Some((_, field)) = ends.iter().find(|(name, _)| *name == status) {
            assert_eq!(set, [*field]);
        }
        if ["New", "Acknowledged", "Accepted"].contains(&status) {
            assert!(set.is_empty());
            assert_eq!(row.date(Field::ArchivedDate), None);
        }
        assert!(
            Field::DATES
                .into_iter()
                .filter_map(|field| row.date(field))
                .all(|at| at < end)
        );
    }
}

#[test]
fn values_are_spread_and_a_few_are_odd() {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let rows = rows();
    for row in &rows {
        *counts.entry(row.term(Field::Status).unwrap()).or_default() += 1;
    }
    for status in [
        "New",
        "Acknowledged",
        "Accepted",
        "Won",
        "Lost",
        "Declined",
        "Skipped",
        "Missed",
        "Expired",
        "Active",
    ] {
        assert!(
            counts.get(status).is_some_and(|count| *count > 0),
            "{status} in {counts:?}"
        );
    }
    let known = referral_engine::field::STATUSES;
    let odd = counts
        .iter()
        .filter(|(status, _)| !known.contains(status))
        .map(|(_, count)| count)
        .sum::<usize>();
    assert!((12..240).contains(&odd), "{odd} of {}", rows.len());
    assert!(
        rows.iter()
            .any(|row| row.term(Field::CustomerMarket).is_none())
    );
    let markets: BTreeSet<_> = rows
        .iter()
        .filter_map(|row| row.term(Field::CustomerMarket))
        .collect();
    assert!(markets.len() >= 38, "{}", markets.len());
    assert!(markets.iter().all(|code| code.len() == 2));
    let has = |needle: &str| {
        rows.iter()
            .any(|row| row.term(Field::CustomerName).unwrap().contains(needle))
    };
    for needle in ["O'Neil", "<b>", "股份有限公司", "شركة", "ß", "Å", "\""] {
        assert!(has(needle), "{needle}");
    }
}

#[test]
fn a_row_is_about_430_bytes() {
    let mut out = Vec::new();
    for row in rows() {
        row.write_json(&mut out);
        out.push(b',');
    }
    let mean = out.len() / 12_000;
    assert!((410..450).contains(&mean), "{mean}");
}

#[test]
fn a_demonstration_has_few_oddities() {
    let recipe = Recipe {
        rows: 2000,
        seed: 7,
        oddities: Oddities::Few,
        ..Recipe::default()
    };
    let rows: Vec<Row> = Generator::new(recipe).collect();
    let hostile = rows
        .iter()
        .filter(|row| row.term(Field::CustomerName).unwrap().contains('<'))
        .count();
    assert!(hostile < 5, "{hostile}");
}
