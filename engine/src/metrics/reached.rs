//! How far referrals got, and the condition of a filter that says so of the very same referrals.
//!
//! What a step counts is more than a status: whoever was accepted and lost was accepted all the same. So a condition is put
//! together from the statuses that rows have and from tests for dates, and given only where it holds for exactly those rows
//! that are counted.

use super::frame::{Frame, Scope};
use super::options::Basis;
use super::stage::{Moments, Reader, Stage};
use super::status::{Said, Statuses};
use crate::derived::matching;
use crate::field::Field;
use crate::filter::{Expr, Op, Value};
use crate::mask::Mask;

/// Conditions of more statuses help nobody.
const MOST_STATUSES: usize = 16;

/// The steps that a referral has got to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reached {
    pub(super) acknowledged: bool,
    pub(super) accepted: bool,
    pub(super) won: bool,
}

impl Reached {
    /// The status is trusted: an open one has not got beyond itself, whatever the dates say.
    pub(super) fn of(moments: &Moments, stage: Stage) -> Self {
        let closed_with = |date: Field| !stage.is_open() && moments.at(date).is_some();
        let accepted = stage.is_accepted() || closed_with(Field::AcceptedDate);
        Self {
            acknowledged: accepted
                || stage == Stage::Acknowledged
                || closed_with(Field::AcknowledgedDate),
            accepted,
            won: stage == Stage::Won,
        }
    }

    /// By the places of [`STEPS`].
    const fn steps(self) -> [bool; STEPS.len()] {
        [true, self.acknowledged, self.accepted, self.won]
    }
}

/// The steps of the funnel.
const STEPS: [&str; 4] = ["received", "acknowledged", "accepted", "won"];

/// What may be the condition for a step.
struct Candidate {
    step: usize,
    expr: Expr,
    rows: Mask,
}

/// The conditions for what the funnel counts, step by step; `None` where no filter says that, or all are meant.
pub fn reached(scope: Scope<'_>, frame: &Frame) -> [Option<Expr>; STEPS.len()] {
    let mut candidates = candidates(scope, frame);
    let statuses = Statuses::of(scope.table);
    let mut reader = Reader::of(scope.table);
    for row in scope.iter() {
        let moments = reader.row(row);
        let created = moments.at(Field::CreatedDate);
        let is_in = created.map_or(frame.period.is_all(), |at| frame.period.contains(at));
        let counted = match statuses.stage(row) {
            Some(status) if is_in => Reached::of(&moments, moments.stage_with(status)).steps(),
            _ => [false; STEPS.len()],
        };
        candidates
            .retain(|candidate| counted.get(candidate.step) == Some(&candidate.rows.has(row)));
        if candidates.is_empty() {
            break;
        }
    }
    let mut found = [const { None }; STEPS.len()];
    for Candidate { step, expr, .. } in candidates {
        if let Some(slot @ None) = found.get_mut(step) {
            *slot = Some(expr);
        }
    }
    found
}

/// What may say each step, the simplest first.
fn candidates(scope: Scope<'_>, frame: &Frame) -> Vec<Candidate> {
    if frame.basis != Basis::Cohort || frame.only_mature {
        return Vec::new();
    }
    let (from, to) = (frame.period.from.day(), frame.period.to.day());
    let period = (!frame.period.is_all()).then(|| Expr::between(Field::CreatedDate, from, to));
    let words = Words::of(scope);
    let candidate = |(step, expr): (usize, Option<Expr>)| {
        let expr = all([period.clone(), expr])?;
        let rows = matching(scope.table, &expr);
        Some(Candidate { step, expr, rows })
    };
    let steps = STEPS.into_iter().enumerate();
    steps
        .flat_map(|(place, step)| {
            words
                .candidates(step)
                .into_iter()
                .map(move |expr| (place, expr))
        })
        .filter_map(candidate)
        .collect()
}

/// The statuses that rows have, and what each of them says.
struct Words<'a>(Vec<(&'a str, Said)>);

impl<'a> Words<'a> {
    fn of(scope: Scope<'a>) -> Self {
        let column = scope.table.terms(Field::Status);
        let texts = column
            .into_iter()
            .flat_map(|column| column.dictionary().iter());
        let texts = texts.map(str::trim);
        Self(texts.map(|text| (text, Said::of(text))).collect())
    }

    /// What may say it, the simplest first; `None` for no condition at all.
    fn candidates(&self, step: &str) -> Vec<Option<Expr>> {
        let referrals = self.0.iter().filter(|(_, said)| *said != Said::Error);
        if referrals.count() > MOST_STATUSES {
            return Vec::new();
        }
        let (stages, dates): (&[Stage], Option<Expr>) = match step {
            "acknowledged" => (
                &[
                    Stage::Acknowledged,
                    Stage::Accepted,
                    Stage::Won,
                    Stage::Lost,
                ],
                Some(is_dated(Field::AcknowledgedDate).or(is_dated(Field::AcceptedDate))),
            ),
            "accepted" => (
                &[Stage::Accepted, Stage::Won, Stage::Lost],
                Some(is_dated(Field::AcceptedDate)),
            ),
            "won" => (&[Stage::Won], None),
            _ => return vec![self.neither(&[])],
        };
        let said = self.one_of(stages);
        // Those that are open have not got there, whatever their dates say.
        let open = [Stage::New, Stage::Acknowledged];
        let dated = dates.and_then(|dates| all([Some(dates), self.neither(&open)]));
        // Of those kept under "archived" and of unknown statuses the dates say how they ended.
        let known = Stage::ALL.map(|stage| (stage != Stage::Archived).then_some(stage));
        let known: Vec<Stage> = known.into_iter().flatten().collect();
        let ends = match step {
            "won" => is_dated(Field::WonDate).and(Expr::is_null(Field::LostDate)),
            _ => is_dated(Field::WonDate).or(is_dated(Field::LostDate)),
        };
        let ended = all([Some(ends), self.neither(&known)]);
        let closed = any([said.clone(), dated]);
        let either = any([closed.clone(), ended]);
        let found = [said, closed, either].into_iter();
        found.filter(Option::is_some).collect()
    }

    fn one_of(&self, stages: &[Stage]) -> Option<Expr> {
        let texts = self.of_stages(stages);
        texts
            .map(|text| Expr::is(Field::Status, text))
            .reduce(Expr::or)
    }

    /// No status of these stages, and no error.
    fn neither(&self, stages: &[Stage]) -> Option<Expr> {
        let errors = self.0.iter().filter(|(_, said)| *said == Said::Error);
        self.of_stages(stages)
            .chain(errors.map(|(text, _)| *text))
            .map(|text| Expr::Compare {
                field: Field::Status,
                op: Op::Ne,
                value: Value::Text(text.to_owned()),
            })
            .reduce(Expr::and)
    }

    fn of_stages(&self, stages: &[Stage]) -> impl Iterator<Item = &'a str> {
        let texts = self.0.iter();
        texts
            .filter(|(_, said)| matches!(said, Said::Stage(stage) if stages.contains(stage)))
            .map(|(text, _)| *text)
    }
}

fn all<const N: usize>(parts: [Option<Expr>; N]) -> Option<Expr> {
    parts.into_iter().flatten().reduce(Expr::and)
}

fn any<const N: usize>(parts: [Option<Expr>; N]) -> Option<Expr> {
    parts.into_iter().flatten().reduce(Expr::or)
}

fn is_dated(field: Field) -> Expr {
    Expr::Compare {
        field,
        op: Op::Ne,
        value: Value::Null,
    }
}
