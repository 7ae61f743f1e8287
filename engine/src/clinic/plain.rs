//! A paste that is no command: an HTTP request, an address, a query string, or a filter alone.

use super::command::{Asked, header, method};
use super::names::starts_with_parameter;
use super::traced::Traced;
use super::{Clinic, PasteKind};
use crate::lower::lower_case;

/// No command: an HTTP request, an address, a query string or a filter.
pub(super) fn plain(text: &Traced, clinic: &mut Clinic) -> Asked {
    let lines = text.split('\n');
    let mut lines = lines
        .iter()
        .map(Traced::trim)
        .filter(|line| !line.is_empty() && !line.text().starts_with("```"));
    let first = lines.next().unwrap_or_default();
    let mut address = request_line(&first, clinic);
    for line in lines {
        if line.text().starts_with(['?', '&']) {
            address.append(&line);
        } else {
            header(Some(line), clinic);
        }
    }
    if address.is_empty() {
        return Asked::new(PasteKind::Nothing);
    }
    if starts_with_parameter(&address) {
        let mut asked = Asked::new(PasteKind::QueryString);
        let query = address.trim_matches(|c| matches!(c, '?' | '&' | '#'));
        asked.queries.push(query);
        return asked;
    }
    if looks_like_address(address.text()) {
        let mut asked = Asked::new(PasteKind::Address);
        asked.address = Some(address);
        return asked;
    }
    let mut asked = Asked::new(PasteKind::Filter);
    let filter = text.trim();
    let is_encoded = ["%20", "%27"]
        .iter()
        .any(|mark| filter.text().contains(mark));
    let filter = if is_encoded { filter.decode() } else { filter };
    let start = filter.whole().start;
    let mut key = Traced::default();
    for c in "filter".chars() {
        key.push(c, start..start);
    }
    asked.pairs.push((key, filter));
    asked
}

/// `GET address HTTP/1.1`, in quotes of any kind or none; translated documents translate `GET`, too.
fn request_line(line: &Traced, clinic: &mut Clinic) -> Traced {
    const GET: [&str; 8] = [
        "get",
        "få",
        "pobierz",
        "čtěte",
        "dostat",
        "télécharger",
        "取得",
        "獲取",
    ];
    const OTHERS: [&str; 5] = ["post", "put", "patch", "delete", "head"];
    let mut line = without_wrapping(line);
    if let Some((word, rest)) = line.split_once(' ') {
        let name = lower_case(word.text().trim_matches('*'));
        if OTHERS.contains(&name.as_str()) {
            method(Some(word), clinic);
            line = rest.trim();
        } else if GET.contains(&name.as_str()) {
            line = rest.trim();
        }
    }
    let lower = line.text().to_ascii_lowercase();
    match lower.rfind(" http/") {
        Some(at) if lower.len() - at <= " http/1.1".len() => line.slice(0..at).trim(),
        _ => line,
    }
}

/// The line without quotes, angle brackets or backticks around all of it.
fn without_wrapping(line: &Traced) -> Traced {
    let mut line = line.trim();
    for (open, close) in [('<', '>'), ('`', '`'), ('"', '"'), ('\'', '\'')] {
        let text = line.text();
        if text.len() > 1 && text.starts_with(open) && text.ends_with(close) {
            line = line.slice(1..text.len() - 1);
        }
    }
    line
}

/// Whether the text begins as an address or a path does; a filter does not.
fn looks_like_address(text: &str) -> bool {
    let before_query = text.split('?').next().unwrap_or_default();
    let begins = ["/", "./", "../", ".../", "{", "…"]
        .iter()
        .any(|start| text.starts_with(start));
    let has_no_blank = !before_query.contains(char::is_whitespace);
    begins || before_query.contains("://") || (has_no_blank && before_query.contains('/'))
}
