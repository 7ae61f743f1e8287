//! Formats without a platform: English, fixed, for native tests and snapshots.

use referral_engine::date::{Day, Level, Timestamp};
use referral_engine::lower::lower_case;

use super::Formats;

/// English formats that need no browser.
pub struct Plain;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

impl Formats for Plain {
    fn count(&self, value: u64) -> String {
        let digits = value.to_string();
        let mut text = String::with_capacity(digits.len() + digits.len() / 3);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        text
    }

    fn percent(&self, share: f64) -> String {
        // OK because whole numbers are printed by little code, and shares are far from where they would not fit.
        let tenths = (share * 1000.0).round() as i64;
        let sign = if tenths < 0 { "-" } else { "" };
        let tenths = tenths.unsigned_abs();
        match tenths % 10 {
            0 => format!("{sign}{}%", tenths / 10),
            tenth => format!("{sign}{}.{tenth}%", tenths / 10),
        }
    }

    fn day(&self, day: Day, level: Level) -> String {
        let (year, month, date) = day.civil();
        let month = MONTHS.get(month as usize - 1).copied().unwrap_or_default();
        match level {
            Level::Month => format!("{month} {year}"),
            Level::Day | Level::Week => format!("{date} {month} {year}"),
        }
    }

    fn moment(&self, at: Timestamp) -> String {
        let text = at.to_string();
        match text.split_once('T') {
            Some((_, time)) => format!(
                "{}, {}",
                self.day(at.day(), Level::Day),
                time.get(..5).unwrap_or(time)
            ),
            None => text,
        }
    }

    fn date(&self, at: Timestamp) -> String {
        self.day(at.day(), Level::Day)
    }

    fn date_time(&self, at: Timestamp) -> String {
        self.moment(at)
    }

    fn zone(&self) -> &str {
        "UTC"
    }

    fn plural(&self, value: u64) -> &'static str {
        if value == 1 { "one" } else { "other" }
    }

    fn market(&self, code: &str) -> Option<String> {
        let name = match code.to_ascii_uppercase().as_str() {
            "US" => "United States",
            "DE" => "Germany",
            "GB" => "United Kingdom",
            "FR" => "France",
            _ => return None,
        };
        Some(name.to_owned())
    }

    fn ranks(&self, texts: &[&str]) -> Vec<u32> {
        let lower: Vec<String> = texts.iter().map(|text| lower_case(text)).collect();
        let mut sorted: Vec<&String> = lower.iter().collect();
        referral_engine::order::sort(&mut sorted);
        sorted.dedup();
        lower
            .iter()
            .map(|text| sorted.partition_point(|other| *other < text) as u32)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_never_told_as_nothing() {
        let locale = crate::text::Locale::english();
        assert_eq!(locale.percent(0.000_4), "< 0.1%");
        assert_eq!(locale.percent(0.000_6), "0.1%");
        assert_eq!(locale.percent(0.0), "0%");
    }

    #[test]
    fn numbers_are_grouped_and_shares_rounded() {
        assert_eq!(Plain.count(1_234_567), "1,234,567");
        assert_eq!(Plain.count(12), "12");
        assert_eq!(Plain.percent(0.1934), "19.3%");
        assert_eq!(Plain.percent(0.5), "50%");
    }

    #[test]
    fn ranks_follow_the_order_and_equal_texts_share_one() {
        assert_eq!(Plain.ranks(&["b", "A", "a", "c"]), [1, 0, 0, 2]);
    }
}
