//! The sixteen fields of a referral row: their wire names, kinds and order (endpoint.md §4.1).

use serde::{Serialize, Serializer};

/// A field of a referral row. `name()` is the wire name, in camelCase as the endpoint documents it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// Opaque referral id, the only row key there is.
    Id,
    /// Free enumeration, endpoint.md §4.2.
    Status,
    /// The customer's name: personal or business data, never logged.
    CustomerName,
    /// ISO 3166-1 alpha-2.
    CustomerMarket,
    /// Employee range, endpoint.md §4.3.
    CustomerOrgSize,
    /// ISO 3166-1 alpha-2.
    PartnerMarket,
    /// The only date that is expected always.
    CreatedDate,
    /// The partner pressed "interested".
    AcknowledgedDate,
    /// The deal is being worked.
    AcceptedDate,
    /// Declined after looking at the details.
    DeclinedDate,
    /// No decision in time.
    ExpiredDate,
    /// Never looked at in time.
    MissedDate,
    /// "No thanks" without evaluating.
    SkippedDate,
    /// Outcome.
    WonDate,
    /// Outcome.
    LostDate,
    /// The exact trigger is unknown.
    ArchivedDate,
}

/// What kind of value a field holds; decides its operators (endpoint.md §2.2) and its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Opaque text, compared as a whole.
    Text,
    /// A code out of an open list.
    Code,
    /// A name in natural language.
    Name,
    /// A moment in UTC.
    Date,
}

impl Field {
    /// All fields, in the order in which columns and facets list them.
    pub const ALL: [Self; 16] = [
        Self::Id,
        Self::Status,
        Self::CustomerName,
        Self::CustomerMarket,
        Self::CustomerOrgSize,
        Self::PartnerMarket,
        Self::CreatedDate,
        Self::AcknowledgedDate,
        Self::AcceptedDate,
        Self::DeclinedDate,
        Self::ExpiredDate,
        Self::MissedDate,
        Self::SkippedDate,
        Self::WonDate,
        Self::LostDate,
        Self::ArchivedDate,
    ];

    /// The fields whose kind is not [`Kind::Date`], in the order of [`Field::ALL`].
    pub const TERMS: [Self; 6] = [
        Self::Id,
        Self::Status,
        Self::CustomerName,
        Self::CustomerMarket,
        Self::CustomerOrgSize,
        Self::PartnerMarket,
    ];

    /// The ten dates, in the order of [`Field::ALL`].
    pub const DATES: [Self; 10] = [
        Self::CreatedDate,
        Self::AcknowledgedDate,
        Self::AcceptedDate,
        Self::DeclinedDate,
        Self::ExpiredDate,
        Self::MissedDate,
        Self::SkippedDate,
        Self::WonDate,
        Self::LostDate,
        Self::ArchivedDate,
    ];

    /// The wire name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Status => "status",
            Self::CustomerName => "customerName",
            Self::CustomerMarket => "customerMarket",
            Self::CustomerOrgSize => "customerOrgSize",
            Self::PartnerMarket => "partnerMarket",
            Self::CreatedDate => "createdDate",
            Self::AcknowledgedDate => "acknowledgedDate",
            Self::AcceptedDate => "acceptedDate",
            Self::DeclinedDate => "declinedDate",
            Self::ExpiredDate => "expiredDate",
            Self::MissedDate => "missedDate",
            Self::SkippedDate => "skippedDate",
            Self::WonDate => "wonDate",
            Self::LostDate => "lostDate",
            Self::ArchivedDate => "archivedDate",
        }
    }

    /// The field of that wire name, in any ASCII case (endpoint.md §2.1, "case of field names").
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|field| field.name().eq_ignore_ascii_case(name))
    }

    /// The kind of value the field holds.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Id => Kind::Text,
            Self::Status | Self::CustomerMarket | Self::CustomerOrgSize | Self::PartnerMarket => {
                Kind::Code
            }
            Self::CustomerName => Kind::Name,
            _ => Kind::Date,
        }
    }

    /// Whether the field is one of the ten dates.
    pub const fn is_date(self) -> bool {
        matches!(self.kind(), Kind::Date)
    }

    /// The field's place in [`Field::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// The documented status values in the order of the life cycle (endpoint.md §4.2).
pub const STATUSES: [&str; 10] = [
    "New",
    "Acknowledged",
    "Accepted",
    "Won",
    "Lost",
    "Declined",
    "Skipped",
    "Missed",
    "Expired",
    "Archived",
];

