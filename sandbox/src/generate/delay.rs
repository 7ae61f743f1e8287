//! How long people take: tables of quantiles, drawn from with straight lines between them.

use super::Random;

/// Points of a distribution: that many per mille take at most that many seconds. The first is the shortest, the last the longest.
pub(super) struct Delay(&'static [(u64, u64)]);

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

impl Delay {
    /// Created to the first answer. A few come after the 72 hours, as in the documented sample (endpoint.md §5.1).
    pub(super) const REACTION: Self = Self(&[
        (0, MINUTE),
        (100, 25 * MINUTE),
        (300, 3 * HOUR),
        (500, 8 * HOUR),
        (750, 22 * HOUR),
        (900, 44 * HOUR),
        (985, 72 * HOUR),
        (1000, 74 * HOUR),
    ]);
    /// The clean-up job runs this much after a deadline.
    pub(super) const CLEAN_UP: Self = Self(&[(0, 0), (900, 20 * MINUTE), (1000, HOUR)]);
    /// Acknowledged to a decision, always within the seven days.
    pub(super) const DECISION: Self = Self(&[
        (0, 30),
        (200, 20 * MINUTE),
        (500, 20 * HOUR),
        (800, 3 * DAY),
        (1000, 7 * DAY - MINUTE),
    ]);
    /// Accepted to won or lost.
    pub(super) const CLOSING: Self = Self(&[
        (0, 4 * HOUR),
        (100, 5 * DAY),
        (350, 20 * DAY),
        (600, 42 * DAY),
        (850, 95 * DAY),
        (970, 190 * DAY),
        (1000, 330 * DAY),
    ]);
    /// The end of the story to the archive.
    pub(super) const ARCHIVING: Self =
        Self(&[(0, DAY), (300, 14 * DAY), (800, 31 * DAY), (1000, 90 * DAY)]);

    /// Seconds.
    pub(super) fn draw(&self, random: &mut Random) -> i64 {
        let place = random.below(1_000_000);
        for pair in self.0.windows(2) {
            if let [(from, short), (to, long)] = *pair
                && place < to * 1000
            {
                let past = place - from * 1000;
                return (short + (long - short) * past / ((to - from) * 1000)) as i64;
            }
        }
        0
    }
}
