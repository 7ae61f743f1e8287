//! A place of no height that tells how wide it is; what is drawn in pixels is drawn for that width.

use web_sys::Element;
use yew::prelude::*;

use crate::browser::width::watch;

/// The properties of [`Measured`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct MeasuredProps {
    /// The width in px, now and when it changes.
    pub(super) on_width: Callback<f64>,
}

/// The place.
#[component]
pub(super) fn Measured(props: &MeasuredProps) -> Html {
    let place = use_node_ref();
    {
        let (place, on_width) = (place.clone(), props.on_width.clone());
        use_effect_with((), move |()| {
            let watched = place
                .cast::<Element>()
                .and_then(|element| watch(&element, move |width_px| on_width.emit(width_px)));
            move || drop(watched)
        });
    }
    html! { <div ref={place}></div> }
}
