//! Words, numbers, dates and names of things in the page's language, as one value that components get by context.
//!
//! The words stand in `static/locales/*.json`; English is compiled in, other languages are fetched when they are
//! needed. Numbers, dates, plurals and countries are `Formats`: the browser's `Intl`, `american` for what most read.

pub mod american;
mod catalog;
pub mod clinic;
mod duration;
pub mod fault;
pub mod filter;
pub mod language;
mod sentence;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod translations;
mod visible;

use std::fmt;
use std::rc::Rc;

use referral_engine::date::{Day, Level, Timestamp};
use referral_engine::export::Separator;
use referral_engine::field::{Field, OrgSize, canonical_status};

pub use catalog::{Catalog, CatalogError};

/// What the platform knows about writing values in a language.
pub trait Formats {
    /// Whether rows can be written without anything that takes long to make.
    fn is_ready(&self) -> bool;
    /// A whole number with the language's grouping.
    fn count(&self, value: u64) -> String;
    /// A share (0.193) as a percentage with at most one decimal.
    fn percent(&self, share: f64) -> String;
    /// The day on which a bucket starts, as short as the level allows ("Feb 2018" for a month).
    fn day(&self, day: Day, level: Level) -> String;
    /// Date and time of a moment in UTC.
    fn moment(&self, at: Timestamp) -> String;
    /// The day of a moment in the page's zone.
    fn date(&self, at: Timestamp) -> String;
    /// Date and time of a moment in the page's zone.
    fn date_time(&self, at: Timestamp) -> String;
    /// The zone, as IANA names it.
    fn zone(&self) -> &str;
    /// The plural category of a count: `zero one two few many other`.
    fn plural(&self, value: u64) -> &'static str;
    /// The name of a country by its ISO 3166-1 alpha-2 code, where the platform knows it.
    fn market(&self, code: &str) -> Option<String>;
    /// Places of the texts in the language's order: `ranks[i]` is the rank of `texts[i]`, equal texts sharing one.
    fn ranks(&self, texts: &[&str]) -> Vec<u32>;
}

/// A value for a `{placeholder}`.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// Set in, with what would turn or hide the words around it replaced.
    Text(String),
    /// A whole number; the one called `n` also chooses the plural form.
    Count(u64),
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<u64> for Arg {
    fn from(value: u64) -> Self {
        Self::Count(value)
    }
}

impl From<usize> for Arg {
    fn from(value: usize) -> Self {
        Self::Count(value as u64)
    }
}

impl From<u32> for Arg {
    fn from(value: u32) -> Self {
        Self::Count(u64::from(value))
    }
}

/// A language: its words and its formats. Clones share; equal when they are the same one.
#[derive(Clone)]
pub struct Locale(Rc<Inner>);

struct Inner {
    tag: String,
    catalog: Rc<Catalog>,
    formats: Box<dyn Formats>,
}

impl PartialEq for Locale {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Locale({})", self.0.tag)
    }
}

impl Locale {
    /// A language from its BCP 47 tag, words and formats.
    pub fn new(tag: &str, catalog: Rc<Catalog>, formats: Box<dyn Formats>) -> Self {
        Self(Rc::new(Inner {
            tag: tag.to_owned(),
            catalog,
            formats,
        }))
    }

    /// English as Americans write it, for native tests.
    pub fn english() -> Self {
        Self::new(
            "en",
            Rc::new(Catalog::english()),
            Box::new(american::American),
        )
    }

    /// The BCP 47 tag, for `lang` attributes.
    pub fn tag(&self) -> &str {
        &self.0.tag
    }

