//! Text → moments and days, tolerant of each form that the endpoint is known to use.

use super::{Day, Timestamp};

/// What a date cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateCell {
    /// `""` or `0001-01-01T00:00:00`: one of the ways of "no date" (endpoint.md §3.1). JSON null and absence are the decoder's.
    Never,
    /// A moment in UTC.
    At(Timestamp),
    /// Not a date in any form the endpoint is known to use.
    Unreadable,
}

/// Reads `YYYY-MM-DD[(T| )HH:MM[:SS[.f{1,9}]]][Z|±hh:mm]`; without a zone it is UTC (endpoint.md §3.1).
pub fn read_date_cell(text: &[u8]) -> DateCell {
    let text = text.trim_ascii();
    if text.is_empty() {
        return DateCell::Never;
    }
    match read_timestamp(text) {
        Some(_) if text.starts_with(b"0001-01-01") => DateCell::Never,
        Some(at) => DateCell::At(at),
        None => DateCell::Unreadable,
    }
}

/// The form in which the endpoint writes nearly every moment, `YYYY-MM-DDTHH:MM:SS`; `None` for whatever is not just that.
///
/// The same as [`read_date_cell`] makes of it, eight characters at once.
#[inline]
pub fn read_usual_date_cell(text: &[u8; 19]) -> Option<DateCell> {
    let [date @ .., _, _, _, _, _, _, _, _, _, _, _] = text;
    let [_, _, _, _, _, _, _, _, d1, d2, b'T', time @ ..] = text else {
        return None;
    };
    let date = pairs(digits(*date, *b"0000-00-")?);
    let time = pairs(digits(*time, *b"00:00:00")?);
    let pair = |pairs: u64, place: u32| (pairs >> (8 * place)) as u32 & 0xFF;
    let year = pair(date, 0) * 100 + pair(date, 2);
    let (hours, minutes, seconds) = (pair(time, 0), pair(time, 3), pair(time, 6));
    if hours > 23 || minutes > 59 || seconds > 59 {
        return None;
    }
    let day = Day::from_civil(year as i32, pair(date, 5), two(*d1, *d2)?)?;
    if day == Day::NEVER {
        return Some(DateCell::Never);
    }
    let seconds = i64::from(hours * 3600 + minutes * 60 + seconds);
    Some(DateCell::At(Timestamp(day.start().0 + seconds * 1000)))
}

/// The digits of a text where the form has `0`, a byte each; `None` unless all else is as in the form.
fn digits(text: [u8; 8], form: [u8; 8]) -> Option<u64> {
    const HIGHS: u64 = 0x8080_8080_8080_8080;
    let values = u64::from_le_bytes(text) ^ u64::from_le_bytes(form);
    // Added to a digit that is 9 at most, or to a character that is as in the form, the high bit stays clear.
    let room = u64::from_le_bytes(form.map(|byte| if byte == b'0' { 0x76 } else { 0x7F }));
    ((values | values.wrapping_add(room)) & HIGHS == 0).then_some(values)
}

/// Each digit with the one behind it as one number; none is above 99, so none reaches into the next.
const fn pairs(digits: u64) -> u64 {
    digits.wrapping_mul(10).wrapping_add(digits >> 8)
}

fn read_timestamp(text: &[u8]) -> Option<Timestamp> {
    let (date, rest) = text.split_at_checked(10)?;
    let day = civil_of(date)?;
    let (time_ms, zone) = match rest.split_first() {
        Some((b'T' | b't' | b' ', time)) => read_time(time)?,
        _ => (0, rest),
    };
    let offset_ms = read_zone(zone)?;
    Some(Timestamp(day.start().0 + time_ms - offset_ms))
}

pub(super) fn civil_of(date: &[u8]) -> Option<Day> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = date else {
        return None;
    };
    let year = two(*y1, *y2)? * 100 + two(*y3, *y4)?;
    Day::from_civil(year as i32, two(*m1, *m2)?, two(*d1, *d2)?)
}

/// The two digits as a number.
fn two(tens: u8, ones: u8) -> Option<u32> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then_some(u32::from(tens) * 10 + u32::from(ones))
}

/// Milliseconds into the day, and what stands behind the time.
fn read_time(text: &[u8]) -> Option<(i64, &[u8])> {
    let [h1, h2, b':', m1, m2, rest @ ..] = text else {
        return None;
    };
    let (hours, minutes) = (two(*h1, *h2)?, two(*m1, *m2)?);
    let (seconds, rest) = match rest {
        [b':', s1, s2, rest @ ..] => (two(*s1, *s2)?, rest),
        _ => (0, rest),
    };
    // A leap second is read as the last moment of its minute.
    if hours > 23 || minutes > 59 || seconds > 60 {
        return None;
    }
    let (millis, rest) = match rest {
        [b'.' | b',', fraction @ ..] => read_fraction(fraction)?,
        _ => (0, rest),
    };
    let seconds = i64::from(hours * 3600 + minutes * 60 + seconds.min(59));
    Some((seconds * 1000 + millis, rest))
}

