//! What can go wrong with a request, as the kinds that the page and host pages branch on (contract §7). How the bodies of
//! errors are read is `body`.
//!
//! Words for people are the widget's (`src/text`); a secret is never in here.

mod body;

pub use body::{ErrorBody, is_web_page};

use serde::{Serialize, Serializer};

use crate::date::Timestamp;

/// The kinds of contract §7.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// No answer at all: CORS, offline, blocked, wrong host; the browser hides which.
    Network,
    /// 401.
    Unauthenticated,
    /// 403.
    Forbidden,
    /// 400 and other refusals of what was asked.
    BadQuery,
    /// 404.
    NotFound,
    /// 429.
    Throttled,
    /// 5xx, 408.
    Server,
    /// An answer that is not what the endpoint is known to send, or that ends in the middle.
    Unreadable,
    /// Stopped by the user or the host page.
    Aborted,
}

impl FaultKind {
    /// The name in events and exports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Unauthenticated => "unauthenticated",
            Self::Forbidden => "forbidden",
            Self::BadQuery => "bad-query",
            Self::NotFound => "not-found",
            Self::Throttled => "throttled",
            Self::Server => "server",
            Self::Unreadable => "unreadable",
            Self::Aborted => "aborted",
        }
    }

    /// The kind that an HTTP status means; `None` for a success.
    pub const fn of_status(status: u16) -> Option<Self> {
        match status {
            200..=299 => None,
            401 => Some(Self::Unauthenticated),
            403 => Some(Self::Forbidden),
            404 => Some(Self::NotFound),
            408 | 500..=599 => Some(Self::Server),
            429 => Some(Self::Throttled),
            400..=499 => Some(Self::BadQuery),
            // A redirect is refused by the fetch itself; anything else is no answer of this endpoint.
            _ => Some(Self::Unreadable),
        }
    }
}

impl Serialize for FaultKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// The likely reason behind a fault, where the answer gives one away; decides which next step is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// 401, code 800001: the header did not arrive, perhaps lost at a proxy.
    TokenMissing,
    /// 401, code 900420, or the token's own `aud`.
    WrongAudience,
    /// 401 with an empty body and `error="invalid_token"`, or a token without `mfa` (endpoint.md §6.1 E).
    MfaMissing,
    /// The token's own `exp` is past.
    TokenExpired,
    /// 403, code 900329: the endpoint wants a user's token.
    AppOnlyToken,
    /// 403, codes 2032, 900308, 900150.
    RoleMissing,
    /// 403, code 900309.
    ConditionalAccess,
    /// The body is a web page: a proxy or a sign-in page answered.
    WebPage,
    /// The answer ended in the middle.
    CutOff,
    /// The browser says that it is offline.
    Offline,
    /// The answer would have been a redirect, which is refused.
    Redirected,
    /// No answer in time.
    TimedOut,
    /// The endpoint does not exist in this cloud; nothing was sent.
    NotInCloud,
}

/// A fault as it is shown and told to the host page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fault {
    /// What to branch on.
    pub kind: FaultKind,
    /// HTTP status, where there was an answer.
    pub status: Option<u16>,
    /// The service's own code.
    pub code: Option<String>,
    /// The service's own words.
    pub description: Option<String>,
    /// To be quoted to support, where the header could be read.
    pub correlation_id: Option<String>,
    /// Seconds that the service wants us to wait.
    pub retry_after: Option<u32>,
    /// Whether asking again can help without changing anything.
    pub retryable: bool,
    /// The likely reason.
    pub cause: Option<Cause>,
}

impl Fault {
    /// A fault without an answer to read.
    pub fn new(kind: FaultKind) -> Self {
        Self {
            kind,
            status: None,
            code: None,
            description: None,
            correlation_id: None,
            retry_after: None,
            retryable: matches!(
                kind,
                FaultKind::Network
                    | FaultKind::Server
                    | FaultKind::Throttled
                    | FaultKind::Unreadable
            ),
            cause: None,
        }
    }

    /// The same with its likely reason.
    #[must_use]
    pub fn because(mut self, cause: Cause) -> Self {
        self.cause = Some(cause);
        self
    }

