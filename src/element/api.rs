//! The element's interface in one table, from which `custom-elements.json` and `referral-analytics.d.ts` are written.
//!
//! `INSTA_UPDATE=always cargo test -p referral-widget --lib element::api` writes the two files anew; without it they are
//! compared. The same test holds the table against the JavaScript half and the parts against the components.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails, also in what tests share"
)]

use serde_json::{Value, json};

/// Name, TypeScript type of the property, default, meaning.
type Row = (&'static str, &'static str, &'static str, &'static str);

const ATTRIBUTES: [Row; 28] = [
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

const PROPERTIES: [Row; 6] = [
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

const READ_ONLY: [Row; 8] = [
    (
        "records",
        "ReferralRecord[]",
        "",
        "The shown rows in their order, the first 10,000 of them.",
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
        "Figures of what is shown.",
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
        "Why the load stands still.",
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
const METHODS: [Row; 11] = [
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

/// Name, type of the detail, whether it can be prevented, meaning.
const EVENTS: [Row; 12] = [
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
        "A load has ended with a fault, or was stopped.",
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
        "A mark or a row was picked; preventing it keeps the filter as it is.",
    ),
    (
        "referral-export",
        "{ method: string; scope: string; count: number }",
        "cancelable",
        "A file is about to be handed over; preventing it keeps it back.",
    ),
];

/// Parts for styling; each stands in a component.
const PARTS: [&str; 15] = [
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

const TYPES: &str = include_str!("types.d.ts");

fn camel_case(name: &str) -> String {
    let mut words = name.split('-');
    let mut joined = words.next().unwrap_or_default().to_owned();
    for word in words {
        let (first, rest) = word.split_at(1);
        joined.push_str(&first.to_ascii_uppercase());
        joined.push_str(rest);
    }
    joined
}

fn manifest() -> String {
    let attribute = |(name, kind, default, description): &Row| {
        json!({ "name": name, "fieldName": camel_case(name), "type": { "text": kind }, "default": default,
            "description": description })
    };
    let reflected = |(name, kind, default, description): &Row| {
        json!({ "kind": "field", "name": camel_case(name), "attribute": name, "reflects": true,
            "type": { "text": kind }, "default": default, "description": description })
    };
    let field = |(name, kind, default, description): &Row| {
        json!({ "kind": "field", "name": name, "type": { "text": kind }, "default": default,
            "description": description })
    };
    let read_only = |(name, kind, _, description): &Row| {
        json!({ "kind": "field", "name": name, "readonly": true, "type": { "text": kind },
            "description": description })
    };
    let method = |(name, parameters, result, description): &Row| {
        let parameters: Vec<Value> = parameters
            .split(", ")
            .filter_map(|parameter| parameter.split_once(": "))
            .map(|(name, kind)| {
                json!({ "name": name.trim_end_matches('?'), "optional": name.ends_with('?'), "type": { "text": kind } })
            })
            .collect();
        json!({ "kind": "method", "name": name, "parameters": parameters, "return": { "type": { "text": result } },
            "description": description })
    };
    let event = |(name, detail, cancelable, description): &Row| {
        let description = format!(
            "{description} {}",
            if cancelable.is_empty() {
                ""
            } else {
                "Cancelable."
            }
        );
        json!({ "name": name, "type": { "text": format!("CustomEvent<{detail}>") },
            "description": description.trim_end() })
    };
    let members: Vec<Value> = ATTRIBUTES
        .iter()
        .map(reflected)
        .chain(PROPERTIES.iter().map(field))
        .chain(READ_ONLY.iter().map(read_only))
        .chain(METHODS.iter().map(method))
        .collect();
    let class = json!({
        "kind": "class", "customElement": true, "name": "ReferralAnalytics", "tagName": "referral-analytics",
        "superclass": { "name": "HTMLElement" },
        "attributes": ATTRIBUTES.iter().map(attribute).collect::<Vec<_>>(),
        "members": members,
        "events": EVENTS.iter().map(event).collect::<Vec<_>>(),
        "cssParts": PARTS.iter().map(|part| json!({ "name": part })).collect::<Vec<_>>(),
    });
    let path = "referral-analytics.js";
    let definition = json!({ "kind": "custom-element-definition", "name": "referral-analytics",
        "declaration": { "name": "ReferralAnalytics", "module": path } });
    let module = json!({ "kind": "javascript-module", "path": path, "declarations": [class], "exports": [definition] });
    let manifest = json!({ "schemaVersion": "1.0.0", "readme": "", "modules": [module] });
    serde_json::to_string_pretty(&manifest).unwrap() + "\n"
}

fn types() -> String {
    let mut text = TYPES.to_owned();
    text.push_str("export interface ReferralEventMap {\n");
    for (name, detail, _, meaning) in EVENTS {
        text.push_str(&format!(
            "  /** {meaning} */\n  '{name}': CustomEvent<{detail}>;\n"
        ));
    }
    text.push_str("}\n\nexport interface ReferralAnalyticsElement extends HTMLElement {\n");
    for (name, kind, _, meaning) in ATTRIBUTES {
        text.push_str(&format!(
            "  /** {meaning} */\n  {}: {kind};\n",
            camel_case(name)
        ));
    }
    for (name, kind, _, meaning) in PROPERTIES {
        text.push_str(&format!("  /** {meaning} */\n  {name}: {kind};\n"));
    }
    for (name, kind, _, meaning) in READ_ONLY {
        text.push_str(&format!("  /** {meaning} */\n  readonly {name}: {kind};\n"));
    }
    for (name, parameters, result, meaning) in METHODS {
        text.push_str(&format!(
            "  /** {meaning} */\n  {name}({parameters}): {result};\n"
        ));
    }
    for verb in ["add", "remove"] {
        text.push_str(&format!(
            "  {verb}EventListener<K extends keyof ReferralEventMap>(\n    type: K,\n    \
             listener: (this: ReferralAnalyticsElement, event: ReferralEventMap[K]) => void,\n    \
             options?: boolean | AddEventListenerOptions,\n  ): void;\n  {verb}EventListener(\n    type: string,\n    \
             listener: EventListenerOrEventListenerObject | null,\n    options?: boolean | AddEventListenerOptions,\n  ): void;\n"
        ));
    }
    text.push_str("}\n\ndeclare global {\n  interface HTMLElementTagNameMap {\n    'referral-analytics': ReferralAnalyticsElement;\n  }\n}\n");
    text
}

fn read(path: &str) -> String {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(root.join(path)).unwrap_or_default()
}

fn up_to_date(path: &str, wanted: &str) {
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        std::fs::write(root.join(path), wanted).unwrap();
    }
    assert!(
        read(path) == wanted,
        "{path} is not as src/element/api.rs has it; see there how it is written"
    );
}

/// The texts in single quotes of the list that follows a name in a script.
fn listed(script: &str, name: &str) -> Vec<String> {
    let (_, behind) = script.split_once(name).unwrap();
    let (list, _) = behind.split_once(']').unwrap();
    list.split('\'')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_files_for_tools_are_as_the_table() {
    up_to_date("static/custom-elements.json", &manifest());
    up_to_date("static/referral-analytics.d.ts", &types());
}

#[test]
fn the_javascript_half_has_what_the_table_has() {
    let attributes = read("static/element/attributes.js");
    let lists = ["TEXTS = [", "NUMBERS = [", "FLAGS = ["].map(|name| listed(&attributes, name));
    assert_eq!(lists.concat(), ATTRIBUTES.map(|(name, ..)| name.to_owned()));
    let script = read("static/referral-analytics.js");
    assert_eq!(
        listed(&script, "GIVEN = ["),
        PROPERTIES.map(|(name, ..)| name.to_owned())
    );
    let cancelable: Vec<&str> = EVENTS
        .iter()
        .filter(|row| !row.2.is_empty())
        .map(|row| row.0)
        .collect();
    assert_eq!(listed(&script, "CANCELABLE = ["), cancelable);
    for (name, ..) in READ_ONLY {
        assert!(script.contains(&format!("get {name}()")), "{name}");
    }
    for (name, ..) in METHODS {
        assert!(script.contains(&format!("async {name}(")), "{name}");
    }
    let events = read("src/element/events.rs") + &script;
    for (name, ..) in EVENTS {
        assert!(
            events.contains(&format!("{name}\"")) || events.contains(&format!("{name}'")),
            "{name}"
        );
    }
}

#[test]
fn the_stand_alone_page_knows_the_keys_of_the_link() {
    let mut keys = listed(&read("static/stand-alone.js"), "KEYS = [");
    let known = referral_engine::query::Query::default();
    let mut wanted: Vec<String> = known
        .values()
        .map(|(key, _)| key.to_ascii_lowercase())
        .collect();
    wanted.push("v".to_owned());
    keys.sort();
    wanted.sort();
    assert_eq!(keys, wanted);
}

#[test]
fn every_part_stands_in_a_component() {
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut sources = String::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                sources += &std::fs::read_to_string(&path).unwrap();
            }
        }
    }
    for part in PARTS {
        let stands = sources.contains(&format!("part=\"{part}\""))
            || sources.contains(&format!("part=\"{part} "));
        assert!(stands, "no component has the part {part}");
    }
}
