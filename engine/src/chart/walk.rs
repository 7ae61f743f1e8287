//! From mark to mark by keys, and the mark next to a place.

use super::shapes::{Mark, Shapes};

/// A step that a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// To the category before.
    Back,
    /// To the next category.
    On,
    /// To the series before, in the order of the legend.
    SeriesBack,
    /// To the next series.
    SeriesOn,
    /// To the first category.
    First,
    /// To the last category.
    Last,
}

/// The mark that a step from `from` leads to; `from` itself at an end.
///
/// Categories and series without a mark are passed over; in another category the mark of the nearest series is taken.
pub fn walk(marks: &[Mark], from: usize, step: Move) -> usize {
    let Some(here) = marks.get(from) else {
        return 0;
    };
    let off = |mark: &Mark| mark.series.abs_diff(here.series);
    let places = marks.iter().enumerate();
    let found = match step {
        Move::Back => places
            .filter(|(_, mark)| mark.category < here.category)
            .min_by_key(|(_, mark)| (here.category - mark.category, off(mark))),
        Move::On => places
            .filter(|(_, mark)| mark.category > here.category)
            .min_by_key(|(_, mark)| (mark.category - here.category, off(mark))),
        Move::SeriesBack => places
            .filter(|(_, mark)| mark.category == here.category && mark.series < here.series)
            .min_by_key(|(_, mark)| off(mark)),
        Move::SeriesOn => places
            .filter(|(_, mark)| mark.category == here.category && mark.series > here.series)
            .min_by_key(|(_, mark)| off(mark)),
        Move::First => places.min_by_key(|(_, mark)| (mark.category, off(mark))),
        Move::Last => places.min_by_key(|(_, mark)| (usize::MAX - mark.category, off(mark))),
    };
    found.map_or(from, |(place, _)| place)
}

/// The mark whose middle is nearest to a place, across first: what a pointer over a line means.
pub fn nearest(shapes: &Shapes, x: f64, y: f64) -> Option<usize> {
    let away = |mark: &Mark| {
        let (middle_x, middle_y) = mark.shape.bounds().middle();
        // Across counts much more than down: people point at a date, then at a line.
        (middle_x - x).abs() * 1000.0 + (middle_y - y).abs()
    };
    let marks = shapes.marks.iter().enumerate();
    marks
        .min_by(|left, right| away(left.1).total_cmp(&away(right.1)))
        .map(|(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Shape;

    fn marks(places: &[(usize, usize)]) -> Vec<Mark> {
        let mark = |(category, series): &(usize, usize)| Mark {
            category: *category,
            series: *series,
            count: 1,
            shape: Shape::Point {
                x: *category as f64 * 10.0,
                y: *series as f64 * 10.0,
            },
        };
        places.iter().map(mark).collect()
    }

    #[test]
    fn steps_lead_to_the_next_mark_that_is_there() {
        // Category 1 has no mark; series 1 is missing in category 2.
        let marks = marks(&[(0, 0), (0, 1), (0, 3), (2, 0), (2, 3), (3, 1)]);
        assert_eq!(walk(&marks, 0, Move::On), 3);
        assert_eq!(walk(&marks, 1, Move::On), 3);
        assert_eq!(walk(&marks, 2, Move::On), 4);
        assert_eq!(walk(&marks, 4, Move::Back), 2);
        assert_eq!(walk(&marks, 1, Move::SeriesOn), 2);
        assert_eq!(walk(&marks, 2, Move::SeriesBack), 1);
        assert_eq!(walk(&marks, 2, Move::Last), 5);
        assert_eq!(walk(&marks, 5, Move::First), 1);
    }

    #[test]
    fn at_an_end_one_stays() {
        let marks = marks(&[(0, 0), (1, 0)]);
        assert_eq!(walk(&marks, 0, Move::Back), 0);
        assert_eq!(walk(&marks, 1, Move::On), 1);
        assert_eq!(walk(&marks, 1, Move::SeriesOn), 1);
        assert_eq!(walk(&[], 4, Move::On), 0);
        assert_eq!(walk(&marks, 9, Move::On), 0);
    }
}
