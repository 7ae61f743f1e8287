//! The one pass over the rows: each row becomes some steps with their moments, and each step is counted into the frame.
//!
//! What is counted is told by [`Summary`](super::Summary); this file decides which row counts as what, and when.

use std::ops::Range;

use crate::date::{DAY_MS, Timestamp};
use crate::field::Field;

use super::duration::Collected;
use super::frame::{Frame, Scope};
use super::options::Basis;
use super::reached::Reached;
use super::stage::{Moments, Reader, Stage};
use super::status::Statuses;

/// What can be counted of a referral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Received,
    Acknowledged,
    Accepted,
    Won,
    Lost,
    Declined,
    Skipped,
    Missed,
    Expired,
    Archived,
    Open,
    /// Accepted within 24 hours.
    Prompt,
}

pub(super) const STEPS: usize = 12;

impl Step {
    /// The step of entering a closed stage.
    const fn ending(stage: Stage) -> Self {
        match stage {
            Stage::Won => Self::Won,
            Stage::Lost => Self::Lost,
            Stage::Declined => Self::Declined,
            Stage::Skipped => Self::Skipped,
            Stage::Missed => Self::Missed,
            Stage::Expired => Self::Expired,
            _ => Self::Archived,
        }
    }
}

/// Numbers on their way into a [`Summary`](super::Summary).
#[derive(Debug)]
pub(super) struct Tally {
    pub(super) frame: Frame,
    /// In the period.
    pub(super) counts: [u64; STEPS],
    /// The same without those that are too young, where these are left out.
    pub(super) rated: [u64; STEPS],
    /// Of those in the period, created before it.
    pub(super) past: [u64; STEPS],
    pub(super) recent: [u64; STEPS],
    pub(super) before: [u64; STEPS],
    /// A row of buckets for each step.
    pub(super) trend: Vec<[u32; STEPS]>,
    pub(super) acknowledge: Collected,
    pub(super) accept: Collected,
    pub(super) win: Collected,
    pub(super) young: u64,
    /// Steps without a date, which only all time can count.
    pub(super) undated: u64,
    pub(super) errors: u64,
    pub(super) contradicting: Vec<(u32, Field)>,
    /// Referrals that were open when the first bucket began.
    pub(super) open_before: u64,
    /// Openings and closings in each bucket.
    pub(super) flow: Vec<i64>,
    /// Of the step before; as a rule the next one of a row has the same moment.
    spot: Spot,
}

/// Where a moment lies in the frame.
#[derive(Clone, Copy, Debug)]
struct Spot {
    at: Option<Timestamp>,
    is_in: bool,
    is_recent: bool,
    is_before: bool,
    bucket: Option<usize>,
}

impl Spot {
    fn of(frame: &Frame, at: Option<Timestamp>) -> Self {
        let is_in = at.map_or(frame.period.is_all(), |at| frame.period.contains(at));
        Self {
            at,
            is_in,
            is_recent: at.is_some_and(|at| frame.recent.contains(at)),
            is_before: at.is_some_and(|at| frame.before.contains(at)),
            bucket: at.filter(|_| is_in).and_then(|at| frame.trend.bucket(at)),
        }
    }
}

/// One step of one row.
struct Happened {
    step: Step,
    at: Option<Timestamp>,
    created: Option<Timestamp>,
    is_rated: bool,
}

impl Tally {
    pub(super) fn of(scope: Scope<'_>, frame: &Frame) -> Self {
        let mut tally = Self::new(frame.clone());
        tally.count(
            scope,
            0..scope.len(),
            &Statuses::of(scope.table),
            |_, _, _| {},
        );
        tally
    }

    pub(super) fn new(frame: Frame) -> Self {
        Self {
            counts: [0; STEPS],
            rated: [0; STEPS],
            past: [0; STEPS],
            recent: [0; STEPS],
            before: [0; STEPS],
            trend: vec![[0; STEPS]; frame.trend.starts.len()],
            acknowledge: Collected::default(),
            accept: Collected::default(),
            win: Collected::default(),
            young: 0,
            undated: 0,
            errors: 0,
            contradicting: Vec::new(),
            open_before: 0,
            flow: vec![0; frame.trend.starts.len()],
            spot: Spot::of(&frame, None),
            frame,
        }
    }

    /// Counts some of the rows; each row that is a referral is shown to `also`, with its status where it has one.
    pub(super) fn count(
        &mut self,
        scope: Scope<'_>,
        places: Range<usize>,
        statuses: &Statuses<'_>,
        mut also: impl FnMut(usize, Option<Stage>, &Moments),
    ) {
        let mut reader = Reader::of(scope.table);
        for row in scope.places(places) {
            let Some(status) = statuses.stage(row) else {
                self.errors += 1;
                continue;
            };
            let moments = reader.row(row);
            if let Some(field) = status.and_then(|status| moments.contradicts(status)) {
                self.contradicting.push((row as u32, field));
            }
            self.row(&moments, moments.stage_with(status));
            also(row, status, &moments);
        }
    }

