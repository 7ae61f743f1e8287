//! The order of categories and series, and which of them are gathered into "other".
//!
//! Statuses come by life cycle, sizes by their range, dates by the calendar, other terms by count unless their names are
//! asked for; no value comes last.
//! The time axis with its empty buckets is `timeline`.

use std::cmp::Ordering;

use crate::date::Day;
use crate::field::{Field, OrgSize, STATUSES, canonical_status};
use crate::group::Key;

/// What one category or one series stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// One grouped value.
    Key(Key),
    /// So many of the smaller values together.
    Other(usize),
    /// Everything: the only series where there is no second field.
    All,
}

impl Slot {
    /// The first day, where the slot is a date bucket.
    pub fn day(&self) -> Option<Day> {
        match self {
            Self::Key(Key::Date(day)) => Some(*day),
            _ => None,
        }
    }
}

/// In which order the categories come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The field's own: the calendar, the life cycle, sizes by their range, all else by name.
    Natural,
    /// The largest first.
    Value,
}

impl Order {
    /// The order that is usual for a field.
    pub fn usual(field: Field) -> Self {
        if has_own_order(field) {
            Self::Natural
        } else {
            Self::Value
        }
    }
}

/// Whether the values of a field have an order that is not by their names.
pub fn has_own_order(field: Field) -> bool {
    field.is_date() || matches!(field, Field::Status | Field::CustomerOrgSize)
}

/// Slots in their order, and for each distinct value the slot it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct Arrangement {
    pub(super) slots: Vec<Slot>,
    pub(super) slot_of: Vec<usize>,
}

/// Arranges distinct values and their counts, keeping the `limit` largest when there are more than `limit + 1`.
pub(super) fn arrange(
    (field, by): (Field, Order),
    values: &[(&Key, u64)],
    limit: usize,
) -> Arrangement {
    let mut order: Vec<(usize, &Key, u64)> = values
        .iter()
        .enumerate()
        .map(|(place, (key, count))| (place, *key, *count))
        .filter(|(_, key, _)| **key != Key::None)
        .collect();
    crate::order::sort_by(&mut order, |left, right| {
        compare((field, by), (left.1, left.2), (right.1, right.2))
    });
    let kept = kept(field, &order, limit);
    let mut arranged = Arrangement {
        slots: Vec::new(),
        slot_of: vec![0; values.len()],
    };
    for ((place, key, _), _) in order.iter().zip(&kept).filter(|(_, kept)| **kept) {
        arranged.put(*place);
        arranged.slots.push(Slot::Key((*key).clone()));
    }
    let rest = order.iter().zip(&kept).filter(|(_, kept)| !**kept);
    let gathered = rest.map(|((place, _, _), _)| arranged.put(*place)).count();
    if gathered > 0 {
        arranged.slots.push(Slot::Other(gathered));
    }
    if let Some(place) = values.iter().position(|(key, _)| **key == Key::None) {
        arranged.put(place);
        arranged.slots.push(Slot::Key(Key::None));
    }
    arranged
}

impl Arrangement {
    /// The value at `place` belongs to the slot that is pushed next.
    fn put(&mut self, place: usize) {
        if let Some(slot) = self.slot_of.get_mut(place) {
            *slot = self.slots.len();
        }
    }
}

/// Which values stay out of "other", by rank. A single value is never hidden behind that word, and a documented status is
/// not hidden by one that nobody knows: a few new referrals are what a manager looks for.
fn kept(field: Field, order: &[(usize, &Key, u64)], limit: usize) -> Vec<bool> {
    let mut kept = vec![true; order.len()];
    if order.len() <= limit.saturating_add(1) {
        return kept;
    }
    let is_strange = |key: &Key| match key {
        Key::Term(raw) => field == Field::Status && !STATUSES.contains(&raw.as_str()),
        _ => false,
    };
    let value = |(_, key, count): &(usize, &Key, u64)| (is_strange(key), *count);
    let mut by_count: Vec<(usize, (bool, u64))> = order.iter().map(value).enumerate().collect();
    // OK because it is stable: of equal counts the one that comes first in the natural order stays.
    crate::order::sort_by_key(&mut by_count, |(_, (is_strange, count))| {
        (*is_strange, std::cmp::Reverse(*count))
    });
    for (rank, _) in by_count.iter().skip(limit) {
        if let Some(kept) = kept.get_mut(*rank) {
            *kept = false;
        }
    }
    kept
}

fn compare((field, by): (Field, Order), left: (&Key, u64), right: (&Key, u64)) -> Ordering {
    let place = rank(field, left.0).cmp(&rank(field, right.0));
    let larger = right.1.cmp(&left.1);
    let first = match by {
        Order::Value => larger.then(place),
        Order::Natural if has_own_order(field) => place.then(larger),
        Order::Natural => place,
    };
    first.then_with(|| left.0.cmp(right.0))
}

