//! The rows that an order still lacks: whether they are on their way, are to be asked for, or cannot be had.

use referral_engine::session::{End, Event, Phase, Source};
use yew::prelude::*;

use super::{Export, Refusal, Stage};
use crate::app::App;

impl App {
    /// Begins to write what has its rows, and has the rest loaded for what has not. Called after each change.
    pub(in crate::app) fn advance_exports(&mut self, ctx: &Context<Self>) {
        let waiting: Vec<(u32, Option<u64>)> = self
            .exports
            .under_way
            .iter()
            .filter_map(|export| match export.stage {
                Stage::Loading(asked_at) => Some((export.id, asked_at)),
                Stage::Writing { .. } => None,
            })
            .collect();
        for (id, asked_at) in waiting {
            let Some(place) = self.exports.place_of(id) else {
                continue;
            };
            let needs_all = self
                .exports
                .under_way
                .get(place)
                .is_some_and(Export::needs_all);
            match self.rest(asked_at).filter(|_| needs_all) {
                None => self.write_export(ctx, place),
                Some(Rest::Coming) => {}
                Some(Rest::Wanted(event)) => {
                    let loaded = self.session.rows().loaded();
                    if let Some(export) = self.exports.under_way.get_mut(place) {
                        export.stage = Stage::Loading(Some(loaded));
                    }
                    self.apply(ctx, event);
                }
                Some(Rest::NotToBeHad) => {
                    let loaded = self.session.rows().loaded();
                    self.end_export(ctx, id, Err(Refusal::Incomplete(loaded)));
                }
            }
        }
    }

    /// How it stands with the rows that are missing; `None` where none is.
    fn rest(&self, asked_at: Option<u64>) -> Option<Rest> {
        let rows = self.session.rows();
        if self.session.is_busy() || matches!(self.session.phase(), Phase::TokenNeeded(..)) {
            return Some(Rest::Coming);
        }
        if self.session.source() != Source::Service {
            return None;
        }
        let grew = asked_at.is_none_or(|before| rows.loaded() > before);
        let wanted = |event| {
            Some(if grew {
                Rest::Wanted(event)
            } else {
                Rest::NotToBeHad
            })
        };
        match (rows.end(), self.session.phase()) {
            (Some(End::All | End::Page), _) if !self.session.rows_are_earlier() => None,
            (Some(End::Limit), _) => wanted(Event::MoreAsked),
            (Some(End::Repeated | End::Short), _) => Some(Rest::NotToBeHad),
            (_, Phase::Idle) => wanted(Event::LoadAsked),
            _ => wanted(Event::Resumed),
        }
    }
}

/// The rows that are missing.
enum Rest {
    /// They are on their way, or a token is waited for.
    Coming,
    /// This has to be said to the session.
    Wanted(Event),
    /// The service does not hand them over.
    NotToBeHad,
}
