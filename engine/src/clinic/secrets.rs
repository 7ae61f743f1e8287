//! Finds secrets anywhere in a paste, whatever it is written in, so that they can be told and blotted out.
//!
//! Only their places leave this file.

use std::ops::Range;

use super::{Clinic, Finding, FindingKind, Outcome, Secret};

/// Finds bearer tokens, JSON web tokens without the word, basic credentials, and cookies in headers.
pub(super) fn find(paste: &str, clinic: &mut Clinic) {
    let lower = paste.to_ascii_lowercase();
    let mut found = jwts(paste);
    for (scheme, secret) in [("bearer", Secret::Token), ("basic", Secret::Password)] {
        let mut end = 0;
        for (at, _) in lower.match_indices(scheme) {
            if at >= end
                && let Some(place) = credential(paste, &lower, at, scheme.len())
            {
                end = place.end;
                found.push((secret, place));
            }
        }
    }
    for key in ["access_token=", "refresh_token=", "client_secret="] {
        let mut end = 0;
        for (at, _) in lower.match_indices(key) {
            if at >= end {
                let start = at + key.len();
                end = start + token_len(paste.get(start..).unwrap_or_default());
                found.push((Secret::Token, start..end));
            }
        }
    }
    found.sort_by_key(|(_, at)| (at.start, at.end));
    let mut end = 0;
    for (secret, at) in found {
        if at.start >= end && !at.is_empty() {
            end = at.end;
            clinic.find(FindingKind::Secret(secret), at, Outcome::Dropped);
        }
    }
}

/// The paste with each secret found so far replaced by as many bytes of nothing, so that all places stay.
pub(super) fn blot(paste: &str, clinic: &Clinic) -> String {
    let mut out = String::with_capacity(paste.len());
    for Finding { at, .. } in &clinic.findings {
        out.push_str(paste.get(out.len()..at.start).unwrap_or_default());
        out.extend(std::iter::repeat_n('x', at.len()));
    }
    out.push_str(paste.get(out.len()..).unwrap_or_default());
    out
}

/// JSON web tokens, which begin with `{"` in base64 and have two dots at least.
fn jwts(paste: &str) -> Vec<(Secret, Range<usize>)> {
    let mut found = Vec::new();
    let mut end = 0;
    for (start, _) in paste.match_indices("eyJ") {
        if start < end {
            continue;
        }
        end = start + token_len(paste.get(start..).unwrap_or_default());
        let token = paste.get(start..end).unwrap_or_default();
        if token.matches('.').count() >= 2 && token.len() > 20 {
            found.push((Secret::Token, start..end));
        }
    }
    found
}

/// The credential behind `Bearer` or `Basic`; a placeholder such as `$TOKEN`, `<token>` or `{token}` is none.
///
/// Without `Authorization` before it only something as long as a token is one: customers have such words in their names.
fn credential(paste: &str, lower: &str, at: usize, scheme_len: usize) -> Option<Range<usize>> {
    let rest = paste.get(at + scheme_len..)?;
    let gap = match rest.strip_prefix("%20") {
        Some(_) => 3,
        None => rest.len() - rest.trim_start_matches([' ', '\t']).len(),
    };
    if gap == 0 {
        return None;
    }
    let start = at + scheme_len + gap;
    let token = paste.get(start..)?;
    let word = token.get(..token_len(token))?;
    let before = lower
        .get(..at)?
        .trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
    let is_header = before.ends_with("authorization");
    let is_placeholder =
        word.eq_ignore_ascii_case("token") || word.eq_ignore_ascii_case("access_token");
    let begins = word.starts_with(|c: char| c.is_ascii_alphanumeric());
    let is_secret = begins && !is_placeholder && (is_header || word.len() >= 20);
    is_secret.then_some(start..start + word.len())
}

fn token_len(text: &str) -> usize {
    text.find(|c: char| !(c.is_ascii_alphanumeric() || "-._~+/=%".contains(c)))
        .unwrap_or(text.len())
}
