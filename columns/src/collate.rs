//! The order of texts in a language: plain ones (ASCII) by keys that are made here, all others by the browser's collation.
//!
//! The keys are those of CLDR's root collation with numbers by their value, which the languages of the page share for
//! ASCII; [`shares_the_order`] asks a collation whether it does. A key is compared eight bytes at a time.

use std::cmp::Ordering;

use crate::order;

/// Signs in their order; digits come behind them, and letters behind digits.
const SIGNS: &[u8] = b" _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

/// The weight of a number, which its length and its digits follow.
const NUMBER: u8 = 40;

/// The weight of the letter A.
const LETTER: u8 = 64;

/// Longer rows of digits are compared in parts by browsers.
const DIGITS: usize = 200;

/// Compares two texts by their places.
pub type Compare<'a> = &'a dyn Fn(usize, usize) -> Ordering;

/// Whether the order of a text among others of its kind is known here.
pub fn is_plain(text: &str) -> bool {
    let mut digits = 0;
    text.bytes().all(|byte| {
        digits = if byte.is_ascii_digit() { digits + 1 } else { 0 };
        matches!(byte, b' '..=b'~') && digits <= DIGITS
    })
}

/// Whether a collation has the order that plain texts have here: of all signs, and of all pairs of letters, since some
/// languages take two for one.
pub fn shares_the_order(compare: impl Fn(&str, &str) -> Ordering) -> bool {
    let signs = SIGNS
        .iter()
        .chain(b"0123456789")
        .map(|sign| (*sign as char).to_string());
    let letters = (b'a'..=b'z').flat_map(|first| {
        let alone = [first as char, first.to_ascii_uppercase() as char].map(String::from);
        let pairs =
            (b'a'..=b'z').map(move |second| String::from_iter([first as char, second as char]));
        alone.into_iter().chain(pairs)
    });
    let numbers = ["a 9", "a 10", "A 10", "a-1", "a1", "aB"].map(str::to_owned);
    [signs.chain(letters).collect(), numbers.to_vec()]
        .iter()
        .all(|texts: &Vec<String>| {
            let pairs = texts.iter().zip(texts.iter().skip(1));
            pairs
                .into_iter()
                .all(|(one, other)| compare(one, other) == Ordering::Less)
        })
}

/// Ranks of texts: `ranks[i]` is that of `texts[i]`, and texts that are equal to the collation share one.
///
/// `is_known` says of which texts the order is known here; `compare` is asked about all others.
pub fn ranks(texts: &[&str], is_known: &dyn Fn(&str) -> bool, compare: Compare<'_>) -> Vec<u32> {
    let (known, mut others): (Vec<usize>, Vec<usize>) =
        (0..texts.len()).partition(|place| texts.get(*place).is_some_and(|text| is_known(text)));
    let (known, twins) = by_keys(texts, known, &weigh);
    order::sort_by(&mut others, |one, other| compare(*one, *other));
    merged((&known, &twins), &others, compare)
}

/// Ranks by a number, and by code units where it is the same.
pub(crate) fn by_number(texts: &[&str], number: &dyn Fn(&str) -> u64) -> Vec<u32> {
    let all = (0..texts.len()).collect();
    let (sorted, twins) = by_keys(texts, all, &|text, key| {
        key.extend_from_slice(&number(text).to_be_bytes());
        key.extend_from_slice(text.as_bytes());
    });
    merged((&sorted, &twins), &[], &|_, _| Ordering::Equal)
}

