//! The text that is looked for in the loaded rows, as a context, and how it is marked where it is shown.
//!
//! Which rows it is found in is `engine/derived`; the two judge by the same rule.

use referral_engine::filter::text_places;
use yew::prelude::*;

/// The text that is looked for; empty for none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Find(AttrValue);

impl Find {
    /// Looks for the text without the blanks around it.
    pub fn new(text: &str) -> Self {
        Self(text.trim().to_owned().into())
    }

    /// The shown text with each place marked; as a whole where only the wire value behind it has the text.
    pub(crate) fn mark(&self, shown: &str, raw: &str) -> Html {
        let places = text_places(shown, &self.0);
        if places.is_empty() {
            return if text_places(raw, &self.0).is_empty() {
                html! { { shown.to_owned() } }
            } else {
                html! { <mark>{ shown.to_owned() }</mark> }
            };
        }
        let part = |from: usize, to: usize| shown.get(from..to).unwrap_or_default().to_owned();
        let mut parts = Vec::with_capacity(places.len() * 2 + 1);
        let mut end = 0;
        for place in places {
            parts.push(html! { { part(end, place.start) } });
            parts.push(html! { <mark>{ part(place.start, place.end) }</mark> });
            end = place.end;
        }
        parts.push(html! { { part(end, shown.len()) } });
        html! { { for parts } }
    }
}

/// What is looked for; nothing where there is no provider.
#[hook]
pub(crate) fn use_find() -> Find {
    use_context::<Find>().unwrap_or_default()
}
