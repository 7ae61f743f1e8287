//! What the host page has decided; a link cannot change any of it.

use crate::cloud::Cloud;
use crate::request::Base;

/// What the host page has decided; a link cannot change any of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Where the endpoint lives.
    pub base: Base,
    /// Whose endpoint it is.
    pub cloud: Cloud,
    /// And-ed into every request, not shown as editable.
    pub locked_filter: String,
    /// Whether to ask as soon as there is a token, or at once where the host needs none.
    pub auto_load: bool,
    /// Whether the host page can be asked for a token.
    pub has_token_provider: bool,
    /// What stands before our keys in an address that is shared, without its dot; empty for nothing.
    pub link_prefix: String,
    /// Customers are not to be known by name.
    pub redact: bool,
    /// Rows to load at most before asking the user whether to go on.
    pub row_limit: u64,
    /// Rows of the first request: all that many partners have, and few enough for a service that answers only when it has all.
    pub first_page: u32,
    /// Rows of each further request (endpoint.md §1: below 10,000 is safe under both readings).
    pub page: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            base: Base::default(),
            cloud: Cloud::default(),
            locked_filter: String::new(),
            auto_load: false,
            has_token_provider: false,
            link_prefix: String::new(),
            redact: false,
            row_limit: 200_000,
            first_page: 1_000,
            page: 9_999,
        }
    }
}
