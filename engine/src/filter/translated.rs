//! Words of translated documents → fields and values of the wire (endpoint.md §9).
//!
//! Machine-translated pages translate names that must not be translated; here they are understood, never written.
//! Words are those of endpoint.md §9 for fr, sv, zh-TW and de; single slips of those pages stand by themselves.

use crate::field::{Field, ORG_SIZES, OrgSize, canonical_status};
use crate::lower::lower_case;

/// Beginnings of the word for each stage, its date and its status. "Not closed" stands before "closed", which is in it.
const STAGES: [(Field, &str, &[&str]); 10] = [
    (
        Field::LostDate,
        "Lost",
        &["perdu", "förlor", "verloren", "未成交"],
    ),
    (
        Field::WonDate,
        "Won",
        &[
            "gagné",
            "remporté",
            "conclu",
            "vunn",
            "vann",
            "gewonnen",
            "成交",
        ],
    ),
    (
        Field::CreatedDate,
        "New",
        &["créé", "création", "skapa", "erstell", "建立"],
    ),
    (
        Field::AcknowledgedDate,
        "Acknowledged",
        &["confirmé", "reconnu", "bekräft", "bestätig", "確認", "認可"],
    ),
    (
        Field::AcceptedDate,
        "Accepted",
        &["accepté", "accepter", "godkän", "angenommen", "接受"],
    ),
    (
        Field::DeclinedDate,
        "Declined",
        &["refusé", "avvisa", "neka", "abgelehnt", "拒絕"],
    ),
    (
        Field::ExpiredDate,
        "Expired",
        &["expiré", "utgång", "abgelaufen", "過期", "到期"],
    ),
    (
        Field::MissedDate,
        "Missed",
        &["manqué", "missad", "verpasst", "錯過"],
    ),
    (
        Field::SkippedDate,
        "Skipped",
        &["ignoré", "överhopp", "übersprungen", "略過"],
    ),
    (
        Field::ArchivedDate,
        "Archived",
        &["archivé", "arkiver", "archiviert", "封存"],
    ),
];

/// The field that a translated name stands for: `Souhaite`, `skapadDatum`, `Kundenmarkt`, `客戶名稱`.
pub(super) fn translated_field(word: &str) -> Option<Field> {
    let word = lower_case(word);
    let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
    let customer = has(&["client", "kund", "customer", "客戶"]);
    let partner = has(&["partner", "partenaire", "合作夥伴"]);
    let market = has(&["marché", "marknad", "markt", "市場"]);
    match () {
        () if has(&["souhaite"]) => Some(Field::CustomerName),
        () if has(&["état", "statut", "狀態"]) => Some(Field::Status),
        () if market && partner => Some(Field::PartnerMarket),
        () if market => Some(Field::CustomerMarket),
        () if has(&["taille", "storlek", "größe", "大小"]) => Some(Field::CustomerOrgSize),
        () if customer && has(&["nom", "namn", "name", "名稱"]) => Some(Field::CustomerName),
        () => STAGES
            .into_iter()
            .find(|(_, _, words)| has(words))
            .map(|(field, _, _)| field),
    }
}

/// The documented value that a translated one stands for.
pub(super) fn translated_value(field: Field, text: &str) -> Option<&'static str> {
    // No value of the wire, in whatever language, is longer.
    if text.len() > 80 {
        return None;
    }
    match field {
        Field::Status => translated_status(text),
        Field::CustomerOrgSize => translated_size(text),
        _ => None,
    }
}

fn translated_status(text: &str) -> Option<&'static str> {
    const NEW: [&str; 4] = ["nouvelle", "ny", "neu", "新"];
    let word = lower_case(text.trim());
    if canonical_status(&word).is_some() {
        return None;
    }
    if NEW.contains(&word.as_str()) {
        return Some("New");
    }
    // A few letters of inflection (or 已) around the stem; more is another word.
    let is_form =
        |stem: &&str| word.contains(*stem) && word.chars().count() <= stem.chars().count() + 4;
    STAGES
        .into_iter()
        .find(|(_, _, stems)| stems.iter().any(is_form))
        .map(|(_, status, _)| status)
}

