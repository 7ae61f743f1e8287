//! The widget's one style sheet: tokens first, then each component's own file.

#[cfg(test)]
mod contrast;

/// All styles, as one text for a constructed style sheet.
pub const CSS: &str = concat!(
    include_str!("tokens.css"),
    include_str!("series.css"),
    include_str!("base.css"),
    include_str!("../components/header.css"),
    include_str!("../components/token_form.css"),
    include_str!("../components/toolbar.css"),
    include_str!("../components/filter/filter.css"),
    include_str!("../components/request_panel.css"),
    include_str!("../components/status.css"),
    include_str!("../components/table/table.css"),
    include_str!("../components/chart/chart.css"),
    include_str!("../components/overview/overview.css"),
    // Last, because on paper it has the last word.
    include_str!("../components/export/export.css"),
);
