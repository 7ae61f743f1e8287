//! Text that remembers where each of its bytes stood in the paste, through quotes, continuations and percent-encoding.
//!
//! What the text means is not known here. A range on character boundaries of the text is one of the paste, too.

use std::ops::Range;

use crate::percent;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Traced {
    text: String,
    /// Where each byte began, and where the text ended.
    from: Vec<usize>,
}

impl Traced {
    /// A part of the paste, as it stands.
    pub(super) fn part(paste: &str, at: Range<usize>) -> Self {
        Self {
            text: paste.get(at.clone()).unwrap_or_default().to_string(),
            from: (at.start..=at.end).collect(),
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Where that part of the text stood in the paste.
    pub(super) fn at(&self, part: Range<usize>) -> Range<usize> {
        let place = |at: usize| {
            self.from
                .get(at)
                .or(self.from.last())
                .copied()
                .unwrap_or_default()
        };
        place(part.start)..place(part.end).max(place(part.start))
    }

    /// Where all of it stood.
    pub(super) fn whole(&self) -> Range<usize> {
        self.at(0..self.text.len())
    }

    /// Puts a character that stood at a place behind the text.
    pub(super) fn push(&mut self, c: char, at: Range<usize>) {
        self.from.pop();
        self.text.push(c);
        self.from
            .extend(std::iter::repeat_n(at.start, c.len_utf8()));
        self.from.push(at.end);
    }

    /// Puts another text behind this one.
    pub(super) fn append(&mut self, other: &Self) {
        self.from.pop();
        self.text.push_str(&other.text);
        self.from.extend_from_slice(&other.from);
    }

    /// The same, its places being those of another text that this one was cut from.
    pub(super) fn through(&self, outer: &Self) -> Self {
        let place = |at: &usize| outer.at(*at..*at).start;
        Self {
            text: self.text.clone(),
            from: self.from.iter().map(place).collect(),
        }
    }

    pub(super) fn slice(&self, part: Range<usize>) -> Self {
        Self {
            text: self.text.get(part.clone()).unwrap_or_default().to_string(),
            from: self
                .from
                .get(part.start..=part.end)
                .unwrap_or_default()
                .to_vec(),
        }
    }

    /// What stands before and behind the first such character, which is dropped.
    pub(super) fn split_once(&self, separator: char) -> Option<(Self, Self)> {
        let at = self.text.find(separator)?;
        let behind = at + separator.len_utf8();
        Some((self.slice(0..at), self.slice(behind..self.text.len())))
    }

    pub(super) fn split(&self, separator: char) -> Vec<Self> {
        let mut parts = Vec::new();
        let mut start = 0;
        for (at, found) in self.text.match_indices(separator) {
            parts.push(self.slice(start..at));
            start = at + found.len();
        }
        parts.push(self.slice(start..self.text.len()));
        parts
    }

    pub(super) fn trim_matches(&self, drops: impl Fn(char) -> bool) -> Self {
        let start = self.text.len() - self.text.trim_start_matches(&drops).len();
        let end = self.text.trim_end_matches(&drops).len().max(start);
        self.slice(start..end)
    }

    pub(super) fn trim(&self) -> Self {
        self.trim_matches(char::is_whitespace)
    }

    /// The same with another text of the same length, whose characters stand in the same places.
    pub(super) fn with_blanks(&self, text: &str) -> Self {
        Self {
            text: text.to_owned(),
            from: self.from.clone(),
        }
    }

    /// The same with `%xx` decoded, as in [`percent::decode`].
    pub(super) fn decode(&self) -> Self {
        let decoded = percent::decode(&self.text);
        if decoded == self.text {
            return self.clone();
        }
        let bytes = self.text.as_bytes();
        let mut from = Vec::with_capacity(decoded.len() + 1);
        let mut at = 0;
        for byte in decoded.bytes() {
            from.push(self.from.get(at).copied().unwrap_or_default());
            // A percent sign that stands for itself is not followed by what it would stand for.
            let is_sequence =
                bytes.get(at) == Some(&b'%') && is_pair(bytes.get(at + 1..at + 3), byte);
            at += if is_sequence { 3 } else { 1 };
        }
        from.push(self.from.last().copied().unwrap_or_default());
        Self {
            text: decoded,
            from,
        }
    }
}

/// Whether the two digits stand for the byte.
fn is_pair(digits: Option<&[u8]>, byte: u8) -> bool {
    digits
        .filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))
        .and_then(|digits| std::str::from_utf8(digits).ok())
        .and_then(|digits| u8::from_str_radix(digits, 16).ok())
        == Some(byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_knows_its_place() {
        let paste = "url: a%20b%E7%99%BEc%2 d";
        let traced = Traced::part(paste, 5..paste.len()).decode();
        assert_eq!(traced.text(), "a b百c%2 d");
        let place = |found: &str| {
            let start = traced.text().find(found).unwrap();
            &paste[traced.at(start..start + found.len())]
        };
        assert_eq!(place("b"), "b");
        assert_eq!(place(" b"), "%20b");
        assert_eq!(place("百"), "%E7%99%BE");
        assert_eq!(place("%2 d"), "%2 d");
        assert_eq!(traced.whole(), 5..paste.len());
    }

    #[test]
    fn parts_keep_their_places() {
        let traced = Traced::part("x=1&&yy=2", 0..9);
        let parts = traced.split('&');
        let places: Vec<_> = parts.iter().map(Traced::whole).collect();
        assert_eq!(places, [0..3, 4..4, 5..9]);
        let (key, value) = parts[2].split_once('=').unwrap();
        assert_eq!((key.whole(), value.whole()), (5..7, 8..9));
        let mut joined = parts[0].clone();
        joined.push('&', 3..4);
        joined.append(&parts[2]);
        assert_eq!((joined.text(), joined.at(4..6)), ("x=1&yy=2", 5..7));
    }
}
