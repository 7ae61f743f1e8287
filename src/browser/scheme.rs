//! Whether the system's colour scheme is dark.

use gloo_events::EventListener;
use web_sys::{MediaQueryList, window};

fn query() -> Option<MediaQueryList> {
    window()?.match_media("(prefers-color-scheme: dark)").ok()?
}

/// Whether it is dark now.
pub fn prefers_dark() -> bool {
    query().is_some_and(|query| query.matches())
}

/// Calls back when that changes.
pub fn on_change(report: impl Fn(bool) + 'static) -> Option<EventListener> {
    let query = query()?;
    let listened = query.clone();
    Some(EventListener::new(&listened, "change", move |_| {
        report(query.matches())
    }))
}
