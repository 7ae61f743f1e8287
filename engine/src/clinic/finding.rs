//! What the clinic finds in a paste: typed, with its place and what became of it.
//!
//! Words for people are the widget's. No finding holds a secret, only where it stood.

use std::ops::Range;

use crate::field::Field;
use crate::filter::{FilterErrorKind, WarningKind};

/// Something in a paste that is worth telling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub kind: FindingKind,
    /// Where, in bytes of the paste, on character boundaries.
    pub at: Range<usize>,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was right or does no harm; good to know.
    Noted,
    /// It is right in the query that is offered.
    Mended,
    /// It is not in the query that is offered.
    Dropped,
}

/// A secret by what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secret {
    /// A bearer token.
    Token,
    /// A cookie.
    Cookie,
    /// A user name and password.
    Password,
}

/// The kinds of finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindingKind {
    /// A secret was in the paste; it was not kept.
    Secret(Secret),
    /// `/referral`: a draft of the address that is dead (endpoint.md §1).
    SingularPath,
    /// `/analytics/v1/…`, `…/analyticsapi/commercial/…`: dead drafts (endpoint.md §1).
    DraftPath,
    /// The path lacks `/partner/v1/analytics`.
    ShortPath,
    /// Another analytics resource, or the engagements API of another host (endpoint.md §1, §8).
    OtherEndpoint {
        /// The path.
        found: String,
    },
    /// The cloud of 21Vianet has no referrals analytics (endpoint.md §8).
    CloudWithoutReferrals,
    /// A method other than GET.
    Method {
        /// The method.
        found: String,
    },
    /// A body; the request has none.
    Body,
    /// `$filter`: the analytics parameters have no `$` (endpoint.md §1).
    DollarPrefix {
        /// The name without it.
        name: &'static str,
    },
    /// A name in another case, which servers as a rule do not mind.
    KeyCase {
        /// As it stood.
        found: String,
        /// As it is documented.
        name: &'static str,
    },
    /// A name out of a draft, another API or a translated document.
    RenamedParameter {
        /// As it stood.
        found: String,
        /// The name on the wire.
        name: &'static str,
    },
    /// A parameter of other APIs that this one does not have.
    UnsupportedParameter {
        /// Its name.
        found: String,
    },
    /// `orderby`, which this endpoint does not have: the rows are sorted here instead.
    SortedHere,
    /// A parameter that nobody knows.
    UnknownParameter {
        /// Its name.
        found: String,
    },
    /// A parameter was given twice; the first one counts.
    RepeatedParameter {
        /// Its name.
        name: &'static str,
    },
    /// `&` inside a value that was not encoded splits the query there.
    UnencodedAmpersand,
    /// `+` for a blank; `%20` is safe everywhere.
    PlusForBlank,
    /// Percent-encoded twice.
    EncodedTwice,
    /// `&amp;` out of a web page.
    HtmlAmpersand,
    /// A field to group by that no referral row has.
    UnknownField {
        /// The word.
        found: String,
        /// The field that stands in its place.
        nearest: Option<Field>,
    },
    /// A field to group by was given twice.
    RepeatedField {
        /// The field.
        field: Field,
    },
    /// A level that does not exist.
    UnknownLevel {
        /// The word.
        found: String,
    },
    /// A level without a date to group by is not sent.
    LevelWithoutDate,
    /// A date is grouped without a level: by day.
    LevelMissing,
    /// `top` or `skip` is no number or outside of its bounds.
    Number {
        /// The parameter.
        name: &'static str,
        /// As it stood.
        found: String,
        /// What is used instead.
        used: Option<u32>,
    },
    /// Something is wrong with the filter.
    Filter(FilterErrorKind),
    /// The filter may not do what was meant; a known value is respelt.
    FilterWarning(WarningKind),
}

impl FindingKind {
    /// A stable key for the catalogue of messages.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Secret(Secret::Token) => "token",
            Self::Secret(Secret::Cookie) => "cookie",
            Self::Secret(Secret::Password) => "password",
            Self::SingularPath => "singular-path",
            Self::DraftPath => "draft-path",
            Self::ShortPath => "short-path",
            Self::OtherEndpoint { .. } => "other-endpoint",
            Self::CloudWithoutReferrals => "cloud-without-referrals",
            Self::Method { .. } => "method",
            Self::Body => "body",
            Self::DollarPrefix { .. } => "dollar-prefix",
            Self::KeyCase { .. } => "key-case",
            Self::RenamedParameter { .. } => "renamed-parameter",
            Self::UnsupportedParameter { .. } => "unsupported-parameter",
            Self::SortedHere => "sorted-here",
            Self::UnknownParameter { .. } => "unknown-parameter",
            Self::RepeatedParameter { .. } => "repeated-parameter",
            Self::UnencodedAmpersand => "unencoded-ampersand",
            Self::PlusForBlank => "plus-for-blank",
            Self::EncodedTwice => "encoded-twice",
            Self::HtmlAmpersand => "html-ampersand",
            Self::UnknownField { .. } => "unknown-field",
            Self::RepeatedField { .. } => "repeated-field",
            Self::UnknownLevel { .. } => "unknown-level",
            Self::LevelWithoutDate => "level-without-date",
            Self::LevelMissing => "level-missing",
            Self::Number { .. } => "number",
            Self::Filter(_) => "filter",
            Self::FilterWarning(_) => "filter-warning",
        }
    }
}
