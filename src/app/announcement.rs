//! The message of the live region, one for each act. When there is one is the session's to say.

use referral_engine::derived::Derived;
use referral_engine::session::Announcement;
use referral_engine::sort::{Direction, SortKey};

use crate::text::{Arg, Locale};

/// The message of the live region.
pub(super) fn sentence(locale: &Locale, announcement: &Announcement, derived: &Derived) -> String {
    match announcement {
        Announcement::Loading => locale.text("say.loading"),
        Announcement::Loaded {
            count,
            total: Some(total),
        } => locale.format(
            "say.loaded-of",
            &[("loaded", (*count).into()), ("n", (*total).into())],
        ),
        Announcement::Loaded { count, total: None } => {
            locale.format("say.loaded", &[("n", (*count).into())])
        }
        Announcement::Grouped { groups } => {
            locale.format("say.grouped", &[("n", (*groups).into())])
        }
        Announcement::Stopped { count } => locale.format("say.stopped", &[("n", (*count).into())]),
        Announcement::Sorted { keys, of_loaded } => {
            let keys = Arg::from(order(locale, keys));
            match of_loaded {
                Some(n) => {
                    locale.format("say.sorted-loaded", &[("n", (*n).into()), ("keys", keys)])
                }
                None => locale.format("say.sorted", &[("keys", keys)]),
            }
        }
        Announcement::Columns(n) => locale.format("say.columns", &[("n", (*n).into())]),
        Announcement::Moved(field, next) => locale.format(
            "say.moved",
            &[
                ("field", locale.field(*field).into()),
                ("next", locale.field(*next).into()),
            ],
        ),
        Announcement::Sized(field, n) => locale.format(
            "say.sized",
            &[("n", (*n).into()), ("field", locale.field(*field).into())],
        ),
        Announcement::Waiting { seconds } => {
            locale.format("say.waiting", &[("n", (*seconds).into())])
        }
        Announcement::Exported { count } => {
            locale.format("say.exported", &[("n", (*count).into())])
        }
        Announcement::ExportCancelled => locale.text("export.cancelled"),
        Announcement::NullTestsHere => locale.text("say.null-here"),
        Announcement::Looked => {
            let n = derived.rows.len();
            locale.format("say.found", &[("n", n.into())])
        }
        Announcement::Copied(true) => locale.text("say.copied"),
        Announcement::Copied(false) => locale.text("say.copy-failed"),
        Announcement::TokenTaken => locale.text("say.token-taken"),
    }
}

/// "Status, ascending; then Created, descending".
fn order(locale: &Locale, keys: &[SortKey]) -> String {
    let key = |key: &SortKey| {
        let words = match key.direction {
            Direction::Ascending => "say.key-ascending",
            Direction::Descending => "say.key-descending",
        };
        locale.format(words, &[("field", locale.field(key.field).into())])
    };
    let join = |first: String, second: String| {
        locale.format(
            "say.key-joined",
            &[("first", first.into()), ("second", second.into())],
        )
    };
    keys.iter().map(key).reduce(join).unwrap_or_default()
}
