//! What picking a mark means: a condition for each grouped field, and-ed to the filter. Dates become ranges.

use super::data::ChartData;
use super::order::Slot;
use super::span::bucket_end;
use crate::date::Level;
use crate::field::Field;
use crate::filter::{self, Expr};
use crate::group::Key;

/// A condition for each grouped field that a mark stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Fields and their values.
    pub conditions: Vec<(Field, Key)>,
    /// The size of the bucket that a [`Key::Date`] among them begins.
    pub level: Option<Level>,
}

impl ChartData {
    /// What picking the mark of a category and a series means; `None` where no condition can say it.
    pub fn selection(&self, category: usize, series: usize) -> Option<Selection> {
        let category = (self.category_field, self.categories.get(category)?);
        let series = match self.series_field {
            Some(field) => Some((field, self.series.get(series)?)),
            None => None,
        };
        let facet = self.facet.as_ref().map(|(field, slot)| (*field, slot));
        let parts = [Some(category), series, facet].into_iter().flatten();
        let conditions: Option<Vec<(Field, Key)>> = parts
            .map(|(field, slot)| Some((field, key_of(slot)?)))
            .collect();
        Some(Selection {
            conditions: conditions?,
            level: self.level,
        })
    }
}

fn key_of(slot: &Slot) -> Option<Key> {
    match slot {
        Slot::Key(Key::Raw(_)) | Slot::Other(_) | Slot::All => None,
        Slot::Key(key) => Some(key.clone()),
    }
}

impl Selection {
    /// The condition, where there is one.
    pub fn expr(&self) -> Option<Expr> {
        let level = self.level.unwrap_or(Level::Day);
        let conditions = self.conditions.iter();
        conditions
            .filter_map(|(field, key)| condition(*field, key, level))
            .reduce(Expr::and)
    }

    /// The filter with the conditions and-ed to it, those left out that it has already; of a filter that cannot be
    /// read nothing is lost either.
    pub fn narrow(&self, filter: &str) -> String {
        match self.expr() {
            Some(added) => narrowed(filter, added),
            None => filter.to_owned(),
        }
    }
}

/// The filter with a condition and-ed to it, its parts left out that it has already; of a filter that cannot be read
/// nothing is lost either.
pub fn narrowed(filter: &str, added: Expr) -> String {
    if filter.trim().is_empty() {
        return added.to_string();
    }
    let Ok(parsed) = filter::parse(filter) else {
        return ["(", filter.trim(), ") and ", &added.to_string()].concat();
    };
    let known = parts(parsed.expr.clone());
    let new = parts(added)
        .into_iter()
        .filter(|part| !known.contains(part));
    new.fold(parsed.expr, Expr::and).to_string()
}

fn parts(expr: Expr) -> Vec<Expr> {
    match expr {
        Expr::And(parts) => parts,
        other => vec![other],
    }
}

fn condition(field: Field, key: &Key, level: Level) -> Option<Expr> {
    match key {
        Key::Term(text) => Some(Expr::is(field, text.clone())),
        Key::None => Some(Expr::is_null(field)),
        Key::Date(day) => Some(Expr::between(field, *day, bucket_end(*day, level))),
        Key::Raw(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::fixture::{by_month_and_market, by_status, date, groups, term};
    use crate::chart::{Limits, Plan};

    #[test]
    fn picking_gives_a_condition_for_each_field() {
        let data = ChartData::of(&by_month_and_market(), Limits::BARS).unwrap();
        let wanted = Selection {
            conditions: vec![
                (Field::CreatedDate, date("2018-03-01")),
                (Field::CustomerMarket, term("US")),
            ],
            level: Some(Level::Month),
        };
        assert_eq!(data.selection(2, 0), Some(wanted));
        assert_eq!(data.selection(3, 0), None);
        let few = Limits {
            categories: 2,
            series: 1,
        };
        let data = ChartData::of(&by_status(), few).unwrap();
        assert_eq!(data.categories[2], Slot::Other(2));
        assert_eq!(data.selection(2, 0), None);
    }

    #[test]
    fn a_facet_is_a_condition_too() {
        let fields = [Field::Status, Field::CustomerOrgSize, Field::CustomerMarket];
        let rows = vec![(vec![term("Won"), Key::None, term("US")], 2)];
        let charts = ChartData::facets(&groups(&fields, None, rows), &Plan::new(Limits::BARS));
        let selection = charts[0].selection(0, 0).unwrap();
        assert_eq!(
            selection.narrow(""),
            "status eq 'Won' and customerOrgSize eq null and customerMarket eq 'US'"
        );
    }

    fn picked(key: Key, level: Level) -> Selection {
        Selection {
            conditions: vec![(Field::CreatedDate, key)],
            level: Some(level),
        }
    }

    #[test]
    fn dates_are_ranges_up_to_the_next_bucket() {
        let months = picked(date("2020-02-01"), Level::Month).narrow("");
        assert!(
            months.contains("'2020-02-01'") && months.contains("'2020-03-01'"),
            "{months}"
        );
        // The leap day is a day of its own; a week of the service's own is seven days long.
        let day = picked(date("2020-02-29"), Level::Day).narrow("");
        assert!(
            day.contains("ge cast('2020-02-29'") && day.contains("lt cast('2020-03-01'"),
            "{day}"
        );
        let week = picked(date("2020-12-30"), Level::Week).narrow("");
        assert!(week.contains("lt cast('2021-01-06'"), "{week}");
    }

    #[test]
    fn conditions_are_added_once_and_nothing_is_lost() {
        let won = Selection {
            conditions: vec![(Field::Status, term("Won"))],
            level: None,
        };
        assert_eq!(won.narrow("status eq 'Won'"), "status eq 'Won'");
        assert_eq!(
            won.narrow("customerMarket eq 'US' or customerMarket eq 'DE'"),
            "(customerMarket eq 'US' or customerMarket eq 'DE') and status eq 'Won'"
        );
        let both = won.narrow("customerMarket eq 'US' and status eq 'Won'");
        assert_eq!(both, "customerMarket eq 'US' and status eq 'Won'");
        assert_eq!(won.narrow("oops ("), "(oops () and status eq 'Won'");
        let unreadable = picked(Key::Raw("soon".into()), Level::Day);
        assert_eq!(unreadable.narrow("status eq 'Won'"), "status eq 'Won'");
    }
}
