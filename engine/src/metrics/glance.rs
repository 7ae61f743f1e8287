//! The figures of the first screen, counted so many rows at a time: what a slice has counted is kept for the next one.
//!
//! They are the overview's own figures over all time and by creation, and how many referrals are in each band of the work
//! list, without a trend. Rows may be counted in any slices; when a slice is over is the widget's to say.

use std::ops::Range;
use std::rc::Rc;

use crate::date::Timestamp;

use super::count::Tally;
use super::frame::{Frame, Newest, Scope};
use super::options::{Options, Windows};
use super::status::{Said, Statuses};
use super::summary::{Summary, summary_of};
use super::work_list::{Band, Limits};

/// The figures of the first screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Glanced {
    /// What the overview has over all time and by creation, without a trend.
    pub summary: Summary,
    /// How many referrals are in each band, in the order of [`Band::ALL`].
    pub bands: [usize; Band::ALL.len()],
}

/// The figures of the first screen on their way.
#[derive(Debug)]
pub struct Glance {
    options: Options,
    now: Timestamp,
    /// The place of the first row that this pass has not looked at.
    place: usize,
    pass: Pass,
}

/// What the rows are looked at for.
#[derive(Debug)]
enum Pass {
    /// The moment that ages are counted to.
    AsOf(Newest),
    Figures(Box<Figures>),
}

#[derive(Debug)]
struct Figures {
    tally: Tally,
    bands: [usize; Band::ALL.len()],
    limits: Limits,
    said: Option<Rc<[Said]>>,
}

impl Glance {
    /// Begins to count. `now` is the moment of looking; rows that are not the service's own of now may be seen from their
    /// own time, as [`as_of`](super::as_of) has it.
    pub fn new(windows: Windows, now: Timestamp, is_live: bool) -> Self {
        let options = Options {
            windows,
            ..Options::default()
        };
        let pass = if is_live {
            Pass::Figures(Box::new(Figures::new(&options, now)))
        } else {
            Pass::AsOf(Newest::default())
        };
        Self {
            options,
            now,
            place: 0,
            pass,
        }
    }

    /// Counts so many more of the rows, which have to be the same ones each time; whether all are counted now.
    pub fn advance(&mut self, scope: Scope<'_>, rows: usize) -> bool {
        let end = self.place.saturating_add(rows).min(scope.len());
        let places = self.place..end;
        self.place = end;
        let is_over = end >= scope.len();
        match &mut self.pass {
            Pass::AsOf(newest) => {
                newest.look(scope, places, self.now);
                if is_over {
                    let figures = Figures::new(&self.options, newest.as_of(self.now));
                    self.pass = Pass::Figures(Box::new(figures));
                    self.place = 0;
                }
                false
            }
            Pass::Figures(figures) => {
                figures.count(scope, places);
                is_over
            }
        }
    }

    /// The figures of the rows that were counted.
    pub fn figures(self) -> Glanced {
        let figures = match self.pass {
            Pass::AsOf(newest) => Figures::new(&self.options, newest.as_of(self.now)),
            Pass::Figures(figures) => *figures,
        };
        Glanced {
            summary: summary_of(figures.tally),
            bands: figures.bands,
        }
    }
}

impl Figures {
    fn new(options: &Options, as_of: Timestamp) -> Self {
        Self {
            tally: Tally::new(Frame::without_trend(options, as_of)),
            bands: [0; Band::ALL.len()],
            limits: Limits {
                windows: options.windows,
                as_of,
            },
            said: None,
        }
    }

    fn count(&mut self, scope: Scope<'_>, places: Range<usize>) {
        let statuses = match self.said.take() {
            Some(said) => Statuses::again(scope.table, said),
            None => Statuses::of(scope.table),
        };
        self.said = Some(statuses.texts());
        let (limits, bands) = (self.limits, &mut self.bands);
        self.tally
            .count(scope, places, &statuses, |row, status, moments| {
                let due = limits.due(row, status, moments);
                if let Some(count) = due.and_then(|due| bands.get_mut(due.band as usize)) {
                    *count += 1;
                }
            });
    }
}