/// The natural place of a value; equal for values that have none, so that the count decides.
fn rank(field: Field, key: &Key) -> (u32, u32) {
    const LAST: (u32, u32) = (u32::MAX, u32::MAX);
    match (field, key) {
        (_, Key::Date(day)) => ((i64::from(day.0) - i64::from(i32::MIN)) as u32, 0),
        (Field::Status, Key::Term(raw)) => status_rank(raw).map_or(LAST, |place| (place, 0)),
        (Field::CustomerOrgSize, Key::Term(raw)) => OrgSize::parse(raw).map_or(LAST, OrgSize::rank),
        (_, Key::Term(_)) => (0, 0),
        (_, Key::Raw(_) | Key::None) => LAST,
    }
}

fn status_rank(raw: &str) -> Option<u32> {
    let known = canonical_status(raw)?;
    STATUSES
        .iter()
        .position(|status| *status == known)
        .map(|place| place as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(text: &str) -> Key {
        Key::Term(text.to_owned())
    }

    fn names(arranged: &Arrangement) -> Vec<String> {
        arranged
            .slots
            .iter()
            .map(|slot| match slot {
                Slot::Key(Key::Term(text) | Key::Raw(text)) => text.clone(),
                Slot::Key(Key::Date(day)) => day.to_string(),
                Slot::Key(Key::None) => "none".to_owned(),
                Slot::Other(values) => format!("other {values}"),
                Slot::All => "all".to_owned(),
            })
            .collect()
    }

    fn arranged(field: Field, values: &[(Key, u64)], limit: usize) -> Vec<String> {
        arranged_by((field, Order::usual(field)), values, limit)
    }

    fn arranged_by(by: (Field, Order), values: &[(Key, u64)], limit: usize) -> Vec<String> {
        let values: Vec<(&Key, u64)> = values.iter().map(|(key, count)| (key, *count)).collect();
        names(&arrange(by, &values, limit))
    }

    #[test]
    fn statuses_come_by_life_cycle_unknown_ones_then_none() {
        let values = [
            (term("Lost"), 90),
            (Key::None, 70),
            (term("Teleported"), 80),
            (term("New"), 1),
            (term("won"), 2),
        ];
        assert_eq!(
            arranged(Field::Status, &values, 12),
            ["New", "won", "Lost", "Teleported", "none"]
        );
    }

    #[test]
    fn sizes_come_by_range() {
        let values = [
            (term("Morethan500employees"), 9),
            (term("10to50employees"), 5),
            (term("1to9employees"), 1),
        ];
        assert_eq!(
            arranged(Field::CustomerOrgSize, &values, 12),
            ["1to9employees", "10to50employees", "Morethan500employees"]
        );
    }

    #[test]
    fn other_terms_come_by_count_then_name_and_the_small_ones_are_gathered() {
        let values = [
            (term("SE"), 5),
            (term("US"), 50),
            (term("DE"), 5),
            (term("FR"), 20),
            (Key::None, 100),
        ];
        assert_eq!(
            arranged(Field::CustomerMarket, &values, 12),
            ["US", "FR", "DE", "SE", "none"]
        );
        assert_eq!(
            arranged(Field::CustomerMarket, &values, 2),
            ["US", "FR", "other 2", "none"]
        );
        // One value alone would be no "other".
        assert_eq!(arranged(Field::CustomerMarket, &values, 3).len(), 5);
    }

    #[test]
    fn the_order_can_be_turned_to_values_or_names() {
        let statuses = [
            (term("Lost"), 9),
            (Key::None, 70),
            (term("New"), 1),
            (term("Won"), 9),
        ];
        assert_eq!(
            arranged_by((Field::Status, Order::Value), &statuses, 12),
            ["Won", "Lost", "New", "none"]
        );
        let markets = [
            (term("SE"), 5),
            (term("US"), 50),
            (term("DE"), 1),
            (term("FR"), 20),
        ];
        assert_eq!(
            arranged_by((Field::CustomerMarket, Order::Natural), &markets, 2),
            ["FR", "US", "other 2"]
        );
    }

    #[test]
    fn the_largest_stay_in_natural_order() {
        let values = [
            (term("Archived"), 40),
            (term("New"), 30),
            (term("Won"), 1),
            (term("Lost"), 2),
        ];
        assert_eq!(
            arranged(Field::Status, &values, 2),
            ["New", "Archived", "other 2"]
        );
    }

    #[test]
    fn a_documented_status_is_not_hidden_by_an_unknown_one() {
        let values = [
            (term("Teleported"), 40),
            (term("New"), 1),
            (term("Closed"), 30),
            (term("Won"), 9),
        ];
        assert_eq!(
            arranged(Field::Status, &values, 2),
            ["New", "Won", "other 2"]
        );
    }

    #[test]
    fn each_value_knows_its_slot() {
        let keys = [term("SE"), term("US"), Key::None, term("DE"), term("FR")];
        let counts = [1, 9, 4, 2, 8];
        let values: Vec<(&Key, u64)> = keys.iter().zip(counts).collect();
        let arranged = arrange((Field::CustomerMarket, Order::Value), &values, 2);
        assert_eq!(arranged.slot_of, [2, 0, 3, 2, 1]);
    }
}
