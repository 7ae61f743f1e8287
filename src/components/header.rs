//! The heading, where the rows come from, and the account that the token is of.

use referral_engine::session::Source;
use yew::prelude::*;

use super::use_locale;

/// What the header's buttons ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderAct {
    /// Load anew.
    Refresh,
    /// Forget the token.
    ForgetToken,
    /// Leave the demo data or the file for the service.
    Leave,
}

/// The properties of [`Header`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct HeaderProps {
    /// The heading's text and its level from 1 to 6; none where it is empty.
    pub heading: (AttrValue, u8),
    /// Where the rows come from.
    pub source: Source,
    /// Whether there is a token.
    pub has_token: bool,
    /// Whether rows were asked for.
    pub has_rows: bool,
    /// Whether nothing was asked for yet and the user may begin.
    #[prop_or_default]
    pub can_load: bool,
    /// What a button asks for.
    pub on_act: Callback<HeaderAct>,
    /// What stands before the buttons.
    #[prop_or_default]
    pub children: Html,
}

/// The header.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let locale = use_locale();
    let act = |act: HeaderAct| props.on_act.reform(move |_: MouseEvent| act);
    let button = |which: HeaderAct, key: &str| {
        html! {
            <button class="button small" type="button" onclick={act(which)}>{ locale.text(key) }</button>
        }
    };
    let (badge, leave) = match props.source {
        Source::Service | Source::Host => (None, None),
        Source::Sample => (Some("source.sample"), Some("header.leave-sample")),
        Source::File => (Some("source.file"), Some("header.leave-file")),
    };
    let (text, level) = &props.heading;
    html! {
        <header class="header">
            if !text.is_empty() {
                <@{format!("h{level}")} class="title">{ text.clone() }</@>
            }
            if let Some(badge) = badge {
                <span class="badge">{ locale.text(badge) }</span>
            }
            <div class="header-acts">
                { props.children.clone() }
                if props.source == Source::Service && props.has_rows {
                    { button(HeaderAct::Refresh, "header.refresh") }
                } else if props.can_load {
                    { button(HeaderAct::Refresh, "header.load") }
                }
                if let Some(leave) = leave {
                    { button(HeaderAct::Leave, leave) }
                }
                if props.has_token {
                    { button(HeaderAct::ForgetToken, "header.forget-token") }
                }
            </div>
        </header>
    }
}
