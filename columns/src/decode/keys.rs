//! The keys that rows have had, each with all that stands before its value, so that one comparison reads it.
//!
//! The service writes each row alike: what was met at a place of a row is expected there in the next one.

use std::borrow::Cow;

use super::scan::{Stop, blanks, string_end};
use crate::field::Field;
use crate::json::unescape;

/// What a key means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// A place in [`Field::TERMS`].
    Term(u8),
    /// A place in [`Field::DATES`].
    Date(u8),
    /// No field that we know.
    Extra,
}

/// How many keys are remembered, and how long one may be.
const REMEMBERED: usize = 64;

/// Keys of up to so many times eight bytes are compared as numbers; `,"acknowledgedDate":` has 20.
const WORDS: usize = 4;

/// `,"key":` with its blanks as it was met, and what it means.
#[derive(Clone, Debug)]
pub(super) struct Key {
    text: Vec<u8>,
    met: Met,
    /// The text as numbers, and which of their bits are the text's; none of a longer text.
    words: [(u64, u64); WORDS],
}

/// The keys that stand behind a `{`, or those behind a `,`, in the order in which rows have them.
#[derive(Clone, Debug)]
pub(super) struct Keys {
    behind: u8,
    keys: Vec<Key>,
}

/// A key that was met at some place of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Met {
    pub(super) slot: Slot,
    /// From the place to the value.
    pub(super) to_value: usize,
    /// From the place to the key, and to behind it, quotes included.
    quoted: (usize, usize),
}

/// What stands at a place of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// The object's end, and the place behind it.
    End(usize),
    Key(Met),
}

impl Key {
    fn new(text: &[u8], met: Met) -> Self {
        let mut words = [(0, 0); WORDS];
        if text.len() <= WORDS * 8 {
            for (word, bytes) in words.iter_mut().zip(text.chunks(8)) {
                for (place, byte) in bytes.iter().enumerate() {
                    word.0 |= u64::from(*byte) << (8 * place);
                    word.1 |= 0xFF << (8 * place);
                }
            }
        }
        Self {
            text: text.to_vec(),
            met,
            words,
        }
    }

    /// Whether the bytes begin with the key.
    #[inline]
    fn begins(&self, bytes: &[u8]) -> bool {
        let (chunks, _) = bytes.as_chunks::<8>();
        match chunks.first_chunk::<WORDS>() {
            Some(chunks) if self.text.len() <= WORDS * 8 => {
                let different = |(chunk, word): (&[u8; 8], &(u64, u64))| {
                    (u64::from_le_bytes(*chunk) ^ word.0) & word.1
                };
                let all = chunks.iter().zip(&self.words).map(different);
                all.fold(0, |all, one| all | one) == 0
            }
            _ => bytes.starts_with(&self.text),
        }
    }
}

impl Met {
    /// The key's text, for the place where it was met.
    pub(super) fn quoted(self, text: &[u8], at: usize) -> &[u8] {
        let (from, to) = self.quoted;
        text.get(at + from..at + to).unwrap_or_default()
    }
}

impl Keys {
    /// Keys that stand behind a `{` or a `,`.
    pub(super) const fn behind(behind: u8) -> Self {
        Self {
            behind,
            keys: Vec::new(),
        }
    }

    /// The key at that place among the keys, if the bytes begin with it.
    #[inline]
    pub(super) fn expected(&self, place: usize, bytes: &[u8]) -> Option<Met> {
        let key = self.keys.get(place)?;
        key.begins(bytes).then_some(key.met)
    }

