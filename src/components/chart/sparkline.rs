//! A small line of counts over time, drawn in the colour of its text; what is not final is dashed.

use std::rc::Rc;

use referral_engine::chart::sparkline;
use yew::prelude::*;

use super::px::{path, px};

const WIDTH_PX: f64 = 120.0;
const HEIGHT_PX: f64 = 28.0;

/// The properties of [`Sparkline`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct SparklineProps {
    /// The counts, in the order of time.
    pub counts: Rc<[u32]>,
    /// The first that is not final; the number of counts where all are.
    pub first_young: usize,
    /// What is spoken.
    pub label: AttrValue,
}

/// The line.
#[component]
pub fn Sparkline(props: &SparklineProps) -> Html {
    let points = sparkline(&props.counts, WIDTH_PX, HEIGHT_PX);
    let (final_points, young) = match props.first_young.checked_sub(1) {
        // The line up to the last final point, and on from there.
        Some(last) => (
            points.get(..=last).unwrap_or(&points),
            points.get(last..).unwrap_or_default(),
        ),
        None => (&[][..], &points[..]),
    };
    let view_box = ["0 0", px(WIDTH_PX).as_str(), px(HEIGHT_PX).as_str()].join(" ");
    html! {
        <svg class="sparkline" viewBox={view_box} width={px(WIDTH_PX)} height={px(HEIGHT_PX)} role="img" aria-label={props.label.clone()}>
            if final_points.len() > 1 {
                <path class="chart-line" d={path(final_points)} />
            }
            if young.len() > 1 {
                <path class="chart-line" d={path(young)} stroke-dasharray="2 3" />
            }
        </svg>
    }
}
