//! Writing a link: our keys in one order where they differ from what holds without a link, then everybody else's.

use super::key::{Key, UNSORTED};
use crate::date::Level;
use crate::field::Field;
use crate::percent::encode_into;
use crate::query::{ChartKind, Query, Theme};

/// Characters beyond *unreserved* that stay readable in a link.
const READABLE: &str = ",/:";

impl Query {
    /// The link: our keys in the order of contract §3 where they are not the default, then everybody else's.
    pub fn to_link(&self) -> String {
        self.to_link_over(&Self::default())
    }

    /// The link over the host's query: only what differs from it, so that [`Query::from_link_over`] gives the query back.
    pub(crate) fn to_link_over(&self, initial: &Self) -> String {
        self.to_link_prefixed("", initial)
    }

    /// The same with `prefix.` before each of our keys.
    pub(crate) fn to_link_prefixed(&self, prefix: &str, initial: &Self) -> String {
        let default = Self::default();
        let mut out = String::new();
        for (key, name) in Key::ALL {
            let value = self.value(key);
            if value == initial.value(key) {
                continue;
            }
            if !out.is_empty() {
                out.push('&');
            }
            if !prefix.is_empty() {
                encode_into(&mut out, prefix, "");
                out.push('.');
            }
            out.push_str(name);
            out.push('=');
            if value != default.value(key) {
                encode_into(&mut out, &value, READABLE);
            }
        }
        for piece in &self.unknown {
            // The separator also keeps a `#` or `?` from being taken for the one before the link.
            if !out.is_empty() || piece.starts_with(['#', '?']) {
                out.push('&');
            }
            out.push_str(piece);
        }
        out
    }

    /// Every key with its value, as the element's `config` has them.
    pub fn values(&self) -> impl Iterator<Item = (&'static str, String)> {
        let keys = Key::ALL.iter().filter(|(key, _)| *key != Key::Version);
        keys.map(|(key, name)| (*name, self.value(*key)))
    }

    /// The value of one key before it is encoded.
    fn value(&self, key: Key) -> String {
        let number = |value: Option<u32>| value.map_or_else(String::new, |value| value.to_string());
        let fields =
            |fields: &[Field]| -> Vec<&str> { fields.iter().map(|field| field.name()).collect() };
        match key {
            Key::Filter => self.filter.clone(),
            Key::Raw if self.is_raw => "1".into(),
            Key::Raw | Key::Version => String::new(),
            Key::Groupby => fields(&self.groupby).join(","),
            Key::AggregationLevel => self.aggregation_level.map_or("", Level::name).into(),
            Key::Top => number(self.top),
            Key::Skip => number(self.skip),
            Key::Range => self.range.name(),
            Key::Date => self.date.name().into(),
            Key::View => self.view.name().into(),
            Key::Chart => self.chart.map_or("", ChartKind::name).into(),
            Key::Overview => self.overview.name(),
            Key::Columns => fields(self.columns.as_deref().unwrap_or_default()).join(","),
            Key::Sort if self.sort.is_empty() => UNSORTED.into(),
            Key::Sort => {
                let keys: Vec<String> = self.sort.iter().map(|key| key.name()).collect();
                keys.join(",")
            }
            Key::Find => self.find.clone(),
            Key::TimeZone => self.time_zone.clone().unwrap_or_default(),
            Key::Language => self.language.clone().unwrap_or_default(),
            Key::Theme => self.theme.map_or("", Theme::name).into(),
        }
    }
}
