//! Groups → the matrix that a chart draws: categories, series, counts; sums are conserved.
//!
//! A date goes on the category axis wherever it stands in the `groupby`. Order and "other" are `order`, the time axis
//! is `timeline`, charts beside each other `facets`, what picking means `selection`, where things are drawn `layout`.

use super::distinct::Distinct;
use super::limits::Limits;
use super::order::{Arrangement, Order, Slot, arrange};
use super::span::Span;
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

/// How groups become the numbers of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// How much is shown before the rest becomes "other".
    pub limits: Limits,
    /// The order of the categories, `None` for the one that is usual for the field.
    pub order: Option<Order>,
    /// The days that the query covers.
    pub span: Span,
}

impl Plan {
    /// The usual order, and no days known.
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            order: None,
            span: Span::default(),
        }
    }
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
    /// The third field and the value of it that these numbers are about, where the chart is one of several.
    pub facet: Option<(Field, Slot)>,
    /// Categories in order.
    pub categories: Vec<Slot>,
    /// Series in order; [`Slot::All`] alone where there is no second field.
    pub series: Vec<Slot>,
    /// Referrals in all groups, those of other facets included.
    pub total: u64,
    /// What has to be said.
    pub notes: Vec<Note>,
    pub(super) counts: Vec<u64>,
    pub(super) span: Span,
}

/// Places in `Groups::fields` of the category, the series and the facet; what is behind them is summed up.
pub(super) struct Roles {
    pub(super) category: usize,
    pub(super) series: Option<usize>,
    pub(super) facet: Option<usize>,
}

impl Roles {
    pub(super) fn of(fields: &[Field]) -> Option<Self> {
        let category = fields.iter().position(|field| field.is_date()).unwrap_or(0);
        fields.get(category)?;
        let mut others = (0..fields.len()).filter(|place| *place != category);
        Some(Self {
            category,
            series: others.next(),
            facet: others.next(),
        })
    }
}

/// The axes of a chart: where each group belongs.
pub(super) struct Axes {
    across: Arrangement,
    down: Arrangement,
    category_of: Vec<usize>,
    series_of: Vec<usize>,
    /// A chart without numbers.
    pub(super) blank: ChartData,
}

impl Axes {
    pub(super) fn of(groups: &Groups, plan: &Plan) -> Option<Self> {
        let roles = Roles::of(&groups.fields)?;
        if groups.rows.is_empty() {
            return None;
        }
        let field = *groups.fields.get(roles.category)?;
        let at = |place: usize| Some((*groups.fields.get(place)?, place));
        let series = roles.series.and_then(at);
        let found = Distinct::of(groups, roles.category);
        let mut notes = Vec::new();
        let (mut across, level) = categories((field, groups.level), &found, plan, &mut notes);
        let (mut down, series_of) = match series {
            Some((field, place)) => {
                let found = Distinct::of(groups, place);
                let limit = plan.limits.series_of(field);
                let by = (field, Order::usual(field));
                (arrange(by, &found.values, limit), found.of_row)
            }
            None => (everything(), vec![0; groups.rows.len()]),
        };
        let series_field = series.map(|(field, _)| field);
        let dated = groups.fields.iter().skip(1).any(|field| field.is_date());
        let blank = ChartData {
            category_field: field,
            series_field,
            level: level.or(groups.level.filter(|_| dated)),
            facet: None,
            counts: vec![0; across.slots.len() * down.slots.len()],
            categories: std::mem::take(&mut across.slots),
            series: std::mem::take(&mut down.slots),
            total: groups.total(),
            notes,
            span: plan.span,
        };
        Some(Self {
            across,
            down,
            category_of: found.of_row,
            series_of,
            blank,
        })
    }

    /// The place in a chart's counts that a group belongs to.
    pub(super) fn cell(&self, group: usize) -> Option<usize> {
        let category = self.across.slot_of.get(*self.category_of.get(group)?)?;
        let series = self.down.slot_of.get(*self.series_of.get(group)?)?;
        Some(category * self.blank.series.len() + series)
    }
}

impl ChartData {
    /// The numbers of one chart in the usual order, or `None` where nothing is grouped or there are no groups.
    pub fn of(groups: &Groups, limits: Limits) -> Option<Self> {
        Self::arranged(groups, &Plan::new(limits))
    }

    /// The numbers of one chart; a third field is summed up and said to be.
    pub(crate) fn arranged(groups: &Groups, plan: &Plan) -> Option<Self> {
        let axes = Axes::of(groups, plan)?;
        let mut data = axes.blank.clone();
        let roles = Roles::of(&groups.fields)?;
        let summed = (0..groups.fields.len())
            .filter(|place| *place != roles.category && Some(*place) != roles.series)
            .filter_map(|place| groups.fields.get(place).copied());
        data.notes.splice(0..0, summed.map(Note::SummedOver));
        for (place, group) in groups.rows.iter().enumerate() {
            data.add(axes.cell(place), group.count);
        }
        Some(data)
    }

