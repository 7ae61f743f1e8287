//! The legend: a list of series with their fills, or the shades of a grid.

use referral_engine::chart::Drawn;
use yew::prelude::*;

use super::axis::SceneProps;
use super::marks::heat_class;
use super::paint::{dash, fill_url, marker};
use super::scene::Scene;
use crate::text::Locale;

/// The legend of a chart; nothing where there is one series.
#[component]
pub(super) fn Legend(props: &SceneProps) -> Html {
    let locale = use_context::<Locale>().unwrap_or_else(Locale::english);
    let scene = &props.scene;
    if scene.shapes.drawn == Drawn::Heatmap {
        return shades(&locale);
    }
    if scene.data.series_field.is_none() {
        return Html::default();
    }
    let entries = scene.series_names.iter().enumerate().map(|(series, name)| {
        html! { <li class="chart-key">{ swatch(scene, series) }<span>{ name }</span></li> }
    });
    html! {
        <ul part="legend" class="chart-legend" aria-label={locale.text("chart.legend")}>{ for entries }</ul>
    }
}

fn swatch(scene: &Scene, series: usize) -> Html {
    let Some(paint) = scene.paints.get(series) else {
        return Html::default();
    };
    if scene.shapes.drawn == Drawn::Line {
        return html! {
            <svg class={classes!("chart-swatch", paint.class)} width="28" height="12" aria-hidden="true">
                <path class="chart-line" d="M0 6H28" stroke-dasharray={dash(paint.hatch)} />
                <path d={marker(paint.hatch, 14.0, 6.0)} fill="currentColor" />
            </svg>
        };
    }
    html! {
        <svg class="chart-swatch" width="16" height="12" aria-hidden="true">
            <rect width="16" height="12" rx="2" fill={fill_url(scene.instance, series)} />
        </svg>
    }
}

fn shades(locale: &Locale) -> Html {
    html! {
        <p part="legend" class="chart-legend chart-shades">
            <span>{ locale.text("chart.fewer") }</span>
            <svg class="chart-swatch" width="80" height="12" aria-hidden="true">
                { for (1_u8..=5).map(|shade| html! {
                    <rect class={heat_class(shade)} x={(u32::from(shade - 1) * 16).to_string()} width="15" height="12" rx="2" fill="currentColor" />
                }) }
            </svg>
            <span>{ locale.text("chart.more") }</span>
        </p>
    }
}
