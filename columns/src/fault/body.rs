//! The bodies of errors, read tolerantly (endpoint.md §6.1), whatever their shape.

use crate::json::Json;

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
    pub(crate) fn from_bytes(bytes: &[u8]) -> Self {
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

#[cfg(test)]
mod tests {
    use super::*;

    const THROTTLED: &str = include_str!("../../tests/fixtures/throttled-429.documented.json");

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
}
