//! Shares with their parts, their interval, and how each is counted a focus or a hover away.

use std::rc::Rc;

use referral_engine::metrics::{Rate, Summary};
use yew::prelude::*;

use super::facts::Facts;
use crate::components::use_locale;
use crate::text::Locale;

/// Below so many the interval is told.
const SMALL: u64 = 100;

/// The properties of [`Rates`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct RatesProps {
    pub(super) facts: Rc<Facts>,
}

/// The tiles.
#[component]
pub(super) fn Rates(props: &RatesProps) -> Html {
    let locale = use_locale();
    let summary = &props.facts.summary;
    let rates = summary.rates.0.iter();
    html! {
        <div class="kpis kpis-small">{ for rates.map(|(name, rate)| tile(&locale, summary, name, rate)) }</div>
    }
}

fn tile(locale: &Locale, summary: &Summary, name: &'static str, rate: &Rate) -> Html {
    let label = locale.text(&["overview.rate", "-", name].concat());
    let whole = match name {
        "win" | "within24h" => "overview.of-accepted",
        _ => "overview.of-received",
    };
    let parts = locale.format(
        whole,
        &[("part", rate.part.into()), ("n", rate.whole.into())],
    );
    let formula = locale.text(&["overview.formula", "-", name].concat());
    html! {
        <div class="kpi" part="kpi" role="group" aria-label={label.clone()}>
            <p class="kpi-name">
                { label.clone() }
                <Explained name={name} label={locale.format("overview.formula-of", &[("name", label.into())])} text={formula} />
            </p>
            <p class="kpi-value">{ rate.share.map_or_else(|| "–".to_owned(), |share| locale.percent(share)) }</p>
            <p class="kpi-change muted">{ why(locale, summary, rate).unwrap_or(parts) }</p>
            if let Some(interval) = interval(locale, rate) {
                <p class="kpi-change muted">{ interval }</p>
            }
        </div>
    }
}

/// Why there is no share, or why it is odd.
fn why(locale: &Locale, summary: &Summary, rate: &Rate) -> Option<String> {
    if rate.share.is_none() {
        Some(locale.text("overview.of-nothing"))
    } else if !summary.is_cohort && rate.part > rate.whole {
        let args = [("part", rate.part.into()), ("n", rate.whole.into())];
        Some(locale.format("overview.above-one", &args))
    } else {
        None
    }
}

/// What a small number of referrals allows to say.
fn interval(locale: &Locale, rate: &Rate) -> Option<String> {
    let (low, high) = rate.interval.filter(|_| rate.whole < SMALL)?;
    let args = [
        ("low", locale.percent(low).into()),
        ("high", locale.percent(high).into()),
    ];
    Some(locale.format("overview.interval", &args))
}

#[derive(Clone, PartialEq, Properties)]
struct ExplainedProps {
    name: &'static str,
    label: AttrValue,
    text: AttrValue,
}

/// A button that tells more while it is hovered or focused; Escape takes it away (WCAG 1.4.13).
#[component]
fn Explained(props: &ExplainedProps) -> Html {
    let shown = use_state(|| false);
    let show = |to: bool| {
        let shown = shown.setter();
        move || shown.set(to)
    };
    let id = ["formula-", props.name].concat();
    let (enter, leave, focus, blur, toggle) = (
        show(true),
        show(false),
        show(true),
        show(false),
        show(!*shown),
    );
    let onkeydown = {
        let shown = shown.setter();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                shown.set(false);
            }
        })
    };
    html! {
        <span class="explained" onmouseenter={move |_| enter()} onmouseleave={move |_| leave()}>
            <button type="button" class="explained-button" aria-label={props.label.clone()} aria-describedby={id.clone()}
                onfocus={move |_| focus()} onblur={move |_| blur()} onclick={move |_| toggle()} {onkeydown}>
                <span aria-hidden="true">{ "ƒ" }</span>
            </button>
            <span {id} role="tooltip" class={classes!("explained-text", (!*shown).then_some("visually-hidden"))}>{ props.text.clone() }</span>
        </span>
    }
}
