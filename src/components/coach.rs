//! What the token in use says of itself, and whether the service will like it: read only, nothing is verified.

use referral_engine::cloud::Cloud;
use referral_engine::date::Timestamp;
use referral_engine::token::{Claims, Verdict};
use yew::prelude::*;

use super::use_locale;
use crate::text::{Arg, Locale};

/// The properties of [`Coach`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CoachProps {
    /// The claims; `None` for a token that cannot be read.
    pub claims: Option<Claims>,
    /// Whose token it must be.
    #[prop_or_default]
    pub cloud: Cloud,
    /// The moment by the service's clock.
    pub now: Timestamp,
}

/// The coach.
#[component]
pub fn Coach(props: &CoachProps) -> Html {
    let locale = use_locale();
    let Some(claims) = &props.claims else {
        return html! { <p class="coach muted">{ locale.text("coach.opaque") }</p> };
    };
    let facts = [
        ("coach.account", &claims.account),
        ("coach.tenant", &claims.tenant),
        ("coach.app", &claims.app),
    ];
    let fact = |(key, value): (&str, &Option<String>)| {
        let value = value.clone()?;
        Some(html! { <><dt>{ locale.text(key) }</dt><dd><bdi>{ value }</bdi></dd></> })
    };
    html! {
        <details class="coach">
            <summary>{ summary(&locale, claims, props.now) }</summary>
            <ul>{ for checks(&locale, claims, props) }</ul>
            <dl>{ for facts.into_iter().filter_map(fact) }</dl>
        </details>
    }
}

fn summary(locale: &Locale, claims: &Claims, now: Timestamp) -> String {
    let account = claims
        .account
        .clone()
        .unwrap_or_else(|| locale.text("coach.someone"));
    match claims.expires {
        Some(expires) => locale.format(
            "coach.summary",
            &[
                ("account", account.into()),
                ("n", minutes_left(expires, now).into()),
            ],
        ),
        None => locale.format("coach.summary-open", &[("account", account.into())]),
    }
}

fn minutes_left(expires: Timestamp, now: Timestamp) -> u64 {
    u64::try_from((expires.0 - now.0) / 60_000).unwrap_or(0)
}

fn checks(locale: &Locale, claims: &Claims, props: &CoachProps) -> Vec<Html> {
    let wanted = props.cloud.audience();
    let audience = claims.audience.clone().unwrap_or_default();
    let scopes = claims.scopes.clone().unwrap_or_default().join(" ");
    let methods = claims.methods.clone().unwrap_or_default().join(" ");
    let expires = claims
        .expires
        .map_or_else(String::new, |at| locale.moment(at));
    [
        (
            "coach.audience",
            wanted.map_or(Verdict::Unknown, |wanted| claims.audience_verdict(wanted)),
            audience,
        ),
        ("coach.user", claims.user_verdict(), scopes),
        ("coach.mfa", claims.mfa_verdict(), methods),
        ("coach.expiry", claims.expiry_verdict(props.now), expires),
    ]
    .into_iter()
    .map(|(key, verdict, value)| check(locale, key, verdict, value))
    .collect()
}

/// A check's outcome as a sign, a word and the claim; the sign is not alone.
fn check(locale: &Locale, key: &str, verdict: Verdict, value: String) -> Html {
    let (sign, word) = match verdict {
        Verdict::Good => ("✓", "good"),
        Verdict::Bad => ("✗", "bad"),
        Verdict::Unknown => ("?", "unknown"),
    };
    let text = locale.format(&format!("{key}-{word}"), &[("value", Arg::Text(value))]);
    html! {
        <li class={word}><span aria-hidden="true">{ sign }</span>{ " " }{ text }</li>
    }
}