    /// What stands at `at`, where a `{` or `,` or the object's end should be.
    ///
    /// `place` is where among the keys this one is expected; afterwards, where the next one is.
    #[inline(never)]
    pub(super) fn meet(&mut self, text: &[u8], at: usize, place: &mut usize) -> Result<Next, Stop> {
        let rest = text.get(at..).unwrap_or_default();
        if rest.first() == Some(&b'}') && self.behind == b',' {
            return Ok(Next::End(at + 1));
        }
        let mut places = (*place..self.keys.len()).chain(0..*place);
        let known = places.find_map(|place| Some((place, self.expected(place, rest)?)));
        if let Some((found, met)) = known {
            *place = found + 1;
            return Ok(Next::Key(met));
        }
        let next = self.read(text, at)?;
        if let Next::Key(met) = next {
            // A hostile row with a million keys must not be remembered.
            if self.keys.len() < REMEMBERED && met.to_value <= REMEMBERED {
                let text = rest.get(..met.to_value).unwrap_or_default();
                self.keys.push(Key::new(text, met));
            }
            *place = self.keys.len();
        }
        Ok(next)
    }

    fn read(&self, text: &[u8], at: usize) -> Result<Next, Stop> {
        let comma = blanks(text, at);
        match text.get(comma) {
            Some(byte) if *byte == self.behind => {}
            Some(b'}') if self.behind == b',' => return Ok(Next::End(comma + 1)),
            other => return Err(stop(other)),
        }
        let start = blanks(text, comma + 1);
        match text.get(start) {
            Some(b'"') => {}
            Some(b'}') if self.behind == b'{' => return Ok(Next::End(start + 1)),
            other => return Err(stop(other)),
        }
        let (end, escaped) = string_end(text, start + 1)?;
        let slot = slot_of(text.get(start + 1..end).unwrap_or_default(), escaped)?;
        let colon = blanks(text, end + 1);
        match text.get(colon) {
            Some(b':') => {}
            other => return Err(stop(other)),
        }
        let value = blanks(text, colon + 1);
        // What ends here may go on with blanks, and then it would be remembered without them.
        if value >= text.len() {
            return Err(Stop::Incomplete);
        }
        Ok(Next::Key(Met {
            slot,
            to_value: value - at,
            quoted: (start - at, end + 1 - at),
        }))
    }
}

fn stop(byte: Option<&u8>) -> Stop {
    byte.map_or(Stop::Incomplete, |_| Stop::Malformed)
}

fn slot_of(key: &[u8], escaped: bool) -> Result<Slot, Stop> {
    let name = if escaped {
        Cow::Owned(unescape(key).ok_or(Stop::Malformed)?)
    } else {
        String::from_utf8_lossy(key)
    };
    let Some(field) = Field::from_name(&name) else {
        return Ok(Slot::Extra);
    };
    let index = field.index();
    Ok(match index.checked_sub(Field::TERMS.len()) {
        None => Slot::Term(index as u8),
        Some(place) => Slot::Date(place as u8),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_met_with_its_blanks_and_only_behind_what_it_stood_behind() {
        let mut keys = Keys::behind(b',');
        let text =
            br#", "status" : 1,"x":2,"STATUS":3} more text behind it, so that words are compared"#;
        for _ in 0..2 {
            let mut place = 0;
            let mut meet = |at| match keys.meet(text, at, &mut place) {
                Ok(Next::Key(met)) => (met.slot, met.quoted(text, at).to_vec(), at + met.to_value),
                other => panic!("{other:?}"),
            };
            assert_eq!(meet(0), (Slot::Term(1), b"\"status\"".to_vec(), 13));
            assert_eq!(meet(14), (Slot::Extra, b"\"x\"".to_vec(), 19));
            assert_eq!(meet(20), (Slot::Term(1), b"\"STATUS\"".to_vec(), 30));
            assert_eq!(keys.meet(text, 31, &mut place), Ok(Next::End(32)));
            assert_eq!(keys.expected(0, text).map(|met| met.to_value), Some(13));
        }
        let mut meet = |text: &'static str| keys.meet(text.as_bytes(), 0, &mut 0).err();
        assert_eq!(meet(r#"{"status":1"#), Some(Stop::Malformed));
        assert_eq!(meet(r#","status""#), Some(Stop::Incomplete));
        assert_eq!(meet(r#","status": "#), Some(Stop::Incomplete));
        assert_eq!(meet(r#","status" 1"#), Some(Stop::Malformed));
        assert_eq!(meet(",}"), Some(Stop::Malformed));
    }
}
