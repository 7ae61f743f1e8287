//! A page as bytes: in pieces as the connection takes them, or whole where a fault must know where its rows end.

use std::ops::Range;
use std::sync::Arc;

use super::envelope::Frame;
use super::spoil;
use crate::dataset::{Chosen, Dataset};

/// About how many bytes are handed to the connection at once.
const PIECE: usize = 64 * 1024;

/// All lines of an answer before it is cut into pages.
pub(crate) enum Lines {
    /// Rows of the data set.
    Rows { data: Arc<Dataset>, chosen: Chosen },
    /// Groups, each already JSON.
    Groups(Vec<Vec<u8>>),
}

impl Lines {
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Rows { chosen, .. } => chosen.len(),
            Self::Groups(groups) => groups.len(),
        }
    }

    fn write(&self, place: usize, out: &mut Vec<u8>) {
        match self {
            Self::Rows { data, chosen } => {
                let row = chosen
                    .get(place)
                    .and_then(|row| data.rows.get(*row as usize));
                if let Some(row) = row {
                    row.write_json(out);
                }
            }
            Self::Groups(groups) => {
                out.extend_from_slice(groups.get(place).map_or(b"null", Vec::as_slice))
            }
        }
    }
}

/// One page of an answer.
pub(crate) struct Page {
    pub(crate) lines: Lines,
    pub(crate) range: Range<usize>,
    pub(crate) frame: Frame,
    pub(crate) upper_keys: bool,
    pub(crate) bad_cells: bool,
}

/// A whole page, and where each of its rows begins and ends.
pub(crate) struct Written {
    pub(crate) bytes: Vec<u8>,
    pub(crate) rows: Vec<Range<usize>>,
}

impl Page {
    /// The whole page at once.
    pub(crate) fn write(self) -> Written {
        let mut bytes = self.frame.head.clone();
        let mut rows = Vec::with_capacity(self.range.len());
        for place in self.range.clone() {
            self.separate(place, &mut bytes);
            let start = bytes.len();
            self.write_line(place, &mut bytes);
            rows.push(start..bytes.len());
        }
        bytes.extend_from_slice(&self.frame.tail);
        Written { bytes, rows }
    }

    /// The page in pieces, each written when it is asked for.
    pub(crate) fn pieces(self) -> impl Iterator<Item = Vec<u8>> {
        let mut place = self.range.start;
        let mut done = false;
        std::iter::from_fn(move || {
            if done {
                return None;
            }
            let mut piece = Vec::with_capacity(PIECE + 1024);
            if place == self.range.start {
                piece.extend_from_slice(&self.frame.head);
            }
            while place < self.range.end && piece.len() < PIECE {
                self.separate(place, &mut piece);
                self.write_line(place, &mut piece);
                place += 1;
            }
            if place >= self.range.end {
                piece.extend_from_slice(&self.frame.tail);
                done = true;
            }
            Some(piece)
        })
    }

    fn separate(&self, place: usize, out: &mut Vec<u8>) {
        if place > self.range.start {
            out.extend_from_slice(self.frame.separator);
        }
    }

    fn write_line(&self, place: usize, out: &mut Vec<u8>) {
        let start = out.len();
        self.lines.write(place, out);
        if self.upper_keys {
            spoil::upper_keys(out, start);
        }
        if self.bad_cells {
            spoil::bad_cells(out, start, place);
        }
    }
}
