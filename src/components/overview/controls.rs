//! What is counted: the period, by which date, and whether young referrals are left out. The limits are `limits`.

use std::rc::Rc;

use referral_engine::date::Level;
use referral_engine::metrics::{Basis, Options};
use referral_engine::query::TimeRange;
use yew::prelude::*;

use super::Act;
use crate::components::{Choice, Picker, use_locale};
use crate::text::Locale;

/// The properties of [`Controls`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct ControlsProps {
    pub(super) options: Options,
    /// Referrals of the period that may still be decided in time.
    pub(super) young: u64,
    pub(super) on_act: Callback<Act>,
}

/// The controls.
#[component]
pub(super) fn Controls(props: &ControlsProps) -> Html {
    let locale = use_locale();
    let ControlsProps {
        options, on_act, ..
    } = props;
    let on_period = {
        let (options, on_act) = (options.clone(), on_act.clone());
        Callback::from(move |name: String| {
            if let Some(period) = TimeRange::from_name(&name) {
                let options = options.clone();
                on_act.emit(Act::Options(Box::new(Options { period, ..options })));
            }
        })
    };
    let days = u64::from(options.windows.decision_days);
    let on_mature = {
        let options = options.clone();
        on_act.reform(move |_: Event| {
            let only_mature = !options.only_mature;
            let options = options.clone();
            Act::Options(Box::new(Options {
                only_mature,
                ..options
            }))
        })
    };
    let is_cohort = options.basis == Basis::Cohort;
    html! {
        <div class="overview-controls">
            <Picker id="overview-period" label={locale.text("overview.period")} choices={periods(&locale, options.period)}
                value={options.period.name()} on_choose={on_period} />
            // OK because nothing is sent: Chromium keeps radios of a shadow root for ever unless a form owns them.
            <form onsubmit={Callback::from(|event: SubmitEvent| event.prevent_default())}>
                <fieldset class="overview-basis-choice">
                    <legend>{ locale.text("overview.count-by") }</legend>
                    { choice(&locale, props, Basis::Cohort) }
                    { choice(&locale, props, Basis::Event) }
                </fieldset>
            </form>
            if is_cohort {
                <label class="overview-check">
                    <input type="checkbox" checked={options.only_mature} onchange={on_mature} />
                    <span>
                        { locale.format("overview.mature", &[("n", days.into())]) }
                        <span class="muted">{ " " }{ locale.format("overview.young", &[("n", props.young.into())]) }</span>
                    </span>
                </label>
            }
        </div>
    }
}

fn choice(locale: &Locale, props: &ControlsProps, basis: Basis) -> Html {
    let key = match basis {
        Basis::Cohort => "overview.by-created",
        Basis::Event => "overview.by-event",
    };
    let options = props.options.clone();
    let checked = options.basis == basis;
    let onchange = props.on_act.reform(move |_: Event| {
        let options = options.clone();
        Act::Options(Box::new(Options { basis, ..options }))
    });
    html! {
        <label class="overview-check">
            <input type="radio" name="overview-basis" {checked} {onchange} />
            <span>{ locale.text(key) }</span>
        </label>
    }
}

fn periods(locale: &Locale, period: TimeRange) -> Rc<[Choice]> {
    let mut choices: Vec<Choice> = ["all", "1m", "3m", "6m", "12m"]
        .into_iter()
        .map(|name| Choice {
            value: name.into(),
            label: locale.text(&format!("range.{name}")).into(),
        })
        .collect();
    if let TimeRange::Days { from, to } = period {
        let day = |day| locale.bucket(day, Level::Day);
        let days = [("from", day(from).into()), ("to", day(to).into())];
        choices.push(Choice {
            value: period.name().into(),
            label: locale.format("range.days", &days).into(),
        });
    }
    choices.into()
}
