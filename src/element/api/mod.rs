//! The element's interface in one table (`attributes`, `members`, `events`), from which `write` makes `custom-elements.json` and `referral-analytics.d.ts`.
//!
//! `INSTA_UPDATE=always cargo test -p referral-widget --lib element::api` writes the two files anew; without it they are
//! compared. The same test holds the table against the JavaScript half and the parts against the components.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails, also in what tests share"
)]

mod attributes;
mod events;
mod members;
mod write;

use attributes::ATTRIBUTES;
use events::{EVENTS, PARTS};
use members::{METHODS, PROPERTIES, READ_ONLY};
use write::{manifest, types};

/// Name, TypeScript type of the property, default, meaning.
type Row = (&'static str, &'static str, &'static str, &'static str);

fn read(path: &str) -> String {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(root.join(path)).unwrap_or_default()
}

fn up_to_date(path: &str, wanted: &str) {
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        std::fs::write(root.join(path), wanted).unwrap();
    }
    assert!(
        read(path) == wanted,
        "{path} is not as src/element/api has it; see there how it is written"
    );
}

/// The texts in single quotes of the list that follows a name in a script.
fn listed(script: &str, name: &str) -> Vec<String> {
    let (_, behind) = script.split_once(name).unwrap();
    let (list, _) = behind.split_once(']').unwrap();
    list.split('\'')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_files_for_tools_are_as_the_table() {
    up_to_date("static/custom-elements.json", &manifest());
    up_to_date("static/referral-analytics.d.ts", &types());
}

#[test]
fn the_javascript_half_has_what_the_table_has() {
    let attributes = read("static/element/attributes.js");
    let lists = ["TEXTS = [", "NUMBERS = [", "FLAGS = ["].map(|name| listed(&attributes, name));
    assert_eq!(lists.concat(), ATTRIBUTES.map(|(name, ..)| name.to_owned()));
    let script = read("static/referral-analytics.js");
    assert_eq!(
        listed(&script, "GIVEN = ["),
        PROPERTIES.map(|(name, ..)| name.to_owned())
    );
    let cancelable: Vec<&str> = EVENTS
        .iter()
        .filter(|row| !row.2.is_empty())
        .map(|row| row.0)
        .collect();
    assert_eq!(listed(&script, "CANCELABLE = ["), cancelable);
    for (name, ..) in READ_ONLY {
        assert!(script.contains(&format!("get {name}()")), "{name}");
    }
    for (name, ..) in METHODS {
        assert!(script.contains(&format!("async {name}(")), "{name}");
    }
    let events = read("src/element/events.rs") + &script;
    for (name, ..) in EVENTS {
        assert!(
            events.contains(&format!("{name}\"")) || events.contains(&format!("{name}'")),
            "{name}"
        );
    }
}

#[test]
fn the_stand_alone_page_knows_the_keys_of_the_link() {
    let mut keys = listed(&read("static/element/stand-alone.js"), "KEYS = [");
    let known = referral_engine::query::Query::default();
    let mut wanted: Vec<String> = known
        .values()
        .map(|(key, _)| key.to_ascii_lowercase())
        .collect();
    wanted.push("v".to_owned());
    keys.sort();
    wanted.sort();
    assert_eq!(keys, wanted);
}

#[test]
fn every_part_stands_in_a_component() {
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut sources = String::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                sources += &std::fs::read_to_string(&path).unwrap();
            }
        }
    }
    for part in PARTS {
        let stands = sources.contains(&format!("part=\"{part}\""))
            || sources.contains(&format!("part=\"{part} "))
            || sources.contains(&format!("PART: &str = \"{part}\""));
        assert!(stands, "no component has the part {part}");
    }
}
