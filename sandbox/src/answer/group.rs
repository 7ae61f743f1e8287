//! Grouped answers: counted, ascending, each group a JSON object (endpoint.md §3.2).
//!
//! Not the engine's grouping: the widget's is checked against this one.

use std::collections::BTreeMap;

use referral_engine::date::Day;

use crate::dataset::{Chosen, Dataset};
use crate::fault::{Fault, Groups};
use crate::query::Query;
use crate::row::{Row, write_date, write_text};

/// What a row is grouped under, for one field. Ordered: nothing first, then ascending.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    Term(Option<&'a str>),
    Date(Option<Day>),
}

/// How groups are written, which faults may change.
#[derive(Clone, Copy)]
struct Make {
    measure: &'static str,
    quote: &'static str,
    unknown: Option<&'static str>,
    date: Option<Groups>,
    most: usize,
}

impl Make {
    fn of(faults: &[Fault]) -> Self {
        let mut make = Self {
            measure: "referralCount",
            quote: "\"",
            unknown: Some("UNKNOWN"),
            date: None,
            most: usize::MAX,
        };
        for fault in faults {
            match fault {
                Fault::Groups(Groups::Renamed) => make.measure = "leadCount",
                Fault::Groups(Groups::Numbers) => make.quote = "",
                Fault::Groups(Groups::Null) => make.unknown = None,
                Fault::Groups(Groups::Cut(most)) => make.most = *most,
                Fault::Groups(other) => make.date = Some(*other),
                _ => {}
            }
        }
        make
    }
}

/// All groups of the chosen rows, each as JSON.
pub(super) fn groups(
    data: &Dataset,
    chosen: &Chosen,
    query: &Query,
    faults: &[Fault],
) -> Vec<Vec<u8>> {
    let make = Make::of(faults);
    let mut counts: BTreeMap<Vec<Key<'_>>, u64> = BTreeMap::new();
    for row in chosen
        .iter()
        .filter_map(|place| data.rows.get(*place as usize))
    {
        *counts.entry(keys(row, query, make)).or_default() += 1;
    }
    let written = counts
        .iter()
        .map(|(keys, count)| write(keys, *count, query, make));
    written.take(make.most).collect()
}

fn keys<'a>(row: &'a Row, query: &Query, make: Make) -> Vec<Key<'a>> {
    let fields = query.group_by.iter();
    let keys = fields.map(|field| match field.is_date() {
        true => Key::Date(row.date(*field).map(|at| at.day().bucket(query.level))),
        false => Key::Term(row.term(*field).or(make.unknown)),
    });
    keys.collect()
}

fn write(keys: &[Key<'_>], count: u64, query: &Query, make: Make) -> Vec<u8> {
    let mut out = vec![b'{'];
    for (field, key) in query.group_by.iter().zip(keys) {
        let name = match key {
            Key::Date(_) if make.date == Some(Groups::DateKey) => "date",
            _ => field.name(),
        };
        out.extend_from_slice(format!("\"{name}\":").as_bytes());
        match key {
            Key::Term(text) => write_text(&mut out, *text),
            Key::Date(day) => write_day(&mut out, *day, make),
        }
        out.push(b',');
    }
    let Make { measure, quote, .. } = make;
    out.extend_from_slice(format!("\"{measure}\":{quote}{count}{quote}}}").as_bytes());
    out
}

fn write_day(out: &mut Vec<u8>, day: Option<Day>, make: Make) {
    let other = day.and_then(|day| {
        let (year, month, number) = day.civil();
        match make.date? {
            Groups::Months => Some(format!("{year:04}-{month:02}")),
            Groups::UsDates => Some(format!("{month}/{number}/{year}")),
            Groups::DateOnly => Some(day.to_string()),
            _ => None,
        }
    });
    match other {
        Some(text) => write_text(out, Some(&text)),
        None => write_date(out, day.map(Day::start)),
    }
}
