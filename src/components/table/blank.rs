//! What stands in the table instead of rows: the shapes of rows that are on their way, or why there are none and what to do.

use yew::prelude::*;

use super::TableAct;
use crate::components::use_locale;

/// Why there are no rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blank {
    /// There are.
    Not,
    /// They are being asked for.
    Coming,
    /// The load ended before the first one; an alert says why.
    Stopped,
    /// None of the loaded ones holds the text that is looked for.
    NotFound(String),
    /// None matches the filter and the time range.
    NoMatch {
        /// Whether there is a filter to take away.
        is_filtered: bool,
        /// Whether there is a time range to take away.
        is_ranged: bool,
    },
}

/// The properties of [`BlankRows`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct BlankRowsProps {
    /// Why there are no rows.
    pub(super) blank: Blank,
    /// The user decided something.
    pub(super) on_act: Callback<TableAct>,
}

/// The place of the rows.
#[component]
pub(super) fn BlankRows(props: &BlankRowsProps) -> Html {
    let locale = use_locale();
    let button = |key: &str, act: TableAct| {
        let onclick = props.on_act.reform(move |_: MouseEvent| act.clone());
        html! { <button class="button" type="button" {onclick}>{ locale.text(key) }</button> }
    };
    let (sentence, buttons) = match &props.blank {
        Blank::Not => return Html::default(),
        // As high as the rows will be, so that nothing moves when they come.
        Blank::Coming => return html! { <div class="skeleton-rows" aria-hidden="true"></div> },
        Blank::Stopped => (locale.text("table.stopped"), Html::default()),
        Blank::NotFound(text) => (
            locale.format("table.not-found", &[("text", text.as_str().into())]),
            button("table.clear-find", TableAct::ClearFind),
        ),
        Blank::NoMatch {
            is_filtered,
            is_ranged,
        } => (
            locale.text(if *is_filtered || *is_ranged {
                "table.no-match"
            } else {
                "table.empty"
            }),
            html! {
                <>
                    if *is_filtered {
                        { button("table.clear-filter", TableAct::ClearFilter) }
                    }
                    if *is_ranged {
                        { button("table.clear-range", TableAct::ClearRange) }
                    }
                </>
            },
        ),
    };
    html! {
        <div class="empty">
            <p>{ sentence }</p>
            <div class="acts">{ buttons }</div>
        </div>
    }
}
