//! Where a referral stands, and whether its dates contradict its status (endpoint.md §5).
//!
//! The status is trusted over the dates; where it is absent, the dates decide. Nothing is counted here.

use serde::{Serialize, Serializer};

use crate::date::Timestamp;
use crate::field::{Field, STATUSES, canonical_status};
use crate::table::{Dates, PART, Table, moment};

/// A stage of the life cycle, in the order of [`STATUSES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Nobody has looked at it.
    New,
    /// The partner is interested and evaluates.
    Acknowledged,
    /// The deal is being worked.
    Accepted,
    /// The customer bought.
    Won,
    /// The customer did not.
    Lost,
    /// Declined after a look at the details.
    Declined,
    /// "No thanks" without evaluating.
    Skipped,
    /// Not looked at in time.
    Missed,
    /// Not decided in time.
    Expired,
    /// Closed, and no date says how.
    Archived,
}

impl Stage {
    /// All stages, in order.
    pub const ALL: [Self; 10] = [
        Self::New,
        Self::Acknowledged,
        Self::Accepted,
        Self::Won,
        Self::Lost,
        Self::Declined,
        Self::Skipped,
        Self::Missed,
        Self::Expired,
        Self::Archived,
    ];

    /// The documented status of the stage.
    pub fn name(self) -> &'static str {
        STATUSES.get(self as usize).copied().unwrap_or_default()
    }

    /// The stage of a status or one of its aliases; `None` for a value that no source knows.
    pub(crate) fn from_status(raw: &str) -> Option<Self> {
        let known = canonical_status(raw)?;
        Self::ALL.into_iter().find(|stage| stage.name() == known)
    }

    /// Whether something may still happen.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::New | Self::Acknowledged | Self::Accepted)
    }

    /// Whether the stage says by itself that the referral was accepted.
    pub(crate) const fn is_accepted(self) -> bool {
        matches!(self, Self::Accepted | Self::Won | Self::Lost)
    }

    /// The date of entering the stage.
    pub const fn date(self) -> Field {
        match self {
            Self::New => Field::CreatedDate,
            Self::Acknowledged => Field::AcknowledgedDate,
            Self::Accepted => Field::AcceptedDate,
            Self::Won => Field::WonDate,
            Self::Lost => Field::LostDate,
            Self::Declined => Field::DeclinedDate,
            Self::Skipped => Field::SkippedDate,
            Self::Missed => Field::MissedDate,
            Self::Expired => Field::ExpiredDate,
            Self::Archived => Field::ArchivedDate,
        }
    }
}

impl Serialize for Stage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// The moments of one row; a date that cannot be read is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moments([Option<Timestamp>; Field::DATES.len()]);

/// The moments of many rows: the columns are looked up once for each part of theirs, and not for each row.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    columns: [Option<&'a Dates>; Field::DATES.len()],
    part: usize,
    cells: [&'a [i64]; Field::DATES.len()],
}

impl<'a> Reader<'a> {
    pub(super) fn of(table: &'a Table) -> Self {
        Self {
            columns: Field::DATES.map(|field| table.dates(field)),
            part: usize::MAX,
            cells: [&[]; Field::DATES.len()],
        }
    }

    /// The moments of a row; quick where the one before was near.
    #[inline]
    pub(super) fn row(&mut self, row: usize) -> Moments {
        if row / PART != self.part {
            self.part = row / PART;
            self.cells = self
                .columns
                .map(|column| column.map_or(&[][..], |column| column.part(row / PART)));
        }
        let place = row % PART;
        Moments(
            self.cells
                .map(|cells| cells.get(place).copied().and_then(moment)),
        )
    }
}

impl Moments {
    /// The moments of a row of the table.
    pub fn of(table: &Table, row: usize) -> Self {
        let mut moments = Self::default();
        for (field, moment) in Field::DATES.into_iter().zip(&mut moments.0) {
            *moment = table.dates(field).and_then(|column| column.at(row));
        }
        moments
    }

    /// The moment of a date field.
    pub fn at(&self, field: Field) -> Option<Timestamp> {
        let place = field.index().checked_sub(Field::TERMS.len())?;
        *self.0.get(place)?
    }

