//! The state as sentences and as values of the element's API: the truth line, notices, `summary`, `records`.

use js_sys::{Array, Object, Reflect};
use referral_engine::cloud::Cloud;
use referral_engine::derived::Derived;
use referral_engine::fault::Fault;
use referral_engine::field::Field;
use referral_engine::filter::Expr;
use referral_engine::group::{CountedBy, Groups};
use referral_engine::link::{LinkProblem, LinkReason};
use referral_engine::query::{Query, View};
use referral_engine::session::{Announcement, End, Phase, Reconciliation, Session, Source};
use referral_engine::sort::{Direction, SortKey};
use referral_engine::table::{DateValue, Table};
use serde::Serialize;
use wasm_bindgen::JsValue;

use crate::text::{Arg, Locale, fault, filter};

/// The word for how a load stands, for host pages.
pub(super) const fn load_state(phase: &Phase) -> &'static str {
    match phase {
        Phase::Idle => "idle",
        Phase::Loading => "loading",
        Phase::Waiting(_) => "waiting",
        Phase::TokenNeeded(..) => "token-needed",
        Phase::Failed(_) => "failed",
        Phase::Stopped => "stopped",
        Phase::Done => "done",
    }
}

/// The filter in plain words, with the time range where it is given.
pub(super) fn meaning(locale: &Locale, query: &Query, range: Option<Expr>) -> String {
    if query.is_raw {
        return locale.text("sentence.raw");
    }
    let expr = query.expr().into_iter().chain(range).reduce(Expr::and);
    expr.map_or_else(
        || locale.text("sentence.all"),
        |expr| filter::sentence(locale, &expr),
    )
}

/// What is known of what is shown: loaded and total, who counted, UTC, when.
pub(super) fn truth(locale: &Locale, session: &Session, derived: &Derived) -> Vec<String> {
    let rows = session.rows();
    let mut facts = Vec::new();
    let is_begun = rows.loaded() > 0 || rows.end().is_some();
    if is_begun {
        facts.push(loaded(locale, session, derived));
    }
    if session.judged_here().is_some() {
        let shown = ("n", derived.matched.into());
        facts.push(locale.format("truth.null-here", &[shown]));
    }
    if session.rows_are_earlier() {
        facts.push(locale.text("truth.earlier"));
    }
    // What is counted of nothing yet is no fact, and would be moved aside by the first that is one.
    let is_counted = |groups: &Groups| is_begun || groups.counted_by == CountedBy::Service;
    if derived.groups.as_deref().is_some_and(is_counted) && session.query().view != View::Table {
        facts.push(counted_by(locale, session, derived));
    }
    if rows.duplicates() > 0 {
        facts.push(locale.format("truth.duplicates", &[("n", rows.duplicates().into())]));
    }
    if !facts.is_empty() {
        facts.push(locale.format("truth.zone", &[("zone", locale.zone().into())]));
    }
    if let Some(at) = session.fetched_at() {
        facts.push(locale.format("truth.fetched", &[("at", locale.moment(at).into())]));
    }
    facts
}

fn loaded(locale: &Locale, session: &Session, derived: &Derived) -> String {
    let rows = session.rows();
    let n = rows.loaded();
    let total = rows.total().filter(|_| session.source() == Source::Service);
    match (session.source(), total, rows.end()) {
        (Source::Service, _, Some(End::Page)) => locale.format("truth.page", &[("n", n.into())]),
        (Source::Service, Some(total), _) => locale.format(
            "truth.loaded-of",
            &[("loaded", n.into()), ("n", total.into())],
        ),
        (Source::Service, None, Some(End::All)) => locale.format("truth.all", &[("n", n.into())]),
        (Source::Service, None, _) => locale.format("truth.loaded", &[("n", n.into())]),
        (Source::Host, ..) => locale.format(
            "truth.host",
            &[("shown", derived.matched.into()), ("n", n.into())],
        ),
        (Source::Sample, ..) => locale.format(
            "truth.sample",
            &[("shown", derived.matched.into()), ("n", n.into())],
        ),
        (Source::File, ..) => locale.format(
            "truth.file",
            &[
                ("shown", derived.matched.into()),
                ("n", n.into()),
                ("name", session.file_name().into()),
            ],
        ),
    }
}

fn counted_by(locale: &Locale, session: &Session, derived: &Derived) -> String {
    let Some(groups) = &derived.groups else {
        return String::new();
    };
    match groups.counted_by {
        CountedBy::Service => locale.text("truth.by-service"),
        CountedBy::Widget => {
            let complete = session.has_all_rows() || session.source() != Source::Service;
            let key = if complete {
                "truth.by-widget"
            } else {
                "truth.by-widget-partial"
            };
            locale.format(key, &[("n", groups.total().into())])
        }
    }
}

