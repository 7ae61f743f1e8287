//! Charts beside each other: one for each value of the third grouped field, with the same axes, so that they compare.

use super::data::{Axes, ChartData, Plan, Roles};
use super::distinct::Distinct;
use super::order::{Order, arrange};
use crate::group::Groups;

impl ChartData {
    /// The numbers of each chart: one, or one for each value of the third field, the small ones together in "other".
    ///
    /// All have the same categories, series and [`ChartData::total`]; none where nothing is grouped or there are no groups.
    pub fn facets(groups: &Groups, plan: &Plan) -> Vec<Self> {
        let third = Roles::of(&groups.fields).and_then(|roles| roles.facet);
        let Some((place, field)) = third.and_then(|at| Some((at, *groups.fields.get(at)?))) else {
            return Self::arranged(groups, plan).into_iter().collect();
        };
        let Some(axes) = Axes::of(groups, plan) else {
            return Vec::new();
        };
        let found = Distinct::of(groups, place);
        let by = (field, Order::usual(field));
        let facets = arrange(by, &found.values, plan.limits.facets());
        let blank = |slot| Self {
            facet: Some((field, slot)),
            ..axes.blank.clone()
        };
        let mut charts: Vec<Self> = facets.slots.into_iter().map(blank).collect();
        for (place, group) in groups.rows.iter().enumerate() {
            let facet = found.of_row.get(place);
            let facet = facet.and_then(|value| facets.slot_of.get(*value));
            if let Some(chart) = facet.and_then(|facet| charts.get_mut(*facet)) {
                chart.add(axes.cell(place), group.count);
            }
        }
        charts
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::chart::fixture::{by_month_and_market, date, groups, term};
    use crate::chart::{Limits, Slot};
    use crate::date::Level;
    use crate::field::Field;
    use crate::group::Key;

    const FIELDS: [Field; 3] = [Field::Status, Field::CreatedDate, Field::CustomerMarket];

    #[test]
    fn the_third_field_makes_charts_with_the_same_axes() {
        let rows = vec![
            (vec![term("Won"), date("2018-01-01"), term("US")], 2),
            (vec![term("New"), date("2018-03-01"), term("US")], 3),
            (vec![term("Won"), date("2018-03-01"), term("DE")], 4),
            (vec![term("Won"), date("2018-03-01"), Key::None], 1),
        ];
        let groups = groups(&FIELDS, Some(Level::Month), rows);
        let charts = ChartData::facets(&groups, &Plan::new(Limits::BARS));
        let names: Vec<&Slot> = charts
            .iter()
            .map(|chart| &chart.facet.as_ref().unwrap().1)
            .collect();
        let (us, de, none) = (
            Slot::Key(term("US")),
            Slot::Key(term("DE")),
            Slot::Key(Key::None),
        );
        assert_eq!(names, [&us, &de, &none]);
        for chart in &charts {
            assert_eq!((chart.categories.len(), chart.series.len()), (3, 2));
            assert_eq!((chart.total, chart.notes.len()), (10, 0));
        }
        let sums: Vec<u64> = charts.iter().map(ChartData::sum).collect();
        assert_eq!(sums, [5, 4, 1]);
        // March is the third month, Won comes after New.
        assert_eq!(
            (charts[0].row(2), charts[1].row(2)),
            (&[3, 0][..], &[0, 4][..])
        );
    }

    #[test]
    fn two_fields_are_one_chart_and_nothing_is_none() {
        let charts = ChartData::facets(&by_month_and_market(), &Plan::new(Limits::BARS));
        assert_eq!((charts.len(), charts[0].facet.as_ref()), (1, None));
        let nothing = groups(&FIELDS, None, vec![]);
        assert_eq!(ChartData::facets(&nothing, &Plan::new(Limits::BARS)), []);
    }

    proptest! {
        #[test]
        fn sums_are_conserved(
            rows in prop::collection::vec((0_u32..4, 0_i32..90, 0_u32..40, 0_u64..1000), 1..80),
            categories in 0_usize..14,
            series in 0_usize..9,
        ) {
            let key = |n: u32| if n == 0 { Key::None } else { term(&format!("T{n}")) };
            let rows = rows.into_iter().map(|(status, day, market, count)| {
                (vec![key(status), Key::Date(crate::date::Day(17_000 + day)), key(market)], count)
            });
            let groups = groups(&FIELDS, Some(Level::Day), rows.collect());
            let plan = Plan::new(Limits { categories, series });
            let charts = ChartData::facets(&groups, &plan);
            prop_assert!(charts.len() <= plan.limits.facets() + 2);
            let one = ChartData::arranged(&groups, &plan).unwrap();
            for category in 0..one.categories.len() {
                for series in 0..one.series.len() {
                    let apart: u64 = charts.iter().map(|chart| chart.count(category, series)).sum();
                    prop_assert_eq!(apart, one.count(category, series));
                }
            }
            prop_assert_eq!(charts.iter().map(ChartData::sum).sum::<u64>(), groups.total());
        }
    }
}
