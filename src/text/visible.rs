//! Other people's texts inside of ours: what turns or hides the words around it is shown as U+FFFD, what is endless is cut.
//!
//! For sentences, labels and names that assistive technology reads; a cell shows its text whole and isolated (`<bdi>`).

/// So much of a name stands inside of other words, in characters.
const LONGEST: usize = 200;

/// Whether the character turns or hides what stands around it: directional formatting and controls, but no white space.
fn is_unruly(letter: char) -> bool {
    let turns = matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || (letter.is_control() && !letter.is_whitespace())
}

/// A text that leaves the words around it as they are.
pub(super) fn tame(text: &str) -> String {
    let tame = |letter| {
        if is_unruly(letter) {
            '\u{fffd}'
        } else {
            letter
        }
    };
    text.chars().map(tame).collect()
}

/// A name as it stands inside of other words.
pub(super) fn name(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => [&tame(text.get(..end).unwrap_or_default()), "…"].concat(),
        None => tame(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_leave_the_words_around_them_as_they_are() {
        assert_eq!(name("Ünal & Sohn, مؤسسة"), "Ünal & Sohn, مؤسسة");
        assert_eq!(
            name("A\u{202e}B\u{2069}C\u{0}D\u{85}\nE"),
            "A\u{fffd}B\u{fffd}C\u{fffd}D\u{85}\nE"
        );
        assert_eq!(name(&"長".repeat(10_000)).chars().count(), LONGEST + 1);
        assert_eq!(name(&"w".repeat(LONGEST)), "w".repeat(LONGEST));
    }
}
