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

/// Making an element takes as long as writing so many rows into elements that are there.
const MAKING: usize = 3;

/// What is never done.
const NEVER: usize = 1_000_000;

impl Slots {
    /// The elements of the rows that are to be drawn, in their order, by what takes least: a row that stays keeps its own,
    /// others are written into those that show none any more, and new ones are made where these do not suffice.
    pub fn assign(&mut self, rows: &[u32], focused: Option<u32>) -> Vec<u32> {
        let held = std::mem::take(&mut self.held);
        let costs = Costs::of(Showing {
            held: &held,
            rows,
            focused,
        });
        let mut place = 0;
        for (at, row) in rows.iter().enumerate() {
            while costs.skips(at, place) {
                place += 1;
            }
            let own = held.get(place).filter(|_| costs.writes(at, place));
            let slot = own.map(|(_, slot)| *slot).unwrap_or_else(|| {
                self.next += 1;
                self.next
            });
            place += usize::from(own.is_some());
            self.held.push((*row, slot));
        }
        self.held.iter().map(|(_, slot)| *slot).collect()
    }
}

/// Rows that are to be shown, and the elements that are there with the rows in them.
struct Showing<'a> {
    held: &'a [(u32, u32)],
    rows: &'a [u32],
    focused: Option<u32>,
}

impl Showing<'_> {
    /// What it takes to write the row into the element.
    fn writing(&self, at: usize, place: usize) -> Option<usize> {
        let (row, (other, _)) = (*self.rows.get(at)?, *self.held.get(place)?);
        let has_focus = [Some(row), Some(other)].contains(&self.focused);
        Some(match row == other {
            true => 0,
            false if has_focus => NEVER,
            false => 1,
        })
    }

    /// What it takes to make an element for the row.
    fn making(&self, row: u32) -> usize {
        let is_kept = self.focused == Some(row) && self.held.iter().any(|(other, _)| *other == row);
        if is_kept { NEVER } else { MAKING }
    }
}

/// What it takes at least to show the rows from one on in the elements from one on.
struct Costs<'a> {
    showing: Showing<'a>,
    /// With a row and a column more.
    least: Vec<Vec<usize>>,
}

impl<'a> Costs<'a> {
    fn of(showing: Showing<'a>) -> Self {
        let mut least = vec![vec![0; showing.held.len() + 1]];
        for (at, row) in showing.rows.iter().enumerate().rev() {
            let making = showing.making(*row);
            let below = least.last().map_or(&[][..], Vec::as_slice);
            let mut costs: Vec<usize> = below.iter().map(|cost| cost + making).collect();
            let mut behind = NEVER;
            for (place, cost) in costs.iter_mut().enumerate().rev() {
                let written = showing.writing(at, place).zip(below.get(place + 1));
                let written = written.map_or(NEVER, |(writing, below)| writing + below);
                *cost = (*cost).min(written).min(behind);
                behind = *cost;
            }
            least.push(costs);
        }
        least.reverse();
        Self { showing, least }
    }

    fn least(&self, at: usize, place: usize) -> Option<usize> {
        self.least.get(at)?.get(place).copied()
    }

    /// Whether the row is best written into that element.
    fn writes(&self, at: usize, place: usize) -> bool {
        let behind = self.least(at + 1, place + 1);
        let cost = self.showing.writing(at, place).zip(behind);
        let cost = cost.map(|(writing, behind)| writing + behind);
        cost.is_some() && cost == self.least(at, place)
    }

    /// Whether that element is best left to none of the rows from that one on.
    fn skips(&self, at: usize, place: usize) -> bool {
        !self.writes(at, place) && self.least(at, place) == self.least(at, place + 1)
    }
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
        slots.assign(&[10, 11, 12, 13, 14, 15, 16], None);
        assert_eq!(
            slots.assign(&[12, 13, 14, 15, 16, 17, 18], None),
            [3, 4, 5, 6, 7, 8, 9]
        );
        // Other rows between those that stay.
        assert_eq!(
            slots.assign(&[12, 13, 20, 15, 16, 21, 18], None),
            [3, 4, 5, 6, 7, 8, 9]
        );
    }

    #[test]
    fn no_element_is_made_where_writing_into_those_that_are_there_is_sooner_done() {
        let mut slots = Slots::default();
        slots.assign(&[10, 11, 12, 13, 14, 15], None);
        // A filter leaves rows far from each other, with others behind the last of them.
        assert_eq!(slots.assign(&[11, 14, 20, 21, 22], None), [2, 3, 4, 5, 6]);
        // The focused one still keeps its own.
        assert_eq!(slots.assign(&[22, 30, 31], Some(22)), [6, 7, 8]);
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
