//! Group by, aggregation level, time range, view and kind of chart: native selects and a set of buttons.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use referral_engine::date::{Day, Level};
use referral_engine::field::Field;
use referral_engine::query::{ChartKind, Query, View};
use referral_engine::session::Change;
use yew::prelude::*;

use super::range::RangePicker;
use super::{Choice, Picker, use_locale};
use crate::text::Locale;

/// Fields that make sense as groups, the usual ones first.
const GROUPABLE: [Field; 15] = [
    Field::Status,
    Field::CustomerMarket,
    Field::PartnerMarket,
    Field::CustomerOrgSize,
    Field::CustomerName,
    Field::CreatedDate,
    Field::AcknowledgedDate,
    Field::AcceptedDate,
    Field::DeclinedDate,
    Field::ExpiredDate,
    Field::MissedDate,
    Field::SkippedDate,
    Field::WonDate,
    Field::LostDate,
    Field::ArchivedDate,
];

/// Views that are drawn.
const VIEWS: [View; 4] = [View::Overview, View::Split, View::Table, View::Chart];

/// The properties of [`Pickers`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PickersProps {
    /// The query.
    pub query: Query,
    /// Today, in UTC.
    pub today: Day,
    /// What the user decided.
    pub on_change: Callback<Change>,
}

/// The pickers.
#[component]
pub fn Pickers(props: &PickersProps) -> Html {
    let locale = use_locale();
    let Query {
        groupby,
        range,
        date,
        ..
    } = &props.query;
    let level = props.query.aggregation_level.unwrap_or(Level::Day);
    let on_change = props.on_change.clone();
    let on_level = Callback::from(move |name: String| {
        if let Some(level) = Level::from_name(&name) {
            on_change.emit(Change::Level(level));
        }
    });
    let on_range = props
        .on_change
        .reform(|(range, date)| Change::Range(range, date));
    let count = use_offered((groupby.len() + 1).min(3)).max(groupby.len());
    let groups = (0..count).map(|place| group_picker(&locale, props, place));
    html! {
        <div class="pickers">
            // A list of its own: children are paired from the last one, and one more would make all before it anew.
            <>{ for groups }</>
            <Picker id="level" label={locale.text("level.label")} choices={level_choices(&locale)}
                value={level.name()} disabled={!groupby.iter().any(|field| field.is_date())}
                on_choose={on_level} />
            <RangePicker range={*range} date={*date} today={props.today} {on_range} />
            if !matches!(props.query.view, View::Table | View::Overview) {
                <ChartPicker kind={props.query.chart} on_change={props.on_change.clone()} />
            }
            <Views view={props.query.view} on_change={props.on_change.clone()} />
        </div>
    }
}

/// How many pickers of groups there are: one more comes in the task after, because the chart of what was chosen comes first.
#[hook]
fn use_offered(count: usize) -> usize {
    let offered = use_state_eq(|| count);
    {
        let offered = offered.setter();
        use_effect_with(count, move |count| {
            let count = *count;
            let soon = Timeout::new(0, move || offered.set(count));
            move || drop(soon)
        });
    }
    (*offered).min(count)
}

/// The picker of the first, second or third field to group by.
fn group_picker(locale: &Locale, props: &PickersProps, place: usize) -> Html {
    let groupby = props.query.groupby.clone();
    let chosen = groupby.get(place).copied();
    let none = Choice {
        value: "".into(),
        label: locale.text("group.none").into(),
    };
    let free = |field: &Field| Some(*field) == chosen || !groupby.contains(field);
    let mut choices: Vec<Choice> = vec![none];
    choices.extend(
        GROUPABLE
            .into_iter()
            .chain([Field::Id])
            .filter(free)
            .map(|field| Choice {
                value: field.name().into(),
                label: locale.field(field).into(),
            }),
    );
    let value = chosen.map_or("", Field::name);
    let on_choose = props.on_change.reform(move |name: String| {
        let mut fields = groupby.clone();
        match (Field::from_name(&name), place < fields.len()) {
            (Some(field), true) => fields.splice(place..=place, [field]).for_each(drop),
            (Some(field), false) => fields.push(field),
            (None, _) => fields.truncate(place),
        }
        Change::Groupby(fields)
    });
    let label = locale.text(
        ["group.label", "group.then", "group.third"]
            .get(place)
            .copied()
            .unwrap_or_default(),
    );
    html! {
        <Picker key={place} id={format!("group-{place}")} {label} choices={Rc::<[Choice]>::from(choices)} {value} {on_choose} />
    }
}

fn level_choices(locale: &Locale) -> Rc<[Choice]> {
    let choice = |level: Level| Choice {
        value: level.name().into(),
        label: locale.text(&format!("level.{}", level.name())).into(),
    };
    Level::ALL.into_iter().map(choice).collect()
}

#[derive(Clone, PartialEq, Properties)]
struct ViewsProps {
    view: View,
    on_change: Callback<Change>,
}

/// Table, chart, or both.
#[component]
fn Views(props: &ViewsProps) -> Html {
    let locale = use_locale();
    let label = locale.text("view.label");
    let button = |view: View| {
        let onclick = props
            .on_change
            .reform(move |_: MouseEvent| Change::View(view));
        let pressed = view == props.view;
        html! {
            <button class="button" type="button" aria-pressed={pressed.to_string()} {onclick}>
                { locale.text(&format!("view.{}", view.name())) }
            </button>
        }
    };
    html! {
        <div class="views" role="group" aria-label={label}>{ for VIEWS.into_iter().map(button) }</div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ChartPickerProps {
    kind: Option<ChartKind>,
    on_change: Callback<Change>,
}

/// The kind of chart.
#[component]
fn ChartPicker(props: &ChartPickerProps) -> Html {
    let locale = use_locale();
    let kinds = [
        ChartKind::Bar,
        ChartKind::Stacked,
        ChartKind::Line,
        ChartKind::Heatmap,
        ChartKind::Funnel,
        ChartKind::Histogram,
    ];
    let automatic = Choice {
        value: "".into(),
        label: locale.text("chart-kind.automatic").into(),
    };
    let choice = |kind: ChartKind| Choice {
        value: kind.name().into(),
        label: locale.text(&format!("chart-kind.{}", kind.name())).into(),
    };
    let choices: Vec<Choice> = std::iter::once(automatic)
        .chain(kinds.into_iter().map(choice))
        .collect();
    let on_choose = props
        .on_change
        .reform(|name: String| Change::Chart(ChartKind::from_name(&name)));
    html! {
        <Picker id="chart-kind" label={locale.text("chart-kind.label")} choices={Rc::<[Choice]>::from(choices)}
            value={props.kind.map_or("", ChartKind::name)} {on_choose} />
    }
}
