//! What is asked for, in a sentence and as chips: one for each condition that must hold, one for the time range.

use referral_engine::filter::Expr;
use referral_engine::query::{Query, TimeRange};
use referral_engine::session::Change;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::components::use_locale;
use crate::text::Locale;
use crate::text::filter::phrase;

/// The properties of [`Chips`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ChipsProps {
    /// The query.
    pub query: Query,
    /// What it means.
    pub sentence: AttrValue,
    /// What the user took away.
    pub on_change: Callback<Change>,
    /// What stands behind the chips.
    #[prop_or_default]
    pub children: Html,
}

/// A condition in words and what is done to take it away.
struct Chip {
    text: String,
    change: Change,
}

/// The sentence and the chips. Whoever takes a chip away finds the focus on the sentence.
#[component]
pub fn Chips(props: &ChipsProps) -> Html {
    let locale = use_locale();
    let place = use_node_ref();
    let chips = chips(&locale, &props.query);
    let on_change = {
        let (place, on_change) = (place.clone(), props.on_change.clone());
        Callback::from(move |change: Change| {
            if let Some(element) = place.cast::<HtmlElement>() {
                // OK because only a detached element cannot take the focus.
                let _ = element.focus();
            }
            on_change.emit(change);
        })
    };
    let on_clear = on_change.reform(|_: MouseEvent| Change::Filter(String::new()));
    html! {
        <div class="meaning">
            <p class="sentence" tabindex="-1" ref={place}>{ props.sentence.clone() }</p>
            if !chips.is_empty() {
                <ul class="chips" aria-label={locale.text("chip.list")}>
                    { for chips.into_iter().map(|chip| drawn(&locale, chip, &on_change)) }
                </ul>
            }
            if !props.query.filter.is_empty() {
                <button class="button quiet small" type="button" onclick={on_clear}>{ locale.text("filter.clear") }</button>
            }
            { props.children.clone() }
        </div>
    }
}

fn drawn(locale: &Locale, chip: Chip, on_change: &Callback<Change>) -> Html {
    let Chip { text, change } = chip;
    let label = locale.format("chip.remove", &[("condition", text.as_str().into())]);
    let onclick = on_change.reform(move |_: MouseEvent| change.clone());
    html! {
        <li key={text.clone()} class="chip" part="chip">
            <bdi>{ text }</bdi>
            <button type="button" aria-label={label} {onclick}>{ "×" }</button>
        </li>
    }
}

fn chips(locale: &Locale, query: &Query) -> Vec<Chip> {
    let mut chips = Vec::new();
    if query.range != TimeRange::All {
        let args = [
            ("field", locale.field(query.date).into()),
            ("range", range(locale, query.range).into()),
        ];
        chips.push(Chip {
            text: locale.format("chip.range", &args),
            change: Change::Range(TimeRange::All, query.date),
        });
    }
    if query.is_raw {
        chips.push(Chip {
            text: query.filter.clone(),
            change: Change::Filter(String::new()),
        });
    }
    let expr = query.expr();
    let parts = match &expr {
        Some(Expr::And(parts)) => parts.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    chips.extend(parts.iter().enumerate().map(|(place, part)| Chip {
        text: phrase(locale, part),
        change: Change::Filter(without(parts, place)),
    }));
    chips
}

/// The filter of the parts but one.
fn without(parts: &[Expr], place: usize) -> String {
    let kept = parts.iter().enumerate().filter(|(at, _)| *at != place);
    let expr = kept.map(|(_, part)| part.clone()).reduce(Expr::and);
    expr.map_or_else(String::new, |expr| expr.to_string())
}

/// The time range in words.
fn range(locale: &Locale, range: TimeRange) -> String {
    use referral_engine::date::Level;
    match range {
        TimeRange::Days { from, to } => {
            let day = |day| locale.bucket(day, Level::Day);
            let args = [("from", day(from).into()), ("to", day(to).into())];
            locale.format("range.days", &args)
        }
        _ => locale.text(&format!("range.{}", range.name())),
    }
}
