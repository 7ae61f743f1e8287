//! What is odd about the rows: a date that contradicts the status, steps without a date, rows that are errors.

use std::rc::Rc;

use referral_engine::field::Field;
use yew::prelude::*;

use super::facts::Facts;
use super::{Act, Seen};
use crate::components::use_locale;
use crate::text::Locale;

/// Rows that are listed.
const LISTED: usize = 100;

/// The properties of [`Odd`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct OddProps {
    pub(super) seen: Seen,
    pub(super) facts: Rc<Facts>,
    pub(super) on_act: Callback<Act>,
}

/// The sentences, and the list of contradictions.
#[component]
pub(super) fn Odd(props: &OddProps) -> Html {
    let locale = use_locale();
    let summary = &props.facts.summary;
    let told = |count: u64, key: &str| {
        if count == 0 {
            return Html::default();
        }
        html! { <p class="muted">{ locale.format(key, &[("n", count.into())]) }</p> }
    };
    html! {
        <div class="overview-odd">
            { contradictions(&locale, props) }
            { told(summary.undated, "overview.undated") }
            { told(summary.errors, "overview.errors") }
        </div>
    }
}

fn contradictions(locale: &Locale, props: &OddProps) -> Html {
    let rows = &props.facts.summary.contradicting;
    if rows.is_empty() {
        return Html::default();
    }
    let table = props.seen.table.read();
    let row = |(row, field): &(u32, Field)| {
        let row = *row as usize;
        let term = |field: Field| {
            let raw = table.term(row, field).unwrap_or_default();
            locale.term(field, raw)
        };
        let at = table.dates(*field).and_then(|column| column.at(row));
        html! {
            <tr key={row}>
                <th scope="row">{ term(Field::Id) }</th>
                <td class="overview-name">{ term(Field::CustomerName) }</td>
                <td>{ term(Field::Status) }</td>
                <td>{ locale.field(*field) }{ " " }{ at.map_or_else(String::new, |at| locale.moment(at)) }</td>
            </tr>
        }
    };
    let heads = [
        locale.field(Field::Id),
        locale.field(Field::CustomerName),
        locale.field(Field::Status),
        locale.text("overview.contradicting-date"),
    ];
    let label = locale.format("overview.contradictions", &[("n", rows.len().into())]);
    html! {
        <details class="overview-list">
            <summary>{ label.clone() }</summary>
            <div class="overview-scroll" role="region" tabindex="0" aria-label={label.clone()}>
                <table class="overview-table">
                    <caption class="visually-hidden">{ label }</caption>
                    <thead><tr>{ for heads.map(|head| html! { <th scope="col">{ head }</th> }) }</tr></thead>
                    <tbody>{ for rows.iter().take(LISTED).map(row) }</tbody>
                </table>
            </div>
            { save(locale, props) }
            if rows.len() > LISTED {
                <p class="muted">{ locale.format("overview.first-of", &[("n", LISTED.into()), ("total", rows.len().into())]) }</p>
            }
        </details>
    }
}

/// The button that saves all of them, also those that are not listed.
fn save(locale: &Locale, props: &OddProps) -> Html {
    let (table, facts, locale_then) = (
        props.seen.table.clone(),
        Rc::clone(&props.facts),
        locale.clone(),
    );
    let onclick = props.on_act.reform(move |_: MouseEvent| {
        let table = table.read();
        let head = [
            Field::Id.name(),
            Field::CustomerName.name(),
            Field::Status.name(),
            "contradicting",
            "date",
        ];
        let line = |(row, field): &(u32, Field)| {
            let row = *row as usize;
            let term = |field: Field| table.term(row, field).unwrap_or_default().to_owned();
            let at = table.dates(*field).and_then(|column| column.at(row));
            vec![
                term(Field::Id),
                term(Field::CustomerName),
                term(Field::Status),
                field.name().to_owned(),
                at.map_or_else(String::new, |at| at.to_string()),
            ]
        };
        let rows = facts.summary.contradicting.iter().map(line);
        let lines: Vec<Vec<String>> = [head.map(str::to_owned).to_vec()]
            .into_iter()
            .chain(rows)
            .collect();
        Act::csv("referrals-contradicting.csv", &lines, &locale_then)
    });
    html! { <button type="button" class="button small" {onclick}>{ locale.text("overview.save-csv") }</button> }
}
