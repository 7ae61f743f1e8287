//! Our keys in a link, and a link cut into the values of those and everything else.

use super::{LinkProblem, LinkReason};
use crate::filter;
use crate::percent::decode;
use crate::plus;

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
    /// The filter as the encoding of forms has it, where it has a `+` in a place in which no filter has one.
    filter_of_form: Option<String>,
    /// The text to find in the same way.
    find_of_form: Option<String>,
    pub(super) unknown: Vec<String>,
    pub(super) problems: Vec<LinkProblem>,
}

impl Pieces {
    pub(super) fn cut(text: &str, prefix: &str) -> Self {
        let mut pieces = Self {
            own: Default::default(),
            filter_of_form: None,
            find_of_form: None,
            unknown: Vec::new(),
            problems: Vec::new(),
        };
        for piece in text.trim_start_matches(['#', '?']).split('&') {
            let (key, value) = piece.split_once('=').unwrap_or((piece, ""));
            match own_key(&decode(key), prefix) {
                Some(place) => pieces.take(place, value),
                None if piece.is_empty() => {}
                None => pieces.unknown.push(piece.to_string()),
            }
        }
        pieces
    }

    /// The same, a filter that makes no sense as it stands being read as the encoding of forms has it, and text to find with it.
    ///
    /// A raw filter is the user's to the letter.
    pub(super) fn meant(mut self) -> Self {
        let Some(meant) = self.filter_of_form.take() else {
            return self;
        };
        let is_read = |text: &str| filter::parse(text).is_ok();
        if self.value(Key::Raw).is_some() || self.value(Key::Filter).is_none_or(is_read) {
            return self;
        }
        if is_read(&meant) {
            self.problems.push(LinkProblem {
                key: "filter".into(),
                value: meant.clone(),
                reason: LinkReason::PlusForBlank,
            });
        }
        let find = self.find_of_form.take();
        for (slot, (key, _)) in self.own.iter_mut().zip(Key::ALL) {
            match key {
                Key::Filter => *slot = Some(meant.clone()),
                Key::Find => *slot = find.clone(),
                _ => {}
            }
        }
        self
    }

    fn value(&self, wanted: Key) -> Option<&str> {
        let mut pairs = Key::ALL.iter().zip(&self.own);
        pairs.find(|((key, _), _)| *key == wanted)?.1.as_deref()
    }

    fn take(&mut self, place: usize, encoded: &str) {
        let Some((slot, (key, name))) = self.own.get_mut(place).zip(Key::ALL.get(place)) else {
            return;
        };
        let value = decode(encoded);
        if slot.is_none() {
            *slot = Some(value);
            match key {
                Key::Filter if encoded.contains('+') => {
                    let blanks = plus::in_filter(encoded);
                    self.filter_of_form = blanks.outside.map(|_| decode(&blanks.text));
                }
                Key::Find => self.find_of_form = Some(decode(&plus::in_words(encoded))),
                _ => {}
            }
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
