//! The filter in the endpoint's own syntax: applied with Enter, refused with its place and a repair.

use std::ops::Range;

use referral_engine::session::RefusedFilter;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{use_locale, value_of};
use crate::text::{Locale, filter};

/// What the box is answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterAnswer {
    /// Use this filter.
    Apply(String),
    /// Send this filter although it cannot be read here.
    SendAsIs(String),
}

/// The properties of [`FilterBox`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct FilterBoxProps {
    /// The filter in force.
    pub filter: AttrValue,
    /// The filter that was refused.
    #[prop_or_default]
    pub refused: Option<RefusedFilter>,
    /// What the user did.
    pub on_answer: Callback<FilterAnswer>,
}

/// The filter box. Half-typed text stays in it; a new filter from elsewhere replaces it.
#[component]
pub fn FilterBox(props: &FilterBoxProps) -> Html {
    let locale = use_locale();
    let field = use_node_ref();
    let in_force = props
        .refused
        .as_ref()
        .map_or_else(|| props.filter.to_string(), |refused| refused.text.clone());
    let draft = use_state(|| in_force.clone());
    {
        let draft = draft.setter();
        use_effect_with((in_force, props.filter.clone()), move |(text, _)| {
            draft.set(text.clone())
        });
    }
    let oninput = {
        let draft = draft.setter();
        Callback::from(move |event: InputEvent| draft.set(value_of(&event)))
    };
    let onsubmit = {
        let (field, on_answer) = (field.clone(), props.on_answer.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(input) = field.cast::<HtmlInputElement>() {
                on_answer.emit(FilterAnswer::Apply(input.value()));
            }
        })
    };
    let on_clear = props
        .on_answer
        .reform(|_: MouseEvent| FilterAnswer::Apply(String::new()));
    let invalid = props.refused.is_some();
    html! {
        <form class="filter" part="filter" role="search" {onsubmit}>
            <div class="field">
                <label for="filter">{ locale.text("filter.label") }</label>
                <div class="filter-row">
                    <input id="filter" ref={field} class="input mono" type="text" autocomplete="off" spellcheck="false"
                        autocapitalize="off" placeholder="status eq 'Won'" value={(*draft).clone()} {oninput}
                        aria-describedby="filter-problem" aria-invalid={invalid.then_some("true")} />
                    <button class="button" type="submit">{ locale.text("filter.apply") }</button>
                    if !props.filter.is_empty() || invalid {
                        <button class="button quiet" type="button" onclick={on_clear}>{ locale.text("filter.clear") }</button>
                    }
                </div>
            </div>
            <div id="filter-problem">
                if let Some(refused) = &props.refused {
                    <Refusal refused={refused.clone()} on_answer={props.on_answer.clone()} />
                }
            </div>
        </form>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct RefusalProps {
    refused: RefusedFilter,
    on_answer: Callback<FilterAnswer>,
}

/// Why the filter was refused, where, and what would mend it.
#[component]
fn Refusal(props: &RefusalProps) -> Html {
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
