//! The table with what belongs to it: what its order is worth, the chooser of columns, the list of keys, the life of a row.

use referral_engine::query::Density;
use yew::prelude::*;

use super::cell::Grown;
use super::columns::{Columns, ColumnsProps};
use super::detail::{Detail, DetailProps};
use super::keys::Keys;
use super::{Blank, Look, ReferralTable, TableAct, TableContent, focus};
use crate::components::part::lazy_component;
use crate::components::use_locale;
use crate::text::Locale;

/// How the rows that are here stand to those of the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All are here.
    All,
    /// So many are loaded, and no more are on their way.
    Some(u64),
    /// More may come, so that their number is not known.
    Growing(u64),
}

/// What is opened above the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Drawer {
    Columns,
    Keys,
}

/// The properties of [`TablePanel`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TablePanelProps {
    /// The rows, columns and their order.
    pub content: TableContent,
    /// How it looks, before the user chose otherwise.
    pub look: Look,
    /// How many of the rows are here.
    pub extent: Extent,
    /// What stands there instead of rows.
    pub blank: Blank,
    /// The row whose life is shown.
    pub opened: Option<u32>,
    /// The user decided something.
    pub on_act: Callback<TableAct>,
}

/// The panel.
#[component]
pub fn TablePanel(props: &TablePanelProps) -> Html {
    let locale = use_locale();
    let drawer = use_state_eq(|| Option::<Drawer>::None);
    let density = use_state_eq(|| Option::<Density>::None);
    let look = Look {
        density: density.unwrap_or(props.look.density),
        ..props.look.clone()
    };
    let toggle = {
        let drawer = drawer.clone();
        move |which: Drawer| drawer.set((*drawer != Some(which)).then_some(which))
    };
    let place = use_node_ref();
    let on_act = {
        let (toggle, on_act, place) = (toggle.clone(), props.on_act.clone(), place.clone());
        Callback::from(move |act| match act {
            TableAct::Keys => toggle(Drawer::Keys),
            TableAct::Close => {
                // Now, because once the row's life is gone the focus is taken to what is nearest.
                if let Some(panel) = place.cast() {
                    focus::to_stop(&panel);
                }
                on_act.emit(act);
            }
            act => on_act.emit(act),
        })
    };
    let on_density = {
        let density = density.setter();
        Callback::from(move |chosen| density.set(Some(chosen)))
    };
    let content = &props.content;
    html! {
        <div class={classes!("table-panel", props.opened.map(|_| "with-life"))} ref={place}>
            { bar(props, *drawer, toggle, &locale) }
            if *drawer == Some(Drawer::Columns) {
                <div class="drawer" id="table-columns">
                    <ColumnsPart columns={content.columns.clone()} look={look.clone()} on_act={on_act.clone()} {on_density} />
                </div>
            }
            if *drawer == Some(Drawer::Keys) {
                <div class="drawer" id="table-keys"><KeysPart /></div>
            }
            <ReferralTable content={content.clone()} look={look.clone()} is_open_ended={matches!(props.extent, Extent::Growing(_))}
                blank={props.blank.clone()} opened={props.opened} on_act={on_act.clone()} />
            if let Some(row) = props.opened {
                <DetailPart table={Grown(content.table.clone())} {row} columns={content.columns.clone()} {on_act} />
            }
        </div>
    }
}

lazy_component! {
    /// The chooser, fetched when it is first opened.
    detail: ColumnsPart = Columns(ColumnsProps)
}

lazy_component! {
    /// The list of keys, fetched when it is first opened.
    detail: KeysPart = Keys(())
}

lazy_component! {
    /// The life of a row, fetched when the first one is opened.
    detail: DetailPart = Detail(DetailProps)
}

fn bar(
    props: &TablePanelProps,
    drawer: Option<Drawer>,
    toggle: impl Fn(Drawer) + Clone + 'static,
    locale: &Locale,
) -> Html {
    let order = match props.extent {
        Extent::All => None,
        Extent::Some(n) | Extent::Growing(n) => {
            (n > 0).then(|| locale.format("table.sorts-loaded", &[("n", n.into())]))
        }
    };
    let button = |which: Drawer, key: &str, id: &'static str| {
        let toggle = toggle.clone();
        let is_open = drawer == Some(which);
        html! {
            <button class="button small" type="button" aria-expanded={is_open.to_string()} aria-controls={is_open.then_some(id)}
                onclick={Callback::from(move |_: MouseEvent| toggle(which))}>{ locale.text(key) }</button>
        }
    };
    html! {
        <div class="table-bar">
            <p class="muted">{ order }</p>
            { button(Drawer::Columns, "table.columns", "table-columns") }
            { button(Drawer::Keys, "table.keys", "table-keys") }
        </div>
    }
}
