//! What the element tells, and what of it can be styled: events and parts.

use super::Row;

/// Name, type of the detail, whether it can be prevented, meaning.
pub(super) const EVENTS: [Row; 12] = [
    ("referral-ready", "null", "", "The widget is mounted."),
    (
        "referral-load-start",
        "null",
        "cancelable",
        "A load begins; preventing it stops it before anything is sent.",
    ),
    (
        "referral-progress",
        "{ loaded: number; total: number | null }",
        "",
        "Rows have arrived.",
    ),
    (
        "referral-load",
        "{ count: number; totalCount: number | null; truncated: boolean; durationMs: number }",
        "",
        "A load has ended well.",
    ),
    (
        "referral-error",
        "ReferralError",
        "",
        "A load has ended with a fault, was stopped, or waits because the service asks to slow down.",
    ),
    (
        "referral-token-request",
        "{ reason: TokenReason }",
        "",
        "A token is needed.",
    ),
    (
        "referral-token-expiring",
        "null",
        "",
        "The token runs out soon.",
    ),
    (
        "referral-config-update",
        "{ config: ReferralConfig; changed: (keyof ReferralConfig)[] }",
        "",
        "The query or the view has changed.",
    ),
    (
        "referral-filter-update",
        "{ filter: string; sentence: string }",
        "",
        "The filter has changed; the sentence says what it means.",
    ),
    (
        "referral-language-update",
        "{ language: string; direction: 'ltr' | 'rtl'; title: string }",
        "",
        "The widget speaks this language from now on; the title is what a page of its own is called in it.",
    ),
    (
        "referral-click",
        "{ record?: ReferralRecord; bucket?: Record<string, string | null>; filter: string }",
        "cancelable",
        "A mark or a row was picked; preventing it keeps the filter as it is. The bucket has the values of fields that the mark stands for, and none where only the filter says what it counts.",
    ),
    (
        "referral-export",
        "{ method: string; scope: string; count: number }",
        "cancelable",
        "A file is about to be handed over; preventing it keeps it back.",
    ),
];

/// Parts for styling; each stands in a component.
pub(super) const PARTS: [&str; 15] = [
    "toolbar",
    "filter",
    "chip",
    "kpi",
    "chart",
    "mark",
    "legend",
    "table",
    "header-cell",
    "row",
    "cell",
    "pager",
    "status",
    "error",
    "token-form",
];
