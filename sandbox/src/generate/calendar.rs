//! When referrals come into being: growth over the span, seasons, week days and office hours.
//!
//! What happens to them afterwards is `lifecycle`.

use referral_engine::date::{Day, Timestamp};

use super::Random;

/// January to December: quiet summers and year ends, a busy autumn.
const MONTHS: [u64; 12] = [92, 100, 118, 104, 108, 122, 78, 70, 114, 124, 116, 72];
/// Monday to Sunday.
const WEEKDAYS: [u64; 7] = [110, 124, 120, 112, 88, 24, 18];
/// Midnight to eleven in the evening, UTC: the working days of three continents laid over each other.
const HOURS: [u64; 24] = [
    14, 16, 18, 18, 16, 18, 26, 44, 62, 76, 80, 74, 66, 74, 84, 86, 80, 70, 58, 48, 40, 30, 22, 16,
];
/// The last day is this much busier than the first, in per cent.
const GROWTH: u64 = 40;

/// The days of a span, each weighted by how many referrals it brings.
pub(super) struct Calendar {
    first: Day,
    /// Sum of the weights up to and with each day.
    sums: Vec<u64>,
}

impl Calendar {
    /// The days from `first` to the one before `end`.
    pub(super) fn new(first: Day, end: Day) -> Self {
        let days = (end.0 - first.0).max(1);
        let mut sum = 0;
        let sums = (0..days)
            .map(|past| {
                sum += weight(Day(first.0 + past)) * (100 + GROWTH * past as u64 / days as u64);
                sum
            })
            .collect();
        Self { first, sums }
    }

    /// The moment of row `number` of `rows`; later numbers never come earlier.
    pub(super) fn moment(&self, number: u32, rows: u32, random: &mut Random) -> Timestamp {
        let total = self.sums.last().copied().unwrap_or(1);
        let place = (u64::from(number) * total + random.below(total)) / u64::from(rows.max(1));
        let past = self.sums.partition_point(|sum| *sum <= place);
        let end = self.sums.get(past).copied().unwrap_or(total);
        let start = past
            .checked_sub(1)
            .and_then(|before| self.sums.get(before))
            .copied()
            .unwrap_or(0);
        let second = second_of_day(place.saturating_sub(start), (end - start).max(1));
        Timestamp(Day(self.first.0 + past as i32).start().0 + second * 1000)
    }
}

fn weight(day: Day) -> u64 {
    let (_, month, _) = day.civil();
    let month = MONTHS.get(month as usize - 1).copied().unwrap_or(100);
    let weekday = WEEKDAYS.get(day.weekday() as usize).copied().unwrap_or(100);
    month * weekday
}

/// The second at which `part` of `whole` of a day's referrals have come.
fn second_of_day(part: u64, whole: u64) -> i64 {
    let mut left = part * (HOURS.iter().sum::<u64>() * 3600) / whole;
    for (hour, weight) in HOURS.into_iter().enumerate() {
        if left < weight * 3600 {
            return hour as i64 * 3600 + (left / weight) as i64;
        }
        left -= weight * 3600;
    }
    86_399
}
