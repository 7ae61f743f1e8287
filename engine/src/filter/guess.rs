//! What a wrong word was most likely meant to be: fields, operators, joiners, values; where a text ends is in `quotes`.
//!
//! Guesses only ever become offers (`Repair`); nothing here changes what is sent.

use super::Op;
use super::translated::{translated_field, translated_value};
use crate::field::{Field, ORG_SIZES, STATUSES};

/// `and` or `or`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joiner {
    And,
    Or,
}

impl Joiner {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::And => "and",
            Self::Or => "or",
        }
    }

    pub(super) fn from_name(word: &str) -> Option<Self> {
        [Self::And, Self::Or]
            .into_iter()
            .find(|joiner| joiner.name().eq_ignore_ascii_case(word))
    }

    /// Symbols of other languages, and the words of translated documents.
    pub(super) fn guess(word: &str) -> Option<Self> {
        const AND: [&str; 6] = ["&&", "&", "und", "et", "och", "y"];
        const OR: [&str; 5] = ["||", "|", "oder", "ou", "eller"];
        let is = |known: &&str| known.eq_ignore_ascii_case(word);
        if AND.iter().any(is) {
            Some(Self::And)
        } else {
            OR.iter().any(is).then_some(Self::Or)
        }
    }
}

/// The operator that a symbol or another word stands for.
pub(super) fn guess_operator(word: &str) -> Option<Op> {
    const OPERATORS: [(&str, Op); 13] = [
        ("=", Op::Eq),
        ("==", Op::Eq),
        ("===", Op::Eq),
        ("is", Op::Eq),
        ("equals", Op::Eq),
        ("!=", Op::Ne),
        ("<>", Op::Ne),
        ("neq", Op::Ne),
        (">", Op::Gt),
        (">=", Op::Ge),
        ("gte", Op::Ge),
        ("<", Op::Lt),
        ("<=", Op::Le),
    ];
    OPERATORS
        .into_iter()
        .chain([("lte", Op::Le)])
        .find(|(known, _)| known.eq_ignore_ascii_case(word))
        .map(|(_, op)| op)
}

/// The field that an unknown word was most likely meant to be: a synonym, a date without its ending, a translated name, or a
/// slip of the keys.
pub(crate) fn nearest_field(word: &str) -> Option<Field> {
    const SYNONYMS: [(&str, Field); 18] = [
        ("state", Field::Status),
        ("stage", Field::Status),
        ("referralStatus", Field::Status),
        ("market", Field::CustomerMarket),
        ("country", Field::CustomerMarket),
        ("region", Field::CustomerMarket),
        ("customerCountry", Field::CustomerMarket),
        ("partnerCountry", Field::PartnerMarket),
        ("name", Field::CustomerName),
        ("customer", Field::CustomerName),
        ("company", Field::CustomerName),
        ("size", Field::CustomerOrgSize),
        ("orgSize", Field::CustomerOrgSize),
        ("customerSize", Field::CustomerOrgSize),
        ("organizationSize", Field::CustomerOrgSize),
        ("customerOrganizationSize", Field::CustomerOrgSize),
        ("referralId", Field::Id),
        ("date", Field::CreatedDate),
    ];
    if word.len() > 40 {
        return None;
    }
    let synonym = SYNONYMS
        .into_iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(word))
        .map(|(_, field)| field);
    synonym
        .or_else(|| date_of_stem(word))
        .or_else(|| translated_field(word))
        .or_else(|| nearest_by_spelling(word))
}

/// `created`, `createdOn`, `createdDateTime`, `won_at`: a date by the first half of its name.
fn date_of_stem(word: &str) -> Option<Field> {
    const ENDINGS: [&str; 7] = ["", "on", "at", "time", "datetime", "_date", "_at"];
    Field::DATES.into_iter().find(|field| {
        let stem = field.name().strip_suffix("Date").unwrap_or_default();
        word.split_at_checked(stem.len())
            .is_some_and(|(begin, end)| {
                begin.eq_ignore_ascii_case(stem)
                    && ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(end))
            })
    })
}

fn nearest_by_spelling(word: &str) -> Option<Field> {
    let (distance, field) = Field::ALL
        .into_iter()
        .map(|field| (distance(word, field.name()), field))
        .min_by_key(|(distance, _)| *distance)?;
    // One slip in three letters; `id` is too short to be a misspelling of anything.
    (distance <= (word.len() + 1) / 3 && field != Field::Id).then_some(field)
}

/// Insertions, deletions and replacements between two words, ASCII case aside (Levenshtein).
fn distance(left: &str, right: &str) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.bytes().enumerate() {
        let mut diagonal = i;
        let mut before = i + 1;
        for (cell, b) in row.iter_mut().skip(1).zip(right.bytes()) {
            let replaced = diagonal + usize::from(!a.eq_ignore_ascii_case(&b));
            diagonal = *cell;
            before = replaced.min(before + 1).min(diagonal + 1);
            *cell = before;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

/// The documented spelling of a value that is known in another case or language (endpoint.md §2.1, "case of values").
pub(super) fn canonical_value(field: Field, text: &str) -> Option<String> {
    let known: &[&str] = match field {
        Field::Status => &STATUSES,
        Field::CustomerOrgSize => &ORG_SIZES,
        Field::CustomerMarket | Field::PartnerMarket => {
            let is_code = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
            let upper = text.to_ascii_uppercase();
            return (is_code && upper != text).then_some(upper);
        }
        _ => &[],
    };
    if known.contains(&text) {
        return None;
    }
    known
        .iter()
        .find(|known| known.eq_ignore_ascii_case(text))
        .copied()
        .or_else(|| translated_value(field, text))
        .map(str::to_string)
}

/// The only documented value that the text is a part of, for a `contains` that the field does not have.
pub(super) fn only_value_with(field: Field, part: &str) -> Option<&'static str> {
    let known: &[&'static str] = match field {
        Field::Status => &STATUSES,
        Field::CustomerOrgSize => &ORG_SIZES,
        _ => &[],
    };
    let part = part.to_ascii_lowercase();
    let mut matching = known
        .iter()
        .filter(|known| known.to_ascii_lowercase().contains(&part));
    let only = matching.next().copied();
    only.filter(|_| matching.next().is_none() && !part.is_empty())
}

/// Whether the word begins a condition.
pub(super) fn begins_condition(word: &str) -> bool {
    Field::from_name(word).is_some() || word.eq_ignore_ascii_case("contains")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_misses_find_their_field() {
        let cases = [
            ("state", Field::Status),
            ("STATE", Field::Status),
            ("stauts", Field::Status),
            ("statu", Field::Status),
            ("market", Field::CustomerMarket),
            ("custmerMarket", Field::CustomerMarket),
            ("customer_name", Field::CustomerName),
            ("customerOrganizationSize", Field::CustomerOrgSize),
            ("created", Field::CreatedDate),
            ("wonOn", Field::WonDate),
            ("createdDateTime", Field::CreatedDate),
            ("acceptedate", Field::AcceptedDate),
            ("créée", Field::CreatedDate),
        ];
        for (word, field) in cases {
            assert_eq!(nearest_field(word), Some(field), "{word}");
        }
        for word in ["", "x", "ie", "foo", "customerTenantId", "subscriptionType"] {
            assert_eq!(nearest_field(word), None, "{word}");
        }
    }
}