/// Two sorted lists of places as ranks; of the first it is told which are equal to the one before.
fn merged((known, twins): (&[usize], &[bool]), others: &[usize], compare: Compare<'_>) -> Vec<u32> {
    let mut ranks = vec![0; known.len() + others.len()];
    let (mut rank, mut count) = (0, 0);
    let mut give = |place: usize, is_twin: bool| {
        if !is_twin {
            rank = count;
        }
        count += 1;
        if let Some(slot) = ranks.get_mut(place) {
            *slot = rank;
        }
    };
    let mut from = 0;
    let mut before: Option<usize> = None;
    for other in others {
        let to = behind_lesser(known, from, &|place| compare(place, *other));
        // OK because what is equal to this one follows at once, and comes before it.
        let to = to
            + equal_to(known.get(to..).unwrap_or_default(), &|place| {
                compare(place, *other)
            });
        for (place, is_twin) in known.iter().zip(twins).take(to).skip(from) {
            give(*place, *is_twin);
            before = Some(*place);
        }
        let is_twin = before.is_some_and(|before| compare(before, *other) == Ordering::Equal);
        give(*other, is_twin);
        (from, before) = (to, Some(*other));
    }
    for (place, is_twin) in known.iter().zip(twins).skip(from) {
        give(*place, *is_twin);
    }
    ranks
}

/// How many of the first places are equal.
fn equal_to(places: &[usize], compare: &dyn Fn(usize) -> Ordering) -> usize {
    let equal = |place: &&usize| compare(**place) == Ordering::Equal;
    places.iter().take_while(equal).count()
}

/// The end of those that are less, from a place on: in steps that double, because as a rule it is near.
fn behind_lesser(places: &[usize], from: usize, compare: &dyn Fn(usize) -> Ordering) -> usize {
    let is_less = |place: &usize| compare(*place) == Ordering::Less;
    let (mut low, mut step) = (from, 1);
    while places.get(low + step - 1).is_some_and(is_less) {
        low += step;
        step *= 2;
    }
    let end = (low + step - 1).min(places.len());
    let rest = places.get(low..end).unwrap_or_default();
    low + rest.partition_point(is_less)
}

/// Sorts places by the keys of their texts, and says of each whether its key is that of the one before.
fn by_keys(
    texts: &[&str],
    places: Vec<usize>,
    write: &dyn Fn(&str, &mut Vec<u8>),
) -> (Vec<usize>, Vec<bool>) {
    let mut keys = Keys::default();
    let mut items: Vec<(u64, u32)> = Vec::with_capacity(places.len());
    for (item, place) in (0..).zip(&places) {
        keys.add(texts.get(*place).copied().unwrap_or_default(), write);
        items.push((0, item));
    }
    let mut twins = vec![false; items.len()];
    // Stretches of items that are alike in the words before this one.
    let mut alike = vec![(0..items.len(), 0)];
    while let Some((stretch, word)) = alike.pop() {
        let Some(stretched) = items.get_mut(stretch.clone()) else {
            continue;
        };
        let is_over = stretched.iter_mut().fold(true, |is_over, item| {
            let next = keys.word(item.1, word);
            item.0 = next.unwrap_or(0);
            is_over && next.is_none()
        });
        if is_over {
            let later = twins.get_mut(stretch.start + 1..stretch.end);
            later.into_iter().flatten().for_each(|twin| *twin = true);
            continue;
        }
        stretched.sort_unstable();
        let mut start = stretch.start;
        for run in stretched.chunk_by(|one, other| one.0 == other.0) {
            if run.len() > 1 {
                alike.push((start..start + run.len(), word + 1));
            }
            start += run.len();
        }
    }
    let sorted = items
        .iter()
        .filter_map(|(_, item)| places.get(*item as usize).copied());
    (sorted.collect(), twins)
}

/// Keys one behind the other, each filled up with zeros to whole words.
#[derive(Default)]
struct Keys {
    bytes: Vec<u8>,
    /// Words before the end of each key.
    ends: Vec<u32>,
}

impl Keys {
    fn add(&mut self, text: &str, write: &dyn Fn(&str, &mut Vec<u8>)) {
        write(text, &mut self.bytes);
        self.bytes.resize(self.bytes.len().next_multiple_of(8), 0);
        self.ends.push((self.bytes.len() / 8) as u32);
    }

    /// A word of a key; `None` behind its end.
    fn word(&self, item: u32, word: usize) -> Option<u64> {
        let item = item as usize;
        let end_of = |item: usize| self.ends.get(item).map_or(0, |end| *end as usize);
        let place = item.checked_sub(1).map_or(0, end_of) + word;
        let (words, _) = self.bytes.as_chunks::<8>();
        let found = words.get(place).filter(|_| place < end_of(item));
        found.map(|bytes| u64::from_be_bytes(*bytes))
    }
}

