//! One referral row: its terms and dates for filtering and grouping, and its JSON in the documented key order.
//!
//! Rows of a file keep their own text and are sent as they were read. Where rows come from: `generate/` and `data`.

use std::borrow::Cow;

use referral_engine::date::Timestamp;
use referral_engine::field::Field;

/// The order of keys in the documented sample (endpoint.md §3.1), which is not the order of the life cycle.
const WIRE_ORDER: [Field; 16] = [
    Field::Id,
    Field::Status,
    Field::CustomerMarket,
    Field::CustomerName,
    Field::CustomerOrgSize,
    Field::AcceptedDate,
    Field::AcknowledgedDate,
    Field::ArchivedDate,
    Field::DeclinedDate,
    Field::ExpiredDate,
    Field::LostDate,
    Field::MissedDate,
    Field::CreatedDate,
    Field::SkippedDate,
    Field::WonDate,
    Field::PartnerMarket,
];

/// A text value: most are words of a fixed vocabulary.
pub(crate) type Term = Cow<'static, str>;

/// One referral as the service knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    terms: [Option<Term>; 6],
    dates: [Option<Seconds>; 10],
    raw: Option<Box<str>>,
}

/// Seconds since 1970, in four bytes: a million rows should fit a laptop. 1970 to 2106, zero being no date.
type Seconds = std::num::NonZeroU32;

impl Row {
    /// The text of a term field; `None` for null and for date fields.
    pub fn term(&self, field: Field) -> Option<&str> {
        self.terms.get(field.index())?.as_deref()
    }

    /// The moment of a date field; `None` for null and for term fields.
    pub fn date(&self, field: Field) -> Option<Timestamp> {
        let place = field.index().checked_sub(Field::TERMS.len())?;
        let seconds = (*self.dates.get(place)?)?;
        Some(Timestamp(i64::from(seconds.get()) * 1000))
    }

    pub(crate) fn set_term(&mut self, field: Field, text: impl Into<Term>) {
        if let Some(cell) = self.terms.get_mut(field.index()) {
            *cell = Some(text.into());
        }
    }

    pub(crate) fn clear_term(&mut self, field: Field) {
        if let Some(cell) = self.terms.get_mut(field.index()) {
            *cell = None;
        }
    }

    /// Sets a date, cut to whole seconds; a moment outside 1970 to 2106 is no date.
    pub(crate) fn set_date(&mut self, field: Field, at: Timestamp) {
        let place = field.index().checked_sub(Field::TERMS.len());
        if let Some(cell) = place.and_then(|place| self.dates.get_mut(place)) {
            *cell = u32::try_from(at.0.div_euclid(1000))
                .ok()
                .and_then(Seconds::new);
        }
    }

    /// Keeps the text that the row was read from; it is what is sent then.
    pub(crate) fn keep_raw(&mut self, text: &str) {
        self.raw = Some(text.into());
    }

    /// Appends the row as a JSON object without blanks, its dates without a zone.
    pub fn write_json(&self, out: &mut Vec<u8>) {
        match &self.raw {
            Some(text) => out.extend_from_slice(text.as_bytes()),
            None => self.write_fields(out),
        }
    }

    fn write_fields(&self, out: &mut Vec<u8>) {
        for (place, field) in WIRE_ORDER.into_iter().enumerate() {
            out.extend_from_slice(if place == 0 { b"{\"" } else { b",\"" });
            out.extend_from_slice(field.name().as_bytes());
            out.extend_from_slice(b"\":");
            if field.is_date() {
                write_date(out, self.date(field));
            } else {
                write_text(out, self.term(field));
            }
        }
        out.push(b'}');
    }
}

/// Appends a JSON string, or `null`.
pub(crate) fn write_text(out: &mut Vec<u8>, text: Option<&str>) {
    match text {
        // OK because writing into a vector cannot fail.
        Some(text) => drop(serde_json::to_writer(out, text)),
        None => out.extend_from_slice(b"null"),
    }
}

/// Appends `"YYYY-MM-DDTHH:MM:SS"`, or `null`.
pub(crate) fn write_date(out: &mut Vec<u8>, at: Option<Timestamp>) {
    let Some(at) = at else {
        out.extend_from_slice(b"null");
        return;
    };
    let (year, month, day) = at.day().civil();
    let seconds = at.0.div_euclid(1000).rem_euclid(86_400) as u32;
    out.push(b'"');
    write_two(out, year as u32 / 100);
    write_two(out, year as u32 % 100);
    for (mark, value) in [
        (b'-', month),
        (b'-', day),
        (b'T', seconds / 3600),
        (b':', seconds / 60 % 60),
        (b':', seconds % 60),
    ] {
        out.push(mark);
        write_two(out, value);
    }
    out.push(b'"');
}

fn write_two(out: &mut Vec<u8>, value: u32) {
    out.extend_from_slice(&[b'0' + (value / 10 % 10) as u8, b'0' + (value % 10) as u8]);
}

#[cfg(test)]
mod tests {
    use referral_engine::date::Day;

    use super::*;

    #[test]
    fn a_row_is_written_as_the_documented_sample() {
        let at = |day: &str, hours: i64, minutes: i64, seconds: i64| {
            let start = Day::parse(day).unwrap().start().0;
            Timestamp(start + ((hours * 60 + minutes) * 60 + seconds) * 1000)
        };
        let mut row = Row::default();
        row.set_term(Field::Id, "112310");
        row.set_term(Field::Status, "Accepted");
        row.set_term(Field::CustomerMarket, "US");
        row.set_term(Field::CustomerName, "Best \"Customer\" Ever");
        row.set_term(Field::CustomerOrgSize, "10to50employees");
        row.set_term(Field::PartnerMarket, "US");
        row.set_date(Field::CreatedDate, at("2018-02-04", 23, 8, 59));
        row.set_date(Field::AcknowledgedDate, at("2018-02-07", 23, 40, 50));
        row.set_date(Field::AcceptedDate, at("2018-02-07", 23, 43, 19));
        let mut out = Vec::new();
        row.write_json(&mut out);
        assert_eq!(
            String::from_utf8(out).unwrap(),
            concat!(
                r#"{"id":"112310","status":"Accepted","customerMarket":"US","#,
                r#""customerName":"Best \"Customer\" Ever","customerOrgSize":"10to50employees","#,
                r#""acceptedDate":"2018-02-07T23:43:19","acknowledgedDate":"2018-02-07T23:40:50","#,
                r#""archivedDate":null,"declinedDate":null,"expiredDate":null,"lostDate":null,"#,
                r#""missedDate":null,"createdDate":"2018-02-04T23:08:59","skippedDate":null,"#,
                r#""wonDate":null,"partnerMarket":"US"}"#
            )
        );
    }

    #[test]
    fn kept_text_is_sent_as_it_was_read() {
        let mut row = Row::default();
        row.set_term(Field::Id, "1");
        row.keep_raw(r#"{ "ID": 1, "churnRisk": "low" }"#);
        let mut out = Vec::new();
        row.write_json(&mut out);
        assert_eq!(out, br#"{ "ID": 1, "churnRisk": "low" }"#);
    }
}
