//! How much room there is in an element, now and whenever that changes.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver, ResizeObserverEntry};

/// Watches an element; dropping it ends the watch.
pub struct WidthWatch {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut(Array)>,
}

impl Drop for WidthWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls back with the width inside of the padding in px, first soon after this call.
pub fn watch(element: &Element, report: impl Fn(f64) + 'static) -> Option<WidthWatch> {
    let callback = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
        let entry: ResizeObserverEntry = entries.get(0).unchecked_into();
        report(entry.content_rect().width());
    });
    let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    Some(WidthWatch {
        observer,
        _callback: callback,
    })
}

/// The width inside of the padding in px, to less than one; 0 where the element is not on the screen. Has all that was
/// drawn so far laid out.
pub fn of(element: &Element) -> f64 {
    let style = web_sys::window().and_then(|window| window.get_computed_style(element).ok()?);
    let padding_px = |side: &str| {
        let text = style.as_ref()?.get_property_value(side).ok()?;
        text.split(['.', 'p']).next()?.parse::<i32>().ok()
    };
    let paddings_px = ["padding-left", "padding-right"].map(|side| padding_px(side).unwrap_or(0));
    f64::from((element.client_width() - paddings_px.iter().sum::<i32>()).max(0))
}
