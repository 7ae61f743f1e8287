//! A query string cut into pairs, with what an `&` that was not encoded has torn off put back.

use super::names::Parameter;
use super::traced::Traced;
use super::{Clinic, FindingKind, Outcome};

/// The pairs of a query string. A piece that cannot be a pair belongs to the filter before it, whose `&` was not encoded.
pub(super) fn pieces(query: &Traced, clinic: &mut Clinic) -> Vec<Traced> {
    let mut pieces: Vec<Traced> = Vec::new();
    let mut filter: Option<Quotes> = None;
    let all = query.split('&');
    let last = all
        .iter()
        .rposition(|piece| !piece.text().trim().is_empty());
    for piece in all.iter().take(last.map_or(0, |last| last + 1)) {
        let start = piece.whole().start;
        match (pieces.last_mut(), &mut filter) {
            (Some(before), Some(quotes)) if belongs_to(quotes, piece) => {
                quotes.count(piece);
                let ampersand = start.saturating_sub(1)..start;
                clinic.find(
                    FindingKind::UnencodedAmpersand,
                    ampersand.clone(),
                    Outcome::Mended,
                );
                before.push('&', ampersand);
                before.append(piece);
            }
            _ => {
                filter = Quotes::of_filter(piece);
                pieces.push(piece.clone());
            }
        }
    }
    pieces.retain(|piece| !piece.text().trim().is_empty());
    pieces
}

/// Whether a filter that goes on has an open quote.
struct Quotes {
    is_open: bool,
}

impl Quotes {
    fn of_filter(piece: &Traced) -> Option<Self> {
        let (key, _) = piece.split_once('=')?;
        let name = key.decode();
        let parameter = Parameter::guess(name.text().trim().trim_start_matches('$'));
        let mut quotes = Self { is_open: false };
        quotes.count(piece);
        (parameter == Some(Parameter::Filter)).then_some(quotes)
    }

    fn count(&mut self, piece: &Traced) {
        self.is_open ^= piece.decode().text().matches('\'').count() % 2 == 1;
    }
}

/// Whether the piece goes on with the filter: it has no name, or stands in a quote, which ends where a parameter of ours begins.
fn belongs_to(filter: &Quotes, piece: &Traced) -> bool {
    let text = piece.text();
    let name = text.split('=').next().unwrap_or_default().trim();
    let has_name = text.contains('=') && !name.is_empty() && !name.contains([' ', '\'', '(', ')']);
    let is_ours = has_name && Parameter::from_name(name.trim_start_matches('$')).is_some();
    !is_ours && (filter.is_open || !has_name)
}
