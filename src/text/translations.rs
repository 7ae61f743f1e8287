//! Each language has what English has, and says it in its own words. A language that lacks a key fails here by name.

#![expect(
    clippy::panic,
    reason = "a test that cannot go on fails, also in what tests share"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::catalog::Catalog;
use super::language::{ENGLISH, LANGUAGES, Language};

/// The plural categories of whole numbers (CLDR); French has its own for whole millions: "1 000 000 de références".
const PLURALS: [(&str, &[&str]); 4] = [
    ("de", &["one", "other"]),
    ("fr", &["one", "many", "other"]),
    ("sv", &["one", "other"]),
    ("zh-Hant", &["other"]),
];

/// Words that are the same in English and in these languages, where that is no slip.
const SAME: [(&str, &[&str]); 15] = [
    // Code, units and formats of files, not words.
    (
        "de fr sv zh-Hant",
        &["filter-expected.cast-type", "sentence.moment", "export.csv"],
    ),
    ("de sv zh-Hant", &["export.kilobytes", "export.megabytes"]),
    ("sv", &["duration.minutes"]),
    // As it stands on keyboards.
    (
        "sv",
        &["key-names.pages", "key-names.row", "key-names.table"],
    ),
    ("de sv zh-Hant", &["key-names.close"]),
    ("de fr zh-Hant", &["key-names.leave"]),
    ("zh-Hant", &["key-names.open", "key-names.sort"]),
    // An abbreviation and a word that these languages share.
    ("de fr sv", &["field.id", "export.format"]),
    // The same word, and Partner Center's own in these languages (endpoint.md §9).
    (
        "de sv",
        &[
            "export.about-filter",
            "export.filter-line",
            "field.status",
            "filter.label",
            "problems.what",
        ],
    ),
    ("de", &["chart-kind.heatmap"]),
    (
        "fr",
        &[
            "chart.sum",
            "coach.app",
            "export.about-source",
            "fault.code",
        ],
    ),
    ("sv", &["chart-kind.histogram", "chart.kind.histogram"]),
    (
        "sv",
        &["fault.status", "overview.median-of", "overview.period"],
    ),
    ("de sv", &["builder.test"]),
    ("fr", &["chip.list", "suggest.label"]),
];

type Words = BTreeMap<String, String>;

fn read(language: Language) -> Words {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("static/locales")
        .join(format!("{}.json", language.tag));
    let text = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let catalog = Catalog::parse(&text)
        .unwrap_or_else(|_| panic!("{} is no flat object of texts", path.display()));
    let words: Words = catalog
        .keys()
        .map(|key| (key.to_owned(), catalog.pattern(key, None).to_owned()))
        .collect();
    assert_eq!(
        words.len(),
        catalog.keys().count(),
        "{} has a key twice",
        path.display()
    );
    words
}

/// The others than English, with their words.
fn translations() -> Vec<(Language, Words)> {
    let others = LANGUAGES
        .into_iter()
        .filter(|language| *language != ENGLISH);
    others.map(|language| (language, read(language))).collect()
}

fn plurals(language: Language) -> &'static [&'static str] {
    let found = PLURALS.iter().find(|(tag, _)| *tag == language.tag);
    found
        .unwrap_or_else(|| panic!("no plural categories for {}", language.tag))
        .1
}

/// English's keys with the plural categories of another language.
fn expected(english: &Words, language: Language) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for key in english.keys() {
        match key.split_once('#') {
            Some((base, _)) => keys.extend(
                plurals(language)
                    .iter()
                    .map(|category| format!("{base}#{category}")),
            ),
            None => {
                keys.insert(key.clone());
            }
        }
    }
    keys
}

/// English's pattern for a key of another language: that of the same plural category, else of `other`.
fn original<'a>(english: &'a Words, key: &str) -> &'a str {
    let other = || {
        let (base, _) = key.split_once('#')?;
        english.get(&format!("{base}#other"))
    };
    english
        .get(key)
        .or_else(other)
        .map_or("", |pattern| pattern.as_str())
}

fn placeholders(pattern: &str) -> BTreeSet<&str> {
    let parts = pattern.split('{').skip(1);
    parts
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}

/// Words that are code: addresses, the endpoint's names, and quoted values of the filter's syntax.
fn code(pattern: &str) -> BTreeSet<&str> {
    let is_mixed = |word: &&str| {
        let tail = word.bytes().skip(1).any(|byte| byte.is_ascii_uppercase());
        let head = word
            .bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_lowercase());
        head && tail && word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let is_code = |word: &&str| {
        word.contains("://") || word.contains('_') || word.starts_with("/partner") || is_mixed(word)
    };
    pattern
        .split(|c: char| c.is_whitespace() || "{},;".contains(c))
        .map(|word| word.trim_matches(['.', '(', ')', '\'']))
        .filter(is_code)
        .collect()
}

