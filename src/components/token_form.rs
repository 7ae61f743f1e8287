//! The form that takes a token, with the ways to go on without one.

use referral_engine::session::TokenReason;
use referral_engine::token::TokenError;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

use super::file_button::FileButton;
use super::use_locale;

/// What the form is answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenAnswer {
    /// A pasted token.
    Token(String),
    /// Show the demo data.
    Sample,
    /// A proxy adds the token.
    Without,
}

/// The properties of [`TokenForm`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TokenFormProps {
    /// Why a token is asked for.
    pub reason: TokenReason,
    /// The level of its heading, 1 to 6.
    pub heading_level: u8,
    /// Why the last text was no token.
    #[prop_or_default]
    pub error: Option<TokenError>,
    /// What the user did.
    pub on_answer: Callback<TokenAnswer>,
    /// A saved answer was chosen.
    pub on_file: Callback<File>,
}

/// The token form. The field is emptied as soon as its text is handed over.
#[component]
pub fn TokenForm(props: &TokenFormProps) -> Html {
    let locale = use_locale();
    let field = use_node_ref();
    let onsubmit = {
        let (field, on_answer) = (field.clone(), props.on_answer.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(input) = field.cast::<HtmlInputElement>() {
                let text = input.value();
                input.set_value("");
                on_answer.emit(TokenAnswer::Token(text));
            }
        })
    };
    let on_sample = props.on_answer.reform(|_: MouseEvent| TokenAnswer::Sample);
    let on_without = props.on_answer.reform(|_: MouseEvent| TokenAnswer::Without);
    let error = props.error.map(|error| match error {
        TokenError::Empty => locale.text("token.empty"),
        TokenError::Characters => locale.text("token.characters"),
    });
    let title = locale.text(&format!("token.title-{}", props.reason.name()));
    html! {
        <form class="token-form" part="token-form" aria-labelledby="token-title" {onsubmit}>
            <@{format!("h{}", props.heading_level)} id="token-title">{ title }</@>
            <p class="muted" id="token-hint">{ locale.text("token.hint") }</p>
            <div class="token-row">
                <div class="field">
                    <label for="token">{ locale.text("token.label") }</label>
                    <input id="token" ref={field} class="input mono" type="password" autocomplete="off"
                        spellcheck="false" autocapitalize="off" aria-describedby="token-hint token-error"
                        aria-invalid={error.is_some().then_some("true")} />
                </div>
                <button class="button primary" type="submit">{ locale.text("token.use") }</button>
            </div>
            <p id="token-error" class="token-error" role="alert">{ error.unwrap_or_default() }</p>
            <div class="token-ways">
                <button class="button" type="button" onclick={on_sample}>{ locale.text("token.sample") }</button>
                <FileButton on_file={props.on_file.clone()} />
                <button class="button quiet" type="button" onclick={on_without}>{ locale.text("token.without") }</button>
            </div>
        </form>
    }
}
