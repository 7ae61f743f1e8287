//! The list of the table's keys.

use yew::prelude::*;

use crate::components::use_locale;

/// Keys as they stand on keyboards, and the words for what they do.
const KEYS: [(&str, &str); 11] = [
    ("← ↑ → ↓", "keys.arrows"),
    ("Page Up, Page Down", "keys.pages"),
    ("Home, End", "keys.row"),
    ("Ctrl+Home, Ctrl+End", "keys.table"),
    ("Enter", "keys.open"),
    ("Esc", "keys.close"),
    ("Enter", "keys.sort"),
    ("Shift+Enter, Shift+click", "keys.sort-further"),
    ("Shift+←, Shift+→", "keys.size"),
    ("Tab", "keys.leave"),
    ("?", "keys.help"),
];

/// The list.
#[component]
pub(super) fn Keys() -> Html {
    let locale = use_locale();
    let row = |(keys, what): (&'static str, &'static str)| {
        html! { <div><dt><kbd>{ keys }</kbd></dt><dd>{ locale.text(what) }</dd></div> }
    };
    html! { <dl class="keys">{ for KEYS.into_iter().map(row) }</dl> }
}
