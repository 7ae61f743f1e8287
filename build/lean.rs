//! Texts in fewer bytes that mean the same.

/// A style sheet without comments and without blanks that mean nothing.
pub(crate) fn css(text: &str) -> String {
    let mut lean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let (token, behind) = rest.split_at(length(rest, letter));
        rest = behind;
        if token.starts_with("/*") || letter.is_whitespace() {
            let goes_on = lean.ends_with(|before: char| !" {};,>".contains(before));
            // OK because a colon of a declaration has its blank behind it, that of a selector before it.
            if goes_on && !lean.ends_with(':') {
                lean.push(' ');
            }
            continue;
        }
        if "{};,>".contains(letter) {
            lean.truncate(lean.trim_end_matches(' ').len());
        }
        if letter == '}' && lean.ends_with(';') {
            lean.pop();
        }
        lean.push_str(token);
    }
    lean.truncate(lean.trim_end().len());
    lean
}

/// How long the comment, the string or the letter is that a text begins with.
fn length(text: &str, letter: char) -> usize {
    let behind = |from: usize, end: &str| {
        let found = text.get(from..).and_then(|rest| rest.find(end));
        found.map_or(text.len(), |place| from + place + end.len())
    };
    match letter {
        '"' | '\'' => behind(1, if letter == '"' { "\"" } else { "'" }),
        '/' if text.starts_with("/*") => behind(2, "*/"),
        _ => letter.len_utf8(),
    }
}

/// Areas whose words only parts say (`src/components/part.rs`).
const OF_PARTS: [&str; 10] = [
    "builder",
    "clinic",
    "columns",
    "facet",
    "key-names",
    "keys",
    "life",
    "overview",
    "suggest",
    "test",
];

/// What the first screen says of the overview.
const FIRST_OF_OVERVIEW: [&str; 17] = [
    "accepted",
    "band-day",
    "band-overdue",
    "expired",
    "fact",
    "glance",
    "glance-counted",
    "lost",
    "median-and",
    "missed",
    "open",
    "rate-acceptance",
    "rate-win",
    "received",
    "runs-out-soon",
    "time-accept",
    "won",
];

/// Whether only parts say what stands at a key.
pub(crate) fn is_of_parts(key: &str) -> bool {
    let (area, rest) = key.split_once('.').unwrap_or_default();
    let name = rest.split('#').next().unwrap_or_default();
    OF_PARTS.contains(&area) && !(area == "overview" && FIRST_OF_OVERVIEW.contains(&name))
}

/// Those entries of a flat catalogue, a line each, that are `wanted`, as an object of objects: `area.key` is `key` in `area`.
pub(crate) fn words(text: &str, wanted: &dyn Fn(&str) -> bool) -> String {
    let mut areas: Vec<(&str, Vec<String>)> = Vec::new();
    for line in text.lines() {
        let line = line.trim().trim_end_matches(',');
        let Some((key, _)) = line.strip_prefix('"').and_then(|it| it.split_once('"')) else {
            continue;
        };
        let Some((area, entry)) = line.get(1..).and_then(|it| it.split_once('.')) else {
            continue;
        };
        if !wanted(key) {
            continue;
        }
        let entry = format!("\"{}", entry.replacen("\": ", "\":", 1));
        match areas.iter_mut().find(|(known, _)| *known == area) {
            Some((_, entries)) => entries.push(entry),
            None => areas.push((area, vec![entry])),
        }
    }
    let areas: Vec<String> = areas
        .iter()
        .map(|(area, entries)| format!("\"{area}\":{{{}}}", entries.join(",")))
        .collect();
    format!("{{{}}}", areas.join(","))
}
