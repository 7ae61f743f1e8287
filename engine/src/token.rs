//! The access token: cleaned up when it is pasted, decoded for advice, never printed (endpoint.md §7).
//!
//! Decoding is reading only: nothing is verified, and a token that cannot be read may still be valid.

use std::fmt;

use crate::date::Timestamp;
use crate::json::Json;

/// The audience that the API asks for (endpoint.md §7).
pub const AUDIENCE: &str = "https://api.partnercenter.microsoft.com";

/// Seconds before its end at which a token is treated as expired (endpoint.md §7, expiry buffer).
pub(crate) const EXPIRY_BUFFER_S: i64 = 30;

/// A bearer token. It has no `Display`, its `Debug` hides it, and it is only ever written into a request header.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token(…)")
    }
}

/// Why a pasted text is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenError {
    /// There is nothing left after the clean-up.
    Empty,
    /// It holds characters that no header value may hold.
    Characters,
}

impl Token {
    /// Takes a pasted text: white space (also line breaks inside), quotes, `Authorization:` and `Bearer` are removed.
    pub fn from_pasted(text: &str) -> Result<Self, TokenError> {
        let mut rest = trim_quotes(text);
        for prefix in ["authorization:", "bearer "] {
            if rest
                .get(..prefix.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(prefix))
            {
                rest = trim_quotes(rest.get(prefix.len()..).unwrap_or_default());
            }
        }
        let token: String = rest
            .chars()
            .filter(|character| !character.is_whitespace())
            .collect();
        if token.is_empty() || token.eq_ignore_ascii_case("bearer") {
            return Err(TokenError::Empty);
        }
        if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(TokenError::Characters);
        }
        Ok(Self(token))
    }

    /// The value of the `Authorization` header.
    pub fn header_value(&self) -> String {
        format!("Bearer {}", self.0)
    }

    /// A text without the token, in case the service repeats it: behind "Bearer", and alone where it can be no word.
    pub fn hidden_in(&self, text: &str) -> String {
        const LONGEST_WORD: usize = 12;
        let text = text.replace(self.header_value().as_str(), "Bearer …");
        if self.0.len() < LONGEST_WORD {
            return text;
        }
        text.replace(self.0.as_str(), "…")
    }

    /// What the token says of itself; `None` for an opaque one.
    pub fn claims(&self) -> Option<Claims> {
        let payload = self.0.split('.').nth(1)?;
        let json = Json::parse(&base64url(payload)?).ok()?;
        json.as_object()?;
        Some(Claims::read(&json))
    }
}

fn trim_quotes(text: &str) -> &str {
    text.trim_matches(|character: char| {
        character.is_whitespace()
            || matches!(
                character,
                '"' | '\'' | '`' | '“' | '”' | '‘' | '’' | '\u{FEFF}' | '\u{200B}'
            )
    })
}

/// What a JWT says of itself, as far as people need it to see whether it is the right one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    /// `aud`; a GUID in version 2 tokens.
    pub audience: Option<String>,
    /// `exp`.
    pub expires: Option<Timestamp>,
    /// `iat`.
    pub issued: Option<Timestamp>,
    /// `tid`.
    pub tenant: Option<String>,
    /// `upn`, else `unique_name`, else `preferred_username`.
    pub account: Option<String>,
    /// `scp`, split at blanks; `None` when the claim is missing.
    pub scopes: Option<Vec<String>>,
    /// `amr`; `None` when the claim is missing.
    pub methods: Option<Vec<String>>,
    /// `appid`, else `azp`.
    pub app: Option<String>,
}

/// What can be said of one property of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As the API wants it.
    Good,
    /// The API will refuse it.
    Bad,
    /// The token does not tell.
    Unknown,
}

