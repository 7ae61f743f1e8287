//! The work list as an iCalendar object (RFC 5545): an event for each limit that lies ahead.
//!
//! Lines end with CRLF and are folded at 75 octets between characters; texts are escaped; times are in UTC. The words are
//! the caller's.

use crate::date::Timestamp;

/// An event.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The same for the same limit of the same referral, so that importing again changes it and adds nothing.
    pub uid: String,
    /// When.
    pub at: Timestamp,
    /// One line.
    pub summary: String,
    /// More.
    pub description: String,
}

/// The iCalendar object of the events, made at that moment.
pub fn calendar(entries: &[Entry], made: Timestamp) -> String {
    let mut out = String::new();
    let stamp = date_time(made);
    line(&mut out, "BEGIN:VCALENDAR", "");
    line(&mut out, "VERSION:2.0", "");
    line(
        &mut out,
        "PRODID:",
        "-//referral-analytics//expiry work list//EN",
    );
    line(&mut out, "CALSCALE:GREGORIAN", "");
    line(&mut out, "METHOD:PUBLISH", "");
    for entry in entries {
        line(&mut out, "BEGIN:VEVENT", "");
        line(&mut out, "UID:", &text(&entry.uid));
        line(&mut out, "DTSTAMP:", &stamp);
        line(&mut out, "DTSTART:", &date_time(entry.at));
        line(&mut out, "SUMMARY:", &text(&entry.summary));
        line(&mut out, "DESCRIPTION:", &text(&entry.description));
        // A limit is no appointment: the time stays free.
        line(&mut out, "TRANSP:TRANSPARENT", "");
        line(&mut out, "END:VEVENT", "");
    }
    line(&mut out, "END:VCALENDAR", "");
    out
}

/// `20180207T234319Z` (RFC 5545 §3.3.5, form 2).
fn date_time(at: Timestamp) -> String {
    let text = at.to_string();
    let seconds = text.get(..19).unwrap_or(&text);
    let mut digits: String = seconds
        .chars()
        .filter(|c| !matches!(c, '-' | ':'))
        .collect();
    digits.push('Z');
    digits
}

/// A TEXT value (RFC 5545 §3.3.11); controls other than line breaks and tabs may not be in it and are left out.
fn text(raw: &str) -> String {
    let mut escaped = String::with_capacity(raw.len());
    let mut before = ' ';
    for c in raw.chars() {
        match c {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(c);
            }
            // CR LF is one break.
            '\n' if before == '\r' => {}
            '\n' | '\r' => escaped.push_str("\\n"),
            '\t' => escaped.push(c),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
        before = c;
    }
    escaped
}

/// A content line, folded (RFC 5545 §3.1): no line is longer than 75 octets without its break, and no character is cut.
fn line(out: &mut String, name: &str, value: &str) {
    const OCTETS: usize = 75;
    let mut used = 0;
    for c in name.chars().chain(value.chars()) {
        if used + c.len_utf8() > OCTETS {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry(summary: &str) -> Entry {
        Entry {
            uid: "112310.answer@referral-analytics".into(),
            at: Timestamp(1_518_046_999_000),
            summary: summary.into(),
            description: "1\n2".into(),
        }
    }

    #[test]
    fn the_object_to_the_letter() {
        let made = Timestamp(1_582_934_400_500);
        assert_eq!(
            calendar(&[entry("Missed: Best, \"Customer\"; Ever \\ Co")], made),
            "BEGIN:VCALENDAR\r\n\
             VERSION:2.0\r\n\
             PRODID:-//referral-analytics//expiry work list//EN\r\n\
             CALSCALE:GREGORIAN\r\n\
             METHOD:PUBLISH\r\n\
             BEGIN:VEVENT\r\n\
             UID:112310.answer@referral-analytics\r\n\
             DTSTAMP:20200229T000000Z\r\n\
             DTSTART:20180207T234319Z\r\n\
             SUMMARY:Missed: Best\\, \"Customer\"\\; Ever \\\\ Co\r\n\
             DESCRIPTION:1\\n2\r\n\
             TRANSP:TRANSPARENT\r\n\
             END:VEVENT\r\n\
             END:VCALENDAR\r\n"
        );
    }

    #[test]
    fn a_long_line_is_folded_between_characters() {
        let mut out = String::new();
        line(&mut out, "SUMMARY:", &"é".repeat(60));
        let first = ["SUMMARY:", &"é".repeat(33)].concat();
        assert_eq!(out, format!("{first}\r\n {}\r\n", "é".repeat(27)));
        assert_eq!(first.len(), 74);
        let mut out = String::new();
        line(&mut out, "", &"a".repeat(75));
        assert_eq!(out, format!("{}\r\n", "a".repeat(75)));
    }

    #[test]
    fn breaks_and_controls_do_not_get_out_of_their_line() {
        assert_eq!(text("a\r\nb\nc\rd\0e\u{85}\tf"), "a\\nb\\nc\\nde\tf");
    }

    /// Unfolds, and takes the escapes away, as RFC 5545 tells a reader to.
    fn read_back(object: &str) -> Option<String> {
        let unfolded = object.replace("\r\n ", "");
        let value = unfolded
            .split("\r\n")
            .find_map(|line| line.strip_prefix("SUMMARY:"))?;
        let mut text = String::new();
        let mut chars = value.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => match chars.next()? {
                    'n' => text.push('\n'),
                    other => text.push(other),
                },
                c => text.push(c),
            }
        }
        Some(text)
    }

    proptest! {
        #[test]
        fn any_text_comes_back(summary in "[^\r]{0,200}") {
            let object = calendar(&[entry(&summary)], Timestamp(0));
            for line in object.split_terminator("\r\n") {
                prop_assert!(line.len() <= 75, "{}", line);
                prop_assert!(!line.contains(['\r', '\n']));
            }
            let kept: String = summary.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
            prop_assert_eq!(read_back(&object), Some(kept));
        }
    }
}
