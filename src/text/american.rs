//! American English in UTC, written here as the browser's `Intl` would (`tests/browser.rs` holds the two against each
//! other): making the first of its formats takes the browser as long as drawing a screen of rows. Also for native tests.
//!
//! Not here: other languages and zones, the order of texts (`browser/intl.rs`), and countries whose names differ between
//! browsers.

use std::cmp::Ordering;

use referral_engine::date::{Day, Level, Timestamp};
use referral_engine::lower::lower_case;

use super::Formats;

/// The formats of American English.
pub struct American;

/// ISO 3166-1 alpha-2 codes, each with the country's name behind it.
const MARKETS: &str = include_str!("american.txt");

/// Years that everybody writes with four digits, without an era.
const YEARS: std::ops::RangeInclusive<i32> = 1_000..=9_999;

impl American {
    /// Whether it is what a BCP 47 tag asks for.
    pub fn is(tag: &str) -> bool {
        tag == "en" || tag == "en-US"
    }

    /// Whether a day is written here as it is by the browser.
    pub fn knows(day: Day) -> bool {
        YEARS.contains(&day.civil().0)
    }
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

impl Formats for American {
    fn is_ready(&self) -> bool {
        true
    }

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
        let whole = self.count(tenths / 10);
        match tenths % 10 {
            0 => [sign, &whole, "%"].concat(),
            tenth => [sign, &whole, ".", &tenth.to_string(), "%"].concat(),
        }
    }

    fn day(&self, day: Day, level: Level) -> String {
        let (year, month, date) = day.civil();
        let month = MONTHS.get(month as usize - 1).copied().unwrap_or_default();
        let year = year.to_string();
        match level {
            Level::Month => [month, " ", &year].concat(),
            Level::Day | Level::Week => [month, " ", &date.to_string(), ", ", &year].concat(),
        }
    }

    fn moment(&self, at: Timestamp) -> String {
        let day = self.day(at.day(), Level::Day);
        let text = at.to_string();
        let time = text.split_once('T').and_then(|(_, time)| time.get(..5));
        [&day, ", ", time.unwrap_or_default()].concat()
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
        market(&code.to_ascii_uppercase()).map(str::to_owned)
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

/// Looked up by halves, as each drawn row asks twice: the lines are in the order of their codes.
fn market(code: &str) -> Option<&'static str> {
    let mut rest = MARKETS;
    while !rest.is_empty() {
        let middle = rest.floor_char_boundary(rest.len() / 2);
        let start = rest.get(..middle)?.rfind('\n').map_or(0, |end| end + 1);
        let (before, from) = rest.split_at_checked(start)?;
        let (line, behind) = from.split_once('\n')?;
        let (known, name) = line.split_at_checked(2)?;
        match code.cmp(known) {
            Ordering::Equal => return Some(name),
            Ordering::Less => rest = before,
            Ordering::Greater => rest = behind,
        }
    }
    None
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
        assert_eq!(American.count(1_234_567), "1,234,567");
        assert_eq!(American.count(12), "12");
        assert_eq!(American.percent(0.1934), "19.3%");
        assert_eq!(American.percent(0.5), "50%");
    }

    #[test]
    fn each_market_is_found_and_nothing_else() {
        for line in MARKETS.lines() {
            let (code, name) = line.split_at(2);
            assert_eq!(American.market(code).as_deref(), Some(name));
            assert_eq!(American.market(&code.to_lowercase()).as_deref(), Some(name));
        }
        for unknown in ["", "A", "AA", "ZZ", "DEU", "D\n", "ÄÖ", "HK"] {
            assert_eq!(American.market(unknown), None, "{unknown:?}");
        }
    }

    #[test]
    fn ranks_follow_the_order_and_equal_texts_share_one() {
        assert_eq!(American.ranks(&["b", "A", "a", "c"]), [1, 0, 0, 2]);
    }
}
