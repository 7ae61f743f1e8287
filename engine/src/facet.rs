//! Facets: the values of a field with how many rows have them, and a filter with one of them switched.
//!
//! A facet's own condition is the part of the filter that names nothing but values of its field; it is left out of its
//! counts. Where the service has filtered, rows that it left out cannot be counted: `count` is `None` there.

use crate::derived::matching;
use crate::field::{Field, ORG_SIZES, OrgSize, STATUSES, canonical_status};
use crate::filter::{Expr, Op, Value};
use crate::mask::Mask;
use crate::table::{NO_TERM, Table};

/// The fields that have facets.
pub const FIELDS: [Field; 4] = [
    Field::Status,
    Field::CustomerMarket,
    Field::PartnerMarket,
    Field::CustomerOrgSize,
];

/// A value, `None` for rows without one, and how many rows have it.
pub type Counted = (Option<String>, u64);

/// A field with its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// The field.
    pub field: Field,
    /// The values, in the field's own order.
    pub values: Vec<FacetValue>,
}

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// The wire value, `None` for rows without one.
    pub value: Option<String>,
    /// Rows that have it under the other conditions; `None` where that cannot be told.
    pub count: Option<u64>,
    /// Whether the filter names it.
    pub is_on: bool,
}

/// The values that a filter's own condition on the field names; empty where it has none.
pub fn chosen(expr: Option<&Expr>, field: Field) -> Vec<Option<&str>> {
    parts(expr)
        .iter()
        .find_map(|part| named(part, field))
        .unwrap_or_default()
}

/// The filter without the field's own condition.
pub fn others(expr: Option<&Expr>, field: Field) -> Option<Expr> {
    replaced(expr, field, None)
}

/// The filter with the value added to the field's own condition, or taken from it.
pub fn switched(expr: Option<&Expr>, field: Field, value: Option<&str>) -> Option<Expr> {
    let mut values = chosen(expr, field);
    match values.iter().position(|chosen| same(*chosen, value)) {
        Some(place) => drop(values.remove(place)),
        None => values.push(value),
    }
    let own = values
        .into_iter()
        .map(|value| match value {
            Some(text) => Expr::is(field, text),
            None => Expr::is_null(field),
        })
        .reduce(Expr::or);
    replaced(expr, field, own)
}

/// The distinct values among the rows of the mask with their numbers, in the field's own order.
pub fn count(table: &Table, field: Field, rows: Option<&Mask>) -> Vec<Counted> {
    let Some(terms) = table.terms(field) else {
        return Vec::new();
    };
    let mut counts = vec![0_u64; terms.dictionary().len()];
    let mut without = 0;
    for row in 0..table.len() {
        if rows.is_some_and(|rows| !rows.has(row)) {
            continue;
        }
        let code = terms.code(row).unwrap_or(NO_TERM);
        match counts.get_mut(code as usize) {
            Some(count) => *count += 1,
            None => without += 1,
        }
    }
    // Spellings that differ in case only are one value to a filter.
    let mut values: Vec<(String, &str, u64)> = terms
        .dictionary()
        .iter()
        .zip(counts)
        .map(|(text, count)| (text.to_ascii_lowercase(), text, count))
        .collect();
    crate::order::sort_by(&mut values, |one, other| one.0.cmp(&other.0));
    values.dedup_by(|later, first| {
        let is_same = later.0 == first.0;
        if is_same {
            first.2 += later.2;
        }
        is_same
    });
    let mut found: Vec<Counted> = values
        .into_iter()
        .map(|(_, text, count)| (Some(text.to_owned()), count))
        .collect();
    if without > 0 {
        found.push((None, without));
    }
    found
}

