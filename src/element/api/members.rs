//! What only scripts can reach: properties for writing and for reading, and methods.

use super::Row;

pub(super) const PROPERTIES: [Row; 6] = [
    (
        "tokenProvider",
        "TokenProvider | null",
        "null",
        "Asked for a token when there is none, when it runs out soon, and when it was refused.",
    ),
    (
        "fetcher",
        "((request: Request) => Promise<Response>) | null",
        "null",
        "Called instead of fetch, with the request as it would be sent.",
    ),
    (
        "data",
        "object[] | object | string | null",
        "null",
        "Rows, or an answer of the service, to show instead of asking.",
    ),
    (
        "messages",
        "Record<string, string> | null",
        "null",
        "Other words by their keys in locales/en.json.",
    ),
    (
        "headers",
        "HeadersInit | null",
        "null",
        "Further request headers; not Authorization, Cookie and the like.",
    ),
    (
        "config",
        "ReferralConfig",
        "",
        "The whole query and view; null until the widget is mounted.",
    ),
];

pub(super) const READ_ONLY: [Row; 8] = [
    (
        "records",
        "ReferralRecord[]",
        "",
        "All rows of the view in their order, made into objects each time: read it once where they are many.",
    ),
    (
        "groups",
        "ReferralGroups | null",
        "",
        "The groups of the chart.",
    ),
    (
        "summary",
        "ReferralSummary | null",
        "",
        "What is loaded and shown, and what the overview counts of it.",
    ),
    (
        "totalCount",
        "number | null",
        "",
        "Rows of the query, where the service tells.",
    ),
    ("loadState", "LoadState", "", "How the load stands."),
    (
        "error",
        "ReferralError | null",
        "",
        "Why the load stands still or waits.",
    ),
    ("version", "string", "", "The widget's version."),
    (
        "ready",
        "Promise<void>",
        "",
        "Settles when the widget is mounted.",
    ),
];

/// Name, parameters, result, meaning.
pub(super) const METHODS: [Row; 11] = [
    (
        "setAccessToken",
        "token: string, options?: { expiresOn?: Date | string | number }",
        "Promise<void>",
        "Takes a token; it is kept in memory only.",
    ),
    (
        "clearAccessToken",
        "",
        "Promise<void>",
        "Forgets the token.",
    ),
    (
        "load",
        "",
        "Promise<void>",
        "Loads anew; settles when the load has ended, well or not.",
    ),
    ("refresh", "", "Promise<void>", "The same."),
    (
        "cancel",
        "",
        "Promise<void>",
        "Stops the load; what is here stays.",
    ),
    (
        "save",
        "",
        "Promise<ReferralConfig>",
        "The whole query and view.",
    ),
    (
        "restore",
        "partial: Partial<ReferralConfig>",
        "Promise<void>",
        "Takes a part of a saved state; refuses what it cannot use.",
    ),
    (
        "reset",
        "",
        "Promise<void>",
        "Back to the query of the attributes.",
    ),
    (
        "getPermalink",
        "options?: { redact?: boolean }",
        "Promise<string>",
        "The address of what is shown, without what may hold a customer's name where that is asked for.",
    ),
    (
        "export",
        "options?: ReferralExport",
        "Promise<string | Blob>",
        "Rows, the chart or the request as text, or as a Blob where it is none.",
    ),
    (
        "download",
        "options?: ReferralExport",
        "Promise<string>",
        "The same as a file for the user; gives its name.",
    ),
];
