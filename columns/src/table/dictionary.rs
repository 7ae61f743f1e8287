//! Distinct texts: one arena, a code each in the order of arrival, and a hash table from text to code.
//!
//! Open addressing with linear probing over a power of two. A slot is a code in its low bits, as many as a place in the
//! table needs, and above them bits of the hash, so that nearly every text that is compared in the arena is the same.

use std::borrow::Cow;
use std::ops::Range;

const EMPTY: u32 = u32::MAX;

/// 2⁶⁴ divided by the golden ratio: multiplying by it spreads what differs over the high bits.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// Distinct texts by code.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    arena: String,
    ends: Vec<u32>,
    slots: Vec<u32>,
    /// Codes below this one are in the slots.
    placed: u32,
    /// The code of the text that comes last in the order of `intern_ascending`.
    last: u32,
    recent: Recent,
}

/// Up to so many distinct texts, those that were met of late are looked for first.
const FEW: usize = 512;

/// Texts that were met of late, each where its hash says.
#[derive(Clone, Debug)]
struct Recent {
    texts: [(Short, u32); 16],
}

impl Default for Recent {
    // OK because inlined it is kilobytes: a store for each number, once for each column.
    #[inline(never)]
    fn default() -> Self {
        Self {
            texts: [((0, [0; 3]), 0); 16],
        }
    }
}

/// A text of 1 to 24 bytes as numbers: its length and three words that overlap, so that equal numbers are equal texts.
type Short = (usize, [u64; 3]);

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

    /// All texts one behind the other, and where each ends.
    pub(super) fn arena(&self) -> &str {
        &self.arena
    }

    pub(super) fn ends(&self) -> &[u32] {
        &self.ends
    }

    /// All texts, in the order of their codes.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len()).map(|code| self.text(code as u32))
    }

    /// The code of a text, given to it now if it has none.
    ///
    /// Bytes that are no UTF-8 become U+FFFD. Only a text that is new has to be checked for that.
    #[inline]
    pub(super) fn intern(&mut self, text: &[u8]) -> u32 {
        if self.ends.len() > FEW {
            return self.intern_any(text);
        }
        let Some(short) = short(text) else {
            return self.intern_any(text);
        };
        let place = self.recent.place(&short);
        if let Some((known, code)) = self.recent.texts.get(place)
            && *known == short
        {
            return *code;
        }
        let code = self.intern_any(text);
        if let Some(slot) = self.recent.texts.get_mut(place) {
            *slot = (short, code);
        }
        code
    }

    #[inline(never)]
    fn intern_any(&mut self, text: &[u8]) -> u32 {
        let hash = hash(text);
        if let Some(code) = self.find(text, hash) {
            return code;
        }
        match String::from_utf8_lossy(text) {
            Cow::Borrowed(text) => self.add(text, hash),
            Cow::Owned(text) => self.intern_any(text.as_bytes()),
        }
    }

    /// The same for texts that as a rule come in an order, shorter ones first, as ids do: what comes behind all others is
    /// new without a look-up, and as long as all do there is nothing to be looked up in.
    pub(super) fn intern_ascending(&mut self, text: &[u8]) -> u32 {
        if self.is_behind_last(text)
            && let Ok(text) = str::from_utf8(text)
        {
            self.last = self.push(text);
            return self.last;
        }
        self.place_all();
        let code = self.intern_any(text);
        // OK because what had to be mended may come behind all others, too.
        if self.is_behind_last(self.text(code).as_bytes()) {
            self.last = code;
        }
        code
    }

    fn is_behind_last(&self, text: &[u8]) -> bool {
        let last = self.arena.as_bytes().get(self.span(self.last));
        self.is_empty() || last.is_some_and(|last| (text.len(), text) > (last.len(), last))
    }

    /// Whether this is the text of the code.
    fn is(&self, code: u32, text: &[u8]) -> bool {
        // Bytes, because a `str` would look for the borders of characters first.
        let held = self.arena.as_bytes().get(self.span(code));
        held.is_some_and(|held| same(held, text))
    }

    fn add(&mut self, text: &str, hash: u64) -> u32 {
        let code = self.push(text);
        if self.is_full() {
            self.place_all();
        } else {
            self.put(code, hash);
            self.placed = code + 1;
        }
        code
    }

    fn push(&mut self, text: &str) -> u32 {
        let code = self.len() as u32;
        self.arena.push_str(text);
        self.ends.push(self.arena.len() as u32);
        code
    }

    /// At most three quarters are used, so that probing stays short and no code has all of its bits set.
    fn is_full(&self) -> bool {
        self.len() * 4 > self.slots.len() * 3
    }

    /// Puts the codes into the slots that are not there yet; into more slots where these are full.
    fn place_all(&mut self) {
        if self.is_full() {
            // Given back first, so that both are never there at once.
            self.slots = Vec::new();
            let wanted = (self.len() * 4 / 3 + 1).next_power_of_two().max(16);
            self.slots = vec![EMPTY; wanted];
            self.placed = 0;
        }
        for code in self.placed..self.len() as u32 {
            let hash = hash(self.text(code).as_bytes());
            self.put(code, hash);
        }
        self.placed = self.len() as u32;
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

impl Recent {
    #[inline]
    fn place(&self, (length, [first, _, last]): &Short) -> usize {
        let mixed = (first ^ last.rotate_left(23)).wrapping_add(*length as u64);
        (mixed.wrapping_mul(FACTOR) >> 60) as usize
    }
}

/// A text as numbers; `None` for a longer one, and for an empty one, which is what a place without a text looks like.
#[inline]
fn short(text: &[u8]) -> Option<Short> {
    let length = text.len();
    let (first, last) = (text.first_chunk::<8>(), text.last_chunk::<8>());
    let words = match (first, last) {
        (Some(first), Some(last)) if length <= 24 => {
            let middle = text.get(8..)?;
            let middle = middle.first_chunk::<8>().unwrap_or(last);
            [first, middle, last].map(|word| u64::from_le_bytes(*word))
        }
        (None, _) if length > 0 => [last_word(text), 0, 0],
        _ => return None,
    };
    Some((length, words))
}

/// The bits of a hash that a slot keeps, as far as it has room above the code.
fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// Eight bytes a step: multiply and rotate, with a final mix so that the low bits depend on all.
fn hash(text: &[u8]) -> u64 {
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
    fn order_is_no_condition_for_a_text_to_have_one_code() {
        let mut dictionary = Dictionary::default();
        for (text, code) in [
            ("9", 0),
            ("10", 1),
            ("10", 1),
            ("11", 2),
            ("9", 0),
            ("8", 3),
            ("12", 4),
            ("", 5),
            ("8", 3),
            ("12", 4),
            ("100", 6),
            ("11", 2),
        ] {
            assert_eq!(dictionary.intern_ascending(text.as_bytes()), code, "{text}");
        }
        assert_eq!(dictionary.intern_ascending(b"999\xFF"), 7);
        assert_eq!(dictionary.intern_ascending(b"999\xFE"), 7);
        assert_eq!(dictionary.intern_ascending("999\u{FFFD}".as_bytes()), 7);
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
