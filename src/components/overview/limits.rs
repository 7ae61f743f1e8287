//! How long things may take, as three numbers that the user may change.

use referral_engine::metrics::{Options, Windows};
use yew::prelude::*;

use super::Act;
use crate::components::{use_locale, value_of};

/// The properties of [`Limits`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct LimitsProps {
    pub(super) options: Options,
    pub(super) on_act: Callback<Act>,
}

/// Which of the numbers.
#[derive(Clone, Copy)]
enum Which {
    Answer,
    Evaluation,
    Decision,
}

/// The numbers, behind a disclosure. One that is no number from 1 to 9999 changes nothing and is written back.
#[component]
pub(super) fn Limits(props: &LimitsProps) -> Html {
    let locale = use_locale();
    let refused = use_state(|| false);
    let field = |which: Which, id: &'static str, key: &str, value: u16| {
        let (options, on_act, refused) = (
            props.options.clone(),
            props.on_act.clone(),
            refused.setter(),
        );
        let onchange = Callback::from(move |event: Event| {
            let number = value_of(&event).trim().parse::<u16>().ok();
            let Some(number) = number.filter(|number| (1..=9999).contains(number)) else {
                refused.set(true);
                return;
            };
            refused.set(false);
            let windows = changed(options.windows, which, number);
            let options = options.clone();
            on_act.emit(Act::Options(Box::new(Options { windows, ..options })));
        });
        html! {
            <div class="field">
                <label for={id}>{ locale.text(key) }</label>
                <input {id} class="input overview-number" type="number" min="1" max="9999" step="1" required=true
                    value={value.to_string()} {onchange} />
            </div>
        }
    };
    let Windows {
        answer_hours,
        evaluation_days,
        decision_days,
    } = props.options.windows;
    html! {
        <details class="overview-limits">
            <summary>{ locale.text("overview.limits") }</summary>
            <div class="overview-controls">
                { field(Which::Answer, "limit-answer", "overview.limit-answer", answer_hours) }
                { field(Which::Evaluation, "limit-evaluation", "overview.limit-evaluation", evaluation_days) }
                { field(Which::Decision, "limit-decision", "overview.limit-decision", decision_days) }
            </div>
            if *refused {
                <p class="message warning" role="alert">{ locale.text("overview.limit-refused") }</p>
            }
        </details>
    }
}

fn changed(windows: Windows, which: Which, number: u16) -> Windows {
    match which {
        Which::Answer => Windows {
            answer_hours: number,
            ..windows
        },
        Which::Evaluation => Windows {
            evaluation_days: number,
            ..windows
        },
        Which::Decision => Windows {
            decision_days: number,
            ..windows
        },
    }
}
