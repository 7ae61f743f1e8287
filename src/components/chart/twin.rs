//! The table twin: the same numbers as a real table, with nothing gathered into "other" that a table has room for.

use std::rc::Rc;

use referral_engine::chart::{ChartData, Limits, Plan, Span};
use referral_engine::group::Groups;
use yew::prelude::*;

use super::names::{category_names, facet_name, series_names};
use crate::text::Locale;

/// The properties of [`Twin`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct TwinProps {
    /// What is counted.
    pub(super) groups: Rc<Groups>,
    /// The days that the query covers.
    pub(super) span: Span,
    /// The chart's caption.
    pub(super) caption: AttrValue,
}

/// The numbers of a chart as a table.
#[component]
pub(super) fn Twin(props: &TwinProps) -> Html {
    let locale = use_context::<Locale>().unwrap_or_else(Locale::english);
    let charts = use_memo((props.groups.clone(), props.span), |(groups, span)| {
        let plan = Plan {
            span: *span,
            ..Plan::new(Limits::TABLE)
        };
        ChartData::facets(groups, &plan)
    });
    let Some(first) = charts.first() else {
        return Html::default();
    };
    let names = category_names(first, &locale);
    // OK because a region that scrolls must be reachable by keys (WCAG 2.1.1).
    html! {
        <div class="chart-twin" role="region" tabindex="0" aria-label={props.caption.clone()}>
            <table>
                <caption class="chart-unseen">{ &props.caption }</caption>
                <thead>{ head(first, &locale) }</thead>
                { for charts.iter().map(|data| body(data, &names, &locale)) }
                <tfoot>{ foot(&charts, first, &locale) }</tfoot>
            </table>
        </div>
    }
}

/// The rows of a chart, below its name where it is one of several; what is empty there is left out then.
fn body(data: &ChartData, names: &[AttrValue], locale: &Locale) -> Html {
    let title = facet_name(data, locale);
    let columns = (data.series.len() + 3).to_string();
    let several = title.is_some();
    let rows = names
        .iter()
        .enumerate()
        .filter(|(category, _)| !several || data.category_total(*category) > 0)
        .map(|(category, name)| row(data, category, name, locale));
    html! {
        <tbody>
            if let Some(title) = title {
                <tr><th class="chart-facet" scope="rowgroup" colspan={columns}><bdi>{ title }</bdi></th></tr>
            }
            { for rows }
        </tbody>
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
            <th scope="row"><bdi>{ name }</bdi>{ partly(data, category, locale) }</th>
            { for counts.map(|count| number(locale.count(*count))) }
            { number(locale.count(sum)) }
            { number(locale.percent(data.share(sum))) }
        </tr>
    }
}

/// Says that only a part of a row's time is covered.
fn partly(data: &ChartData, category: usize, locale: &Locale) -> Html {
    if !data.is_partial(category) {
        return Html::default();
    }
    html! { <span class="chart-aside">{ locale.text("chart.partial") }</span> }
}

fn foot(charts: &[ChartData], data: &ChartData, locale: &Locale) -> Html {
    let two = data.series_field.is_some();
    let sum = |series| charts.iter().map(|chart| chart.series_total(series)).sum();
    let sums: Vec<u64> = (0..data.series.len()).filter(|_| two).map(sum).collect();
    html! {
        <tr>
            <th scope="row">{ locale.text("chart.sum") }</th>
            { for sums.iter().map(|sum| number(locale.count(*sum))) }
            { number(locale.count(data.total)) }
            { number(locale.percent(data.share(data.total))) }
        </tr>
    }
}

fn number(text: String) -> Html {
    html! { <td class="chart-number">{ text }</td> }
}
