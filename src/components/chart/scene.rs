//! A chart ready to draw: the engine's numbers and shapes with their words (`names`) and looks (`paint`).

use std::ops::Deref;
use std::rc::Rc;

use referral_engine::chart::{
    Ask, ChartData, ChartKind, Choice, Drawn, Limits, Mark, Order, Plan, ScaleType, Shapes, Slot,
    Span, choose, has_own_order, layout, log_helps, reach, text_px,
};
use referral_engine::group::Groups;
use yew::AttrValue;

use super::names::{caption, category_names, facet_name, labels, series_names, spoken};
use super::paint::{self, Paint};
use crate::text::Locale;

/// Charts beside each other have this much between them, in px, as in the style sheet.
const GAP_PX: f64 = 24.0;
/// And each of them is at least this wide where there is room for two.
const FACET_PX: f64 = 296.0;
/// More charts than stand beside each other, for the ids of their patterns.
const FACETS: u32 = 64;

/// What decides the scenes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wish {
    pub(super) groups: Rc<Groups>,
    pub(super) kind: Option<ChartKind>,
    pub(super) span: Span,
    pub(super) width_px: f64,
    pub(super) look: Look,
    /// Tells the charts of one shadow root apart.
    pub(super) instance: u32,
}

/// What the reader has chosen at the chart itself; no link restores it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Whether "other" is taken apart.
    pub(super) opened: bool,
    /// The order of the categories, `None` for the usual one.
    pub(super) order: Option<Order>,
    pub(super) scale: ScaleType,
    pub(super) as_table: bool,
}

/// A chart, or the charts beside each other, ready to draw.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scenes {
    pub(super) all: Rc<[SceneRef]>,
    /// Whether a logarithmic scale helps.
    pub(super) log_helps: bool,
}

/// A chart, ready to draw.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scene {
    pub(super) data: ChartData,
    pub(super) choice: Choice,
    pub(super) shapes: Shapes,
    /// "Referrals by Status".
    pub(super) caption: AttrValue,
    /// What this one of several charts is about: "Germany".
    pub(super) title: Option<AttrValue>,
    /// What stands at the axis.
    pub(super) category_labels: Vec<AttrValue>,
    pub(super) series_names: Vec<AttrValue>,
    /// Name and value of each mark, as they are spoken and shown.
    pub(super) spoken: Vec<AttrValue>,
    pub(super) paints: Vec<Paint>,
    pub(super) instance: u32,
}

impl Scenes {
    /// The charts of a wish; none where there is nothing to draw.
    pub(super) fn of(wish: &Wish, locale: &Locale) -> Self {
        let (choice, charts) = numbers(wish, locale);
        let reach = charts.iter().map(|data| reach(data, choice.drawn)).max();
        let log_helps = log_helps(&charts, choice.drawn);
        let drawing = Drawing {
            choice,
            reach: reach.unwrap_or_default(),
            scale: if log_helps {
                wish.look.scale
            } else {
                ScaleType::Linear
            },
            width_px: width_of_each(wish.width_px, charts.len()),
        };
        let first = wish.instance.wrapping_mul(FACETS);
        let scenes = charts.into_iter().zip(first..);
        let all = scenes.map(|(data, instance)| {
            let scene = Scene::of(data, drawing, locale);
            SceneRef::new(Scene { instance, ..scene })
        });
        Self {
            all: all.collect(),
            log_helps,
        }
    }
}

impl Scenes {
    /// How many values "other" holds, where it can be taken apart: among the categories, else among the charts.
    pub(super) fn gathered(&self) -> Option<usize> {
        let categories = self.all.first().and_then(|scene| scene.gathered());
        categories.or_else(|| self.all.iter().find_map(|scene| scene.gathered_beside()))
    }
}

/// The kind of chart and its numbers, one for each value of a third field, the categories in their order.
fn numbers(wish: &Wish, locale: &Locale) -> (Choice, Vec<ChartData>) {
    let plan = Plan {
        limits: limits(wish.look.opened),
        order: wish.look.order,
        span: wish.span,
    };
    let mut charts = ChartData::facets(&wish.groups, &plan);
    let Some(first) = charts.first() else {
        return (Choice::AUTOMATIC, charts);
    };
    let choice = choose(wish.kind, first);
    if choice.drawn == Drawn::Heatmap {
        let limits = Limits::for_grid(width_of_each(wish.width_px, charts.len()));
        charts = ChartData::facets(&wish.groups, &Plan { limits, ..plan });
    }
    if let Some(first) = charts.first()
        && wish.look.order == Some(Order::Natural)
        && !has_own_order(first.category_field)
    {
        // The order of names is the language's, which the engine does not know.
        let names = category_names(first, locale);
        let ranks = locale.ranks(&names.iter().map(AttrValue::as_str).collect::<Vec<_>>());
        for data in &mut charts {
            data.rank_categories(&ranks);
        }
    }
    (choice, charts)
}

