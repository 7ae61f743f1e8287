//! A date in a filter: the ISO text inside `cast('…',Edm.DateTimeOffset)` and the moment it stands for.
//!
//! The text of a literal is always `iso` of endpoint.md §2.3; other spellings are rewritten on the way in.

use crate::date::{DateCell, Day, Timestamp, read_date_cell};

/// A moment as a filter writes it. A date alone is its midnight, a time without a zone is UTC (endpoint.md §3.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateLiteral {
    text: String,
    at: Timestamp,
}

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoDate {
    /// The form is right, the calendar or the clock has no such moment.
    Impossible,
    /// Another form.
    Unreadable,
}

impl DateLiteral {
    /// Midnight UTC at which the day begins, written as a date alone.
    pub(crate) fn from_day(day: Day) -> Self {
        Self {
            text: day.to_string(),
            at: day.start(),
        }
    }

    /// A moment, written with `Z`.
    pub fn from_timestamp(at: Timestamp) -> Self {
        Self {
            text: at.to_string(),
            at,
        }
    }

    /// Reads what stands between the quotes of a `cast`; `None` when it is no date.
    pub fn parse(text: &str) -> Option<Self> {
        Self::read(text).ok()
    }

    /// The text inside the quotes.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The moment.
    pub const fn at(&self) -> Timestamp {
        self.at
    }

    pub(crate) fn read(text: &str) -> Result<Self, NoDate> {
        let text = text.trim();
        let at = match read_date_cell(text.as_bytes()) {
            DateCell::At(at) => at,
            // OK because a filter may ask for the sentinel by which one sibling says "no date".
            DateCell::Never => Day::parse(text.get(..10).unwrap_or_default())
                .ok_or(NoDate::Unreadable)?
                .start(),
            DateCell::Unreadable if looks_iso(text) => return Err(NoDate::Impossible),
            DateCell::Unreadable => return Err(NoDate::Unreadable),
        };
        Ok(if is_strict(text.as_bytes()) {
            Self {
                text: text.to_string(),
                at,
            }
        } else {
            Self::from_timestamp(at)
        })
    }
}

/// `YYYY-MM-DD` made of digits, whatever they say.
fn looks_iso(text: &str) -> bool {
    shape(text.as_bytes().get(..10).unwrap_or_default(), b"dddd-dd-dd")
}

/// `iso` of the grammar: upper-case `T` and `Z`, seconds, at most seven digits of a fraction, a colon in the zone.
fn is_strict(text: &[u8]) -> bool {
    let Some((_, rest)) = text.split_at_checked(10) else {
        return false;
    };
    let Some((time, rest)) = rest.split_at_checked(9) else {
        return rest.is_empty();
    };
    let zone = match rest.split_first() {
        Some((b'.', fraction)) => {
            let digits = fraction
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            if !(1..=7).contains(&digits) {
                return false;
            }
            fraction.get(digits..).unwrap_or_default()
        }
        _ => rest,
    };
    shape(time, b"Tdd:dd:dd")
        && (zone.is_empty() || zone == b"Z" || shape(zone, b"+dd:dd") || shape(zone, b"-dd:dd"))
}

/// Whether the text has the form, `d` standing for a digit.
fn shape(text: &[u8], form: &[u8]) -> bool {
    text.len() == form.len()
        && text.iter().zip(form).all(|(byte, form)| match form {
            b'd' => byte.is_ascii_digit(),
            other => byte == other,
        })
}

/// Whether the literal carries a zone: only then may it stand without `cast` (`iso-zoned`, endpoint.md §2.3).
pub(crate) fn has_zone(text: &str) -> bool {
    let after_time = text.get(19..).unwrap_or_default();
    after_time.ends_with(['Z', 'z']) || after_time.contains(['+', '-'])
}

/// The date that a near miss most likely means: a day past its month's end, `2018/2/1`, `20180201`.
pub(crate) fn nearest_date(text: &str) -> Option<DateLiteral> {
    let text = text.trim();
    let mut numbers = text
        .split(|part: char| !part.is_ascii_digit())
        .map(|part| part.parse::<u32>().ok());
    let (year, month, day, more) = (
        numbers.next()?,
        numbers.next(),
        numbers.next(),
        numbers.next(),
    );
    let (year, month, day) = match (month, day) {
        (Some(month), Some(day)) => (year?, month?, day?),
        (None, None) if text.len() == 8 => {
            let digits = year?;
            (digits / 10_000, digits / 100 % 100, digits % 100)
        }
        _ => return None,
    };
    // A two-digit year, or the month first, is a guess that nobody should make for the reader.
    if !(1000..=9999).contains(&year) || (more.is_some() && !looks_iso(text)) || day > 31 {
        return None;
    }
    (day.min(28)..=day)
        .rev()
        .find_map(|candidate| Day::from_civil(year as i32, month, candidate))
        .map(DateLiteral::from_day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, String) {
        let literal = DateLiteral::read(text).unwrap();
        (literal.text().to_string(), literal.at().to_string())
    }

    #[test]
    fn strict_spellings_stay_and_others_are_rewritten() {
        let same = |text: &str, at: &str| assert_eq!(read(text), (text.into(), at.into()));
        same("2018-02-01", "2018-02-01T00:00:00Z");
        same("2018-02-07T10:00:00", "2018-02-07T10:00:00Z");
        same(
            "2018-02-07T10:00:00.1234567+01:00",
            "2018-02-07T09:00:00.123Z",
        );
        let to = |text: &str, now: &str| assert_eq!(read(text), (now.into(), now.into()));
        to("2018-02-07 10:00", "2018-02-07T10:00:00Z");
        to("2018-02-07t10:00:00z", "2018-02-07T10:00:00Z");
        to("2018-02-07T10:00:00.123456789Z", "2018-02-07T10:00:00.123Z");
        to("2018-02-07T10:00:00+0100", "2018-02-07T09:00:00Z");
        same("0001-01-01T00:00:00", "0001-01-01T00:00:00Z");
        same("0001-01-01", "0001-01-01T00:00:00Z");
    }

    #[test]
    fn an_impossible_date_is_not_an_unreadable_one() {
        assert_eq!(DateLiteral::read("2018-02-30"), Err(NoDate::Impossible));
        assert_eq!(
            DateLiteral::read("2018-02-03T25:00:00"),
            Err(NoDate::Impossible)
        );
        assert_eq!(DateLiteral::read("01/02/2018"), Err(NoDate::Unreadable));
        assert_eq!(DateLiteral::read(""), Err(NoDate::Unreadable));
    }

    #[test]
    fn the_nearest_date_is_offered_only_where_it_is_plain() {
        let nearest = |text| nearest_date(text).map(|date| date.text().to_string());
        assert_eq!(nearest("2018-02-30").as_deref(), Some("2018-02-28"));
        assert_eq!(nearest("2020-02-31").as_deref(), Some("2020-02-29"));
        assert_eq!(
            nearest("2018-04-31T10:00:00Z").as_deref(),
            Some("2018-04-30")
        );
        assert_eq!(nearest("2018/2/1").as_deref(), Some("2018-02-01"));
        assert_eq!(nearest("20180201").as_deref(), Some("2018-02-01"));
        for no in [
            "2018-13-01",
            "01/02/2018",
            "soon",
            "",
            "18-2-1",
            "2018-02-45",
            "2018/2",
        ] {
            assert_eq!(nearest(no), None, "{no}");
        }
    }
}
