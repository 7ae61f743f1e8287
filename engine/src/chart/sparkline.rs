//! A small line without axes: counts over time, from zero, as points in px.

/// The points of the counts in a box of that size, the first at its left edge and the last at its right.
///
/// The line keeps off the edges by a pixel, so that its stroke is not cut. A single count is a level line.
pub fn sparkline(counts: &[u32], width_px: f64, height_px: f64) -> Vec<(f64, f64)> {
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let y = |count: u32| {
        let share = f64::from(count) / f64::from(most);
        (height_px - 1.0) - share * (height_px - 2.0)
    };
    match counts {
        [] => Vec::new(),
        [one] => vec![(0.0, y(*one)), (width_px, y(*one))],
        _ => {
            let step = width_px / (counts.len() - 1) as f64;
            let point = |(place, count): (usize, &u32)| (place as f64 * step, y(*count));
            counts.iter().enumerate().map(point).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_box_is_filled_from_zero_to_the_most() {
        assert_eq!(
            sparkline(&[0, 5, 10], 100.0, 22.0),
            [(0.0, 21.0), (50.0, 11.0), (100.0, 1.0)]
        );
        assert_eq!(sparkline(&[3], 100.0, 22.0), [(0.0, 1.0), (100.0, 1.0)]);
        assert_eq!(
            sparkline(&[0, 0], 100.0, 22.0),
            [(0.0, 21.0), (100.0, 21.0)]
        );
        assert_eq!(sparkline(&[], 100.0, 22.0), []);
    }
}
