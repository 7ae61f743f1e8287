//! What the clinic finds in a pasted request, in words.

use referral_engine::clinic::{Finding, FindingKind};
use referral_engine::filter::WarningKind;

use super::{Arg, Locale, filter};

/// Puts a finding into words; its place is shown beside them.
pub fn tell(locale: &Locale, finding: &Finding) -> String {
    use FindingKind as Kind;
    let text = |text: &str| Arg::Text(text.to_owned());
    let args = match &finding.kind {
        Kind::Filter(kind) => return filter::tell(locale, kind),
        Kind::FilterWarning(kind) => return warning(locale, kind),
        Kind::OtherEndpoint { found }
        | Kind::Method { found }
        | Kind::UnsupportedParameter { found }
        | Kind::UnknownParameter { found }
        | Kind::UnknownLevel { found } => vec![("found", text(found))],
        Kind::DollarPrefix { name } | Kind::RepeatedParameter { name } => {
            vec![("name", text(name))]
        }
        Kind::KeyCase { found, name } | Kind::RenamedParameter { found, name } => {
            vec![("found", text(found)), ("name", text(name))]
        }
        Kind::UnknownField { found, nearest } => {
            let nearest = nearest.map_or("–", |field| field.name());
            vec![("found", text(found)), ("name", text(nearest))]
        }
        Kind::RepeatedField { field } => vec![("found", text(field.name()))],
        Kind::Number { name, found, used } => {
            let used = used.map_or_else(|| "–".to_owned(), |used| used.to_string());
            vec![
                ("name", text(name)),
                ("found", text(found)),
                ("used", Arg::Text(used)),
            ]
        }
        _ => Vec::new(),
    };
    locale.format(&format!("clinic.{}", finding.kind.name()), &args)
}

/// A filter that can be sent, but may not do what was meant.
pub fn warning(locale: &Locale, kind: &WarningKind) -> String {
    match kind {
        WarningKind::MatchesEverything => locale.text("filter-warning.matches-everything"),
        WarningKind::NameEqualityMayBeRefused { field } => locale.format(
            "filter-warning.name-equality",
            &[("field", field.name().into())],
        ),
        WarningKind::NullMayBeRefused { field } => {
            locale.format("filter-warning.null", &[("field", field.name().into())])
        }
        WarningKind::Spelling { canonical } => locale.format(
            "filter-warning.spelling",
            &[("value", canonical.as_str().into())],
        ),
    }
}

/// The part of the paste that a finding is about; a secret is never shown again.
pub fn place(paste: &str, finding: &Finding) -> String {
    if matches!(finding.kind, FindingKind::Secret(_)) {
        return "…".to_owned();
    }
    paste.get(finding.at.clone()).unwrap_or_default().to_owned()
}
