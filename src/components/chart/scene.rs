//! A chart ready to draw: the engine's numbers and shapes with their words (`names`) and looks (`paint`).

use std::ops::Deref;
use std::rc::Rc;

use referral_engine::chart::{
    Ask, ChartData, ChartKind, Choice, Drawn, Limits, Mark, Shapes, Slot, choose, layout, text_px,
};
use referral_engine::group::Groups;
use yew::AttrValue;

use super::names::{caption, category_names, labels, series_names, spoken};
use super::paint::{self, Paint};
use crate::text::Locale;

/// What decides a scene.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wish {
    pub(super) groups: Rc<Groups>,
    pub(super) kind: Option<ChartKind>,
    pub(super) width_px: f64,
    /// Whether the category "other" is taken apart.
    pub(super) opened: bool,
    /// Tells the charts of one shadow root apart.
    pub(super) instance: u32,
}

/// A chart, ready to draw.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scene {
    pub(super) data: ChartData,
    pub(super) choice: Choice,
    pub(super) shapes: Shapes,
    /// "Referrals by Status".
    pub(super) caption: AttrValue,
    /// What stands at the axis.
    pub(super) category_labels: Vec<AttrValue>,
    pub(super) series_names: Vec<AttrValue>,
    /// Name and value of each mark, as they are spoken and shown.
    pub(super) spoken: Vec<AttrValue>,
    pub(super) paints: Vec<Paint>,
    pub(super) instance: u32,
}

impl Scene {
    /// The chart of a wish, or `None` where there is nothing to draw.
    pub(super) fn of(wish: &Wish, locale: &Locale) -> Option<Self> {
        let mut data = ChartData::of(&wish.groups, limits(wish.opened))?;
        let choice = choose(wish.kind, &data);
        if choice.drawn == Drawn::Heatmap {
            data = ChartData::of(&wish.groups, Limits::for_grid(wish.width_px))?;
        }
        let category_labels = labels(&data, locale);
        let names: Vec<AttrValue> = category_names(&data, locale);
        let series_names = series_names(&data, locale);
        let widths =
            |texts: &[AttrValue]| texts.iter().map(|text| text_px(text)).collect::<Vec<f64>>();
        let shapes = layout(&Ask {
            data: &data,
            drawn: choice.drawn,
            width_px: wish.width_px,
            category_px: &widths(&category_labels),
            series_px: &widths(&series_names),
        });
        let say = |mark: &Mark| spoken(&data, mark, (&names, &series_names), locale);
        Some(Self {
            spoken: shapes.marks.iter().map(say).collect(),
            caption: caption(&data, locale).into(),
            paints: paint::of_series(&data),
            category_labels,
            series_names,
            instance: wish.instance,
            choice,
            shapes,
            data,
        })
    }

    /// Whether picking the category takes "other" apart.
    pub(super) fn opens(&self, category: usize) -> bool {
        // OK because a grid has no room for more columns; its table twin has.
        self.choice.drawn != Drawn::Heatmap
            && matches!(self.data.categories.get(category), Some(Slot::Other(_)))
    }

    /// How many values the category "other" holds, where it can be taken apart.
    pub(super) fn gathered(&self) -> Option<usize> {
        let mut slots = self.data.categories.iter().enumerate();
        slots.find_map(|(category, slot)| match slot {
            Slot::Other(values) if self.opens(category) => Some(*values),
            _ => None,
        })
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
