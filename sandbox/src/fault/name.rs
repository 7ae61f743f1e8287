//! Faults as text: `NAME` or `NAME=ARGUMENT`.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use super::{Envelope, Fault, Framing, Groups, Throttle};

/// Every name with its argument, and what it does in a few words.
pub const NAMES: [(&str, &str); 38] = [
    ("latency=MS", "the answer begins MS milliseconds later"),
    ("429=S", "Retry-After: S and the seconds in the body (57)"),
    ("429-body=S", "the seconds only in the body (57)"),
    ("429-date=S", "Retry-After as a date, S seconds ahead (57)"),
    ("400", "bad query, shape C"),
    ("401", "token not accepted, with a body"),
    ("401-empty", "no body, WWW-Authenticate only: MFA missing"),
    ("403", "access denied, with a body"),
    ("404", "not found, as a gateway says it"),
    (
        "408",
        "so any other error: 406, 417, 500, 501, 502, 503, 504",
    ),
    ("html", "HTTP 200 with a page of HTML"),
    ("html-502", "HTTP 502 (or any error) with a page of HTML"),
    ("error-200", "HTTP 200 with an error body"),
    (
        "cut=ROWS",
        "closes in the middle of a row, after ROWS whole ones (half of them)",
    ),
    ("cut-length=ROWS", "the same with a Content-Length"),
    ("bom", "a byte order mark in front"),
    (
        "drip=BYTES/MS",
        "BYTES at a time, MS milliseconds apart (1024/50)",
    ),
    ("empty", "HTTP 200 without a body"),
    ("204", "HTTP 204"),
    ("drop", "closes before any answer"),
    (
        "envelope=NAME",
        "array value items data d-results object ndjson",
    ),
    (
        "envelope=NAME",
        "total-text no-total next-only upper-keys documented",
    ),
    (
        "duplicates=N",
        "each later page begins with N rows of the one before (10)",
    ),
    ("total-changes", "the total grows by 7 after the first page"),
    (
        "same-page",
        "the first page again and again, with a next link",
    ),
    (
        "foreign-next",
        "the next link leads to https://evil.example/",
    ),
    (
        "bad-cells",
        "of ten rows: a bad date, a numeric id, an object as name, a text as row",
    ),
    ("group-name", "the measure is called leadCount"),
    ("group-numbers", "counts as numbers"),
    ("group-months", "dates as YYYY-MM"),
    ("group-us-dates", "dates as M/D/YYYY"),
    ("group-date-only", "dates as YYYY-MM-DD"),
    ("group-date-key", "the date's key is `date`"),
    ("group-null", "unknown terms as null"),
    ("group-flat", "rows instead of groups"),
    ("group-cut=N", "only N groups (5)"),
    ("FAULT,FAULT", "both on the same request"),
    ("none", "nothing: that request is answered well"),
];

const ENVELOPES: [(&str, Envelope); 12] = [
    ("documented", Envelope::Documented),
    ("array", Envelope::Array),
    ("value", Envelope::LowerValue),
    ("items", Envelope::Items),
    ("data", Envelope::Data),
    ("d-results", Envelope::DResults),
    ("object", Envelope::Object),
    ("ndjson", Envelope::Ndjson),
    ("total-text", Envelope::TotalText),
    ("no-total", Envelope::NoTotal),
    ("next-only", Envelope::NextOnly),
    ("upper-keys", Envelope::UpperKeys),
];

/// The faults without an argument.
const PLAIN: [(&str, Fault); 18] = [
    ("401-empty", Fault::Unauthorized),
    ("html", Fault::Html(200)),
    ("error-200", Fault::ErrorBody),
    ("bom", Fault::Bom),
    ("empty", Fault::Empty(200)),
    ("204", Fault::Empty(204)),
    ("drop", Fault::Drop),
    ("total-changes", Fault::TotalChanges),
    ("same-page", Fault::SamePage),
    ("foreign-next", Fault::ForeignNext),
    ("bad-cells", Fault::BadCells),
    ("group-name", Fault::Groups(Groups::Renamed)),
    ("group-numbers", Fault::Groups(Groups::Numbers)),
    ("group-months", Fault::Groups(Groups::Months)),
    ("group-us-dates", Fault::Groups(Groups::UsDates)),
    ("group-date-only", Fault::Groups(Groups::DateOnly)),
    ("group-date-key", Fault::Groups(Groups::DateKey)),
    ("group-null", Fault::Groups(Groups::Null)),
];

/// Text that names no fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFault(pub(super) String);

impl fmt::Display for UnknownFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "no fault is called {:?}; see /sandbox for their names",
            self.0
        )
    }
}

impl std::error::Error for UnknownFault {}

impl FromStr for Fault {
    type Err = UnknownFault;

    fn from_str(text: &str) -> Result<Self, UnknownFault> {
        let unknown = || UnknownFault(text.to_owned());
        let (name, argument) = match text.split_once('=') {
            Some((name, argument)) => (name, Some(argument)),
            None => (text, None),
        };
        if argument.is_none() {
            if let Some((_, fault)) = PLAIN.iter().find(|(plain, _)| *plain == name) {
                return Ok(fault.clone());
            }
            if let Some(status) = status(name) {
                return Ok(Self::Status(status));
            }
            if let Some(status) = name.strip_prefix("html-").and_then(status) {
                return Ok(Self::Html(status));
            }
        }
        with_argument(name, argument).ok_or_else(unknown)
    }
}

