//! The clouds of Partner Center: where the API lives and who issues tokens for it (endpoint.md §7 and §8).
//!
//! A page may say another base (a proxy); which base holds is the element's to decide, never a link's.

use crate::token::AUDIENCE;

/// A cloud, by the element's `cloud` attribute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cloud {
    /// The public one.
    #[default]
    Global,
    /// Closed to new customers.
    Germany,
    /// For the government of the United States.
    UsGov,
    /// Operated by 21Vianet in China; it has no referral analytics.
    China,
    /// Somebody's own: nothing is known of it.
    Custom,
}

impl Cloud {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Global, "global"),
        (Self::Germany, "germany"),
        (Self::UsGov, "us-gov"),
        (Self::China, "21vianet"),
        (Self::Custom, "custom"),
    ];

    /// The cloud of that name, in any ASCII case.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim();
        let found = Self::ALL
            .iter()
            .find(|(_, known)| known.eq_ignore_ascii_case(name));
        found.map(|(cloud, _)| *cloud)
    }

    /// Where its API lives; `None` where the page has to say.
    pub const fn base(self) -> Option<&'static str> {
        match self {
            Self::Global | Self::Germany | Self::UsGov => {
                Some("https://api.partnercenter.microsoft.com")
            }
            Self::China => Some("https://partner.partnercenterapi.microsoftonline.cn"),
            Self::Custom => None,
        }
    }

    /// Who issues its tokens.
    pub const fn authority(self) -> Option<&'static str> {
        match self {
            Self::Global => Some("https://login.microsoftonline.com"),
            Self::Germany => Some("https://login.microsoftonline.de"),
            Self::UsGov => Some("https://login.microsoftonline.us"),
            Self::China => Some("https://login.partner.microsoftonline.cn"),
            Self::Custom => None,
        }
    }

    /// Whom its tokens must be for.
    pub const fn audience(self) -> Option<&'static str> {
        match self {
            Self::Global | Self::Germany | Self::UsGov => Some(AUDIENCE),
            Self::China => self.base(),
            Self::Custom => None,
        }
    }

    /// Whether the endpoint exists there.
    pub(crate) const fn has_referrals(self) -> bool {
        !matches!(self, Self::China)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clouds_have_their_own_authority_and_share_the_base() {
        for (name, authority) in [
            ("global", "https://login.microsoftonline.com"),
            ("Germany", "https://login.microsoftonline.de"),
            (" us-gov ", "https://login.microsoftonline.us"),
        ] {
            let cloud = Cloud::from_name(name).unwrap();
            assert_eq!(cloud.authority(), Some(authority), "{name}");
            assert_eq!(cloud.base(), Some(AUDIENCE), "{name}");
            assert_eq!(cloud.audience(), Some(AUDIENCE), "{name}");
            assert!(cloud.has_referrals(), "{name}");
        }
        let custom = Cloud::from_name("custom").unwrap();
        assert_eq!((custom.base(), custom.audience()), (None, None));
        assert!(custom.has_referrals());
        assert!(!Cloud::from_name("21vianet").unwrap().has_referrals());
        assert_eq!(Cloud::from_name("mooncake"), None);
    }
}
