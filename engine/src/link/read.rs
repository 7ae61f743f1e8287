//! Reading a link: total, a bad value is named and the rest applies.

use super::key::{Key, Pieces, UNSORTED};
use super::{LinkProblem, LinkReason};
use crate::date::Level;
use crate::field::Field;
use crate::filter;
use crate::metrics::Options;
use crate::query::{ChartKind, MAX_TOP, Query, Theme, TimeRange, View};
use crate::sort::SortKey;

impl Query {
    /// Reads a link, with or without its `#` or `?`.
    pub fn from_link(text: &str) -> (Self, Vec<LinkProblem>) {
        Self::from_link_over(text, &Self::default())
    }

    /// Reads a link over the host's query: the link wins where it speaks, an empty value asks for our default.
    pub fn from_link_over(text: &str, initial: &Self) -> (Self, Vec<LinkProblem>) {
        Self::from_link_prefixed(text, "", initial)
    }

    /// The same for one of several widgets on a page: only keys `prefix.key` are ours. An empty prefix is none.
    pub(crate) fn from_link_prefixed(
        text: &str,
        prefix: &str,
        initial: &Self,
    ) -> (Self, Vec<LinkProblem>) {
        let Pieces {
            own,
            unknown,
            mut problems,
            ..
        } = Pieces::cut(text, prefix).meant();
        let mut query = Self {
            unknown,
            ..initial.clone()
        };
        let given = |wanted: Key| {
            Key::ALL
                .iter()
                .zip(&own)
                .find(|((key, _), _)| *key == wanted)
                .and_then(|(_, value)| value.as_deref())
        };
        // Whether the filter is raw decides how it is read.
        if let Some(raw) = given(Key::Raw) {
            query.read(Key::Raw, "raw", raw, &mut problems);
        }
        for ((key, name), value) in Key::ALL.iter().zip(&own) {
            if let Some(value) = value.as_deref().filter(|_| *key != Key::Raw) {
                query.read(*key, name, value, &mut problems);
            }
        }
        query.is_raw &= !query.filter.is_empty();
        (query, problems)
    }

    /// Takes the value of one key, or says why not.
    fn read(&mut self, key: Key, name: &str, value: &str, problems: &mut Vec<LinkProblem>) {
        let taken = if value.is_empty() {
            self.reset(key);
            Ok(())
        } else {
            self.read_value(key, name, value, problems)
        };
        if let Err(reason) = taken {
            problems.push(LinkProblem {
                key: name.into(),
                value: value.into(),
                reason,
            });
        }
    }

    /// Our default for one key.
    fn reset(&mut self, key: Key) {
        let default = Self::default();
        match key {
            Key::Filter => self.filter = default.filter,
            Key::Raw => self.is_raw = default.is_raw,
            Key::Groupby => self.groupby = default.groupby,
            Key::AggregationLevel => self.aggregation_level = default.aggregation_level,
            Key::Top => self.top = default.top,
            Key::Skip => self.skip = default.skip,
            Key::Range => self.range = default.range,
            Key::Date => self.date = default.date,
            Key::View => self.view = default.view,
            Key::Chart => self.chart = default.chart,
            Key::Overview => self.overview = default.overview,
            Key::Columns => self.columns = default.columns,
            Key::Sort => self.sort = default.sort,
            Key::Find => self.find = default.find,
            Key::TimeZone => self.time_zone = default.time_zone,
            Key::Language => self.language = default.language,
            Key::Theme => self.theme = default.theme,
            Key::Version => {}
        }
    }

