//! The overview's figures for host pages (`summary.overview`), counted when they are read.
//!
//! Counting is a part of its own, which is fetched when a host page first asks for a load; whoever awaits the load has it.

use js_sys::{Object, Reflect};
use referral_engine::metrics::Options;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{App, Msg, answers};
use crate::components::overview::{Seen, summary};
use crate::components::part::{NotFetched, part};
use crate::element::to_js;

/// Counts what is seen.
pub(super) type Count = fn(&Seen, &Options) -> JsValue;

/// How far the fetching of the part is.
#[derive(Default)]
pub(super) enum Figures {
    #[default]
    Unasked,
    Coming,
    Here(Count),
}

part! {
    glance: fn fetch() -> Count { counted }
}

fn counted(seen: &Seen, options: &Options) -> JsValue {
    to_js(&summary(seen, options))
}

impl App {
    /// Whether figures can be read, or never can; else they are fetched, and it is asked again then.
    pub(super) fn has_figures(&mut self, ctx: &Context<Self>) -> bool {
        match self.figures {
            Figures::Here(_) => true,
            Figures::Coming => false,
            Figures::Unasked => {
                self.figures = Figures::Coming;
                let link = ctx.link().clone();
                spawn_local(async move { link.send_message(Msg::Figures(fetch().await)) });
                false
            }
        }
    }

    /// The part is here; without it `overview` stays `null`, and the next load tries again.
    pub(super) fn take_figures(&mut self, fetched: Result<Count, NotFetched>) {
        match fetched {
            Ok(count) => self.figures = Figures::Here(count),
            Err(NotFetched) => {
                self.figures = Figures::Unasked;
                self.resolve_loads();
            }
        }
    }

    /// `summary`, with what the overview counts.
    pub(super) fn summary(&self) -> JsValue {
        let summary = to_js(&answers::summary(&self.session, &self.derived));
        let overview = match self.figures {
            Figures::Here(count) => count(&self.seen(), &self.session.query().overview),
            Figures::Unasked | Figures::Coming => JsValue::NULL,
        };
        if let Some(object) = summary.dyn_ref::<Object>() {
            // A plain object takes any property.
            let _ = Reflect::set(object, &"overview".into(), &overview);
        }
        summary
    }
}
