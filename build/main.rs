//! What is compiled in as text, made smaller: the style sheet without blanks, English grouped by its areas
//! and without what only parts say.
//!
//! The sources stay as people write them; what the smaller forms are is in `lean`, which is tested with the widget.

mod lean;

use std::io::Write as _;
use std::path::Path;
use std::{env, fs, io};

/// In this order in the style sheet; the export's last, because on paper it has the last word.
const STYLES: [&str; 13] = [
    "src/style/tokens.css",
    "src/style/series.css",
    "src/style/base.css",
    "src/components/header.css",
    "src/components/token_form.css",
    "src/components/toolbar.css",
    "src/components/filter/filter.css",
    "src/components/request_panel.css",
    "src/components/status.css",
    "src/components/table/table.css",
    "src/components/chart/chart.css",
    "src/components/overview/overview.css",
    "src/components/export/export.css",
];

const ENGLISH: &str = "static/locales/en.json";

fn main() -> Result<(), String> {
    let styles: Result<Vec<String>, String> = STYLES.into_iter().map(read).collect();
    write("style.css", &lean::css(&styles?.concat()))?;
    let english = read(ENGLISH)?;
    write(
        "en.json",
        &lean::words(&english, &|key| !lean::is_of_parts(key)),
    )?;
    write("en-parts.json", &lean::words(&english, &lean::is_of_parts))
}

fn read(name: &str) -> Result<String, String> {
    let told = writeln!(io::stdout(), "cargo::rerun-if-changed={name}");
    told.and_then(|()| fs::read_to_string(name))
        .map_err(|error| format!("{name}: {error}"))
}

fn write(name: &str, text: &str) -> Result<(), String> {
    let folder = env::var("OUT_DIR").map_err(|error| format!("OUT_DIR: {error}"))?;
    let path = Path::new(&folder).join(name);
    fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
}
