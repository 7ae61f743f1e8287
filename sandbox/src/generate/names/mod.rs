//! Names of customers that do not exist, in the scripts that real ones are written in; and hostile ones.
//!
//! Every name is put together from invented first words: a likeness to a real company is chance.

mod words;

use super::Random;
use words::{Order, Words};

/// In what language and script a name is made.
#[derive(Clone, Copy)]
pub(super) enum Style {
    English,
    German,
    French,
    Swedish,
    Dutch,
    Italian,
    Spanish,
    Portuguese,
    Polish,
    Czech,
    Turkish,
    Vietnamese,
    Greek,
    Cyrillic,
    Arabic,
    Hebrew,
    ChineseTraditional,
    Japanese,
    Korean,
}

/// A name in that style.
pub(super) fn name(style: Style, random: &mut Random) -> String {
    let Words {
        first,
        trade,
        form,
        gap,
        order,
    } = words(style);
    let first_word = pick(first, random);
    // Every fifth has a second founder.
    let founders = if random.percent(20) {
        let and = if gap.is_empty() { "・" } else { " & " };
        format!("{first_word}{and}{}", pick(first, random))
    } else {
        first_word.to_owned()
    };
    let (trade, form) = (pick(trade, random), pick(form, random));
    match order {
        Order::FormLast => format!("{founders}{gap}{trade}{gap}{form}"),
        Order::FormFirst => format!("{form}{gap}{founders}{gap}{trade}"),
    }
}

/// One item of a list with `|` between.
fn pick(list: &'static str, random: &mut Random) -> &'static str {
    let items = list.split('|').count() as u64;
    list.split('|')
        .nth(random.below(items) as usize)
        .unwrap_or(list)
}

/// A name that breaks whoever is careless: markup, quotes, formulas, line breaks, turned writing, great length.
pub(super) fn hostile(random: &mut Random) -> String {
    const NAMES: [&str; 16] = [
        "O'Neil & Sons",
        "D'Arcy \"Nord\" O'Hare",
        "<b>Bold Bikes</b> & Co",
        "<img src=x onerror=alert(1)>",
        "</script><script>alert(1)</script>",
        "&lt;Entity&gt; &amp; Partner",
        "=HYPERLINK(\"https://evil.example/\",\"Click\")",
        "+49 Direkt GmbH",
        "-2+3 Minus Ltd",
        "@SUM(A1:A9) Kalkyl AB",
        "Comma, Semicolon; and\tTab Ltd",
        "Line\nBreak Ltd",
        "Turned \u{202e}dtL gnitirW",
        "Back\\slash {{brace}} ${dollar} %41",
        "👩‍👩‍👧‍👦 Family Office 🇸🇪 e\u{301}cole",
        "",
    ];
    match random.pick(&NAMES) {
        "" => format!(
            "{} Holding",
            "Verwaltungsgesellschaft-für-Übergrößenträger-".repeat(5)
        ),
        name => name.to_owned(),
    }
}

/// A name of 10,000 characters, or one of characters that cannot be seen.
pub(super) fn endless(random: &mut Random) -> String {
    const NAMES: [&str; 5] = ["W", "長", "Wort ", "NUL\0 ", "\u{202e}\u{2066}\u{200f}"];
    random.pick(&NAMES).chars().cycle().take(10_000).collect()
}

const fn words(style: Style) -> Words {
    match style {
        Style::English => words::ENGLISH,
        Style::German => words::GERMAN,
        Style::French => words::FRENCH,
        Style::Swedish => words::SWEDISH,
        Style::Dutch => words::DUTCH,
        Style::Italian => words::ITALIAN,
        Style::Spanish => words::SPANISH,
        Style::Portuguese => words::PORTUGUESE,
        Style::Polish => words::POLISH,
        Style::Czech => words::CZECH,
        Style::Turkish => words::TURKISH,
        Style::Vietnamese => words::VIETNAMESE,
        Style::Greek => words::GREEK,
        Style::Cyrillic => words::CYRILLIC,
        Style::Arabic => words::ARABIC,
        Style::Hebrew => words::HEBREW,
        Style::ChineseTraditional => words::CHINESE,
        Style::Japanese => words::JAPANESE,
        Style::Korean => words::KOREAN,
    }
}
