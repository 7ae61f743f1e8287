//! What stands before, between and behind the rows in each wrapping.

use crate::fault::Envelope;
use crate::row::write_text;

/// The text around the rows of a page.
pub(crate) struct Frame {
    pub(crate) head: Vec<u8>,
    pub(crate) separator: &'static [u8],
    pub(crate) tail: Vec<u8>,
}

impl Frame {
    pub(crate) fn new(envelope: Envelope, next: Option<&str>, total: usize) -> Self {
        let mut link = Vec::new();
        write_text(&mut link, next);
        let link = String::from_utf8_lossy(&link);
        let when_there = |text: String| if next.is_some() { text } else { String::new() };
        let (head, tail) = match envelope {
            Envelope::Documented | Envelope::UpperKeys => (
                r#"{"Value":["#.to_owned(),
                format!(r#"],"@nextLink":{link},"TotalCount":{total}}}"#),
            ),
            Envelope::Array => ("[".to_owned(), "]".to_owned()),
            Envelope::LowerValue => {
                let next = when_there(format!(r#","@odata.nextLink":{link}"#));
                (
                    format!(r#"{{"@odata.count":{total},"value":["#),
                    format!("]{next}}}"),
                )
            }
            Envelope::Items => {
                let next = when_there(format!(r#""next":{{"uri":{link}}}"#));
                (
                    format!(r#"{{"totalCount":{total},"items":["#),
                    format!(r#"],"links":{{{next}}}}}"#),
                )
            }
            Envelope::Data => (
                r#"{"data":["#.to_owned(),
                format!(r#"],"total":{total},"nextLink":{link}}}"#),
            ),
            Envelope::DResults => (r#"{"d":{"results":["#.to_owned(), "]}}".to_owned()),
            Envelope::Object => (String::new(), String::new()),
            Envelope::Ndjson => (String::new(), "\n".to_owned()),
            Envelope::TotalText => (
                r#"{"value":["#.to_owned(),
                format!(r#"],"nextLink":{link},"totalCount":"{total}"}}"#),
            ),
            Envelope::NoTotal => (r#"{"Value":["#.to_owned(), "]}".to_owned()),
            Envelope::NextOnly => (
                r#"{"Value":["#.to_owned(),
                format!(r#"],"@nextLink":{link}}}"#),
            ),
        };
        let separator: &[u8] = if envelope == Envelope::Ndjson {
            b"\n"
        } else {
            b","
        };
        Self {
            head: head.into_bytes(),
            separator,
            tail: tail.into_bytes(),
        }
    }
}