    fn read_value(
        &mut self,
        key: Key,
        name: &str,
        value: &str,
        problems: &mut Vec<LinkProblem>,
    ) -> Result<(), LinkReason> {
        match key {
            Key::Filter => self.read_filter(value)?,
            Key::Raw => self.is_raw = word(value, |value| (value == "1").then_some(true))?,
            Key::AggregationLevel => self.aggregation_level = Some(word(value, Level::from_name)?),
            Key::Top => self.top = Some(number(value, 1, MAX_TOP)?),
            Key::Skip => self.skip = Some(number(value, 0, u32::MAX)?),
            Key::Range => self.range = word(value, TimeRange::from_name)?,
            Key::Date => self.date = date_field(value)?,
            Key::View => self.view = word(value, View::from_name)?,
            Key::Chart => self.chart = Some(word(value, ChartKind::from_name)?),
            Key::Overview => self.overview = word(value, Options::from_name)?,
            Key::Theme => self.theme = Some(word(value, Theme::from_name)?),
            Key::Find => self.find = value.into(),
            Key::TimeZone => self.time_zone = Some(identifier(value, "/_+-:")?),
            Key::Language => self.language = Some(identifier(value, "-")?),
            Key::Version => version(value)?,
            Key::Groupby => {
                if let Some(fields) = list(name, value, problems, Field::from_name, |field| *field)
                {
                    self.groupby = fields;
                }
            }
            Key::Columns => {
                if let Some(fields) = list(name, value, problems, Field::from_name, |field| *field)
                {
                    self.columns = Some(fields);
                }
            }
            Key::Sort if value.eq_ignore_ascii_case(UNSORTED) => self.sort = Vec::new(),
            Key::Sort => {
                if let Some(keys) = list(name, value, problems, SortKey::from_name, |key| key.field)
                {
                    self.sort = keys;
                }
            }
        }
        Ok(())
    }

    fn read_filter(&mut self, value: &str) -> Result<(), LinkReason> {
        if self.is_raw {
            self.filter = value.into();
        } else {
            let parsed = filter::parse(value).map_err(LinkReason::Filter)?;
            self.filter = parsed.expr.to_string();
        }
        Ok(())
    }
}

fn word<T>(value: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, LinkReason> {
    read(value.trim()).ok_or(LinkReason::UnknownWord)
}

fn number(value: &str, least: u32, most: u32) -> Result<u32, LinkReason> {
    let digits = value.trim();
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits
        .parse()
        .ok()
        .filter(|number| (least..=most).contains(number));
    number
        .filter(|_| is_number)
        .ok_or(LinkReason::OutOfBounds { least, most })
}

fn date_field(value: &str) -> Result<Field, LinkReason> {
    let field = Field::from_name(value.trim()).ok_or(LinkReason::UnknownField)?;
    if field.is_date() {
        Ok(field)
    } else {
        Err(LinkReason::NotADate)
    }
}

/// A name for the browser to judge; only characters that no such name has are refused here.
fn identifier(value: &str, marks: &str) -> Result<String, LinkReason> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || marks.contains(c);
    let value = value.trim();
    if !value.is_empty() && value.len() <= 64 && value.chars().all(is_plain) {
        Ok(value.into())
    } else {
        Err(LinkReason::Malformed)
    }
}

fn version(value: &str) -> Result<(), LinkReason> {
    match value.trim().parse::<u32>() {
        Ok(1) => Ok(()),
        Ok(newer) if newer > 1 => Err(LinkReason::NewerVersion),
        _ => Err(LinkReason::UnknownWord),
    }
}

/// The names of a list that are known and new; the others become problems. `None` when none is left.
fn list<T>(
    key: &str,
    value: &str,
    problems: &mut Vec<LinkProblem>,
    read: impl Fn(&str) -> Option<T>,
    field_of: impl Fn(&T) -> Field,
) -> Option<Vec<T>> {
    let mut taken: Vec<T> = Vec::new();
    for name in value
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        let reason = match read(name) {
            None => LinkReason::UnknownField,
            Some(item) if taken.iter().any(|known| field_of(known) == field_of(&item)) => {
                LinkReason::RepeatedField
            }
            Some(item) => {
                taken.push(item);
                continue;
            }
        };
        problems.push(LinkProblem {
            key: key.into(),
            value: name.into(),
            reason,
        });
    }
    (!taken.is_empty()).then_some(taken)
}
