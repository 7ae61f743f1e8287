//! The markets and organisation sizes of generated rows, and how often each comes.

use super::names::Style;

/// A market: its alpha-2 code, its weight, the style of its customers' names.
pub(super) struct Market {
    pub(super) code: &'static str,
    pub(super) weight: u64,
    pub(super) style: Style,
}

const fn market(code: &'static str, weight: u64, style: Style) -> Market {
    Market {
        code,
        weight,
        style,
    }
}

/// Forty markets, a few of them most of the business.
pub(super) const MARKETS: [Market; 40] = [
    market("US", 300, Style::English),
    market("GB", 120, Style::English),
    market("DE", 105, Style::German),
    market("FR", 78, Style::French),
    market("CA", 60, Style::English),
    market("AU", 48, Style::English),
    market("SE", 44, Style::Swedish),
    market("TW", 42, Style::ChineseTraditional),
    market("NL", 40, Style::Dutch),
    market("IT", 34, Style::Italian),
    market("ES", 32, Style::Spanish),
    market("IN", 30, Style::English),
    market("BR", 28, Style::Portuguese),
    market("JP", 27, Style::Japanese),
    market("CH", 24, Style::German),
    market("BE", 20, Style::French),
    market("MX", 19, Style::Spanish),
    market("AT", 18, Style::German),
    market("DK", 17, Style::Swedish),
    market("NO", 16, Style::Swedish),
    market("AE", 15, Style::Arabic),
    market("PL", 14, Style::Polish),
    market("ZA", 13, Style::English),
    market("IE", 12, Style::English),
    market("FI", 11, Style::Swedish),
    market("SA", 10, Style::Arabic),
    market("HK", 9, Style::ChineseTraditional),
    market("SG", 9, Style::English),
    market("NZ", 8, Style::English),
    market("PT", 8, Style::Portuguese),
    market("CZ", 7, Style::Czech),
    market("TR", 7, Style::Turkish),
    market("KR", 6, Style::Korean),
    market("GR", 5, Style::Greek),
    market("IL", 5, Style::Hebrew),
    market("EG", 4, Style::Arabic),
    market("CL", 4, Style::Spanish),
    market("VN", 3, Style::Vietnamese),
    market("BG", 2, Style::Cyrillic),
    market("IS", 1, Style::Swedish),
];

/// Where the partner has offices; a customer elsewhere is served by one of them.
pub(super) const OFFICES: [(&str, u64); 6] = [
    ("US", 40),
    ("GB", 22),
    ("DE", 16),
    ("SE", 10),
    ("FR", 7),
    ("TW", 5),
];

/// The sizes in use, smallest first (endpoint.md §4.3), and their weights.
pub(super) const SIZES: [(&str, u64); 8] = [
    ("1to9employees", 26),
    ("10to50employees", 34),
    ("51to250employees", 20),
    ("251to1000employees", 10),
    ("1001to5000employees", 5),
    ("5001to10000employees", 2),
    ("10001to20000employees", 2),
    ("Morethan20000employees", 1),
];

/// The coarser, overlapping scale of before.
pub(super) const OLD_SIZES: [&str; 3] =
    ["1to50employees", "51to500employees", "Morethan500employees"];
