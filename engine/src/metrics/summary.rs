//! The figures of the overview as one value, for the screen and for the element's `summary`.
//!
//! Sums that always hold counted by cohort: received = open + won + lost + declined + skipped + missed + expired + archived.

use serde::{Serialize, Serializer};

use crate::date::{Day, Level, Timestamp};
use crate::field::Field;

use super::count::{Step, Tally};
use super::duration::Times;
use super::frame::{Frame, Scope};
use super::options::Basis;
use super::rate::Rate;

/// A number with what it is held against.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Figure {
    /// In the period.
    pub count: u64,
    /// Of them, created before the period.
    pub from_past: u64,
    /// In the span that is compared: the period, or the last three months of all time.
    pub recent: u64,
    /// In the equally long span before it.
    pub previous: u64,
    /// In each bucket of the trend.
    pub trend: Vec<u32>,
}

/// Values by name, written as an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Named<T, const N: usize>(pub [(&'static str, T); N]);

impl<T, const N: usize> Named<T, N> {
    /// The value of that name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value)
    }
}

impl<T: Serialize, const N: usize> Serialize for Named<T, N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (*name, value)))
    }
}

/// The figures of the overview.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Summary {
    /// Whether referrals are counted by the date of their creation.
    pub is_cohort: bool,
    /// The moment that ages are counted to.
    pub as_of: Timestamp,
    /// `received`, `accepted`, `won`, `lost`, `open`.
    pub figures: Named<Figure, 5>,
    /// `win`, `acceptance`, `decline`, `expiry`, `missed`, `skipped`, `within24h`.
    pub rates: Named<Rate, 7>,
    /// `acknowledge`, `accept`, `win`.
    pub times: Named<Times, 3>,
    /// How many got to each stage: `received`, `acknowledged`, `accepted`, `won`.
    pub funnel: Named<u64, 4>,
    /// How the others ended: `lost`, `declined`, `skipped`, `missed`, `expired`, `archived`.
    pub endings: Named<u64, 6>,
    /// The size of the trend's buckets.
    pub level: Level,
    /// The first days of the trend's buckets.
    pub buckets: Vec<Day>,
    /// The first of these that is not final, because referrals of it may still be decided in time; their number where all are.
    pub first_young_bucket: usize,
    /// Referrals of the period that may still be decided in time.
    pub young: u64,
    /// Steps that have no date, so that only all time counts them.
    pub undated: u64,
    /// Rows whose status says that they are an error; they are no referrals.
    pub errors: u64,
    /// Rows with a date that contradicts their status, and that date.
    #[serde(skip)]
    pub contradicting: Vec<(u32, Field)>,
    /// How many rows have a date that contradicts their status.
    pub contradictions: u64,
}

/// Counts the rows into the frame.
pub fn count(scope: Scope<'_>, frame: &Frame) -> Summary {
    summary_of(Tally::of(scope, frame))
}

/// What was counted, as one value.
pub(super) fn summary_of(mut tally: Tally) -> Summary {
    let times = Named([
        (
            "acknowledge",
            std::mem::take(&mut tally.acknowledge).times(),
        ),
        ("accept", std::mem::take(&mut tally.accept).times()),
        ("win", std::mem::take(&mut tally.win).times()),
    ]);
    let contradicting = std::mem::take(&mut tally.contradicting);
    let frame = &tally.frame;
    let rate = |part: Step, whole: Step| Rate::of(rated(&tally, part), rated(&tally, whole));
    Summary {
        is_cohort: frame.basis == Basis::Cohort,
        as_of: frame.as_of,
        figures: Named([
            ("received", figure(&tally, Step::Received)),
            ("accepted", figure(&tally, Step::Accepted)),
            ("won", figure(&tally, Step::Won)),
            ("lost", figure(&tally, Step::Lost)),
            ("open", figure(&tally, Step::Open)),
        ]),
        rates: Named([
            ("win", rate(Step::Won, Step::Accepted)),
            ("acceptance", rate(Step::Accepted, Step::Received)),
            ("decline", rate(Step::Declined, Step::Received)),
            ("expiry", rate(Step::Expired, Step::Received)),
            ("missed", rate(Step::Missed, Step::Received)),
            ("skipped", rate(Step::Skipped, Step::Received)),
            ("within24h", rate(Step::Prompt, Step::Accepted)),
        ]),
        times,
        funnel: Named([
            ("received", rated(&tally, Step::Received)),
            ("acknowledged", rated(&tally, Step::Acknowledged)),
            ("accepted", rated(&tally, Step::Accepted)),
            ("won", rated(&tally, Step::Won)),
        ]),
        endings: Named([
            ("lost", rated(&tally, Step::Lost)),
            ("declined", rated(&tally, Step::Declined)),
            ("skipped", rated(&tally, Step::Skipped)),
            ("missed", rated(&tally, Step::Missed)),
            ("expired", rated(&tally, Step::Expired)),
            ("archived", rated(&tally, Step::Archived)),
        ]),
        level: frame.trend.level,
        buckets: frame.trend.starts.clone(),
        first_young_bucket: frame.first_young_bucket(),
        young: tally.young,
        undated: tally.undated,
        errors: tally.errors,
        contradictions: contradicting.len() as u64,
        contradicting,
    }
}

fn number(counts: &[u64], step: Step) -> u64 {
    counts.get(step as usize).copied().unwrap_or(0)
}

fn rated(tally: &Tally, step: Step) -> u64 {
    number(&tally.rated, step)
}

fn figure(tally: &Tally, step: Step) -> Figure {
    let is_stock = step == Step::Open && tally.frame.basis == Basis::Event;
    let trend = if is_stock {
        let mut open = tally.open_before as i64;
        let sum = tally.flow.iter().map(|change| {
            open += change;
            open.max(0) as u32
        });
        sum.collect()
    } else {
        let of_step = |bucket: &[u32; super::count::STEPS]| bucket.get(step as usize).copied();
        tally.trend.iter().filter_map(of_step).collect()
    };
    Figure {
        count: number(&tally.counts, step),
        from_past: number(&tally.past, step),
        recent: number(&tally.recent, step),
        previous: number(&tally.before, step),
        trend,
    }
}
