//! Taking rows along: the panel that a button opens, and what it asks for. What is in the panel is `form`'s and `choices`',
//! what is printed `sheet`'s.
//!
//! How many rows and about how many bytes a file will have is told before it is made; making it is `app/export`'s.

mod choices;
mod form;
pub mod sheet;

use std::rc::Rc;

use referral_engine::export::{Columns, Format, Plan, Scope, Separator};
use referral_engine::field::Field;
use referral_engine::session::Shared;
use referral_engine::table::Table;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::part::lazy_component;
use super::use_locale;
use crate::text::Locale;
use form::{Form, FormProps};

/// What a person chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The kind of file.
    pub format: Format,
    /// Which rows.
    pub scope: Scope,
    /// Which columns.
    pub columns: Columns,
    /// Between the cells of CSV.
    pub separator: Separator,
    /// Whether CSV and TSV begin with a byte order mark.
    pub byte_order_mark: bool,
    /// Whether CSV and TSV tell of the query.
    pub commented: bool,
}

impl Wish {
    /// How the file is to be written, for a view of those columns.
    pub fn plan(&self, shown: &[Field]) -> Plan {
        let columns = match self.columns {
            Columns::Shown => shown.to_vec(),
            Columns::All => Field::ALL.to_vec(),
        };
        Plan {
            separator: self.separator,
            byte_order_mark: self.byte_order_mark,
            commented: self.commented,
            ..Plan::new(self.format, columns)
        }
    }
}

/// What the panel asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportAct {
    /// Make the file and save it.
    Save(Wish),
    /// Stop making it.
    Cancel,
    /// Print.
    Print,
}

/// The rows that can be had.
#[derive(Clone, Debug, PartialEq)]
pub struct Stock {
    /// All that are here.
    pub table: Shared<Table>,
    /// Those of the view.
    pub rows: Rc<Vec<u32>>,
    /// The columns of the view.
    pub columns: Rc<[Field]>,
    /// How many match the query, where that is known.
    pub matching: Option<u64>,
}

impl Stock {
    fn loaded(&self) -> u64 {
        self.table.read().len() as u64
    }

    /// How many rows a scope has; `None` where nobody knows yet.
    fn count(&self, scope: Scope) -> Option<u64> {
        match scope {
            Scope::View => Some(self.rows.len() as u64),
            Scope::Loaded => Some(self.loaded()),
            Scope::All => self.matching,
        }
    }
}

/// How the making of a file stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Making {
    /// Nothing is made.
    Nothing,
    /// The rows that are not here yet are loaded.
    Loading,
    /// Rows are written: so many of so many.
    Writing(u64, u64),
    /// The user did not want it any more, or the host page did not.
    Cancelled,
    /// It could not be made: why, and what to do.
    Failed(String),
}

/// The properties of [`ExportPanel`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ExportPanelProps {
    /// The rows.
    pub stock: Stock,
    /// How the making stands.
    pub making: Making,
    /// What is asked for.
    pub on_act: Callback<ExportAct>,
}

/// A button, and the panel that it opens.
#[component]
pub fn ExportPanel(props: &ExportPanelProps) -> Html {
    let locale = use_locale();
    let is_open = use_state_eq(|| false);
    let opener = use_node_ref();
    let wish = use_state_eq(|| usual(&locale));
    let onclick = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    let onkeydown = {
        let (is_open, opener) = (is_open.setter(), opener.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                is_open.set(false);
                // The focus would be lost with what it is on.
                let _ = opener.cast::<HtmlElement>().map(|button| button.focus());
            }
        })
    };
    let on_print = props.on_act.reform(|_: MouseEvent| ExportAct::Print);
    let on_wish = {
        let wish = wish.setter();
        Callback::from(move |chosen| wish.set(chosen))
    };
    html! {
        <div class="export" {onkeydown}>
            <button ref={opener} class="button small" type="button" aria-expanded={is_open.to_string()} {onclick}>
                { locale.text("export.open") }
            </button>
            <button class="button small" type="button" onclick={on_print}>{ locale.text("export.print") }</button>
            if *is_open {
                <div class="export-panel" role="group" aria-label={locale.text("export.title")}>
                    <FormPart wish={*wish} panel={props.clone()} {on_wish} />
                </div>
            }
        </div>
    }
}

lazy_component! {
    /// [`Form`], fetched when the panel is first opened.
    export: FormPart = Form(FormProps)
}

/// What is chosen at first: what most people open with a spreadsheet.
fn usual(locale: &Locale) -> Wish {
    Wish {
        format: Format::Csv,
        scope: Scope::View,
        columns: Columns::Shown,
        separator: locale.separator(),
        byte_order_mark: true,
        commented: false,
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
