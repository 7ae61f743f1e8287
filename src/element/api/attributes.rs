//! The attributes and the properties that go with them; what a property alone can hold is `members`.

use super::Row;

pub(super) const ATTRIBUTES: [Row; 28] = [
    (
        "base-url",
        "string | null",
        "",
        "Where /partner/v1/analytics/referrals lives: an absolute URL or a path; the page's own origin without it.",
    ),
    (
        "cloud",
        "'global' | 'germany' | 'us-gov' | '21vianet' | 'custom' | (string & {}) | null",
        "",
        "A preset of base URL, token authority and audience.",
    ),
    (
        "filter",
        "string | null",
        "",
        "The filter in the endpoint's own syntax; the link wins where it speaks.",
    ),
    (
        "group-by",
        "string | null",
        "",
        "Fields to group by, separated by commas.",
    ),
    (
        "aggregation-level",
        "'day' | 'week' | 'month' | (string & {}) | null",
        "",
        "The size of date buckets.",
    ),
    (
        "time-range",
        "string | null",
        "all",
        "1m, 3m, 6m, 12m, all, or two dates with a slash between.",
    ),
    (
        "date-field",
        "string | null",
        "createdDate",
        "The date that the range is about.",
    ),
    (
        "view",
        "'table' | 'chart' | 'overview' | 'split' | (string & {}) | null",
        "split",
        "What is shown.",
    ),
    (
        "chart",
        "'bar' | 'line' | 'stacked' | 'heatmap' | 'funnel' | 'histogram' | (string & {}) | null",
        "",
        "The kind of chart; without it the one that suits the groups.",
    ),
    (
        "columns",
        "string | null",
        "",
        "Columns of the table in their order, separated by commas.",
    ),
    (
        "sort",
        "string | null",
        "-createdDate",
        "Fields to sort by, separated by commas, with a minus for descending.",
    ),
    ("time-zone", "string | null", "UTC", "An IANA time zone."),
    (
        "locked-filter",
        "string | null",
        "",
        "And-ed into every request and not editable; no security boundary.",
    ),
    (
        "url-state",
        "'none' | 'hash' | 'query' | (string & {}) | null",
        "none",
        "Where in the page's address the link is kept.",
    ),
    (
        "url-key",
        "string | null",
        "",
        "A prefix for the link's keys, so that widgets can share an address.",
    ),
    ("locale", "string | null", "", "A BCP 47 tag."),
    (
        "theme",
        "'auto' | 'light' | 'dark' | 'contrast' | (string & {}) | null",
        "auto",
        "The colours.",
    ),
    (
        "density",
        "'comfortable' | 'compact' | (string & {}) | null",
        "comfortable",
        "How close things stand.",
    ),
    (
        "heading",
        "string | null",
        "",
        "The heading's text; none without it.",
    ),
    (
        "top",
        "number | string | null",
        "",
        "Ask for one page of that many rows, 1 to 9999.",
    ),
    (
        "skip",
        "number | string | null",
        "",
        "Rows to skip before that page.",
    ),
    (
        "heading-level",
        "number | string | null",
        "2",
        "The heading's level, 1 to 6.",
    ),
    (
        "page-size",
        "number | string | null",
        "9999",
        "Rows of each request, 1 to 9999.",
    ),
    ("auto-load", "boolean", "false", "Load without being told."),
    ("demo", "boolean", "false", "Show the sample data."),
    (
        "no-export",
        "boolean",
        "false",
        "No way to take the rows out.",
    ),
    ("no-toolbar", "boolean", "false", "No filter, no pickers."),
    (
        "redact",
        "boolean",
        "false",
        "Customers have pseudonyms wherever names would stand; links leave conditions about names out.",
    ),
];
