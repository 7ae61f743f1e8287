//! The chart of a grouping: a figure with caption, marks to pick, legend and table twin.
//!
//! Where things lie is `referral_engine::chart`; this folder gives them words (`names`), colours (`paint`) and elements.
//! A picked mark leaves as a [`Selection`]; what becomes of it is the app's.

mod axis;
mod hand;
mod legend;
mod marks;
mod names;
mod paint;
mod plot;
mod px;
mod scene;
#[cfg(test)]
mod snapshots;
mod tip;
mod twin;

use std::cell::Cell;
use std::rc::Rc;

use referral_engine::chart::{ChartData, ChartKind, Note, Reason, Selection};
use referral_engine::group::Groups;
use yew::prelude::*;

use crate::text::Locale;
use legend::Legend;
use plot::Plot;
use scene::{Scene, SceneRef, Wish};
use twin::Twin;

/// The style sheet of the charts; `style/series.css` has the colours.
pub const CSS: &str = include_str!("chart.css");

/// The properties of [`Chart`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ChartProps {
    /// What is drawn.
    pub groups: Rc<Groups>,
    /// The asked kind; the grouping decides where it is `None` or does not suit.
    #[prop_or_default]
    pub kind: Option<ChartKind>,
    /// A mark was picked: the conditions that it stands for.
    pub on_select: Callback<Selection>,
    /// The width to draw for.
    pub width_px: f64,
}

/// A chart of groups.
#[component]
pub fn Chart(props: &ChartProps) -> Html {
    let locale = use_context::<Locale>().unwrap_or_else(Locale::english);
    let instance = use_state(next_instance);
    let as_table = use_state(|| false);
    let opened = use_state(|| false);
    let wish = Wish {
        groups: props.groups.clone(),
        kind: props.kind,
        width_px: props.width_px,
        opened: *opened,
        instance: *instance,
    };
    let scene = use_memo((wish, locale.clone()), |(wish, locale)| {
        Scene::of(wish, locale).map(SceneRef::new)
    });
    let on_pick = {
        let (scene, opened) = (scene.clone(), opened.setter());
        let on_select = props.on_select.clone();
        Callback::from(move |mark| pick(scene.as_ref().as_ref(), mark, &on_select, &opened))
    };
    let on_toggle = {
        let as_table = as_table.clone();
        Callback::from(move |_: MouseEvent| as_table.set(!*as_table))
    };
    let on_open = {
        let opened = opened.clone();
        Callback::from(move |_: MouseEvent| opened.set(!*opened))
    };
    let Some(scene) = (*scene).clone() else {
        return empty(&locale);
    };
    let body = if *as_table {
        html! { <Twin groups={props.groups.clone()} caption={scene.caption.clone()} /> }
    } else {
        html! {
            <>
                <Legend scene={scene.clone()} />
                <Plot scene={scene.clone()} {on_pick} />
            </>
        }
    };
    html! {
        <figure part="chart" class="chart">
            <figcaption class="chart-caption">
                { &scene.caption }
                <span class="chart-total">{ total(&scene.data, &locale) }</span>
            </figcaption>
            <button type="button" class="chart-button" aria-pressed={as_table.to_string()} onclick={on_toggle}>
                { locale.text("chart.asTable") }
            </button>
            { body }
            { notes(&scene, &locale) }
            { other(&scene, *opened, &locale, on_open) }
        </figure>
    }
}

/// Tells the app what a mark means, or opens "other".
fn pick(
    scene: Option<&SceneRef>,
    mark: usize,
    on_select: &Callback<Selection>,
    opened: &UseStateSetter<bool>,
) {
    let Some((scene, mark)) = scene.and_then(|scene| Some((scene, scene.shapes.marks.get(mark)?)))
    else {
        return;
    };
    match scene.data.selection(mark.category, mark.series) {
        Some(selection) => on_select.emit(selection),
        None if scene.opens(mark.category) => opened.set(true),
        None => {}
    }
}

/// Tells the charts of one shadow root apart, for the ids of their patterns.
fn next_instance() -> u32 {
    thread_local! {
        static NEXT: Cell<u32> = const { Cell::new(0) };
    }
    NEXT.with(|next| next.replace(next.get().wrapping_add(1)))
}

fn total(data: &ChartData, locale: &Locale) -> String {
    locale.format("chart.total", &[("n", data.total.into())])
}

fn empty(locale: &Locale) -> Html {
    html! {
        <figure part="chart" class="chart">
            <figcaption class="chart-caption">{ locale.text("chart.caption.empty") }</figcaption>
            <p class="chart-empty">{ locale.text("chart.empty") }</p>
        </figure>
    }
}

/// What has to be said about the numbers and about the kind that was asked for.
fn notes(scene: &Scene, locale: &Locale) -> Html {
    let of_data = scene.data.notes.iter().map(|note| match note {
        Note::RolledUp(level) => locale.format(
            "chart.note.rolledUp",
            &[("level", names::level_name(*level, locale).into())],
        ),
        Note::GapsLeftOut => locale.text("chart.note.gaps"),
        Note::SummedOver(field) => locale.format(
            "chart.note.summed",
            &[("field", locale.field(*field).into())],
        ),
    });
    let texts: Vec<String> = refusal(scene.choice.reason, locale)
        .into_iter()
        .chain(of_data)
        .collect();
    html! { { for texts.into_iter().map(|text| html! { <p class="chart-note">{ text }</p> }) } }
}

fn refusal(reason: Reason, locale: &Locale) -> Option<String> {
    let key = match reason {
        Reason::Automatic | Reason::Requested => return None,
        Reason::NeedsSecondField(_) => "chart.note.needsSecondField",
        Reason::NeedsDate(_) => "chart.note.needsDate",
        Reason::NotFromGroups(_) => "chart.note.notFromGroups",
    };
    let kind = names::kind_name(reason.refused()?, locale);
    Some(locale.format(key, &[("kind", kind.into())]))
}

/// The button that opens the category "other", or closes it again.
fn other(scene: &Scene, opened: bool, locale: &Locale, onclick: Callback<MouseEvent>) -> Html {
    let text = match scene.gathered() {
        Some(values) if !opened => locale.format("chart.other.open", &[("n", values.into())]),
        _ if opened => locale.text("chart.other.close"),
        _ => return Html::default(),
    };
    html! { <button type="button" class="chart-button chart-open" {onclick}>{ text }</button> }
}