/// The facet of a field: counted values, values of before, and those that the filter names.
///
/// `counted` is what the rows show, `before` what they showed without the own condition, where that is known.
pub fn values(
    expr: Option<&Expr>,
    field: Field,
    counted: &[Counted],
    before: Option<&[Counted]>,
) -> Vec<FacetValue> {
    let on = chosen(expr, field);
    let is_on = |value: Option<&str>| on.iter().any(|chosen| same(*chosen, value));
    let mut values: Vec<FacetValue> = counted
        .iter()
        .map(|(value, count)| FacetValue {
            value: value.clone(),
            count: Some(*count),
            is_on: is_on(value.as_deref()),
        })
        .collect();
    let mut add = |value: Option<&str>, count: Option<u64>| {
        if !values
            .iter()
            .any(|known| same(known.value.as_deref(), value))
        {
            values.push(FacetValue {
                value: value.map(str::to_owned),
                count,
                is_on: is_on(value),
            });
        }
    };
    for (value, count) in before.unwrap_or_default() {
        add(value.as_deref(), Some(*count));
    }
    for value in &on {
        add(*value, Some(0));
    }
    if !on.is_empty() && before.is_none() {
        documented(field)
            .iter()
            .for_each(|value| add(Some(value), None));
    }
    crate::order::sort_by_key(&mut values, |value| place(field, value));
    values
}

/// At most so many values of the rows that begin with the text, in any ASCII case.
pub fn beginning(table: &Table, field: Field, text: &str, most: usize) -> Vec<String> {
    let Some(terms) = table.terms(field) else {
        return Vec::new();
    };
    let begins = |value: &&str| {
        value
            .get(..text.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(text))
    };
    let fitting = terms.dictionary().iter().filter(begins).take(most);
    fitting.map(str::to_owned).collect()
}

/// The documented values of a field.
pub fn documented(field: Field) -> &'static [&'static str] {
    match field {
        Field::Status => &STATUSES,
        Field::CustomerOrgSize => &ORG_SIZES,
        _ => &[],
    }
}

/// The rows for which every condition holds; `None` for all rows.
pub fn rows_of(table: &Table, expr: Option<&Expr>) -> Option<Mask> {
    expr.map(|expr| matching(table, expr))
}

/// Statuses by the life cycle, sizes by their bounds, markets by their number; no value comes last.
fn place(field: Field, value: &FacetValue) -> (u8, u64, String) {
    let Some(text) = &value.value else {
        return (2, 0, String::new());
    };
    let rank = match field {
        Field::Status => canonical_status(text)
            .and_then(|known| STATUSES.iter().position(|status| *status == known))
            .map(|place| place as u64),
        Field::CustomerOrgSize => OrgSize::parse(text).map(|size| {
            let (from, to) = size.rank();
            u64::from(from) << 32 | u64::from(to)
        }),
        _ => Some(u64::MAX - value.count.unwrap_or(0)),
    };
    (u8::from(rank.is_none()), rank.unwrap_or(0), text.clone())
}

fn same(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
        (one, other) => one == other,
    }
}

/// The conditions that must all hold.
fn parts(expr: Option<&Expr>) -> &[Expr] {
    match expr {
        Some(Expr::And(parts)) => parts,
        Some(one) => std::slice::from_ref(one),
        None => &[],
    }
}

/// The values that the condition names, where it is nothing but "the field is one of them".
fn named(expr: &Expr, field: Field) -> Option<Vec<Option<&str>>> {
    match expr {
        Expr::Or(parts) => {
            let named: Option<Vec<Vec<Option<&str>>>> =
                parts.iter().map(|part| named(part, field)).collect();
            named.map(|named| named.concat())
        }
        Expr::Compare {
            field: of,
            op: Op::Eq,
            value,
        } if *of == field => match value {
            Value::Text(text) => Some(vec![Some(text)]),
            Value::Null => Some(vec![None]),
            Value::Date(_) => None,
        },
        _ => None,
    }
}

