//! What is seldom but allowed: other words for a status, unknown ones, sizes of the older scale, nulls.
//!
//! Cells that are plainly wrong are a fault, not an oddity: `fault::Fault::BadCells`.

use referral_engine::field::Field;

use super::vocabulary::OLD_SIZES;
use super::{Oddities, Random};
use crate::row::Row;

/// Makes the row odd, now and then.
pub(super) fn maybe(row: &mut Row, oddities: Oddities, random: &mut Random) {
    let per_mille = match oddities {
        Oddities::Usual => 20,
        Oddities::Few => 2,
        Oddities::Hostile => 200,
    };
    if random.below(1000) >= per_mille {
        return;
    }
    match random.below(10) {
        0..4 => other_word(row, random),
        4 => row.set_term(
            Field::Status,
            random.pick(&["OnHold", "Error", "Withdrawn"]),
        ),
        5..7 => row.set_term(Field::CustomerOrgSize, random.pick(&OLD_SIZES)),
        7 => row.clear_term(Field::CustomerOrgSize),
        8 => row.clear_term(Field::PartnerMarket),
        _ => row.clear_term(Field::CustomerMarket),
    }
}

/// An alias of the status (endpoint.md §4.2).
fn other_word(row: &mut Row, random: &mut Random) {
    let aliases: &[&str] = match row.term(Field::Status) {
        Some("New") => &["Pending", "Created", "Received"],
        Some("Acknowledged") => &["Validated", "Evaluating"],
        Some("Accepted") => &["Active", "Negotiating"],
        Some("Declined") => &["Rejected"],
        _ if row.date(Field::ArchivedDate).is_some() => &["Archived", "Closed"],
        _ => return,
    };
    let alias = random.pick(aliases);
    row.set_term(Field::Status, alias);
}