/// `10 ila 50 çalışan`, `plus de 500 employés`: the documented size with those numbers.
fn translated_size(text: &str) -> Option<&'static str> {
    if OrgSize::parse(text).is_some() {
        return None;
    }
    let (first, second) = match numbers(text).as_slice() {
        [least] => (least.checked_add(1)?, None),
        [from, to] => (*from, Some(*to)),
        _ => return None,
    };
    let wanted = OrgSize {
        from: first,
        to: second,
    };
    ORG_SIZES
        .into_iter()
        .find(|known| OrgSize::parse(known) == Some(wanted))
}

/// The numbers in a text; a blank or a point before exactly three digits groups thousands.
fn numbers(text: &str) -> Vec<u32> {
    let mut numbers: Vec<u32> = Vec::new();
    let mut gap: Option<char> = None;
    for part in text.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = part.trim_end_matches(|c: char| !c.is_ascii_digit());
        if !digits.is_empty() {
            let groups = digits.len() == 3
                && gap.is_some_and(|c| matches!(c, ' ' | '.' | ',' | '\u{a0}' | '\u{202f}'));
            let value = digits.parse().unwrap_or(u32::MAX);
            match numbers.last_mut() {
                Some(last) if groups && *last < 1000 => *last = *last * 1000 + value,
                _ => numbers.push(value),
            }
        }
        // Two separators in a row group nothing.
        let separator = part.chars().next_back().filter(|c| !c.is_ascii_digit());
        gap = if digits.is_empty() { None } else { separator };
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn translated_names_find_their_field() {
        for (word, field) in [
            ("Souhaite", Field::CustomerName),
            ("état", Field::Status),
            ("marchéClient", Field::CustomerMarket),
            ("Partnermarkt", Field::PartnerMarket),
            ("合作夥伴市場", Field::PartnerMarket),
            ("客戶名稱", Field::CustomerName),
            ("kundnamn", Field::CustomerName),
            ("Organisationsgröße", Field::CustomerOrgSize),
            ("skapadDatum", Field::CreatedDate),
            ("Erstellungsdatum", Field::CreatedDate),
            ("未成交日期", Field::LostDate),
            ("成交日期", Field::WonDate),
            ("dateIgnorée", Field::SkippedDate),
        ] {
            assert_eq!(translated_field(word), Some(field), "{word}");
        }
        assert_eq!(translated_field("abonnement"), None);
    }

    #[test]
    fn translated_values_find_theirs() {
        let status = |text| translated_value(Field::Status, text);
        assert_eq!(status("Acceptée"), Some("Accepted"));
        assert_eq!(status("vunnen"), Some("Won"));
        assert_eq!(status("已錯過"), Some("Missed"));
        assert_eq!(status("Neu"), Some("New"));
        assert_eq!(status("Angenommen"), Some("Accepted"));
        for other in [
            "Accepted",
            "Active",
            "Teleported",
            "gewonnen und verloren",
            "",
        ] {
            assert_eq!(status(other), None, "{other}");
        }
        let size = |text| translated_value(Field::CustomerOrgSize, text);
        assert_eq!(size("10 ila 50 çalışan"), Some("10to50employees"));
        assert_eq!(
            size("10 001 à 20 000 employés"),
            Some("10001to20000employees")
        );
        assert_eq!(size("plus de 500 employés"), Some("Morethan500employees"));
        assert_eq!(size("1.001–5.000 Mitarbeiter"), Some("1001to5000employees"));
        for other in [
            "10to50employees",
            "10to60employees",
            "many",
            "10 20 30",
            "99999999999",
        ] {
            assert_eq!(size(other), None, "{other}");
        }
    }
}
