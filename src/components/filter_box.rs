//! The filter in the endpoint's own syntax: applied with Enter, refused with its place and a repair.
//!
//! A text box and no combobox, because the contract names it so; `aria-activedescendant` goes with it all the same.

use std::cell::RefCell;
use std::rc::Rc;

use referral_engine::filter::Suggestion;
use referral_engine::session::{RefusedFilter, Shared};
use referral_engine::table::Table;
use web_sys::HtmlInputElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::filter::refusal::RefusalPart;
use super::filter::suggestions::{LIST, SuggestionsProps, Writing, fetch_writing, id_of};
use super::{use_locale, value_of};

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
    let hand = Hand {
        field: field.clone(),
        typed: typed.clone(),
        writing: use_state(|| None),
        turn: use_mut_ref(|| 0_u32),
        table: props.table.clone(),
    };
    let on_answer = {
        let (hand, on_answer) = (hand.clone(), props.on_answer.clone());
        Callback::from(move |answer| {
            hand.act();
            hand.typed.set(Typed::default());
            on_answer.emit(answer);
        })
    };
    let oninput = {
        let hand = hand.clone();
        Callback::from(move |event: InputEvent| hand.suggest(Some(value_of(&event))))
    };
    let pick = {
        let hand = hand.clone();
        Callback::from(move |place: usize| hand.pick(place))
    };
    let onkeydown = {
        let hand = hand.clone();
        Callback::from(move |event: KeyboardEvent| hand.key_pressed(&event))
    };
    let close = {
        let hand = hand.clone();
        Callback::from(move |_: FocusEvent| hand.close())
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
    let list = hand.writing.filter(|_| is_open).map(|writing| {
        let (list, active) = (Rc::clone(&typed.list), typed.active);
        let on_pick = pick;
        (writing.drawn)(SuggestionsProps {
            list,
            active,
            on_pick,
        })
    });
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
                        if let Some(list) = list {
                            { list }
                        }
                    </div>
                    <button class="button" type="submit">{ locale.text("filter.apply") }</button>
                </div>
            </div>
            <div id="filter-problem">
                if let Some(refused) = &props.refused {
                    <RefusalPart refused={refused.clone()} on_answer={on_answer} />
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

/// What keys and typing do to the box.
#[derive(Clone)]
struct Hand {
    field: NodeRef,
    typed: UseStateHandle<Typed>,
    /// The code that suggests, once it was fetched.
    writing: UseStateHandle<Option<Writing>>,
    /// Counted with each act, so that code which comes late opens no list that nobody waits for.
    turn: Rc<RefCell<u32>>,
    table: Shared<Table>,
}

impl Hand {
    fn input(&self) -> Option<HtmlInputElement> {
        self.field.cast::<HtmlInputElement>()
    }

    /// Another act; gives its number.
    fn act(&self) -> u32 {
        let mut turn = self.turn.borrow_mut();
        *turn += 1;
        *turn
    }

    /// The box holds this text; shows what fits the caret, as soon as the code for it is here.
    fn suggest(&self, text: Option<String>) {
        let turn = self.act();
        let closed = Typed {
            text,
            ..Typed::default()
        };
        if let Some(writing) = *self.writing {
            self.typed.set(self.listed(&writing, closed));
            return;
        }
        self.typed.set(closed.clone());
        let hand = self.clone();
        spawn_local(async move {
            // OK because the next key asks again, and nothing but a list is missing.
            let Ok(writing) = fetch_writing().await else {
                return;
            };
            hand.writing.set(Some(writing));
            if *hand.turn.borrow() == turn {
                hand.typed.set(hand.listed(&writing, closed));
            }
        });
    }

    fn listed(&self, writing: &Writing, typed: Typed) -> Typed {
        let Some(input) = self.input() else {
            return typed;
        };
        Typed {
            list: (writing.fitting)(&input.value(), caret_of(&input), &self.table),
            ..typed
        }
    }

    fn pick(&self, place: usize) {
        let (Some(input), Some(suggestion), Some(writing)) =
            (self.input(), self.typed.list.get(place), *self.writing)
        else {
            return;
        };
        let (text, caret) = (writing.accepted)(&input.value(), suggestion);
        input.set_value(&text);
        let units = text.get(..caret).unwrap_or_default().encode_utf16().count() as u32;
        // OK because a text box always has a selection.
        let _ = input.set_selection_range(units, units);
        self.suggest(Some(text));
    }

    fn close(&self) {
        self.act();
        self.typed.set(Typed {
            text: self.typed.text.clone(),
            ..Typed::default()
        });
    }

    /// Arrows walk through the suggestions, Enter and Tab take the one that is meant, Escape closes the list.
    fn key_pressed(&self, event: &KeyboardEvent) {
        let typed = &self.typed;
        let count = typed.list.len();
        let key = event.key();
        match (key.as_str(), typed.active) {
            ("ArrowDown", _) if count == 0 => self.suggest(typed.text.clone()),
            (_, _) if count == 0 => return,
            ("ArrowDown", active) => {
                typed.set(meaning(
                    typed,
                    active.map_or(0, |active| (active + 1) % count),
                ));
            }
            ("ArrowUp", active) => {
                let above = active.unwrap_or(0).checked_sub(1).unwrap_or(count - 1);
                typed.set(meaning(typed, above));
            }
            ("Enter" | "Tab", Some(active)) if !event.shift_key() => self.pick(active),
            ("Escape", _) => self.close(),
            _ => return,
        }
        event.prevent_default();
    }
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