/// The filter with the field's own condition replaced, or added at the end.
fn replaced(expr: Option<&Expr>, field: Field, mut own: Option<Expr>) -> Option<Expr> {
    let parts = parts(expr);
    let place = parts.iter().position(|part| named(part, field).is_some());
    let mut left = Vec::with_capacity(parts.len() + 1);
    for (at, part) in parts.iter().enumerate() {
        if Some(at) == place {
            left.extend(own.take());
        } else {
            left.push(part.clone());
        }
    }
    left.extend(own);
    left.into_iter().reduce(Expr::and)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::filter::{any_expr, parse};
    use crate::table::cells;

    fn after(text: &str, field: Field, value: Option<&str>) -> String {
        let expr = parse(text).ok().map(|parsed| parsed.expr);
        let switched = switched(expr.as_ref(), field, value);
        switched.map_or_else(String::new, |expr| expr.to_string())
    }

    #[test]
    fn values_are_switched_in_their_place() {
        let check = |text: &str, field: Field, value: Option<&str>, expected: &str| {
            assert_eq!(after(text, field, value), expected, "{text}");
        };
        let (status, market) = (Field::Status, Field::CustomerMarket);
        check("", status, Some("Won"), "status eq 'Won'");
        check("status eq 'won'", status, Some("Won"), "");
        check(
            "status eq 'Won'",
            status,
            Some("Lost"),
            "status eq 'Won' or status eq 'Lost'",
        );
        check(
            "status eq 'Won' or status eq 'Lost'",
            market,
            Some("US"),
            "(status eq 'Won' or status eq 'Lost') and customerMarket eq 'US'",
        );
        check(
            "(status eq 'Won' or status eq 'Lost') and customerMarket eq 'US'",
            status,
            Some("Lost"),
            "status eq 'Won' and customerMarket eq 'US'",
        );
        check(
            "status ne 'Lost'",
            status,
            Some("Won"),
            "status ne 'Lost' and status eq 'Won'",
        );
        check(
            "status eq 'Won' or id eq '1'",
            market,
            None,
            "(status eq 'Won' or id eq '1') and customerMarket eq null",
        );
        check("customerMarket eq null", market, None, "");
    }

    fn any_rows() -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
        let status = prop::sample::select(vec!["", "Won", "won", "Lost", "Odd"]);
        let market = prop::sample::select(vec!["", "US", "DE", "de"]);
        prop::collection::vec((status, market), 0..120)
    }

    fn table(rows: &[(&str, &str)]) -> Table {
        let mut table = Table::new();
        for (status, market) in rows {
            let pairs = [(Field::Status, *status), (Field::CustomerMarket, *market)];
            let some: Vec<_> = pairs
                .into_iter()
                .filter(|(_, text)| !text.is_empty())
                .collect();
            table.push(&cells(&some), "");
        }
        table
    }

    const FILTERS: [&str; 6] = [
        "",
        "status eq 'Won'",
        "status eq 'Won' or status eq 'Lost'",
        "(status eq 'Won' or status eq null) and customerMarket eq 'DE'",
        "status ne 'Lost' and customerMarket eq 'US'",
        "status eq 'Won' or customerMarket eq 'US'",
    ];

    proptest! {
        /// What a facet says of a value is what one gets by asking for it and the other conditions.
        #[test]
        fn counts_are_those_of_brute_force(rows in any_rows(), filter in prop::sample::select(FILTERS.to_vec())) {
            let table = table(&rows);
            let expr = parse(filter).ok().map(|parsed| parsed.expr);
            for field in [Field::Status, Field::CustomerMarket] {
                let others = others(expr.as_ref(), field);
                let mask = rows_of(&table, others.as_ref());
                let counted = count(&table, field, mask.as_ref());
                let mut sum = 0;
                for value in values(expr.as_ref(), field, &counted, None) {
                    let Some(count) = value.count else { continue };
                    let own = match &value.value {
                        Some(text) => Expr::is(field, text.clone()),
                        None => Expr::is_null(field),
                    };
                    let asked = others.clone().into_iter().chain([own]).reduce(Expr::and).unwrap();
                    let brute = (0..table.len()).filter(|row| asked.holds(&(&table, *row))).count();
                    prop_assert_eq!(count, brute as u64, "{:?} {}", value, asked);
                    sum += count;
                }
                let all = (0..table.len()).filter(|row| others.as_ref().is_none_or(|expr| expr.holds(&(&table, *row))));
                prop_assert_eq!(sum, all.count() as u64);
            }
        }

        #[test]
        fn switching_twice_changes_nothing_but_the_order(expr in any_expr(), value in "[A-Za-z']{0,4}") {
            let once = switched(Some(&expr), Field::Status, Some(&value));
            let twice = switched(once.as_ref(), Field::Status, Some(&value));
            prop_assert_eq!(others(twice.as_ref(), Field::Status), others(Some(&expr), Field::Status));
            let was = chosen(Some(&expr), Field::Status).iter().any(|one| same(*one, Some(&value)));
            let is = chosen(once.as_ref(), Field::Status).iter().any(|one| same(*one, Some(&value)));
            prop_assert!(was != is);
        }
    }
}
