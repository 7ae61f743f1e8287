//! Five languages in the page: words, numbers and dates, switching, what is fetched for it, and the layout of others.
//!
//! That each language has all words is a native test (`src/text/translations.rs`). The languages of tests are made here.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::accessibility::check;
use crate::host_page::site;
use crate::page::{Page, TOKEN};
use crate::screen::Screen;
use crate::stage::{rows, variable};

/// What a person reads and uses in the main job, in one language.
struct Spoken {
    lang: &'static str,
    token: [&'static str; 2],
    truth: &'static str,
    caption: &'static str,
    mark: &'static str,
    head: &'static str,
    sorted: &'static str,
    month: &'static str,
    group: [&'static str; 2],
    title: &'static str,
}

const GERMAN: Spoken = Spoken {
    lang: "de",
    token: ["Zugriffstoken", "Token verwenden"],
    truth: "3.000 von 3.000 Empfehlungen geladen",
    caption: "Empfehlungen nach „Status“",
    mark: "Gewonnen, ",
    head: "Erstellt",
    sorted: "Gewonnen",
    month: " 2018",
    group: ["Gruppieren nach", "Kundenmarkt"],
    title: "Empfehlungsanalyse",
};

const CHINESE: Spoken = Spoken {
    lang: "zh-Hant",
    token: ["存取權杖", "使用權杖"],
    truth: "已載入 3,000 筆推薦，共 3,000 筆",
    caption: "依「狀態」分組的推薦",
    mark: "已成交，",
    head: "已建立",
    sorted: "已成交",
    month: "2018年",
    group: ["分組依據", "客戶市場"],
    title: "推薦分析",
};

async fn main_job(page: &Page, spoken: &Spoken) {
    page.open(&format!("index.html#lang={}", spoken.lang)).await;
    page.fill(spoken.token[0], TOKEN).await;
    page.click("button", spoken.token[1]).await;
    let screen = page
        .until("all is loaded", |screen| {
            !screen.busy && screen.says(spoken.truth)
        })
        .await;
    assert!(
        screen.chart().caption.starts_with(spoken.caption),
        "{:?}",
        screen.chart().caption
    );
    let dates = screen.table().column(spoken.head);
    assert!(
        !dates.is_empty() && dates.iter().all(|date| date.contains(spoken.month)),
        "{dates:?}"
    );
    let marks = &screen.chart().marks;
    let mark = marks.iter().find(|mark| mark.starts_with(spoken.mark));
    page.click("button", mark.unwrap_or_else(|| panic!("{marks:?}")))
        .await;
    let won = page
        .until("the mark filters", |screen| {
            !screen.busy && screen.filter == "status eq 'Won'" && !screen.table().rows.is_empty()
        })
        .await;
    let text = won.text.clone();
    assert!(text.contains(spoken.sorted), "{text}");
    page.choose(spoken.group[0], spoken.group[1]).await;
    page.until_address(&format!(
        "#filter=status%20eq%20%27Won%27&groupby=customerMarket&lang={}",
        spoken.lang
    ))
    .await;
    assert_eq!(said(page).await, json!([spoken.lang, "ltr"]));
    // The page is nothing but the widget, so it follows.
    page.get("heading", spoken.title).await;
    let page_says = "return [document.documentElement.lang, document.title]";
    assert_eq!(
        page.run(page_says, vec![]).await,
        json!([spoken.lang, spoken.title])
    );
}

/// `lang` and `dir` of the widget.
async fn said(page: &Page) -> Value {
    page.run(
        "const root = document.querySelector('referral-analytics').shadowRoot.querySelector('.root');
         return [root.lang, root.dir];",
        vec![],
    )
    .await
}

/// The language files that were fetched.
async fn fetched(page: &Page) -> Vec<String> {
    let names = page
        .run(
            "return performance.getEntriesByType('resource').map((entry) => entry.name)
                .filter((name) => name.includes('/locales/')).map((name) => name.split('/').pop())",
            vec![],
        )
        .await;
    serde_json::from_value(names).unwrap()
}

#[tokio::test]
async fn the_main_job_in_german_and_in_chinese() {
    rows(3000)
        .run(async |page| {
            for spoken in [GERMAN, CHINESE] {
                main_job(page, &spoken).await;
                assert_eq!(fetched(page).await, [format!("{}.json", spoken.lang)]);
            }
        })
        .await;
}

#[tokio::test]
async fn another_language_is_a_decision_that_keeps_rows_and_asks_nothing() {
    // Ä comes behind Z in Swedish, so the order is another one.
    let names = ["Älmhult", "Zeta", "Alfa"];
    let row = |(id, name)| json!({ "id": format!("{id}"), "status": "New", "customerName": name });
    let answer: Value = names.iter().enumerate().map(row).collect();
    let customers = |screen: &Screen, column: &str| screen.table().column(column).join(" ");
    rows(0)
        .json(&answer.to_string())
        .run(async |page| {
            let english = page.load("index.html#sort=customerName").await;
            assert_eq!(customers(&english, "Customer"), "Alfa Älmhult Zeta");
            assert_eq!(fetched(page).await, Vec::<String>::new());
            let asked = page.asked();
            page.choose("Language", "Svenska").await;
            let swedish = page
                .until("it is Swedish", |screen| {
                    screen.says("3 av 3 hänvisningar inlästa")
                })
                .await;
            page.until_address("#sort=customerName&lang=sv").await;
            assert_eq!(customers(&swedish, "Kund"), "Alfa Zeta Älmhult");
            assert_eq!(page.focused().await.1, "Språk");
            page.choose("Språk", "English").await;
            page.until("it is English again", |screen| {
                screen.says("3 of 3 referrals loaded")
            })
            .await;
            page.back().await;
            page.until("Back is Swedish", |screen| {
                screen.says("3 av 3 hänvisningar inlästa")
            })
            .await;
            assert_eq!(page.asked(), asked);
            assert!(fetched(page).await.iter().all(|file| file == "sv.json"));
        })
        .await;
}

#[tokio::test]
async fn the_page_says_the_language_where_the_link_does_not() {
    rows(10)
        .run(async |page| {
            page.open("index.html").await;
            page.get("textbox", "Access token").await;
            let element = "const element = document.querySelector('referral-analytics');";
            page.run(&format!("{element} element.locale = 'fr-CA'"), vec![])
                .await;
            page.get("textbox", "Jeton d’accès").await;
            assert_eq!(said(page).await, json!(["fr-CA", "ltr"]));
            page.run(
                &format!("{element} element.lang = 'zh-TW'; element.removeAttribute('locale')"),
                vec![],
            )
            .await;
            page.get("textbox", "存取權杖").await;
            // Whatever stands around the element may say it, and may change its mind.
            page.run(
                &format!("{element} element.removeAttribute('lang'); document.body.lang = 'sv'"),
                vec![],
            )
            .await;
            page.get("textbox", "Åtkomsttoken").await;
            page.run("document.body.lang = 'zh-TW'", vec![]).await;
            page.get("textbox", "存取權杖").await;
            // The link is stronger than the page.
            page.run("location.hash = 'lang=de'", vec![]).await;
            page.get("textbox", "Zugriffstoken").await;
            page.run("location.hash = 'lang=nl'", vec![]).await;
            let screen = page
                .until("the notice is there", |screen| !screen.notices.is_empty())
                .await;
            assert!(screen.notices[0].contains("nl"), "{:?}", screen.notices);
            page.get("textbox", "存取權杖").await;
        })
        .await;
}

#[tokio::test]
async fn words_that_cannot_be_had_leave_the_language_as_it_is() {
    let site = site("broken-words");
    // With the compressed ones beside them, which would be served in their place.
    for file in fs::read_dir(site.join("locales")).unwrap() {
        let file = file.unwrap();
        let name = file.file_name().into_string().unwrap();
        if name.starts_with("fr.") || name.starts_with("de.json.") {
            fs::remove_file(file.path()).unwrap();
        }
    }
    fs::write(site.join("locales/de.json"), "{ not json").unwrap();
    rows(10)
        .site(site)
        .with_faults()
        .run(async |page| {
            for (lang, name) in [("de", "Deutsch"), ("fr", "Français")] {
                page.open(&format!("index.html#lang={lang}")).await;
                page.get("textbox", "Access token").await;
                let screen = page.screen().await;
                assert!(screen.notices[0].contains(name), "{:?}", screen.notices);
                assert_eq!(said(page).await, json!(["en", "ltr"]));
            }
            page.choose("Language", "Svenska").await;
            page.get("textbox", "Åtkomsttoken").await;
            assert_eq!(page.screen().await.notices, Vec::<String>::new());
        })
        .await;
}

#[tokio::test]
async fn nobody_sees_a_language_that_nobody_wants() {
    const HELD: &str = "const fetched = window.fetch;
        window.fetch = (what, ...more) => String(what).includes('/locales/')
            ? new Promise((resolve) => { window.release = () => resolve(fetched(what, ...more)); })
            : fetched(what, ...more);";
    rows(10)
        .run(async |page| {
            page.load("index.html").await;
            // The old words stay until all of the new ones are here.
            page.run(HELD, vec![]).await;
            page.choose("Language", "Deutsch").await;
            page.until_address("#lang=de").await;
            let screen = page.screen().await;
            assert!(
                screen.says("10 of 10 referrals loaded"),
                "{:?}",
                screen.truth
            );
            page.run("window.release()", vec![]).await;
            page.until("it is German", |screen| {
                screen.says("10 von 10 Empfehlungen geladen")
            })
            .await;
            // Where nothing was shown before, nothing is shown until the words are here.
            let text = page
                .run_async(
                    "const [done] = arguments;
                     const late = document.createElement('referral-analytics');
                     Object.assign(late, { id: 'late', locale: 'fr' });
                     document.body.append(late);
                     late.ready.then(() => done(late.shadowRoot.textContent));",
                    vec![],
                )
                .await;
            assert_eq!(text, "");
            page.run("window.release()", vec![]).await;
            page.widget("#late").get("textbox", "Jeton d’accès").await;
        })
        .await;
}

/// English, longer by a third and with accents, as other languages are: `[Ŕéƒéŕŕáļš ~~~]`.
fn stretched(pattern: &str) -> String {
    let mut text = String::from("[");
    let (mut letters, mut inside) = (0, false);
    for c in pattern.chars() {
        inside = (inside || c == '{') && c != '}';
        letters += usize::from(c.is_alphabetic() && !inside);
        text.push(if inside { c } else { accented(c) });
    }
    text.push_str(&" ~w".repeat(letters.div_ceil(8)));
    text.push(']');
    text
}

const fn accented(c: char) -> char {
    match c {
        'a' => 'á',
        'c' => 'ç',
        'e' => 'é',
        'i' => 'î',
        'n' => 'ñ',
        'o' => 'ø',
        's' => 'š',
        'u' => 'û',
        'A' => 'Å',
        'E' => 'É',
        'S' => 'Š',
        _ => c,
    }
}

/// English between marks that turn it from right to left.
fn turned(pattern: &str) -> String {
    format!("\u{200f}\u{202e}{pattern}\u{202c}\u{200f}")
}

/// The built site with a language of tests.
fn made(tag: &str, pattern: fn(&str) -> String) -> std::path::PathBuf {
    let site = site(&format!("site-{tag}"));
    let english = Path::new(&variable("REFERRAL_DIST")).join("locales/en.json");
    let words: Map<String, Value> = serde_json::from_slice(&fs::read(english).unwrap()).unwrap();
    let words: Map<String, Value> = words
        .into_iter()
        .map(|(key, text)| (key, pattern(text.as_str().unwrap()).into()))
        .collect();
    let file = site.join("locales").join(format!("{tag}.json"));
    fs::write(file, serde_json::to_vec(&words).unwrap()).unwrap();
    site
}

/// What reaches over the edge of a page of 320 px, outside of what scrolls by itself.
async fn beyond_320(page: &Page) -> Value {
    page.run_async(
        "const done = arguments[0];
         document.body.style.inlineSize = '320px';
         const host = document.querySelector('referral-analytics');
         requestAnimationFrame(() => setTimeout(() => {
             const edge = document.body.getBoundingClientRect();
             const scrolls = (element) => element && element !== host.shadowRoot
                 && (element.scrollWidth > element.clientWidth && getComputedStyle(element).overflowX !== 'visible'
                     || scrolls(element.parentElement));
             const over = [...host.shadowRoot.querySelectorAll('*')].filter((element) => {
                 if (!element.checkVisibility() || element.closest('svg')) return false;
                 const box = element.getBoundingClientRect();
                 const isOver = box.width > 1 && (box.right > edge.right + 1 || box.left < edge.left - 1);
                 return isOver && !scrolls(element.parentElement);
             });
             done(over.map((element) => `${element.tagName}.${element.className}: ${element.textContent.slice(0, 40)}`));
         }, 200));",
        vec![],
    )
    .await
}

#[tokio::test]
async fn longer_words_and_words_from_right_to_left_fit_320_px() {
    for (tag, pattern, direction) in [
        ("en-XA", stretched as fn(&str) -> String, "ltr"),
        ("ar-XB", turned, "rtl"),
    ] {
        rows(600)
            .site(made(tag, pattern))
            .run(async |page| {
                page.open(&format!("index.html#lang={tag}")).await;
                page.fill(&pattern("Access token"), TOKEN).await;
                page.click("button", &pattern("Use token")).await;
                page.until("the table is there", |screen| {
                    !screen.busy
                        && screen
                            .table
                            .as_ref()
                            .is_some_and(|table| table.rows.len() > 5)
                })
                .await;
                assert_eq!(said(page).await, json!([tag, direction]));
                assert_eq!(beyond_320(page).await, json!([]), "{tag}");
            })
            .await;
    }
}

#[tokio::test]
async fn axe_finds_nothing_in_any_language_and_theme() {
    let axe = fs::read_to_string(variable("AXE_JS")).unwrap();
    rows(100)
        .run(async |page| {
            page.load("index.html").await;
            page.run(&axe, vec![]).await;
            for (lang, truth) in [
                ("en", "100 of 100 referrals loaded"),
                ("de", "100 von 100 Empfehlungen geladen"),
                ("fr", "100 références chargées sur 100"),
                ("sv", "100 av 100 hänvisningar inlästa"),
                ("zh-Hant", "已載入 100 筆推薦，共 100 筆"),
            ] {
                for theme in ["dark", "contrast", "light"] {
                    let link = format!("lang={lang}&theme={theme}");
                    page.run("location.hash = arguments[0]", vec![link.as_str().into()])
                        .await;
                    page.until(&link, |screen| screen.says(truth)).await;
                    drawn(page).await;
                    check(page, &link).await;
                }
                page.force_colours("active").await;
                drawn(page).await;
                check(page, &format!("{lang}, forced colours")).await;
                page.force_colours("none").await;
            }
        })
        .await;
}

async fn drawn(page: &Page) {
    let frames = "requestAnimationFrame(() => requestAnimationFrame(arguments[0]))";
    page.run_async(frames, vec![]).await;
}
