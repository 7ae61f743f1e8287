//! Scales: numbers → pixels. A linear one from zero with round whole ticks, a logarithmic one that has a zero all the same,
//! and bands for categories.

/// The ticks of a count axis: whole, round (1, 2 or 5 times a power of ten apart), from 0 to the first one not below `max`.
///
/// About `wanted` steps, never more; at least one step, also when everything is zero.
pub fn ticks(max: u64, wanted: usize) -> Vec<u64> {
    // A count above 10^18 is no count; the bound keeps the arithmetic below from overflowing.
    let max = max.clamp(1, 1_000_000_000_000_000_000);
    let wanted = wanted.max(1) as u64;
    let mut power = 1_u64;
    let step = loop {
        let fits = |factor: u64| {
            let step = power.saturating_mul(factor);
            (step.saturating_mul(wanted) >= max).then_some(step)
        };
        if let Some(step) = fits(1).or_else(|| fits(2)).or_else(|| fits(5)) {
            break step;
        }
        power = power.saturating_mul(10);
    };
    (0..=max.div_ceil(step)).map(|tick| tick * step).collect()
}

/// A linear scale from 0 to `top` over `length_px`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Linear {
    /// The largest value of the domain, more than 0.
    pub top: u64,
    /// The pixels it stands for.
    pub length_px: f64,
}

impl Linear {
    /// The scale that ends at the last of these ticks.
    pub fn of(ticks: &[u64], length_px: f64) -> Self {
        Self {
            top: ticks.last().copied().unwrap_or(1).max(1),
            length_px,
        }
    }

    /// How far from zero a value lies, in pixels; never outside the scale.
    pub fn px(self, value: u64) -> f64 {
        (value as f64 / self.top as f64).min(1.0) * self.length_px
    }
}

/// How values become lengths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ScaleType {
    /// Twice as many is twice as long.
    #[default]
    Linear,
    /// Ten times as many is always the same step further.
    Log,
}

/// The ticks of a logarithmic axis: 0, 1, and powers of ten up to the first one not below `max`, about `wanted` of them.
fn log_ticks(max: u64, wanted: usize) -> Vec<u64> {
    let decades = decades(max);
    let every = decades.div_ceil(wanted.max(1) as u32).max(1);
    // 10^19 is the last power of ten that 64 bits hold.
    let powers = (0..=decades.div_ceil(every)).map(|step| 10_u64.pow((step * every).min(19)));
    std::iter::once(0).chain(powers).collect()
}

/// The ticks that suit the type.
pub(super) fn ticks_of(kind: ScaleType, max: u64, wanted: usize) -> Vec<u64> {
    match kind {
        ScaleType::Linear => ticks(max, wanted),
        ScaleType::Log => log_ticks(max, wanted),
    }
}

/// How many powers of ten lie between 1 and the first one not below `max`; at least one.
fn decades(max: u64) -> u32 {
    let max = max.clamp(10, 1_000_000_000_000_000_000);
    let whole = max.ilog10();
    whole + u32::from(10_u64.pow(whole) < max)
}

/// A scale of the value axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scale {
    /// In proportion.
    Linear(Linear),
    /// By powers of ten.
    Log(Log),
}

impl Scale {
    /// The scale that ends at the last of these ticks.
    pub fn of(kind: ScaleType, ticks: &[u64], length_px: f64) -> Self {
        let linear = Linear::of(ticks, length_px);
        match kind {
            ScaleType::Linear => Self::Linear(linear),
            ScaleType::Log => Self::Log(Log {
                top: linear.top,
                length_px,
            }),
        }
    }

    /// How far from zero a value lies, in pixels; never outside the scale.
    pub fn px(self, value: u64) -> f64 {
        match self {
            Self::Linear(linear) => linear.px(value),
            Self::Log(log) => log.px(value),
        }
    }

    /// The largest value of the domain.
    pub fn top(self) -> u64 {
        match self {
            Self::Linear(linear) => linear.top,
            Self::Log(log) => log.top,
        }
    }
}

/// A logarithmic scale from 1 to `top`. It has no zero of its own, so 0 stands half a power of ten before 1: what is
/// nothing has no length, and what is one can be seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Log {
    /// The largest value of the domain, more than 1.
    pub top: u64,
    /// The pixels from 0 to the top.
    pub length_px: f64,
}

impl Log {
    /// The room of 0 in powers of ten.
    const ZERO: f64 = 0.5;

    /// How far from zero a value lies, in pixels; never outside the scale.
    pub fn px(self, value: u64) -> f64 {
        if value == 0 {
            return 0.0;
        }
        let whole = (self.top.max(10) as f64).log10() + Self::ZERO;
        (((value as f64).log10() + Self::ZERO) / whole).min(1.0) * self.length_px
    }
}

/// Bands of equal width, one a category.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bands {
    /// From one band's start to the next.
    pub step_px: f64,
    /// Width of what is drawn in a band.
    pub width_px: f64,
}

