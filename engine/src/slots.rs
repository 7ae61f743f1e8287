//! Which elements show which rows of a long table: what scrolls out leaves its element to what comes in, so that texts
//! change and hardly an element is made. Which rows are in the document is `window`'s.
//!
//! An element is never moved, and that of the row with the focus never shows another row.

/// The elements in use, told apart by a number each.
#[derive(Debug, Default)]
pub struct Slots {
    /// The rows that were drawn last and their elements, in the document's order.
    held: Vec<(u32, u32)>,
    /// The number of the next element that is made.
    next: u32,
}

impl Slots {
    /// The elements of the rows that are to be drawn, in their order: a row that stays keeps its own, the others get those
    /// that stood between the same neighbours, and new ones where these do not suffice.
    pub fn assign(&mut self, rows: &[u32], focused: Option<u32>) -> Vec<u32> {
        let held = std::mem::take(&mut self.held);
        let stays = staying(&held, rows, focused);
        let mut free = 0;
        for (at, row) in rows.iter().enumerate() {
            let ahead = stays.iter().skip(at).flatten().next().copied();
            let end = ahead.unwrap_or(held.len());
            let own = stays.get(at).copied().flatten();
            let left = held.iter().enumerate().take(end).skip(free);
            let mut left = left.filter(|(_, (other, _))| Some(*other) != focused);
            let place = own.or_else(|| left.next().map(|(place, _)| place));
            let slot = place.and_then(|place| {
                free = place + 1;
                held.get(place).map(|(_, slot)| *slot)
            });
            let slot = slot.unwrap_or_else(|| {
                self.next += 1;
                self.next
            });
            self.held.push((*row, slot));
        }
        self.held.iter().map(|(_, slot)| *slot).collect()
    }
}

/// Where each row's own element stands, for rows that stay in the same order as the focused one and each other.
fn staying(held: &[(u32, u32)], rows: &[u32], focused: Option<u32>) -> Vec<Option<usize>> {
    let place = |row: u32| held.iter().position(|(other, _)| *other == row);
    let focus = focused.and_then(|row| {
        let now = rows.iter().position(|other| *other == row)?;
        Some((now, place(row)?))
    });
    let mut least = 0;
    let rows = rows.iter().enumerate();
    rows.map(|(at, row)| {
        let own = place(*row).filter(|own| *own >= least)?;
        if focus.is_some_and(|(now, before)| at.cmp(&now) != own.cmp(&before)) {
            return None;
        }
        least = own + 1;
        Some(own)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_jumped_to_takes_the_elements_that_are_there() {
        let mut slots = Slots::default();
        assert_eq!(slots.assign(&[10, 11, 12], None), [1, 2, 3]);
        assert_eq!(slots.assign(&[50, 51, 52, 53], None), [1, 2, 3, 4]);
        assert_eq!(slots.assign(&[7, 8], None), [1, 2]);
    }

    #[test]
    fn what_is_scrolled_a_little_stays() {
        let mut slots = Slots::default();
        slots.assign(&[10, 11, 12, 13], None);
        assert_eq!(slots.assign(&[12, 13, 14, 15], None), [3, 4, 5, 6]);
        // Other rows between those that stay.
        assert_eq!(slots.assign(&[12, 20, 15, 21], None), [3, 4, 6, 7]);
    }

    #[test]
    fn the_focused_row_keeps_its_element_and_leaves_it_to_none() {
        let mut slots = Slots::default();
        slots.assign(&[10, 11, 12, 13], Some(11));
        assert_eq!(slots.assign(&[11, 30, 31, 32], Some(11)), [2, 3, 4, 5]);
        assert_eq!(slots.assign(&[40, 41, 42, 43], Some(11)), [3, 4, 5, 6]);
        // Where the order is another, it is the one that stays.
        slots.assign(&[1, 2, 3], Some(3));
        let before = slots.assign(&[1, 2, 3], Some(3));
        let after = slots.assign(&[3, 2, 1], Some(3));
        assert_eq!(before[2], after[0]);
    }

    proptest! {
        #[test]
        fn no_element_moves_or_shows_two_rows(draws in proptest::collection::vec(
            (proptest::collection::btree_set(0_u32..60, 0..12), any::<bool>(), proptest::option::of(0_u32..60)), 1..8)) {
            let mut slots = Slots::default();
            let (mut before, mut shown): (Vec<u32>, Vec<u32>) = (Vec::new(), Vec::new());
            for (rows, is_turned, focused) in draws {
                let mut rows: Vec<u32> = rows.into_iter().collect();
                if is_turned {
                    rows.reverse();
                }
                let now = slots.assign(&rows, focused);
                prop_assert_eq!(now.len(), rows.len());
                let mut distinct = now.clone();
                distinct.sort_unstable();
                distinct.dedup();
                prop_assert_eq!(distinct.len(), now.len());
                let reused: Vec<usize> = now.iter().filter_map(|slot| before.iter().position(|other| other == slot)).collect();
                prop_assert!(reused.is_sorted());
                let of = |row: u32, rows: &[u32], slots: &[u32]| {
                    rows.iter().position(|other| *other == row).map(|at| slots[at])
                };
                if let Some(focused) = focused && let Some(own) = of(focused, &shown, &before) {
                    match of(focused, &rows, &now) {
                        Some(still) => prop_assert_eq!(still, own),
                        None => prop_assert!(!now.contains(&own)),
                    }
                }
                (before, shown) = (now, rows);
            }
        }
    }
}
