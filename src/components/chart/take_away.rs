//! Taking a chart along: as a drawing, as a picture, as its numbers. Who takes it is told by the context [`Taker`].
//!
//! Making the file is `app/export`'s; where nobody takes charts there are no buttons.

use web_sys::Element;
use yew::prelude::*;

use crate::components::use_locale;
use crate::text::Locale;

/// A chart that is taken along: its figure, or its numbers as CSV.
#[derive(Clone, Debug, PartialEq)]
pub enum Taken {
    /// The figure is wanted as a drawing.
    Svg(Element),
    /// The figure is wanted as a picture.
    Png(Element),
    /// The numbers.
    Csv(String),
}

/// How much room the buttons have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// All are there.
    Open,
    /// One opens the others.
    Folded,
}

/// Who takes the charts below, and how that is offered.
#[derive(Clone, Debug, PartialEq)]
pub struct Taker {
    /// `None` where charts are not to be taken along.
    pub on_take: Option<Callback<Taken>>,
    /// How it is offered.
    pub shape: Shape,
}

/// The properties of [`TakeAway`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TakeAwayProps {
    /// The figure; it is drawn, or shown as a table and then only its numbers can be taken.
    pub figure: NodeRef,
    /// What it is about.
    pub caption: AttrValue,
    /// Whether it is drawn.
    pub is_drawn: bool,
    /// Its numbers as CSV.
    pub numbers: Callback<(), String>,
}

/// The buttons.
#[component]
pub fn TakeAway(props: &TakeAwayProps) -> Html {
    let locale = use_locale();
    let is_open = use_state_eq(|| false);
    let Some(Taker {
        on_take: Some(on_take),
        shape,
    }) = use_context::<Taker>()
    else {
        return Html::default();
    };
    if shape == Shape::Open {
        return buttons(&locale, props, &on_take);
    }
    let onclick = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    html! {
        <>
            <button class="chart-button" type="button" aria-expanded={is_open.to_string()}
                aria-label={locale.fact(&locale.text("chart.save"), &props.caption)} {onclick}>{ locale.text("chart.save") }</button>
            if *is_open {
                { buttons(&locale, props, &on_take) }
            }
        </>
    }
}

fn buttons(locale: &Locale, props: &TakeAwayProps, on_take: &Callback<Taken>) -> Html {
    let button = |key: &str, text: &'static str, onclick: Callback<MouseEvent>| {
        html! { <button class="chart-button" type="button" aria-label={locale.text(key)} {onclick}>{ text }</button> }
    };
    let drawn = |make: fn(Element) -> Taken| {
        let (figure, on_take) = (props.figure.clone(), on_take.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(figure) = figure.cast::<Element>() {
                on_take.emit(make(figure));
            }
        })
    };
    let numbers = props.numbers.clone();
    let csv = on_take.reform(move |_: MouseEvent| Taken::Csv(numbers.emit(())));
    html! {
        <div class="chart-take" role="group" aria-label={locale.text("chart.take")}>
            if props.is_drawn {
                { button("chart.take-svg", "SVG", drawn(Taken::Svg)) }
                { button("chart.take-png", "PNG", drawn(Taken::Png)) }
            }
            { button("chart.take-csv", "CSV", csv) }
        </div>
    }
}
