//! Sorting of what is few: one merge sort of places for every type, because each instance of the library's weighs kilobytes.
//!
//! Rows and their terms, of which there are many, are put in order by `sort`. Items that are alike keep their order.

use std::cmp::Ordering;

/// Puts items into the order that `compare` gives.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let places = places(
        items.len(),
        &|one, other| match (items.get(one), items.get(other)) {
            (Some(one), Some(other)) => compare(one, other),
            _ => Ordering::Equal,
        },
    );
    arrange(places, &mut |one, other| items.swap(one, other));
}

/// Puts items into the order of their keys.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |one, other| key(one).cmp(&key(other)));
}

/// Puts items into their own order.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// The places of `count` items in their order, by merging runs of doubling length.
fn places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    let mut length = 1;
    while length < count {
        let mut merged = Vec::with_capacity(count);
        for runs in places.chunks(2 * length) {
            let (one, other) = runs.split_at(length.min(runs.len()));
            merge(one, other, compare, &mut merged);
        }
        places = merged;
        length *= 2;
    }
    places
}

/// Appends two runs as one; of items that are alike the first run's come first.
fn merge(
    one: &[usize],
    other: &[usize],
    compare: &dyn Fn(usize, usize) -> Ordering,
    merged: &mut Vec<usize>,
) {
    let (mut one, mut other) = (one, other);
    // What is in order already, as most lists are nearly, is compared once.
    let is_done = one
        .last()
        .zip(other.first())
        .is_none_or(|(left, right)| compare(*right, *left) != Ordering::Less);
    while let ([left, lefts @ ..], [right, rights @ ..]) = (one, other) {
        if is_done {
            break;
        }
        if compare(*right, *left) == Ordering::Less {
            merged.push(*right);
            other = rights;
        } else {
            merged.push(*left);
            one = lefts;
        }
    }
    merged.extend_from_slice(one);
    merged.extend_from_slice(other);
}

/// Swaps items until the one that was at `places[n]` is at `n`.
fn arrange(places: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    let mut target = vec![0; places.len()];
    for (to, from) in places.into_iter().enumerate() {
        if let Some(slot) = target.get_mut(from) {
            *slot = to;
        }
    }
    for place in 0..target.len() {
        // Each swap brings one item to where it stays.
        while let Some(to) = target.get(place).copied().filter(|to| *to != place) {
            swap(place, to);
            target.swap(place, to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_the_library_does(items in proptest::collection::vec((0_u8..8, 0_u8..8), 0..70)) {
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            let mut by_key = items.clone();
            sort_by_key(&mut by_key, |item| item.0);
            prop_assert_eq!(by_key, expected);
            let mut expected = items.clone();
            expected.sort_by(|one, other| other.cmp(one));
            let mut by = items.clone();
            sort_by(&mut by, |one, other| other.cmp(one));
            prop_assert_eq!(by, expected);
            let mut expected = items.clone();
            expected.sort();
            let mut own = items;
            sort(&mut own);
            prop_assert_eq!(own, expected);
        }
    }
}
