//! Evaluates a condition on one row, whatever holds the row; columns have a faster way in `table`.
//!
//! Text is compared without case: codes and ids by ASCII, names by Unicode lower case, letter by letter.
//! The service's own rules are unknown (endpoint.md §2.1); where it answers itself, its answer counts.

use std::ops::Range;

use super::{Expr, Op, Value};
use crate::date::Timestamp;
use crate::field::{Field, Kind};
use crate::lower::{lower, lowered as lower_letter};
use crate::table::{DateValue, Table};

/// A row that a condition can be asked of. A field without a value is `None`.
pub trait Row {
    /// The raw text of a field that is no date.
    fn term(&self, field: Field) -> Option<&str>;
    /// The moment of a date field.
    fn date(&self, field: Field) -> Option<Timestamp>;
}

/// A row of a table by its number.
impl Row for (&Table, usize) {
    fn term(&self, field: Field) -> Option<&str> {
        self.0.term(self.1, field)
    }

    fn date(&self, field: Field) -> Option<Timestamp> {
        match self.0.date(self.1, field) {
            DateValue::At(at) => Some(at),
            DateValue::Never | DateValue::Unreadable => None,
        }
    }
}

impl Expr {
    /// Whether the condition holds.
    ///
    /// Without a value, `eq null` and `ne 'x'` hold and everything else does not. A date alone means its midnight, as OData
    /// has it: `createdDate eq cast('2018-02-01',…)` is not "on that day". What no filter can say (order on text) never holds.
    pub fn holds(&self, row: &impl Row) -> bool {
        match self {
            Self::And(parts) => parts.iter().all(|part| part.holds(row)),
            Self::Or(parts) => parts.iter().any(|part| part.holds(row)),
            Self::Contains { field, text } => row
                .term(*field)
                .is_some_and(|term| text_contains(term, text)),
            Self::Compare { field, op, value } if field.is_date() => {
                compare_date(row.date(*field), *op, value)
            }
            Self::Compare { field, op, value } => {
                compare_term(*field, row.term(*field), *op, value)
            }
        }
    }
}

impl Op {
    /// Whether `left op right`.
    pub fn compare<T: Ord>(self, left: T, right: T) -> bool {
        match self {
            Self::Eq => left == right,
            Self::Ne => left != right,
            Self::Gt => left > right,
            Self::Ge => left >= right,
            Self::Lt => left < right,
            Self::Le => left <= right,
        }
    }
}

fn compare_date(cell: Option<Timestamp>, op: Op, value: &Value) -> bool {
    match (value, cell) {
        (Value::Null, cell) => compare_null(cell.is_none(), op),
        (Value::Date(literal), Some(at)) => op.compare(at, literal.at()),
        (Value::Date(_), None) => op == Op::Ne,
        (Value::Text(_), _) => false,
    }
}

fn compare_term(field: Field, cell: Option<&str>, op: Op, value: &Value) -> bool {
    let equal = match (value, cell) {
        (Value::Null, cell) => return compare_null(cell.is_none(), op),
        (Value::Text(text), Some(cell)) => text_equals(field, cell, text),
        (Value::Text(_), None) => false,
        (Value::Date(_), _) => return false,
    };
    match op {
        Op::Eq => equal,
        Op::Ne => !equal,
        _ => false,
    }
}

fn compare_null(is_null: bool, op: Op) -> bool {
    match op {
        Op::Eq => is_null,
        Op::Ne => !is_null,
        _ => false,
    }
}

/// Whether two values of the field are the same, case aside.
fn text_equals(field: Field, left: &str, right: &str) -> bool {
    left.eq_ignore_ascii_case(right) || (field.kind() == Kind::Name && lower(left).eq(lower(right)))
}

/// Whether a name contains the part, case aside. Every name contains the empty part.
pub fn text_contains(name: &str, part: &str) -> bool {
    if part.is_empty() {
        return true;
    }
    if name.is_ascii() && part.is_ascii() {
        let part = part.as_bytes();
        let first = part.first().map(u8::to_ascii_lowercase);
        // Most places are told by their first letter.
        let begins = |window: &[u8]| window.first().map(u8::to_ascii_lowercase) == first;
        let mut windows = name.as_bytes().windows(part.len());
        return windows.any(|window| begins(window) && window.eq_ignore_ascii_case(part));
    }
    let folded: String = lower(name).collect();
    let part: String = lower(part).collect();
    folded.contains(&part)
}