    /// The way it is written, for `dir` attributes.
    pub fn direction(&self) -> &'static str {
        language::direction(&self.0.tag)
    }

    /// The words of `key`, which has no placeholders.
    pub fn text(&self, key: &str) -> String {
        self.format(key, &[])
    }

    /// The words of `key` with its placeholders filled; a count called `n` chooses between `key#one`, `key#other` …
    pub fn format(&self, key: &str, args: &[(&str, Arg)]) -> String {
        let plural = args.iter().find_map(|(name, arg)| match arg {
            Arg::Count(value) if *name == "n" => Some(self.0.formats.plural(*value)),
            _ => None,
        });
        let pattern = self.0.catalog.pattern(key, plural);
        catalog::fill(pattern, |name| {
            let (_, arg) = args.iter().find(|(known, _)| *known == name)?;
            Some(match arg {
                Arg::Text(text) => visible::tame(text),
                Arg::Count(value) => self.0.formats.count(*value),
            })
        })
    }

    /// Has the browser make what writes the first rows, if that is not here: it takes some ms for it, which would be part
    /// of their task. Whether there was something to make.
    pub fn prepare(&self) -> bool {
        let formats = &self.0.formats;
        if formats.is_ready() {
            return false;
        }
        formats.date(Timestamp(0));
        formats.market("US");
        formats.count(0);
        formats.plural(0);
        true
    }

    /// A whole number with the language's grouping.
    pub fn count(&self, value: u64) -> String {
        self.0.formats.count(value)
    }

    /// A share between 0 and 1 as a percentage; what is there is never told as nothing.
    pub fn percent(&self, share: f64) -> String {
        const LEAST: f64 = 0.001;
        if share > 0.0 && share < LEAST / 2.0 {
            return ["< ", &self.0.formats.percent(LEAST)].concat();
        }
        self.0.formats.percent(share)
    }

    /// What parts the cells of CSV where numbers are written as here.
    pub fn separator(&self) -> Separator {
        Separator::of_written_fraction(&self.percent(0.015))
    }

    /// "Won: 482", as the language writes it.
    pub fn fact(&self, name: &str, value: &str) -> String {
        self.format(
            "overview.fact",
            &[("name", name.into()), ("value", value.into())],
        )
    }

    /// Names beside each other, with the language's own comma.
    pub fn list(&self, names: Vec<String>) -> String {
        let join = |one: String, two: String| {
            self.format(
                "sentence.and-more",
                &[("one", one.into()), ("two", two.into())],
            )
        };
        names.into_iter().reduce(join).unwrap_or_default()
    }

    /// The label of a date bucket: "7 Feb 2018", "Week of 5 Feb 2018", "Feb 2018".
    pub fn bucket(&self, first_day: Day, level: Level) -> String {
        let day = self.0.formats.day(first_day, level);
        match level {
            Level::Week => self.format("bucket.week", &[("day", day.into())]),
            Level::Day | Level::Month => day,
        }
    }

    /// Date and time in UTC.
    pub fn moment(&self, at: Timestamp) -> String {
        self.0.formats.moment(at)
    }

    /// The day of a moment in the page's zone, [`Locale::zone`].
    pub fn date(&self, at: Timestamp) -> String {
        self.0.formats.date(at)
    }

    /// Date and time of a moment in the page's zone, [`Locale::zone`].
    pub fn date_time(&self, at: Timestamp) -> String {
        self.0.formats.date_time(at)
    }

    /// The zone of [`Locale::date`] and [`Locale::date_time`]; everything else is in UTC.
    pub fn zone(&self) -> &str {
        self.0.formats.zone()
    }

    /// Ranks of texts in the language's order, see [`Formats::ranks`].
    pub fn ranks(&self, texts: &[&str]) -> Vec<u32> {
        self.0.formats.ranks(texts)
    }

    /// The name of a field.
    pub fn field(&self, field: Field) -> String {
        self.0
            .catalog
            .pattern_of(&["field.", field.name()])
            .to_owned()
    }

    /// What people call a term: a status in words, a country's name, a size as a range; the raw value where it is unknown,
    /// cut and tamed to stand inside of other words.
    pub fn term(&self, field: Field, raw: &str) -> String {
        match field {
            Field::Status => self.status(raw),
            Field::CustomerMarket | Field::PartnerMarket => self
                .0
                .formats
                .market(raw)
                .unwrap_or_else(|| visible::name(raw)),
            Field::CustomerOrgSize => {
                OrgSize::parse(raw).map_or_else(|| visible::name(raw), OrgSize::label)
            }
            _ => visible::name(raw),
        }
    }

    /// A documented status in words; an alias or an unknown value as it came (endpoint.md §4.2).
    fn status(&self, raw: &str) -> String {
        match canonical_status(raw) {
            Some(known) if known.eq_ignore_ascii_case(raw) => {
                self.0.catalog.pattern_of(&["status.", known]).to_owned()
            }
            _ => visible::name(raw),
        }
    }
}
