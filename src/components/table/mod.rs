//! The referral table: one real `<table>` of which only the rows near the viewport are in the document.
//!
//! Which rows those are is `engine/window`; what a cell says is `cell`. Scrolling stays in here.

mod cell;
mod head;

use std::rc::Rc;

use referral_engine::field::Field;
use referral_engine::query::SortKey;
use referral_engine::session::Shared;
use referral_engine::table::Table;
use referral_engine::window::Window;
use web_sys::Element;
use yew::prelude::*;

use super::use_locale;
use cell::{Grown, Row};
use head::Head;

/// Height of a row, in px; the style sheet has the same.
const ROW_HEIGHT_PX: u32 = 36;

/// Height of the viewport before it could be measured, in px.
const VIEWPORT_PX: f64 = 640.0;

/// The properties of [`ReferralTable`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ReferralTableProps {
    /// The rows that are here.
    pub table: Shared<Table>,
    /// Which of them are shown, in their order.
    pub rows: Rc<[u32]>,
    /// The columns.
    pub columns: Rc<[Field]>,
    /// The order; the first key is the one that is marked.
    pub sort: Vec<SortKey>,
    /// Whether more rows may come, so that their number is not known.
    pub open_ended: bool,
    /// The user chose another order.
    pub on_sort: Callback<Field>,
}

/// Where the viewport stands.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Viewport {
    top_px: f64,
    height_px: f64,
}

/// The table.
#[component]
pub fn ReferralTable(props: &ReferralTableProps) -> Html {
    let locale = use_locale();
    let scroller = use_node_ref();
    let viewport = use_state_eq(|| Viewport {
        top_px: 0.0,
        height_px: VIEWPORT_PX,
    });
    let measure = {
        let (scroller, viewport) = (scroller.clone(), viewport.setter());
        move || {
            if let Some(element) = scroller.cast::<Element>() {
                viewport.set(Viewport {
                    top_px: f64::from(element.scroll_top()),
                    height_px: f64::from(element.client_height()),
                });
            }
        }
    };
    {
        let measure = measure.clone();
        use_effect_with(props.rows.len(), move |_| measure());
    }
    let onscroll = Callback::from(move |_: Event| measure());
    let window = Window::of(
        props.rows.len(),
        ROW_HEIGHT_PX,
        viewport.top_px,
        viewport.height_px,
    );
    let row_count = if props.open_ended {
        "-1".to_owned()
    } else {
        (props.rows.len() + 1).to_string()
    };
    let caption = locale.format("table.caption", &[("n", props.rows.len().into())]);
    html! {
        <div class="table-scroller" ref={scroller} {onscroll} tabindex="0" role="region" aria-labelledby="table-caption">
            <table class="referrals" part="table" aria-rowcount={row_count}>
                <caption id="table-caption" class="visually-hidden">{ caption }</caption>
                <colgroup>{ for props.columns.iter().map(|field| html! { <col width={head::width_px(*field).to_string()} /> }) }</colgroup>
                <Head columns={props.columns.clone()} sort={props.sort.first().copied()} on_sort={props.on_sort.clone()} />
                { spacer(window.before_px) }
                <tbody>{ for rows(props, window) }</tbody>
                { spacer(window.after_px) }
            </table>
            if props.rows.is_empty() && !props.open_ended {
                <p class="empty">{ locale.text("table.empty") }</p>
            }
        </div>
    }
}

fn rows(props: &ReferralTableProps, window: Window) -> impl Iterator<Item = Html> {
    (window.first..window.first + window.count).filter_map(|place| {
        let row = *props.rows.get(place)?;
        Some(html! {
            <Row key={row} table={Grown(props.table.clone())} {row} aria_row={place + 2} columns={props.columns.clone()} />
        })
    })
}

/// Room for rows that are not in the document; the attribute of old, because a style attribute is what the CSP forbids.
fn spacer(height_px: u64) -> Html {
    html! {
        <tbody aria-hidden="true" class="spacer">
            if height_px > 0 {
                <tr><td height={height_px.to_string()}></td></tr>
            }
        </tbody>
    }
}