/// What had to be ignored, and what is odd about the answers.
pub(super) fn notices(locale: &Locale, session: &Session) -> Vec<String> {
    let mut sentences: Vec<String> = session
        .link_problems()
        .iter()
        .map(|problem| link_problem(locale, problem))
        .collect();
    if let Some(zone) = session.query().time_zone.as_deref()
        && zone != locale.zone()
        && !zone.eq_ignore_ascii_case("UTC")
    {
        sentences.push(locale.format("notice.zone", &[("value", zone.into())]));
    }
    if session.settings().base.is_exposed() {
        sentences.push(locale.text("notice.exposed"));
    }
    match session.settings().cloud {
        Cloud::Germany => sentences.push(locale.text("notice.cloud-germany")),
        Cloud::UsGov => sentences.push(locale.text("notice.cloud-us-gov")),
        Cloud::Global | Cloud::China | Cloud::Custom => {}
    }
    let rows = session.rows();
    if let (Some(was), Some(total)) = (rows.total_was(), rows.total()) {
        sentences.push(locale.format(
            "notice.total-changed",
            &[("was", was.into()), ("n", total.into())],
        ));
    }
    if let Some(expr) = session.judged_here() {
        let condition = filter::phrase(locale, expr);
        sentences.push(locale.format("notice.null-here", &[("condition", condition.into())]));
    }
    match rows.end() {
        Some(End::Repeated) => sentences.push(locale.text("notice.repeated")),
        Some(End::Short) => sentences.push(locale.text("notice.short")),
        _ => {}
    }
    if session.source() == Source::Service && session.query().view != View::Table {
        sentences.extend(group_notices(locale, session));
    }
    sentences
}

fn group_notices(locale: &Locale, session: &Session) -> Vec<String> {
    let groups = session.groups();
    let mut sentences = Vec::new();
    let mut say = |wanted: bool, key: &str| {
        if wanted {
            sentences.push(locale.text(key));
        }
    };
    say(groups.rows_instead(), "notice.rows-instead");
    say(groups.has_no_measure(), "notice.no-measure");
    say(
        groups.groups().is_some() && groups.may_be_cut(),
        "notice.may-be-cut",
    );
    if groups.bad_rows() > 0 {
        sentences.push(locale.format("notice.bad-groups", &[("n", groups.bad_rows().into())]));
    }
    if let Some(measure) = groups.other_measure() {
        sentences.push(locale.format("notice.other-measure", &[("measure", measure.into())]));
    }
    if let Some(fault) = groups.fault() {
        let told = fault::tell(locale, fault);
        sentences.push(locale.format("notice.groups-failed", &[("what", told.what.into())]));
    }
    let rows = session.rows();
    let known = if session.has_all_rows() {
        Some(rows.loaded())
    } else {
        rows.total()
    };
    if let Reconciliation::Differs { grouped, rows } = groups.reconcile(known) {
        sentences.push(locale.format(
            "notice.differs",
            &[("grouped", grouped.into()), ("n", rows.into())],
        ));
    }
    sentences
}

pub(super) fn link_problem(locale: &Locale, problem: &LinkProblem) -> String {
    let (key, bounds) = match &problem.reason {
        LinkReason::Filter(_) => ("link.filter", None),
        LinkReason::UnknownField => ("link.unknown-field", None),
        LinkReason::NotADate => ("link.not-a-date", None),
        LinkReason::RepeatedField => ("link.repeated-field", None),
        LinkReason::RepeatedKey => ("link.repeated-key", None),
        LinkReason::UnknownWord => ("link.unknown-word", None),
        LinkReason::OutOfBounds { least, most } => ("link.out-of-bounds", Some((*least, *most))),
        LinkReason::Malformed => ("link.malformed", None),
        LinkReason::NewerVersion => ("link.newer-version", None),
        LinkReason::PlusForBlank => ("link.plus-for-blank", None),
    };
    let (least, most) = bounds.unwrap_or_default();
    locale.format(
        key,
        &[
            ("key", Arg::Text(problem.key.clone())),
            ("value", Arg::Text(problem.value.clone())),
            ("least", least.into()),
            ("most", most.into()),
        ],
    )
}

/// The message of the live region.
pub(super) fn announcement(
    locale: &Locale,
    announcement: &Announcement,
    derived: &Derived,
) -> String {
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

/// Figures of what is shown, for host pages.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Summary<'a> {
    loaded: u64,
    shown: usize,
    total_count: Option<u64>,
    duplicates: u64,
    bad_rows: u64,
    bad_cells: u64,
    complete: bool,
    source: &'static str,
    error: Option<&'a Fault>,
}

pub(super) fn summary<'a>(session: &'a Session, derived: &Derived) -> Summary<'a> {
    let rows = session.rows();
    Summary {
        loaded: rows.loaded(),
        shown: derived.rows.len(),
        total_count: rows.total(),
        duplicates: rows.duplicates(),
        bad_rows: rows.problems().bad_rows,
        bad_cells: rows.problems().bad_cells,
        complete: rows.is_complete(),
        source: match session.source() {
            Source::Service => "service",
            Source::Sample => "sample",
            Source::File => "file",
            Source::Host => "host",
        },
        error: match session.phase() {
            Phase::Failed(fault) | Phase::TokenNeeded(_, Some(fault)) => Some(fault),
            _ => None,
        },
    }
}

/// The shown rows as plain objects in their order.
pub(super) fn records(table: &Table, rows: &[u32]) -> Array {
    let keys = Field::ALL.map(|field| (field, JsValue::from_str(field.name())));
    let record = |row: &u32| {
        let object = Object::new();
        for (field, key) in &keys {
            let value = if field.is_date() {
                match table.date(*row as usize, *field) {
                    DateValue::At(at) => JsValue::from_str(&at.to_string()),
                    DateValue::Never | DateValue::Unreadable => JsValue::NULL,
                }
            } else {
                table
                    .term(*row as usize, *field)
                    .map_or(JsValue::NULL, JsValue::from_str)
            };
            // A plain object takes any property.
            let _ = Reflect::set(&object, key, &value);
        }
        JsValue::from(object)
    };
    rows.iter().map(record).collect()
}
