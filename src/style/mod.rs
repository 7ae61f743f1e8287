//! The widget's one style sheet: tokens first, then each component's own file.

#[cfg(test)]
mod contrast;

/// All styles, as one text for a constructed style sheet.
pub const CSS: &str = concat!(
    include_str!("tokens.css"),
    include_str!("series.css"),
    include_str!("base.css"),
    include_str!("../components/header.css"),
    include_str!("../components/token_form.css"),
    include_str!("../components/toolbar.css"),
    include_str!("../components/filter/filter.css"),
    include_str!("../components/request_panel.css"),
    include_str!("../components/status.css"),
    include_str!("../components/table/table.css"),
    include_str!("../components/chart/chart.css"),
    include_str!("../components/overview/overview.css"),
    // Last, because on paper it has the last word.
    include_str!("../components/export/export.css"),
);

#[cfg(test)]
mod tests {
    use super::CSS;

    /// The public names in a text: what stands between `--referral-` and the next character that no name has.
    fn names(text: &str) -> Vec<&str> {
        let parts = text.split("--referral-").skip(1);
        let end =
            |part: &str| part.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
        let mut names: Vec<&str> = parts
            .filter_map(|part| part.get(..end(part).unwrap_or(part.len())))
            .filter(|name| !name.is_empty())
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    #[test]
    fn what_is_told_of_theming_is_there() {
        let known = names(CSS);
        let told = names(include_str!("../../docs/embedding.md"));
        assert!(told.len() > 15, "{told:?}");
        for name in told {
            assert!(known.contains(&name), "{name} is told of and not there");
        }
    }

    #[test]
    fn each_role_is_told_of() {
        let document = include_str!("../../docs/embedding.md");
        for name in names(CSS) {
            // Statuses, series and steps of heat are told of as families.
            let is_told = match name.split_once('-') {
                Some(("status" | "series" | "heat", which)) => {
                    document.contains(&format!("`-{which}`"))
                        || document.contains(&format!("-{name}`"))
                        || which.parse::<u8>().is_ok()
                }
                _ => document.contains(&format!("--referral-{name}`")),
            };
            assert!(is_told, "{name} is not told of");
        }
    }
}