/// Where in the text the part stands, case aside and one behind the other: whole letters, in bytes of the text.
///
/// Not empty exactly where [`text_contains`] holds and the part is not empty.
pub fn text_places(text: &str, part: &str) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let part: String = lower(part).collect();
    if part.is_empty() {
        return places;
    }
    // A letter may be lowered to several; each byte of the lowered text remembers the letter that it came from.
    let mut lowered = String::with_capacity(text.len());
    let mut origins = Vec::with_capacity(text.len());
    for (start, letter) in text.char_indices() {
        lowered.extend(lower_letter(letter));
        origins.resize(lowered.len(), (start, start + letter.len_utf8()));
    }
    for (start, found) in lowered.match_indices(&part) {
        let first = origins.get(start);
        let last = origins.get(start + found.len() - 1);
        if let (Some((start, _)), Some((_, end))) = (first, last) {
            let behind = places.last().map_or(0, |place: &Range<usize>| place.end);
            if *start >= behind {
                places.push(*start..*end);
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::parse;
    use crate::table::cells;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn texts_are_found_in_a_column_as_one_by_one(
            texts in prop::collection::vec("[abAB @`ÄäKİiké]{1,12}", 0..40),
            part in "[abABkKi@` ä]{1,4}",
        ) {
            let mut table = Table::new();
            for text in &texts {
                table.push(&cells(&[(Field::CustomerName, text)]), "");
            }
            let column = table.terms(Field::CustomerName).unwrap();
            let dictionary = column.dictionary();
            if let Some(found) = dictionary.containing(&part) {
                for (code, text) in dictionary.iter().enumerate() {
                    prop_assert_eq!(found.has(code as u32), Some(text_contains(text, &part)), "{}", text);
                }
            } else {
                prop_assert!(!part.is_ascii() || part.to_ascii_lowercase().contains(['i', 'k']));
            }
        }
    }

    struct Sample;

    impl Row for Sample {
        fn term(&self, field: Field) -> Option<&str> {
            match field {
                Field::Status => Some("Accepted"),
                Field::CustomerName => Some("Straße ÅNGSTRÖM O'Neil ΣΑΣ"),
                Field::CustomerMarket => Some("US"),
                Field::Id => Some("112310"),
                _ => None,
            }
        }

        fn date(&self, field: Field) -> Option<Timestamp> {
            let day = crate::date::Day::parse("2018-02-07").unwrap();
            match field {
                Field::CreatedDate => Some(day.start()),
                Field::AcceptedDate => Some(Timestamp(day.start().0 + 3_600_000)),
                _ => None,
            }
        }
    }

    fn holds(text: &str) -> bool {
        parse(text).unwrap().expr.holds(&Sample)
    }

    #[test]
    fn conditions_that_hold() {
        for text in [
            "status eq 'accepted'",
            "status ne 'Won'",
            "customerName eq 'straße ångström o''neil σας' or contains(customerName,'ångström')",
            "contains(customerName,'O''NEIL')",
            "contains(customerName,'σασ')",
            "contains(customerName,'')",
            "partnerMarket ne 'US'",
            "partnerMarket eq null",
            "customerMarket ne null",
            "createdDate eq cast('2018-02-07',Edm.DateTimeOffset)",
            "createdDate ge cast('2018-02-07T01:00:00+01:00',Edm.DateTimeOffset)",
            "acceptedDate ne cast('2018-02-07',Edm.DateTimeOffset)",
            "acceptedDate gt cast('2018-02-07',Edm.DateTimeOffset)",
            "acceptedDate lt cast('2018-02-08',Edm.DateTimeOffset)",
            "wonDate eq null",
            "wonDate ne cast('2018-02-07',Edm.DateTimeOffset)",
            "status eq 'Won' or (customerMarket eq 'us' and id eq '112310')",
        ] {
            assert!(holds(text), "{text}");
        }
    }

    #[test]
    fn conditions_that_do_not_hold() {
        for text in [
            "status eq 'Won'",
            "status ne 'ACCEPTED'",
            "partnerMarket eq 'US'",
            "partnerMarket ne null",
            "createdDate eq null",
            "createdDate gt cast('2018-02-07',Edm.DateTimeOffset)",
            "acceptedDate eq cast('2018-02-07',Edm.DateTimeOffset)",
            "wonDate lt cast('2018-02-07',Edm.DateTimeOffset)",
            "wonDate ge cast('2018-02-07',Edm.DateTimeOffset)",
            "contains(customerName,'Straßen')",
            "status eq 'Accepted' and customerMarket eq 'DE'",
        ] {
            assert!(!holds(text), "{text}");
        }
    }

    #[test]
    fn places_are_whole_letters() {
        let places = |text: &str, part: &str| -> Vec<String> {
            let found = text_places(text, part);
            found
                .into_iter()
                .map(|place| text[place].to_owned())
                .collect()
        };
        assert_eq!(places("Contoso contoso", "TOSO"), ["toso", "toso"]);
        assert_eq!(places("aaaa", "aa"), ["aa", "aa"]);
        assert_eq!(places("ÅNGSTRÖM", "ngströ"), ["NGSTRÖ"]);
        assert_eq!(places("İzmir", "i"), ["İ", "i"]);
        assert_eq!(places("百佳", "佳"), ["佳"]);
        assert_eq!(places("Contoso", ""), [] as [String; 0]);
    }
}
