//! Our keys in a link, and a link cut into the values of those and everything else.

use super::{LinkProblem, LinkReason};
use crate::percent::decode;

/// `sort` for the order in which the rows came.
pub(super) const UNSORTED: &str = "none";

/// Our own keys, in the order in which they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Filter,
    Raw,
    Groupby,
    AggregationLevel,
    Top,
    Skip,
    Range,
    Date,
    View,
    Chart,
    Overview,
    Columns,
    Sort,
    Find,
    TimeZone,
    Language,
    Theme,
    Version,
}

impl Key {
    pub(super) const ALL: [(Self, &'static str); 18] = [
        (Self::Filter, "filter"),
        (Self::Raw, "raw"),
        (Self::Groupby, "groupby"),
        (Self::AggregationLevel, "aggregationLevel"),
        (Self::Top, "top"),
        (Self::Skip, "skip"),
        (Self::Range, "range"),
        (Self::Date, "date"),
        (Self::View, "view"),
        (Self::Chart, "chart"),
        (Self::Overview, "overview"),
        (Self::Columns, "cols"),
        (Self::Sort, "sort"),
        (Self::Find, "q"),
        (Self::TimeZone, "tz"),
        (Self::Language, "lang"),
        (Self::Theme, "theme"),
        (Self::Version, "v"),
    ];

    /// The place in [`Key::ALL`] of the key of that name, in any ASCII case.
    pub(super) fn place(name: &str) -> Option<usize> {
        Self::ALL
            .iter()
            .position(|(_, known)| known.eq_ignore_ascii_case(name))
    }
}

/// A link taken apart.
pub(super) struct Pieces {
    /// The decoded values of our keys, in the order of [`Key::ALL`].
    pub(super) own: [Option<String>; Key::ALL.len()],
    pub(super) unknown: Vec<String>,
    pub(super) problems: Vec<LinkProblem>,
}

impl Pieces {
    pub(super) fn cut(text: &str, prefix: &str) -> Self {
        let mut pieces = Self {
            own: Default::default(),
            unknown: Vec::new(),
            problems: Vec::new(),
        };
        for piece in text.trim_start_matches(['#', '?']).split('&') {
            let (key, value) = piece.split_once('=').unwrap_or((piece, ""));
            match own_key(&decode(key), prefix) {
                Some(place) => pieces.take(place, decode(value)),
                None if piece.is_empty() => {}
                None => pieces.unknown.push(piece.to_string()),
            }
        }
        pieces
    }

    fn take(&mut self, place: usize, value: String) {
        let Some((slot, (_, name))) = self.own.get_mut(place).zip(Key::ALL.get(place)) else {
            return;
        };
        if slot.is_none() {
            *slot = Some(value);
        } else {
            let reason = LinkReason::RepeatedKey;
            self.problems.push(LinkProblem {
                key: (*name).into(),
                value,
                reason,
            });
        }
    }
}

/// The place in [`Key::ALL`] of a decoded key of an address, where it is ours.
pub(super) fn own_key(key: &str, prefix: &str) -> Option<usize> {
    if prefix.is_empty() {
        return Key::place(key);
    }
    let (before, name) = key.split_at_checked(prefix.len())?;
    Key::place(name.strip_prefix('.')?).filter(|_| before.eq_ignore_ascii_case(prefix))
}
