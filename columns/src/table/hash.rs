//! Texts as numbers, eight bytes a step: their hash, and whether two are the same.

/// 2⁶⁴ divided by the golden ratio: multiplying by it spreads what differs over the high bits.
pub(super) const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// Eight bytes a step: multiply and rotate, with a final mix so that the low bits depend on all: what multiplying carries
/// up, and the last letters stand high in their word, comes down, is spread, and comes down again.
pub(super) fn hash(text: &[u8]) -> u64 {
    let mut hash = text.len() as u64;
    let (words, _) = text.as_chunks::<8>();
    for word in words {
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(*word)).wrapping_mul(FACTOR);
    }
    hash = (hash.rotate_left(5) ^ last_word(text)).wrapping_mul(FACTOR);
    hash = (hash ^ (hash >> 32)).wrapping_mul(FACTOR);
    hash ^ (hash >> 32)
}

/// The last bytes as one number: eight where there are as many, perhaps some that a step before had too.
pub(super) fn last_word(text: &[u8]) -> u64 {
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
pub(super) fn same(one: &[u8], other: &[u8]) -> bool {
    let (words, _) = one.as_chunks::<8>();
    let (other_words, _) = other.as_chunks::<8>();
    one.len() == other.len() && same_words(words, other_words) && last_word(one) == last_word(other)
}

/// The bits of a hash that a slot keeps, as far as it has room above the code.
pub(super) fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn texts_that_differ_in_their_last_letters_differ_in_the_low_bits_of_their_hashes() {
        for texts in [
            |number: u32| format!("Contoso Traders {number:04}"),
            |number: u32| format!("{number:04} Contoso Traders"),
        ] {
            let hashes = (0..10_000).map(|number| hash(texts(number).as_bytes()));
            let low: HashSet<u64> = hashes.map(|hash| hash & 0x3FFF).collect();
            // By chance it would be 7,485 of 16,384.
            assert!(low.len() > 7_000, "{}", low.len());
        }
    }
}
