//! The list of the table's keys.

use yew::prelude::*;

use crate::components::use_locale;

/// What keys do, in words; their names as they stand on the language's keyboards have the same key in `key-names`.
const KEYS: [&str; 11] = [
    "keys.arrows",
    "keys.pages",
    "keys.row",
    "keys.table",
    "keys.open",
    "keys.close",
    "keys.sort",
    "keys.sort-further",
    "keys.size",
    "keys.leave",
    "keys.help",
];

/// The list.
#[component]
pub(super) fn Keys() -> Html {
    let locale = use_locale();
    let row = |what: &'static str| {
        let names = what.replace("keys", "key-names");
        html! { <div><dt><kbd>{ locale.text(&names) }</kbd></dt><dd>{ locale.text(what) }</dd></div> }
    };
    html! { <dl class="keys">{ for KEYS.into_iter().map(row) }</dl> }
}