    /// The last of all moments.
    pub fn last(&self) -> Option<Timestamp> {
        self.0.into_iter().flatten().max()
    }

    /// The stage as the dates alone have it: won or lost, else declined, expired, missed or skipped, whichever is the latest,
    /// else archived, accepted, acknowledged, new (endpoint.md §5.3).
    pub fn stage(&self) -> Stage {
        const ORDER: [&[Stage]; 5] = [
            &[Stage::Lost, Stage::Won],
            &[
                Stage::Skipped,
                Stage::Missed,
                Stage::Declined,
                Stage::Expired,
            ],
            &[Stage::Archived],
            &[Stage::Accepted],
            &[Stage::Acknowledged],
        ];
        let latest = |stages: &&[Stage]| {
            let dated = stages
                .iter()
                .filter_map(|stage| Some((self.at(stage.date())?, *stage)));
            dated.max_by_key(|(at, _)| *at).map(|(_, stage)| stage)
        };
        ORDER.iter().find_map(latest).unwrap_or(Stage::New)
    }

    /// The stage, given what the status says: the status is trusted, the dates fill in what it leaves open.
    pub(crate) fn stage_with(&self, status: Option<Stage>) -> Stage {
        match status {
            // Everything that is closed is kept under "archived"; the dates say how it was closed.
            None | Some(Stage::Archived) => {
                let stage = self.stage();
                if status.is_some() && stage.is_open() {
                    Stage::Archived
                } else {
                    stage
                }
            }
            Some(stage) => stage,
        }
    }

    /// The date that contradicts the status: a step that comes after an open status, or another end than a closed one.
    ///
    /// A missing date contradicts nothing, nor does a reaction later than the 72 hours (endpoint.md §5.1). A missed date is
    /// only a warning where a later step was taken (§5.2), and two pairs of ends share a status there: rejected for
    /// skipped and declined, expired for missed and expired.
    pub fn contradicts(&self, status: Stage) -> Option<Field> {
        const ENDS: [Stage; 6] = [
            Stage::Won,
            Stage::Lost,
            Stage::Declined,
            Stage::Expired,
            Stage::Skipped,
            Stage::Missed,
        ];
        let has = |stage: &Stage| self.at(stage.date()).is_some();
        let other_end = |end: &Stage| {
            let is_same = matches!(
                (status, *end),
                (Stage::Expired, Stage::Missed) | (Stage::Declined, Stage::Skipped)
            );
            *end != status && !is_same && has(end) && !self.is_warning(*end)
        };
        let later: &[Stage] = match status {
            Stage::Archived => return None,
            Stage::New => &[Stage::Accepted, Stage::Acknowledged],
            Stage::Acknowledged => &[Stage::Accepted],
            _ => &[],
        };
        ENDS.into_iter()
            .find(other_end)
            .or_else(|| later.iter().copied().find(has))
            .map(Stage::date)
    }

