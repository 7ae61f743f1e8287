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

/// A flat catalogue of words, a line each, as an object of objects: `area.key` is `key` in `area`.
pub(crate) fn words(text: &str) -> String {
    let mut areas: Vec<(&str, Vec<String>)> = Vec::new();
    for line in text.lines() {
        let line = line.trim().trim_end_matches(',');
        let Some((area, entry)) = line.strip_prefix('"').and_then(|it| it.split_once('.')) else {
            continue;
        };
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
