//! A request as text for people to take elsewhere: cURL, PowerShell, fetch, or the address alone.
//!
//! The token is always a placeholder; there is no way to hand one in.

use crate::request::{Base, Request};

/// What the text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyKind {
    /// A command for a Unix shell; the token is `$TOKEN`.
    Curl,
    /// A command for PowerShell; the token is `$env:TOKEN`.
    PowerShell,
    /// A call in JavaScript; the token is the variable `token`.
    Fetch,
    /// The address, without a token.
    RestUrl,
}

impl CopyKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Curl, Self::PowerShell, Self::Fetch, Self::RestUrl];

    /// A stable key for menus.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Curl => "curl",
            Self::PowerShell => "powershell",
            Self::Fetch => "fetch",
            Self::RestUrl => "url",
        }
    }
}

/// The request in that form. `page_origin` (`https://host`) stands before a base that is only a path; a base that is relative to
/// the page is taken from its root.
pub fn copy_as(kind: CopyKind, base: &Base, request: &Request, page_origin: &str) -> String {
    let mut url = base.url(request);
    if base.origin().is_none() {
        let slash = if url.starts_with('/') { "" } else { "/" };
        url = [page_origin.trim_end_matches('/'), slash, &url].concat();
    }
    match kind {
        CopyKind::RestUrl => url,
        CopyKind::Curl => [
            "curl ",
            &quoted(&url, "'\\''"),
            " \\\n  -H \"Authorization: Bearer $TOKEN\" \\\n  -H 'Accept: application/json'",
        ]
        .concat(),
        CopyKind::PowerShell => [
            "Invoke-RestMethod -Uri ",
            &quoted(&url, "''"),
            " -Headers @{ Authorization = \"Bearer $env:TOKEN\"; Accept = 'application/json' }",
        ]
        .concat(),
        CopyKind::Fetch => [
            "await fetch(",
            &quoted(&url.replace('\\', "\\\\"), "\\'"),
            ", {\n  headers: { Authorization: `Bearer ${token}`, Accept: 'application/json' },\n});",
        ]
        .concat(),
    }
}

/// The text in single quotes, with what stands there for one.
fn quoted(text: &str, quote: &str) -> String {
    ["'", &text.replace('\'', quote), "'"].concat()
}