impl Bands {
    /// `count` bands over `length_px`, a third of each left free where there is room, none wider than `max_px`.
    pub fn new(count: usize, length_px: f64, max_px: f64) -> Self {
        let step_px = length_px / count.max(1) as f64;
        let share = match step_px {
            step if step < 4.0 => 1.0,
            step if step < 12.0 => 0.8,
            _ => 0.66,
        };
        Self {
            step_px,
            width_px: (step_px * share).min(max_px),
        }
    }

    /// Where the middle of a band lies.
    pub fn middle(self, index: usize) -> f64 {
        (index as f64 + 0.5) * self.step_px
    }

    /// Where what is drawn in a band begins.
    pub fn start(self, index: usize) -> f64 {
        self.middle(index) - self.width_px / 2.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ticks_by_hand() {
        assert_eq!(ticks(0, 5), [0, 1]);
        assert_eq!(ticks(1, 5), [0, 1]);
        assert_eq!(ticks(3, 5), [0, 1, 2, 3]);
        assert_eq!(ticks(7, 5), [0, 2, 4, 6, 8]);
        assert_eq!(ticks(482, 5), [0, 100, 200, 300, 400, 500]);
        assert_eq!(ticks(1_001, 5), [0, 500, 1_000, 1_500]);
        assert_eq!(ticks(9, 0), [0, 10]);
    }

    #[test]
    fn bands_by_hand() {
        let bands = Bands::new(4, 400.0, 64.0);
        assert_eq!((bands.step_px, bands.width_px), (100.0, 64.0));
        assert_eq!((bands.middle(1), bands.start(1)), (150.0, 118.0));
        assert!(Bands::new(0, 400.0, 64.0).step_px.is_finite());
    }

    #[test]
    fn logarithmic_ticks_by_hand() {
        assert_eq!(log_ticks(0, 5), [0, 1, 10]);
        assert_eq!(log_ticks(10, 5), [0, 1, 10]);
        assert_eq!(log_ticks(11, 5), [0, 1, 10, 100]);
        assert_eq!(
            log_ticks(40_000, 5),
            [0, 1, 10, 100, 1_000, 10_000, 100_000]
        );
        assert_eq!(log_ticks(40_000, 3), [0, 1, 100, 10_000, 1_000_000]);
    }

    #[test]
    fn on_a_logarithmic_scale_nothing_has_no_length_and_one_has_some() {
        let scale = Scale::of(ScaleType::Log, &log_ticks(1_000, 5), 350.0);
        let lengths = [0, 1, 10, 100, 1_000].map(|value| scale.px(value).round());
        assert_eq!(lengths, [0.0, 50.0, 150.0, 250.0, 350.0]);
    }

    proptest! {
        #[test]
        fn logarithmic_ticks_are_powers_of_ten_that_cover_the_largest(max: u64, wanted in 0_usize..12) {
            let ticks = log_ticks(max, wanted);
            prop_assert_eq!(&ticks[..2], &[0, 1]);
            prop_assert!(ticks[1..].iter().all(|tick| tick.to_string().trim_end_matches('0') == "1"));
            prop_assert!(ticks.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(ticks.len() <= wanted.max(1) + 3);
            prop_assert!(ticks[ticks.len() - 1] >= max.min(1_000_000_000_000_000_000));
        }

        #[test]
        fn a_scale_rises_and_stays_within_its_length(max: u64, one: u64, other: u64, log: bool, length in 0.0..5000.0_f64) {
            let kind = if log { ScaleType::Log } else { ScaleType::Linear };
            let scale = Scale::of(kind, &ticks_of(kind, max, 5), length);
            let (small, large) = (scale.px(one.min(other)), scale.px(one.max(other)));
            prop_assert!(0.0 <= small && small <= large && large <= length + 1e-9);
            prop_assert_eq!(scale.px(0), 0.0);
        }

        #[test]
        fn ticks_are_round_rising_whole_and_cover_the_largest(max: u64, wanted in 0_usize..12) {
            let ticks = ticks(max, wanted);
            let step = ticks[1];
            let mantissa: String = step.to_string().trim_end_matches('0').to_owned();
            prop_assert!(["1", "2", "5"].contains(&mantissa.as_str()));
            prop_assert!(ticks.windows(2).all(|pair| pair[1] - pair[0] == step));
            prop_assert_eq!(ticks[0], 0);
            prop_assert!(ticks.len() <= wanted.max(1) + 1);
            prop_assert!(ticks[ticks.len() - 1] >= max.min(1_000_000_000_000_000_000));
        }

        #[test]
        fn a_value_lies_on_its_scale(max: u64, value: u64, length in 0.0..5000.0_f64) {
            let px = Linear::of(&ticks(max, 5), length).px(value);
            prop_assert!((0.0..=length).contains(&px));
        }
    }
}