    pub(super) fn add(&mut self, cell: Option<usize>, count: u64) {
        if let Some(sum) = cell.and_then(|cell| self.counts.get_mut(cell)) {
            *sum = sum.saturating_add(count);
        }
    }

    /// Puts the terms among the categories into the order of their ranks, one a category; what is no term stays behind.
    pub fn rank_categories(&mut self, ranks: &[u32]) {
        let is_term = |slot: &Slot| matches!(slot, Slot::Key(Key::Term(_)));
        let mut order: Vec<usize> = (0..self.categories.len()).collect();
        crate::order::sort_by_key(&mut order, |place| match self.categories.get(*place) {
            Some(slot) if is_term(slot) => (0, ranks.get(*place).copied().unwrap_or_default()),
            _ => (1, 0),
        });
        let counts = order.iter().flat_map(|place| self.row(*place).to_vec());
        self.counts = counts.collect();
        let slots = order.iter().filter_map(|place| self.categories.get(*place));
        self.categories = slots.cloned().collect();
    }

    /// Whether only a part of the category's time is covered.
    pub fn is_partial(&self, category: usize) -> bool {
        let day = self.categories.get(category).and_then(Slot::day);
        day.zip(self.level)
            .is_some_and(|(day, level)| self.span.cuts(day, level))
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

    /// The largest count.
    pub fn largest(&self) -> u64 {
        self.counts.iter().copied().max().unwrap_or_default()
    }

    /// Referrals that these numbers are about: all, or those of the facet.
    pub fn sum(&self) -> u64 {
        let counts = self.counts.iter();
        counts.fold(0, |sum, count| sum.saturating_add(*count))
    }
}

fn everything() -> Arrangement {
    Arrangement {
        slots: vec![Slot::All],
        slot_of: vec![0],
    }
}

fn categories(
    (field, level): (Field, Option<Level>),
    found: &Distinct<'_>,
    plan: &Plan,
    notes: &mut Vec<Note>,
) -> (Arrangement, Option<Level>) {
    let by = (field, plan.order.unwrap_or(Order::usual(field)));
    if !field.is_date() {
        return (arrange(by, &found.values, plan.limits.categories), None);
    }
    let asked = level.unwrap_or(Level::Day);
    let Some(line) = timeline(&found.values, asked, plan.span) else {
        notes.push(Note::GapsLeftOut);
        return (arrange(by, &found.values, MAX_BUCKETS), Some(asked));
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
    use crate::date::Day;

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

    #[test]
    fn partial_months_are_known_by_the_days_that_are_covered() {
        let plan = Plan {
            span: Span {
                from: Day::parse("2018-01-15"),
                until: Day::parse("2018-03-31"),
                today: None,
            },
            ..Plan::new(WIDE)
        };
        let data = ChartData::arranged(&by_month_and_market(), &plan).unwrap();
        let partial: Vec<bool> = (0..4).map(|category| data.is_partial(category)).collect();
        assert_eq!(partial, [true, false, true, false]);
    }

    #[test]
    fn terms_are_put_in_the_order_of_their_names_and_numbers_go_with_them() {
        let rows = vec![
            (vec![term("DE")], 5),
            (vec![term("CH")], 7),
            (vec![Key::None], 9),
            (vec![term("AT")], 1),
        ];
        let mut data = ChartData::of(&groups(&[Field::CustomerMarket], None, rows), WIDE).unwrap();
        // By count: CH, DE, AT, none; by name: Austria, Germany, Switzerland.
        data.rank_categories(&[2, 1, 0, 7]);
        let slots = ["AT", "DE", "CH"].map(|name| Slot::Key(term(name)));
        assert_eq!(data.categories[..3], slots);
        assert_eq!(data.categories[3], Slot::Key(Key::None));
        let counts: Vec<u64> = (0..4).map(|category| data.count(category, 0)).collect();
        assert_eq!(counts, [1, 5, 7, 9]);
    }

    proptest! {
        #[test]
        fn sums_are_conserved(
            rows in prop::collection::vec((0_i32..900, 0_u32..30, 0_u64..1000), 1..60),
            categories in 0_usize..14,
            series in 0_usize..9,
            swapped: bool,
            by_value: bool,
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
            let order = by_value.then_some(Order::Value);
            let plan = Plan { order, ..Plan::new(Limits { categories, series }) };
            let data = ChartData::arranged(&groups, &plan).unwrap();
            let total = groups.total();
            let across: u64 = (0..data.categories.len()).map(|category| data.category_total(category)).sum();
            let down: u64 = (0..data.series.len()).map(|series| data.series_total(series)).sum();
            prop_assert_eq!((data.total, data.sum(), across, down), (total, total, total, total));
            let most = if swapped { series.max(10) } else { series };
            prop_assert!(data.series.len() <= most + 2);
        }
    }
}
