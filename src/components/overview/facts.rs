//! Everything that the overview shows, computed at once from what is seen.

use std::rc::Rc;

use referral_engine::field::Field;
use referral_engine::filter::Expr;
use referral_engine::group::{Groups, local};
use referral_engine::metrics::{
    Due, Frame, Options, Scope, Summary, as_of, bands, count, reached, referrals, work_list,
};

use super::Seen;

/// What the overview shows.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    pub(super) frame: Frame,
    pub(super) summary: Summary,
    pub(super) list: Rc<[Due]>,
    pub(super) bands: [usize; 5],
    pub(super) sizes: Rc<Groups>,
    pub(super) markets: Rc<Groups>,
    /// The conditions of the funnel's steps, where filters say them.
    pub(super) steps: [Option<Expr>; 4],
}

impl PartialEq for Facts {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Facts {
    pub(super) fn of(seen: &Seen, options: &Options) -> Self {
        let table = seen.table.read();
        let scope = seen.scope(&table);
        let frame = frame(seen, scope, options);
        let list = work_list(scope, options.windows, frame.as_of);
        let referrals = referrals(scope);
        let counted = Scope {
            rows: referrals.as_deref().or(scope.rows),
            ..scope
        };
        // Charts of who and where are of the same referrals as the figures, so of what was received in the period, by whichever date is counted.
        let created = table.dates(Field::CreatedDate);
        let is_received = |row: &usize| {
            let at = created.and_then(|column| column.at(*row));
            at.is_some_and(|at| frame.period.contains(at))
        };
        let received: Option<Vec<u32>> = (!frame.period.is_all()).then(|| {
            let rows = counted.iter().filter(is_received);
            rows.map(|row| row as u32).collect()
        });
        let rows = received.as_deref().or(counted.rows);
        let groups = |fields: &[Field]| Rc::new(local::count(&table, rows, fields, None));
        let summary = count(scope, &frame);
        Self {
            steps: reached(scope, &frame),
            summary,
            bands: bands(&list),
            list: list.into(),
            sizes: groups(&[Field::CustomerOrgSize]),
            markets: groups(&[Field::CustomerMarket, Field::PartnerMarket]),
            frame,
        }
    }
}

/// The frame of what is seen: the service's rows as of now, a file's as of their own time where that is long past.
pub(super) fn frame(seen: &Seen, scope: Scope<'_>, options: &Options) -> Frame {
    let as_of = if seen.is_live {
        seen.now
    } else {
        as_of(scope, seen.now)
    };
    Frame::of(scope, options, as_of)
}

/// The figures alone, for host pages.
pub fn summary(seen: &Seen, options: &Options) -> Summary {
    let table = seen.table.read();
    let scope = seen.scope(&table);
    count(scope, &frame(seen, scope, options))
}
