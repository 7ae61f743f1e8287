//! How the table looks: rows or cards, how high they are, how wide columns are. The style sheet has the same numbers.

use referral_engine::field::{Field, Kind};
use referral_engine::query::Density;

/// Rows of a table, or a card for each where there is no room for columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A row a referral.
    Rows,
    /// A card a referral, its values under their names.
    Cards,
}

/// Below this width, in px, rows are cards.
const CARDS_BELOW_PX: f64 = 480.0;

impl Layout {
    /// The layout for a width in px; 0 where it is not known yet.
    pub fn of_width(width_px: f64) -> Self {
        if width_px > 0.0 && width_px < CARDS_BELOW_PX {
            Self::Cards
        } else {
            Self::Rows
        }
    }
}

/// The look.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// Rows or cards.
    pub layout: Layout,
    /// How high rows are.
    pub density: Density,
    /// The widths that columns were given, in px, in the order of [`Field::ALL`].
    pub widths_px: [Option<u32>; 16],
}

impl Look {
    /// The height of a row, or of a card of so many columns, in px.
    pub(super) fn row_height_px(&self, columns: usize) -> u32 {
        match (self.layout, self.density) {
            (Layout::Rows, Density::Comfortable) => 36,
            (Layout::Rows, Density::Compact) => 28,
            (Layout::Cards, _) => columns.div_ceil(2) as u32 * 40 + 13,
        }
    }

    /// The height of the header that lies over the rows, in px.
    pub(super) fn head_px(&self) -> i32 {
        if self.is_cards() { 0 } else { 36 }
    }

    /// The width of a column, in px.
    pub(super) fn width_px(&self, field: Field) -> u32 {
        let given = self.widths_px.get(field.index()).copied().flatten();
        given.unwrap_or(match field.kind() {
            Kind::Text => 96,
            Kind::Name => 232,
            Kind::Code => 172,
            Kind::Date => 140,
        })
    }

    pub(super) fn is_cards(&self) -> bool {
        self.layout == Layout::Cards
    }

    /// The class of the table's box.
    pub(super) fn class(&self) -> &'static str {
        let is_sized = self.widths_px.iter().any(Option::is_some);
        match (self.layout, self.density, is_sized) {
            (Layout::Cards, ..) => "cards",
            (_, Density::Comfortable, false) => "comfortable",
            (_, Density::Comfortable, true) => "comfortable sized",
            (_, Density::Compact, false) => "compact",
            (_, Density::Compact, true) => "compact sized",
        }
    }
}
