//! What is shown, in plain words: what the filter means, and the truth line. What is odd about it is `notices`'.

use referral_engine::derived::Derived;
use referral_engine::filter::Expr;
use referral_engine::group::{CountedBy, Groups};
use referral_engine::query::{Query, View};
use referral_engine::session::{End, Session, Source};

use crate::text::{Locale, filter};

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
    if is_begun && !session.settings().locked_filter.is_empty() {
        // Which one is not said: it may name customers who are not to be known.
        facts.push(locale.text("truth.locked"));
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