#[test]
fn one_referral_is_told_in_the_singular() {
    let english = read(ENGLISH);
    let wrong: Vec<_> = english
        .iter()
        .filter(|(key, pattern)| !key.contains('#') && pattern.contains("{n} referrals"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_language_has_englishs_keys_and_no_others() {
    let english = read(ENGLISH);
    let mut wrong = Vec::new();
    for (language, words) in translations() {
        let expected = expected(&english, language);
        let keys: BTreeSet<String> = words.keys().cloned().collect();
        let tag = language.tag;
        wrong.extend(
            expected
                .difference(&keys)
                .map(|key| format!("{tag} lacks {key}")),
        );
        wrong.extend(
            keys.difference(&expected)
                .map(|key| format!("{tag} has {key} too much")),
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_text_has_the_placeholders_and_the_code_of_the_english_one() {
    let english = read(ENGLISH);
    let mut wrong = Vec::new();
    for (language, words) in translations() {
        for (key, pattern) in &words {
            let original = original(&english, key);
            let tag = language.tag;
            if placeholders(pattern) != placeholders(original) {
                wrong.push(format!(
                    "{tag} {key}: placeholders of {pattern:?}, English {original:?}"
                ));
            }
            if code(original).iter().any(|name| !pattern.contains(name)) {
                wrong.push(format!(
                    "{tag} {key}: names of {original:?} are lost in {pattern:?}"
                ));
            }
            if original.is_empty() != pattern.is_empty() || pattern.trim() != pattern {
                wrong.push(format!(
                    "{tag} {key}: empty, or blanks at an end: {pattern:?}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_is_left_in_english() {
    let english = read(ENGLISH);
    let allowed = |tag: &str, key: &str| {
        SAME.iter().any(|(languages, keys)| {
            languages.split(' ').any(|language| language == tag) && keys.contains(&key)
        })
    };
    let has_letters = |pattern: &str| {
        let mut outside = pattern.to_owned();
        for name in placeholders(pattern) {
            outside = outside.replace(&format!("{{{name}}}"), "");
        }
        outside.chars().filter(|c| c.is_alphabetic()).count() > 1
    };
    let mut wrong = Vec::new();
    for (language, words) in translations() {
        for (key, pattern) in &words {
            let is_same = pattern == original(&english, key) && has_letters(pattern);
            if is_same != allowed(language.tag, key) && (is_same || !pattern.is_empty()) {
                let what = if is_same {
                    "is English"
                } else {
                    "is no longer English, so take it off the list"
                };
                wrong.push(format!("{} {key} {what}: {pattern:?}", language.tag));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Typography that a reader of the language would stumble over.
#[test]
fn punctuation_is_the_languages_own() {
    const FOREIGN: [(&str, &[&str]); 4] = [
        ("de", &["“{", "”", " \"", "..."]),
        (
            "fr",
            &[" :", " ;", " ?", " !", "« ", " »", "“", "'e", "..."],
        ),
        ("sv", &["“", "„", "..."]),
        ("zh-Hant", &["“", "”", "，，", "...", ", ", "? "]),
    ];
    let mut wrong = Vec::new();
    for (language, words) in translations() {
        for (tag, signs) in FOREIGN {
            for (key, pattern) in words.iter().filter(|_| tag == language.tag) {
                if let Some(sign) = signs.iter().find(|sign| pattern.contains(**sign)) {
                    wrong.push(format!("{tag} {key}: {sign:?} in {pattern:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The terms of endpoint.md §9 that a person has translated.
#[test]
fn states_and_referrals_are_called_as_people_of_the_service_call_them() {
    const TERMS: [(&str, [&str; 4]); 11] = [
        (
            "chart.caption.empty",
            ["Empfehlungen", "Références", "Hänvisningar", "推薦"],
        ),
        ("field.customerName", ["Kunde", "Client", "Kund", "客戶"]),
        ("status.New", ["Neu", "Nouvelle", "Ny", "新"]),
        (
            "status.Acknowledged",
            ["Bestätigt", "Confirmée", "Bekräftad", "已確認"],
        ),
        (
            "status.Accepted",
            ["Angenommen", "Acceptée", "Accepterad", "已接受"],
        ),
        (
            "status.Declined",
            ["Abgelehnt", "Refusée", "Avvisad", "已拒絕"],
        ),
        (
            "status.Skipped",
            ["Übersprungen", "Ignorée", "Överhoppad", "已略過"],
        ),
        ("status.Missed", ["Verpasst", "Manquée", "Missad", "已錯過"]),
        (
            "status.Expired",
            ["Abgelaufen", "Expirée", "Utgången", "已過期"],
        ),
        ("status.Lost", ["Verloren", "Perdue", "Förlorad", "未成交"]),
        ("status.Won", ["Gewonnen", "Gagnée", "Vunnen", "已成交"]),
    ];
    let translations = translations();
    for (key, terms) in TERMS {
        for ((language, words), term) in translations.iter().zip(terms) {
            assert_eq!(words[key], term, "{} {key}", language.tag);
        }
    }
}
