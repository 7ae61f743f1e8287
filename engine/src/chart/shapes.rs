//! What a layout gives: marks, lines, ticks, labels and numbers with their places in pixels. Pure values, made in `layout`.

use super::axis::Label;
use super::choose::Drawn;

/// A rectangle in the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Never below 0.
    pub width: f64,
    /// Never below 0.
    pub height: f64,
}

impl Rect {
    /// Right edge.
    pub fn right(self) -> f64 {
        self.x + self.width
    }

    /// Bottom edge.
    pub fn bottom(self) -> f64 {
        self.y + self.height
    }

    /// Its middle.
    pub fn middle(self) -> (f64, f64) {
        (self.x + self.width / 2.0, self.y + self.height / 2.0)
    }
}

/// What a mark looks like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// A bar or a segment of one.
    Bar(Rect),
    /// A point of a line.
    Point {
        /// Across.
        x: f64,
        /// Down.
        y: f64,
    },
    /// A cell of a grid; the shade goes from 1 (least) to 5 (most).
    Cell {
        /// Where.
        rect: Rect,
        /// How much.
        shade: u8,
    },
}

impl Shape {
    /// The smallest rectangle around it.
    pub fn bounds(self) -> Rect {
        match self {
            Self::Bar(rect) | Self::Cell { rect, .. } => rect,
            Self::Point { x, y } => Rect {
                x,
                y,
                width: 0.0,
                height: 0.0,
            },
        }
    }
}

/// Something that stands for referrals, can be focused and picked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Place in [`ChartData::categories`].
    pub category: usize,
    /// Place in [`ChartData::series`].
    pub series: usize,
    /// Referrals.
    pub count: u64,
    /// Its form.
    pub shape: Shape,
}

/// A tick of the value axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tick {
    /// The number.
    pub value: u64,
    /// Its place along the axis, in the drawing's pixels.
    pub at: f64,
}

/// A line of a series, in pieces: unreadable and missing dates are not joined to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Place in [`ChartData::series`].
    pub series: usize,
    /// The points, in order.
    pub points: Vec<(f64, f64)>,
}

/// A series' name at the end of its line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EndLabel {
    /// Place in [`ChartData::series`].
    pub series: usize,
    /// Left edge of the text.
    pub x: f64,
    /// Middle of the text.
    pub y: f64,
}

/// A number written at a bar or in a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ValueText {
    /// The number.
    pub value: u64,
    /// Where the text is anchored: its middle, or its left edge beside a lying bar.
    pub x: f64,
    /// The text's middle.
    pub y: f64,
    /// The shade it stands on, 0 for the surface.
    pub shade: u8,
}

/// Which way the value axis runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Values rise upward, categories run to the right.
    Upright,
    /// Values grow to the right, categories run down.
    Lying,
}

/// A chart, laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Shapes {
    /// What is drawn.
    pub drawn: Drawn,
    /// Which way.
    pub direction: Direction,
    /// The drawing's width.
    pub width: f64,
    /// The drawing's height.
    pub height: f64,
    /// Where the marks lie.
    pub plot: Rect,
    /// Ticks of the value axis; none for a grid.
    pub ticks: Vec<Tick>,
    /// Labels of the category axis.
    pub labels: Vec<Label>,
    /// Whether they are tilted, ending at their place.
    pub tilted: bool,
    /// Labels of the grid's rows: series, and their middle; none elsewhere.
    pub rows: Vec<(usize, f64)>,
    /// The marks, categories first, then series.
    pub marks: Vec<Mark>,
    /// The lines behind the points.
    pub lines: Vec<Line>,
    /// Names at the ends of lines.
    pub ends: Vec<EndLabel>,
    /// Numbers at bars and in cells.
    pub values: Vec<ValueText>,
    /// Whether there is room for their shares too.
    pub shares: bool,
}

impl Shapes {
    /// An empty drawing.
    pub(super) fn new(drawn: Drawn, direction: Direction, size: (f64, f64), plot: Rect) -> Self {
        Self {
            drawn,
            direction,
            width: size.0,
            height: size.1,
            plot,
            ticks: Vec::new(),
            labels: Vec::new(),
            tilted: false,
            rows: Vec::new(),
            marks: Vec::new(),
            lines: Vec::new(),
            ends: Vec::new(),
            values: Vec::new(),
            shares: false,
        }
    }
}
