//! The table twin: the same numbers as a real table, with nothing gathered into "other" that a table has room for.

use std::rc::Rc;

use referral_engine::chart::{ChartData, Limits};
use referral_engine::group::Groups;
use yew::prelude::*;

use super::names::{category_names, series_names};
use crate::text::Locale;

/// The properties of [`Twin`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct TwinProps {
    /// What is counted.
    pub(super) groups: Rc<Groups>,
    /// The chart's caption.
    pub(super) caption: AttrValue,
}

/// The numbers of a chart as a table.
#[component]
pub(super) fn Twin(props: &TwinProps) -> Html {
    let locale = use_context::<Locale>().unwrap_or_else(Locale::english);
    let data = use_memo(props.groups.clone(), |groups| {
        ChartData::of(groups, Limits::TABLE)
    });
    let Some(data) = data.as_ref() else {
        return Html::default();
    };
    let names = category_names(data, &locale);
    let rows = names
        .iter()
        .enumerate()
        .map(|(category, name)| row(data, category, name, &locale));
    // OK because a region that scrolls must be reachable by keys (WCAG 2.1.1).
    html! {
        <div class="chart-twin" role="region" tabindex="0" aria-label={props.caption.clone()}>
            <table>
                <caption class="chart-unseen">{ &props.caption }</caption>
                <thead>{ head(data, &locale) }</thead>
                <tbody>{ for rows }</tbody>
                <tfoot>{ foot(data, &locale) }</tfoot>
            </table>
        </div>
    }
}

fn head(data: &ChartData, locale: &Locale) -> Html {
    let two = data.series_field.is_some();
    let series = series_names(data, locale).into_iter().filter(|_| two);
    html! {
        <tr>
            <th scope="col">{ locale.field(data.category_field) }</th>
            { for series.map(|name| html! { <th scope="col" class="chart-number">{ name }</th> }) }
            <th scope="col" class="chart-number">{ locale.text(if two { "chart.sum" } else { "chart.all" }) }</th>
            <th scope="col" class="chart-number">{ locale.text("chart.share") }</th>
        </tr>
    }
}

fn row(data: &ChartData, category: usize, name: &AttrValue, locale: &Locale) -> Html {
    let counts = data
        .row(category)
        .iter()
        .filter(|_| data.series_field.is_some());
    let sum = data.category_total(category);
    html! {
        <tr>
            <th scope="row">{ name }</th>
            { for counts.map(|count| number(locale.count(*count))) }
            { number(locale.count(sum)) }
            { number(locale.percent(data.share(sum))) }
        </tr>
    }
}

fn foot(data: &ChartData, locale: &Locale) -> Html {
    let two = data.series_field.is_some();
    let sums = (0..data.series.len())
        .filter(|_| two)
        .map(|series| data.series_total(series));
    html! {
        <tr>
            <th scope="row">{ locale.text("chart.sum") }</th>
            { for sums.map(|sum| number(locale.count(sum))) }
            { number(locale.count(data.total)) }
            { number(locale.percent(data.share(data.total))) }
        </tr>
    }
}

fn number(text: String) -> Html {
    html! { <td class="chart-number">{ text }</td> }
}