fn read_fraction(text: &[u8]) -> Option<(i64, &[u8])> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 0 || digits > 9 {
        return None;
    }
    let (fraction, rest) = text.split_at_checked(digits)?;
    let mut millis = 0;
    for place in 0..3 {
        let digit = fraction.get(place).map_or(0, |byte| i64::from(byte - b'0'));
        millis = millis * 10 + digit;
    }
    Some((millis, rest))
}

fn read_zone(text: &[u8]) -> Option<i64> {
    match text {
        [] | [b'Z' | b'z'] => Some(0),
        [sign @ (b'+' | b'-'), h1, h2, rest @ ..] => {
            let rest = rest.strip_prefix(b":").unwrap_or(rest);
            let minutes = match rest {
                [] => 0,
                [m1, m2] => two(*m1, *m2)?,
                _ => return None,
            };
            let hours = two(*h1, *h2)?;
            if hours > 14 || minutes > 59 {
                return None;
            }
            let offset = i64::from(hours * 60 + minutes) * 60_000;
            Some(if *sign == b'-' { -offset } else { offset })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> String {
        match read_date_cell(text.as_bytes()) {
            DateCell::At(at) => at.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn every_documented_form_of_a_moment_is_read() {
        assert_eq!(at("2018-02-07T23:43:19"), "2018-02-07T23:43:19Z");
        assert_eq!(at("2018-02-07T23:43:19Z"), "2018-02-07T23:43:19Z");
        assert_eq!(at("2018-02-07T23:43:19.747"), "2018-02-07T23:43:19.747Z");
        assert_eq!(
            at("2018-02-07T23:43:19.7471234Z"),
            "2018-02-07T23:43:19.747Z"
        );
        assert_eq!(at("2018-02-07T23:43:19.7"), "2018-02-07T23:43:19.700Z");
        assert_eq!(at("2018-05-30"), "2018-05-30T00:00:00Z");
        assert_eq!(at("2018-02-07T00:30:00+01:00"), "2018-02-06T23:30:00Z");
        assert_eq!(at("2018-02-07T23:30:00-0130"), "2018-02-08T01:00:00Z");
        assert_eq!(at(" 2018-02-07 10:20 "), "2018-02-07T10:20:00Z");
    }

    #[test]
    fn no_date_has_its_own_answer_and_nonsense_another() {
        assert_eq!(read_date_cell(b""), DateCell::Never);
        assert_eq!(read_date_cell(b"0001-01-01T00:00:00"), DateCell::Never);
        assert_eq!(read_date_cell(b"0001-01-01"), DateCell::Never);
        for bad in [
            "2018-02-30",
            "2018-13-01",
            "soon",
            "2018-02-07T25:00:00",
            "2018-02-07X",
            "2018-2-7",
        ] {
            assert_eq!(
                read_date_cell(bad.as_bytes()),
                DateCell::Unreadable,
                "{bad}"
            );
        }
    }

    #[test]
    fn the_usual_form_is_read_as_any_other_or_not_at_all() {
        let usual = |text: &str| read_usual_date_cell(text.as_bytes().try_into().unwrap());
        for text in [
            "2018-02-07T23:43:19",
            "2020-02-29T00:00:00",
            "9999-12-31T23:59:59",
            "0001-01-01T00:00:00",
            "0001-01-01T10:00:00",
            "0001-01-02T00:00:00",
        ] {
            assert_eq!(usual(text), Some(read_date_cell(text.as_bytes())), "{text}");
        }
        // Any byte in any place: what it reads is right, and what it does not read is left to the other.
        let text = *b"2018-02-07T23:43:19";
        for place in 0..text.len() {
            for byte in 0..=255 {
                let mut text = text;
                text[place] = byte;
                if let Some(cell) = read_usual_date_cell(&text) {
                    assert_eq!(cell, read_date_cell(&text), "{text:?}");
                }
            }
        }
        for other in [
            "2018-02-30T00:00:00",
            "2018-02-07 23:43:19",
            "2018-02-07T23:43:60",
            "0000-01-01T00:00:00",
        ] {
            assert_eq!(usual(other), None, "{other}");
        }
    }
}
