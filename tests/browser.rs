//! The widget's public surface in a real browser, without a service: what `Intl` writes, the adopted style sheet, mounting.
//!
//! `cargo xtask test` runs this for wasm in headless Chromium; `webdriver.json` has its arguments. What needs answers of
//! the service is in `tests/e2e`.

#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails, also in what tests share"
)]

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;
use js_sys::Intl::Collator;
use js_sys::{Array, Object, Reflect};
use referral_engine::date::{Day, Level, Timestamp};
use referral_widget::browser::intl::Intl;
use referral_widget::browser::style_sheet;
use referral_widget::element::{Bridge, Widget};
use referral_widget::style::CSS;
use referral_widget::text::Formats as _;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode, window};

wasm_bindgen_test_configure!(run_in_browser);

fn intl(tag: &str) -> Intl {
    Intl::new(tag, None).unwrap()
}

#[wasm_bindgen_test]
fn numbers_shares_and_plurals_are_the_languages_own() {
    assert_eq!(intl("en").count(12_345), "12,345");
    assert_eq!(intl("de").count(12_345), "12.345");
    assert_eq!(intl("en").percent(0.193), "19.3%");
    assert_eq!(intl("en").percent(1.0), "100%");
    assert_eq!(
        [0, 1, 2].map(|n| intl("en").plural(n)),
        ["other", "one", "other"]
    );
    assert_eq!(
        [0, 1, 2].map(|n| intl("fr").plural(n)),
        ["one", "one", "other"]
    );
}

#[wasm_bindgen_test]
fn days_and_months_are_in_utc_whatever_the_zone() {
    let february = Day::parse("2018-02-01").unwrap();
    assert_eq!(intl("en").day(february, Level::Month), "Feb 2018");
    assert_eq!(intl("en").day(february, Level::Day), "Feb 1, 2018");
    assert_eq!(intl("en").day(february, Level::Week), "Feb 1, 2018");
    assert_eq!(intl("sv").day(february, Level::Month), "feb. 2018");
    let last_minute = Timestamp(february.start().0 - 60_000);
    assert_eq!(intl("en").moment(last_minute), "Jan 31, 2018, 23:59");
}

#[wasm_bindgen_test]
fn markets_have_names_where_the_browser_knows_them() {
    assert_eq!(intl("en").market("US").as_deref(), Some("United States"));
    assert_eq!(
        intl("de").market("us").as_deref(),
        Some("Vereinigte Staaten")
    );
    for unknown in ["XX", "USA", "", "1A"] {
        assert_eq!(intl("en").market(unknown), None, "{unknown}");
    }
}

#[wasm_bindgen_test]
fn plain_texts_have_the_order_of_each_languages_collation() {
    // A small generator, so that a failure comes again.
    let mut state = 1_u32;
    let mut below = |limit: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize % limit
    };
    let few = b"aAbB01 9-_.,'&zZ~(";
    let texts: Vec<String> = (0..10_000)
        .map(|number| {
            let sign = |_| match number % 2 {
                0 => few.get(below(few.len())).copied().map_or('a', char::from),
                _ => char::from(b' ' + below(95) as u8),
            };
            (0..=number % 7).map(sign).collect()
        })
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    for tag in ["en", "de", "de-AT", "fr", "fr-CA", "sv", "zh-Hant"] {
        let collator = Object::new();
        Reflect::set(&collator, &"numeric".into(), &JsValue::TRUE).unwrap();
        let collator = Collator::new(&Array::of1(&tag.into()), &collator).compare();
        let compare = |one: &str, other: &str| {
            let order = collator.call2(&JsValue::NULL, &one.into(), &other.into());
            order.unwrap().as_f64().unwrap()
        };
        let ranks = intl(tag).ranks(&texts);
        let mut sorted: Vec<(u32, &str)> = ranks.into_iter().zip(texts.iter().copied()).collect();
        sorted.sort_unstable();
        for pair in sorted.windows(2) {
            let [(rank, one), (next, other)] = pair else {
                continue;
            };
            let order = compare(one, other);
            assert_eq!(
                (order == 0.0, order > 0.0),
                (rank == next, false),
                "{tag}: {one:?} {other:?}"
            );
        }
    }
}

#[wasm_bindgen_test]
fn texts_are_ordered_as_the_language_orders_them() {
    let texts = [
        "Zebra", "Äpfel", "apple", "Éclair", "item 10", "item 9", "apple",
    ];
    assert_eq!(intl("en").ranks(&texts), [6, 0, 1, 3, 5, 4, 1]);
    // In Swedish Ä comes behind Z.
    assert_eq!(intl("sv").ranks(&["Äpple", "Zebra"]), [1, 0]);
    assert_eq!(intl("en").ranks(&[]), Vec::<u32>::new());
    // Few numbers among many texts, and the separator that texts are handed over with.
    let few = ["b", "c", "a", "d", "e", "f", "g", "b\u{1}x", "b 9"];
    assert_eq!(intl("en").ranks(&few), [1, 4, 0, 5, 6, 7, 8, 3, 2]);
}

