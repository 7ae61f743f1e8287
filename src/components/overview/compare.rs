//! Series side by side: up to five values of a field, or the period against the one before it.

use std::rc::Rc;

use referral_engine::chart::ChartKind;
use referral_engine::field::Field;
use referral_engine::group::{Groups, local};
use referral_engine::metrics::{
    Compare, MAX_SERIES, Options, Scope, Summary, compare, count, frequent, referrals,
};
use yew::prelude::*;

use super::facts::Facts;
use super::{Act, Seen};
use crate::components::chart::Chart;
use crate::components::{Choice, Picker, use_locale};
use crate::text::Locale;

/// Fields whose values can be compared.
const FIELDS: [Field; 5] = [
    Field::CustomerMarket,
    Field::PartnerMarket,
    Field::CustomerOrgSize,
    Field::CustomerName,
    Field::Status,
];

/// Values that can be chosen from.
const VALUES: usize = 12;

/// The properties of [`Comparison`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct ComparisonProps {
    pub(super) seen: Seen,
    pub(super) facts: Rc<Facts>,
    pub(super) options: Options,
    pub(super) width_px: f64,
    pub(super) on_act: Callback<Act>,
}

/// What is compared.
struct Series {
    heads: Vec<String>,
    summaries: Vec<Summary>,
    /// All values that can be chosen.
    values: Vec<String>,
    /// Those that are.
    chosen: Vec<String>,
    groups: Option<Rc<Groups>>,
}

/// The comparison.
#[component]
pub(super) fn Comparison(props: &ComparisonProps) -> Html {
    let locale = use_locale();
    let series = use_memo(
        (
            props.facts.clone(),
            props.options.compare.clone(),
            locale.clone(),
        ),
        |(facts, wanted, locale)| series(&props.seen, facts, wanted, locale),
    );
    let on_choose = {
        let options = props.options.clone();
        props.on_act.reform(move |name: String| {
            let compare = match Field::from_name(&name) {
                Some(field) => Compare::Values(field, Vec::new()),
                None if name == "previous" => Compare::Previous,
                None => Compare::Nothing,
            };
            let options = options.clone();
            Act::Options(Box::new(Options { compare, ..options }))
        })
    };
    let value = match &props.options.compare {
        Compare::Nothing => "",
        Compare::Previous => "previous",
        Compare::Values(field, _) => field.name(),
    };
    html! {
        <>
            <div class="overview-controls">
                <Picker id="overview-compare" label={locale.text("overview.compare-what")} choices={choices(&locale)} {value} {on_choose} />
                { values(&locale, props, &series) }
            </div>
            if !series.summaries.is_empty() {
                { table(&locale, &series) }
            }
            if let Some(groups) = &series.groups {
                <Chart groups={Rc::clone(groups)} kind={ChartKind::Line} width_px={props.width_px}
                    on_select={props.on_act.reform(Act::Narrow)} />
            }
        </>
    }
}

fn choices(locale: &Locale) -> Rc<[Choice]> {
    let choice = |value: &'static str, label: String| Choice {
        value: value.into(),
        label: label.into(),
    };
    let fixed = [
        choice("", locale.text("overview.compare-nothing")),
        choice("previous", locale.text("overview.compare-previous")),
    ];
    let fields = FIELDS.map(|field| choice(field.name(), locale.field(field)));
    fixed.into_iter().chain(fields).collect()
}

fn series(seen: &Seen, facts: &Facts, wanted: &Compare, locale: &Locale) -> Series {
    let table = seen.table.read();
    let scope = seen.scope(&table);
    let nothing = Series {
        heads: Vec::new(),
        summaries: Vec::new(),
        values: Vec::new(),
        chosen: Vec::new(),
        groups: None,
    };
    match wanted {
        Compare::Nothing => nothing,
        Compare::Previous => Series {
            heads: vec![
                locale.text("overview.this-period"),
                locale.text("overview.period-before"),
            ],
            summaries: vec![
                count(scope, &facts.frame.current()),
                count(scope, &facts.frame.previous()),
            ],
            ..nothing
        },
        Compare::Values(field, chosen) => {
            let values = frequent(scope, *field, VALUES);
            let chosen: Vec<String> = if chosen.is_empty() {
                values.iter().take(MAX_SERIES).cloned().collect()
            } else {
                chosen.clone()
            };
            Series {
                heads: chosen
                    .iter()
                    .map(|value| locale.term(*field, value))
                    .collect(),
                summaries: compare(scope, &facts.frame, *field, &chosen),
                groups: Some(groups(scope, facts, *field, &chosen)),
                values,
                chosen,
            }
        }
    }
}

