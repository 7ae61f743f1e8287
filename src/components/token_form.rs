//! The form that takes a token, with the ways to go on without one.

use referral_engine::cloud::Cloud;
use referral_engine::session::{ProviderFault, TokenProblem, TokenReason};
use referral_engine::token::TokenError;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

use super::file_button::FileButton;
use super::use_locale;
use crate::text::Locale;

/// What the form is answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenAnswer {
    /// A pasted token.
    Token(String),
    /// Show the demo data.
    Sample,
    /// A proxy adds the token.
    Without,
    /// Ask the host page again.
    Again,
}

/// The properties of [`TokenForm`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TokenFormProps {
    /// Why a token is asked for.
    pub reason: TokenReason,
    /// The level of its heading, 1 to 6.
    pub heading_level: u8,
    /// Why the last attempt to get a token came to nothing.
    #[prop_or_default]
    pub problem: Option<TokenProblem>,
    /// Whose token it must be.
    #[prop_or_default]
    pub cloud: Cloud,
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
    let on_again = props.on_answer.reform(|_: MouseEvent| TokenAnswer::Again);
    let error = props.problem.map(|problem| locale.text(words_of(problem)));
    let has_provider = matches!(props.problem, Some(TokenProblem::Provider(_)));
    let title = locale.text(&format!("token.title-{}", props.reason.name()));
    html! {
        <form class="token-form" part="token-form" aria-labelledby="token-title" {onsubmit}>
            <@{format!("h{}", props.heading_level)} id="token-title">{ title }</@>
            <p class="muted" id="token-hint">{ locale.text("token.hint") }{ from(&locale, props.cloud) }</p>
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
                if has_provider {
                    <button class="button" type="button" onclick={on_again}>{ locale.text("token.again") }</button>
                }
                <button class="button" type="button" onclick={on_sample}>{ locale.text("token.sample") }</button>
                <FileButton on_file={props.on_file.clone()} />
                <button class="button quiet" type="button" onclick={on_without}>{ locale.text("token.without") }</button>
            </div>
        </form>
    }
}

/// Where a token for this cloud comes from.
fn from(locale: &Locale, cloud: Cloud) -> String {
    let ends = cloud.authority().zip(cloud.audience());
    ends.map_or_else(String::new, |(authority, audience)| {
        let args = [
            ("authority", authority.into()),
            ("audience", audience.into()),
        ];
        format!(" {}", locale.format("token.from", &args))
    })
}

const fn words_of(problem: TokenProblem) -> &'static str {
    match problem {
        TokenProblem::Pasted(TokenError::Empty) => "token.empty",
        TokenProblem::Pasted(TokenError::Characters) => "token.characters",
        TokenProblem::Provider(ProviderFault::Refused) => "token.provider-refused",
        TokenProblem::Provider(ProviderFault::TimedOut) => "token.provider-timed-out",
        TokenProblem::Provider(ProviderFault::Unusable) => "token.provider-unusable",
        TokenProblem::Provider(ProviderFault::Rejected) => "token.provider-rejected",
    }
}