    /// Whether the end was passed by: a missed date with a later step behind it.
    fn is_warning(&self, end: Stage) -> bool {
        let Some(missed) = self.at(Field::MissedDate).filter(|_| end == Stage::Missed) else {
            return false;
        };
        let steps = [
            Field::AcknowledgedDate,
            Field::AcceptedDate,
            Field::DeclinedDate,
            Field::ExpiredDate,
            Field::WonDate,
            Field::LostDate,
        ];
        steps
            .into_iter()
            .any(|step| self.at(step).is_some_and(|at| at >= missed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::cells;

    type Dated<'a> = &'a [(Field, &'a str)];

    fn moments(dates: Dated<'_>) -> Moments {
        let mut table = Table::new();
        table.push(&cells(dates), "");
        Moments::of(&table, 0)
    }

    #[test]
    fn names_and_aliases_become_stages() {
        for stage in Stage::ALL {
            assert_eq!(Stage::from_status(stage.name()), Some(stage));
        }
        assert_eq!(Stage::from_status(" validated "), Some(Stage::Acknowledged));
        assert_eq!(Stage::from_status("Closed"), Some(Stage::Archived));
        assert_eq!(Stage::from_status("Teleported"), None);
    }

    #[test]
    fn without_a_status_the_dates_decide() {
        use Field::*;
        let cases: [(Dated<'_>, Stage); 8] = [
            (&[], Stage::New),
            (&[(AcknowledgedDate, "2018-02-02")], Stage::Acknowledged),
            (
                &[
                    (AcknowledgedDate, "2018-02-02"),
                    (AcceptedDate, "2018-02-01"),
                ],
                Stage::Accepted,
            ),
            (
                &[(AcceptedDate, "2018-02-02"), (ArchivedDate, "2018-02-03")],
                Stage::Archived,
            ),
            (
                &[(MissedDate, "2018-02-04"), (ExpiredDate, "2018-02-05")],
                Stage::Expired,
            ),
            (
                &[(MissedDate, "2018-02-06"), (ExpiredDate, "2018-02-05")],
                Stage::Missed,
            ),
            (
                &[(WonDate, "2018-02-01"), (ExpiredDate, "2018-02-05")],
                Stage::Won,
            ),
            (
                &[(WonDate, "2018-02-01"), (LostDate, "2018-02-05")],
                Stage::Lost,
            ),
        ];
        for (dates, stage) in cases {
            assert_eq!(moments(dates).stage(), stage, "{dates:?}");
        }
    }

    #[test]
    fn archived_says_that_it_is_closed_and_the_dates_how() {
        let archived = Some(Stage::Archived);
        let won = moments(&[(Field::WonDate, "2018-02-01")]);
        assert_eq!(won.stage_with(archived), Stage::Won);
        let accepted = moments(&[(Field::AcceptedDate, "2018-02-01")]);
        assert_eq!(accepted.stage_with(archived), Stage::Archived);
        assert_eq!(won.stage_with(Some(Stage::Accepted)), Stage::Accepted);
        assert_eq!(won.stage_with(None), Stage::Won);
    }

    #[test]
    fn contradictions_are_later_steps_and_other_ends() {
        use Field::*;
        let cases: [(Stage, Dated<'_>, Option<Field>); 13] = [
            (Stage::New, &[(CreatedDate, "2018-02-01")], None),
            (
                Stage::New,
                &[(AcknowledgedDate, "2018-02-01")],
                Some(AcknowledgedDate),
            ),
            (
                Stage::Acknowledged,
                &[(AcknowledgedDate, "2018-02-01")],
                None,
            ),
            (
                Stage::Acknowledged,
                &[(AcceptedDate, "2018-02-01")],
                Some(AcceptedDate),
            ),
            // The documented sample: acknowledged after more than 72 hours.
            (
                Stage::Accepted,
                &[
                    (CreatedDate, "2018-02-04T23:08:59"),
                    (AcknowledgedDate, "2018-02-07T23:40:50"),
                    (AcceptedDate, "2018-02-07T23:43:19"),
                ],
                None,
            ),
            (Stage::Accepted, &[(WonDate, "2018-02-01")], Some(WonDate)),
            (Stage::Accepted, &[(ArchivedDate, "2018-02-01")], None),
            (Stage::Won, &[], None),
            (
                Stage::Won,
                &[(WonDate, "2018-02-01"), (LostDate, "2018-01-01")],
                Some(LostDate),
            ),
            (Stage::Expired, &[(MissedDate, "2018-02-01")], None),
            (Stage::Declined, &[(SkippedDate, "2018-02-01")], None),
            (
                Stage::Accepted,
                &[(MissedDate, "2018-02-01"), (AcceptedDate, "2018-02-02")],
                None,
            ),
            (
                Stage::Accepted,
                &[(MissedDate, "2018-02-03"), (AcceptedDate, "2018-02-02")],
                Some(MissedDate),
            ),
        ];
        for (status, dates, field) in cases {
            assert_eq!(
                moments(dates).contradicts(status),
                field,
                "{status:?} {dates:?}"
            );
        }
        assert_eq!(
            moments(&[(WonDate, "2018-02-01")]).contradicts(Stage::Archived),
            None
        );
    }
}
