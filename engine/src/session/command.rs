//! What the session wants to have done; all imperative. Carried out by the widget's root component.

use crate::fault::Fault;
use crate::field::Field;
use crate::sort::SortKey;
use crate::token::Token;

use super::TokenReason;

/// Tells requests apart, so that a late answer is dropped by its id and not by luck.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(pub u64);

/// Tells timers apart; one that is no longer waited for is dropped by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimerId(pub u64);

/// Something to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Send a request to the endpoint; its answer comes back as events with this id.
    Send {
        /// The request's id.
        id: RequestId,
        /// Full URL, relative to the page where the base is.
        url: String,
        /// For the `Authorization` header.
        token: Option<Token>,
    },
    /// Fetch the demo data that is shipped beside the script.
    FetchSample {
        /// The request's id.
        id: RequestId,
    },
    /// Read the file that was chosen.
    ReadFile {
        /// The request's id.
        id: RequestId,
    },
    /// Read the rows that the host page gave.
    ReadData {
        /// The request's id.
        id: RequestId,
    },
    /// Stop a request.
    Abort {
        /// The request's id.
        id: RequestId,
    },
    /// Fire an event after a time.
    StartTimer {
        /// The timer's id.
        id: TimerId,
        /// Milliseconds.
        delay_ms: u32,
    },
    /// Make a new entry in the history: a decision.
    PushLink(String),
    /// Change the entry in the history: typing, or tidying.
    ReplaceLink(String),
    /// Tell the host page that a token is needed.
    AskForToken(TokenReason),
    /// Ask the host page's provider for a token.
    AskProvider {
        /// Why.
        reason: TokenReason,
        /// Which time in a row, from 1.
        attempt: u32,
    },
    /// Stop waiting for the provider.
    StopAskingProvider,
    /// Tell the host page.
    Notify(Notification),
}

/// What host pages are told (contract §4).
#[derive(Clone, Debug, PartialEq)]
pub enum Notification {
    /// A load has begun.
    LoadStarted,
    /// Rows have arrived.
    Progress {
        /// Rows in the table.
        loaded: u64,
        /// Rows of the query, where it is known.
        total: Option<u64>,
    },
    /// A load has ended well.
    Loaded {
        /// Rows in the table.
        count: u64,
        /// Rows of the query, where it is known.
        total: Option<u64>,
        /// Whether there are more rows than were loaded.
        truncated: bool,
        /// From the first request to the last byte.
        duration_ms: u64,
    },
    /// The token will run out soon.
    TokenExpiring,
    /// A load has ended with a fault, or was stopped.
    Failed(Fault),
    /// The query or the view has changed.
    ConfigChanged,
    /// The filter has changed.
    FilterChanged,
}

/// What is told in the live region, one for each act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Announcement {
    /// A load has begun.
    Loading,
    /// A load has ended well.
    Loaded {
        /// Rows in the table.
        count: u64,
        /// Rows of the query, where it is known.
        total: Option<u64>,
    },
    /// The service's groups are here.
    Grouped {
        /// How many.
        groups: u64,
    },
    /// The load was stopped.
    Stopped {
        /// Rows in the table.
        count: u64,
    },
    /// The rows have another order.
    Sorted {
        /// The keys, the first one deciding.
        keys: Vec<SortKey>,
        /// How many rows were ordered, where that is not all of them.
        of_loaded: Option<u64>,
    },
    /// So many columns are shown now.
    Columns(usize),
    /// A column stands in front of another one now.
    Moved(Field, Field),
    /// A column is so wide now, in px.
    Sized(Field, u32),
    /// The load waits before it asks again.
    Waiting {
        /// Seconds.
        seconds: u64,
    },
    /// The service refuses tests for null, so they are done here.
    NullTestsHere,
    /// Something was looked for in the loaded rows.
    Looked,
    /// The token was taken.
    TokenTaken,
    /// A file of rows was handed over.
    Exported {
        /// Rows in it.
        count: u64,
    },
    /// No file is made, because the user does not want it any more.
    ExportCancelled,
    /// Text is on the clipboard, or is not.
    Copied(bool),
}
