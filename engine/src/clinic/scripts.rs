//! A PowerShell command and a call of `fetch`, already cut into words → the address and what else is a query.
//!
//! Only literals are read; a variable is looked up by `command`.

use super::command::{Asked, method, secret};
use super::traced::Traced;
use super::{Clinic, FindingKind, Outcome, PasteKind, Secret};

pub(super) fn power_shell(words: &[Traced], clinic: &mut Clinic) -> Asked {
    let mut asked = Asked::new(PasteKind::PowerShell);
    let mut rest = words.iter().skip(1).peekable();
    let is_option = |word: &Traced| word.text().starts_with('-') && word.text().len() > 1;
    while let Some(word) = rest.next() {
        match word
            .text()
            .trim_end_matches(':')
            .to_ascii_lowercase()
            .as_str()
        {
            "-uri" => asked.address = rest.next().cloned().or(asked.address),
            "-method" => method(rest.next().cloned(), clinic),
            "-headers" => {
                while let Some(name) = rest.next_if(|word| !is_option(word)) {
                    if name.text().eq_ignore_ascii_case("cookie") {
                        secret(Secret::Cookie, rest.next().cloned(), clinic);
                    }
                }
            }
            "-body" => {
                // With GET, PowerShell makes a query of a hash table.
                let mut body = Vec::new();
                while let Some(word) = rest.next_if(|word| !is_option(word)) {
                    body.push(word.clone());
                }
                match body.as_slice() {
                    [only] => clinic.find(FindingKind::Body, only.whole(), Outcome::Dropped),
                    words => asked.pairs.extend(pairs(words)),
                }
            }
            _ if is_option(word) => {}
            text if asked.address.is_none() && (text.contains('/') || text.contains('?')) => {
                asked.address = Some(word.clone());
            }
            _ => {}
        }
    }
    asked
}

fn pairs(words: &[Traced]) -> impl Iterator<Item = (Traced, Traced)> {
    words.chunks(2).filter_map(|pair| match pair {
        [key, value] => Some((key.clone(), value.clone())),
        _ => None,
    })
}

pub(super) fn fetch(words: &[Traced], clinic: &mut Clinic) -> Asked {
    let mut asked = Asked::new(PasteKind::Fetch);
    let mut rest = words.iter().skip(1);
    asked.address = rest.next().cloned();
    while let Some(word) = rest.next() {
        match word.text().to_ascii_lowercase().as_str() {
            "method" => method(rest.next().cloned(), clinic),
            "cookie" => secret(Secret::Cookie, rest.next().cloned(), clinic),
            "body" => {
                let body = rest
                    .next()
                    .filter(|body| !matches!(body.text(), "null" | "undefined"));
                if let Some(body) = body {
                    clinic.find(FindingKind::Body, body.whole(), Outcome::Dropped);
                }
            }
            _ => {}
        }
    }
    asked
}
