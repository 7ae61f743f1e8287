//! The buttons that take a chart along: as a drawing, as a picture, as numbers.

use yew::prelude::*;

use crate::components::use_locale;

/// The form that a chart is taken along in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakeAway {
    /// A drawing.
    Svg,
    /// A picture.
    Png,
    /// The numbers.
    Csv,
}

/// The properties of [`TakeAwayButtons`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TakeAwayButtonsProps {
    /// A form was chosen.
    pub on_take: Callback<TakeAway>,
}

/// The buttons.
#[component]
pub fn TakeAwayButtons(props: &TakeAwayButtonsProps) -> Html {
    let locale = use_locale();
    let button = |(form, key, text): (TakeAway, &str, &'static str)| {
        let onclick = props.on_take.reform(move |_: MouseEvent| form);
        html! {
            <button class="button small" type="button" aria-label={locale.text(key)} {onclick}>{ text }</button>
        }
    };
    html! {
        <div class="chart-take" role="group" aria-label={locale.text("chart.take")}>
            { for [
                (TakeAway::Svg, "chart.take-svg", "SVG"),
                (TakeAway::Png, "chart.take-png", "PNG"),
                (TakeAway::Csv, "chart.take-csv", "CSV"),
            ].into_iter().map(button) }
        </div>
    }
}
