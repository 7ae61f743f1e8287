//! Durations in words: the two largest units that say something, cut and not rounded.

use super::{Arg, Locale};

const MINUTE_MS: u64 = 60_000;

impl Locale {
    /// A duration of so many ms: "5 min", "6 h 30 min", "2 d 4 h", "45 d"; below a minute "0 min".
    pub fn duration(&self, ms: i64) -> String {
        let minutes = ms.unsigned_abs() / MINUTE_MS;
        let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
        let (key, large, small) = match (days, hours, minutes) {
            (0, 0, minutes) => ("duration.minutes", minutes, 0),
            (0, hours, 0) => ("duration.hours", hours, 0),
            (0, hours, minutes) => ("duration.hours-minutes", hours, minutes),
            (days, hours, _) if days < 10 && hours > 0 => ("duration.days-hours", days, hours),
            (days, ..) => ("duration.days", days, 0),
        };
        let args = [("large", Arg::Count(large)), ("small", Arg::Count(small))];
        self.format(key, &args)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_units_at_most() {
        let locale = Locale::english();
        let told = |ms| locale.duration(ms);
        assert_eq!(told(59_999), "0 min");
        assert_eq!(told(60_000), "1 min");
        assert_eq!(told(3_600_000), "1 h");
        assert_eq!(told(23_400_000), "6 h 30 min");
        assert_eq!(told(86_400_000), "1 d");
        assert_eq!(told(187_200_000), "2 d 4 h");
        assert_eq!(told(864_000_000 + 3_600_000), "10 d");
        assert_eq!(told(-3_600_000), "1 h");
    }
}
