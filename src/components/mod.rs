//! What is drawn: functions of values, which send back what the user meant and never a DOM event.
//!
//! Words come from the `Locale` in the context. Nothing here calls `browser` or knows the session's transition.

pub mod chart;
pub mod coach;
pub mod export;
pub mod fault_alert;
pub mod file_button;
pub mod filter;
pub mod filter_box;
pub mod find_box;
pub mod found;
pub mod header;
pub mod language_picker;
pub mod notices;
pub mod overview;
pub mod part;
pub mod pickers;
pub mod range;
pub mod request_panel;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod snapshots;
pub mod status;
pub mod table;
pub mod token_form;

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::text::Locale;

/// The page's language; English where there is no provider.
#[hook]
pub(crate) fn use_locale() -> Locale {
    use_context::<Locale>().unwrap_or_else(Locale::english)
}

/// The value of the control that an event came from.
pub(crate) fn value_of(event: &Event) -> String {
    let Some(target) = event.target() else {
        return String::new();
    };
    if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        return input.value();
    }
    target
        .dyn_ref::<HtmlSelectElement>()
        .map(HtmlSelectElement::value)
        .unwrap_or_default()
}

/// An option of a picker.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The wire value.
    pub value: AttrValue,
    /// What people read.
    pub label: AttrValue,
}

/// The properties of [`Picker`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PickerProps {
    /// Ties the label to the control; unique in the shadow root.
    pub id: AttrValue,
    /// The label.
    pub label: AttrValue,
    /// What can be chosen.
    pub choices: Rc<[Choice]>,
    /// What is chosen.
    pub value: AttrValue,
    /// Whether there is nothing to choose now.
    #[prop_or_default]
    pub disabled: bool,
    /// Something else was chosen.
    pub on_choose: Callback<String>,
}

/// A label and a native select: the one control that every platform makes accessible by itself.
#[component]
pub fn Picker(props: &PickerProps) -> Html {
    let onchange = props.on_choose.reform(|event: Event| value_of(&event));
    html! {
        <div class="field">
            <label for={props.id.clone()}>{ props.label.clone() }</label>
            <select id={props.id.clone()} class="input" disabled={props.disabled} {onchange}>
                { for props.choices.iter().map(|choice| html! {
                    <option key={choice.value.to_string()} value={choice.value.clone()}
                        selected={choice.value == props.value}>{ choice.label.clone() }</option>
                }) }
            </select>
        </div>
    }
}
