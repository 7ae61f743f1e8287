//! What is about to run out: open referrals by the time that is left until their next limit (endpoint.md §5.1, §5.2).
//!
//! A referral that nobody has looked at is missed after some hours, one that is evaluated expires some days after its
//! acknowledgement, and one that is not decided expires some days after its creation. The next of these that still lies
//! ahead counts; the last of them where none does. An accepted referral has no limit.

use crate::date::{DAY_MS, Timestamp};
use crate::field::Field;

use super::frame::Scope;
use super::options::Windows;
use super::stage::{Moments, Reader, Stage};
use super::status::Statuses;

/// What runs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Limit {
    /// The time to look at it; then it is missed.
    Answer,
    /// The time to evaluate it; then it expires.
    Evaluation,
    /// The time to decide; then it expires.
    Decision,
}

impl Limit {
    /// A short name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Evaluation => "evaluation",
            Self::Decision => "decision",
        }
    }
}

/// How urgent it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// No time is left.
    Overdue,
    /// Less than 24 hours, or just those.
    Day,
    /// Up to three days.
    ThreeDays,
    /// Up to seven days.
    Week,
    /// Longer.
    Later,
}

impl Band {
    /// All bands, the most urgent first.
    pub const ALL: [Self; 5] = [
        Self::Overdue,
        Self::Day,
        Self::ThreeDays,
        Self::Week,
        Self::Later,
    ];

    /// A short name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Day => "day",
            Self::ThreeDays => "three-days",
            Self::Week => "week",
            Self::Later => "later",
        }
    }

    fn of(left_ms: i64) -> Self {
        match left_ms {
            _ if left_ms <= 0 => Self::Overdue,
            _ if left_ms <= DAY_MS => Self::Day,
            _ if left_ms <= 3 * DAY_MS => Self::ThreeDays,
            _ if left_ms <= 7 * DAY_MS => Self::Week,
            _ => Self::Later,
        }
    }
}

/// An open referral and its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The row of the table.
    pub row: u32,
    /// Where it stands: new or acknowledged.
    pub stage: Stage,
    /// What runs out.
    pub limit: Limit,
    /// When.
    pub at: Timestamp,
    /// Milliseconds until then; 0 and less when it has run out.
    pub left_ms: i64,
    /// How urgent it is.
    pub band: Band,
}

/// The open referrals of the rows, what runs out first coming first.
pub fn work_list(scope: Scope<'_>, windows: Windows, as_of: Timestamp) -> Vec<Due> {
    let mut list = open(scope, windows, as_of);
    crate::order::sort_by_key(&mut list, |due: &Due| (due.at, due.row));
    list
}

/// The open referrals, in the order of the rows.
fn open(scope: Scope<'_>, windows: Windows, as_of: Timestamp) -> Vec<Due> {
    let statuses = Statuses::of(scope.table);
    let mut reader = Reader::of(scope.table);
    let limits = Limits { windows, as_of };
    let due = |row: usize| {
        let status = statuses.stage(row)?;
        if !may_be_due(status) {
            return None;
        }
        limits.due(row, status, &reader.row(row))
    };
    scope.iter().filter_map(due).collect()
}

/// Whether a referral of that status may have a limit.
const fn may_be_due(status: Option<Stage>) -> bool {
    matches!(status, None | Some(Stage::New | Stage::Acknowledged))
}

/// How long things may take, and the moment that ages are counted to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) windows: Windows,
    pub(super) as_of: Timestamp,
}

impl Limits {
    /// What runs out for a row with that status and these moments; `None` where nothing does.
    #[inline]
    pub(super) fn due(self, row: usize, status: Option<Stage>, moments: &Moments) -> Option<Due> {
        if !may_be_due(status) {
            return None;
        }
        let stage = moments.stage_with(status);
        let (limit, at) = next_limit(moments, stage, self.windows, self.as_of)?;
        let left_ms = at.0.saturating_sub(self.as_of.0);
        Some(Due {
            row: row as u32,
            stage,
            limit,
            at,
            left_ms,
            band: Band::of(left_ms),
        })
    }
}

/// The limit that comes next, or the last one where all have passed.
fn next_limit(
    moments: &Moments,
    stage: Stage,
    windows: Windows,
    as_of: Timestamp,
) -> Option<(Limit, Timestamp)> {
    let created = moments.at(Field::CreatedDate);
    let after = |from: Option<Timestamp>, days: i64| Some(Timestamp(from?.0.checked_add(days)?));
    let decision = after(created, i64::from(windows.decision_days) * DAY_MS);
    let first = match stage {
        Stage::New => {
            let answer_ms = i64::from(windows.answer_hours) * (DAY_MS / 24);
            (Limit::Answer, after(created, answer_ms))
        }
        Stage::Acknowledged => {
            let acknowledged = moments.at(Field::AcknowledgedDate);
            let evaluation_ms = i64::from(windows.evaluation_days) * DAY_MS;
            (Limit::Evaluation, after(acknowledged, evaluation_ms))
        }
        _ => return None,
    };
    let limits = [first, (Limit::Decision, decision)];
    let known = || {
        limits
            .into_iter()
            .filter_map(|(limit, at)| Some((limit, at?)))
    };
    known()
        .filter(|(_, at)| *at > as_of)
        .min_by_key(|(_, at)| *at)
        .or_else(|| known().max_by_key(|(_, at)| *at))
}

