//! `+` where blanks belong: the encoding of forms (`URLSearchParams`, many libraries) writes a blank so, and a plus `%2B`.
//!
//! Here is only which of them are blanks; whether a text is read so at all is decided in `link`, `clinic` and
//! `filter::parse`, none of which does it to a filter that can be read as it stands.

/// A filter, encoded or not, read as a form's.
#[derive(Debug, PartialEq)]
pub(crate) struct Blanks {
    /// The text with blanks in these places; all others are the same.
    pub(crate) text: String,
    /// The first `+` outside of quotes, where nothing but a blank makes sense.
    pub(crate) outside: Option<usize>,
}

/// Blanks for each `+` of a filter that stands for one.
///
/// In a zone (`T10:00:00+01:00`) it is a plus. Between quotes it is a blank only alone between two words of a text that has
/// no other blanks, so that `'C++'` and `'+1'` stay what they are.
pub(crate) fn in_filter(text: &str) -> Blanks {
    let has_blanks = text.contains(' ') || text.contains("%20");
    let mut is_quoted = false;
    let mut outside = None;
    let text = replaced(text, |at, before, after| {
        if after.starts_with('\'') || after.starts_with("%27") {
            is_quoted = !is_quoted;
        }
        let is_blank = after.starts_with('+')
            && if is_quoted {
                !has_blanks && is_alone(before, after)
            } else {
                !is_of_zone(before, after)
            };
        if is_blank && !is_quoted {
            outside.get_or_insert(at);
        }
        is_blank
    });
    Blanks { text, outside }
}

/// Blanks for each `+` that stands alone between two words.
pub(crate) fn in_words(text: &str) -> String {
    replaced(text, |_, before, after| {
        after.starts_with('+') && is_alone(before, after)
    })
}

/// The text with a blank wherever it is told of a place, by what stands before it and from it on.
fn replaced(text: &str, mut is_blank: impl FnMut(usize, &str, &str) -> bool) -> String {
    text.char_indices()
        .map(|(at, c)| {
            let (before, after) = text.split_at(at);
            if is_blank(at, before, after) { ' ' } else { c }
        })
        .collect()
}

fn is_alone(before: &str, after: &str) -> bool {
    let behind = after.get(1..).unwrap_or_default();
    let is_edge = |text: &str, quotes: [bool; 2]| text.is_empty() || quotes.contains(&true);
    !is_edge(
        before,
        [before.ends_with(['\'', '+']), before.ends_with("%27")],
    ) && !is_edge(
        behind,
        [behind.starts_with(['\'', '+']), behind.starts_with("%27")],
    )
}

/// Whether a time stands before and an offset of hours and minutes behind.
fn is_of_zone(before: &str, after: &str) -> bool {
    let behind: String = after.chars().skip(1).take(8).collect();
    let behind = behind.replace("%3A", ":").replace("%3a", ":");
    let is_offset = match behind.as_bytes() {
        [h, i, b':', m, n, rest @ ..] => {
            [h, i, m, n].iter().all(|digit| digit.is_ascii_digit())
                && !matches!(rest.first(), Some(b':' | b'0'..=b'9'))
        }
        _ => false,
    };
    is_offset && before.ends_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, bool) {
        let blanks = in_filter(text);
        (blanks.text, blanks.outside.is_some())
    }

    #[test]
    fn blanks_between_words_and_pluses_where_they_mean_something() {
        for (written, meant) in [
            ("status+eq+'Won'", "status eq 'Won'"),
            ("status+eq+%27Won%27", "status eq %27Won%27"),
            (
                "customerName+eq+'Best+Customer'",
                "customerName eq 'Best Customer'",
            ),
            (
                "customerName+eq+%27C%2B%2B+Builders%27",
                "customerName eq %27C%2B%2B Builders%27",
            ),
            ("customerName+eq+'C++'", "customerName eq 'C++'"),
            ("customerName+eq+%27%2B1%27", "customerName eq %27%2B1%27"),
            (
                "customerName+eq+'+1'+and+status+eq+'New'",
                "customerName eq '+1' and status eq 'New'",
            ),
            (
                "createdDate+ge+2018-02-01T00:00:00+01:00",
                "createdDate ge 2018-02-01T00:00:00+01:00",
            ),
            (
                "createdDate+ge+cast(%272018-02-01T00%3A00%3A00%2B01%3A00%27,+Edm.DateTimeOffset)",
                "createdDate ge cast(%272018-02-01T00%3A00%3A00%2B01%3A00%27, Edm.DateTimeOffset)",
            ),
            ("customerName+eq+'O''Neil+X'", "customerName eq 'O''Neil X'"),
        ] {
            assert_eq!(read(written), (meant.to_owned(), true), "{written}");
        }
    }

    #[test]
    fn a_plus_in_quotes_is_no_reason_to_read_a_text_so() {
        for text in [
            "customerName eq 'C++'",
            "customerName eq 'A+B'",
            "contains(customerName,'C++')",
        ] {
            assert_eq!(read(text), (text.to_owned(), false));
        }
        assert_eq!(in_words("Best+Customer+C++"), "Best Customer C++");
        assert_eq!(in_words("+1"), "+1");
    }
}
