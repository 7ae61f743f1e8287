//! What stands in the table instead of rows: the shapes of rows that are on their way, or why there are none and what to do.

use yew::prelude::*;

use super::TableAct;
use crate::text::Locale;

/// Why there are no rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blank {
    /// There are.
    Not,
    /// They are being asked for.
    Coming,
    /// The load ended before the first one; an alert says why.
    Stopped,
    /// None is what is sought.
    Nothing(Sought),
}

/// What is asked for where nothing is found, so that each part of it can be named and taken away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// The text that is looked for in the loaded rows; empty for none.
    pub find: String,
    /// Filter and time range in plain words.
    pub meaning: String,
    /// Whether there is a filter to take away.
    pub is_filtered: bool,
    /// Whether there is a time range to take away.
    pub is_ranged: bool,
    /// Whether rows are here that only the text leaves out.
    pub has_others: bool,
}

impl Sought {
    /// What to say first: the nearest cause.
    fn cause(&self, locale: &Locale) -> String {
        if self.has_others {
            let text = self.find.trim().into();
            return locale.format("table.not-found", &[("text", text)]);
        }
        locale.text(if self.is_filtered || self.is_ranged {
            "table.no-match"
        } else {
            "table.empty"
        })
    }
}

/// The place of the rows.
///
/// Not a component: that would be drawn a turn after the rows, which would push the skeleton down for everybody to see.
pub(super) fn blank_rows(locale: &Locale, blank: &Blank, on_act: &Callback<TableAct>) -> Html {
    match blank {
        Blank::Not => Html::default(),
        // As high as the rows will be, so that nothing moves when they come.
        Blank::Coming => html! { <div class="skeleton-rows" aria-hidden="true"></div> },
        Blank::Stopped => {
            html! { <div class="empty"><p>{ locale.text("table.stopped") }</p></div> }
        }
        Blank::Nothing(sought) => nothing(locale, sought, on_act),
    }
}

/// Why, what is asked for, and a button for each part of it.
fn nothing(locale: &Locale, sought: &Sought, on_act: &Callback<TableAct>) -> Html {
    let is_narrowed = sought.is_filtered || sought.is_ranged;
    let parts = [
        (
            !sought.find.trim().is_empty(),
            "table.clear-find",
            TableAct::ClearFind,
        ),
        (
            sought.is_filtered,
            "table.clear-filter",
            TableAct::ClearFilter,
        ),
        (sought.is_ranged, "table.clear-range", TableAct::ClearRange),
    ];
    let button = |(_, key, act): (bool, &str, TableAct)| {
        let onclick = on_act.reform(move |_: MouseEvent| act.clone());
        html! { <button class="button" type="button" {onclick}>{ locale.text(key) }</button> }
    };
    html! {
        <div class="empty">
            <p>{ sought.cause(locale) }</p>
            if is_narrowed {
                <p>{ &sought.meaning }</p>
            }
            <div class="acts">{ for parts.into_iter().filter(|(is_there, ..)| *is_there).map(button) }</div>
        </div>
    }
}
