//! For people who try the API: what is sent, to be copied, and a place to paste a request that does not work. What is in
//! the panel is a part, fetched when the panel is first opened.

use referral_engine::clinic::{CopyKind, copy_as, read_request};
use referral_engine::query::Query;
use referral_engine::request::{Base, Request, is_long};
use web_sys::{HtmlElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::part::lazy_component;
use super::use_locale;
use crate::text::clinic;

/// The ways to copy, and their names.
const WAYS: [(CopyKind, &str); 4] = [
    (CopyKind::Curl, "cURL"),
    (CopyKind::PowerShell, "PowerShell"),
    (CopyKind::Fetch, "fetch"),
    (CopyKind::RestUrl, "REST URL"),
];

/// What the panel is answered with.
#[derive(Clone, Debug, PartialEq)]
pub enum RequestAct {
    /// Copy this text.
    Copy(String),
    /// Use this query.
    Use(Box<Query>),
}

/// The properties of [`RequestPanel`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct RequestPanelProps {
    /// Where it is sent.
    pub base: Base,
    /// What is sent.
    pub request: Request,
    /// The page's origin, for copies where the base is relative to it.
    pub origin: AttrValue,
    /// What the user did.
    pub on_act: Callback<RequestAct>,
}

/// The panel, closed at first.
#[component]
pub fn RequestPanel(props: &RequestPanelProps) -> Html {
    let locale = use_locale();
    let was_opened = use_state_eq(|| false);
    let ontoggle = {
        let was_opened = was_opened.setter();
        Callback::from(move |event: Event| {
            let is_open = event
                .target_dyn_into::<HtmlElement>()
                .is_some_and(|details| details.has_attribute("open"));
            if is_open {
                was_opened.set(true);
            }
        })
    };
    html! {
        <details class="request" {ontoggle}>
            <summary>{ locale.text("request.title") }</summary>
            if *was_opened {
                <BodyPart ..props.clone() />
            }
        </details>
    }
}

lazy_component! {
    clinic: BodyPart = Body(RequestPanelProps)
}

/// What is in the panel.
#[component]
fn Body(props: &RequestPanelProps) -> Html {
    let locale = use_locale();
    let url = props.base.url(&props.request);
    let paste = use_state(|| None::<AttrValue>);
    let field = use_node_ref();
    let oninput = {
        let (paste, field) = (paste.setter(), field.clone());
        Callback::from(move |_: InputEvent| {
            let text = field
                .cast::<HtmlTextAreaElement>()
                .map(|area| area.value())
                .unwrap_or_default();
            paste.set((!text.trim().is_empty()).then(|| text.into()));
        })
    };
    let copy = |(kind, name): (CopyKind, &'static str)| {
        let RequestPanelProps {
            base,
            request,
            origin,
            on_act,
        } = props.clone();
        let onclick = on_act
            .reform(move |_: MouseEvent| RequestAct::Copy(copy_as(kind, &base, &request, &origin)));
        html! { <button key={name} class="button small" type="button" {onclick}>{ name }</button> }
    };
    html! {
        <>
            <p><code>{ "GET " }{ url.clone() }</code></p>
            if is_long(&url) {
                <p class="muted">{ locale.text("request.long") }</p>
            }
            <div class="request-copy" role="group" aria-label={locale.text("request.copy")}>
                <span class="muted">{ locale.text("request.copy") }</span>
                { for WAYS.into_iter().map(copy) }
            </div>
            <div class="field">
                <label for="paste">{ locale.text("request.paste") }</label>
                <textarea id="paste" ref={field} class="input mono" rows="3" spellcheck="false" autocomplete="off"
                    placeholder={locale.text("request.paste-hint")} {oninput} />
            </div>
            if let Some(pasted) = &*paste {
                <Findings pasted={pasted.clone()} on_act={props.on_act.clone()} />
            }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct FindingsProps {
    pasted: AttrValue,
    on_act: Callback<RequestAct>,
}

/// What was found, each with its place in the paste, and the query that was meant.
#[component]
fn Findings(props: &FindingsProps) -> Html {
    let locale = use_locale();
    let clinic = use_memo(props.pasted.clone(), |text| read_request(text));
    let text = &props.pasted;
    let query = clinic.query.clone();
    let link = query.to_link();
    let onclick = props
        .on_act
        .reform(move |_: MouseEvent| RequestAct::Use(Box::new(query.clone())));
    html! {
        <div class="message" role="status">
            if clinic.findings.is_empty() {
                <p>{ locale.text("clinic.nothing-wrong") }</p>
            } else {
                <ul>
                    { for clinic.findings.iter().map(|finding| html! {
                        <li>
                            { clinic::tell(&locale, finding) }{ " " }
                            <code><mark>{ clinic::place(text, finding) }</mark></code>
                        </li>
                    }) }
                </ul>
            }
            if !link.is_empty() {
                <p><code>{ link }</code></p>
                <button class="button primary" type="button" {onclick}>{ locale.text("clinic.use") }</button>
            }
        </div>
    }
}