    /// The fault that an answer with an error status means.
    pub fn of_answer(head: &Head, body: &[u8]) -> Self {
        let kind = FaultKind::of_status(head.status).unwrap_or(FaultKind::Unreadable);
        let ErrorBody { code, description } = ErrorBody::from_bytes(body);
        let mut fault = Self {
            status: Some(head.status),
            correlation_id: head.correlation_id.clone(),
            cause: cause_of(kind, code.as_deref(), head, body),
            code,
            description,
            ..Self::new(kind)
        };
        if kind == FaultKind::Throttled {
            fault.retry_after = head
                .retry_after_s
                .or_else(|| seconds_in(fault.description.as_deref().unwrap_or_default()));
        }
        fault
    }
}

/// What of an answer's head matters; header values are those that the browser lets us read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// HTTP status.
    pub status: u16,
    /// `Retry-After` in seconds; an HTTP date is turned into seconds where the answer is received.
    pub retry_after_s: Option<u32>,
    /// `MS-CorrelationId`, else `MS-RequestId`, else `MS-CV`.
    pub correlation_id: Option<String>,
    /// `Date`: the service's clock, where it may be read.
    pub server_time: Option<Timestamp>,
    /// `WWW-Authenticate`.
    pub challenge: Option<String>,
}

/// endpoint.md §6.2, read backwards.
fn cause_of(kind: FaultKind, code: Option<&str>, head: &Head, body: &[u8]) -> Option<Cause> {
    match (kind, code) {
        (FaultKind::Unauthenticated, Some("800001")) => Some(Cause::TokenMissing),
        (FaultKind::Unauthenticated, Some("900420")) => Some(Cause::WrongAudience),
        (FaultKind::Unauthenticated, None)
            if body.trim_ascii().is_empty() && head.challenge.is_some() =>
        {
            Some(Cause::MfaMissing)
        }
        (FaultKind::Forbidden, Some("900329")) => Some(Cause::AppOnlyToken),
        (FaultKind::Forbidden, Some("2032" | "900308" | "900150")) => Some(Cause::RoleMissing),
        (FaultKind::Forbidden, Some("900309")) => Some(Cause::ConditionalAccess),
        _ if is_web_page(body) => Some(Cause::WebPage),
        _ => None,
    }
}

/// The number before "second" in a throttling message (endpoint.md §6.1 B).
fn seconds_in(text: &str) -> Option<u32> {
    let (before, _) = text.split_once(" second")?;
    before
        .rsplit(|character: char| !character.is_ascii_digit())
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_comes_from_the_header_or_from_the_words() {
        let body = include_bytes!("../../tests/fixtures/throttled-429.documented.json");
        let mut head = Head {
            status: 429,
            ..Head::default()
        };
        assert_eq!(Fault::of_answer(&head, body).retry_after, Some(57));
        head.retry_after_s = Some(3);
        assert_eq!(Fault::of_answer(&head, body).retry_after, Some(3));
    }

    #[test]
    fn the_likely_cause_is_named() {
        let cause = |status, challenge: Option<&str>, body: &str| {
            let challenge = challenge.map(str::to_owned);
            Fault::of_answer(
                &Head {
                    status,
                    challenge,
                    ..Head::default()
                },
                body.as_bytes(),
            )
            .cause
        };
        let invalid = Some("Bearer error=\"invalid_token\"");
        assert_eq!(cause(401, invalid, ""), Some(Cause::MfaMissing));
        assert_eq!(
            cause(401, None, r#"{"code":"800001","description":"x"}"#),
            Some(Cause::TokenMissing)
        );
        assert_eq!(
            cause(403, None, r#"{"code":900329,"description":"x"}"#),
            Some(Cause::AppOnlyToken)
        );
        assert_eq!(
            cause(403, None, r#"{"code":2032,"description":"x"}"#),
            Some(Cause::RoleMissing)
        );
        assert_eq!(cause(502, None, "<html></html>"), Some(Cause::WebPage));
        assert_eq!(cause(500, None, r#"{"code":800003}"#), None);
    }
}
