//! A grouped answer as a whole → groups (endpoint.md §3.2): tolerant of measure names, string counts and bucket forms.
//!
//! Groups are few (10,000 at most by the page limit), so they go through the general JSON reader.

use super::{names_rows, next_of, total_of};
use crate::date::{DateCell, Day, Level, read_date_cell};
use crate::fault::ErrorBody;
use crate::field::Field;
use crate::group::{CountedBy, Group, Groups, Key, merge, none_if_unknown};
use crate::json::Json;

/// What a grouped answer was.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupsAnswer {
    /// The groups, keys in the order of the grouped fields.
    pub groups: Groups,
    /// Elements that the answer had, read or not, before equal ones were added up.
    pub received: u64,
    /// Number of all groups, where it was told.
    pub total: Option<u64>,
    /// The link to the next page, as it came.
    pub next: Option<String>,
    /// The name of the measure that was read as the count; `None` when no row had one.
    pub measure: Option<String>,
    /// Elements that could not be read as groups.
    pub bad_rows: u64,
    /// The service sent referral rows instead of groups (they have ids and no measure); these were counted here.
    pub rows_instead: bool,
}

/// Why there are no groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupsError {
    /// The body is an error (also with HTTP 200).
    Error(ErrorBody),
    /// The body ends in the middle.
    CutOff,
    /// The body is a web page.
    WebPage,
    /// The body is nothing that the endpoint is known to send.
    Unrecognised,
}

/// Reads a grouped answer for these fields.
pub fn read(
    bytes: &[u8],
    fields: &[Field],
    level: Option<Level>,
) -> Result<GroupsAnswer, GroupsError> {
    let trimmed = bytes
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(bytes)
        .trim_ascii();
    if trimmed.is_empty() {
        return Ok(answer(&Json::Null, &[], fields, level));
    }
    let json = match Json::parse(trimmed) {
        Ok(json) => json,
        Err(error) => return read_lines(trimmed, error.at, fields, level),
    };
    if let Some(rows) = json.as_array() {
        return Ok(answer(&Json::Null, rows, fields, level));
    }
    let inside = json
        .get("d")
        .filter(|inner| inner.as_object().is_some())
        .unwrap_or(&json);
    let rows = inside
        .as_object()
        .into_iter()
        .flatten()
        .find(|(key, value)| names_rows(key) && value.as_array().is_some())
        .and_then(|(_, rows)| rows.as_array());
    let has_groups = rows.is_some_and(|rows| rows.iter().any(|row| row.as_object().is_some()));
    match (rows, ErrorBody::read(&json)) {
        (_, Some(error)) if !has_groups && total_of(inside).is_none() => {
            Err(GroupsError::Error(error))
        }
        (Some(rows), _) => Ok(answer(inside, rows, fields, level)),
        (None, _) if is_group(&json, fields) => Ok(answer(
            &Json::Null,
            std::slice::from_ref(&json),
            fields,
            level,
        )),
        (None, _) => Err(GroupsError::Unrecognised),
    }
}

/// Whether an object has one of the grouped fields.
fn is_group(json: &Json, fields: &[Field]) -> bool {
    fields.iter().any(|field| json.get(field.name()).is_some())
}

/// One object a line.
fn read_lines(
    text: &[u8],
    broken_at: usize,
    fields: &[Field],
    level: Option<Level>,
) -> Result<GroupsAnswer, GroupsError> {
    if text.starts_with(b"<") {
        return Err(GroupsError::WebPage);
    }
    let lines: Option<Vec<Json>> = text
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::trim_ascii)
        .filter(|line| !line.is_empty())
        .map(|line| Json::parse(line).ok())
        .collect();
    match lines {
        Some(rows) if rows.iter().all(|row| is_group(row, fields)) => {
            Ok(answer(&Json::Null, &rows, fields, level))
        }
        _ if broken_at >= text.len() => Err(GroupsError::CutOff),
        _ => Err(GroupsError::Unrecognised),
    }
}

