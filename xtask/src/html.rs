//! Finds what the site's strict content security policy (contract §2) would refuse in a page: inline scripts, styles, handlers.

/// Each offence as a short text; empty when the page is clean.
pub(crate) fn inline_code(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some((_, from_tag)) = rest.split_once('<') {
        if let Some(after) = from_tag.strip_prefix("!--") {
            rest = after.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let end = end_of_tag(from_tag);
        let (tag, after) = from_tag.split_at(end);
        found.extend(offence(tag, after));
        rest = after;
    }
    found
}

/// A `>` inside a quoted value does not end a tag.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, letter) in text.char_indices() {
        match (quote, letter) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    text.len()
}

fn offence(tag: &str, after: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let name = lower
        .split(|letter: char| letter.is_whitespace() || letter == '/')
        .next()?;
    let attributes = attribute_names(&lower);
    if name == "style" {
        return Some("<style> element".to_owned());
    }
    let has_text = !after.trim_start_matches('>').trim_start().starts_with('<');
    if name == "script" && (!attributes.contains(&"src") || has_text) {
        return Some("<script> with code inside".to_owned());
    }
    let bad = attributes
        .into_iter()
        .find(|name| *name == "style" || name.starts_with("on"))?;
    Some(format!("{bad}=\"…\" on <{name}>"))
}

/// Names of a tag's attributes: whatever stands outside quotes before a `=` or a blank.
fn attribute_names(tag: &str) -> Vec<&str> {
    let mut outside_quotes = Vec::new();
    let mut rest = tag;
    while let Some(open) = rest.find(['"', '\'']) {
        let (before, quoted) = rest.split_at(open);
        outside_quotes.push(before);
        let quote = if quoted.starts_with('"') { '"' } else { '\'' };
        rest = quoted
            .get(1..)
            .and_then(|text| text.split_once(quote))
            .map_or("", |(_, after)| after);
    }
    outside_quotes.push(rest);
    let words = outside_quotes.into_iter().flat_map(str::split_whitespace);
    words
        .filter_map(|word| word.split('=').next())
        .filter(|name| !name.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_links_and_modules_is_clean() {
        let page = r#"<!doctype html><!-- <script>no</script> --><link rel="stylesheet" href="a.css">
            <script type="module" src="./a.js"></script><p title="style=1 > onclick=2" class=x>on style</p>"#;
        assert_eq!(inline_code(page), Vec::<String>::new());
    }

    #[test]
    fn each_kind_of_inline_code_is_named() {
        for (page, named) in [
            ("<script>run()</script>", "<script> with code inside"),
            (
                "<script src='a.js'>run()</script>",
                "<script> with code inside",
            ),
            ("<STYLE>p{}</STYLE>", "<style> element"),
            ("<p style='color:red'>", "style=\"…\" on <p>"),
            (
                "<button type=button onclick=go()>",
                "onclick=\"…\" on <button>",
            ),
        ] {
            assert_eq!(inline_code(page), [named], "{page}");
        }
    }
}
