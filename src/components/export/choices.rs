//! The choices of a file: its kind, its rows, its columns, and what only some kinds have.

use std::rc::Rc;

use referral_engine::export::{Columns, Format, Scope, Separator};
use yew::prelude::*;

use super::{Stock, Wish};
use crate::components::{Choice, Picker, use_locale};
use crate::text::Locale;

/// The properties of [`Choices`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct ChoicesProps {
    /// What is chosen.
    pub(super) wish: Wish,
    /// The rows that can be had.
    pub(super) stock: Stock,
    /// Something else was chosen.
    pub(super) on_wish: Callback<Wish>,
}

/// The choices.
#[component]
pub(super) fn Choices(props: &ChoicesProps) -> Html {
    let locale = use_locale();
    let wish = props.wish;
    let is_delimited = matches!(wish.format, Format::Csv | Format::Tsv);
    html! {
        <>
            { formats(&locale, props) }
            { scopes(&locale, props) }
            { columns(&locale, props) }
            if wish.format == Format::Csv {
                { separators(&locale, props) }
            }
            if is_delimited {
                { tick(&locale, props, "export.mark", wish.byte_order_mark, |wish| Wish { byte_order_mark: !wish.byte_order_mark, ..wish }) }
                { tick(&locale, props, "export.commented", wish.commented, |wish| Wish { commented: !wish.commented, ..wish }) }
            }
        </>
    }
}

fn formats(locale: &Locale, props: &ChoicesProps) -> Html {
    let choices = Format::ALL.map(|format| {
        let key = match format {
            Format::Csv => "export.csv",
            Format::Tsv => "export.tsv",
            Format::Json => "export.json",
            Format::Ndjson => "export.ndjson",
            Format::Xlsx => "export.xlsx",
        };
        choice(format.name(), locale.text(key))
    });
    let wish = props.wish;
    picker(
        locale,
        "export.format",
        choices.into(),
        wish.format.name(),
        {
            props.on_wish.reform(move |name: String| Wish {
                format: named(&Format::ALL, &name, Format::name).unwrap_or(wish.format),
                ..wish
            })
        },
    )
}

fn scopes(locale: &Locale, props: &ChoicesProps) -> Html {
    let choices = Scope::ALL.map(|scope| {
        let (key, unknown) = match scope {
            Scope::View => ("export.view", "export.view"),
            Scope::Loaded => ("export.loaded", "export.loaded"),
            Scope::All => ("export.all", "export.all-unknown"),
        };
        let label = match props.stock.count(scope) {
            Some(count) => locale.format(key, &[("n", count.into())]),
            None => locale.text(unknown),
        };
        choice(scope.name(), label)
    });
    let wish = props.wish;
    picker(locale, "export.rows", choices.into(), wish.scope.name(), {
        props.on_wish.reform(move |name: String| Wish {
            scope: named(&Scope::ALL, &name, Scope::name).unwrap_or(wish.scope),
            ..wish
        })
    })
}

fn columns(locale: &Locale, props: &ChoicesProps) -> Html {
    let shown = props.stock.columns.len();
    let choices = [
        choice(
            "shown",
            locale.format("export.columns-shown", &[("n", shown.into())]),
        ),
        choice("all", locale.text("export.columns-all")),
    ];
    let wish = props.wish;
    let value = match wish.columns {
        Columns::Shown => "shown",
        Columns::All => "all",
    };
    picker(locale, "export.columns", choices.into(), value, {
        props.on_wish.reform(move |name: String| Wish {
            columns: if name == "all" {
                Columns::All
            } else {
                Columns::Shown
            },
            ..wish
        })
    })
}

fn separators(locale: &Locale, props: &ChoicesProps) -> Html {
    let choices = [
        choice(",", locale.text("export.comma")),
        choice(";", locale.text("export.semicolon")),
    ];
    let wish = props.wish;
    let value = match wish.separator {
        Separator::Comma => ",",
        Separator::Semicolon => ";",
    };
    picker(locale, "export.separator", choices.into(), value, {
        props.on_wish.reform(move |name: String| Wish {
            separator: if name == ";" {
                Separator::Semicolon
            } else {
                Separator::Comma
            },
            ..wish
        })
    })
}

fn tick(
    locale: &Locale,
    props: &ChoicesProps,
    key: &str,
    checked: bool,
    turn: fn(Wish) -> Wish,
) -> Html {
    let wish = props.wish;
    let onchange = props.on_wish.reform(move |_: Event| turn(wish));
    html! {
        <label class="export-tick">
            <input type="checkbox" {checked} {onchange} />
            { locale.text(key) }
        </label>
    }
}

fn named<T: Copy>(all: &[T], name: &str, name_of: fn(T) -> &'static str) -> Option<T> {
    all.iter().copied().find(|one| name_of(*one) == name)
}

fn choice(value: &'static str, label: String) -> Choice {
    Choice {
        value: value.into(),
        label: label.into(),
    }
}

fn picker(
    locale: &Locale,
    key: &'static str,
    choices: Rc<[Choice]>,
    value: &'static str,
    on_choose: Callback<String>,
) -> Html {
    html! { <Picker id={key.replace('.', "-")} label={locale.text(key)} {choices} {value} {on_choose} /> }
}
