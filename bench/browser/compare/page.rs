//! The pages that are compared: ours, and what a portal team would otherwise ship.

/// One of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Page {
    Ours,
    AgGrid,
    Tabulator,
    TanStack,
}

impl Page {
    pub(crate) const ALL: [Self; 4] = [Self::Ours, Self::AgGrid, Self::Tabulator, Self::TanStack];

    /// As people call it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::AgGrid => "AG Grid",
            Self::Tabulator => "Tabulator",
            Self::TanStack => "TanStack",
        }
    }

    /// Its folder beneath the served site.
    pub(crate) const fn folder(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::AgGrid => "ag-grid",
            Self::Tabulator => "tabulator",
            Self::TanStack => "tanstack",
        }
    }
}
