//! Stacking: where each segment of a bar begins and ends, in counts. The last end is the bar's sum.

/// Begin and end of each segment, in the order of the counts.
pub fn stack(counts: &[u64]) -> Vec<(u64, u64)> {
    let mut end = 0_u64;
    counts
        .iter()
        .map(|count| {
            let begin = end;
            end = end.saturating_add(*count);
            (begin, end)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn segments_by_hand() {
        assert_eq!(stack(&[3, 0, 4]), [(0, 3), (3, 3), (3, 7)]);
        assert_eq!(stack(&[]), []);
    }

    proptest! {
        #[test]
        fn the_sum_is_conserved(counts in prop::collection::vec(0_u64..1 << 40, 0..40)) {
            let segments = stack(&counts);
            let lengths: Vec<u64> = segments.iter().map(|(begin, end)| end - begin).collect();
            prop_assert_eq!(&lengths, &counts);
            prop_assert_eq!(segments.last().map_or(0, |last| last.1), counts.iter().sum::<u64>());
            prop_assert!(segments.windows(2).all(|pair| pair[0].1 == pair[1].0));
        }
    }
}
