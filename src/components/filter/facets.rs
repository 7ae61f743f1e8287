//! Facets: the values of status, markets and size with how many referrals have them, each to be switched on and off.
//!
//! What is counted is `engine/facet`'s.

use std::rc::Rc;

use referral_engine::facet::{Facet, FacetValue, switched};
use referral_engine::field::Field;
use referral_engine::filter::Expr;
use yew::prelude::*;

use crate::components::use_locale;
use crate::text::Locale;

/// Values of a facet that are shown before the user asks for more.
const SHOWN: usize = 8;

/// The properties of [`Facets`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct FacetsProps {
    /// The facets.
    pub(super) facets: Rc<[Facet]>,
    /// The filter in force.
    pub(super) expr: Option<Rc<Expr>>,
    /// Another filter.
    pub(super) on_filter: Callback<String>,
}

/// The facets.
#[component]
pub(super) fn Facets(props: &FacetsProps) -> Html {
    html! {
        <div class="facets">
            { for (0..props.facets.len()).map(|place| html! {
                <OneFacet key={place} facets={Rc::clone(&props.facets)} {place} expr={props.expr.clone()}
                    on_filter={props.on_filter.clone()} />
            }) }
        </div>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct OneFacetProps {
    facets: Rc<[Facet]>,
    place: usize,
    expr: Option<Rc<Expr>>,
    on_filter: Callback<String>,
}

#[component]
fn OneFacet(props: &OneFacetProps) -> Html {
    let locale = use_locale();
    let is_whole = use_state_eq(|| false);
    let Some(facet) = props.facets.get(props.place) else {
        return Html::default();
    };
    let count = facet.values.len();
    let is_long = count > SHOWN + 1;
    let values = facet
        .values
        .iter()
        .enumerate()
        .filter(|(place, value)| !is_long || *is_whole || *place < SHOWN || value.is_on);
    let toggle = {
        let (is_whole, now) = (is_whole.setter(), *is_whole);
        Callback::from(move |_: MouseEvent| is_whole.set(!now))
    };
    let more = if *is_whole {
        locale.text("facet.fewer")
    } else {
        locale.format("facet.all", &[("n", count.into())])
    };
    html! {
        <fieldset class="facet">
            <legend>{ locale.field(facet.field) }</legend>
            if count == 0 {
                <p class="muted">{ locale.text("facet.nothing") }</p>
            }
            { for values.map(|(_, value)| one_value(&locale, facet.field, value, props)) }
            if is_long {
                <button class="button quiet small" type="button" aria-expanded={is_whole.to_string()} onclick={toggle}>{ more }</button>
            }
        </fieldset>
    }
}

fn one_value(locale: &Locale, field: Field, value: &FacetValue, props: &OneFacetProps) -> Html {
    let wire = value.value.clone();
    let expr = props.expr.clone();
    let onchange = props.on_filter.reform(move |_: Event| {
        let next = switched(expr.as_deref(), field, wire.as_deref());
        next.map_or_else(String::new, |expr| expr.to_string())
    });
    let label = match &value.value {
        Some(text) => locale.term(field, text),
        None => locale.text("bucket.none"),
    };
    let count = value.count.map_or_else(
        || html! { <span class="visually-hidden">{ locale.text("facet.unknown") }</span> },
        |count| html! { { locale.count(count) } },
    );
    html! {
        <label key={value.value.clone().unwrap_or_default()} class="facet-value">
            <input type="checkbox" checked={value.is_on} {onchange} />
            <bdi>{ label }</bdi>{ " " }
            <span class="muted">{ count }</span>
        </label>
    }
}
