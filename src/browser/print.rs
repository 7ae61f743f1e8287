//! The browser's printing: beginning it, and hearing of it.

use gloo_events::EventListener;
use web_sys::window;

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = window() {
        // A browser that cannot print says so itself.
        let _ = window.print();
    }
}

/// Calls back before the page is printed (`true`) and after, however printing began.
pub fn on_print(report: impl Fn(bool) + Clone + 'static) -> Vec<EventListener> {
    let Some(window) = window() else {
        return Vec::new();
    };
    [("beforeprint", true), ("afterprint", false)]
        .into_iter()
        .map(|(name, begins)| {
            let report = report.clone();
            EventListener::new(&window, name, move |_| report(begins))
        })
        .collect()
}
