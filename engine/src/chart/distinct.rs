//! The distinct values at one place of the groups, each found by one look-up a group.

use std::collections::HashMap;

use crate::group::{Groups, Key};

/// The distinct keys at one place of the groups with their counts, and for each group which of them it has.
pub(super) struct Distinct<'a> {
    pub(super) values: Vec<(&'a Key, u64)>,
    pub(super) of_row: Vec<usize>,
}

impl<'a> Distinct<'a> {
    /// Collects the keys at a place; a group without one there has no value.
    pub(super) fn of(groups: &'a Groups, place: usize) -> Self {
        let mut known: HashMap<&Key, usize> = HashMap::new();
        let mut values: Vec<(&Key, u64)> = Vec::new();
        let mut of_row = Vec::with_capacity(groups.rows.len());
        for row in &groups.rows {
            let key = row.keys.get(place).unwrap_or(&Key::None);
            let index = *known.entry(key).or_insert(values.len());
            match values.get_mut(index) {
                Some((_, count)) => *count = count.saturating_add(row.count),
                None => values.push((key, row.count)),
            }
            of_row.push(index);
        }
        Self { values, of_row }
    }
}