/// How many are in each band, in the order of [`Band::ALL`].
pub fn bands(list: &[Due]) -> [usize; Band::ALL.len()] {
    let mut counts = [0; Band::ALL.len()];
    for due in list {
        if let Some(count) = counts.get_mut(due.band as usize) {
            *count += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Table, cells};

    const CREATED: &str = "2020-02-27T10:00:00";

    fn list(rows: &[&[(Field, &str)]], as_of: &str) -> Vec<(u32, Limit, String, Band)> {
        let mut table = Table::new();
        for row in rows {
            table.push(&cells(row), "");
        }
        let scope = Scope {
            table: &table,
            rows: None,
        };
        let crate::date::DateCell::At(as_of) = crate::date::read_date_cell(as_of.as_bytes()) else {
            panic!("{as_of}");
        };
        work_list(scope, Windows::default(), as_of)
            .into_iter()
            .map(|due| (due.row, due.limit, due.at.to_string(), due.band))
            .collect()
    }

    fn one(status: &str, acknowledged: &str, as_of: &str) -> Option<(Limit, String, Band)> {
        let row = [
            (Field::Status, status),
            (Field::CreatedDate, CREATED),
            (Field::AcknowledgedDate, acknowledged),
        ];
        list(&[&row], as_of)
            .pop()
            .map(|(_, limit, at, band)| (limit, at, band))
    }

    #[test]
    fn a_new_one_is_missed_after_72_hours_and_expires_after_14_days() {
        // Across the leap day.
        let missed = "2020-03-01T10:00:00Z".to_owned();
        let expires = "2020-03-12T10:00:00Z".to_owned();
        let cases = [
            (
                "2020-02-27T10:00:00",
                Limit::Answer,
                &missed,
                Band::ThreeDays,
            ),
            ("2020-02-27T09:59:59", Limit::Answer, &missed, Band::Week),
            ("2020-02-29T10:00:00", Limit::Answer, &missed, Band::Day),
            ("2020-03-01T09:59:59", Limit::Answer, &missed, Band::Day),
            // Exactly 72 hours: the next limit counts.
            (
                "2020-03-01T10:00:00",
                Limit::Decision,
                &expires,
                Band::Later,
            ),
            ("2020-03-05T10:00:00", Limit::Decision, &expires, Band::Week),
            ("2020-03-12T09:59:59", Limit::Decision, &expires, Band::Day),
            (
                "2020-03-12T10:00:00",
                Limit::Decision,
                &expires,
                Band::Overdue,
            ),
            (
                "2021-01-01T00:00:00",
                Limit::Decision,
                &expires,
                Band::Overdue,
            ),
        ];
        for (as_of, limit, at, band) in cases {
            assert_eq!(
                one("New", "", as_of),
                Some((limit, at.clone(), band)),
                "{as_of}"
            );
        }
    }

    #[test]
    fn an_acknowledged_one_has_seven_days_and_no_more_than_fourteen() {
        let told = |acknowledged, as_of| one("Acknowledged", acknowledged, as_of).unwrap();
        assert_eq!(
            told("2020-02-28T12:00:00", "2020-03-01").1,
            "2020-03-06T12:00:00Z"
        );
        let late = told("2020-03-10T12:00:00", "2020-03-11");
        assert_eq!(late.0, Limit::Decision);
        assert_eq!(late.1, "2020-03-12T10:00:00Z");
        // Without the date of its acknowledgement only the decision is limited.
        assert_eq!(told("", "2020-03-01").0, Limit::Decision);
    }

    #[test]
    fn only_what_is_open_and_undecided_is_listed_in_order() {
        let row = |status| [(Field::Status, status), (Field::CreatedDate, CREATED)];
        let earlier = [
            (Field::Status, "Pending"),
            (Field::CreatedDate, "2020-02-27T09:00:00"),
        ];
        let rows = [
            &row("New")[..],
            &row("Accepted"),
            &row("Won"),
            &row("Error"),
            &[(Field::Status, "New")],
            &earlier,
        ];
        let listed: Vec<u32> = list(&rows, "2020-02-28")
            .into_iter()
            .map(|due| due.0)
            .collect();
        assert_eq!(listed, [5, 0]);
    }
}
