//! Distinct texts: one arena, a code each in the order of arrival, and a hash table from text to code.
//!
//! Open addressing with linear probing over a power of two. A slot is a code in its low bits, as many as a place in the
//! table needs, and above them bits of the hash, so that nearly every text that is compared in the arena is the same.

use std::ops::Range;

use super::hash::{hash, same, tag};
use super::recent::{FEW, Recent, short};

const EMPTY: u32 = u32::MAX;

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

/// The code that a text may have.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Guess {
    pub(super) code: u32,
    /// Where its text stands, and the first byte of that.
    start: usize,
    pub(super) first: u8,
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

    fn intern_any(&mut self, text: &[u8]) -> u32 {
        self.intern_hashed(text, hash(text))
    }

    /// The same for a text of which the hash is known.
    #[inline(never)]
    pub(super) fn intern_hashed(&mut self, text: &[u8], hash: u64) -> u32 {
        let slot = match self.find(text, hash) {
            Ok(code) => return code,
            Err(slot) => slot,
        };
        match str::from_utf8(text) {
            Ok(text) => self.add(text, hash, slot),
            Err(_) => self.intern_any(String::from_utf8_lossy(text).as_bytes()),
        }
    }

    /// Whether there are so many texts that looking one up waits for memory.
    #[inline]
    pub(super) fn is_large(&self) -> bool {
        self.ends.len() > FEW
    }

    /// Guesses the codes of texts by their hashes.
    ///
    /// All slots are looked at, then all ends, then the arena: so the waits for memory overlap, and what a look-up leads
    /// to is near afterwards, whether the guess is right or not.
    pub(super) fn guess(&self, hashes: &[u64], guesses: &mut [Guess]) {
        let mask = self.mask();
        for (guess, hash) in guesses.iter_mut().zip(hashes) {
            let held = self.slots.get((*hash as u32 & mask) as usize);
            guess.code = held.copied().unwrap_or(EMPTY);
        }
        for (guess, hash) in guesses.iter_mut().zip(hashes) {
            if guess.code != EMPTY {
                guess.code = self.tagged(*hash).unwrap_or(EMPTY);
            }
        }
        for guess in &mut *guesses {
            guess.start = self.span(guess.code).start;
        }
        for guess in guesses {
            let first = self.arena.as_bytes().get(guess.start);
            guess.first = first.copied().unwrap_or_default();
        }
    }

    /// The first code whose slot has the tag of the hash.
    fn tagged(&self, hash: u64) -> Option<u32> {
        let mask = self.mask();
        let mut slot = hash as u32 & mask;
        loop {
            let held = self.slots.get(slot as usize).copied()?;
            if held == EMPTY {
                return None;
            }
            if (held ^ tag(hash)) & !mask == 0 {
                return Some(held & mask);
            }
            slot = (slot + 1) & mask;
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
    pub(super) fn is(&self, code: u32, text: &[u8]) -> bool {
        // Bytes, because a `str` would look for the borders of characters first.
        let held = self.arena.as_bytes().get(self.span(code));
        held.is_some_and(|held| same(held, text))
    }

    /// Adds a text for which this is the slot, unless there have to be more of them.
    fn add(&mut self, text: &str, hash: u64, slot: u32) -> u32 {
        let code = self.push(text);
        let mask = self.mask();
        if self.is_full() {
            self.place_all();
        } else if let Some(held) = self.slots.get_mut(slot as usize) {
            *held = tag(hash) & !mask | code;
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

    /// At most half are used, so that probing stays short and no code has all of its bits set.
    fn is_full(&self) -> bool {
        self.len() * 2 > self.slots.len()
    }

    /// Puts the codes into the slots that are not there yet; into more slots where these are full.
    fn place_all(&mut self) {
        if self.is_full() {
            // Given back first, so that both are never there at once.
            self.slots = Vec::new();
            let wanted = (self.len() * 2).next_power_of_two().max(16);
            self.slots = vec![EMPTY; wanted];
            self.placed = 0;
        }
        for code in self.placed..self.len() as u32 {
            let hash = hash(self.text(code).as_bytes());
            self.put(code, hash);
        }
        self.placed = self.len() as u32;
    }

    /// The code of the text, or the slot for it.
    fn find(&self, text: &[u8], hash: u64) -> Result<u32, u32> {
        let mask = self.mask();
        let mut slot = hash as u32 & mask;
        loop {
            let held = self.slots.get(slot as usize).copied().unwrap_or(EMPTY);
            if held == EMPTY {
                return Err(slot);
            }
            if (held ^ tag(hash)) & !mask == 0 && self.is(held & mask, text) {
                return Ok(held & mask);
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