fn answer(envelope: &Json, rows: &[Json], fields: &[Field], level: Option<Level>) -> GroupsAnswer {
    let measure = measure_of(rows, fields);
    let rows_instead = measure.is_none() && rows.iter().any(|row| row.get("id").is_some());
    let mut groups: Vec<Group> = Vec::with_capacity(rows.len());
    let mut bad_rows = 0;
    for row in rows {
        if row.as_object().is_none() {
            bad_rows += 1;
            continue;
        }
        let keys = fields
            .iter()
            .map(|field| key_of(row, *field, level, rows_instead))
            .collect();
        let count = match &measure {
            Some(name) => row.get(name).and_then(Json::as_count).unwrap_or_default(),
            None => u64::from(rows_instead),
        };
        groups.push(Group { keys, count });
    }
    merge(&mut groups);
    GroupsAnswer {
        groups: Groups {
            fields: fields.to_vec(),
            level,
            rows: groups,
            counted_by: if rows_instead {
                CountedBy::Widget
            } else {
                CountedBy::Service
            },
        },
        received: rows.len() as u64,
        total: total_of(envelope),
        next: next_of(envelope),
        measure,
        bad_rows,
        rows_instead,
    }
}

/// `referralCount`, else a numeric member that is not grouped, preferring a name that ends in `Count`.
fn measure_of(rows: &[Json], fields: &[Field]) -> Option<String> {
    let row = rows.iter().find_map(Json::as_object)?;
    let numeric = || {
        row.iter().filter(|(key, value)| {
            let grouped = fields
                .iter()
                .any(|field| field.name().eq_ignore_ascii_case(key));
            !grouped && Field::from_name(key).is_none() && value.as_count().is_some()
        })
    };
    let ends_in_count = |key: &str| key.to_ascii_lowercase().ends_with("count");
    // The first group may be one without its count.
    let objects = rows.iter().filter_map(Json::as_object);
    objects
        .flatten()
        .find(|(key, value)| {
            key.eq_ignore_ascii_case("referralCount") && value.as_count().is_some()
        })
        .or_else(|| numeric().find(|(key, _)| ends_in_count(key)))
        .or_else(|| numeric().next())
        .map(|(key, _)| key.clone())
}

fn key_of(row: &Json, field: Field, level: Option<Level>, rows_instead: bool) -> Key {
    // The ancestor of this API calls a date bucket `date` (endpoint.md §3.2).
    let value = row
        .get(field.name())
        .or_else(|| row.get("date").filter(|_| field.is_date()));
    let text = value.and_then(Json::as_text).unwrap_or_default();
    let key = none_if_unknown(text);
    if key == Key::None || !field.is_date() {
        return key;
    }
    match bucket_of(text.trim()) {
        Bucket::Never => Key::None,
        Bucket::Day(day) if rows_instead => Key::Date(day.bucket(level.unwrap_or(Level::Day))),
        Bucket::Day(day) => Key::Date(day),
        Bucket::Unreadable => Key::Raw(text.to_owned()),
    }
}

enum Bucket {
    Never,
    Day(Day),
    Unreadable,
}

/// Any form in which a bucket may be named: a date, a moment, `YYYY-MM`, `M/D/YYYY`, or `a - b` of these (endpoint.md §3.2).
fn bucket_of(text: &str) -> Bucket {
    let first = text
        .split_once(" - ")
        .map_or(text, |(first, _)| first.trim());
    match read_date_cell(first.as_bytes()) {
        DateCell::Never => return Bucket::Never,
        DateCell::At(at) => return Bucket::Day(at.day()),
        DateCell::Unreadable => {}
    }
    year_and_month(first)
        .or_else(|| american(first))
        .map_or(Bucket::Unreadable, Bucket::Day)
}

fn year_and_month(text: &str) -> Option<Day> {
    let (year, month) = text.split_once('-')?;
    if year.len() != 4 || month.len() != 2 {
        return None;
    }
    Day::from_civil(year.parse().ok()?, month.parse().ok()?, 1)
}

fn american(text: &str) -> Option<Day> {
    let date = text.split_once(' ').map_or(text, |(date, _)| date);
    let mut parts = date.split('/');
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    Day::from_civil(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}