    fn row(&mut self, moments: &Moments, stage: Stage) {
        let created = moments.at(Field::CreatedDate);
        let is_cohort = self.frame.basis == Basis::Cohort;
        let is_young = created.is_some_and(|created| self.frame.is_young(created));
        if is_young && self.is_in(created) {
            self.young += 1;
        }
        let is_rated = !(is_cohort && is_young && self.frame.only_mature);
        let mut happened = |step, at| {
            let at = if is_cohort { created } else { at };
            self.happened(&Happened {
                step,
                at,
                created,
                is_rated,
            })
        };
        happened(Step::Received, created);
        let Reached {
            acknowledged,
            accepted,
            won,
        } = Reached::of(moments, stage);
        let accepted_at = moments.at(Field::AcceptedDate);
        let acknowledged_at = moments.at(Field::AcknowledgedDate);
        if acknowledged {
            happened(Step::Acknowledged, acknowledged_at.or(accepted_at));
        }
        if accepted {
            happened(Step::Accepted, accepted_at);
            if is_prompt(created, accepted_at) {
                happened(Step::Prompt, accepted_at);
            }
        }
        if !stage.is_open() {
            happened(Step::ending(stage), moments.at(stage.date()));
        } else if is_cohort {
            happened(Step::Open, created);
        }
        if !is_cohort {
            self.stock(moments, stage);
        }
        if is_rated {
            let times = [
                (acknowledged, acknowledged_at),
                (accepted, accepted_at),
                (won, moments.at(Field::WonDate)),
            ];
            self.time(created, times);
        }
    }

    fn is_in(&self, at: Option<Timestamp>) -> bool {
        let period = &self.frame.period;
        at.map_or(period.is_all(), |at| period.contains(at))
    }

    fn happened(&mut self, happened: &Happened) {
        let Happened {
            step,
            at,
            created,
            is_rated,
        } = *happened;
        let step = step as usize;
        let add = |counts: &mut [u64; STEPS], wanted: bool| {
            if let Some(count) = counts.get_mut(step) {
                *count += u64::from(wanted);
            }
        };
        let frame = &self.frame;
        // Counted by cohort all steps of a row have one date.
        let is_told = frame.basis == Basis::Event || step == Step::Received as usize;
        self.undated += u64::from(at.is_none() && is_told);
        if self.spot.at != at {
            self.spot = Spot::of(frame, at);
        }
        let Spot {
            is_in,
            is_recent,
            is_before,
            bucket,
            ..
        } = self.spot;
        add(&mut self.counts, is_in);
        add(&mut self.rated, is_in && is_rated);
        let is_past = created.is_some_and(|created| created < frame.period.from);
        add(&mut self.past, is_in && is_past);
        add(&mut self.recent, is_recent);
        add(&mut self.before, is_before);
        let bucket = bucket.and_then(|bucket| self.trend.get_mut(bucket)?.get_mut(step));
        if let Some(bucket) = bucket {
            *bucket += 1;
        }
    }

    /// Counted by event, "open" is what is open at the end of a span, whenever it began.
    fn stock(&mut self, moments: &Moments, stage: Stage) {
        let created = moments.at(Field::CreatedDate).map_or(i64::MIN, |at| at.0);
        // A closed one whose end has no date was closed when the last thing happened to it.
        let closed = if stage.is_open() {
            i64::MAX
        } else {
            let end = moments.at(stage.date()).or_else(|| moments.last());
            end.map_or(i64::MIN, |at| at.0)
        };
        let is_open_at = |end: Timestamp| {
            let end = end.0.min(self.frame.as_of.0.saturating_add(1));
            created < end && closed >= end
        };
        let frame = &self.frame;
        let open = Step::Open as usize;
        let spans = [
            (&mut self.counts, frame.period),
            (&mut self.rated, frame.period),
            (&mut self.recent, frame.recent),
            (&mut self.before, frame.before),
        ];
        for (counts, span) in spans {
            if let Some(count) = counts.get_mut(open) {
                *count += u64::from(is_open_at(span.to));
            }
        }
        if let Some(count) = self.past.get_mut(open) {
            *count += u64::from(is_open_at(frame.period.to) && created < frame.period.from.0);
        }
        self.flow(created, closed);
    }

    /// Openings and closings, bucket by bucket; their running sum is what is open at the end of each.
    fn flow(&mut self, created: i64, closed: i64) {
        let Some(first) = self.frame.trend.starts.first().map(|day| day.start().0) else {
            return;
        };
        if created < first && closed >= first {
            self.open_before += 1;
        }
        let is_whole = created < closed;
        for (at, change) in [(created, 1), (closed, -1)] {
            let bucket = self.frame.trend.bucket(Timestamp(at));
            let is_after = at >= first && is_whole;
            let flow = bucket
                .filter(|_| is_after)
                .and_then(|bucket| self.flow.get_mut(bucket));
            if let Some(flow) = flow {
                *flow += change;
            }
        }
    }

    fn time(&mut self, created: Option<Timestamp>, times: [(bool, Option<Timestamp>); 3]) {
        let is_cohort = self.frame.basis == Basis::Cohort;
        let period = self.frame.period;
        let is_in = |at: Option<Timestamp>| {
            let at = if is_cohort { created } else { at };
            at.map_or(period.is_all(), |at| period.contains(at))
        };
        let collected = [&mut self.acknowledge, &mut self.accept, &mut self.win];
        for (collected, (has_happened, at)) in collected.into_iter().zip(times) {
            if has_happened && is_in(at) {
                collected.add(created.map(|at| at.0), at.map(|at| at.0));
            }
        }
    }
}

/// Accepted within 24 hours of creation.
fn is_prompt(created: Option<Timestamp>, accepted: Option<Timestamp>) -> bool {
    created
        .zip(accepted)
        .is_some_and(|(created, accepted)| (0..=DAY_MS).contains(&(accepted.0 - created.0)))
}
