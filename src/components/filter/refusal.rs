//! Why a filter was refused, where, and what would mend it: a part, because few filters are refused.

use std::ops::Range;

use referral_engine::session::RefusedFilter;
use yew::prelude::*;

use crate::components::filter_box::FilterAnswer;
use crate::components::part::lazy_component;
use crate::components::use_locale;
use crate::text::{Locale, filter};

lazy_component! {
    /// [`Refusal`], fetched when a filter is first refused.
    writing: pub(in crate::components) RefusalPart = Refusal(RefusalProps)
}

/// The properties of [`Refusal`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(in crate::components) struct RefusalProps {
    /// The filter and its error.
    pub(in crate::components) refused: RefusedFilter,
    /// What the user did.
    pub(in crate::components) on_answer: Callback<FilterAnswer>,
}

/// The message.
#[component]
pub(in crate::components) fn Refusal(props: &RefusalProps) -> Html {
    let locale = use_locale();
    let RefusedFilter { text, error } = &props.refused;
    let repair = error.repair.as_ref().map(|repair| repair.text.clone());
    let on_repair = repair.clone().map(|text| {
        props
            .on_answer
            .reform(move |_: MouseEvent| FilterAnswer::Apply(text.clone()))
    });
    let as_is = text.clone();
    let on_as_is = props
        .on_answer
        .reform(move |_: MouseEvent| FilterAnswer::SendAsIs(as_is.clone()));
    html! {
        <div class="message danger" role="alert" part="error">
            <p>
                <strong>{ locale.text("filter.refused") }</strong>{ " " }
                { filter::tell(&locale, &error.kind) }{ " " }
                { place(&locale, text, &error.at) }
            </p>
            if let (Some(repair), Some(on_repair)) = (repair, on_repair) {
                <button class="button" type="button" onclick={on_repair}>
                    { locale.text("filter.repair") }{ " " }<code>{ repair }</code>
                </button>
            }
            <button class="button quiet" type="button" onclick={on_as_is}>{ locale.text("filter.send-as-is") }</button>
        </div>
    }
}

/// The filter with the wrong part marked, and the number of its first character.
fn place(locale: &Locale, text: &str, at: &Range<usize>) -> Html {
    let part = |range: Range<usize>| text.get(range).unwrap_or_default().to_owned();
    let character = text
        .get(..at.start)
        .map_or(0, |before| before.chars().count())
        + 1;
    let marked = part(at.clone());
    html! {
        <span class="filter-place">
            { locale.format("filter.place", &[("character", character.into())]) }{ " " }
            <code>
                { part(0..at.start) }
                <mark>{ if marked.is_empty() { "‸".to_owned() } else { marked } }</mark>
                { part(at.end..text.len()) }
            </code>
        </span>
    }
}
