//! How long something takes: median, 90th percentile and a histogram of fixed edges.
//!
//! A negative time is none: its dates are in the wrong order, and it is counted apart (endpoint.md §5.3).

use serde::Serialize;

use crate::date::DAY_MS;

const HOUR_MS: i64 = DAY_MS / 24;

/// Upper edges of the histogram's bins, in ms, each belonging to its bin; what is longer is in one more bin.
///
/// They hold the limits of the life cycle, so that 72 hours exactly are still within it.
pub const EDGES_MS: [i64; 9] = [
    HOUR_MS,
    4 * HOUR_MS,
    24 * HOUR_MS,
    2 * DAY_MS,
    3 * DAY_MS,
    7 * DAY_MS,
    14 * DAY_MS,
    30 * DAY_MS,
    90 * DAY_MS,
];

/// The bins.
pub const BINS: usize = EDGES_MS.len() + 1;

/// How long something takes.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Times {
    /// How many times are known.
    pub count: u64,
    /// How many are not, because a date is missing.
    pub missing: u64,
    /// How many are below zero, because the dates are in the wrong order.
    pub negative: u64,
    /// The shortest, in ms.
    pub min_ms: Option<i64>,
    /// As many are shorter as are longer, in ms; the middle between two where their number is even.
    pub median_ms: Option<i64>,
    /// Nine of ten are no longer, in ms (nearest rank).
    pub p90_ms: Option<i64>,
    /// The longest, in ms.
    pub max_ms: Option<i64>,
    /// How many are in each bin of [`EDGES_MS`].
    pub bins: [u64; BINS],
}

/// Times on their way into [`Times`].
#[derive(Clone, Debug, Default)]
pub(super) struct Collected {
    known: Vec<i64>,
    missing: u64,
    negative: u64,
}

impl Collected {
    /// Takes the time between two moments in ms.
    pub(super) fn add(&mut self, from: Option<i64>, to: Option<i64>) {
        match (from, to) {
            (Some(from), Some(to)) if to >= from => self.known.push(to - from),
            (Some(_), Some(_)) => self.negative += 1,
            _ => self.missing += 1,
        }
    }

    pub(super) fn times(mut self) -> Times {
        let mut times = Times {
            count: self.known.len() as u64,
            missing: self.missing,
            negative: self.negative,
            ..Times::default()
        };
        for ms in &self.known {
            let bin = EDGES_MS.partition_point(|edge| edge < ms);
            if let Some(count) = times.bins.get_mut(bin) {
                *count += 1;
            }
        }
        let n = self.known.len();
        times.min_ms = self.known.iter().copied().min();
        times.max_ms = self.known.iter().copied().max();
        let upper = nth(&mut self.known, n / 2);
        times.median_ms = if n.is_multiple_of(2) {
            let lower = n
                .checked_sub(2)
                .and_then(|_| nth(&mut self.known, n / 2 - 1));
            lower
                .zip(upper)
                .map(|(lower, upper)| lower + (upper - lower) / 2)
        } else {
            upper
        };
        // Nearest rank: the smallest one that is not below nine tenths of them.
        times.p90_ms = (n * 9)
            .div_ceil(10)
            .checked_sub(1)
            .and_then(|rank| nth(&mut self.known, rank));
        times
    }
}

/// The value that would be at that place if they were sorted.
fn nth(values: &mut [i64], place: usize) -> Option<i64> {
    (place < values.len()).then(|| *values.select_nth_unstable(place).1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn times(known: &[i64]) -> Times {
        let mut collected = Collected::default();
        for ms in known {
            collected.add(Some(1000), Some(1000 + ms));
        }
        collected.times()
    }

    #[test]
    fn percentiles_by_hand() {
        let ten = times(&[10, 1, 9, 2, 8, 3, 7, 4, 6, 5]);
        assert_eq!((ten.median_ms, ten.p90_ms), (Some(5), Some(9)));
        assert_eq!((ten.min_ms, ten.max_ms), (Some(1), Some(10)));
        let odd = times(&[30, 10, 20]);
        assert_eq!((odd.median_ms, odd.p90_ms), (Some(20), Some(30)));
        let two = times(&[10, 20]);
        assert_eq!((two.median_ms, two.p90_ms), (Some(15), Some(20)));
        assert_eq!(
            (times(&[7]).median_ms, times(&[7]).p90_ms),
            (Some(7), Some(7))
        );
        assert_eq!(times(&[]), Times::default());
    }

    #[test]
    fn exactly_72_hours_are_within_them() {
        let edge = 72 * HOUR_MS;
        assert_eq!(times(&[edge]).bins, [0, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
        assert_eq!(times(&[edge + 1]).bins, [0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
        assert_eq!(times(&[0]).bins, [1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(times(&[91 * DAY_MS]).bins, [0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    }

    #[test]
    fn what_is_missing_or_backwards_is_no_time() {
        let mut collected = Collected::default();
        collected.add(Some(2), Some(1));
        collected.add(None, Some(1));
        collected.add(Some(1), None);
        let times = collected.times();
        assert_eq!((times.count, times.negative, times.missing), (0, 1, 2));
        assert_eq!(times.median_ms, None);
    }

    proptest! {
        #[test]
        fn percentiles_lie_within(known in prop::collection::vec(0_i64..1 << 40, 1..60)) {
            let times = times(&known);
            let (min, max) = (times.min_ms.unwrap(), times.max_ms.unwrap());
            let (median, p90) = (times.median_ms.unwrap(), times.p90_ms.unwrap());
            prop_assert!(min <= median && median <= p90 && p90 <= max);
            prop_assert_eq!(times.bins.iter().sum::<u64>(), times.count);
            let not_longer = known.iter().filter(|ms| **ms <= p90).count();
            prop_assert!(not_longer * 10 >= known.len() * 9);
        }
    }
}
