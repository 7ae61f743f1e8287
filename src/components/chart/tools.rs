//! What the reader can change at the chart itself: order, scale, table. None of it is in the link.

use referral_engine::chart::{Order, ScaleType};
use yew::prelude::*;

use super::scene::{Look, SceneRef};
use crate::text::Locale;

/// The properties of [`Tools`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct ToolsProps {
    /// The chart, or the first of several.
    pub(super) scene: SceneRef,
    /// Whether a logarithmic scale is offered.
    pub(super) log_helps: bool,
    /// What is chosen.
    pub(super) look: Look,
    /// What the reader has chosen.
    pub(super) on_look: Callback<Look>,
}

/// The buttons, each of which is pressed or not.
#[component]
pub(super) fn Tools(props: &ToolsProps) -> Html {
    let locale = use_context::<Locale>().unwrap_or_else(Locale::english);
    let look = props.look;
    let field = props.scene.data.category_field;
    let order = look.order.unwrap_or(Order::usual(field));
    let turned = match order {
        Order::Value => Order::Natural,
        Order::Natural => Order::Value,
    };
    let is_log = look.scale == ScaleType::Log;
    let other_scale = if is_log {
        ScaleType::Linear
    } else {
        ScaleType::Log
    };
    let by_value = Look {
        order: Some(turned),
        ..look
    };
    let log = Look {
        scale: other_scale,
        ..look
    };
    let table = Look {
        as_table: !look.as_table,
        ..look
    };
    html! {
        <>
            if !look.as_table && !field.is_date() {
                { button(locale.text("chart.sort"), order == Order::Value, by_value, &props.on_look) }
            }
            if !look.as_table && props.log_helps {
                { button(locale.text("chart.log"), is_log, log, &props.on_look) }
            }
            { button(locale.text("chart.asTable"), look.as_table, table, &props.on_look) }
        </>
    }
}

/// A button that says in which state it is, and what a click makes of the look.
fn button(text: String, pressed: bool, then: Look, on_look: &Callback<Look>) -> Html {
    let onclick = on_look.reform(move |_: MouseEvent| then);
    html! {
        <button type="button" class="chart-button" aria-pressed={pressed.to_string()} {onclick}>{ text }</button>
    }
}
