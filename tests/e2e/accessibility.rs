//! axe-core finds nothing in any state of the page, whatever it looks like; what it cannot judge (order, keys, names) is in
//! the other tests.

use fantoccini::key::Key;

use crate::driver::is_chromium;
use crate::page::{Page, TOKEN};
use crate::stage::{rows, variable};

pub(crate) async fn check(page: &Page, screen: &str) {
    let found = page.run_async(include_str!("axe.js"), vec![]).await;
    let found: Vec<&str> = found
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|line| line.as_str())
        .collect();
    assert!(found.is_empty(), "{screen}: {found:#?}");
}

/// Size in CSS px, scheme, forced colours. 320 × 256 is 1280 × 1024 at 400 % (WCAG 1.4.10).
const LOOKS: [((u32, u32), &str, &str); 4] = [
    ((1280, 1000), "light", "none"),
    ((320, 800), "dark", "none"),
    ((1280, 1000), "light", "active"),
    ((320, 256), "light", "none"),
];

/// What brings a state about, once rows are there.
enum Act {
    Click(&'static str),
    Choose(&'static str, &'static str),
    Filter(&'static str),
    Type(&'static str),
    FirstRow,
}

use Act::{Choose, Click, Filter, FirstRow, Type};

/// A state: the link, the acts, and a text that is there then.
type State = (&'static str, &'static [Act], &'static str);

const STATES: [State; 12] = [
    ("", &[], "Referrals by Status"),
    (
        "q=x&filter=status%20eq%20%27Nowhere%27&range=12m",
        &[],
        "Clear the search",
    ),
    ("", &[Click("Filters"), Click("Add group")], "Add condition"),
    ("view=table", &[Type("st")], "status"),
    (
        "view=table",
        &[Filter("state eq 'Won'")],
        "Use instead: status eq 'Won'",
    ),
    (
        "view=table",
        &[Choose("Time range", "Custom")],
        "Both days are needed",
    ),
    ("view=table", &[FirstRow], "Copy as TSV"),
    (
        "view=table&sort=status,-createdDate",
        &[Click("Columns")],
        "Compact rows",
    ),
    (
        "view=table",
        &[Click("Keyboard shortcuts")],
        "Move by one screen",
    ),
    ("view=table", &[Click("Export")], "Byte order mark"),
    (
        "view=overview&overview=event,12m,by:customerMarket",
        &[],
        "Conversion funnel",
    ),
    (
        "view=chart",
        &[Click("Show as table")],
        "Referrals by Status",
    ),
];

const CHARTS: [State; 6] = [
    (
        "view=chart&groupby=customerMarket&chart=bar",
        &[],
        "Referrals by",
    ),
    (
        "view=chart&groupby=createdDate,status&aggregationLevel=month&chart=line",
        &[],
        "Referrals by",
    ),
    (
        "view=chart&groupby=createdDate,status&aggregationLevel=month&chart=stacked",
        &[],
        "Referrals by",
    ),
    (
        "view=chart&groupby=customerMarket,status&chart=heatmap",
        &[],
        "Referrals by",
    ),
    ("view=chart&chart=funnel", &[], "Conversion funnel"),
    ("view=chart&chart=histogram", &[], "Time to win: how often"),
];

impl Act {
    async fn play(&self, page: &Page) {
        match self {
            Click(button) => page.click("button", button).await,
            Choose(picker, option) => page.choose(picker, option).await,
            Filter(text) => page.filter(text).await,
            Type(text) => {
                page.fill("Filter", text).await;
                page.press(&[Key::Down]).await;
            }
            FirstRow => {
                let screen = page.screen().await;
                page.click("button", screen.table().column("ID")[0]).await;
            }
        }
    }
}

/// Looks at what is there in each way.
async fn check_looks(page: &Page, state: &str) {
    for (size, scheme, forced) in LOOKS {
        page.emulate(size, scheme, forced).await;
        check(page, &format!("{state}, {size:?}, {scheme}, {forced}")).await;
    }
    let (size, scheme, forced) = LOOKS[0];
    page.emulate(size, scheme, forced).await;
}

async fn check_states(page: &Page, axe: &str, states: &[State]) {
    for (link, acts, text) in states {
        page.load(&format!("index.html#{link}")).await;
        page.run(axe, vec![]).await;
        for act in *acts {
            act.play(page).await;
        }
        page.until(text, |screen| screen.text.contains(text)).await;
        check_looks(page, &format!("{link}: {text}")).await;
    }
}

#[tokio::test]
async fn axe_finds_nothing_before_and_while_rows_come_and_when_they_do_not() {
    if !is_chromium() {
        return;
    }
    let axe = std::fs::read_to_string(variable("AXE_JS")).unwrap();
    rows(1_200)
        .with_faults()
        .run(async |page| {
            page.open("index.html").await;
            page.get("textbox", "Access token").await;
            page.run(&axe, vec![]).await;
            check_looks(page, "token form").await;
            page.paste("expired").await;
            page.until("the refusal is told", |screen| !screen.alerts.is_empty())
                .await;
            check_looks(page, "refused token").await;
            page.next_faults(&["none", "latency=600000"]);
            page.paste(TOKEN).await;
            page.until("more rows are waited for", |screen| {
                screen.busy && page.asked().len() == 3
            })
            .await;
            check_looks(page, "loading").await;
            page.click("button", "Cancel").await;
            page.next_faults(&["403"]);
            page.click("button", "Refresh").await;
            page.until("the fault is told", |screen| !screen.alerts.is_empty())
                .await;
            check_looks(page, "fault").await;
        })
        .await;
}

#[tokio::test]
async fn axe_finds_nothing_in_all_that_opens() {
    let axe = std::fs::read_to_string(variable("AXE_JS")).unwrap();
    if is_chromium() {
        rows(600)
            .run(async |page| check_states(page, &axe, &STATES).await)
            .await;
    }
}

#[tokio::test]
async fn axe_finds_nothing_in_any_chart() {
    let axe = std::fs::read_to_string(variable("AXE_JS")).unwrap();
    if is_chromium() {
        rows(600)
            .run(async |page| check_states(page, &axe, &CHARTS).await)
            .await;
    }
}
