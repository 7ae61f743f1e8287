//! Shares of whole numbers with the interval that small numbers deserve; nothing is divided by zero.

use serde::Serialize;

/// 95 % of a normal distribution lie within so many standard deviations.
const Z: f64 = 1.959_963_984_540_054;

/// A part of a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Rate {
    /// How many of them.
    pub part: u64,
    /// Of how many.
    pub whole: u64,
    /// Their share; `None` of nothing. Counted by event it may be above 1, because the part need not be of the whole.
    pub share: Option<f64>,
    /// Wilson's 95 % interval of the share; `None` of nothing and above 1.
    pub interval: Option<(f64, f64)>,
}

impl Rate {
    /// The share of `part` in `whole`.
    pub fn of(part: u64, whole: u64) -> Self {
        if whole == 0 {
            return Self {
                part,
                ..Self::default()
            };
        }
        let (n, share) = (whole as f64, part as f64 / whole as f64);
        Self {
            part,
            whole,
            share: Some(share),
            interval: (part <= whole).then(|| wilson(share, n)),
        }
    }
}

/// E. B. Wilson's score interval (1927).
fn wilson(share: f64, n: f64) -> (f64, f64) {
    let z2 = Z * Z / n;
    let middle = (share + z2 / 2.0) / (1.0 + z2);
    let half = Z * (share * (1.0 - share) / n + z2 / (4.0 * n)).sqrt() / (1.0 + z2);
    // Rounding must not put the share itself outside.
    (
        (middle - half).clamp(0.0, share),
        (middle + half).clamp(share, 1.0),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn intervals_are_those_of_the_tables() {
        let tenth = Rate::of(1, 10);
        assert_eq!(tenth.share, Some(0.1));
        let (low, high) = tenth.interval.unwrap();
        // Newcombe 1998, method 3: 81 of 263 is 0.2553 to 0.3662; 15 of 148 is 0.0624 to 0.1605.
        assert!(
            (low - 0.0179).abs() < 5e-5 && (high - 0.4042).abs() < 5e-5,
            "{low} {high}"
        );
        let (low, high) = Rate::of(81, 263).interval.unwrap();
        assert!(
            (low - 0.2553).abs() < 5e-5 && (high - 0.3662).abs() < 5e-5,
            "{low} {high}"
        );
        let (low, high) = Rate::of(15, 148).interval.unwrap();
        assert!(
            (low - 0.0624).abs() < 5e-5 && (high - 0.1605).abs() < 5e-5,
            "{low} {high}"
        );
    }

    #[test]
    fn nothing_is_divided_by_zero() {
        assert_eq!(Rate::of(0, 0).share, None);
        assert_eq!(Rate::of(3, 0).interval, None);
        assert_eq!(Rate::of(3, 2).share, Some(1.5));
        assert_eq!(Rate::of(3, 2).interval, None);
        assert_eq!(Rate::of(0, 5).interval.unwrap().0, 0.0);
        assert_eq!(Rate::of(5, 5).interval.unwrap().1, 1.0);
    }

    proptest! {
        #[test]
        fn the_interval_holds_the_share(part in 0_u64..5000, more in 0_u64..5000) {
            let rate = Rate::of(part, part + more);
            if let (Some(share), Some((low, high))) = (rate.share, rate.interval) {
                prop_assert!(0.0 <= low && low <= share && share <= high && high <= 1.0);
            }
        }
    }
}
