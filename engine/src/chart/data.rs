//! Groups → the matrix that a chart draws: categories, series, counts; sums are conserved.
//!
//! A date goes on the category axis wherever it stands in the `groupby`. Order and "other" are `order`, the time axis
//! is `timeline`, where things are drawn is `layout`.

use super::distinct::Distinct;
use super::limits::Limits;
use super::order::{Arrangement, Slot, arrange};
use super::timeline::{MAX_BUCKETS, timeline};
use crate::date::Level;
use crate::field::Field;
use crate::group::{Groups, Key};

/// What a chart has to say about its own numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// Too many buckets for the axis: days were added up to this level.
    RolledUp(Level),
    /// Empty buckets are not shown, because the buckets do not line up or are too many.
    GapsLeftOut,
    /// A further grouped field is not shown apart but summed up.
    SummedOver(Field),
}

/// What picking a mark means: a condition for each grouped field that it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Fields and their values.
    pub conditions: Vec<(Field, Key)>,
    /// The size of the bucket that a [`Key::Date`] among them begins.
    pub level: Option<Level>,
}

/// The numbers of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartData {
    /// The field of the category axis.
    pub category_field: Field,
    /// The field whose values are the series, where there is a second one.
    pub series_field: Option<Field>,
    /// The size of the date buckets shown.
    pub level: Option<Level>,
    /// Categories in order.
    pub categories: Vec<Slot>,
    /// Series in order; [`Slot::All`] alone where there is no second field.
    pub series: Vec<Slot>,
    /// Referrals in all groups.
    pub total: u64,
    /// What has to be said.
    pub notes: Vec<Note>,
    counts: Vec<u64>,
}

/// Places in `Groups::fields` of the category, the series, and what is summed up.
fn roles(fields: &[Field]) -> Option<(usize, Option<usize>)> {
    let category = fields.iter().position(|field| field.is_date()).unwrap_or(0);
    fields.get(category)?;
    let series = (0..fields.len()).find(|place| *place != category);
    Some((category, series))
}

impl ChartData {
    /// The numbers of a chart, or `None` where nothing is grouped or there are no groups.
    pub fn of(groups: &Groups, limits: Limits) -> Option<Self> {
        let (category_place, series_place) = roles(&groups.fields)?;
        if groups.rows.is_empty() {
            return None;
        }
        let field = *groups.fields.get(category_place)?;
        let series_field = series_place
            .and_then(|place| groups.fields.get(place))
            .copied();
        let mut notes = summed_over(&groups.fields, category_place, series_place);
        let found = Distinct::of(groups, category_place);
        let (across, level) = categories(field, groups.level, &found, limits, &mut notes);
        let (down, series_of_row) = match (series_field, series_place) {
            (Some(field), Some(place)) => {
                let found = Distinct::of(groups, place);
                (
                    arrange(field, &found.values, limits.series_of(field)),
                    found.of_row,
                )
            }
            _ => (everything(), vec![0; groups.rows.len()]),
        };
        let mut data = Self {
            category_field: field,
            series_field,
            level: level.or(groups
                .level
                .filter(|_| series_field.is_some_and(Field::is_date))),
            counts: vec![0; across.slots.len() * down.slots.len()],
            categories: across.slots,
            series: down.slots,
            total: 0,
            notes,
        };
        let places = found.of_row.iter().zip(&series_of_row);
        for (row, (category, series)) in groups.rows.iter().zip(places) {
            let category = across.slot_of.get(*category).copied().unwrap_or_default();
            let series = down.slot_of.get(*series).copied().unwrap_or_default();
            data.add(category, series, row.count);
        }
        Some(data)
    }

    fn add(&mut self, category: usize, series: usize, count: u64) {
        let place = category * self.series.len() + series;
        if let Some(cell) = self.counts.get_mut(place) {
            *cell = cell.saturating_add(count);
            self.total = self.total.saturating_add(count);
        }
    }

