//! The names of the endpoint's parameters, and what they are called elsewhere: in drafts, other APIs, translated documents.

use super::traced::Traced;
use crate::lower::lower_case;

/// A parameter of the endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parameter {
    Filter,
    Groupby,
    AggregationLevel,
    Top,
    Skip,
}

impl Parameter {
    const ALL: [Self; 5] = [
        Self::Filter,
        Self::Groupby,
        Self::AggregationLevel,
        Self::Top,
        Self::Skip,
    ];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Filter => "filter",
            Self::Groupby => "groupby",
            Self::AggregationLevel => "aggregationLevel",
            Self::Top => "top",
            Self::Skip => "skip",
        }
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|parameter| parameter.name().eq_ignore_ascii_case(name))
    }

    /// The parameter by a name out of a draft, another API, or a document whose translation went too far.
    ///
    /// Seen in translated pages of this endpoint: sv "hoppa över", cs "Přeskočit", pl "Pomiń", tr "Atla", pt "saltar" and
    /// "agregaçãoLevel", de "Oben", fr "filtre"; `aggLevel` in a draft (endpoint.md §1, §9). The others are the ordinary words.
    pub(super) fn guess(name: &str) -> Option<Self> {
        const SKIP: [&str; 12] = [
            "hoppaöver",
            "přeskočit",
            "pomiń",
            "atla",
            "saltar",
            "omitir",
            "ignorer",
            "sauter",
            "überspringen",
            "略過",
            "跳過",
            "offset",
        ];
        const TOP: [&str; 7] = [
            "oben", "haut", "överst", "頂端", "limit", "take", "pagesize",
        ];
        const LEVEL: [&str; 6] = [
            "agglevel",
            "agregaçãolevel",
            "aggregationsnivå",
            "aggregationsebene",
            "彙總層級",
            "niveaud'agrégation",
        ];
        const FILTER: [&str; 5] = ["filtre", "filtro", "filtern", "篩選", "where"];
        const GROUPBY: [&str; 6] = [
            "group",
            "gruppierennach",
            "regrouperpar",
            "grupperaefter",
            "分組依據",
            "groupbyfields",
        ];
        let mut name = lower_case(name).replace('’', "'");
        name.retain(|c| !c.is_whitespace() && !"_-+".contains(c));
        let lists: [(Self, &[&str]); 5] = [
            (Self::Skip, &SKIP),
            (Self::Top, &TOP),
            (Self::AggregationLevel, &LEVEL),
            (Self::Filter, &FILTER),
            (Self::Groupby, &GROUPBY),
        ];
        Self::from_name(&name).or_else(|| {
            lists
                .into_iter()
                .find(|(_, words)| words.contains(&name.as_str()))
                .map(|(parameter, _)| parameter)
        })
    }
}

/// Parameters of OData and of sibling resources that this endpoint does not have (endpoint.md §1).
const UNSUPPORTED: [&str; 11] = [
    "select",
    "orderby",
    "count",
    "inlinecount",
    "expand",
    "format",
    "search",
    "apply",
    "skiptoken",
    "compute",
    "processedDateTime",
];

pub(super) fn is_unsupported(name: &str) -> bool {
    UNSUPPORTED
        .iter()
        .any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether a text begins with `name=`, the name being that of a parameter in any spelling.
pub(super) fn starts_with_parameter(text: &Traced) -> bool {
    text.split_once('=').is_some_and(|(key, _)| {
        let key = key.decode();
        let name = key.text().trim().trim_start_matches(['?', '&', '#', '$']);
        Parameter::from_name(name)
            .or_else(|| Parameter::guess(name))
            .is_some()
            || is_unsupported(name)
    })
}
