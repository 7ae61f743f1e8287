//! A small JSON reader for small things: error bodies, grouped rows, token claims, locale catalogues, configuration.
//!
//! Rows of the flat answer never pass through here: `decode` scans them straight into columns with the same lexical
//! rules. Objects keep their order and their duplicate keys; numbers keep their text, so that nothing is rounded.

use std::fmt;

/// How deep values may nest; deeper input is refused, so that hostile input cannot exhaust the stack.
const MAX_DEPTH: usize = 64;

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

struct Reader<'a> {
    text: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn error(&self) -> JsonError {
        JsonError { at: self.at }
    }

    /// The text ends inside of a value.
    fn ended(&self) -> JsonError {
        JsonError {
            at: self.text.len(),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn word(&mut self, word: &[u8], value: Json) -> Result<Json, JsonError> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        if rest.starts_with(word) {
            self.at += word.len();
            Ok(value)
        } else if word.starts_with(rest) {
            Err(self.ended())
        } else {
            Err(self.error())
        }
    }

    fn value(&mut self, depth: usize) -> Result<Json, JsonError> {
        self.blanks();
        match self.peek() {
            Some(b'{' | b'[') if depth >= MAX_DEPTH => Err(self.error()),
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'"') => self.string().map(Json::Text),
            Some(b't') => self.word(b"true", Json::Bool(true)),
            Some(b'f') => self.word(b"false", Json::Bool(false)),
            Some(b'n') => self.word(b"null", Json::Null),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => Err(self.error()),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Json, JsonError> {
        self.at += 1;
        let mut members = Vec::new();
        self.blanks();
        if self.take(b'}') {
            return Ok(Json::Object(members));
        }
        loop {
            self.blanks();
            if self.peek() != Some(b'"') {
                return Err(self.error());
            }
            let key = self.string()?;
            self.blanks();
            if !self.take(b':') {
                return Err(self.error());
            }
            members.push((key, self.value(depth + 1)?));
            self.blanks();
            if self.take(b'}') {
                return Ok(Json::Object(members));
            }
            if !self.take(b',') {
                return Err(self.error());
            }
        }
    }

    fn array(&mut self, depth: usize) -> Result<Json, JsonError> {
        self.at += 1;
        let mut elements = Vec::new();
        self.blanks();
        if self.take(b']') {
            return Ok(Json::Array(elements));
        }
        loop {
            elements.push(self.value(depth + 1)?);
            self.blanks();
            if self.take(b']') {
                return Ok(Json::Array(elements));
            }
            if !self.take(b',') {
                return Err(self.error());
            }
        }
    }

    fn number(&mut self) -> Result<Json, JsonError> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest
            .iter()
            .take_while(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'))
            .count();
        let text = std::str::from_utf8(rest.get(..length).unwrap_or_default()).unwrap_or_default();
        if parts_of_number(text).is_none() {
            return Err(self.error());
        }
        self.at += length;
        Ok(Json::Number(text.to_owned()))
    }

    fn string(&mut self) -> Result<String, JsonError> {
        let start = self.at + 1;
        let body = self.text.get(start..).unwrap_or_default();
        let length = string_length(body).ok_or(self.ended())?;
        let raw = body.get(..length).unwrap_or_default();
        self.at = start + length + 1;
        unescape(raw).ok_or(JsonError { at: start })
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

/// Bytes up to the closing quote of a string whose opening quote stands before `body`; `None` when it does not end.
fn string_length(body: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        match body.get(at)? {
            b'"' => return Some(at),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// The text of a JSON string's inside. Invalid UTF-8 and lone surrogates become U+FFFD; `None` for a bad escape.
pub fn unescape(raw: &[u8]) -> Option<String> {
    let Some(mut at) = raw.iter().position(|byte| *byte == b'\\') else {
        return Some(String::from_utf8_lossy(raw).into_owned());
    };
    let mut text: Vec<u8> = raw.get(..at)?.to_vec();
    while let Some(&byte) = raw.get(at) {
        if byte != b'\\' {
            text.push(byte);
            at += 1;
            continue;
        }
        let escaped = raw.get(at + 1)?;
        at += 2;
        match escaped {
            b'"' | b'\\' | b'/' => text.push(*escaped),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'u' => {
                let (character, length) = unicode_escape(raw.get(at..)?)?;
                at += length;
                text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            }
            _ => return None,
        }
    }
    Some(String::from_utf8_lossy(&text).into_owned())
}

/// The character of the four hexadecimal digits at the start, joined with a low surrogate that follows, and the bytes read.
fn unicode_escape(text: &[u8]) -> Option<(char, usize)> {
    let high = hex4(text)?;
    if (0xD800..0xDC00).contains(&high)
        && let Some(low) = text
            .get(4..)
            .and_then(|rest| rest.strip_prefix(b"\\u"))
            .and_then(hex4)
        && (0xDC00..0xE000).contains(&low)
    {
        let code = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
        return Some((
            char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
            10,
        ));
    }
    Some((
        char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER),
        4,
    ))
}

fn hex4(text: &[u8]) -> Option<u32> {
    let digits = text.get(..4)?;
    let mut value = 0;
    for digit in digits {
        value = value * 16 + (*digit as char).to_digit(16)?;
    }
    Some(value)
}

/// Appends `text` as a JSON string, quotes included.
pub fn write_string(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control if control < ' ' => {
                const HEX: &[u8; 16] = b"0123456789abcdef";
                let code = control as usize;
                out.push_str("\\u00");
                for nibble in [code >> 4, code & 15] {
                    out.push(HEX.get(nibble).map_or('0', |digit| *digit as char));
                }
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

impl fmt::Display for Json {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => formatter.write_str("null"),
            Self::Bool(value) => write!(formatter, "{value}"),
            Self::Number(text) => formatter.write_str(text),
            Self::Text(text) => write_quoted(formatter, text),
            Self::Array(elements) => {
                formatter.write_str("[")?;
                for (place, element) in elements.iter().enumerate() {
                    if place > 0 {
                        formatter.write_str(",")?;
                    }
                    write!(formatter, "{element}")?;
                }
                formatter.write_str("]")
            }
            Self::Object(members) => {
                formatter.write_str("{")?;
                for (place, (key, value)) in members.iter().enumerate() {
                    if place > 0 {
                        formatter.write_str(",")?;
                    }
                    write_quoted(formatter, key)?;
                    write!(formatter, ":{value}")?;
                }
                formatter.write_str("}")
            }
        }
    }
}

fn write_quoted(formatter: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let mut quoted = String::with_capacity(text.len() + 2);
    write_string(&mut quoted, text);
    formatter.write_str(&quoted)
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