/// The canonical status that a raw one stands for, for colours and order; the raw word is what is shown.
///
/// `None` for a value that no source knows (neutral colour, still filterable).
pub fn canonical_status(raw: &str) -> Option<&'static str> {
    const ALIASES: [(&str, &str); 12] = [
        ("Created", "New"),
        ("Pending", "New"),
        ("Received", "New"),
        ("Inbox", "New"),
        ("None", "New"),
        ("Invited", "New"),
        ("Validated", "Acknowledged"),
        ("Evaluating", "Acknowledged"),
        ("Active", "Accepted"),
        ("Negotiating", "Accepted"),
        ("Rejected", "Declined"),
        ("Closed", "Archived"),
    ];
    let raw = raw.trim();
    STATUSES
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(raw))
        .or_else(|| {
            ALIASES
                .into_iter()
                .find(|(alias, _)| alias.eq_ignore_ascii_case(raw))
                .map(|(_, known)| known)
        })
        .or_else(|| raw.eq_ignore_ascii_case("Inactive").then_some("Archived"))
}

/// The documented organisation sizes, smallest first (endpoint.md §4.3).
pub const ORG_SIZES: [&str; 11] = [
    "1to9employees",
    "1to50employees",
    "10to50employees",
    "51to250employees",
    "51to500employees",
    "251to1000employees",
    "Morethan500employees",
    "1001to5000employees",
    "5001to10000employees",
    "10001to20000employees",
    "Morethan20000employees",
];

/// An organisation size read from its wire form: lower bound, and upper bound where there is one (employees).
///
/// Ordered by lower bound, then upper; an open end comes last (endpoint.md §4.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrgSize {
    /// Smallest number of employees; for "more than n" it is n + 1.
    pub from: u32,
    /// Largest number of employees, `None` for "more than".
    pub to: Option<u32>,
}

impl OrgSize {
    /// Reads `10to50employees` and `Morethan500employees`, in any case; `None` for anything else.
    pub fn parse(raw: &str) -> Option<Self> {
        let lower = raw.trim().to_ascii_lowercase();
        let range = lower.strip_suffix("employees")?;
        if let Some(bound) = range.strip_prefix("morethan") {
            let bound: u32 = bound.trim().parse().ok()?;
            return Some(Self {
                from: bound.checked_add(1)?,
                to: None,
            });
        }
        let (from, to) = range.split_once("to")?;
        Some(Self {
            from: from.parse().ok()?,
            to: Some(to.parse().ok()?),
        })
    }

    /// The short label: "10–50", "> 500".
    pub fn label(self) -> String {
        match self.to {
            Some(to) => format!("{}\u{2013}{to}", self.from),
            None => format!("> {}", self.from.saturating_sub(1)),
        }
    }

    /// A key that sorts sizes by lower bound, then upper.
    pub fn rank(self) -> (u32, u32) {
        (self.from, self.to.unwrap_or(u32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_any_case_and_the_index_is_the_place_in_all() {
        for (place, field) in Field::ALL.into_iter().enumerate() {
            assert_eq!(field.index(), place);
            assert_eq!(Field::from_name(&field.name().to_uppercase()), Some(field));
        }
        assert_eq!(Field::from_name("state"), None);
    }

    #[test]
    fn terms_and_dates_together_are_all_fields() {
        let joined: Vec<Field> = Field::TERMS.into_iter().chain(Field::DATES).collect();
        assert_eq!(joined, Field::ALL);
        assert!(Field::DATES.into_iter().all(Field::is_date));
        assert!(!Field::TERMS.into_iter().any(Field::is_date));
    }

    #[test]
    fn sizes_have_labels_and_a_natural_order() {
        assert_eq!(OrgSize::parse("10to50employees").unwrap().label(), "10–50");
        assert_eq!(
            OrgSize::parse("Morethan500employees").unwrap().label(),
            "> 500"
        );
        assert_eq!(OrgSize::parse("10 ila 50 çalışan"), None);
        assert_eq!(OrgSize::parse("Morethan4294967295employees"), None);
        let ranks: Vec<_> = ORG_SIZES
            .iter()
            .map(|raw| OrgSize::parse(raw).unwrap().rank())
            .collect();
        assert!(ranks.is_sorted(), "{ranks:?}");
    }

    #[test]
    fn aliases_map_to_the_canonical_status() {
        assert_eq!(canonical_status("accepted"), Some("Accepted"));
        assert_eq!(canonical_status("Validated"), Some("Acknowledged"));
        assert_eq!(canonical_status("Inactive"), Some("Archived"));
        assert_eq!(canonical_status("Teleported"), None);
    }
}
