//! The disclosure "Filters" with the builder and the facets in it; closed at first, so that the toolbar is calm.
//!
//! Their code is a part of its own, fetched when the panel is first opened.

use std::rc::Rc;

use referral_engine::facet::Facet;
use referral_engine::filter::Expr;
use referral_engine::query::Query;
use yew::prelude::*;

use super::builder::Builder;
use super::facets::Facets;
use crate::components::part::lazy_component;
use crate::components::use_locale;

/// The properties of [`FilterPanel`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct FilterPanelProps {
    /// The query.
    pub query: Query,
    /// The facets, `None` while the panel is closed.
    pub facets: Option<Rc<[Facet]>>,
    /// What is counted, in words.
    pub counted: AttrValue,
    /// The panel is to be opened, or closed.
    pub on_open: Callback<bool>,
    /// Another filter.
    pub on_filter: Callback<String>,
}

/// The panel.
#[component]
pub fn FilterPanel(props: &FilterPanelProps) -> Html {
    let locale = use_locale();
    let expr = use_memo(props.query.filter.clone(), |_| props.query.expr());
    let expr = expr.as_ref().clone().map(Rc::new);
    let is_open = props.facets.is_some();
    let onclick = props.on_open.reform(move |_: MouseEvent| !is_open);
    html! {
        <div class="filters">
            <button class="button small" type="button" aria-expanded={is_open.to_string()}
                aria-controls={is_open.then_some("filters")} {onclick}>{ locale.text("filters.open") }</button>
            if let Some(facets) = &props.facets {
                <div id="filters" class="filters-body" role="group" aria-label={locale.text("filters.open")}>
                    if props.query.is_raw {
                        <p class="muted">{ locale.text("filters.raw") }</p>
                        <p><code>{ props.query.filter.clone() }</code></p>
                    } else {
                        <FormsPart {expr} facets={Rc::clone(facets)} counted={props.counted.clone()}
                            on_open={props.on_open.clone()} on_filter={props.on_filter.clone()} />
                    }
                </div>
            }
        </div>
    }
}

/// The properties of [`Forms`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct FormsProps {
    /// The filter in force.
    pub(super) expr: Option<Rc<Expr>>,
    /// The facets.
    pub(super) facets: Rc<[Facet]>,
    /// What is counted, in words.
    pub(super) counted: AttrValue,
    /// They are here and to be counted.
    pub(super) on_open: Callback<bool>,
    /// Another filter.
    pub(super) on_filter: Callback<String>,
}

/// The builder and the facets.
#[component]
pub(super) fn Forms(props: &FormsProps) -> Html {
    let on_open = props.on_open.clone();
    use_effect_with((), move |()| on_open.emit(true));
    html! {
        <>
            <Builder expr={props.expr.clone()} facets={Rc::clone(&props.facets)} on_filter={props.on_filter.clone()} />
            <Facets facets={Rc::clone(&props.facets)} expr={props.expr.clone()} on_filter={props.on_filter.clone()} />
            <p class="muted">{ props.counted.clone() }</p>
        </>
    }
}

lazy_component! {
    /// [`Forms`], fetched when the panel is first opened.
    filters: FormsPart = Forms(FormsProps)
}
