//! The life of one referral: its dates as a time line with the days between them, what contradicts, and all of it to copy.

use std::rc::Rc;

use referral_engine::field::Field;
use referral_engine::life::{Contradiction, Life, Step};
use referral_engine::record;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::TableAct;
use super::cell::Grown;
use crate::components::use_locale;
use crate::text::Locale;

const MINUTE_MS: u64 = 60_000;
const HOUR_MS: u64 = 60 * MINUTE_MS;
const DAY_MS: u64 = 24 * HOUR_MS;

/// The properties of [`Detail`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct DetailProps {
    /// The rows that are here.
    pub(super) table: Grown,
    /// Which one.
    pub(super) row: u32,
    /// The columns, for copying what is seen.
    pub(super) columns: Rc<[Field]>,
    /// The user decided something.
    pub(super) on_act: Callback<TableAct>,
}

/// The life of a row.
#[component]
pub(super) fn Detail(props: &DetailProps) -> Html {
    let locale = use_locale();
    let place = use_node_ref();
    {
        let place = place.clone();
        use_effect_with(props.row, move |_| {
            if let Some(place) = place.cast::<HtmlElement>() {
                // Where it cannot be focused the focus stays on the row.
                let _ = place.focus();
            }
        });
    }
    let table = props.table.0.read();
    let row = props.row as usize;
    let life = Life::of(&table, row);
    let json = record::json(&table, row);
    let tsv = record::tsv(&table, row, &props.columns);
    let term = |field: Field| table.term(row, field).map(|raw| locale.term(field, raw));
    let close = props.on_act.reform(|_: MouseEvent| TableAct::Close);
    let on_act = props.on_act.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            on_act.emit(TableAct::Close);
        }
    });
    let copy = |key: &str, text: &str| {
        let text = text.to_owned();
        let onclick = props
            .on_act
            .reform(move |_: MouseEvent| TableAct::Copy(text.clone()));
        html! { <button class="button small" type="button" {onclick}>{ locale.text(key) }</button> }
    };
    let subject = term(Field::CustomerName)
        .or_else(|| term(Field::Id))
        .unwrap_or_default();
    html! {
        <section class="life" role="dialog" aria-labelledby="life-title" tabindex="-1" ref={place} {onkeydown}>
            <div class="life-head">
                <strong id="life-title" class="life-title">{ locale.text("life.title") }{ " " }<bdi>{ subject }</bdi></strong>
                <button class="button small" type="button" onclick={close}>{ locale.text("life.close") }</button>
            </div>
            if let Some(status) = term(Field::Status) {
                <p class="muted">{ status }</p>
            }
            { contradictions(&locale, &life) }
            <ol class="life-line" aria-label={locale.text("life.line")}>
                { for life.steps.iter().map(|step| entry(&locale, step)) }
            </ol>
            { fields(&locale, "life.unreadable", &life.unreadable) }
            { fields(&locale, "life.missing", &life.missing) }
            <p class="muted">{ locale.format("truth.zone", &[("zone", locale.zone().into())]) }</p>
            <details>
                <summary>{ locale.text("life.json") }</summary>
                // OK because a region that scrolls must be reachable by keys (WCAG 2.1.1).
                <pre tabindex="0" role="region" aria-label={locale.text("life.json")}>{ &json }</pre>
            </details>
            <div class="acts">{ copy("life.copy-json", &json) }{ copy("life.copy-tsv", &tsv) }</div>
        </section>
    }
}

fn entry(locale: &Locale, step: &Step) -> Html {
    html! {
        <li key={step.field.name()}>
            if let Some(since_ms) = step.since_ms {
                <span class="life-gap">{ gap(locale, since_ms.unsigned_abs()) }</span>
            }
            <span class="life-step">
                <strong>{ locale.field(step.field) }</strong>{ " " }
                <time datetime={step.at.to_string()}>{ locale.date_time(step.at) }</time>
            </span>
        </li>
    }
}

/// Days and hours, or hours and minutes within a day.
fn gap(locale: &Locale, ms: u64) -> String {
    let (key, n, rest) = match ms {
        DAY_MS.. => ("life.gap-days", ms / DAY_MS, ms % DAY_MS / HOUR_MS),
        HOUR_MS.. => ("life.gap-hours", ms / HOUR_MS, ms % HOUR_MS / MINUTE_MS),
        _ => ("life.gap-minutes", ms / MINUTE_MS, 0),
    };
    locale.format(key, &[("n", n.into()), ("rest", rest.into())])
}

fn contradictions(locale: &Locale, life: &Life) -> Html {
    let sentence = |contradiction: &Contradiction| {
        let (key, first, second) = match contradiction {
            Contradiction::Before { field, other } => ("life.before", locale.field(*field), *other),
            Contradiction::TwoEnds(first, second) => {
                ("life.two-ends", locale.field(*first), *second)
            }
            Contradiction::Status { status, date } => {
                ("life.status", locale.term(Field::Status, status), *date)
            }
        };
        let second = locale.field(second);
        html! { <li>{ locale.format(key, &[("first", first.into()), ("second", second.into())]) }</li> }
    };
    if life.contradictions.is_empty() {
        return Html::default();
    }
    html! {
        <div class="message warning">
            <p>{ locale.text("life.contradictions") }</p>
            <ul>{ for life.contradictions.iter().map(sentence) }</ul>
        </div>
    }
}

fn fields(locale: &Locale, key: &str, fields: &[Field]) -> Html {
    if fields.is_empty() {
        return Html::default();
    }
    let names: Vec<String> = fields.iter().map(|field| locale.field(*field)).collect();
    html! { <p class="muted">{ locale.format(key, &[("fields", locale.list(names).into())]) }</p> }
}
