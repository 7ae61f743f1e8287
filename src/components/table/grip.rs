//! The edge of a column, dragged to make it wider or narrower; keys and the chooser of columns do the same without.

use referral_engine::field::Field;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};
use yew::prelude::*;

use super::TableAct;

/// The properties of [`Grip`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct GripProps {
    /// The column.
    pub(super) field: Field,
    /// It is being made so wide, in px; `None` when that is given up.
    pub(super) on_drag: Callback<Option<(Field, u32)>>,
    /// It was made so wide.
    pub(super) on_act: Callback<TableAct>,
}

/// Where a drag began: the pointer's place and the column's width, in px.
type Begun = Option<(i32, i32)>;

/// The edge.
#[component]
pub(super) fn Grip(props: &GripProps) -> Html {
    let begun = use_mut_ref(|| Begun::None);
    let field = props.field;
    let width_at = {
        let begun = begun.clone();
        move |event: &PointerEvent| {
            let (from, width) = (*begun.borrow())?;
            Some((width + event.client_x() - from).max(0) as u32)
        }
    };
    let onpointerdown = {
        let begun = begun.clone();
        Callback::from(move |event: PointerEvent| {
            let target = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok());
            let Some((grip, head)) =
                target.and_then(|grip| Some((grip.clone(), grip.parent_element()?)))
            else {
                return;
            };
            event.prevent_default();
            // OK because without capture the drag only ends a little earlier.
            let _ = grip.set_pointer_capture(event.pointer_id());
            let width_px = head.get_bounding_client_rect().width() as i32;
            *begun.borrow_mut() = Some((event.client_x(), width_px));
        })
    };
    let onpointermove = {
        let (width_at, on_drag) = (width_at.clone(), props.on_drag.clone());
        Callback::from(move |event: PointerEvent| {
            if let Some(width_px) = width_at(&event) {
                on_drag.emit(Some((field, width_px)));
            }
        })
    };
    let onpointerup = {
        let (begun, on_drag, on_act) = (begun.clone(), props.on_drag.clone(), props.on_act.clone());
        Callback::from(move |event: PointerEvent| {
            let width_px = width_at(&event);
            *begun.borrow_mut() = None;
            on_drag.emit(None);
            if let Some(width_px) = width_px {
                on_act.emit(TableAct::Size(field, width_px));
            }
        })
    };
    let onpointercancel = {
        let on_drag = props.on_drag.clone();
        Callback::from(move |_: PointerEvent| {
            *begun.borrow_mut() = None;
            on_drag.emit(None);
        })
    };
    // OK because a click that ends a drag must not sort.
    let onclick = Callback::from(|event: MouseEvent| event.stop_propagation());
    html! { <span class="grip" aria-hidden="true" {onpointerdown} {onpointermove} {onpointerup} {onpointercancel} {onclick}></span> }
}
