//! Distinct texts: one arena, a code each in the order of arrival, and a hash table from text to code.
//!
//! Open addressing with linear probing over a power of two. A slot is a code in its low bits, as many as a place in the
//! table needs, and above them bits of the hash, so that nearly every text that is compared in the arena is the same.

use std::borrow::Cow;
use std::ops::Range;

const EMPTY: u32 = u32::MAX;

/// Distinct texts by code.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    arena: String,
    ends: Vec<u32>,
    slots: Vec<u32>,
}

impl Dictionary {
    /// How many distinct texts there are; their codes are `0..len`.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text of a code; empty for a code that was never given.
    pub fn text(&self, code: u32) -> &str {
        self.arena.get(self.span(code)).unwrap_or_default()
    }

    /// Where in the arena the text of a code stands.
    #[inline]
    fn span(&self, code: u32) -> Range<usize> {
        let code = code as usize;
        let end_of = |code: usize| self.ends.get(code).map_or(0, |end| *end as usize);
        code.checked_sub(1).map_or(0, end_of)..end_of(code)
    }

    /// All texts, in the order of their codes.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len()).map(|code| self.text(code as u32))
    }

    /// The code of a text, given to it now if it has none.
    ///
    /// Bytes that are no UTF-8 become U+FFFD. Only a text that is new has to be checked for that.
    pub(super) fn intern(&mut self, text: &[u8]) -> u32 {
        let hash = hash(text);
        if let Some(code) = self.find(text, hash) {
            return code;
        }
        match String::from_utf8_lossy(text) {
            Cow::Borrowed(text) => self.add(text, hash),
            Cow::Owned(text) => self.intern(text.as_bytes()),
        }
    }

    /// Whether this is the text of the code.
    pub(super) fn is(&self, code: u32, text: &[u8]) -> bool {
        // Bytes, because a `str` would look for the borders of characters first.
        let held = self.arena.as_bytes().get(self.span(code));
        held.is_some_and(|held| same(held, text))
    }

    fn add(&mut self, text: &str, hash: u64) -> u32 {
        // At most three quarters full, so that probing stays short and no code has all of its bits set.
        if (self.len() + 1) * 4 > self.slots.len() * 3 {
            self.grow();
        }
        let code = self.len() as u32;
        self.arena.push_str(text);
        self.ends.push(self.arena.len() as u32);
        self.put(code, hash);
        code
    }

    /// The code of the text, if it has one.
    fn find(&self, text: &[u8], hash: u64) -> Option<u32> {
        let mask = self.mask();
        let mut slot = hash as u32 & mask;
        loop {
            let held = self.slots.get(slot as usize).copied()?;
            if held == EMPTY {
                return None;
            }
            if (held ^ tag(hash)) & !mask == 0 && self.is(held & mask, text) {
                return Some(held & mask);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Puts the code of a text that is not in the table yet into the first empty slot where it may be.
    fn put(&mut self, code: u32, hash: u64) {
        let mask = self.mask();
        let mut slot = hash as u32 & mask;
        while let Some(held) = self.slots.get_mut(slot as usize) {
            if *held == EMPTY {
                *held = tag(hash) & !mask | code;
                return;
            }
            slot = (slot + 1) & mask;
        }
    }

    fn mask(&self) -> u32 {
        (self.slots.len() as u32).wrapping_sub(1)
    }

    fn grow(&mut self) {
        let wanted = (self.slots.len() * 2).max(16);
        // Given back first, so that both are never there at once.
        self.slots = Vec::new();
        self.slots = vec![EMPTY; wanted];
        for code in 0..self.len() as u32 {
            let hash = hash(self.text(code).as_bytes());
            self.put(code, hash);
        }
    }

    pub(super) fn shrink(&mut self) {
        self.arena.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    pub(super) fn data_bytes(&self) -> usize {
        self.arena.len() + self.ends.len() * 4
    }

    pub(super) fn heap_bytes(&self) -> usize {
        self.arena.capacity() + (self.ends.capacity() + self.slots.capacity()) * 4
    }
}

/// The bits of a hash that a slot keeps, as far as it has room above the code.
fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// Eight bytes a step: multiply and rotate, with a final mix so that the low bits depend on all.
fn hash(text: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut hash = text.len() as u64;
    let (words, _) = text.as_chunks::<8>();
    for word in words {
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(*word)).wrapping_mul(FACTOR);
    }
    hash = (hash.rotate_left(5) ^ last_word(text)).wrapping_mul(FACTOR);
    hash ^ (hash >> 32)
}

/// The last bytes as one number: eight where there are as many, perhaps some that a step before had too.
fn last_word(text: &[u8]) -> u64 {
    if let Some(last) = text.last_chunk::<8>() {
        return u64::from_le_bytes(*last);
    }
    if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        return u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last));
    }
    text.iter()
        .fold(0, |word, byte| word << 8 | u64::from(*byte))
}

fn same_words(one: &[[u8; 8]], other: &[[u8; 8]]) -> bool {
    one.iter()
        .zip(other)
        .all(|(one, other)| u64::from_le_bytes(*one) == u64::from_le_bytes(*other))
}

/// Whether both are the same. In wasm `==` on slices goes byte by byte, this eight at once.
fn same(one: &[u8], other: &[u8]) -> bool {
    let (words, _) = one.as_chunks::<8>();
    let (other_words, _) = other.as_chunks::<8>();
    one.len() == other.len() && same_words(words, other_words) && last_word(one) == last_word(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_code_and_comes_back_by_it() {
        let mut dictionary = Dictionary::default();
        let texts: Vec<String> = (0..5000).map(|number| format!("name {number}")).collect();
        let intern = |text: &String| dictionary.intern(text.as_bytes());
        let codes: Vec<u32> = texts.iter().map(intern).collect();
        assert_eq!(codes, (0..5000).collect::<Vec<u32>>());
        for (text, code) in texts.iter().zip(codes) {
            assert_eq!(dictionary.intern(text.as_bytes()), code);
            assert_eq!(dictionary.text(code), text);
        }
        assert_eq!(dictionary.intern(b""), 5000);
        assert_eq!(dictionary.text(5000), "");
        assert_eq!(dictionary.text(9999), "");
    }

    #[test]
    fn texts_of_any_length_are_told_apart() {
        let mut dictionary = Dictionary::default();
        let long = "abcdefghijklmnopqrstuvwxyz";
        let texts: Vec<String> = (0..=long.len())
            .flat_map(|length| [long[..length].to_owned(), format!("{}!", &long[..length])])
            .collect();
        for (code, text) in (0..).zip(&texts) {
            assert_eq!(dictionary.intern(text.as_bytes()), code);
        }
        for (code, text) in (0..).zip(&texts) {
            assert_eq!(dictionary.intern(text.as_bytes()), code, "{text}");
        }
    }

    #[test]
    fn what_is_no_utf_8_is_one_text_with_marks() {
        let mut dictionary = Dictionary::default();
        assert_eq!(dictionary.intern(b"a\xFF"), 0);
        assert_eq!(dictionary.intern(b"a\xFE"), 0);
        assert_eq!(dictionary.intern("a\u{FFFD}".as_bytes()), 0);
        assert_eq!(dictionary.text(0), "a\u{FFFD}");
    }
}
