//! The filter in the endpoint's own syntax: applied with Enter, refused with its place and a repair.
//!
//! A text box and no combobox, because the contract names it so; `aria-activedescendant` goes with it all the same.

use std::ops::Range;
use std::rc::Rc;

use referral_engine::filter::Suggestion;
use referral_engine::session::{RefusedFilter, Shared};
use referral_engine::table::Table;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::filter::suggestions::{LIST, Suggestions, accepted, fitting, id_of};
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
    /// The rows whose values are suggested.
    pub table: Shared<Table>,
    /// What the user did.
    pub on_answer: Callback<FilterAnswer>,
}

/// What is being typed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Typed {
    /// The text, `None` while the box shows the filter in force.
    text: Option<String>,
    list: Rc<[Suggestion]>,
    active: Option<usize>,
}

/// The filter box. Half-typed text stays in it whatever changes the filter; what is in force is told below it then.
#[component]
pub fn FilterBox(props: &FilterBoxProps) -> Html {
    let locale = use_locale();
    let field = use_node_ref();
    let typed = use_state_eq(Typed::default);
    let in_force = props
        .refused
        .as_ref()
        .map_or_else(|| props.filter.to_string(), |refused| refused.text.clone());
    let shown = typed.text.clone().unwrap_or_else(|| in_force.clone());
    let seen = use_mut_ref(|| in_force.clone());
    let is_left_behind = typed.text.is_some() && shown != in_force && *seen.borrow() != in_force;
    if typed.text.is_none() {
        seen.replace(in_force.clone());
    }
    let on_answer = {
        let (typed, on_answer) = (typed.setter(), props.on_answer.clone());
        Callback::from(move |answer| {
            typed.set(Typed::default());
            on_answer.emit(answer);
        })
    };
    let oninput = {
        let (typed, table) = (typed.setter(), props.table.clone());
        Callback::from(move |event: InputEvent| {
            let text = value_of(&event);
            let caret = event
                .target_dyn_into::<HtmlInputElement>()
                .map_or(0, |input| caret_of(&input));
            typed.set(Typed {
                list: fitting(&text, caret, &table),
                text: Some(text),
                active: None,
            });
        })
    };
    let pick = {
        let (field, typed, table) = (field.clone(), typed.clone(), props.table.clone());
        Callback::from(move |place: usize| {
            let (Some(input), Some(suggestion)) =
                (field.cast::<HtmlInputElement>(), typed.list.get(place))
            else {
                return;
            };
            let (text, caret) = accepted(&input.value(), suggestion);
            input.set_value(&text);
            let units = text.get(..caret).unwrap_or_default().encode_utf16().count() as u32;
            // OK because a text box always has a selection.
            let _ = input.set_selection_range(units, units);
            typed.set(Typed {
                list: fitting(&text, caret, &table),
                text: Some(text),
                active: None,
            });
        })
    };
    let onkeydown = {
        let (typed, pick, table) = (typed.clone(), pick.clone(), props.table.clone());
        Callback::from(move |event: KeyboardEvent| key_pressed(&event, &typed, &pick, &table))
    };
    let close = {
        let typed = typed.clone();
        Callback::from(move |_: FocusEvent| {
            typed.set(Typed {
                text: typed.text.clone(),
                ..Typed::default()
            });
        })
    };
    let onsubmit = {
        let (field, on_answer) = (field.clone(), on_answer.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(input) = field.cast::<HtmlInputElement>() {
                on_answer.emit(FilterAnswer::Apply(input.value()));
            }
        })
    };
    let discard = {
        let typed = typed.setter();
        Callback::from(move |_: MouseEvent| typed.set(Typed::default()))
    };
    let invalid = props.refused.is_some();
    let is_open = !typed.list.is_empty();
    html! {
        <form class="filter" part="filter" role="search" {onsubmit}>
            <div class="field">
                <label for="filter">{ locale.text("filter.label") }</label>
                <div class="filter-row">
                    <div class="filter-text">
                        <input id="filter" ref={field} class="input mono" type="text" autocomplete="off" spellcheck="false"
                            autocapitalize="off" placeholder="status eq 'Won'" value={shown} {oninput} {onkeydown} onblur={close}
                            aria-describedby="filter-problem" aria-invalid={invalid.then_some("true")}
                            aria-autocomplete="list" aria-haspopup="listbox" aria-controls={is_open.then_some(LIST)}
                            aria-activedescendant={typed.active.map(id_of)} />
                        if is_open {
                            <Suggestions list={Rc::clone(&typed.list)} active={typed.active} on_pick={pick} />
                        }
                    </div>
                    <button class="button" type="submit">{ locale.text("filter.apply") }</button>
                </div>
            </div>
            <div id="filter-problem">
                if let Some(refused) = &props.refused {
                    <Refusal refused={refused.clone()} on_answer={on_answer} />
                }
                if is_left_behind {
                    <p class="muted">
                        { locale.text("filter.not-applied") }{ " " }
                        <code>{ if in_force.is_empty() { locale.text("filter.none") } else { in_force } }</code>{ " " }
                        <button class="button quiet small" type="button" onclick={discard}>{ locale.text("filter.discard") }</button>
                    </p>
                }
            </div>
        </form>
    }
}

/// Arrows walk through the suggestions, Enter and Tab take the one that is meant, Escape closes the list.
fn key_pressed(
    event: &KeyboardEvent,
    typed: &UseStateHandle<Typed>,
    pick: &Callback<usize>,
    table: &Shared<Table>,
) {
    let count = typed.list.len();
    let key = event.key();
    let next = match (key.as_str(), typed.active) {
        ("ArrowDown", _) if count == 0 => {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else {
                return;
            };
            let text = input.value();
            Typed {
                list: fitting(&text, caret_of(&input), table),
                text: typed.text.clone(),
                active: None,
            }
        }
        (_, _) if count == 0 => return,
        ("ArrowDown", active) => meaning(typed, active.map_or(0, |active| (active + 1) % count)),
        ("ArrowUp", active) => meaning(
            typed,
            active.unwrap_or(0).checked_sub(1).unwrap_or(count - 1),
        ),
        ("Enter" | "Tab", Some(active)) if !event.shift_key() => {
            event.prevent_default();
            pick.emit(active);
            return;
        }
        ("Escape", _) => Typed {
            text: typed.text.clone(),
            ..Typed::default()
        },
        _ => return,
    };
    event.prevent_default();
    typed.set(next);
}

fn meaning(typed: &Typed, active: usize) -> Typed {
    Typed {
        active: Some(active),
        ..typed.clone()
    }
}

/// The caret in bytes; the browser counts UTF-16 units.
fn caret_of(input: &HtmlInputElement) -> usize {
    let text = input.value();
    let units = input.selection_end().ok().flatten().unwrap_or(u32::MAX) as usize;
    let mut passed = 0;
    for (at, letter) in text.char_indices() {
        if passed >= units {
            return at;
        }
        passed += letter.len_utf16();
    }
    text.len()
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
