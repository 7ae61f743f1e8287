//! The ways in which the service can misbehave; each has a name for the command line and the control routes.
//!
//! When a fault strikes is `queue`, how names are read `name`; what it does to an answer is in `answer/`, `wire` and `refusal`.

mod name;
mod queue;

use std::time::Duration;

pub use name::{NAMES, UnknownFault};
pub use queue::Faults;

/// One way to misbehave. Several can strike the same request.
///
/// Its text form is `NAME` or `NAME=ARGUMENT` as listed in [`NAMES`]; `Display` and `FromStr` agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The answer begins that much later.
    Latency(Duration),
    /// 429, and how it says when to come back.
    Throttled(Throttle),
    /// That status with the body that endpoint.md §6 gives for it: 400 shape C, 404 shape B, others shape A.
    Status(u16),
    /// 401 without a body, `WWW-Authenticate: Bearer error="invalid_token"` (endpoint.md §6.1 E).
    Unauthorized,
    /// A page of HTML with that status, as from a proxy.
    Html(u16),
    /// HTTP 200 with an error body of shape A.
    ErrorBody,
    /// The connection closes in the middle of a row.
    Cut {
        /// Whole rows before; half of the page's rows when not given.
        rows: Option<usize>,
        /// Whether the length was announced.
        framing: Framing,
    },
    /// A UTF-8 byte order mark in front.
    Bom,
    /// The body arrives in pieces with pauses between.
    Drip {
        /// Bytes in a piece.
        bytes: usize,
        /// Time between two pieces.
        pause: Duration,
    },
    /// No body, with that status: 200 or 204.
    Empty(u16),
    /// The connection closes before any answer.
    Drop,
    /// Rows in other wrappings.
    Envelope(Envelope),
    /// Each page but the first begins with that many rows of the one before.
    Duplicates(usize),
    /// The total is seven more from the second page on.
    TotalChanges,
    /// Every page is the first one, and there is always a next.
    SamePage,
    /// The next link is absolute and leads to `https://evil.example/`.
    ForeignNext,
    /// Of ten rows one has `2018-02-30`, one a number for its id, one an object for a name, and one is no object.
    BadCells,
    /// Grouped answers of another make.
    Groups(Groups),
}

/// How a 429 says when to come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Throttle {
    /// `Retry-After: 57`, and body B.
    Seconds(u32),
    /// Only body B: "Rate limit is exceeded. Try again in 57 seconds."
    BodyOnly(u32),
    /// `Retry-After` as an HTTP date that many seconds ahead, and a body without a number.
    Date(u32),
}

/// Whether a body that will be cut off had its length announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// `Transfer-Encoding: chunked`.
    Chunked,
    /// `Content-Length` of the whole.
    Length,
}

/// What rows are wrapped in (endpoint.md §3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Envelope {
    /// `{"Value":[…],"@nextLink":…,"TotalCount":n}`.
    #[default]
    Documented,
    /// `[…]`.
    Array,
    /// `{"@odata.count":n,"value":[…],"@odata.nextLink":…}`.
    LowerValue,
    /// `{"totalCount":n,"items":[…],"links":{"next":{"uri":…}}}`.
    Items,
    /// `{"data":[…],"total":n,"nextLink":…}`.
    Data,
    /// `{"d":{"results":[…]}}`.
    DResults,
    /// The first row alone, bare, as in the documented sample.
    Object,
    /// One row a line.
    Ndjson,
    /// `{"value":[…],"nextLink":…,"totalCount":"n"}`.
    TotalText,
    /// `{"Value":[…]}`.
    NoTotal,
    /// `{"Value":[…],"@nextLink":…}`.
    NextOnly,
    /// As documented, the rows' keys in upper case.
    UpperKeys,
}

/// How a grouped answer differs from the expected (endpoint.md §3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Groups {
    /// The measure is called `leadCount`.
    Renamed,
    /// The measure is a number.
    Numbers,
    /// Dates as `YYYY-MM`.
    Months,
    /// Dates as `M/D/YYYY`.
    UsDates,
    /// Dates as `YYYY-MM-DD`.
    DateOnly,
    /// The date bucket's key is `date`.
    DateKey,
    /// Unknown terms are null.
    Null,
    /// `groupby` is overlooked: rows come instead.
    Flat,
    /// Only that many groups, and the total agrees with them.
    Cut(usize),
}
