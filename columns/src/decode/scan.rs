//! Where JSON values end: blanks, strings, and whole values skipped without reading them.
//!
//! Every function works on a slice that may end anywhere and says `Incomplete` when the value goes on behind it.

/// Why a scan stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The slice ends inside of the value.
    Incomplete,
    /// This cannot be JSON.
    Malformed,
}

/// The first place at or behind `at` that is no blank.
#[inline]
pub(super) fn blanks(text: &[u8], at: usize) -> usize {
    // Between most values there is none.
    match text.get(at) {
        Some(byte) if *byte > b' ' => at,
        _ => behind_blanks(text, at),
    }
}

#[inline(never)]
fn behind_blanks(text: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\n' | b'\r' | b'\t') = text.get(at) {
        at += 1;
    }
    at
}

/// The place of the closing quote of a string whose inside begins at `at`, and whether it has escapes.
pub(super) fn string_end(text: &[u8], at: usize) -> Result<(usize, bool), Stop> {
    let mut at = at;
    let mut escaped = false;
    loop {
        at = quote_or_backslash(text, at).ok_or(Stop::Incomplete)?;
        match text.get(at) {
            Some(b'"') => return Ok((at, escaped)),
            _ => {
                escaped = true;
                at += 2;
            }
        }
    }
}

/// The first `"` or `\` at or behind `at`, eight bytes a step.
fn quote_or_backslash(text: &[u8], at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let (words, tail) = rest.as_chunks::<8>();
    let mut place = at;
    for word in words {
        let word = u64::from_le_bytes(*word);
        let found = bytes_that_are(word, b'"') | bytes_that_are(word, b'\\');
        if found != 0 {
            return Some(place + (found.trailing_zeros() / 8) as usize);
        }
        place += 8;
    }
    tail.iter()
        .position(|byte| matches!(byte, b'"' | b'\\'))
        .map(|offset| place + offset)
}

/// The length of a string's inside that has no escapes; `None` where it has some or ends within the last few bytes.
#[inline]
pub(super) fn plain_length(text: &[u8]) -> Option<usize> {
    let (words, _) = text.as_chunks::<8>();
    let mut length = 0;
    for word in words {
        let word = u64::from_le_bytes(*word);
        let (quotes, backslashes) = (bytes_that_are(word, b'"'), bytes_that_are(word, b'\\'));
        if quotes | backslashes != 0 {
            let (quote, backslash) = (quotes.trailing_zeros(), backslashes.trailing_zeros());
            return (quote < backslash).then_some(length + (quote / 8) as usize);
        }
        length += 8;
    }
    None
}

/// The high bit of each byte that is this one; the lowest one is right, higher ones may be set wrongly.
#[inline]
const fn bytes_that_are(word: u64, byte: u8) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = ONES << 7;
    let zeros = word ^ (ONES * byte as u64);
    zeros.wrapping_sub(ONES) & !zeros & HIGHS
}

/// The place behind the value that begins at `at`.
///
/// Objects and arrays are skipped by counting brackets outside of strings; what is inside is not checked.
pub(super) fn value_end(text: &[u8], at: usize) -> Result<usize, Stop> {
    match text.get(at) {
        None => Err(Stop::Incomplete),
        Some(b'"') => string_end(text, at + 1).map(|(end, _)| end + 1),
        Some(b'{' | b'[') => nested_end(text, at),
        Some(b',' | b':' | b'}' | b']') => Err(Stop::Malformed),
        Some(_) => bare_end(text, at),
    }
}

fn nested_end(text: &[u8], at: usize) -> Result<usize, Stop> {
    let mut at = at;
    let mut depth = 0_usize;
    loop {
        match text.get(at).ok_or(Stop::Incomplete)? {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            b'"' => at = string_end(text, at + 1)?.0,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Ok(at);
        }
    }
}

/// A number or a word ends before the next blank, comma or bracket.
pub(super) fn bare_end(text: &[u8], at: usize) -> Result<usize, Stop> {
    let rest = text.get(at..).ok_or(Stop::Incomplete)?;
    rest.iter()
        .position(|byte| matches!(byte, b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t'))
        .map(|length| at + length)
        .ok_or(Stop::Incomplete)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_end_where_they_end() {
        let end = |text: &str| value_end(text.as_bytes(), 0);
        assert_eq!(end(r#""a long string with \" in it",1"#), Ok(29));
        assert_eq!(end(r#"{"a":["}",{"b":"\\"}]} "#), Ok(22));
        assert_eq!(end("12,"), Ok(2));
        assert_eq!(end("12"), Err(Stop::Incomplete));
        assert_eq!(end(r#""abc\"#), Err(Stop::Incomplete));
        assert_eq!(end(r#"{"a":"#), Err(Stop::Incomplete));
        assert_eq!(end("}"), Err(Stop::Malformed));
    }

    #[test]
    fn the_first_quote_is_found_at_every_offset() {
        for length in 0..40 {
            let text = format!("{}\"\\\"", "x".repeat(length));
            assert_eq!(string_end(text.as_bytes(), 0), Ok((length, false)));
            let escaped = format!("{}\\\"é\"", "x".repeat(length));
            assert_eq!(string_end(escaped.as_bytes(), 0), Ok((length + 4, true)));
        }
    }
}
