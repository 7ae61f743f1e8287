//! The choices that are one word in the link or an attribute: view, theme, density, and the keys of the order (contract §3, §4).
//!
//! The kinds of chart are `chart::ChartKind`, the levels `date::Level`.

use serde::{Serialize, Serializer};

/// An enumeration with one word a value, as the link and the host write it.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        impl $name {
            /// All values.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            /// The value of that word, in any ASCII case.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name().eq_ignore_ascii_case(name))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }
    };
}

words! {
    /// What is on the screen.
    View {
        /// The rows.
        Table = "table",
        /// The groups.
        Chart = "chart",
        /// Figures and several charts.
        Overview = "overview",
        /// Chart and rows.
        Split = "split",
    }
}

words! {
    /// The colours.
    Theme {
        /// As the system has it.
        Auto = "auto",
        /// Dark on light.
        Light = "light",
        /// Light on dark.
        Dark = "dark",
        /// Strong contrast.
        Contrast = "contrast",
    }
}

words! {
    /// The height of rows.
    Density {
        /// As high as is pleasant to read and to touch.
        Comfortable = "comfortable",
        /// As low as can be read.
        Compact = "compact",
    }
}
