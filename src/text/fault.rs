//! A fault in words: what happened, why, and what to do next (contract §5 and §7, endpoint.md §6.2).

use referral_engine::fault::{Cause, Fault, FaultKind};

use super::{Arg, Locale};

/// What an alert says.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// What happened.
    pub what: String,
    /// Why, as far as is known, and what to do.
    pub next: String,
    /// The service's own words.
    pub service: Option<String>,
    /// Status, code and correlation id for support.
    pub details: Vec<String>,
}

/// Puts a fault into words.
pub fn tell(locale: &Locale, fault: &Fault) -> Told {
    let status = fault
        .status
        .map_or_else(String::new, |status| status.to_string());
    let key = match fault.cause {
        Some(Cause::CutOff) => "fault.cut-off".to_owned(),
        Some(Cause::NotInCloud) => "fault.not-in-cloud".to_owned(),
        _ => format!("fault.{}", fault.kind.name()),
    };
    let what = locale.format(&key, &[("status", Arg::Text(status))]);
    let next = match fault.cause {
        Some(cause) => locale.text(next_of_cause(cause)),
        None => locale.text(&format!("next.{}", fault.kind.name())),
    };
    let detail = |key: &str, value: &Option<String>| {
        value
            .as_ref()
            .map(|value| locale.format(key, &[("value", Arg::Text(value.clone()))]))
    };
    let status = fault.status.map(|status| status.to_string());
    Told {
        what,
        next,
        service: fault.description.clone(),
        details: [
            detail("fault.status", &status),
            detail("fault.code", &fault.code),
            detail("fault.correlation", &fault.correlation_id),
        ]
        .into_iter()
        .flatten()
        .collect(),
    }
}

const fn next_of_cause(cause: Cause) -> &'static str {
    match cause {
        Cause::TokenMissing => "next.token-missing",
        Cause::WrongAudience => "next.wrong-audience",
        Cause::MfaMissing => "next.mfa-missing",
        Cause::TokenExpired => "next.token-expired",
        Cause::AppOnlyToken => "next.app-only-token",
        Cause::RoleMissing => "next.role-missing",
        Cause::ConditionalAccess => "next.conditional-access",
        Cause::WebPage => "next.web-page",
        Cause::CutOff => "next.cut-off",
        Cause::Offline => "next.offline",
        Cause::Redirected => "next.redirected",
        Cause::TimedOut => "next.timed-out",
        Cause::NotInCloud => "next.not-in-cloud",
    }
}

/// Whether asking again may mend this fault, rather than a token or nothing.
pub fn can_try_again(fault: &Fault) -> bool {
    fault.kind != FaultKind::Unauthenticated && fault.cause != Some(Cause::NotInCloud)
}
