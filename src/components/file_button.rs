//! A button that opens a saved answer; nothing of it leaves the page.

use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

use super::use_locale;

/// The properties of [`FileButton`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct FileButtonProps {
    /// What the button says.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// A file was chosen.
    pub on_file: Callback<File>,
}

/// The button: a native file field under a label that looks like the other buttons.
#[component]
pub fn FileButton(props: &FileButtonProps) -> Html {
    let locale = use_locale();
    let on_file = props.on_file.clone();
    let onchange = Callback::from(move |event: Event| {
        let input = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else {
            return;
        };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            on_file.emit(file);
        }
        // The same file can be chosen again after it was changed.
        input.set_value("");
    });
    html! {
        <label class="button file-button">
            { props.label.clone().unwrap_or_else(|| locale.text("file.open").into()) }
            <input class="visually-hidden" type="file" accept=".json,.ndjson,.jsonl,.txt,.gz" {onchange} />
        </label>
    }
}
