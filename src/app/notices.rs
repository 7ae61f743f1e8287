//! Notices as sentences: what of a link had to be ignored, and what is odd about settings and answers.

use referral_engine::cloud::Cloud;
use referral_engine::link::{LinkProblem, LinkReason};
use referral_engine::query::View;
use referral_engine::session::{End, Reconciliation, Session, Source};

use crate::text::{Arg, Locale, fault, filter};

/// What had to be ignored, and what is odd about the answers.
pub(super) fn sentences(locale: &Locale, session: &Session) -> Vec<String> {
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
        sentences.extend(of_groups(locale, session));
    }
    sentences
}

fn of_groups(locale: &Locale, session: &Session) -> Vec<String> {
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
