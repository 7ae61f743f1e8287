//! The words of one language: a flat JSON object from key to pattern, `{name}` being a placeholder. English is
//! compiled in with its keys grouped by area (`build/lean.rs`).
//!
//! A plural pattern has one entry a category: `rows.loaded#one`, `rows.loaded#other`.

use std::cell::Cell;
use std::cmp::Ordering;

use referral_engine::json::Json;

/// What only parts say, in English.
const OF_PARTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/en-parts.json"));

thread_local! {
    /// The same, once a part is here; found where a catalogue has no other words.
    static PARTS: Cell<Option<&'static Catalog>> = const { Cell::new(None) };
}

/// Keys and patterns, sorted by key.
#[derive(Clone, Debug, PartialEq)]
pub struct Catalog(Vec<(String, String)>);

/// Why a text is no catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CatalogError;

impl Catalog {
    /// The words that are compiled in; in the browser those that parts say are taken in with the first part.
    pub fn english() -> Self {
        let words = Self::of(include_bytes!(concat!(env!("OUT_DIR"), "/en.json")));
        #[cfg(not(target_arch = "wasm32"))]
        let words = {
            let mut words = words;
            words.fill_up(Self::of(OF_PARTS));
            words
        };
        words
    }

    /// Takes in what parts say; to be called by parts only, as the words then come with them.
    pub fn take_in_parts() {
        if PARTS.get().is_none() {
            // OK because they are needed as long as the page lives, and are made once.
            PARTS.set(Some(Box::leak(Box::new(Self::of(OF_PARTS)))));
        }
    }

    /// Whether it can be said of each key whether there are words for it.
    pub fn knows_parts() -> bool {
        cfg!(not(target_arch = "wasm32")) || PARTS.get().is_some()
    }

    fn of(text: &[u8]) -> Self {
        Self::parse(text).unwrap_or(Self(Vec::new()))
    }

    /// Reads a JSON object of strings, or of areas that are such objects: `b` in `a` is `a.b`.
    pub fn parse(text: &[u8]) -> Result<Self, CatalogError> {
        let Ok(Json::Object(members)) = Json::parse(text) else {
            return Err(CatalogError);
        };
        let mut entries = Vec::with_capacity(members.len());
        for (area, value) in members {
            match value {
                Json::Text(pattern) => entries.push((area, pattern)),
                Json::Object(members) => {
                    for (key, value) in members {
                        let Json::Text(pattern) = value else {
                            return Err(CatalogError);
                        };
                        entries.push(([&area, ".", &key].concat(), pattern));
                    }
                }
                _ => return Err(CatalogError),
            }
        }
        referral_engine::order::sort(&mut entries);
        Ok(Self(entries))
    }

    /// Takes others' words for the keys that have none here: a file may be older than the code.
    pub fn fill_up(&mut self, other: Self) {
        for (key, pattern) in other.0 {
            if let Err(place) = self.0.binary_search_by(|(known, _)| known.cmp(&key)) {
                self.0.insert(place, (key, pattern));
            }
        }
    }

    /// Puts other words in place of ours, and beside them: ours may lack those of parts.
    pub fn overlay(&mut self, other: &Self) {
        let ours = std::mem::replace(self, other.clone());
        self.fill_up(ours);
    }

    /// The first key of these words that ours do not have.
    pub fn unknown_in(&self, other: &Self) -> Option<String> {
        // A plural may have categories that ours does not need.
        let plural = |key: &str| {
            let (base, _) = key.split_once('#')?;
            self.find(&[base, "#other"])
        };
        let is_unknown = |key: &&str| self.find(&[key]).or_else(|| plural(key)).is_none();
        other.keys().find(is_unknown).map(str::to_owned)
    }

    /// All keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(key, _)| key.as_str())
    }

    /// The pattern of a key, of its plural category where there is one; the key itself when it is missing.
    pub fn pattern<'a>(&'a self, key: &'a str, plural: Option<&str>) -> &'a str {
        plural
            .and_then(|category| self.find(&[key, "#", category]))
            .or_else(|| plural.and_then(|_| self.find(&[key, "#other"])))
            .or_else(|| self.find(&[key]))
            .unwrap_or(key)
    }

    /// The pattern of a key given in parts; the last part when it is missing.
    pub fn pattern_of<'a>(&'a self, parts: &[&'a str]) -> &'a str {
        self.find(parts)
            .unwrap_or_else(|| parts.last().copied().unwrap_or_default())
    }

    fn find(&self, parts: &[&str]) -> Option<&str> {
        self.own(parts)
            .or_else(|| PARTS.get().and_then(|of_parts| of_parts.own(parts)))
    }

    fn own(&self, parts: &[&str]) -> Option<&str> {
        let place = self
            .0
            .binary_search_by(|(key, _)| compare(key, parts))
            .ok()?;
        self.0.get(place).map(|(_, pattern)| pattern.as_str())
    }
}

/// Compares a key with one that is given in parts: part by part, since a chart asks for hundreds of words within a frame.
fn compare(key: &str, parts: &[&str]) -> Ordering {
    let mut rest = key.as_bytes();
    for part in parts.iter().map(|part| part.as_bytes()) {
        let Some((head, tail)) = rest.split_at_checked(part.len()) else {
            return rest.cmp(part);
        };
        match head.cmp(part) {
            Ordering::Equal => rest = tail,
            other => return other,
        }
    }
    rest.len().cmp(&0)
}

