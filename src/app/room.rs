//! The room that there is for the page: how wide what it is drawn into is, now and whenever that changes.

use web_sys::Element;
use yew::prelude::*;

use super::{App, Msg};
use crate::browser::width::{self, WidthWatch};

/// Charts are drawn no narrower, in px.
const LEAST_CHART_PX: f64 = 280.0;

/// The element that the page is drawn into, and its width.
#[derive(Default)]
pub(super) struct Room {
    pub(super) root: NodeRef,
    /// 0 as long as it is not known.
    pub(super) width_px: f64,
    watch: Option<WidthWatch>,
}

impl Room {
    /// The width of a chart, in px.
    pub(super) fn chart_px(&self) -> f64 {
        self.width_px.max(LEAST_CHART_PX)
    }

    /// Before there is much to be laid out: what is drawn for another width than there is moves what stands below it, when
    /// the width is told of.
    pub(super) fn know(&mut self) {
        if self.width_px == 0.0
            && let Some(root) = self.root.cast::<Element>()
        {
            self.width_px = width::of(&root);
        }
    }

    /// Takes a width in; whether it is another one.
    pub(super) fn take(&mut self, width_px: f64) -> bool {
        if (width_px - self.width_px).abs() < 1.0 {
            return false;
        }
        self.width_px = width_px;
        true
    }

    /// Has the width told from now on.
    pub(super) fn watch(&mut self, ctx: &Context<App>) {
        if let Some(root) = self.root.cast::<Element>() {
            let link = ctx.link().clone();
            let report = move |width_px| link.send_message(Msg::Width(width_px));
            self.watch = width::watch(&root, report);
        }
    }
}
