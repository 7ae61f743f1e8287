//! A small JSON reader for small things: error bodies, grouped rows, token claims, locale catalogues, configuration.
//!
//! Rows of the flat answer never pass through here: `decode` scans them straight into columns with the same lexical
//! rules. Objects keep their order and their duplicate keys; numbers keep their text, so that nothing is rounded.

mod read;
mod write;

pub use read::unescape;
pub use write::write_string;

use std::fmt;

use read::Reader;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number as it was written.
    Number(String),
    /// A string, unescaped; lone surrogates become U+FFFD.
    Text(String),
    /// An array.
    Array(Vec<Json>),
    /// An object: its members in their order.
    Object(Vec<(String, Json)>),
}

/// Where and what was not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// Byte offset; the length of the text where it ends too early.
    pub at: usize,
}

impl fmt::Display for JsonError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "not JSON at byte {}", self.at)
    }
}

impl Json {
    /// Reads exactly one value; a leading byte order mark and white space around it are allowed.
    pub fn parse(text: &[u8]) -> Result<Self, JsonError> {
        let body = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
        let mut reader = Reader { text: body, at: 0 };
        let value = reader.value(0)?;
        reader.blanks();
        if reader.at == body.len() {
            Ok(value)
        } else {
            Err(reader.error())
        }
    }

    /// The member of that name, in any ASCII case; the first one wins.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members
                .iter()
                .find(|(key, _)| key.eq_ignore_ascii_case(name))
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text of a string, or of a number as it was written.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Number(text) => Some(text),
            _ => None,
        }
    }

    /// A whole number, also when it came as a string or with a zero fraction (endpoint.md §3.1).
    pub fn as_count(&self) -> Option<u64> {
        let text = self.as_text()?.trim();
        text.parse().ok().or_else(|| whole(text))
    }

    /// The elements of an array.
    pub fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The members of an object.
    pub fn as_object(&self) -> Option<&[(String, Self)]> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }
}

/// What stands before and after the point of a number, and its exponent's text; leading zeros are let pass.
// OK because reading it as `f64` would bring 17 KB of code that nothing else of the first page needs.
fn parts_of_number(text: &str) -> Option<(&str, &str, &str)> {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (before, after) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let unsigned = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let is_number = is_digits(before.strip_prefix('-').unwrap_or(before))
        && is_digits(after)
        && is_digits(unsigned);
    is_number.then_some((before, after, exponent))
}

/// The value of a number that is whole and below 9e15, however it is written.
fn whole(text: &str) -> Option<u64> {
    let (before, after, exponent) = parts_of_number(text)?;
    let after = after.trim_end_matches('0');
    let digits = format!("{}{after}", before.trim_start_matches('-'));
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Some(0);
    }
    if before.starts_with('-') {
        return None;
    }
    let shift = exponent
        .parse::<i64>()
        .ok()?
        .checked_sub(after.len() as i64)?;
    let kept = digits.trim_end_matches('0');
    let zeros = shift.checked_add((digits.len() - kept.len()) as i64)?;
    let factor = 10_u64.checked_pow(u32::try_from(zeros).ok()?)?;
    let value = kept.parse::<u64>().ok()?.checked_mul(factor)?;
    (value < 9_000_000_000_000_000).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn members_are_found_in_any_case_and_counts_in_any_form() {
        let json =
            Json::parse(b"\xEF\xBB\xBF {\"TotalCount\":\"7\",\"Value\":[{},null,true,-1.5e3]} ")
                .unwrap();
        assert_eq!(json.get("totalcount").unwrap().as_count(), Some(7));
        assert_eq!(json.get("value").unwrap().as_array().unwrap().len(), 4);
        assert_eq!(Json::Number("12.0".into()).as_count(), Some(12));
        assert_eq!(Json::Number("-1".into()).as_count(), None);
        for (text, count) in [
            ("-0.0", Some(0)),
            ("1.5e1", Some(15)),
            ("1200e-2", Some(12)),
            ("0.50E+1", Some(5)),
            ("1.5", None),
            ("1e15", Some(1_000_000_000_000_000)),
            ("9e15", None),
            ("1e400", None),
            ("1e99999999999999999999", None),
            ("", None),
            ("inf", None),
        ] {
            assert_eq!(Json::Number(text.into()).as_count(), count, "{text}");
        }
    }

    #[test]
    fn escapes_are_read_and_lone_surrogates_replaced() {
        let text = |raw: &str| {
            Json::parse(raw.as_bytes())
                .unwrap()
                .as_text()
                .unwrap()
                .to_owned()
        };
        assert_eq!(text(r#""a\"b\\c\/\n\u00e9""#), "a\"b\\c/\né");
        assert_eq!(text(r#""\ud83d\ude00""#), "😀");
        assert_eq!(text(r#""\ud83dx\udc00""#), "\u{FFFD}x\u{FFFD}");
    }

    #[test]
    fn what_is_not_json_is_refused_with_its_place() {
        for (bad, at) in [
            ("{\"a\" 1}", 5),
            ("[1,]", 3),
            ("\"abc", 4),
            ("{} x", 3),
            ("", 0),
            ("nul", 3),
            ("nil", 0),
        ] {
            assert_eq!(Json::parse(bad.as_bytes()), Err(JsonError { at }), "{bad}");
        }
        assert!(Json::parse("[".repeat(100_000).as_bytes()).is_err());
    }

    fn as_serde(json: &Json) -> serde_json::Value {
        use serde_json::Value;
        match json {
            Json::Null => Value::Null,
            Json::Bool(value) => Value::Bool(*value),
            Json::Number(text) => serde_json::from_str(text).unwrap(),
            Json::Text(text) => Value::String(text.clone()),
            Json::Array(elements) => Value::Array(elements.iter().map(as_serde).collect()),
            Json::Object(members) => Value::Object(
                members
                    .iter()
                    .map(|(key, value)| (key.clone(), as_serde(value)))
                    .collect(),
            ),
        }
    }

    fn any_json() -> impl Strategy<Value = Json> {
        let leaf = prop_oneof![
            Just(Json::Null),
            any::<bool>().prop_map(Json::Bool),
            any::<i64>().prop_map(|number| Json::Number(number.to_string())),
            any::<String>().prop_map(Json::Text),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Json::Array),
                prop::collection::btree_map(any::<String>(), inner, 0..6)
                    .prop_map(|members| Json::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back_and_serde_agrees(json in any_json()) {
            let text = json.to_string();
            prop_assert_eq!(Json::parse(text.as_bytes()), Ok(json.clone()));
            prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), as_serde(&json));
        }

        #[test]
        fn reading_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let ours = Json::parse(&bytes);
            if let Ok(theirs) = serde_json::from_slice::<serde_json::Value>(&bytes) {
                prop_assert_eq!(as_serde(&ours.unwrap()), theirs);
            }
        }
    }
}