    /// Referrals in a category and a series.
    pub fn count(&self, category: usize, series: usize) -> u64 {
        self.row(category).get(series).copied().unwrap_or_default()
    }

    /// Referrals in a category, one number a series.
    pub fn row(&self, category: usize) -> &[u64] {
        let width = self.series.len();
        let start = category.saturating_mul(width);
        self.counts
            .get(start..start.saturating_add(width))
            .unwrap_or_default()
    }

    /// Referrals in a category.
    pub fn category_total(&self, category: usize) -> u64 {
        self.row(category)
            .iter()
            .fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// Referrals in a series.
    pub fn series_total(&self, series: usize) -> u64 {
        (0..self.categories.len()).fold(0, |sum, category| {
            sum.saturating_add(self.count(category, series))
        })
    }

    /// A count as a share of all; 0 where there is nothing at all.
    pub fn share(&self, count: u64) -> f64 {
        if self.total == 0 {
            0.0
        } else {
            count as f64 / self.total as f64
        }
    }

    /// What picking the mark of a category and a series means; `None` where no condition can say it.
    pub fn selection(&self, category: usize, series: usize) -> Option<Selection> {
        let mut conditions = vec![(self.category_field, key_of(self.categories.get(category)?)?)];
        if let Some(field) = self.series_field {
            conditions.push((field, key_of(self.series.get(series)?)?));
        }
        Some(Selection {
            conditions,
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

fn everything() -> Arrangement {
    Arrangement {
        slots: vec![Slot::All],
        slot_of: vec![0],
    }
}

fn summed_over(fields: &[Field], category: usize, series: Option<usize>) -> Vec<Note> {
    fields
        .iter()
        .enumerate()
        .filter(|(place, _)| *place != category && Some(*place) != series)
        .map(|(_, field)| Note::SummedOver(*field))
        .collect()
}

fn categories(
    field: Field,
    level: Option<Level>,
    found: &Distinct<'_>,
    limits: Limits,
    notes: &mut Vec<Note>,
) -> (Arrangement, Option<Level>) {
    if !field.is_date() {
        return (arrange(field, &found.values, limits.categories), None);
    }
    let asked = level.unwrap_or(Level::Day);
    let Some(line) = timeline(&found.values, asked) else {
        notes.push(Note::GapsLeftOut);
        return (arrange(field, &found.values, MAX_BUCKETS), Some(asked));
    };
    if line.level != asked {
        notes.push(Note::RolledUp(line.level));
    }
    if !line.filled {
        notes.push(Note::GapsLeftOut);
    }
    (line.arrangement, Some(line.level))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::chart::fixture::{by_month_and_market, by_status, date, groups, term};

    const WIDE: Limits = Limits::BARS;

    #[test]
    fn one_field_has_one_series() {
        let data = ChartData::of(&by_status(), WIDE).unwrap();
        assert_eq!(data.series, [Slot::All]);
        let names: Vec<Slot> = ["New", "Accepted", "Won", "Lost"]
            .map(|name| Slot::Key(term(name)))
            .to_vec();
        assert_eq!(data.categories, names);
        let counts: Vec<u64> = (0..4).map(|category| data.count(category, 0)).collect();
        assert_eq!(counts, [3, 1, 12, 4]);
        assert_eq!((data.total, data.share(12)), (20, 0.6));
    }

    #[test]
    fn the_date_goes_across_wherever_it_stands() {
        let data = ChartData::of(&by_month_and_market(), WIDE).unwrap();
        assert_eq!(data.category_field, Field::CreatedDate);
        assert_eq!(data.series_field, Some(Field::CustomerMarket));
        assert_eq!(data.series, [Slot::Key(term("US")), Slot::Key(term("DE"))]);
        assert_eq!(data.categories.len(), 3);
        assert_eq!(
            (data.row(0), data.row(1), data.row(2)),
            (&[3, 4][..], &[0, 0][..], &[6, 0][..])
        );
        assert_eq!((data.category_total(0), data.series_total(0)), (7, 9));
    }

    #[test]
    fn picking_gives_a_condition_for_each_field() {
        let data = ChartData::of(&by_month_and_market(), WIDE).unwrap();
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
    fn a_third_field_is_summed_up_and_said_to_be() {
        let fields = [Field::Status, Field::PartnerMarket, Field::CreatedDate];
        let rows = vec![
            (vec![term("Won"), term("DE"), date("2018-01-01")], 2),
            (vec![term("Won"), term("FR"), date("2018-01-01")], 3),
        ];
        let data = ChartData::of(&groups(&fields, Some(Level::Month), rows), WIDE).unwrap();
        assert_eq!(data.row(0), [5]);
        assert_eq!(data.notes, [Note::SummedOver(Field::PartnerMarket)]);
    }

    #[test]
    fn rows_with_the_same_or_too_few_keys_are_counted() {
        let rows = vec![
            (vec![term("Won")], 1),
            (vec![], 2),
            (vec![Key::None], 3),
            (vec![term("Won")], 4),
        ];
        let data = ChartData::of(&groups(&[Field::Status], None, rows), WIDE).unwrap();
        assert_eq!((data.count(0, 0), data.count(1, 0), data.total), (5, 5, 10));
    }

    #[test]
    fn nothing_grouped_is_no_chart_and_nothing_counted_has_no_share() {
        assert_eq!(
            ChartData::of(&groups(&[], None, vec![(vec![], 5)]), WIDE),
            None
        );
        assert_eq!(
            ChartData::of(&groups(&[Field::Status], None, vec![]), WIDE),
            None
        );
        let zero = groups(&[Field::Status], None, vec![(vec![term("Won")], 0)]);
        let data = ChartData::of(&zero, WIDE).unwrap();
        assert_eq!((data.total, data.share(0)), (0, 0.0));
    }

    #[test]
    fn loose_buckets_that_are_too_many_become_other_and_that_is_said() {
        let rows = (0..900)
            .map(|n| (vec![Key::Date(crate::date::Day(n * 8))], 1))
            .collect();
        let weeks = groups(&[Field::CreatedDate], Some(Level::Week), rows);
        let data = ChartData::of(&weeks, WIDE).unwrap();
        assert_eq!((data.categories.len(), data.total), (MAX_BUCKETS + 1, 900));
        assert_eq!(data.notes, [Note::GapsLeftOut]);
    }

    proptest! {
        #[test]
        fn sums_are_conserved(
            rows in prop::collection::vec((0_i32..900, 0_u32..30, 0_u64..1000), 1..60),
            categories in 0_usize..14,
            series in 0_usize..9,
            swapped: bool,
        ) {
            let key = |n: u32| if n == 0 { Key::None } else { term(&format!("T{n}")) };
            let fields = match swapped {
                true => [Field::CustomerMarket, Field::Status],
                false => [Field::CreatedDate, Field::CustomerMarket],
            };
            let rows: Vec<_> = rows.into_iter().map(|(day, name, count)| {
                let first = match swapped {
                    true => key(day as u32 % 40),
                    false => Key::Date(crate::date::Day(17_000 + day)),
                };
                (vec![first, key(name)], count)
            }).collect();
            let groups = groups(&fields, Some(Level::Day), rows);
            let data = ChartData::of(&groups, Limits { categories, series }).unwrap();
            let total = groups.total();
            let across: u64 = (0..data.categories.len()).map(|category| data.category_total(category)).sum();
            let down: u64 = (0..data.series.len()).map(|series| data.series_total(series)).sum();
            prop_assert_eq!((data.total, across, down), (total, total, total));
            let most = if swapped { series.max(10) } else { series };
            prop_assert!(data.series.len() <= most + 2);
        }
    }
}