#[wasm_bindgen_test]
fn american_english_is_written_as_the_browser_writes_it() {
    // The same language by a tag that only the browser knows.
    let (ours, browsers) = (intl("en-US"), intl("en-US-u-ca-gregory"));
    let first = Day::parse("0998-11-20").unwrap().start().0;
    for step in 0..4_000 {
        let at = Timestamp(first + step * 71_000_000_000 + step * 61_003);
        for level in [Level::Day, Level::Week, Level::Month] {
            assert_eq!(ours.day(at.day(), level), browsers.day(at.day(), level));
        }
        assert_eq!(ours.date(at), browsers.date(at));
        assert_eq!(ours.moment(at), browsers.moment(at));
        assert_eq!(ours.date_time(at), browsers.date_time(at));
    }
    for count in (0..1_300).chain([9_999, 10_000, 123_456, 1_234_567, 98_765_432_100]) {
        assert_eq!(ours.count(count), browsers.count(count));
        assert_eq!(ours.plural(count), browsers.plural(count), "{count}");
    }
    for whole in 1..120 {
        for part in -3..=whole * 2 {
            let share = f64::from(part) / f64::from(whole);
            let written = browsers.percent(share);
            assert_eq!(ours.percent(share), written, "{part}/{whole}");
        }
    }
    assert_eq!(ours.percent(123.456), browsers.percent(123.456));
    for letters in (b'A'..=b'Z').flat_map(|first| (b'A'..=b'Z').map(move |second| [first, second]))
    {
        let code = str::from_utf8(&letters).unwrap();
        assert_eq!(ours.market(code), browsers.market(code), "{code}");
    }
    assert_eq!(ours.market("de"), browsers.market("de"));
}

#[wasm_bindgen_test]
fn an_unknown_language_is_written_as_english() {
    assert_eq!(intl("not a tag").count(12_345), "12,345");
}

fn document() -> Document {
    window().unwrap().document().unwrap()
}

/// A host with an open shadow root, not in the document yet.
fn host() -> (HtmlElement, ShadowRoot) {
    let host: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    let root = host
        .attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))
        .unwrap();
    (host, root)
}

fn attach(host: &HtmlElement) {
    document().body().unwrap().append_child(host).unwrap();
}

fn adopted(root: &ShadowRoot) -> js_sys::Array {
    let sheets = js_sys::Reflect::get(root, &"adoptedStyleSheets".into()).unwrap();
    js_sys::Array::from(&sheets)
}

#[wasm_bindgen_test]
fn instances_share_one_style_sheet_which_applies() {
    let (first, second) = (host(), host());
    for (host, root) in [&first, &second] {
        style_sheet::adopt(root, CSS);
        attach(host);
    }
    assert_eq!(
        (adopted(&first.1).length(), adopted(&second.1).length()),
        (1, 1)
    );
    assert!(js_sys::Object::is(
        &adopted(&first.1).get(0),
        &adopted(&second.1).get(0)
    ));
    let hidden = document().create_element("span").unwrap();
    hidden.set_class_name("visually-hidden");
    first.1.append_child(&hidden).unwrap();
    let style = window()
        .unwrap()
        .get_computed_style(&hidden)
        .unwrap()
        .unwrap();
    assert_eq!(style.get_property_value("position").unwrap(), "absolute");
    first.0.remove();
    second.0.remove();
}

/// Waits until the shadow root is so; Yew draws a turn after it was told to.
async fn until(what: &str, holds: impl Fn() -> bool) {
    const TURNS: u32 = 500;
    const TURN_MS: u32 = 10;
    for _ in 0..TURNS {
        if holds() {
            return;
        }
        TimeoutFuture::new(TURN_MS).await;
    }
    assert!(holds(), "waited in vain until {what}");
}

fn text_of(root: &ShadowRoot, selector: &str) -> String {
    root.query_selector(selector)
        .unwrap()
        .and_then(|element| element.text_content())
        .unwrap_or_default()
}

/// The least that the JavaScript half of an element does.
fn bridge(host: &HtmlElement) -> Bridge {
    const BRIDGE: &str = "return { configChanged() {}, hasProvider: false, hasData: false, headers: [], problems: [], \
        dispatch(name, detail) { return host.dispatchEvent(new CustomEvent(name, { detail })); } }";
    let make = js_sys::Function::new_with_args("host", BRIDGE);
    make.call1(&JsValue::NULL, host).unwrap().unchecked_into()
}

#[wasm_bindgen_test]
async fn a_widget_mounts_detached_shows_the_token_form_and_cleans_up() {
    let (host, root) = host();
    host.set_attribute("heading", "Our referrals").unwrap();
    let ready = Rc::new(Cell::new(0));
    let heard = {
        let ready = Rc::clone(&ready);
        EventListener::new(&host, "referral-ready", move |_| ready.set(ready.get() + 1))
    };
    let widget = Widget::new(host.clone(), root.clone(), "./", bridge(&host));
    until("the form is drawn", || {
        text_of(&root, "form label[for=token]") == "Access token"
    })
    .await;
    assert_eq!(text_of(&root, "h2"), "Our referrals");
    assert_eq!(widget.property("loadState"), JsValue::from_str("idle"));
    assert_eq!(ready.get(), 1);

    attach(&host);
    assert_eq!(text_of(&root, "form label[for=token]"), "Access token");
    host.set_attribute("heading", "Other referrals").unwrap();
    widget.attribute_changed(None, None);
    until("the heading follows", || {
        text_of(&root, "h2") == "Other referrals"
    })
    .await;

    widget.unmount();
    until("nothing is left", || root.child_element_count() == 0).await;
    host.remove();
    drop(heard);
}

#[wasm_bindgen_test]
async fn two_widgets_keep_to_themselves() {
    let (one, two) = (host(), host());
    one.0.set_attribute("heading", "One").unwrap();
    two.0.set_attribute("heading", "Two").unwrap();
    let widgets = [&one, &two].map(|(host, root)| {
        attach(host);
        Widget::new(host.clone(), root.clone(), "./", bridge(host))
    });
    until("both are drawn", || {
        text_of(&one.1, "h2") == "One" && text_of(&two.1, "h2") == "Two"
    })
    .await;
    let [first, second] = widgets;
    first.unmount();
    until("one is gone", || one.1.child_element_count() == 0).await;
    assert_eq!(text_of(&two.1, "h2"), "Two");
    second.unmount();
    one.0.remove();
    two.0.remove();
}
