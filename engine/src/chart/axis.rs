//! Labels of the category axis: how wide they are about, and which are left out so that none touch.

use super::data::ChartData;
use super::order::Slot;
use super::scale::Bands;
use crate::date::Level;

/// Free space between two labels.
const GAP_PX: f64 = 10.0;

/// A label of the category axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label {
    /// Which category.
    pub category: usize,
    /// Its middle along the axis, in the drawing's pixels.
    pub at: f64,
    /// The room it has; longer text is cut.
    pub room_px: f64,
}

/// About how wide a text is in the 12 px interface font: 7 px a character, 13 for the wide ones of East Asia.
pub fn text_px(text: &str) -> f64 {
    text.chars()
        .map(|character| if character >= '\u{1100}' { 13.0 } else { 7.0 })
        .sum()
}

/// About how wide a count is, with its separators.
pub(super) fn count_px(count: u64) -> f64 {
    let digits = count.checked_ilog10().unwrap_or(0) + 1;
    f64::from(digits + (digits - 1) / 3) * 7.0
}

/// The widest of the texts, in pixels; 0 for none.
pub(super) fn widest(texts_px: &[f64]) -> f64 {
    texts_px.iter().copied().fold(0.0, f64::max)
}

/// The labels that fit beside each other below bands that begin at `left`, none of them beyond `right`.
pub(super) fn labels(
    data: &ChartData,
    texts_px: &[f64],
    bands: Bands,
    (left, right): (f64, f64),
) -> Vec<Label> {
    let every = stride(data.level, widest(texts_px), bands.step_px);
    let dates = data
        .categories
        .iter()
        .take_while(|slot| slot.day().is_some())
        .count();
    let offset = offset(data, every);
    let mut labels: Vec<Label> = Vec::new();
    for category in 0..data.categories.len() {
        let on_stride = category >= offset && (category - offset).is_multiple_of(every);
        if category < dates && !on_stride {
            continue;
        }
        let half = texts_px.get(category).copied().unwrap_or_default() / 2.0;
        let label = Label {
            category,
            at: (left + bands.middle(category)).clamp(half, (right - half).max(half)),
            room_px: every as f64 * bands.step_px - GAP_PX / 2.0,
        };
        // The first and the last one may have been moved inward, and no date stands close behind the dates.
        if dates > 0 {
            drop_touching(&mut labels, texts_px, label.at - half);
        }
        labels.push(label);
    }
    labels
}

/// Every how many bands a label fits: steps that people count time in.
fn stride(level: Option<Level>, text_px: f64, step_px: f64) -> usize {
    let steps: &[usize] = match level {
        Some(Level::Month) => &[1, 2, 3, 6, 12, 24, 60, 120],
        Some(Level::Week) => &[1, 2, 4, 8, 13, 26, 52, 104],
        Some(Level::Day) => &[1, 2, 7, 14, 28, 56, 91, 182],
        None => return 1,
    };
    let fits = |every: usize| every as f64 * step_px >= text_px + GAP_PX;
    let found = steps.iter().copied().find(|every| fits(*every));
    found.unwrap_or(MOST)
}

/// The stride where even the widest step is too narrow: one label.
const MOST: usize = 1000;

/// Months begin at a month whose number fits the stride, so that quarters and years stand at their start.
fn offset(data: &ChartData, every: usize) -> usize {
    let first = data.categories.first().and_then(Slot::day);
    match (data.level, first) {
        (Some(Level::Month), Some(day)) if every > 1 => {
            let (year, month, _) = day.civil();
            let months = year.unsigned_abs() as usize * 12 + month as usize - 1;
            let wait = (every - months % every) % every;
            if wait < data.categories.len() {
                wait
            } else {
                0
            }
        }
        _ => 0,
    }
}

/// Takes away the last labels that reach beyond `limit`.
fn drop_touching(labels: &mut Vec<Label>, texts_px: &[f64], limit: f64) {
    while let Some(last) = labels.last() {
        let half = texts_px.get(last.category).copied().unwrap_or_default() / 2.0;
        if last.at + half + GAP_PX / 2.0 <= limit {
            break;
        }
        labels.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::fixture::{by_status, days, months};
    use crate::chart::{ChartData, Limits};

    fn shown(groups: &crate::group::Groups, width: f64, text_px: f64) -> Vec<usize> {
        let data = ChartData::of(groups, Limits::BARS).unwrap();
        let texts = vec![text_px; data.categories.len()];
        let bands = Bands::new(data.categories.len(), width, 64.0);
        let labels = labels(&data, &texts, bands, (40.0, 40.0 + width));
        labels.iter().map(|label| label.category).collect()
    }

    #[test]
    fn texts_are_estimated_by_their_characters() {
        assert_eq!(text_px("Won"), 21.0);
        assert_eq!(text_px("已成交"), 39.0);
        assert_eq!(count_px(0), 7.0);
        assert_eq!(count_px(999), 21.0);
        assert_eq!(count_px(1_000), 35.0);
    }

    #[test]
    fn months_are_thinned_to_quarters_that_begin_in_january() {
        // Fourteen months from November 2017.
        assert_eq!(shown(&months("2017-11-01", 14), 1400.0, 56.0).len(), 14);
        assert_eq!(shown(&months("2017-11-01", 14), 420.0, 56.0), [2, 5, 8, 11]);
    }

    #[test]
    fn days_are_thinned_to_weeks() {
        assert_eq!(shown(&days(28), 600.0, 77.0), [0, 7, 14, 21]);
    }

    #[test]
    fn terms_are_never_left_out() {
        assert_eq!(shown(&by_status(), 300.0, 90.0).len(), 4);
    }

    #[test]
    fn labels_do_not_touch() {
        for count in 1..200 {
            let data = ChartData::of(&days(count), Limits::BARS).unwrap();
            let texts = vec![77.0; data.categories.len()];
            let bands = Bands::new(data.categories.len(), 500.0, 64.0);
            let labels = labels(&data, &texts, bands, (0.0, 500.0));
            assert!(!labels.is_empty(), "{count}");
            assert!(
                labels
                    .windows(2)
                    .all(|pair| pair[1].at - pair[0].at >= 77.0),
                "{count}"
            );
        }
    }
}
