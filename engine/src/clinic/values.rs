//! The values of a pasted query: the filter with its repair, the fields to group by, the level, the numbers.
//!
//! Names are made right in `parameters`. Every finding has the place of the part that it is about.

use super::parameters::Reader;
use super::traced::Traced;
use super::{FindingKind, Outcome};
use crate::date::Level;
use crate::field::Field;
use crate::filter::{self, WarningKind, nearest_field};
use crate::lower::lower_case;

impl Reader<'_> {
    pub(super) fn filter(&mut self, value: &Traced) {
        if value.text().trim().is_empty() {
            return;
        }
        let (expr, warnings) = match filter::parse(value.text()) {
            Ok(parsed) => (parsed.expr, parsed.warnings),
            Err(error) => {
                let outcome = if error.repair.is_some() {
                    Outcome::Mended
                } else {
                    Outcome::Dropped
                };
                self.clinic
                    .find(FindingKind::Filter(error.kind), value.at(error.at), outcome);
                let Some(repair) = error.repair else {
                    self.clinic.refused_filter = Some(value.text().to_string());
                    return;
                };
                for (kind, at) in repair.also {
                    self.clinic
                        .find(FindingKind::Filter(kind), value.at(at), Outcome::Mended);
                }
                // Places in the mended text are none in the paste: what it warns of is about the whole filter.
                let mut warnings = filter::parse(&repair.text)
                    .map_or_else(|_| Vec::new(), |parsed| parsed.warnings);
                for warning in &mut warnings {
                    warning.at = 0..value.text().len();
                }
                (repair.expr, warnings)
            }
        };
        for warning in warnings {
            let is_respelt = matches!(warning.kind, WarningKind::Spelling { .. });
            let outcome = if is_respelt {
                Outcome::Mended
            } else {
                Outcome::Noted
            };
            self.clinic.find(
                FindingKind::FilterWarning(warning.kind),
                value.at(warning.at),
                outcome,
            );
        }
        let expr = expr.with_documented_values();
        self.clinic.query.set_filter(Some(&expr));
    }

    pub(super) fn groupby(&mut self, value: &Traced) {
        self.groupby_at = value.whole();
        let mut fields: Vec<Field> = Vec::new();
        for name in value
            .split(',')
            .iter()
            .map(Traced::trim)
            .filter(|name| !name.is_empty())
        {
            let known = Field::from_name(name.text());
            let field = known.or_else(|| nearest_field(name.text()));
            if known.is_none() {
                let outcome = if field.is_some() {
                    Outcome::Mended
                } else {
                    Outcome::Dropped
                };
                let found = name.text().to_string();
                self.find(
                    FindingKind::UnknownField {
                        found,
                        nearest: field,
                    },
                    &name,
                    outcome,
                );
            }
            match field {
                Some(field) if fields.contains(&field) => {
                    self.find(
                        FindingKind::RepeatedField { field },
                        &name,
                        Outcome::Dropped,
                    );
                }
                field => fields.extend(field),
            }
        }
        self.clinic.query.groupby = fields;
    }

    pub(super) fn level(&mut self, value: &Traced) {
        const WORDS: [(&str, Level); 14] = [
            ("daily", Level::Day),
            ("jour", Level::Day),
            ("dag", Level::Day),
            ("tag", Level::Day),
            ("天", Level::Day),
            ("日", Level::Day),
            ("weekly", Level::Week),
            ("semaine", Level::Week),
            ("vecka", Level::Week),
            ("woche", Level::Week),
            ("monthly", Level::Month),
            ("mois", Level::Month),
            ("månad", Level::Month),
            ("monat", Level::Month),
        ];
        self.level_at = value.whole();
        let text = value.text().trim();
        let lower = lower_case(text);
        let known = Level::from_name(text);
        let level = known.or_else(|| {
            WORDS
                .iter()
                .find(|(word, _)| *word == lower)
                .map(|(_, level)| *level)
        });
        if known.is_none() {
            let outcome = if level.is_some() {
                Outcome::Mended
            } else {
                Outcome::Dropped
            };
            self.find(
                FindingKind::UnknownLevel { found: text.into() },
                value,
                outcome,
            );
        }
        self.clinic.query.aggregation_level = level;
    }

    pub(super) fn number(
        &mut self,
        name: &'static str,
        value: &Traced,
        least: u32,
        most: u32,
    ) -> Option<u32> {
        let text = value.text().trim();
        let is_number = !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
        let number = text.parse::<u32>().unwrap_or(u32::MAX);
        if is_number && (least..=most).contains(&number) && (number < u32::MAX || text.len() < 11) {
            return Some(number);
        }
        let used = (is_number && number > most).then_some(most);
        let outcome = if used.is_some() {
            Outcome::Mended
        } else {
            Outcome::Dropped
        };
        let found = text.to_string();
        self.find(FindingKind::Number { name, found, used }, value, outcome);
        used
    }
}
