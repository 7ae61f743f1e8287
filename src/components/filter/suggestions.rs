//! What may stand at the caret of the filter box, as a list below it. What fits is `engine/filter/complete`'s.
//!
//! The focus stays in the box; `aria-activedescendant` there says which suggestion is meant.

use std::rc::Rc;

use referral_engine::facet::beginning;
use referral_engine::filter::{Suggestion, SuggestionKind, complete};
use referral_engine::session::Shared;
use referral_engine::table::Table;
use yew::prelude::*;

use crate::components::part::part;
use crate::components::use_locale;
use crate::text::{Catalog, Locale};

/// Suggestions that are shown at most.
const MOST: usize = 8;

/// The id of the list, for the box that controls it.
pub(in crate::components) const LIST: &str = "suggestions";

/// What helps with writing a filter: a part, fetched when something is first typed.
#[derive(Clone, Copy)]
pub(in crate::components) struct Writing {
    /// What fits the caret, a byte offset of the text.
    pub(in crate::components) fitting: fn(&str, usize, &Shared<Table>) -> Rc<[Suggestion]>,
    /// The text with a suggestion in its place, and the caret behind it.
    pub(in crate::components) accepted: fn(&str, &Suggestion) -> (String, usize),
    /// Draws the list.
    pub(in crate::components) drawn: fn(SuggestionsProps) -> Html,
}

part! {
    /// Fetches it; at once when it is here.
    writing: pub(in crate::components) fn fetch_writing() -> Writing {
        Catalog::take_in_parts();
        Writing { fitting, accepted, drawn }
    }
}

fn drawn(props: SuggestionsProps) -> Html {
    html! { <Suggestions ..props /> }
}

fn fitting(text: &str, caret: usize, table: &Shared<Table>) -> Rc<[Suggestion]> {
    let table = table.read();
    let known = |field, begun: &str| beginning(&table, field, begun, MOST);
    complete(text, caret, &known)
        .into_iter()
        .take(MOST)
        .collect()
}

fn accepted(text: &str, suggestion: &Suggestion) -> (String, usize) {
    let before = text.get(..suggestion.replaces.start).unwrap_or_default();
    let behind = text.get(suggestion.replaces.end..).unwrap_or_default();
    let is_open =
        suggestion.text.ends_with(['(', '\'']) && suggestion.kind == SuggestionKind::Function;
    let gap = if is_open || behind.starts_with(' ') {
        ""
    } else {
        " "
    };
    let head = [before, &suggestion.text, gap].concat();
    let caret = head.len();
    (head + behind, caret)
}

/// The id of a suggestion.
pub(in crate::components) fn id_of(place: usize) -> String {
    format!("suggestion-{place}")
}

/// The properties of [`Suggestions`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(in crate::components) struct SuggestionsProps {
    /// What fits.
    pub(in crate::components) list: Rc<[Suggestion]>,
    /// Which one is meant.
    pub(in crate::components) active: Option<usize>,
    /// One was picked by pointer.
    pub(in crate::components) on_pick: Callback<usize>,
}

/// The list.
#[component]
fn Suggestions(props: &SuggestionsProps) -> Html {
    let locale = use_locale();
    let option = |(place, suggestion): (usize, &Suggestion)| {
        // Down and not click, and without its usual effect, so that the box keeps the focus.
        let onmousedown = props.on_pick.reform(move |event: MouseEvent| {
            event.prevent_default();
            place
        });
        html! {
            <li key={place} id={id_of(place)} role="option" aria-selected={(props.active == Some(place)).to_string()} {onmousedown}>
                <code>{ suggestion.text.clone() }</code>
                if let Some(meaning) = meaning(&locale, suggestion) {
                    { " " }<span class="muted">{ meaning }</span>
                }
            </li>
        }
    };
    html! {
        <ul id={LIST} class="suggestions" role="listbox" aria-label={locale.text("suggest.label")}>
            { for props.list.iter().enumerate().map(option) }
        </ul>
    }
}

fn meaning(locale: &Locale, suggestion: &Suggestion) -> Option<String> {
    match suggestion.kind {
        SuggestionKind::Field(field) => Some(locale.field(field)),
        SuggestionKind::Operator(op) => Some(locale.text(&format!("suggest.{}", op.name()))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suggestion_takes_the_place_of_what_was_begun() {
        let suggestion = |text: &str, replaces, kind| Suggestion {
            text: text.to_owned(),
            replaces,
            kind,
        };
        let value = suggestion("'Won'", 10..12, SuggestionKind::Value);
        let expected = ("status eq 'Won' ".to_owned(), 16);
        assert_eq!(accepted("status eq 'W", &value), expected);
        let function = suggestion("contains(", 0..3, SuggestionKind::Function);
        assert_eq!(accepted("con", &function), ("contains(".to_owned(), 9));
    }
}
