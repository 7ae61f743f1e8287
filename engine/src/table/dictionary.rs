//! Distinct texts: one arena, a code each in the order of arrival, and a hash table from text to code.
//!
//! Open addressing with linear probing over a power of two; the table holds codes only, texts are compared in the arena.

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
        let code = code as usize;
        let end_of = |code: usize| self.ends.get(code).map_or(0, |end| *end as usize);
        let start = code.checked_sub(1).map_or(0, end_of);
        self.arena.get(start..end_of(code)).unwrap_or_default()
    }

    /// All texts, in the order of their codes.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len()).map(|code| self.text(code as u32))
    }

    /// The code of a text, given to it now if it has none.
    pub(super) fn intern(&mut self, text: &str) -> u32 {
        // At most three quarters full, so that probing stays short.
        if (self.len() + 1) * 4 > self.slots.len() * 3 {
            self.grow();
        }
        let slot = self.slot_of(text);
        match self.slots.get(slot).copied() {
            Some(EMPTY) | None => {
                let code = self.len() as u32;
                self.arena.push_str(text);
                self.ends.push(self.arena.len() as u32);
                if let Some(place) = self.slots.get_mut(slot) {
                    *place = code;
                }
                code
            }
            Some(code) => code,
        }
    }

    /// The slot that holds the text's code, or the empty one where it belongs.
    fn slot_of(&self, text: &str) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = hash(text.as_bytes()) as usize & mask;
        while let Some(&code) = self.slots.get(slot) {
            if code == EMPTY || self.text(code) == text {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        let wanted = (self.slots.len() * 2).max(16);
        self.slots = vec![EMPTY; wanted];
        for code in 0..self.len() as u32 {
            let slot = self.slot_of(self.text(code));
            if let Some(place) = self.slots.get_mut(slot) {
                *place = code;
            }
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

/// Eight bytes a step: multiply and rotate, with a final mix so that the low bits depend on all.
fn hash(text: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut hash = text.len() as u64;
    let (words, rest) = text.as_chunks::<8>();
    for word in words {
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(*word)).wrapping_mul(FACTOR);
    }
    let mut last = [0; 8];
    for (to, from) in last.iter_mut().zip(rest) {
        *to = *from;
    }
    hash = (hash.rotate_left(5) ^ u64::from_le_bytes(last)).wrapping_mul(FACTOR);
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_code_and_comes_back_by_it() {
        let mut dictionary = Dictionary::default();
        let texts: Vec<String> = (0..5000).map(|number| format!("name {number}")).collect();
        let codes: Vec<u32> = texts.iter().map(|text| dictionary.intern(text)).collect();
        assert_eq!(codes, (0..5000).collect::<Vec<u32>>());
        for (text, code) in texts.iter().zip(codes) {
            assert_eq!(dictionary.intern(text), code);
            assert_eq!(dictionary.text(code), text);
        }
        assert_eq!(dictionary.intern(""), 5000);
        assert_eq!(dictionary.text(5000), "");
        assert_eq!(dictionary.text(9999), "");
    }
}
