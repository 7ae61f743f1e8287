//! The life of one referral: its ten dates in the order of time, and where they contradict one another or the status.
//!
//! The model is endpoint.md §5; where the status stands against the dates says `metrics`. That a referral was acknowledged after the 72 hours is no contradiction (§5.1), and a
//! missing step is none either: later rows lack some of them (§5.2).

use crate::date::Timestamp;
use crate::field::Field;
use crate::metrics::{Moments, Stage};
use crate::table::{DateValue, Table};

/// A referral's life.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Life {
    /// What has happened, earliest first.
    pub steps: Vec<Step>,
    /// Dates that could not be read.
    pub unreadable: Vec<Field>,
    /// What has not happened.
    pub missing: Vec<Field>,
    /// What cannot all be true.
    pub contradictions: Vec<Contradiction>,
}

/// Something that has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which date.
    pub field: Field,
    /// When.
    pub at: Timestamp,
    /// Milliseconds since the step before.
    pub since_ms: Option<i64>,
}

/// Two things of which one must be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// A step has a date before one that it follows from.
    Before {
        /// The step.
        field: Field,
        /// What it cannot come before.
        other: Field,
    },
    /// A referral has two ends, and no status that says which one counts.
    TwoEnds(Field, Field),
    /// The status and the dates speak of different stages.
    Status {
        /// The status, as it came.
        status: String,
        /// The date that speaks against it.
        date: Field,
    },
}

/// Ends that rule one another out. A missed referral may still be worked with (endpoint.md §5.2).
const ENDS: [Field; 5] = [
    Field::WonDate,
    Field::LostDate,
    Field::DeclinedDate,
    Field::ExpiredDate,
    Field::SkippedDate,
];

/// Steps and what they follow from, beyond that all follow from the creation.
const ORDER: [(Field, Field); 5] = [
    (Field::AcceptedDate, Field::AcknowledgedDate),
    (Field::DeclinedDate, Field::AcknowledgedDate),
    (Field::ExpiredDate, Field::AcknowledgedDate),
    (Field::WonDate, Field::AcceptedDate),
    (Field::LostDate, Field::AcceptedDate),
];

impl Life {
    /// Of a row.
    pub fn of(table: &Table, row: usize) -> Self {
        let mut life = Self::default();
        for field in Field::DATES {
            match table.date(row, field) {
                DateValue::At(at) => life.steps.push(Step {
                    field,
                    at,
                    since_ms: None,
                }),
                DateValue::Unreadable => life.unreadable.push(field),
                DateValue::Never => life.missing.push(field),
            }
        }
        let moments = Moments::of(table, row);
        life.contradictions = contradictions(&moments, table.term(row, Field::Status));
        crate::order::sort_by_key(&mut life.steps, |step| step.at);
        let mut before = None;
        for step in &mut life.steps {
            step.since_ms = before.map(|before: Timestamp| step.at.0 - before.0);
            before = Some(step.at);
        }
        life
    }
}

fn contradictions(moments: &Moments, status: Option<&str>) -> Vec<Contradiction> {
    let from_creation = Field::DATES.map(|field| (field, Field::CreatedDate));
    let is_early = |(field, other): &(Field, Field)| {
        let both = moments.at(*field).zip(moments.at(*other));
        both.is_some_and(|(at, other)| at < other)
    };
    let mut found: Vec<Contradiction> = from_creation
        .into_iter()
        .chain(ORDER)
        .filter(is_early)
        .map(|(field, other)| Contradiction::Before { field, other })
        .collect();
    let stage = status.and_then(Stage::from_status);
    if let Some((raw, date)) = status.zip(stage.and_then(|stage| moments.contradicts(stage))) {
        found.push(Contradiction::Status {
            status: raw.to_owned(),
            date,
        });
    } else if stage.is_none() {
        let mut ends = ENDS.into_iter().filter(|end| moments.at(*end).is_some());
        if let (Some(first), Some(second)) = (ends.next(), ends.next()) {
            found.push(Contradiction::TwoEnds(first, second));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::cells;

    fn life(pairs: &[(Field, &str)]) -> Life {
        let mut table = Table::new();
        table.push(&cells(pairs), "");
        Life::of(&table, 0)
    }

    #[test]
    fn the_documented_sample_is_in_order_and_contradicts_nothing() {
        // endpoint.md §5.1: acknowledged 3 d 0 h 31 min 51 s after creation, accepted 2 min 29 s later.
        let life = life(&[
            (Field::Status, "Accepted"),
            (Field::CreatedDate, "2018-02-04T23:08:59"),
            (Field::AcceptedDate, "2018-02-07T23:43:19"),
            (Field::AcknowledgedDate, "2018-02-07T23:40:50"),
            (Field::ArchivedDate, "soon"),
        ]);
        let steps: Vec<(Field, Option<i64>)> = life
            .steps
            .iter()
            .map(|step| (step.field, step.since_ms))
            .collect();
        assert_eq!(
            steps,
            [
                (Field::CreatedDate, None),
                (
                    Field::AcknowledgedDate,
                    Some(3 * 86_400_000 + (31 * 60 + 51) * 1000)
                ),
                (Field::AcceptedDate, Some(149_000)),
            ]
        );
        assert_eq!(life.unreadable, [Field::ArchivedDate]);
        assert_eq!(life.missing.len(), 6);
        assert_eq!(life.contradictions, []);
    }

    #[test]
    fn what_cannot_all_be_true_is_named() {
        let won_early = life(&[
            (Field::Status, "Won"),
            (Field::CreatedDate, "2018-02-04"),
            (Field::AcceptedDate, "2018-02-06"),
            (Field::WonDate, "2018-02-05"),
        ]);
        assert_eq!(
            won_early.contradictions,
            [Contradiction::Before {
                field: Field::WonDate,
                other: Field::AcceptedDate
            }]
        );
        let twice = life(&[
            (Field::Status, "Teleported"),
            (Field::CreatedDate, "2018-02-04"),
            (Field::WonDate, "2018-02-05"),
            (Field::LostDate, "2018-02-06"),
        ]);
        assert_eq!(
            twice.contradictions,
            [Contradiction::TwoEnds(Field::WonDate, Field::LostDate)]
        );
        let other = life(&[
            (Field::Status, "active"),
            (Field::CreatedDate, "2018-02-04"),
            (Field::DeclinedDate, "2018-02-03"),
        ]);
        assert_eq!(
            other.contradictions,
            [
                Contradiction::Before {
                    field: Field::DeclinedDate,
                    other: Field::CreatedDate
                },
                Contradiction::Status {
                    status: "active".to_owned(),
                    date: Field::DeclinedDate
                }
            ]
        );
    }

    #[test]
    fn what_may_be_so_is_not_held_against_a_row() {
        // Later rows lack steps, ends are archived, a missed referral may be worked with, a status may be unknown.
        for pairs in [
            &[
                (Field::Status, "Won"),
                (Field::CreatedDate, "2020-01-01"),
                (Field::WonDate, "2020-01-02"),
            ][..],
            &[
                (Field::Status, "Archived"),
                (Field::CreatedDate, "2020-01-01"),
                (Field::LostDate, "2020-01-02"),
            ],
            &[
                (Field::Status, "Won"),
                (Field::MissedDate, "2020-01-01"),
                (Field::WonDate, "2020-01-02"),
            ],
            &[
                (Field::Status, "Teleported"),
                (Field::CreatedDate, "2020-01-01"),
            ],
            &[(Field::CreatedDate, "2020-01-01")],
            &[(Field::Status, "Won")],
        ] {
            assert_eq!(life(pairs).contradictions, [], "{pairs:?}");
        }
    }
}
