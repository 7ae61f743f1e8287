//! The time that is asked for: the presets of Partner Center or two days, and the date that it is about.

use std::rc::Rc;

use referral_engine::date::Day;
use referral_engine::field::Field;
use referral_engine::query::TimeRange;
use yew::prelude::*;

use super::filter::when_whole;
use super::{Choice, Picker, use_locale};
use crate::text::Locale;

/// The word for two days of the user's own; the others are those of the link.
const CUSTOM: &str = "custom";

/// The properties of [`RangePicker`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct RangePickerProps {
    /// The range in force.
    pub range: TimeRange,
    /// The date field that it is about.
    pub date: Field,
    /// Today, in UTC.
    pub today: Day,
    /// Another range, or another field.
    pub on_range: Callback<(TimeRange, Field)>,
}

/// What is being entered, while it is no range.
#[derive(Clone, Debug, PartialEq)]
struct Days {
    from: String,
    to: String,
}

impl Days {
    fn of(range: TimeRange, today: Day) -> Self {
        let (from, to) = range.bounds(today.start());
        let text = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
        let to = to.or_else(|| from.map(|_| today));
        Self {
            from: text(from),
            to: text(to),
        }
    }

    fn range(&self) -> Result<TimeRange, &'static str> {
        match (Day::parse(&self.from), Day::parse(&self.to)) {
            (Some(from), Some(to)) if from <= to => Ok(TimeRange::Days { from, to }),
            (Some(_), Some(_)) => Err("range.backwards"),
            _ => Err("range.incomplete"),
        }
    }
}

/// The pickers of the time.
#[component]
pub fn RangePicker(props: &RangePickerProps) -> Html {
    let locale = use_locale();
    let RangePickerProps {
        range, date, today, ..
    } = props.clone();
    // The range that the entered days were begun over: another one from elsewhere ends them.
    let entered = use_state_eq(|| None::<(TimeRange, Days)>);
    let entered_days = entered
        .as_ref()
        .filter(|(over, _)| *over == range)
        .map(|(_, days)| days.clone());
    let custom = entered_days
        .clone()
        .or_else(|| matches!(range, TimeRange::Days { .. }).then(|| Days::of(range, today)));
    let on_range = props.on_range.clone();
    let enter = {
        let (entered, on_range) = (entered.setter(), on_range.clone());
        Callback::from(move |days: Days| match days.range() {
            Ok(next) => {
                entered.set(None);
                on_range.emit((next, date));
            }
            Err(_) => entered.set(Some((range, days))),
        })
    };
    let on_choose = {
        let (entered, enter, on_range) = (entered.setter(), enter.clone(), on_range.clone());
        Callback::from(move |name: String| {
            if let Some(preset) = TimeRange::from_name(&name) {
                entered.set(None);
                on_range.emit((preset, date));
            } else {
                enter.emit(Days::of(range, today));
            }
        })
    };
    let on_date = Callback::from(move |name: String| {
        if let Some(field) = Field::from_name(&name) {
            on_range.emit((range, field));
        }
    });
    let value = if custom.is_some() {
        CUSTOM.to_owned()
    } else {
        range.name()
    };
    html! {
        <>
            <Picker id="range" label={locale.text("range.label")} choices={range_choices(&locale)} {value} {on_choose} />
            if let Some(days) = custom {
                { day_inputs(&locale, &days, entered_days.is_some(), &enter) }
            }
            <Picker id="date" label={locale.text("range.date")} choices={date_choices(&locale)} value={date.name()}
                on_choose={on_date} />
        </>
    }
}

/// Two days, what is wrong with them or what they mean.
fn day_inputs(locale: &Locale, days: &Days, is_entered: bool, enter: &Callback<Days>) -> Html {
    let input = |id: &'static str, value: &str, on_value: Callback<String>| {
        html! {
            <div class="field">
                <label for={id}>{ locale.text(&format!("range.{id}")) }</label>
                <input {id} class="input" type="date" value={value.to_owned()} min="1000-01-01" max="9999-12-31"
                    aria-describedby="range-days" aria-invalid={is_entered.then_some("true")} onchange={when_whole(on_value)} />
            </div>
        }
    };
    let (from, to) = (days.clone(), days.clone());
    let on_from = enter.reform(move |from: String| Days { from, ..to.clone() });
    let on_to = enter.reform(move |to: String| Days { to, ..from.clone() });
    let told = match days.range() {
        Ok(TimeRange::Days { from, to }) => {
            let count = u64::try_from(to.0 - from.0 + 1).unwrap_or(0);
            html! { <p id="range-days" class="range-days muted">{ locale.format("range.included", &[("n", count.into())]) }</p> }
        }
        Ok(_) => Html::default(),
        Err(key) => {
            html! { <p id="range-days" class="range-days" role="alert">{ locale.text(key) }</p> }
        }
    };
    html! {
        <>
            { input("from", &days.from, on_from) }
            { input("to", &days.to, on_to) }
            { told }
        </>
    }
}

/// The presets of Partner Center, and days of one's own.
fn range_choices(locale: &Locale) -> Rc<[Choice]> {
    let choice = |name: &str| Choice {
        value: name.to_owned().into(),
        label: locale.text(&format!("range.{name}")).into(),
    };
    ["all", "1m", "3m", "6m", "12m", CUSTOM]
        .into_iter()
        .map(choice)
        .collect()
}

fn date_choices(locale: &Locale) -> Rc<[Choice]> {
    let choice = |field: Field| Choice {
        value: field.name().into(),
        label: locale.field(field).into(),
    };
    Field::DATES.into_iter().map(choice).collect()
}
