//! A set of rows, a bit each: made of a column's terms, joined, counted, listed, and picked out of an order.
//!
//! Which terms are wanted, and what is asked of dates, is the filter's (`../engine/src/derived/mask.rs`).

use crate::table::{Codes, Terms};

/// A set of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mask {
    words: Vec<u64>,
    len: usize,
}

impl Mask {
    /// All of so many rows, or none.
    pub fn filled(len: usize, has: bool) -> Self {
        let word = if has { u64::MAX } else { 0 };
        Self::of_words(vec![word; len.div_ceil(64)], len)
    }

    /// The rows whose bits are set, the first row's being the lowest of the first word.
    pub fn of_words(mut words: Vec<u64>, len: usize) -> Self {
        if let Some(last) = words.get_mut(len / 64)
            && !len.is_multiple_of(64)
        {
            *last &= (1 << (len % 64)) - 1;
        }
        Self { words, len }
    }

    /// The rows that have one of the wanted terms, or none where rows without one are wanted too.
    pub fn of_terms(len: usize, terms: &Terms, wanted: &Codes, of_none: bool) -> Self {
        let mut words = Vec::with_capacity(len.div_ceil(64));
        // OK because parts are whole words long, but for the last.
        for codes in terms.codes() {
            words.extend(codes.chunks(64).map(|codes| {
                codes.iter().rev().fold(0, |bits, code| {
                    let is_wanted = wanted.has(*code).unwrap_or(of_none);
                    bits << 1 | u64::from(is_wanted)
                })
            }));
        }
        if words.is_empty() {
            return Self::filled(len, of_none);
        }
        Self { words, len }
    }

    /// Leaves out the rows for which `judge` is false; it is not asked of the others.
    pub fn retain(&mut self, mut judge: impl FnMut(usize) -> bool) {
        for (place, word) in self.words.iter_mut().enumerate() {
            let mut rest = *word;
            while rest != 0 {
                let bit = rest.trailing_zeros();
                if !judge(place * 64 + bit as usize) {
                    *word &= !(1 << bit);
                }
                rest &= rest - 1;
            }
        }
    }

    /// The two together, word by word.
    #[must_use]
    pub fn join(mut self, other: &Self, join: impl Fn(u64, u64) -> u64) -> Self {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word = join(*word, *other);
        }
        self
    }

    /// Whether the row is in the set.
    pub fn has(&self, row: usize) -> bool {
        row < self.len
            && self
                .words
                .get(row / 64)
                .is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// How many rows are in the set.
    pub fn count(&self) -> usize {
        self.words
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum()
    }

    /// The rows of the set, in their order.
    pub fn rows(&self) -> Vec<u32> {
        let mut rows = Vec::with_capacity(self.count());
        for (place, word) in self.words.iter().enumerate() {
            let mut rest = *word;
            while rest != 0 {
                rows.push(place as u32 * 64 + rest.trailing_zeros());
                rest &= rest - 1;
            }
        }
        rows
    }

    /// The rows of the set, in the order in which all are given.
    pub fn pick(&self, rows: &[u32]) -> Vec<u32> {
        // Each is written behind the ones before and stays if it is in the set: there is nothing to be guessed.
        let mut picked = vec![0; self.count() + 1];
        let mut len = 0;
        for row in rows {
            let word = self.words.get(*row as usize / 64).copied().unwrap_or(0);
            if let Some(slot) = picked.get_mut(len) {
                *slot = *row;
            }
            len += (word.wrapping_shr(*row) & 1) as usize;
        }
        picked.truncate(len);
        picked
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::Field;
    use crate::table::{Table, cells};
    use proptest::prelude::*;

    /// A table of so many rows, of which some have no status and the others one of so many.
    fn table(rows: usize, statuses: usize) -> Table {
        let mut table = Table::new();
        for row in 0..rows {
            let (id, status) = (row.to_string(), format!("Status {}", row * 7 % statuses));
            let pairs = [(Field::Id, id.as_str()), (Field::Status, &status)];
            let pairs = if row % 5 == 3 {
                &pairs[..1]
            } else {
                &pairs[..]
            };
            table.push(&cells(pairs), "");
        }
        table
    }

    #[test]
    fn terms_are_found_however_many_there_are() {
        for statuses in [1, 2, 62, 63, 64, 65, 200] {
            for (rows, of_none) in [(1, true), (64, false), (1_000, true), (5_000, false)] {
                let table = table(rows, statuses);
                let terms = table.terms(Field::Status).unwrap();
                let mut wanted = Codes::none(terms.dictionary().len());
                for code in (0..terms.dictionary().len() as u32).step_by(3) {
                    wanted.add(code);
                }
                let is_wanted = |row: &u32| match terms.code(*row as usize) {
                    Some(code) => code % 3 == 0,
                    None => of_none,
                };
                let one_by_one: Vec<u32> = (0..rows as u32).filter(is_wanted).collect();
                let mask = Mask::of_terms(rows, terms, &wanted, of_none);
                assert_eq!(mask.rows(), one_by_one, "{statuses} of {rows}");
                assert_eq!(mask.count(), one_by_one.len());
            }
        }
    }

    #[test]
    fn all_and_none_end_with_the_last_row() {
        for len in [0, 1, 63, 64, 65, 128] {
            assert_eq!(Mask::filled(len, true).count(), len);
            assert_eq!(Mask::filled(len, false).count(), 0);
        }
    }

    proptest! {
        #[test]
        fn picked_rows_are_those_of_the_set_in_the_order_of_all(seed in any::<u64>(), len in 0_usize..300) {
            let is_in = |row: &u32| seed >> (row % 61) & 1 == 1;
            let rows: Vec<u32> = (0..len as u32).filter(is_in).collect();
            let mut mask = Mask::filled(len, true);
            mask.retain(|row| is_in(&(row as u32)));
            prop_assert_eq!(&mask.rows(), &rows);
            let ordered: Vec<u32> = (0..len as u32).map(|row| (row + 17) % len as u32).rev().collect();
            let one_by_one: Vec<u32> = ordered.iter().copied().filter(is_in).collect();
            prop_assert_eq!(mask.pick(&ordered), one_by_one);
        }
    }
}
