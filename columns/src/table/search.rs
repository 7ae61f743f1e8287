//! Which texts of a dictionary contain a part: one walk over all of them as they lie in memory, eight places a step.
//!
//! The same answer as `filter::text_contains` gives for each text; what cannot be found by bytes is left to it.

use super::Dictionary;

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = ONES << 7;

/// Letters beyond ASCII that in lower case are, or begin with, one of ASCII: K of Kelvin, and I with a dot.
const FOLDED: [char; 2] = ['\u{212A}', '\u{130}'];

/// A set of codes, a bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codes {
    words: Vec<u64>,
}

impl Codes {
    /// None of so many codes.
    pub fn none(len: usize) -> Self {
        Self {
            words: vec![0; len.div_ceil(64)],
        }
    }

    /// Takes a code in.
    pub fn add(&mut self, code: u32) {
        if let Some(word) = self.words.get_mut(code as usize / 64) {
            *word |= 1 << (code % 64);
        }
    }

    /// Whether the code is in the set; `None` for one that is beyond it.
    #[inline]
    pub fn has(&self, code: u32) -> Option<bool> {
        let word = self.words.get(code as usize / 64)?;
        Some(word >> (code % 64) & 1 == 1)
    }
}

/// A byte in any case, in each of eight places.
#[derive(Clone, Copy)]
struct Wanted {
    bytes: u64,
    case: u64,
}

impl Wanted {
    fn new(byte: u8) -> Self {
        // OK because no byte but a letter becomes a small letter by this bit.
        let case = if byte.is_ascii_alphabetic() { 0x20 } else { 0 };
        Self {
            bytes: ONES * u64::from(byte | case),
            case: ONES * u64::from(case),
        }
    }

    /// Zero in the places where the byte is.
    #[inline]
    fn differs(self, word: u64) -> u64 {
        (word | self.case) ^ self.bytes
    }
}

impl Dictionary {
    /// The codes of the texts that contain the part, case aside; `None` where that is more than a matter of bytes.
    pub fn containing(&self, part: &str) -> Option<Codes> {
        let folds = |byte: u8| matches!(byte, b'i' | b'I' | b'k' | b'K');
        let is_plain = part.is_ascii()
            && !(part.bytes().any(folds)
                && FOLDED.iter().any(|letter| self.arena().contains(*letter)));
        let (first, second) = match part.as_bytes() {
            [first, second, ..] => (*first, *second),
            [first] => (*first, *first),
            [] => return None,
        };
        is_plain.then(|| self.search(part.as_bytes(), (Wanted::new(first), Wanted::new(second))))
    }

    fn search(&self, part: &[u8], (first, second): (Wanted, Wanted)) -> Codes {
        let mut hits = Hits {
            dictionary: self,
            part,
            found: Codes::none(self.len()),
            code: 0,
        };
        let bytes = self.arena().as_bytes();
        let is_short = part.len() == 1;
        let (words, tail) = bytes.as_chunks::<8>();
        let mut place = 0;
        for (number, word) in words.iter().enumerate() {
            let word = u64::from_le_bytes(*word);
            let mut differs = first.differs(word);
            if !is_short {
                let next = words
                    .get(number + 1)
                    .map_or(u64::MAX, |next| u64::from_le_bytes(*next));
                // Behind the last word anything may come.
                let any = if number + 1 == words.len() {
                    u64::MAX >> 8
                } else {
                    u64::MAX
                };
                differs |= second.differs(word >> 8 | next << 56) & any;
            }
            let mut equal = differs.wrapping_sub(ONES) & !differs & HIGHS;
            while equal != 0 {
                hits.look(place + (equal.trailing_zeros() / 8) as usize);
                equal &= equal - 1;
            }
            place += 8;
        }
        for offset in 0..tail.len() {
            hits.look(place + offset);
        }
        hits.found
    }
}

/// Where the part may stand, looked at one behind the other.
struct Hits<'a> {
    dictionary: &'a Dictionary,
    part: &'a [u8],
    found: Codes,
    /// The text of the place before.
    code: usize,
}

impl Hits<'_> {
    #[inline]
    fn look(&mut self, place: usize) {
        let bytes = self.dictionary.arena().as_bytes();
        let end = place + self.part.len();
        let is_here = bytes
            .get(place..end)
            .is_some_and(|here| here.eq_ignore_ascii_case(self.part));
        if is_here {
            self.take(place, end);
        }
    }

    #[inline(never)]
    fn take(&mut self, place: usize, end: usize) {
        let ends = self.dictionary.ends();
        let rest = ends.get(self.code..).unwrap_or_default();
        // One by one, because what is looked for is as a rule found often.
        let next = rest.iter().position(|end| *end as usize > place);
        self.code += next.unwrap_or(rest.len());
        // A part that goes on in the next text is in neither.
        if ends
            .get(self.code)
            .is_some_and(|last| end <= *last as usize)
        {
            self.found.add(self.code as u32);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dictionary(texts: &[String]) -> Dictionary {
        let mut dictionary = Dictionary::default();
        for text in texts {
            dictionary.intern(text.as_bytes());
        }
        dictionary
    }

    #[test]
    fn no_text_contains_what_two_of_them_make_up() {
        let texts = ["xa", "bx", "aab", "ab"].map(str::to_owned);
        let found = dictionary(&texts).containing("AB").unwrap();
        let has = (0..4).map(|code| found.has(code)).collect::<Vec<_>>();
        assert_eq!(has, [Some(false), Some(false), Some(true), Some(true)]);
        assert_eq!(found.has(64), None);
    }
}