impl Claims {
    fn read(json: &Json) -> Self {
        let text = |names: &[&str]| {
            names
                .iter()
                .find_map(|name| json.get(name)?.as_text())
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        let moment = |name: &str| {
            let seconds = i64::try_from(json.get(name)?.as_count()?).ok()?;
            seconds.checked_mul(1000).map(Timestamp)
        };
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        Self {
            audience: text(&["aud"]),
            expires: moment("exp"),
            issued: moment("iat"),
            tenant: text(&["tid"]),
            account: text(&["upn", "unique_name", "preferred_username"]),
            scopes: json.get("scp").and_then(Json::as_text).map(words),
            methods: json.get("amr").and_then(Json::as_array).map(|methods| {
                methods
                    .iter()
                    .filter_map(Json::as_text)
                    .map(str::to_owned)
                    .collect()
            }),
            app: text(&["appid", "azp"]),
        }
    }

    /// Whether the token is meant for this API. A GUID (version 2) tells nothing.
    pub fn audience_verdict(&self, wanted: &str) -> Verdict {
        match self
            .audience
            .as_deref()
            .map(|audience| audience.trim_end_matches('/'))
        {
            None => Verdict::Unknown,
            Some(audience) if audience.eq_ignore_ascii_case(wanted.trim_end_matches('/')) => {
                Verdict::Good
            }
            Some(audience) if audience.contains("://") => Verdict::Bad,
            Some(_) => Verdict::Unknown,
        }
    }

    /// Whether the user has passed multi-factor authentication.
    pub fn mfa_verdict(&self) -> Verdict {
        match &self.methods {
            None => Verdict::Unknown,
            Some(methods) if methods.iter().any(|method| method == "mfa") => Verdict::Good,
            Some(_) => Verdict::Bad,
        }
    }

    /// Whether it is a user's token with the API's scope; a token without scope and account is an application's.
    pub fn user_verdict(&self) -> Verdict {
        match (&self.scopes, &self.account) {
            (Some(scopes), _) if scopes.iter().any(|scope| scope == "user_impersonation") => {
                Verdict::Good
            }
            (None, None) => Verdict::Bad,
            _ => Verdict::Unknown,
        }
    }

    /// Whether the token has not run out at this moment.
    pub fn expiry_verdict(&self, now: Timestamp) -> Verdict {
        match self.expires {
            None => Verdict::Unknown,
            Some(expires) if expires.0 - EXPIRY_BUFFER_S * 1000 > now.0 => Verdict::Good,
            Some(_) => Verdict::Bad,
        }
    }
}

/// Decodes base64url (RFC 4648 §5) with or without padding; the ordinary alphabet is taken too.
fn base64url(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut bits, mut buffer) = (0_u32, 0_u32);
    for character in text.trim_end_matches('=').bytes() {
        let value = match character {
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            b'-' | b'+' => 62,
            b'_' | b'/' => 63,
            _ => return None,
        };
        buffer = buffer << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((buffer >> bits) as u8);
            buffer &= (1 << bits) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pasted(text: &str) -> Result<String, TokenError> {
        Token::from_pasted(text).map(|token| token.header_value())
    }

    #[test]
    fn what_is_pasted_is_cleaned_up() {
        for text in [
            "abc.def",
            "  abc.def\n",
            "\"abc.def\"",
            "Bearer abc.def",
            "'bearer  abc.def'",
            "Authorization: Bearer abc.def",
            "abc\r\n.def",
            "\u{FEFF}“abc.def”",
        ] {
            assert_eq!(pasted(text).as_deref(), Ok("Bearer abc.def"), "{text:?}");
        }
        assert_eq!(pasted("  "), Err(TokenError::Empty));
        assert_eq!(pasted("Bearer"), Err(TokenError::Empty));
        assert_eq!(pasted("abc…"), Err(TokenError::Characters));
    }

    #[test]
    fn a_token_never_prints_itself() {
        let token = Token::from_pasted("secret-token").unwrap();
        assert_eq!(
            format!("{token:?} {:?}", Some(&token)),
            "Token(…) Some(Token(…))"
        );
    }

    #[test]
    fn claims_are_read_and_judged() {
        // {"aud":"https://api.partnercenter.microsoft.com","exp":1600003900,"iat":1600000000,"tid":"t","upn":"a@b",
        //  "scp":"user_impersonation","amr":["pwd","mfa"]}
        let payload = "eyJhdWQiOiJodHRwczovL2FwaS5wYXJ0bmVyY2VudGVyLm1pY3Jvc29mdC5jb20iLCJleHAiOjE2MDAwMDM5MDAsImlhdCI6MTYwMDAwMDAwMCwidGlkIjoidCIsInVwbiI6ImFAYiIsInNjcCI6InVzZXJfaW1wZXJzb25hdGlvbiIsImFtciI6WyJwd2QiLCJtZmEiXX0";
        let claims = Token::from_pasted(&format!("e30.{payload}.x"))
            .unwrap()
            .claims()
            .unwrap();
        assert_eq!(claims.account.as_deref(), Some("a@b"));
        assert_eq!(claims.audience_verdict(AUDIENCE), Verdict::Good);
        assert_eq!(claims.mfa_verdict(), Verdict::Good);
        assert_eq!(claims.user_verdict(), Verdict::Good);
        let at = |seconds: i64| claims.expiry_verdict(Timestamp(seconds * 1000));
        assert_eq!(
            (at(1_600_003_869), at(1_600_003_870)),
            (Verdict::Good, Verdict::Bad)
        );
    }

    #[test]
    fn what_a_token_does_not_tell_is_unknown() {
        let claims = Claims {
            audience: Some("0b0b-guid".into()),
            account: Some("a@b".into()),
            ..Claims::default()
        };
        assert_eq!(claims.audience_verdict(AUDIENCE), Verdict::Unknown);
        assert_eq!(claims.mfa_verdict(), Verdict::Unknown);
        assert_eq!(claims.user_verdict(), Verdict::Unknown);
        assert_eq!(claims.expiry_verdict(Timestamp(0)), Verdict::Unknown);
        assert_eq!(Claims::default().user_verdict(), Verdict::Bad);
        let graph = Claims {
            audience: Some("https://graph.windows.net/".into()),
            ..Claims::default()
        };
        assert_eq!(graph.audience_verdict(AUDIENCE), Verdict::Bad);
        assert_eq!(Token::from_pasted("opaque").unwrap().claims(), None);
        assert_eq!(Token::from_pasted("a.!!.c").unwrap().claims(), None);
    }
}