/// The pattern with each `{name}` replaced by its value; an unknown name stays as it is written.
pub(super) fn fill(pattern: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut text = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, behind)) = after.split_once('}') else {
            text.push('{');
            rest = after;
            continue;
        };
        match value(name) {
            Some(filled) => text.push_str(&filled),
            None => {
                text.push('{');
                text.push_str(name);
                text.push('}');
            }
        }
        rest = behind;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(not(target_arch = "wasm32"))]
    use crate::style::lean;

    #[test]
    fn patterns_are_found_by_key_and_plural() {
        let catalog =
            Catalog::parse(br#"{"a":"A","n#one":"{n} row","n#other":"{n} rows"}"#).unwrap();
        assert_eq!(catalog.pattern("a", None), "A");
        assert_eq!(catalog.pattern("n", Some("one")), "{n} row");
        assert_eq!(catalog.pattern("n", Some("few")), "{n} rows");
        assert_eq!(catalog.pattern("missing", None), "missing");
        assert_eq!(Catalog::parse(br#"{"a":1}"#), Err(CatalogError));
    }

    #[test]
    fn keys_in_parts_are_compared_as_if_they_were_whole() {
        let texts = ["", "a", "a#", "a#one", "a#other", "ab", "b", "a.b", "#"];
        for key in texts {
            for one in texts {
                for other in texts {
                    let whole = [one, other].concat();
                    let wanted = key.as_bytes().cmp(whole.as_bytes());
                    assert_eq!(compare(key, &[one, other]), wanted, "{key} {one} {other}");
                }
            }
        }
    }

    #[test]
    fn missing_words_are_filled_up() {
        let mut catalog = Catalog::parse(br#"{"b":"Be"}"#).unwrap();
        catalog.fill_up(Catalog::parse(br#"{"a":"A","b":"B","c":"C"}"#).unwrap());
        assert_eq!(
            ["a", "b", "c"].map(|key| catalog.pattern(key, None)),
            ["A", "Be", "C"]
        );
    }

    #[test]
    fn a_host_page_can_put_its_own_words() {
        let mut catalog = Catalog::parse(br#"{"a":"A","b":"B"}"#).unwrap();
        let other = Catalog::parse(br#"{"b":"Be","c":"Ce"}"#).unwrap();
        assert_eq!(catalog.unknown_in(&other).as_deref(), Some("c"));
        catalog.overlay(&other);
        assert_eq!(
            (catalog.pattern("a", None), catalog.pattern("b", None)),
            ("A", "Be")
        );
        assert_eq!(catalog.pattern("c", None), "Ce");
    }

    #[test]
    fn placeholders_are_filled_and_strangers_stay() {
        let value = |name: &str| (name == "n").then(|| "5".to_owned());
        assert_eq!(fill("{n} of {m} {", value), "5 of {m} {");
    }

    /// Where the parts of [`lean::is_of_parts`] are drawn; the figures of the first screen name none of their words.
    #[cfg(not(target_arch = "wasm32"))]
    const SOURCES_OF_PARTS: [&str; 18] = [
        "overview/bars.rs",
        "overview/compare.rs",
        "overview/controls.rs",
        "overview/figures.rs",
        "overview/limits.rs",
        "overview/mod.rs",
        "overview/odd.rs",
        "overview/rates.rs",
        "overview/snapshot.rs",
        "overview/snapshots.rs",
        "overview/work_list.rs",
        "table/detail.rs",
        "table/columns.rs",
        "table/keys.rs",
        "components/filter/",
        "text/clinic.rs",
        "components/request_panel.rs",
        "text/translations.rs",
    ];

    /// Every Rust file of the widget, by its path.
    #[cfg(not(target_arch = "wasm32"))]
    fn sources(folder: &std::path::Path, found: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path.to_string_lossy().replace('\\', "/"), text));
            }
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    #[test]
    fn every_key_that_the_code_names_has_words() {
        let mut texts = Vec::new();
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        sources(&root, &mut texts);
        let catalog = Catalog::english();
        let group = |key: &str| key.split('.').next().unwrap_or_default().to_owned();
        let groups: std::collections::BTreeSet<String> = catalog.keys().map(group).collect();
        let mut named = 0;
        for (path, text) in &texts {
            for literal in text.split('"').skip(1).step_by(2) {
                let is_key = literal.contains('.')
                    && groups.contains(&group(literal))
                    && literal
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte))
                    && !literal.ends_with('.')
                    && !literal.ends_with(".css");
                if is_key {
                    named += 1;
                    // A key may go on with its plural or, where the code chooses, with a word behind a dash.
                    let goes_on = |rest: &str| rest.is_empty() || rest.starts_with(['#', '-']);
                    let known = catalog
                        .keys()
                        .any(|key| key.strip_prefix(literal).is_some_and(goes_on));
                    assert!(known, "no words for {literal}");
                    let is_of_part = SOURCES_OF_PARTS.iter().any(|part| path.contains(part));
                    assert!(
                        is_of_part || !lean::is_of_parts(literal),
                        "{path} says {literal}, which comes with parts (build/lean.rs)"
                    );
                }
            }
        }
        assert!(named > 100, "only {named} keys were found");
    }
}