/// The key of a plain text: what its signs, numbers and letters weigh, and behind that which letters are great.
fn weigh(text: &str, key: &mut Vec<u8>) {
    let mut rest = text.as_bytes();
    while let [byte, behind @ ..] = rest {
        rest = behind;
        match byte {
            b'0'..=b'9' => rest = weigh_number(*byte, rest, key),
            letter if letter.is_ascii_alphabetic() => {
                key.push(LETTER + letter.to_ascii_lowercase() - b'a');
            }
            sign => {
                let place = SIGNS.iter().position(|known| known == sign);
                key.push(place.map_or(NUMBER - 1, |place| place as u8 + 1));
            }
        }
    }
    key.push(0);
    // A bit for each letter, so that keys that are equal up to here have as many.
    let letters = text.bytes().filter(u8::is_ascii_alphabetic);
    let (mut bits, mut count) = (0, 0);
    for letter in letters {
        bits = bits << 1 | u8::from(letter.is_ascii_uppercase());
        count += 1;
        if count % 8 == 0 {
            key.push(std::mem::take(&mut bits));
        }
    }
    key.push(bits);
}

/// A longer number is a greater one, but for zeros before it.
fn weigh_number<'a>(first: u8, behind: &'a [u8], key: &mut Vec<u8>) -> &'a [u8] {
    let length = behind
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let (digits, rest) = behind.split_at(length);
    let all = std::iter::once(&first).chain(digits);
    let value = all.skip_while(|digit| **digit == b'0');
    key.extend([NUMBER, 0]);
    let at = key.len();
    key.extend(value);
    let length = (key.len() - at) as u8;
    if let Some(slot) = key.get_mut(at - 1) {
        *slot = length + 1;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Ranks by an order that is not the keys', for texts that are not plain.
    fn ranks_by(texts: &[&str]) -> Vec<u32> {
        ranks(texts, &is_plain, &|one, other| {
            folded(texts[one]).cmp(&folded(texts[other]))
        })
    }

    /// An order in which Ä is next to A, and equal to Å.
    fn folded(text: &str) -> Vec<u8> {
        let mut key = Vec::new();
        let plain = text.replace(['Ä', 'Å'], "A~");
        weigh(&plain, &mut key);
        key
    }

    #[test]
    fn numbers_count_by_value_signs_come_first_and_small_letters_before_great_ones() {
        let sorted = [
            "", " a", "_", "$", "0", "7", "9 a", "10", "a", "A", "a 9", "a 10", "a b", "aa", "ab",
            "aB", "Ab",
        ];
        let ranks = ranks_by(&sorted);
        assert_eq!(ranks, (0..sorted.len() as u32).collect::<Vec<u32>>());
        assert_eq!(ranks_by(&["a 01", "a 1", "a 1", "b"]), [0, 0, 0, 3]);
        assert!(!is_plain("é") && !is_plain("\t") && !is_plain(&"1".repeat(201)));
    }

    #[test]
    fn the_keys_share_their_own_order() {
        let compare = |one: &str, other: &str| folded(one).cmp(&folded(other));
        assert!(shares_the_order(compare));
        // In Czech "ch" is a letter behind "h".
        let czech = |text: &str| folded(&text.replace("ch", "h~"));
        assert!(!shares_the_order(|one, other| czech(one).cmp(&czech(other))));
    }

    proptest! {
        #[test]
        fn ranks_are_the_order_of_all_texts(texts in prop::collection::vec("[abAÄÅ019 -]{0,18}", 0..60)) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let ranks = ranks_by(&texts);
            for (one, rank) in texts.iter().zip(&ranks) {
                for (other, its_rank) in texts.iter().zip(&ranks) {
                    prop_assert_eq!(rank.cmp(its_rank), folded(one).cmp(&folded(other)), "{} {}", one, other);
                }
            }
        }
    }
}