/// How wide each of so many charts is drawn.
fn width_of_each(width_px: f64, count: usize) -> f64 {
    let fit = ((width_px + GAP_PX) / (FACET_PX + GAP_PX)).floor();
    let columns = fit.clamp(1.0, count.max(1) as f64);
    (width_px - GAP_PX * (columns - 1.0)) / columns
}

/// What charts beside each other share.
#[derive(Clone, Copy)]
struct Drawing {
    choice: Choice,
    reach: u64,
    scale: ScaleType,
    width_px: f64,
}

impl Scene {
    fn of(data: ChartData, drawing: Drawing, locale: &Locale) -> Self {
        let category_labels = labels(&data, locale);
        let names: Vec<AttrValue> = category_names(&data, locale);
        let series_names = series_names(&data, locale);
        let widths =
            |texts: &[AttrValue]| texts.iter().map(|text| text_px(text)).collect::<Vec<f64>>();
        let shapes = layout(&Ask {
            data: &data,
            drawn: drawing.choice.drawn,
            scale: drawing.scale,
            reach: drawing.reach,
            width_px: drawing.width_px,
            category_px: &widths(&category_labels),
            series_px: &widths(&series_names),
        });
        let say = |mark: &Mark| spoken(&data, mark, (&names, &series_names), locale);
        Self {
            spoken: shapes.marks.iter().map(say).collect(),
            caption: caption(&data, locale).into(),
            title: facet_name(&data, locale),
            paints: paint::of_series(&data),
            category_labels,
            series_names,
            instance: 0,
            choice: drawing.choice,
            shapes,
            data,
        }
    }

    /// Whether picking the category takes "other" apart.
    pub(super) fn opens(&self, category: usize) -> bool {
        // OK because a grid has no room for more columns; its table twin has.
        self.choice.drawn != Drawn::Heatmap
            && matches!(self.data.categories.get(category), Some(Slot::Other(_)))
    }

    /// How many values the category "other" holds, where it can be taken apart.
    fn gathered(&self) -> Option<usize> {
        let mut slots = self.data.categories.iter().enumerate();
        slots.find_map(|(category, slot)| match slot {
            Slot::Other(values) if self.opens(category) => Some(*values),
            _ => None,
        })
    }

    /// How many values of the third field this one of several charts holds, where it holds more than one.
    fn gathered_beside(&self) -> Option<usize> {
        match &self.data.facet {
            Some((_, Slot::Other(values))) => Some(*values),
            _ => None,
        }
    }

    /// Whether the points of a line are too close to be drawn each.
    pub(super) fn dense(&self) -> bool {
        let room = self.shapes.plot.width / self.data.categories.len().max(1) as f64;
        self.shapes.drawn == Drawn::Line && room < 12.0
    }

    /// The look of a mark.
    pub(super) fn paint(&self, mark: &Mark) -> Paint {
        if self.data.series_field.is_none() {
            return paint::of_category(&self.data, mark.category);
        }
        let found = self.paints.get(mark.series).copied();
        found.unwrap_or(Paint {
            class: "series-other",
            hatch: 0,
        })
    }
}

/// A shared scene, compared by identity.
#[derive(Clone, Debug)]
pub(super) struct SceneRef(Rc<Scene>);

impl SceneRef {
    /// Shares a scene.
    pub(super) fn new(scene: Scene) -> Self {
        Self(Rc::new(scene))
    }
}

impl PartialEq for SceneRef {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for SceneRef {
    type Target = Scene;

    fn deref(&self) -> &Scene {
        &self.0
    }
}

/// How much is drawn before the kind is known.
fn limits(opened: bool) -> Limits {
    let categories = if opened {
        Limits::OPENED
    } else {
        Limits::BARS.categories
    };
    Limits {
        categories,
        ..Limits::BARS
    }
}
