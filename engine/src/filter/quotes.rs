//! Where a text ends whose quotes are missing, not closed or not doubled.
//!
//! Guesses only ever become offers (`Repair`). Each is made in one pass over what it looks at.

use super::guess::{Joiner, begins_condition};
use super::lex::{is_blank, is_symbol};

/// Where a quoted text whose closing quote is missing most likely ends: before `and status …`, or at the end.
pub(super) fn likely_end(inner: &str) -> usize {
    let trimmed = |end: usize| {
        inner
            .get(..end)
            .unwrap_or_default()
            .trim_end_matches(is_blank)
            .len()
    };
    let mut words = words(inner).peekable();
    while let Some((start, word)) = words.next() {
        let followed = words.peek().is_some_and(|(_, next)| {
            begins_condition(
                next.trim_start_matches('(')
                    .split('(')
                    .next()
                    .unwrap_or_default(),
            )
        });
        if start > 0 && followed && (Joiner::from_name(word).or(Joiner::guess(word))).is_some() {
            return trimmed(start);
        }
    }
    trimmed(inner.len())
}

/// Where a text without quotes ends: before a joiner, a parenthesis that it did not open, or at the end.
pub(super) fn unquoted_end(text: &str) -> usize {
    let mut end = 0;
    let mut open = 0_usize;
    for (start, word) in words(text) {
        if start > 0 && (Joiner::from_name(word).is_some() || word.starts_with(['&', '|'])) {
            return end;
        }
        for (at, c) in word.char_indices() {
            match c {
                '(' => open += 1,
                ')' if open == 0 => return if at == 0 { end } else { start + at },
                ')' => open -= 1,
                _ => {}
            }
        }
        end = start + word.len();
    }
    end
}

/// The text without the parentheses at its end that close what was opened before it, at most so many.
pub(super) fn without_outer_closings(text: &str, opened_before: usize) -> &str {
    let count = |wanted: char| text.chars().filter(|c| *c == wanted).count();
    let surplus = count(')').saturating_sub(count('('));
    let mut kept = text;
    for _ in 0..surplus.min(opened_before) {
        let Some(shorter) = kept.strip_suffix(')') else {
            break;
        };
        kept = shorter.trim_end_matches(is_blank);
    }
    kept
}

/// The quote that closes a text in which another one was not doubled: the first behind which a condition may end.
///
/// Gives its place in `rest`, and how many quotes were passed on the way.
pub(super) fn closing_quote(rest: &str) -> Option<(usize, usize)> {
    let mut passed = 0;
    let mut from = 0;
    loop {
        let at = from + rest.get(from..)?.find('\'')?;
        let behind = rest.get(at + 1..)?;
        if behind.starts_with('\'') {
            from = at + 2;
            continue;
        }
        if may_end(behind) {
            return Some((at, passed));
        }
        passed += 1;
        from = at + 1;
    }
}

/// Whether a condition may end before this text.
fn may_end(text: &str) -> bool {
    let after = text.trim_start_matches(is_blank);
    if after.is_empty() || after.starts_with([')', ',']) {
        return true;
    }
    // No joiner is longer; what has no blank may be as long as the text.
    let word = after.chars().take(4).position(is_blank);
    let word = after.get(..word.unwrap_or_default()).unwrap_or_default();
    let is_joiner = Joiner::from_name(word).is_some() || after.starts_with(is_symbol);
    is_joiner && after.len() < text.len()
}

/// Runs of non-blanks with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = text.get(from..)?;
        let start = from + (rest.len() - rest.trim_start_matches(is_blank).len());
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let word = rest.split(is_blank).next().unwrap_or_default();
        from = start + word.len();
        Some((start, word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_text_is_guessed_from_what_follows() {
        assert_eq!(likely_end("Won"), 3);
        assert_eq!(likely_end("Won and customerMarket eq "), 3);
        assert_eq!(likely_end("Salt and Pepper "), 15);
        assert_eq!(likely_end("Salt and (contains(customerName"), 4);
        assert_eq!(unquoted_end("Best Customer and status eq 'Won'"), 13);
        assert_eq!(unquoted_end("Best) and x"), 4);
        assert_eq!(closing_quote("Neil' and status eq 'Won'"), Some((4, 0)));
        assert_eq!(closing_quote("n roll'"), Some((6, 0)));
        assert_eq!(closing_quote("Neil"), None);
    }
}