/// What was received of each value over time, in the buckets of the trend.
fn groups(scope: Scope<'_>, facts: &Facts, field: Field, chosen: &[String]) -> Rc<Groups> {
    let is_chosen = |row: &usize| {
        let text = scope.table.term(*row, field);
        let created = scope
            .table
            .dates(Field::CreatedDate)
            .and_then(|column| column.at(*row));
        text.is_some_and(|text| chosen.iter().any(|value| value == text))
            && created.is_some_and(|at| {
                facts.frame.trend.bucket(at).is_some() && facts.frame.period.contains(at)
            })
    };
    let referrals = referrals(scope);
    let counted = Scope {
        rows: referrals.as_deref().or(scope.rows),
        ..scope
    };
    let rows: Vec<u32> = counted
        .iter()
        .filter(is_chosen)
        .map(|row| row as u32)
        .collect();
    let fields = [Field::CreatedDate, field];
    Rc::new(local::count(
        scope.table,
        Some(&rows),
        &fields,
        Some(facts.frame.trend.level),
    ))
}

/// The values to choose from; no more than five at once.
fn values(locale: &Locale, props: &ComparisonProps, series: &Series) -> Html {
    let Compare::Values(field, _) = &props.options.compare else {
        return Html::default();
    };
    let strangers = series
        .chosen
        .iter()
        .filter(|value| !series.values.contains(value));
    let all = series.values.iter().chain(strangers);
    let is_full = series.chosen.len() >= MAX_SERIES;
    let check = |value: &String| {
        let is_chosen = series.chosen.contains(value);
        let is_last = is_chosen && series.chosen.len() == 1;
        let (options, chosen, toggled, field) = (
            props.options.clone(),
            series.chosen.clone(),
            value.clone(),
            *field,
        );
        let onchange = props.on_act.reform(move |_: Event| {
            let mut chosen = chosen.clone();
            match chosen.iter().position(|value| *value == toggled) {
                Some(place) => drop(chosen.remove(place)),
                None => chosen.push(toggled.clone()),
            }
            let compare = Compare::Values(field, chosen);
            let options = options.clone();
            Act::Options(Box::new(Options { compare, ..options }))
        });
        html! {
            <label class="overview-check" key={value.clone()}>
                <input type="checkbox" checked={is_chosen} disabled={is_last || (is_full && !is_chosen)} {onchange} />
                <span>{ locale.term(field, value) }</span>
            </label>
        }
    };
    html! {
        <fieldset class="overview-basis-choice">
            <legend>{ locale.format("overview.up-to-five", &[("n", MAX_SERIES.into())]) }</legend>
            { for all.map(check) }
        </fieldset>
    }
}

fn table(locale: &Locale, series: &Series) -> Html {
    let row = |label: String, cell: &dyn Fn(&Summary) -> String| {
        let cells = series
            .summaries
            .iter()
            .map(|summary| html! { <td class="overview-count">{ cell(summary) }</td> });
        html! { <tr><th scope="row">{ label }</th>{ for cells }</tr> }
    };
    let figure = |name: &'static str| {
        row(locale.text(&["overview.", name].concat()), &|summary| {
            locale.count(summary.figures.get(name).map_or(0, |figure| figure.count))
        })
    };
    let rate = |name: &'static str| {
        row(
            locale.text(&["overview.rate", "-", name].concat()),
            &|summary| {
                let share = summary.rates.get(name).and_then(|rate| rate.share);
                share.map_or_else(|| "–".to_owned(), |share| locale.percent(share))
            },
        )
    };
    let time = |name: &'static str| {
        let label = locale.text(&["overview.time", "-", name].concat());
        row(
            locale.format("overview.median-of", &[("name", label.into())]),
            &|summary| {
                let median = summary.times.get(name).and_then(|times| times.median_ms);
                median.map_or_else(|| "–".to_owned(), |ms| locale.duration(ms))
            },
        )
    };
    let heads = series
        .heads
        .iter()
        .map(|head| html! { <th scope="col" class="overview-count">{ head }</th> });
    html! {
        <div class="overview-scroll" role="region" tabindex="0" aria-label={locale.text("overview.compare")}>
            <table class="overview-table">
                <caption class="visually-hidden">{ locale.text("overview.compare") }</caption>
                <thead><tr><td></td>{ for heads }</tr></thead>
                <tbody>
                    { for ["received", "accepted", "won", "lost", "open"].map(figure) }
                    { for ["win", "acceptance", "decline", "expiry"].map(rate) }
                    { for ["acknowledge", "accept", "win"].map(time) }
                </tbody>
            </table>
        </div>
    }
}
