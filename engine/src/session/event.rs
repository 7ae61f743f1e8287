//! What can happen to a widget; all in the past tense.

use crate::date::{Level, Timestamp};
use crate::fault::Head;
use crate::field::Field;
use crate::metrics::Options;
use crate::query::{ChartKind, Query, TimeRange, View};
use crate::sort::SortKey;

use super::{RequestId, Settings, TimerId};

/// Something that has happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// The widget was mounted with this link text; `initial` is what the host's attributes say, the link wins.
    Opened {
        /// The text behind `#` or `?`, empty where the widget keeps no link.
        link: String,
        /// The query of the attributes.
        initial: Box<Query>,
    },
    /// The address changed under the widget: Back, Forward, or edited by hand.
    LinkChanged(String),
    /// The host page changed a setting.
    Configured(Box<Settings>),
    /// The host changed its initial query; what is another in it is a decision like the user's, and nothing else is.
    Recommended(Box<Query>),
    /// The user decided something about the query or the view.
    Changed(Change),
    /// A token was pasted or handed over.
    TokenPasted(String),
    /// The host page gave a token.
    TokenGiven {
        /// As it was given.
        text: String,
        /// When it runs out, where the page knows better than the token.
        expires: Option<Timestamp>,
    },
    /// The host page was asked for a token and has none.
    TokenNotProvided,
    /// The token is to be forgotten.
    TokenCleared,
    /// Load, or load anew.
    LoadAsked,
    /// The host page asked for a load, in the same way to send as before.
    HostAskedToLoad,
    /// Load without a token: a proxy adds it (endpoint.md §7, arrangement b).
    LoadAskedWithoutToken,
    /// Go on where the load stopped, without waiting.
    Resumed,
    /// Go on beyond the row limit.
    MoreAsked,
    /// Let the service count the groups that were counted here.
    GroupsAsked,
    /// Stop the load.
    Cancelled,
    /// Show the demo data.
    SampleAsked,
    /// A saved answer was chosen; its bytes follow as those of an answer.
    FileOpened {
        /// Its name.
        name: String,
    },
    /// The host page gave rows, or other ones, to be shown instead of the service's.
    DataGiven,
    /// The host page took them back.
    DataWithdrawn,
    /// The head of an answer is here.
    Answered {
        /// Of this request.
        id: RequestId,
        /// The head.
        head: Head,
    },
    /// A piece of a body is here.
    BytesArrived {
        /// Of this request.
        id: RequestId,
        /// The piece.
        bytes: Vec<u8>,
    },
    /// A body has ended as it should.
    BodyEnded {
        /// Of this request.
        id: RequestId,
    },
    /// A request or its body broke off.
    Failed {
        /// The request.
        id: RequestId,
        /// How.
        failure: Failure,
    },
    /// A row was opened: its number in the table.
    RowOpened(u32),
    /// The open row was closed.
    RowClosed,
    /// A column was given that width, in px.
    ColumnSized(Field, u32),
    /// Typing what is looked for has ended.
    Looked,
    /// Text was put on the clipboard, or the browser refused it.
    Copied(bool),
    /// A file was handed over, with so many rows.
    Exported(u64),
    /// The user does not want the file any more.
    ExportCancelled,
    /// A timer ran out.
    TimerFired(TimerId),
}

/// How a request broke off without an HTTP status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The browser does not tell why: CORS, blocked, wrong host, connection lost.
    Network,
    /// The browser says that it is offline.
    Offline,
    /// No answer in time.
    TimedOut,
}

/// A decision about the query or the view.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The filter was entered; it is parsed before it counts.
    Filter(String),
    /// The filter is to be sent as it is, although it could not be parsed.
    FilterAsIs(String),
    /// Fields to group by.
    Groupby(Vec<Field>),
    /// The size of the date buckets.
    Level(Level),
    /// The page: `top` and `skip`.
    Page(Option<u32>, Option<u32>),
    /// The time range and the date it is about.
    Range(TimeRange, Field),
    /// What is shown.
    View(View),
    /// The kind of chart, or the automatic choice.
    Chart(Option<ChartKind>),
    /// What the overview is asked for.
    Overview(Options),
    /// The columns, or all.
    Columns(Option<Vec<Field>>),
    /// The order of rows.
    Sort(Vec<SortKey>),
    /// The text to find in the loaded rows; typed, so that it replaces the link and does not push one.
    Find(String),
    /// The page's language as a BCP 47 tag, or the host page's.
    Language(Option<String>),
    /// A whole query, from a pasted request; the view and what it does not speak of stay.
    Query(Box<Query>),
    /// A whole query and view, from the host page.
    Restore(Box<Query>),
    /// Back to the host's query.
    Reset,
}
