//! Which languages there are words in, which of them is nearest to what is wanted, and which way each is written.
//!
//! Pure: where the wanted tags come from is `browser::language`'s, when words are fetched is `app::language`'s. A link
//! can only choose among [`LANGUAGES`], so it never names a file.

/// A language that there are words in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    /// Its BCP 47 tag, also the name of its file in `locales/`.
    pub tag: &'static str,
    /// Its name in itself.
    pub own_name: &'static str,
}

const fn language(tag: &'static str, own_name: &'static str) -> Language {
    Language { tag, own_name }
}

/// English, which is compiled in.
pub const ENGLISH: Language = language("en", "English");

/// The languages that people can choose, English first and the others by their own names.
pub const LANGUAGES: [Language; 5] = [
    ENGLISH,
    language("de", "Deutsch"),
    language("fr", "Français"),
    language("sv", "Svenska"),
    language("zh-Hant", "繁體中文"),
];

/// Languages of tests: longer English, and English from right to left. Their files are made by tests and not shipped.
const TEST_LANGUAGES: [Language; 2] = [
    language("en-XA", "[Éñĝļîšĥ]"),
    language("ar-XB", "English (right to left)"),
];

/// Regions that write Chinese in traditional characters.
const TRADITIONAL: [&str; 3] = ["tw", "hk", "mo"];

/// Languages written from right to left, as far as a page may ask for their numbers and dates.
const RIGHT_TO_LEFT: [&str; 10] = ["ar", "he", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"];

/// Words in one language, numbers and dates in a variety of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// Of the words.
    pub language: Language,
    /// For `Intl` and `lang`: "de-AT" for German words.
    pub tag: String,
}

impl Nearest {
    /// A language as it is.
    pub fn of(language: Language) -> Self {
        Self {
            language,
            tag: language.tag.to_owned(),
        }
    }
}

/// The first of the wanted tags that there are words for, by lookup (RFC 4647 §3.4); English where there is none.
pub fn nearest<'a>(wanted: impl IntoIterator<Item = &'a str>) -> Nearest {
    wanted
        .into_iter()
        .find_map(lookup)
        .unwrap_or_else(|| Nearest::of(ENGLISH))
}

/// Whether there are words for this tag.
pub fn has_words(wanted: &str) -> bool {
    lookup(wanted).is_some()
}

fn lookup(wanted: &str) -> Option<Nearest> {
    let wanted = wanted.trim().replace('_', "-");
    let is_tag = wanted.split('-').all(|subtag| {
        (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    if !is_tag {
        return None;
    }
    let named = |language: &Language| language.tag.eq_ignore_ascii_case(&wanted);
    if let Some(language) = LANGUAGES.iter().chain(&TEST_LANGUAGES).copied().find(named) {
        return Some(Nearest::of(language));
    }
    let mut subtags = wanted.split('-');
    let primary = subtags.next().unwrap_or_default();
    if primary.eq_ignore_ascii_case("zh") {
        return chinese(subtags, &wanted);
    }
    let language = LANGUAGES
        .into_iter()
        .find(|language| language.tag.eq_ignore_ascii_case(primary))?;
    Some(Nearest {
        language,
        tag: wanted,
    })
}

/// Chinese is one language in two scripts: the script decides, else the region, and traditional where neither speaks.
fn chinese<'a>(mut subtags: impl Iterator<Item = &'a str>, wanted: &str) -> Option<Nearest> {
    let language = LANGUAGES
        .into_iter()
        .find(|language| language.tag == "zh-Hant")?;
    let Some(next) = subtags.next() else {
        // "zh" alone would have the browser write countries and dates in simplified characters.
        return Some(Nearest::of(language));
    };
    let is_traditional = |next: &&str| {
        next.eq_ignore_ascii_case("hant")
            || TRADITIONAL
                .iter()
                .any(|region| next.eq_ignore_ascii_case(region))
    };
    is_traditional(&next).then(|| Nearest {
        language,
        tag: wanted.to_owned(),
    })
}

/// The way a language is written, for `dir`.
pub fn direction(tag: &str) -> &'static str {
    let mut subtags = tag.split('-');
    let primary = subtags.next().unwrap_or_default();
    let is_right_to_left = RIGHT_TO_LEFT
        .iter()
        .any(|language| language.eq_ignore_ascii_case(primary));
    let is_latin = subtags.any(|subtag| subtag.eq_ignore_ascii_case("latn"));
    if is_right_to_left && !is_latin {
        "rtl"
    } else {
        "ltr"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words' tag and the tag of numbers and dates.
    fn found(wanted: &[&str]) -> (&'static str, String) {
        let nearest = nearest(wanted.iter().copied());
        (nearest.language.tag, nearest.tag)
    }

    #[test]
    fn a_variety_has_its_languages_words_and_its_own_numbers() {
        for (wanted, words, tag) in [
            ("de", "de", "de"),
            ("de-AT", "de", "de-AT"),
            ("DE-ch-1996", "de", "DE-ch-1996"),
            ("fr_CA", "fr", "fr-CA"),
            ("en-GB", "en", "en-GB"),
            ("sv-FI", "sv", "sv-FI"),
        ] {
            assert_eq!(found(&[wanted]), (words, tag.to_owned()));
        }
    }

    #[test]
    fn chinese_is_traditional_unless_the_script_or_the_region_says_otherwise() {
        for (wanted, tag) in [
            ("zh", "zh-Hant"),
            ("zh-TW", "zh-TW"),
            ("zh-hk", "zh-hk"),
            ("zh-MO", "zh-MO"),
            ("zh-Hant", "zh-Hant"),
            ("zh-Hant-HK", "zh-Hant-HK"),
        ] {
            assert_eq!(found(&[wanted]), ("zh-Hant", tag.to_owned()));
        }
        for simplified in ["zh-CN", "zh-SG", "zh-Hans", "zh-Hans-TW"] {
            assert_eq!(found(&[simplified]), ("en", "en".to_owned()));
            assert_eq!(found(&[simplified, "sv"]).0, "sv");
        }
    }

    #[test]
    fn the_first_that_there_are_words_for_wins_and_english_is_last() {
        assert_eq!(found(&["nl", "fr-BE", "de"]), ("fr", "fr-BE".to_owned()));
        assert_eq!(found(&["nl", "it"]), ("en", "en".to_owned()));
        assert_eq!(found(&[]), ("en", "en".to_owned()));
    }

    #[test]
    fn what_is_no_tag_is_passed_over() {
        for odd in [
            "",
            "-",
            "de-",
            "../de",
            "de/../../x",
            "de.json",
            "überlang",
            "germanlanguage",
        ] {
            assert_eq!(found(&[odd, "sv"]).0, "sv", "{odd}");
        }
    }

    #[test]
    fn test_languages_are_known_by_their_whole_tag_only() {
        assert_eq!(found(&["en-XA"]).0, "en-XA");
        assert_eq!(found(&["ar-xb"]).0, "ar-XB");
        assert_eq!(found(&["ar"]).0, "en");
    }

    #[test]
    fn directions() {
        for tag in ["ar-XB", "he", "fa-IR", "ur", "ckb"] {
            assert_eq!(direction(tag), "rtl", "{tag}");
        }
        for tag in ["en", "de-AT", "zh-Hant", "az-Latn", "ur-Latn"] {
            assert_eq!(direction(tag), "ltr", "{tag}");
        }
    }
}
