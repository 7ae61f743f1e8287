//! Where the endpoint lives: an absolute URL or a path, checked so that nothing can turn it into another place.
//!
//! What is asked there is in `super`; which bases a page allows is the host's to decide.

use super::{PATH, Request};

/// Where the endpoint lives: an origin with a path, a path, or nothing (the page's own origin).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Base {
    /// Without the slash at its end.
    text: String,
}

/// Why a text is no base URL. Each would let the token go elsewhere, or be seen, without anybody noticing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BaseError {
    /// Neither `http`, `https` nor a path.
    Scheme,
    /// `//host`: the scheme would depend on the page.
    ProtocolRelative,
    /// A user name or password.
    UserInfo,
    /// `?` or `#`.
    QueryOrFragment,
    /// No host, or a port that is no number.
    Host,
    /// A blank, a backslash or another character that browsers read as something else.
    Character,
}

impl Base {
    /// Reads an absolute `http` or `https` URL or a path, with or without a slash at its end.
    ///
    /// The endpoint's own path may stand at the end, as it does in a copied address. Empty is the page's own origin.
    ///
    /// # Errors
    ///
    /// [`BaseError`] says what must not be there.
    pub fn parse(text: &str) -> Result<Self, BaseError> {
        let text = text.trim();
        if text.contains(['?', '#']) {
            return Err(BaseError::QueryOrFragment);
        }
        let is_odd = |c: char| c.is_control() || c.is_whitespace() || "\\\"<>^`{|}".contains(c);
        if text.contains(is_odd) {
            return Err(BaseError::Character);
        }
        if text.starts_with("//") {
            return Err(BaseError::ProtocolRelative);
        }
        let first = text.split('/').next().unwrap_or_default();
        if first.contains(':') {
            check_authority(text)?;
        }
        let text = without_endpoint(text.trim_end_matches('/'));
        Ok(Self {
            text: text.to_string(),
        })
    }

    /// The base without the slash at its end; empty for the page's own origin.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Scheme, host and port; `None` when the base is a path.
    pub fn origin(&self) -> Option<&str> {
        let start = self.text.find("://")? + 3;
        let end = self
            .text
            .get(start..)?
            .find('/')
            .map_or(self.text.len(), |len| start + len);
        self.text.get(..end)
    }

    /// Whether a token would cross a network unencrypted: plain `http` to anything but this machine.
    pub fn is_exposed(&self) -> bool {
        let Some(host) = self
            .text
            .get(..7)
            .filter(|scheme| scheme.eq_ignore_ascii_case("http://"))
        else {
            return false;
        };
        let rest = self.text.get(host.len()..).unwrap_or_default();
        let authority = rest.split('/').next().unwrap_or_default();
        let name = if authority.starts_with('[') {
            authority.split(']').next().unwrap_or_default()
        } else {
            authority.split(':').next().unwrap_or_default()
        };
        let is_loopback = |name: &str| {
            name.parse::<std::net::Ipv4Addr>()
                .is_ok_and(|address| address.is_loopback())
        };
        !(name.eq_ignore_ascii_case("localhost") || is_loopback(name) || name == "[::1")
    }

    /// The address of a request.
    pub fn url(&self, request: &Request) -> String {
        [&self.text, &request.path_and_query()]
            .map(String::as_str)
            .concat()
    }
}

/// `http(s)://host[:port]` and nothing else before the path.
fn check_authority(text: &str) -> Result<(), BaseError> {
    let (scheme, rest) = text.split_once(':').ok_or(BaseError::Scheme)?;
    if !(scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")) {
        return Err(BaseError::Scheme);
    }
    let authority = rest.strip_prefix("//").ok_or(BaseError::Host)?;
    let authority = authority.split('/').next().unwrap_or_default();
    if authority.contains('@') {
        return Err(BaseError::UserInfo);
    }
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let is_address = host.starts_with('[') && host.ends_with(']');
    if host.is_empty() || host.contains('%') || (host.contains(':') && !is_address) {
        return Err(BaseError::Host);
    }
    match port {
        Some(port)
            if !port.bytes().all(|byte| byte.is_ascii_digit()) || port.parse::<u16>().is_err() =>
        {
            Err(BaseError::Host)
        }
        _ => Ok(()),
    }
}

/// The text without the endpoint's own path at its end.
fn without_endpoint(text: &str) -> &str {
    let at = text.len().saturating_sub(PATH.len());
    match text.split_at_checked(at) {
        Some((base, path)) if path.eq_ignore_ascii_case(PATH) => base,
        _ => text,
    }
}
