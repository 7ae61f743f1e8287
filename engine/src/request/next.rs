//! What a next link may change of a request: the page and keys we do not know; never where it goes (endpoint.md §1).

use crate::percent::decode;

/// What a next link says about the page after this one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NextPage {
    /// Its rows.
    pub top: Option<u32>,
    /// The rows before it.
    pub skip: Option<u32>,
    /// Other keys, decoded, in their order.
    pub extra: Vec<(String, String)>,
}

/// Reads a next link: never its host or path, only its query, encoded or not (endpoint.md §1, paging 4).
///
/// The condition, the grouping and the level are always our own.
pub fn next_from_link(next: &str) -> NextPage {
    let next = next.trim().split('#').next().unwrap_or_default();
    let query = match next.split_once('?') {
        Some((_, query)) => query,
        None if next.contains('/') => "",
        None => next,
    };
    let mut page = NextPage::default();
    let pieces: Vec<&str> = query.split('&').collect();
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        at += 1;
        let Some((key, value)) = piece.split_once('=') else {
            continue;
        };
        let (key, value) = (decode_form(key), decode_form(value));
        let name = key.trim_start_matches('$').to_ascii_lowercase();
        match name.as_str() {
            "filter" => at += rest_of_filter(&value, pieces.get(at..).unwrap_or_default()),
            "groupby" | "aggregationlevel" | "" => {}
            "top" => page.top = page.top.or(value.trim().parse().ok()),
            "skip" => page.skip = page.skip.or(value.trim().parse().ok()),
            _ => page.extra.push((key, value)),
        }
    }
    page
}

/// How many pieces behind a filter belong to it, because a text in it has `&` and was not encoded.
fn rest_of_filter(value: &str, pieces: &[&str]) -> usize {
    let is_open = |text: &str| text.matches('\'').count() % 2 == 1;
    if !is_open(value) {
        return 0;
    }
    let closing = pieces.iter().position(|piece| is_open(&decode(piece)));
    closing.map_or(0, |place| place + 1)
}

/// As servers read a query: `+` is a blank too.
fn decode_form(text: &str) -> String {
    decode(&text.replace('+', " "))
}
