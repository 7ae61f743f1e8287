//! A condition of the builder: its field, how it is asked, and a control for the value that suits the field.

use std::rc::Rc;

use referral_engine::facet::{Facet, documented};
use referral_engine::field::{Field, Kind};
use referral_engine::filter::draft::{Condition, Edit, Test};
use yew::prelude::*;

use super::builder::Place;
use crate::components::{Choice, use_locale, value_of};
use crate::text::Locale;

/// The properties of [`ConditionRow`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct ConditionRowProps {
    /// The condition.
    pub(super) condition: Condition,
    /// Where it stands.
    pub(super) place: Place,
    /// Values that are known, with their numbers.
    pub(super) facets: Rc<[Facet]>,
    /// What the user did.
    pub(super) on_edit: Callback<Edit>,
}

/// The condition.
#[component]
pub(super) fn ConditionRow(props: &ConditionRowProps) -> Html {
    let locale = use_locale();
    let Condition { field, test, .. } = props.condition;
    let chosen = |edit: fn(Vec<usize>, &str) -> Option<Edit>| {
        let (path, on_edit) = (props.place.path().to_vec(), props.on_edit.clone());
        Callback::from(move |event: Event| {
            if let Some(edit) = edit(path.clone(), &value_of(&event)) {
                on_edit.emit(edit);
            }
        })
    };
    let on_field = chosen(|path, name| Some(Edit::Field(path, Field::from_name(name)?)));
    let on_test = chosen(|path, name| Some(Edit::Test(path, Test::from_name(name)?)));
    let label = |key: &str| locale.format(key, &[("number", props.place.number().into())]);
    html! {
        <>
            { select(label("builder.field"), field_choices(&locale), field.name(), on_field) }
            { select(label("builder.test"), test_choices(&locale, field), test.name(), on_test) }
            if test.takes_value() {
                { value_control(&locale, props, label("builder.value")) }
            }
        </>
    }
}

fn value_control(locale: &Locale, props: &ConditionRowProps, label: String) -> Html {
    let Condition { field, value, .. } = &props.condition;
    let path = props.place.path().to_vec();
    let on_value = props.on_edit.reform(move |text: String| {
        let value = (!text.is_empty()).then_some(text);
        Edit::Value(path.clone(), value)
    });
    let current = value.clone().unwrap_or_default();
    let is_missing = props.condition.expr().is_none();
    match field.kind() {
        Kind::Code => {
            let onchange = on_value.reform(|event: Event| value_of(&event));
            let choices = value_choices(locale, *field, &current, &props.facets);
            select(label, choices, &current, onchange)
        }
        Kind::Date if current.is_empty() || current.len() == 10 => {
            html! {
                <input class="input" type="date" aria-label={label} value={current} min="1000-01-01" max="9999-12-31"
                    aria-invalid={is_missing.then_some("true")} onchange={when_whole(on_value)} />
            }
        }
        _ => {
            let onchange = on_value.reform(|event: Event| value_of(&event));
            html! {
                <input class="input" type="text" aria-label={label} value={current} autocomplete="off" spellcheck="false"
                    aria-invalid={is_missing.then_some("true")} {onchange} />
            }
        }
    }
}

/// Dates that are typed pass through the years 2, 20 and 201; those are not meant.
pub(in crate::components) fn when_whole(on_value: Callback<String>) -> Callback<Event> {
    Callback::from(move |event: Event| {
        let text = value_of(&event);
        if !text.starts_with('0') {
            on_value.emit(text);
        }
    })
}

fn select(label: String, choices: Vec<Choice>, value: &str, onchange: Callback<Event>) -> Html {
    html! {
        <select class="input" aria-label={label} {onchange}>
            { for choices.iter().map(|choice| html! {
                <option key={choice.value.to_string()} selected={choice.value == value} value={choice.value.clone()}>{ choice.label.clone() }</option>
            }) }
        </select>
    }
}

fn field_choices(locale: &Locale) -> Vec<Choice> {
    let choice = |field: Field| Choice {
        value: field.name().into(),
        label: locale.field(field).into(),
    };
    Field::ALL.into_iter().map(choice).collect()
}

fn test_choices(locale: &Locale, field: Field) -> Vec<Choice> {
    let kind = if field.is_date() { "date" } else { "text" };
    let choice = |test: Test| Choice {
        value: test.name().into(),
        label: locale.text(&format!("test.{kind}-{}", test.name())).into(),
    };
    let allowed = Test::ALL.into_iter().filter(|test| test.is_allowed(field));
    allowed.map(choice).collect()
}

/// The values that the rows have with their numbers, the documented ones, and the one in force.
fn value_choices(locale: &Locale, field: Field, current: &str, facets: &[Facet]) -> Vec<Choice> {
    let mut choices = vec![Choice {
        value: "".into(),
        label: locale.text("builder.choose").into(),
    }];
    let mut add = |value: &str, count: Option<u64>| {
        if value.is_empty() || choices.iter().any(|known| known.value == value) {
            return;
        }
        let name = locale.term(field, value);
        let label = match count {
            Some(count) => locale.format(
                "builder.counted",
                &[
                    ("value", name.into()),
                    ("count", locale.count(count).into()),
                ],
            ),
            None => name,
        };
        choices.push(Choice {
            value: value.to_owned().into(),
            label: label.into(),
        });
    };
    let counted = facets.iter().filter(|facet| facet.field == field);
    for value in counted.flat_map(|facet| &facet.values) {
        add(value.value.as_deref().unwrap_or_default(), value.count);
    }
    for value in documented(field) {
        add(value, None);
    }
    add(current, None);
    choices
}
