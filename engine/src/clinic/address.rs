//! Where a pasted address leads: the endpoint, one of its dead drafts, or somewhere else (endpoint.md §1, §8).
//!
//! Gives the query behind it, as it stands; what is in it is read in `parameters`.

use super::traced::Traced;
use super::{Clinic, FindingKind, Outcome, Secret};
use crate::request::{Base, BaseError, PATH};

/// Judges the address; gives what stands behind its `?`.
pub(super) fn read(address: &Traced, clinic: &mut Clinic) -> Option<Traced> {
    let address = without_fragment(address);
    let (place, query) = match address.split_once('?') {
        Some((place, query)) => (place, Some(query)),
        None => (address, None),
    };
    judge(&place, clinic);
    query
}

/// The fragment is never sent. A `#` inside of quotes is text that was not encoded.
fn without_fragment(address: &Traced) -> Traced {
    let mut is_quoted = false;
    let fragment = address.text().find(|c| {
        is_quoted ^= c == '\'';
        c == '#' && !is_quoted
    });
    match fragment {
        Some(at) => address.slice(0..at),
        None => address.clone(),
    }
}

fn judge(place: &Traced, clinic: &mut Clinic) {
    let lower = place.text().to_ascii_lowercase();
    let lower = lower.trim_end_matches('/');
    let end = lower.len();
    if lower.contains("partnercenterapi.microsoftonline.cn") {
        clinic.find(
            FindingKind::CloudWithoutReferrals,
            place.whole(),
            Outcome::Noted,
        );
    }
    if lower.ends_with(PATH) {
        return take_base(place, end - PATH.len(), clinic);
    }
    if lower.ends_with("/partner/v1/analytics/referral") {
        let word = place.at(end - "referral".len()..end);
        clinic.find(FindingKind::SingularPath, word, Outcome::Mended);
        return take_base(place, end + 1 - PATH.len(), clinic);
    }
    // The documents shorten the path themselves: `…/referrals?top=100`.
    let is_shortened = lower.starts_with(['.', '…']) && lower.ends_with("/referrals");
    if !lower.is_empty() && !is_shortened {
        judge_path(place, lower, clinic);
    }
}

/// Names a path that is not the endpoint's; the query behind it is still read.
fn judge_path(place: &Traced, lower: &str, clinic: &mut Clinic) {
    let (start, end) = (path_start(lower), lower.len());
    let is_draft = lower.contains("/analyticsapi/") || lower.contains("/analytics/v1/");
    let is_short = lower.ends_with("/referrals") || lower == "referrals";
    let (kind, outcome) = if is_draft {
        (FindingKind::DraftPath, Outcome::Mended)
    } else if is_short && !lower.contains("/engagements/") {
        (FindingKind::ShortPath, Outcome::Mended)
    } else {
        let found = place.text().get(start..end).unwrap_or_default().to_string();
        (FindingKind::OtherEndpoint { found }, Outcome::Dropped)
    };
    if outcome == Outcome::Mended {
        take_base(place, start, clinic);
    }
    clinic.find(kind, place.at(start..end), outcome);
}

/// Where the path begins, behind scheme and host.
fn path_start(address: &str) -> usize {
    let host = address.find("://").map_or(0, |at| at + 3);
    let rest = address.get(host..).unwrap_or_default();
    if host == 0 {
        return 0;
    }
    rest.find('/').map_or(address.len(), |at| host + at)
}

/// Takes what stands before the path as the base, if it can be one; a placeholder cannot.
fn take_base(place: &Traced, end: usize, clinic: &mut Clinic) {
    let before = place.slice(0..end);
    match Base::parse(before.text()) {
        Ok(base) if !base.as_str().is_empty() && !base.as_str().eq_ignore_ascii_case("baseurl") => {
            clinic.base = Some(base);
        }
        Err(BaseError::UserInfo) => {
            let text = before.text();
            let start = text.find("://").map_or(0, |at| at + 3);
            let end = text.rfind('@').unwrap_or(start);
            clinic.find(
                FindingKind::Secret(Secret::Password),
                before.at(start..end),
                Outcome::Dropped,
            );
        }
        _ => {}
    }
}
