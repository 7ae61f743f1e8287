//! Looking for text in the rows that are here. It is not the service's filter, and says so.

use web_sys::InputEvent;
use yew::prelude::*;

use super::{use_locale, value_of};

/// The properties of [`FindBox`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct FindBoxProps {
    /// What is looked for.
    pub find: AttrValue,
    /// Rows that have it.
    pub hits: usize,
    /// Rows that were looked through.
    pub of: usize,
    /// Something else is looked for; empty for nothing.
    pub on_find: Callback<String>,
}

/// The box with the number of hits.
#[component]
pub fn FindBox(props: &FindBoxProps) -> Html {
    let locale = use_locale();
    // What is looked for follows a frame later; until it has caught up the box has what was typed, or letters would be lost.
    let typed = use_state_eq(|| None::<AttrValue>);
    {
        let setter = typed.setter();
        use_effect_with(
            ((*typed).clone(), props.find.clone()),
            move |(typed, find)| {
                if typed.as_ref() == Some(find) {
                    setter.set(None);
                }
            },
        );
    }
    let shown = (*typed).clone().unwrap_or_else(|| props.find.clone());
    let oninput = {
        let (typed, on_find) = (typed.setter(), props.on_find.clone());
        Callback::from(move |event: InputEvent| {
            let text = value_of(&event);
            typed.set(Some(text.clone().into()));
            on_find.emit(text);
        })
    };
    let hits = [
        ("n", props.hits.into()),
        ("of", locale.count(props.of as u64).into()),
    ];
    html! {
        <div class="find">
            <div class="field">
                <label for="find">{ locale.text("find.label") }</label>
                <input id="find" class="input" type="search" autocomplete="off" spellcheck="false" value={shown}
                    aria-describedby="find-hits" {oninput} />
            </div>
            <p id="find-hits" class="muted">
                if props.find.trim().is_empty() {
                    { locale.text("find.hint") }
                } else {
                    { locale.format("find.hits", &hits) }
                }
            </p>
        </div>
    }
}
