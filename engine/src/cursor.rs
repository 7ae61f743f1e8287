//! The one cell of a table that keys start from, and where each key leads: the ARIA grid pattern as plain numbers.
//!
//! Rows are counted by their place in the order that is shown. Which key is pressed and where the focus is, is the
//! component's.

/// A cell: the header's where there is no row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The place of the row, `None` for the header.
    pub place: Option<usize>,
    /// The place of the column.
    pub column: usize,
}

/// Where to go from a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// A row up; from the first one to the header.
    Up,
    /// A row down; from the header to the row that comes first on the screen.
    Down,
    /// A column to the left.
    Left,
    /// A column to the right.
    Right,
    /// A screen up.
    PageUp,
    /// A screen down.
    PageDown,
    /// The first column.
    RowStart,
    /// The last column.
    RowEnd,
    /// The first cell of the first row.
    Start,
    /// The last cell of the last row.
    End,
}

/// How far a table reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Rows.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// Rows that fit the screen.
    pub page: usize,
    /// The place of the row that comes first on the screen.
    pub top: usize,
}

impl Move {
    /// The move of a key, by the name that the DOM gives it; `wide` with Control or Command held.
    pub fn of_key(key: &str, is_wide: bool) -> Option<Self> {
        Some(match (key, is_wide) {
            ("ArrowUp", false) => Self::Up,
            ("ArrowDown", false) => Self::Down,
            ("ArrowLeft", false) => Self::Left,
            ("ArrowRight", false) => Self::Right,
            ("PageUp", false) => Self::PageUp,
            ("PageDown", false) => Self::PageDown,
            ("Home", false) => Self::RowStart,
            ("End", false) => Self::RowEnd,
            ("Home", true) => Self::Start,
            ("End", true) => Self::End,
            _ => return None,
        })
    }
}

impl Cursor {
    /// The cell that a move leads to; never beyond the table.
    #[must_use]
    pub fn after(self, step: Move, reach: Reach) -> Self {
        let last = reach.rows.saturating_sub(1);
        let last_column = reach.columns.saturating_sub(1);
        let page = reach.page.max(1);
        let Self { place, column } = self;
        let at = |place: usize| (reach.rows > 0).then_some(place.min(last));
        let (place, column) = match step {
            Move::Up => (place.and_then(|place| at(place.checked_sub(1)?)), column),
            Move::Down => (at(place.map_or(reach.top, |place| place + 1)), column),
            Move::Left => (place, column.saturating_sub(1)),
            Move::Right => (place, column + 1),
            Move::PageUp => (
                place.and_then(|place| at(place.saturating_sub(page))),
                column,
            ),
            Move::PageDown => (at(place.map_or(reach.top, |place| place + page)), column),
            Move::RowStart => (place, 0),
            Move::RowEnd => (place, last_column),
            Move::Start => (at(0), 0),
            Move::End => (at(last), last_column),
        };
        Self {
            place,
            column: column.min(last_column),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const REACH: Reach = Reach {
        rows: 100,
        columns: 4,
        page: 10,
        top: 30,
    };

    fn walk(place: Option<usize>, column: usize, steps: &[Move]) -> (Option<usize>, usize) {
        let start = Cursor { place, column };
        let end = steps.iter().fold(start, |at, step| at.after(*step, REACH));
        (end.place, end.column)
    }

    #[test]
    fn the_header_lies_above_the_first_row_and_leads_back_to_the_screen() {
        assert_eq!(walk(Some(1), 2, &[Move::Up, Move::Up]), (None, 2));
        assert_eq!(walk(None, 2, &[Move::Up, Move::Right]), (None, 3));
        assert_eq!(walk(None, 2, &[Move::Down]), (Some(30), 2));
    }

    #[test]
    fn no_move_leads_beyond_the_table() {
        assert_eq!(
            walk(Some(95), 0, &[Move::PageDown, Move::Left]),
            (Some(99), 0)
        );
        assert_eq!(walk(Some(5), 3, &[Move::PageUp, Move::Right]), (Some(0), 3));
        assert_eq!(walk(Some(5), 1, &[Move::End]), (Some(99), 3));
        assert_eq!(walk(Some(5), 1, &[Move::RowEnd]), (Some(5), 3));
        assert_eq!(walk(Some(5), 1, &[Move::RowStart]), (Some(5), 0));
        assert_eq!(walk(Some(5), 1, &[Move::Start]), (Some(0), 0));
    }

    proptest! {
        #[test]
        fn whatever_is_pressed_the_cell_is_there(rows in 0_usize..50, columns in 1_usize..17, keys in proptest::collection::vec(0_usize..10, 0..60)) {
            let moves = [Move::Up, Move::Down, Move::Left, Move::Right, Move::PageUp, Move::PageDown, Move::RowStart,
                Move::RowEnd, Move::Start, Move::End];
            let reach = Reach { rows, columns, page: 7, top: 3 };
            let mut cursor = Cursor { place: None, column: 0 };
            for key in keys {
                cursor = cursor.after(moves[key], reach);
                prop_assert!(cursor.column < columns);
                prop_assert!(cursor.place.is_none_or(|place| place < rows));
            }
        }
    }
}
