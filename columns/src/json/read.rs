//! Text → values: a reader of one value, and the insides of strings, which `decode` reads by the same rules.

use super::{Json, JsonError, parts_of_number};

/// How deep values may nest; deeper input is refused, so that hostile input cannot exhaust the stack.
const MAX_DEPTH: usize = 64;

pub(super) struct Reader<'a> {
    pub(super) text: &'a [u8],
    pub(super) at: usize,
}

impl Reader<'_> {
    pub(super) fn error(&self) -> JsonError {
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

    pub(super) fn blanks(&mut self) {
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

    pub(super) fn value(&mut self, depth: usize) -> Result<Json, JsonError> {
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
