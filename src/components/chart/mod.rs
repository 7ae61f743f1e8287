//! The chart of a grouping: a figure with caption, marks to pick, legend and table twin.
//!
//! Where things lie is `referral_engine::chart`; this folder gives them words (`names`), colours (`paint`) and elements.
//! A picked mark leaves as a [`Selection`]; what becomes of it is the app's.

mod axis;
mod brush;
mod hand;
mod legend;
mod marks;
mod names;
mod paint;
mod panels;
mod plot;
mod px;
pub mod rows;
mod scene;
#[cfg(test)]
mod snapshots;
pub mod sparkline;
pub mod take_away;
mod tip;
mod tools;
mod twin;

use std::cell::Cell;
use std::rc::Rc;

use referral_engine::chart::{
    Brush, Brushed, ChartData, ChartKind, Note, Reason, ScaleType, Selection, Span,
};
use referral_engine::export::groups_csv;
use referral_engine::group::Groups;
use yew::prelude::*;

use crate::components::part::lazy_component;
use crate::text::Locale;
use legend::Legend;
pub(crate) use names::whole_percent;
use panels::Panels;
use scene::{Look, Scenes, Wish};
use take_away::TakeAway;
use tools::Tools;
use twin::{Twin, TwinProps};

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
    /// The days that the numbers can be about.
    #[prop_or_default]
    pub span: Span,
    /// A mark was picked: the conditions that it stands for.
    pub on_select: Callback<Selection>,
    /// A time was brushed; nothing can be brushed where nobody wants to know.
    #[prop_or_default]
    pub on_range: Option<Callback<Brushed>>,
    /// The width to draw for.
    pub width_px: f64,
}

/// A chart of groups, or several beside each other.
#[component]
pub fn Chart(props: &ChartProps) -> Html {
    let locale = use_context::<Locale>().unwrap_or_else(Locale::english);
    let figure = use_node_ref();
    let instance = use_state(next_instance);
    let look = use_state(Look::default);
    let wish = Wish {
        groups: props.groups.clone(),
        kind: props.kind,
        span: props.span,
        width_px: props.width_px,
        look: *look,
        instance: *instance,
    };
    let scenes = use_memo((wish, locale.clone()), |(wish, locale)| {
        Scenes::of(wish, locale)
    });
    let Some(scene) = scenes.all.first() else {
        return empty(&locale);
    };
    let on_look = {
        let look = look.setter();
        Callback::from(move |chosen| look.set(chosen))
    };
    let numbers = {
        let (groups, locale) = (Rc::clone(&props.groups), locale.clone());
        Callback::from(move |()| groups_csv(&groups, locale.separator()))
    };
    let body = if look.as_table {
        html! { <TwinPart groups={props.groups.clone()} span={props.span} caption={scene.caption.clone()} /> }
    } else {
        drawing(&scenes, props, &look)
    };
    html! {
        <figure ref={figure.clone()} part="chart" class="chart">
            <figcaption class="chart-caption">
                { &scene.caption }
                <span class="chart-total">{ total(&scene.data, &locale) }</span>
            </figcaption>
            <div class="chart-tools">
                <Tools scene={scene.clone()} log_helps={scenes.log_helps} look={*look} on_look={on_look.clone()} />
                <TakeAway {figure} caption={scene.caption.clone()} is_drawn={!look.as_table} {numbers} />
            </div>
            { body }
            { notes(&scenes, *look, &locale) }
            { other(&scenes, *look, &locale, on_look) }
        </figure>
    }
}

lazy_component! {
    /// The table twin, fetched when it is first asked for.
    detail: TwinPart = Twin(TwinProps)
}

/// Legend and drawings.
fn drawing(scenes: &Rc<Scenes>, props: &ChartProps, look: &UseStateHandle<Look>) -> Html {
    let on_pick = {
        let (scenes, look) = (Rc::clone(scenes), look.clone());
        let on_select = props.on_select.clone();
        Callback::from(move |at| pick(&scenes, at, &on_select, &look))
    };
    let on_brush = props.on_range.as_ref().map(|on_range| {
        let (scenes, on_range) = (Rc::clone(scenes), on_range.clone());
        Callback::from(move |(panel, brush): (usize, Brush)| {
            let days = scenes
                .all
                .get(panel)
                .and_then(|scene| brush.days(&scene.data));
            days.into_iter().for_each(|days| on_range.emit(days));
        })
    });
    html! {
        <>
            { for scenes.all.first().map(|scene| html! { <Legend scene={scene.clone()} /> }) }
            <Panels scenes={Rc::clone(&scenes.all)} {on_pick} {on_brush} />
        </>
    }
}

/// Tells the app what a mark means, or opens "other".
fn pick(
    scenes: &Scenes,
    (panel, mark): (usize, usize),
    on_select: &Callback<Selection>,
    look: &UseStateHandle<Look>,
) {
    let scene = scenes.all.get(panel);
    let Some((scene, mark)) = scene.and_then(|scene| Some((scene, scene.shapes.marks.get(mark)?)))
    else {
        return;
    };
    match scene.data.selection(mark.category, mark.series) {
        Some(selection) => on_select.emit(selection),
        None if scene.opens(mark.category) => look.set(Look {
            opened: true,
            ..**look
        }),
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

/// What has to be said about the numbers, and about the kind and the scale that were asked for.
fn notes(scenes: &Scenes, look: Look, locale: &Locale) -> Html {
    let Some(scene) = scenes.all.first() else {
        return Html::default();
    };
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
    let is_log = scenes.log_helps && look.scale == ScaleType::Log;
    let is_partial = |place| scene.data.is_partial(place);
    let has_partial = (0..scene.data.categories.len()).any(is_partial);
    let of_drawing = [
        (is_log && !look.as_table, "chart.note.log"),
        (has_partial && !look.as_table, "chart.note.partial"),
    ];
    let of_drawing = of_drawing.into_iter().filter(|(is_so, _)| *is_so);
    let texts: Vec<String> = refusal(scene.choice.reason, locale)
        .into_iter()
        .chain(of_data)
        .chain(of_drawing.map(|(_, key)| locale.text(key)))
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

/// The button that opens "other", or closes it again.
fn other(scenes: &Scenes, look: Look, locale: &Locale, on_look: Callback<Look>) -> Html {
    if look.as_table {
        return Html::default();
    }
    let text = match scenes.gathered() {
        Some(values) if !look.opened => locale.format("chart.other.open", &[("n", values.into())]),
        _ if look.opened => locale.text("chart.other.close"),
        _ => return Html::default(),
    };
    let opened = !look.opened;
    let onclick = on_look.reform(move |_: MouseEvent| Look { opened, ..look });
    html! { <button type="button" class="chart-button chart-open" {onclick}>{ text }</button> }
}
