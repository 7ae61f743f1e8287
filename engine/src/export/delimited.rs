//! CSV and TSV: RFC 4180 with CRLF, a header of field names, and no text that a spreadsheet would take for a formula.

use crate::field::Field;
use crate::group::{Groups, Key};
use crate::table::Table;

use super::book::UNREADABLE;
use super::{About, Format, Plan, Separator, Value, value};

/// Where a spreadsheet sees a formula or a command; the last four are what wide keyboards type for the first.
const FORMULA: [char; 8] = [
    '=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}',
];

pub(super) fn head(plan: &Plan, about: &About) -> String {
    let mut out = String::new();
    if plan.byte_order_mark {
        out.push('\u{FEFF}');
    }
    let separator = separator(plan);
    if plan.commented {
        for (key, text) in about.facts() {
            let line = ["# ", key, ": ", &text].concat();
            push_text(&mut out, &line, separator);
            out.push_str("\r\n");
        }
    }
    for (place, field) in plan.columns.iter().enumerate() {
        if place > 0 {
            out.push(separator);
        }
        out.push_str(field.name());
    }
    out.push_str("\r\n");
    out
}

pub(super) fn rows(plan: &Plan, table: &Table, rows: &[u32], out: &mut String) {
    let separator = separator(plan);
    for row in rows {
        for (place, field) in plan.columns.iter().enumerate() {
            if place > 0 {
                out.push(separator);
            }
            match value(table, *row, *field) {
                // A line of nothing would be no row.
                Value::None if plan.columns.len() == 1 => out.push_str("\"\""),
                Value::None => {}
                Value::Text(text) => push_text(out, text, separator),
                Value::At(at) => out.push_str(&at.to_string()),
                Value::Unreadable => out.push_str(UNREADABLE),
            }
        }
        out.push_str("\r\n");
    }
}

fn separator(plan: &Plan) -> char {
    match plan.format {
        Format::Tsv => '\t',
        _ => plan.separator.character(),
    }
}

/// Appends a cell: an apostrophe before what would be a formula, quotes where the text needs them, no NUL.
fn push_text(out: &mut String, text: &str, separator: char) {
    let is_formula = is_formula(text);
    // OK because both separators are quoted in either file: it may be opened with the other one.
    let is_special = |character: char| {
        character == separator || matches!(character, '"' | '\r' | '\n' | ',' | ';' | '\t')
    };
    let blank_ends = text.starts_with(' ') || text.ends_with(' ');
    let quoted = blank_ends || text.is_empty() || text.contains(is_special);
    if quoted {
        out.push('"');
    }
    if is_formula {
        out.push('\'');
    }
    for character in text.chars() {
        match character {
            '"' => out.push_str("\"\""),
            '\0' => out.push('\u{FFFD}'),
            other => out.push(other),
        }
    }
    if quoted {
        out.push('"');
    }
}

/// Whether a spreadsheet may see a formula: also behind blanks and marks that nobody sees, which some of them drop.
fn is_formula(text: &str) -> bool {
    let seen = text.trim_start_matches(is_dropped);
    text.starts_with(['\t', '\r', '\n']) || seen.starts_with(FORMULA)
}

fn is_dropped(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(
            character,
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
        )
}

/// Lines of texts as CSV, for lists that are no rows of the table.
pub fn texts_csv(lines: &[Vec<String>], separator: Separator) -> String {
    let mut out = String::new();
    for line in lines {
        for (place, text) in line.iter().enumerate() {
            if place > 0 {
                out.push(separator.character());
            }
            if !text.is_empty() {
                push_text(&mut out, text, separator.character());
            }
        }
        out.push_str("\r\n");
    }
    out
}

/// The groups of a chart as CSV: the grouped fields, then `count`. Nothing is gathered into "other".
pub fn groups_csv(groups: &Groups, separator: Separator) -> String {
    let separator = separator.character();
    let mut out = String::new();
    for field in &groups.fields {
        out.push_str(Field::name(*field));
        out.push(separator);
    }
    out.push_str("count\r\n");
    for group in &groups.rows {
        for key in &group.keys {
            match key {
                Key::None => {}
                Key::Term(text) | Key::Raw(text) => push_text(&mut out, text, separator),
                Key::Date(day) => out.push_str(&day.to_string()),
            }
            out.push(separator);
        }
        out.push_str(&group.count.to_string());
        out.push_str("\r\n");
    }
    out
}
