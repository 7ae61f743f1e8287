//! What can go wrong with a request, as the kinds that the page and host pages branch on (contract §7), and the tolerant
//! reading of error bodies (endpoint.md §6.1).
//!
//! Words for people are the widget's (`src/text`); a secret is never in here.

use serde::{Serialize, Serializer};

use crate::date::Timestamp;
use crate::json::Json;

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

/// What an error body says, whatever its shape.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorBody {
    /// The service's code; numbers as text. The innermost one.
    pub code: Option<String>,
    /// What went wrong in the service's words. For shape C the inner `data` strings, which are the most telling.
    pub description: Option<String>,
}

impl ErrorBody {
    /// Reads shapes A, B, C, D and G of endpoint.md §6.1; `None` when the object looks like none of them.
    pub fn read(json: &Json) -> Option<Self> {
        if let Some(error) = json.get("error") {
            return Some(match error {
                Json::Object(_) => Self::read(error).unwrap_or_default(),
                // Shape D of a token service: the error is a word, its description stands beside it.
                _ => Self {
                    code: text_of(error),
                    description: json.get("error_description").and_then(text_of),
                },
            });
        }
        let code = json.get("code").and_then(text_of);
        let message = ["description", "message"]
            .iter()
            .find_map(|name| json.get(name).and_then(text_of));
        if code.is_none() && (message.is_none() || json.get("status").is_some()) {
            return None;
        }
        let inner = json
            .get("innererror")
            .filter(|inner| inner.as_object().is_some());
        let inner_body = inner.and_then(Self::read);
        let data = inner.and_then(data_strings).or_else(|| data_strings(json));
        Some(Self {
            code: inner_body
                .as_ref()
                .and_then(|body| body.code.clone())
                .or(code),
            description: data
                .or_else(|| inner_body.and_then(|body| body.description))
                .or(message),
        })
    }

    /// Reads the body of an answer whose status is an error: JSON of a known shape, else its first line as text.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        if let Ok(json) = Json::parse(bytes) {
            return Self::read(&json).unwrap_or_default();
        }
        let text = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes));
        Self {
            code: None,
            description: page_title(&text).or_else(|| {
                let line = text.lines().map(str::trim).find(|line| !line.is_empty())?;
                (!line.starts_with('<')).then(|| line.chars().take(200).collect())
            }),
        }
    }
}

/// Whether bytes are a web page rather than JSON.
pub fn is_web_page(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"<")
}

fn text_of(json: &Json) -> Option<String> {
    json.as_text()
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(|text| text.chars().take(1024).collect())
}

fn data_strings(json: &Json) -> Option<String> {
    let strings: Vec<&str> = json
        .get("data")?
        .as_array()?
        .iter()
        .filter_map(Json::as_text)
        .collect();
    (!strings.is_empty()).then(|| strings.join(" "))
}

/// The title of a web page; a byte search, because the page is only quoted, never shown as one.
fn page_title(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let start = lower.find("<title>")? + "<title>".len();
    let end = lower.get(start..)?.find("</title>")? + start;
    let title = text.get(start..end)?.trim();
    (!title.is_empty()).then(|| title.chars().take(200).collect())
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

    const THROTTLED: &str = include_str!("../tests/fixtures/throttled-429.documented.json");

    fn body(text: &str) -> (Option<String>, Option<String>) {
        let body = ErrorBody::from_bytes(text.as_bytes());
        (body.code, body.description)
    }

    fn pair(code: &str, description: &str) -> (Option<String>, Option<String>) {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        (some(code), some(description))
    }

    #[test]
    fn every_known_shape_of_an_error_body_is_read() {
        assert_eq!(
            body(r#"{"code":800002,"description":"Invalid.","source":"x"}"#),
            pair("800002", "Invalid.")
        );
        assert_eq!(
            body(THROTTLED),
            pair("", "Rate limit is exceeded. Try again in 57 seconds.")
        );
        assert_eq!(
            body(
                r#"{"code":"BadRequest","message":"outer","innererror":{"code":"InvalidQueryParameters","message":"inner","data":["top parameter value cannot exceed 10000"],"source":"AnalyticsAPI"}}"#
            ),
            pair(
                "InvalidQueryParameters",
                "top parameter value cannot exceed 10000"
            )
        );
        assert_eq!(
            body(r#"{"error":{"code":"x","message":"y"}}"#),
            pair("x", "y")
        );
        assert_eq!(
            body(r#"{"error":"invalid_grant","error_description":"AADSTS"}"#),
            pair("invalid_grant", "AADSTS")
        );
        assert_eq!(
            body(r#"{"Message":"No HTTP resource"}"#),
            pair("", "No HTTP resource")
        );
        assert_eq!(body(""), pair("", ""));
        assert_eq!(
            body("<html><head><title>502 Bad Gateway</title>"),
            pair("", "502 Bad Gateway")
        );
        assert_eq!(
            body("upstream connect error\nmore"),
            pair("", "upstream connect error")
        );
    }

    #[test]
    fn a_referral_row_is_no_error() {
        let row = Json::parse(br#"{"id":"1","status":"Won","message":"hello"}"#).unwrap();
        assert_eq!(ErrorBody::read(&row), None);
    }

    #[test]
    fn the_wait_comes_from_the_header_or_from_the_words() {
        let body = THROTTLED.as_bytes();
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