/// An error status; 429 has faults of its own.
fn status(text: &str) -> Option<u16> {
    let status = text.parse().ok()?;
    (400..600)
        .contains(&status)
        .then_some(status)
        .filter(|status| *status != 429)
}

/// The faults whose argument may be left out have a usual value.
fn with_argument(name: &str, argument: Option<&str>) -> Option<Fault> {
    let number = |usual: u32| argument.map_or(Some(usual), |text| text.parse().ok());
    let rows = || argument.map(|text| text.parse().ok());
    let cut = |framing| match rows() {
        Some(None) => None,
        rows => Some(Fault::Cut {
            rows: rows.flatten(),
            framing,
        }),
    };
    match name {
        "latency" => Some(Fault::Latency(Duration::from_millis(number(500)?.into()))),
        "429" => Some(Fault::Throttled(Throttle::Seconds(number(57)?))),
        "429-body" => Some(Fault::Throttled(Throttle::BodyOnly(number(57)?))),
        "429-date" => Some(Fault::Throttled(Throttle::Date(number(57)?))),
        "cut" => cut(Framing::Chunked),
        "cut-length" => cut(Framing::Length),
        "drip" => drip(argument.unwrap_or("1024/50")),
        "duplicates" => Some(Fault::Duplicates(number(10)? as usize)),
        "group-flat" if argument.is_none() => Some(Fault::Groups(Groups::Flat)),
        "group-cut" => Some(Fault::Groups(Groups::Cut(number(5)? as usize))),
        "envelope" => ENVELOPES
            .iter()
            .find(|(name, _)| Some(*name) == argument)
            .map(|(_, envelope)| Fault::Envelope(*envelope)),
        _ => None,
    }
}

fn drip(argument: &str) -> Option<Fault> {
    let (bytes, ms) = argument.split_once('/')?;
    Some(Fault::Drip {
        bytes: bytes.parse().ok().filter(|bytes| *bytes > 0)?,
        pause: Duration::from_millis(ms.parse().ok()?),
    })
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((name, _)) = PLAIN.iter().find(|(_, fault)| fault == self) {
            return formatter.write_str(name);
        }
        match self {
            Self::Latency(time) => write!(formatter, "latency={}", time.as_millis()),
            Self::Throttled(Throttle::Seconds(seconds)) => write!(formatter, "429={seconds}"),
            Self::Throttled(Throttle::BodyOnly(seconds)) => write!(formatter, "429-body={seconds}"),
            Self::Throttled(Throttle::Date(seconds)) => write!(formatter, "429-date={seconds}"),
            Self::Cut { rows, framing } => {
                formatter.write_str(match framing {
                    Framing::Chunked => "cut",
                    Framing::Length => "cut-length",
                })?;
                rows.map_or(Ok(()), |rows| write!(formatter, "={rows}"))
            }
            Self::Drip { bytes, pause } => write!(formatter, "drip={bytes}/{}", pause.as_millis()),
            Self::Duplicates(rows) => write!(formatter, "duplicates={rows}"),
            Self::Groups(Groups::Cut(groups)) => write!(formatter, "group-cut={groups}"),
            Self::Groups(_) => formatter.write_str("group-flat"),
            Self::Envelope(envelope) => {
                let name = ENVELOPES.iter().find(|(_, known)| known == envelope);
                write!(
                    formatter,
                    "envelope={}",
                    name.map_or("documented", |(name, _)| name)
                )
            }
            Self::Html(status) => write!(formatter, "html-{status}"),
            Self::Status(status) | Self::Empty(status) => write!(formatter, "{status}"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_and_written_alike() {
        for text in [
            "latency=800",
            "429=5",
            "429-body=57",
            "429-date=2",
            "400",
            "401",
            "401-empty",
            "403",
            "404",
            "408",
            "500",
            "502",
            "503",
            "504",
            "html",
            "html-502",
            "error-200",
            "cut",
            "cut=3",
            "cut-length",
            "cut-length=7",
            "bom",
            "drip=64/10",
            "empty",
            "204",
            "drop",
            "envelope=array",
            "envelope=value",
            "envelope=items",
            "envelope=data",
            "envelope=d-results",
            "envelope=object",
            "envelope=ndjson",
            "envelope=total-text",
            "envelope=no-total",
            "envelope=next-only",
            "envelope=upper-keys",
            "duplicates=3",
            "total-changes",
            "same-page",
            "foreign-next",
            "bad-cells",
            "group-name",
            "group-numbers",
            "group-months",
            "group-us-dates",
            "group-date-only",
            "group-date-key",
            "group-null",
            "group-flat",
            "group-cut=9",
        ] {
            assert_eq!(text.parse::<Fault>().unwrap().to_string(), text);
        }
        assert_eq!(
            "429".parse::<Fault>(),
            Ok(Fault::Throttled(Throttle::Seconds(57)))
        );
        for bad in [
            "",
            "teapot",
            "399",
            "600",
            "html-200x",
            "latency=soon",
            "drip=0/5",
            "cut=-1",
            "bom=1",
            "envelope",
            "envelope=cube",
        ] {
            assert!(bad.parse::<Fault>().is_err(), "{bad}");
        }
    }
}
