//! The widget's one style sheet: tokens first, then each component's own file.

#[cfg(test)]
mod contrast;

/// All styles, as one text for a constructed style sheet; `build/main.rs` names the files and puts them together.
pub const CSS: &str = include_str!(concat!(env!("OUT_DIR"), "/style.css"));

/// What made it smaller.
#[cfg(all(test, not(target_arch = "wasm32")))]
#[path = "../../build/lean.rs"]
pub(crate) mod lean;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::{CSS, lean};
    use crate::text::Catalog;

    #[test]
    fn only_blanks_that_mean_nothing_are_left_out() {
        let text = "/* a */\n.a > b,\n.c :is(d, e) {\n  content: \", /* no */ \";\n  width: calc(1px + 2px);\n}\n\n\
            @media (width: 2px) {\n  f g { h: i; /* j */ }\n}\n";
        let small = ".a>b,.c :is(d,e){content:\", /* no */ \";width:calc(1px + 2px)}@media (width:2px){f g{h:i}}";
        assert_eq!(lean::css(text), small);
        assert_eq!(lean::css(small), small);
        let solid = |text: &str| text.replace(|letter: char| letter.is_whitespace(), "");
        assert!(!CSS.contains("/*") && !CSS.contains('\n'), "{CSS}");
        assert!(solid(CSS).contains(&solid(".referrals th:first-child {")));
    }

    #[test]
    fn grouped_words_are_the_same_words() {
        let text = include_str!("../../static/locales/en.json");
        let flat = Catalog::parse(text.as_bytes()).unwrap();
        let grouped = lean::words(text, &|_| true);
        assert_eq!(flat, Catalog::parse(grouped.as_bytes()).unwrap());
        assert_eq!(flat, Catalog::english());
    }

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
