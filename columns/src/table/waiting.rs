//! Texts that are looked up together, because each look-up waits for memory that no cache holds: three times, one behind
//! the other, where there are many texts. What many of them wait for is asked for at once.
//!
//! They wait for some dozens of rows at most; whoever adds rows has them settled before anybody reads.

use super::Dictionary;
use super::dictionary::Guess;
use super::hash::hash;

/// Texts that are looked up together at most.
const TOGETHER: usize = 64;

/// Texts that wait to be looked up, in the order of their rows; an empty one is none.
#[derive(Clone, Debug, Default)]
pub(super) struct Waiting {
    texts: Vec<u8>,
    ends: Vec<usize>,
    hashes: Vec<u64>,
}

impl Waiting {
    /// Takes one more in; whether there are as many now as are looked up together.
    #[inline]
    pub(super) fn add(&mut self, text: &[u8]) -> bool {
        self.texts.extend_from_slice(text);
        self.ends.push(self.texts.len());
        self.hashes.push(hash(text));
        self.ends.len() >= TOGETHER
    }

    /// Looks all of them up, tells the code of each, or none of an empty one, and begins anew.
    pub(super) fn settle(&mut self, dictionary: &mut Dictionary, tell: impl FnMut(Option<u32>)) {
        if !self.ends.is_empty() {
            self.look_up(dictionary, tell);
        }
    }

    #[inline(never)]
    fn look_up(&mut self, dictionary: &mut Dictionary, mut tell: impl FnMut(Option<u32>)) {
        let mut guesses = [Guess::default(); TOGETHER];
        dictionary.guess(&self.hashes, &mut guesses);
        let mut start = 0;
        for ((end, hash), guess) in self.ends.iter().zip(&self.hashes).zip(guesses) {
            let text = self.texts.get(start..*end).unwrap_or_default();
            start = *end;
            let is_right = |first: u8| first == guess.first && dictionary.is(guess.code, text);
            tell(match text.first() {
                None => None,
                Some(first) if is_right(*first) => Some(guess.code),
                Some(_) => Some(dictionary.intern_hashed(text, *hash)),
            });
        }
        self.texts.clear();
        self.ends.clear();
        self.hashes.clear();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::field::Field;
    use crate::table::{Table, cells};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        #[test]
        fn rows_have_their_texts_wherever_these_were_settled(
            numbers in prop::collection::vec(0_u32..3_000, 3_000),
            settled in prop::collection::vec(any::<bool>(), 97),
        ) {
            let text = |number: &u32| match number % 8 {
                0 => String::new(),
                1 => format!("{}{number}", "a long name ".repeat(6)),
                2 => format!("Ünal {number}"),
                _ => format!("name {number}"),
            };
            let texts: Vec<String> = numbers.iter().map(text).collect();
            let mut table = Table::new();
            for (text, is_settled) in texts.iter().zip(settled.iter().cycle()) {
                table.push_unsettled(&cells(&[(Field::CustomerName, text)]), "");
                if *is_settled {
                    table.settle();
                }
            }
            table.settle();
            let mut at_once = Table::new();
            for text in &texts {
                at_once.push(&cells(&[(Field::CustomerName, text)]), "");
            }
            let code = |table: &Table, row| table.terms(Field::CustomerName).unwrap().code(row);
            for (row, text) in texts.iter().enumerate() {
                prop_assert_eq!(table.term(row, Field::CustomerName).unwrap_or_default(), text);
                prop_assert_eq!(code(&table, row), code(&at_once, row));
            }
            prop_assert_eq!(table.heap_bytes(), at_once.heap_bytes());
        }
    }
}
