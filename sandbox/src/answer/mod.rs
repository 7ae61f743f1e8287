//! From a query to the page that answers it. How pages become bytes is `page`, what they are wrapped in `envelope`.
//!
//! No HTTP here: status, headers and connections are `service` and `wire`.

mod envelope;
mod group;
mod page;
mod spoil;

use std::ops::Range;
use std::sync::Arc;

use crate::dataset::Dataset;
use crate::fault::{Envelope, Fault, Groups};
use crate::query::Query;
use envelope::Frame;
use page::Lines;
pub(crate) use page::{Page, Written};

/// The page that a query asks for, changed by the faults that strike it. An error is a sentence for body C.
pub(crate) fn page(data: &Arc<Dataset>, raw_query: &str, faults: &[Fault]) -> Result<Page, String> {
    let query = Query::read(raw_query)?;
    let chosen = data.choose(query.filter.as_deref())?;
    let flat = query.group_by.is_empty() || faults.contains(&Fault::Groups(Groups::Flat));
    let lines = if flat {
        Lines::Rows {
            data: Arc::clone(data),
            chosen,
        }
    } else {
        Lines::Groups(group::groups(data, &chosen, &query, faults))
    };
    Ok(cut_out(lines, &query, faults))
}

/// The part of all lines that `top` and `skip` ask for, and what stands around it.
fn cut_out(lines: Lines, query: &Query, faults: &[Fault]) -> Page {
    let total = lines.len();
    let grown = faults.contains(&Fault::TotalChanges) && query.skip > 0;
    let envelope = faults.iter().find_map(|fault| match fault {
        Fault::Envelope(envelope) => Some(*envelope),
        _ => None,
    });
    let envelope = envelope.unwrap_or_default();
    let mut range = range(total, query, faults);
    if envelope == Envelope::Object {
        range.end = range.end.min(range.start + 1);
    }
    let next = next_link(total, query, faults);
    Page {
        lines,
        range,
        frame: Frame::new(
            envelope,
            next.as_deref(),
            if grown { total + 7 } else { total },
        ),
        upper_keys: envelope == Envelope::UpperKeys,
        bad_cells: faults.contains(&Fault::BadCells),
    }
}

fn range(total: usize, query: &Query, faults: &[Fault]) -> Range<usize> {
    let (top, skip) = (query.top as usize, query.skip as usize);
    if faults.contains(&Fault::SamePage) {
        return 0..top.min(total);
    }
    let repeated = faults.iter().find_map(|fault| match fault {
        Fault::Duplicates(rows) => Some(*rows),
        _ => None,
    });
    let end = (skip + top).min(total);
    skip.saturating_sub(repeated.unwrap_or(0)).min(end)..end
}

fn next_link(total: usize, query: &Query, faults: &[Fault]) -> Option<String> {
    let after = query.skip.saturating_add(query.top);
    if after as usize >= total && !faults.contains(&Fault::SamePage) {
        return None;
    }
    let link = query.next_link(after);
    if faults.contains(&Fault::ForeignNext) {
        return Some(format!("https://evil.example/partner/v1/analytics/{link}"));
    }
    Some(link)
}
