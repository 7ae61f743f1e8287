//! The pairs of a pasted request → a `Query`: names made right, values read, everything else named.
//!
//! The filter is read by `filter::parse` and mended by its repair; field names out of translated documents are known there.
//! What parameters are called elsewhere is in `names`.

use std::ops::Range;

use super::names::{Parameter, is_unsupported};
use super::pieces::pieces;
use super::traced::Traced;
use super::{Clinic, FindingKind, Outcome};
use crate::field::Field;
use crate::plus;
use crate::query::MAX_TOP;
use crate::sort::{Direction, SortKey};

/// Reads query strings and pairs that were never encoded.
pub(super) fn read(queries: &[Traced], pairs: Vec<(Traced, Traced)>, clinic: &mut Clinic) {
    let mut reader = Reader {
        clinic,
        seen: Vec::new(),
        groupby_at: 0..0,
        level_at: 0..0,
    };
    for query in queries {
        for piece in pieces(query, reader.clinic) {
            reader.piece(&piece);
        }
    }
    for (key, value) in pairs {
        reader.pair(&key, &value);
    }
    reader.finish();
}

pub(super) struct Reader<'a> {
    pub(super) clinic: &'a mut Clinic,
    seen: Vec<Parameter>,
    /// Where the fields to group by and the level stood.
    pub(super) groupby_at: Range<usize>,
    pub(super) level_at: Range<usize>,
}

impl Reader<'_> {
    pub(super) fn find(&mut self, kind: FindingKind, place: &Traced, outcome: Outcome) {
        self.clinic.find(kind, place.whole(), outcome);
    }

    /// A pair as it stands in an address: `$name=value`, encoded.
    fn piece(&mut self, piece: &Traced) {
        let end = piece.text().len();
        let (key, value) = piece
            .split_once('=')
            .unwrap_or((piece.clone(), piece.slice(end..end)));
        let mut key = key.trim();
        if key.text().starts_with("amp;") {
            self.find(
                FindingKind::HtmlAmpersand,
                &key.slice(0..4),
                Outcome::Mended,
            );
            key = key.slice(4..key.text().len());
        }
        let value = self.blanks(&value).decode();
        let twice = ["%20", "%27", "%2C", "%28"];
        // What still has blanks or quotes of its own was encoded once; the percent signs are the customer's.
        let is_bare = !value.text().contains([' ', '\'']);
        if is_bare && twice.iter().any(|mark| value.text().contains(mark)) {
            self.find(FindingKind::EncodedTwice, &value, Outcome::Mended);
            self.pair(&key.decode(), &value.decode());
        } else {
            self.pair(&key.decode(), &value);
        }
    }

    /// `+` is a blank where a value has no other; in a date with a zone or a name like `C++` it is a plus.
    fn blanks(&mut self, value: &Traced) -> Traced {
        if value.text().contains(' ') || value.text().contains("%20") {
            return value.clone();
        }
        let meant = plus::in_filter(value.text()).text;
        let first = meant
            .bytes()
            .zip(value.text().bytes())
            .position(|(meant, written)| meant != written);
        let Some(at) = first else {
            return value.clone();
        };
        self.find(
            FindingKind::PlusForBlank,
            &value.slice(at..at + 1),
            Outcome::Mended,
        );
        value.with_blanks(&meant)
    }

    fn pair(&mut self, key: &Traced, value: &Traced) {
        let name = key.text().trim_start_matches('$');
        let exact = Parameter::from_name(name);
        let Some(parameter) = exact.or_else(|| Parameter::guess(name)) else {
            return self.foreign(name, key, value);
        };
        let wire = parameter.name();
        if self.seen.contains(&parameter) {
            return self.find(
                FindingKind::RepeatedParameter { name: wire },
                key,
                Outcome::Dropped,
            );
        }
        self.seen.push(parameter);
        let found = key.text().to_string();
        match exact {
            None => self.find(
                FindingKind::RenamedParameter { found, name: wire },
                key,
                Outcome::Mended,
            ),
            Some(_) if key.text().starts_with('$') => {
                self.find(
                    FindingKind::DollarPrefix { name: wire },
                    key,
                    Outcome::Mended,
                );
            }
            Some(_) if name != wire => self.find(
                FindingKind::KeyCase { found, name: wire },
                key,
                Outcome::Mended,
            ),
            Some(_) => {}
        }
        match parameter {
            Parameter::Filter => self.filter(value),
            Parameter::Groupby => self.groupby(value),
            Parameter::AggregationLevel => self.level(value),
            Parameter::Top => self.clinic.query.top = self.number(wire, value, 1, MAX_TOP),
            Parameter::Skip => self.clinic.query.skip = self.number(wire, value, 0, u32::MAX),
        }
    }

    /// A parameter that the endpoint does not have.
    fn foreign(&mut self, name: &str, key: &Traced, value: &Traced) {
        let found = key.text().to_string();
        if name.eq_ignore_ascii_case("orderby") && self.order(value) {
            self.find(FindingKind::SortedHere, key, Outcome::Mended);
        } else if is_unsupported(name) {
            self.find(
                FindingKind::UnsupportedParameter { found },
                key,
                Outcome::Dropped,
            );
        } else {
            self.find(
                FindingKind::UnknownParameter { found },
                key,
                Outcome::Dropped,
            );
        }
    }

    /// `createdDate desc,status`; false when it names no field.
    fn order(&mut self, value: &Traced) -> bool {
        let mut keys: Vec<SortKey> = Vec::new();
        for part in value.text().split(',') {
            let mut words = part.split_whitespace();
            let Some(field) = words.next().and_then(Field::from_name) else {
                continue;
            };
            let descends = words
                .next()
                .is_some_and(|word| word.eq_ignore_ascii_case("desc"));
            let direction = if descends {
                Direction::Descending
            } else {
                Direction::Ascending
            };
            if keys.iter().all(|key| key.field != field) {
                keys.push(SortKey { field, direction });
            }
        }
        let has_keys = !keys.is_empty();
        if has_keys {
            self.clinic.query.sort = keys;
        }
        has_keys
    }

    /// What is only known when everything was read.
    fn finish(self) {
        let query = &self.clinic.query;
        let is_dated = query.groupby.iter().any(|field| field.is_date());
        let has_level = query.aggregation_level.is_some();
        match (is_dated, has_level) {
            (true, false) => {
                self.clinic
                    .find(FindingKind::LevelMissing, self.groupby_at, Outcome::Mended)
            }
            (false, true) => {
                self.clinic
                    .find(FindingKind::LevelWithoutDate, self.level_at, Outcome::Noted)
            }
            _ => {}
        }
    }
}
