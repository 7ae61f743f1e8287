//! The table as the two files for tools.

use serde_json::{Value, json};

use super::Row;
use super::attributes::ATTRIBUTES;
use super::events::{EVENTS, PARTS};
use super::members::{METHODS, PROPERTIES, READ_ONLY};

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

pub(super) fn manifest() -> String {
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

pub(super) fn types() -> String {
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
