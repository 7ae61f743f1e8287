//! What had to be ignored or could not be read: said once, without stopping anything.

use std::rc::Rc;

use referral_engine::decode::{Problem, Problems};
use yew::prelude::*;

use super::use_locale;
use crate::text::Locale;

/// How many problems are listed before the user asks for more.
const SHOWN: usize = 50;

/// The properties of [`Notices`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct NoticesProps {
    /// Sentences about the link, the settings and the answers.
    pub sentences: Rc<[String]>,
    /// What could not be read of the rows.
    pub problems: Rc<Problems>,
    /// Save the list of problems.
    pub on_save: Callback<()>,
}

/// The notices.
#[component]
pub fn Notices(props: &NoticesProps) -> Html {
    let locale = use_locale();
    html! {
        <>
            { for props.sentences.iter().map(|sentence| html! {
                <div class="message warning"><p>{ sentence }</p></div>
            }) }
            if !props.problems.is_empty() {
                { unreadable(&locale, props) }
            }
        </>
    }
}

fn unreadable(locale: &Locale, props: &NoticesProps) -> Html {
    let problems = &props.problems;
    let onclick = props.on_save.reform(|_: MouseEvent| ());
    let summary = [
        ("problems.rows", problems.bad_rows),
        ("problems.cells", problems.bad_cells),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .map(|(key, count)| locale.format(key, &[("n", count.into())]))
    .collect::<Vec<_>>()
    .join(" ");
    html! {
        <details class="message warning">
            <summary>{ summary }</summary>
            <div class="problems" tabindex="0" role="region" aria-label={locale.text("problems.title")}>
                <table>
                    <thead><tr>
                        <th scope="col">{ locale.text("problems.row") }</th>
                        <th scope="col">{ locale.text("problems.column") }</th>
                        <th scope="col">{ locale.text("problems.what") }</th>
                        <th scope="col">{ locale.text("problems.value") }</th>
                    </tr></thead>
                    <tbody>{ for problems.listed.iter().take(SHOWN).map(|problem| row(locale, problem)) }</tbody>
                </table>
            </div>
            <button class="button small" type="button" {onclick}>{ locale.text("problems.save") }</button>
        </details>
    }
}

fn row(locale: &Locale, problem: &Problem) -> Html {
    let what = format!("problem.{}", problem.kind.name());
    html! {
        <tr>
            <td>{ locale.count(problem.row) }</td>
            <td>{ problem.kind.field().map_or("–", |field| field.name()) }</td>
            <td>{ locale.text(&what) }</td>
            <td><code>{ problem.kind.value().to_owned() }</code></td>
        </tr>
    }
}
