//! Brings the focus back when what had it is taken out of the document: browsers leave it on the page's body, far away.
//!
//! Where it goes is the nearest place that is still there: the first control of what was around the lost one. What knows a
//! better place for its own focus takes it there itself, before its button goes.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, ShadowRoot, window};

use super::turn::later;

/// What Tab leads to, and behind it what only scripts do: the cells and headers of a table have one stop for all.
const CONTROLS: [&str; 2] = [
    "a[href], button:enabled:not([tabindex='-1']), input:enabled, select:enabled, textarea:enabled, summary, [tabindex='0']",
    "button:enabled, [tabindex]",
];

/// What had the focus last, and what was around it, outwards; nothing where the user has gone elsewhere.
type Trail = Rc<RefCell<Vec<Element>>>;

/// Keeps the focus within a shadow root; ends when it is dropped.
pub struct FocusKeeper {
    root: ShadowRoot,
    home: &'static str,
    trail: Trail,
    _listeners: [EventListener; 4],
}

impl FocusKeeper {
    /// `home` is the selector of the control that is taken where it is no further away than another.
    pub fn new(root: ShadowRoot, home: &'static str) -> Self {
        let trail = Trail::default();
        let came = {
            let trail = Rc::clone(&trail);
            EventListener::new(&root, "focusin", move |event| {
                *trail.borrow_mut() = around(event);
            })
        };
        let soon_after = |name, then: fn(&ShadowRoot, &'static str, &Trail)| {
            let (root, trail) = (root.clone(), Rc::clone(&trail));
            EventListener::new(&root.clone(), name, move |_| {
                let (root, trail) = (root.clone(), Rc::clone(&trail));
                // What the event leads to is drawn before the next task.
                later(0, Box::new(move || then(&root, home, &trail)));
            })
        };
        let listeners = [
            came,
            soon_after("focusout", forget),
            soon_after("click", keep),
            soon_after("keydown", keep),
        ];
        Self {
            root,
            home,
            trail,
            _listeners: listeners,
        }
    }

    /// Looks whether the focus was lost by what was drawn just now. It is brought back in a task of its own, because the
    /// browser lays out all that was drawn before it gives the focus.
    pub fn keep(&self) {
        if is_lost(&self.trail) {
            let (root, home, trail) = (self.root.clone(), self.home, Rc::clone(&self.trail));
            later(0, Box::new(move || keep(&root, home, &trail)));
        }
    }
}

fn around(event: &Event) -> Vec<Element> {
    let target = event.target().and_then(|target| target.dyn_into().ok());
    std::iter::successors(target, |element: &Element| element.parent_element()).collect()
}

/// Whoever leaves what is still there goes elsewhere on purpose.
fn forget(root: &ShadowRoot, _: &'static str, trail: &Trail) {
    let is_there = trail
        .borrow()
        .first()
        .is_some_and(|element| element.is_connected());
    if is_there && root.active_element().is_none() {
        trail.borrow_mut().clear();
    }
}

fn is_lost(trail: &Trail) -> bool {
    let trail = trail.borrow();
    trail.first().is_some_and(|element| !element.is_connected())
}

fn keep(root: &ShadowRoot, home: &'static str, trail: &Trail) {
    if !is_lost(trail) {
        return;
    }
    let trail = trail.take();
    let document = window().and_then(|window| window.document());
    let focused = document.and_then(|document| document.active_element());
    let is_nowhere = focused.is_none_or(|element| element.tag_name() == "BODY");
    if !is_nowhere || root.active_element().is_some() {
        return;
    }
    let place = trail.iter().filter(|around| around.is_connected());
    let control = place
        .into_iter()
        .find_map(|around| control_in(around, home));
    if let Some(control) = control {
        // OK because what refuses the focus leaves it where it is.
        let _ = control.focus();
    }
}

/// The home within an element, else its first control that can be seen.
fn control_in(around: &Element, home: &str) -> Option<HtmlElement> {
    [home].into_iter().chain(CONTROLS).find_map(|selector| {
        let found = around.query_selector_all(selector).ok()?;
        (0..found.length())
            .filter_map(|place| found.get(place)?.dyn_into::<HtmlElement>().ok())
            .find(|control| control.get_client_rects().length() > 0)
    })
}
