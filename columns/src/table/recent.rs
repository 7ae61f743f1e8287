//! The few distinct texts of a short column (status, market, size): found by their numbers, without hash table and arena.

use super::hash::{FACTOR, last_word};

/// Up to so many distinct texts, those that were met of late are looked for first.
pub(super) const FEW: usize = 512;

/// Texts that were met of late, each where its hash says.
#[derive(Clone, Debug)]
pub(super) struct Recent {
    pub(super) texts: [(Short, u32); 16],
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
pub(super) type Short = (usize, [u64; 3]);

impl Recent {
    /// Where a text is looked for.
    #[inline]
    pub(super) fn place(&self, (length, [first, _, last]): &Short) -> usize {
        let mixed = (first ^ last.rotate_left(23)).wrapping_add(*length as u64);
        (mixed.wrapping_mul(FACTOR) >> 60) as usize
    }
}

/// A text as numbers; `None` for a longer one, and for an empty one, which is what a place without a text looks like.
#[inline]
pub(super) fn short(text: &[u8]) -> Option<Short> {
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
