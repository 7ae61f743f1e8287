//! Rows and charts taken along: each kind of file is caught on its way out and compared with what the service sent.

use std::time::Duration;

use referral_engine::decode::{Decoder, Problems};
use referral_engine::field::Field;
use referral_engine::table::{DateValue, Table};
use serde_json::json;

use crate::page::Page;
use crate::stage::{Stage, rows};

/// Catches files: whatever is offered under a name goes into a list instead of onto the disk.
const CATCH: &str = r#"
    window.caught = [];
    const blobs = new Map();
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => { const url = make.call(URL, blob); blobs.set(url, blob); return url; };
    HTMLAnchorElement.prototype.click = function () {
      window.caught.push({ name: this.download, blob: blobs.get(this.href) });
    };"#;

/// The first file that was caught, taken out of the list: name, media type, bytes as Latin-1 text.
const TAKE: &str = r#"
    const done = arguments[arguments.length - 1];
    const file = window.caught.shift();
    if (!file) { done(null); return; }
    file.blob.arrayBuffer().then((buffer) => {
      const bytes = new Uint8Array(buffer);
      let text = '';
      for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
      done([file.name, file.blob.type, btoa(text)]);
    });"#;

/// A file that was offered.
pub(crate) struct Caught {
    pub(crate) name: String,
    pub(crate) media_type: String,
    pub(crate) bytes: Vec<u8>,
}

impl Caught {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }
}

pub(crate) async fn catch_files(page: &Page) {
    page.run(CATCH, vec![]).await;
}

/// The next file that is offered.
pub(crate) async fn caught(page: &Page) -> Caught {
    for _ in 0..1000 {
        let taken = page.run_async(TAKE, vec![]).await;
        if let Some([name, media_type, text]) = taken.as_array().map(Vec::as_slice) {
            return Caught {
                name: name.as_str().unwrap().to_owned(),
                media_type: media_type.as_str().unwrap().to_owned(),
                bytes: base64(text.as_str().unwrap()),
            };
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("no file was offered");
}

fn base64(text: &str) -> Vec<u8> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let mut bytes = Vec::new();
    for four in text.as_bytes().chunks(4) {
        let word = four
            .iter()
            .filter(|byte| **byte != b'=')
            .fold((0_u32, 0), |(word, count), byte| {
                (word << 6 | u32::from(value(*byte)), count + 1)
            });
        let (word, count) = word;
        let word = word << (6 * (4 - count));
        bytes.extend_from_slice(&word.to_be_bytes()[1..count as usize]);
    }
    bytes
}

/// Rows that files stumble over: quotes, separators, line breaks, formulas, hidden marks, NUL, a lone surrogate, dates of
/// all kinds, no value.
pub(crate) const HOSTILE: &str = r#"[
    {"id":"1","status":"Won","customerName":"O'Neil \"X\", Sons; & Co\nLtd","customerMarket":"DE",
     "createdDate":"2018-02-04T23:08:59","wonDate":"2018-03-01T00:00:00"},
    {"id":"2","status":"New","customerName":"=HYPERLINK(\"http://evil\",\"x\")","createdDate":"2018-02-03T10:00:00"},
    {"id":"3","status":"Lost","customerName":"\u200e@SUM(1+1)","createdDate":"2018-02-02T10:00:00"},
    {"id":"4","status":"+1","customerName":"Zoë\u0000 \ud800 中文","createdDate":"2018-02-01T10:00:00"},
    {"id":"5","status":"Expired","customerName":"<b>&amp;</b>","createdDate":"1888-01-01T10:00:00"}]"#;

/// The columns of the tests with those rows.
pub(crate) const LINK: &str =
    "index.html#view=table&cols=id,status,customerName,createdDate,wonDate";

/// The cells that they must have in a file, formulas with this before them.
pub(crate) fn expected(before_formula: &str) -> Vec<Vec<String>> {
    let formula = |text: &str| format!("{before_formula}{text}");
    let line = |cells: [&str; 5]| cells.map(str::to_owned).to_vec();
    vec![
        line(["id", "status", "customerName", "createdDate", "wonDate"]),
        line([
            "1",
            "Won",
            "O'Neil \"X\", Sons; & Co\nLtd",
            "2018-02-04T23:08:59Z",
            "2018-03-01T00:00:00Z",
        ]),
        line([
            "2",
            "New",
            &formula("=HYPERLINK(\"http://evil\",\"x\")"),
            "2018-02-03T10:00:00Z",
            "",
        ]),
        line([
            "3",
            "Lost",
            &formula("\u{200e}@SUM(1+1)"),
            "2018-02-02T10:00:00Z",
            "",
        ]),
        line([
            "4",
            &formula("+1"),
            "Zoë\u{fffd} \u{fffd} 中文",
            "2018-02-01T10:00:00Z",
            "",
        ]),
        line(["5", "Expired", "<b>&amp;</b>", "1888-01-01T10:00:00Z", ""]),
    ]
}

pub(crate) fn hostile() -> Stage {
    rows(0).json(HOSTILE)
}

/// Another reader's cells.
pub(crate) fn cells(text: &str, separator: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let records = reader.records().map(|record| {
        let record = record.unwrap();
        record.iter().map(str::to_owned).collect()
    });
    records.collect()
}

pub(crate) async fn open_panel(page: &Page) {
    page.click("button", "Export").await;
    page.get("combobox", "Format").await;
}

pub(crate) async fn export(page: &Page, format: &str) -> Caught {
    page.choose("Format", format).await;
    page.click("button", "Download").await;
    caught(page).await
}

/// The rows of a file, read as "Open a saved answer" reads them.
fn read_again(bytes: &[u8]) -> Table {
    let (mut table, mut problems) = (Table::new(), Problems::default());
    let mut decoder = Decoder::new(1);
    decoder.push(bytes, &mut table, &mut problems);
    let answer = decoder.finish(&mut table, &mut problems);
    assert_eq!((answer.error, answer.unreadable), (None, None));
    assert_eq!((problems.bad_rows, problems.bad_cells), (0, 0));
    table
}

#[tokio::test]
async fn each_kind_of_text_file_has_the_cells_of_the_view() {
    hostile()
        .run(async |page| {
            page.load(LINK).await;
            catch_files(page).await;
            open_panel(page).await;
            let csv = export(page, "CSV").await;
            assert_eq!(csv.media_type, "text/csv;charset=utf-8");
            assert!(csv.name.starts_with("referrals-view-5-"), "{}", csv.name);
            let text = csv.text().strip_prefix('\u{feff}').unwrap();
            assert_eq!(cells(text, b','), expected("'"));
            page.choose("Separator", "Semicolon ;").await;
            page.click("checkbox", "Byte order mark, for Excel").await;
            page.click("checkbox", "Query, time and counts as comment lines")
                .await;
            let csv = export(page, "CSV").await;
            let lines = cells(csv.text(), b';');
            let (comments, lines) = lines.split_at(lines.len() - 6);
            assert_eq!(lines, expected("'"));
            assert!(
                comments.contains(&vec!["# timeZone: UTC".to_owned()]),
                "{comments:?}"
            );
            page.click("checkbox", "Query, time and counts as comment lines")
                .await;
            let tsv = export(page, "Tabs (TSV)").await;
            assert_eq!(cells(tsv.text(), b'\t'), expected("'"));
            for format in ["JSON, as the service answers", "JSON lines (NDJSON)"] {
                let json = export(page, format).await;
                let table = read_again(&json.bytes);
                assert_eq!(table.len(), 5, "{format}");
                for (row, line) in expected("").iter().skip(1).enumerate() {
                    let term = |field| table.term(row, field).unwrap_or_default();
                    assert_eq!(
                        [term(Field::Id), term(Field::Status)],
                        [&*line[0], &*line[1]]
                    );
                    assert!(matches!(
                        table.date(row, Field::CreatedDate),
                        DateValue::At(_)
                    ));
                }
                assert_eq!(
                    table.term(1, Field::CustomerName),
                    Some("=HYPERLINK(\"http://evil\",\"x\")")
                );
                assert!(!json.text().contains(crate::page::TOKEN));
            }
        })
        .await;
}

#[tokio::test]
async fn a_view_is_what_is_on_the_screen_and_all_is_all() {
    rows(600)
        .run(async |page| {
            let screen = page.load("index.html#view=table&sort=customerName").await;
            catch_files(page).await;
            open_panel(page).await;
            let csv = export(page, "CSV").await;
            let lines = cells(csv.text(), b',');
            assert_eq!((lines.len(), lines[0].len()), (601, 16));
            let ids: Vec<&str> = lines[1..].iter().map(|line| line[0].as_str()).collect();
            let shown = screen.table().column("ID");
            assert_eq!(&ids[..shown.len()], shown);
            page.filter("status eq 'Won'").await;
            let won = page
                .until("the filter is applied", |screen| {
                    !screen.busy
                        && screen
                            .table
                            .as_ref()
                            .is_some_and(|table| table.rowcount < 601)
                })
                .await;
            let csv = export(page, "CSV").await;
            assert_eq!(cells(csv.text(), b',').len() as i64, won.table().rowcount);
        })
        .await;
}

#[tokio::test]
async fn the_rest_is_loaded_first_where_all_is_asked_for() {
    rows(1_200)
        .with_faults()
        .run(async |page| {
            page.next_faults(&["none", "400"]);
            let screen = page.load("index.html#view=table").await;
            assert!(screen.says("1,000 of 1,200 referrals loaded"), "{:?}", screen.truth);
            let text = page
                .run_async(
                    "const done = arguments[arguments.length - 1]; \
                     document.querySelector('referral-analytics').export({ method: 'csv', scope: 'all' }).then(done)",
                    vec![],
                )
                .await;
            assert_eq!(cells(text.as_str().unwrap(), b',').len(), 1_201);
            assert_eq!(page.asked(), ["?top=1000&skip=0", "?top=9999&skip=1000", "?top=9999&skip=1000"]);
        })
        .await;
}

#[tokio::test]
async fn a_cancelled_export_makes_no_file_and_says_so() {
    rows(20_000)
        .run(async |page| {
            page.load("index.html#view=table").await;
            catch_files(page).await;
            open_panel(page).await;
            for format in ["CSV", "Excel workbook (XLSX)"] {
                page.choose("Format", format).await;
                // In one task, or the file could be made before the hand is there.
                let press = "const root = document.querySelector('referral-analytics').shadowRoot; \
                    const press = (name) => [...root.querySelectorAll('.export-panel button')] \
                        .find((button) => button.textContent === name)?.click(); \
                    const done = arguments[arguments.length - 1]; \
                    const watch = new MutationObserver(() => { \
                        if (root.querySelector('.export-panel progress')) { \
                            watch.disconnect(); press('Cancel export'); done(true); } }); \
                    watch.observe(root, { childList: true, subtree: true }); press('Download');";
                page.run_async(press, vec![]).await;
                let screen = page
                    .until("it is told", |screen| {
                        screen.live == "The export was cancelled." && screen.has_button("Download")
                    })
                    .await;
                assert!(screen.text.contains("The export was cancelled."));
                assert_eq!(page.run("return window.caught.length", vec![]).await, 0);
            }
            // The next one is made as if nothing had been.
            page.choose("Format", "CSV").await;
            page.click("button", "Download").await;
            assert_eq!(cells(caught(page).await.text(), b',').len(), 20_001);
            assert_eq!(page.run("return window.caught.length", vec![]).await, 0);
        })
        .await;
}

const CALL: &str = "const done = arguments[arguments.length - 1]; \
    const widget = document.querySelector('referral-analytics'); \
    const tell = (value) => done(value instanceof Blob ? [value.type, value.size] : value); \
    widget[arguments[0]](arguments[1]).then(tell, (error) => done('refused: ' + error.message))";

#[tokio::test]
async fn a_host_page_can_have_it_or_forbid_it() {
    rows(300)
        .run(async |page| {
            page.load("index.html").await;
            catch_files(page).await;
            let call = async |name: &str, method: &str| {
                let arguments = vec![json!(name), json!({ "method": method, "scope": "view" })];
                page.run_async(CALL, arguments).await
            };
            let csv = call("export", "csv").await;
            assert!(csv.as_str().unwrap().starts_with("id,status,"), "{csv}");
            let curl = call("export", "curl").await;
            assert!(curl.as_str().unwrap().contains("Bearer $TOKEN"), "{curl}");
            let svg = call("export", "svg").await;
            let svg = svg.as_str().unwrap();
            assert!(
                svg.starts_with("<svg ") && svg.contains("Referrals by Status"),
                "{svg}"
            );
            assert!(
                !svg.contains("var(") && !svg.contains("currentColor"),
                "{svg}"
            );
            assert!(!svg.contains("class="), "{svg}");
            let png = call("export", "png").await;
            assert_eq!(png[0], "image/png");
            assert!(png[1].as_u64().unwrap() > 5_000, "{png}");
            assert_eq!(
                call("export", "pdf").await,
                "refused: pdf is not one of: csv, tsv, json, ndjson, xlsx, svg, png, curl"
            );
            let name = call("download", "ndjson").await;
            assert_eq!(caught(page).await.name, name.as_str().unwrap());
            page.run(
                "window.heard = []; document.addEventListener('referral-export', (event) => \
                 { heard.push(event.detail); event.preventDefault(); })",
                vec![],
            )
            .await;
            assert_eq!(
                call("download", "json").await,
                "refused: The export was cancelled."
            );
            let heard = page.run("return heard", vec![]).await;
            assert_eq!(
                heard,
                json!([{ "method": "json", "scope": "view", "count": 300 }])
            );
        })
        .await;
}

#[tokio::test]
async fn a_chart_is_taken_along_in_three_forms() {
    rows(600)
        .run(async |page| {
            page.load("index.html#view=chart&groupby=createdDate,status&aggregationLevel=month&chart=stacked")
                .await;
            catch_files(page).await;
            page.click("button", "Download SVG").await;
            let svg = caught(page).await;
            assert_eq!(svg.media_type, "image/svg+xml");
            assert!(svg.text().contains(">Declined</text>"), "no legend: {}", svg.text());
            page.click("button", "Download PNG").await;
            let png = caught(page).await;
            assert!(png.bytes.starts_with(b"\x89PNG"));
            page.click("button", "Download CSV").await;
            let csv = caught(page).await;
            let lines = cells(csv.text(), b',');
            assert_eq!(lines[0], ["createdDate", "status", "count"]);
            let sum: u64 = lines[1..].iter().map(|line| line[2].parse::<u64>().unwrap()).sum();
            assert_eq!(sum, 600);
        })
        .await;
}

#[tokio::test]
async fn paper_gets_the_rows_and_is_told_of_the_limit() {
    rows(3_000)
        .run(async |page| {
            page.load("index.html#view=table&filter=status%20ne%20%27Won%27")
                .await;
            let printed = "const root = document.querySelector('referral-analytics').shadowRoot; \
                const sheet = root.querySelector('.print-sheet'); \
                return sheet && [sheet.querySelectorAll('tbody tr').length, sheet.textContent]";
            assert_eq!(page.run(printed, vec![]).await, json!(null));
            page.run("window.dispatchEvent(new Event('beforeprint'))", vec![])
                .await;
            let sheet = page.run(printed, vec![]).await;
            let shown = page.screen().await.table().rowcount - 1;
            assert!(shown > 2_000, "{shown}");
            assert_eq!(sheet[0], 2_000);
            let text = sheet[1].as_str().unwrap();
            assert!(text.starts_with("Filter: status ne 'Won'"), "{text:.200}");
            assert!(text.contains("Only the first 2,000 of"), "{text:.400}");
            page.run("window.dispatchEvent(new Event('afterprint'))", vec![])
                .await;
            assert_eq!(page.run(printed, vec![]).await, json!(null));
        })
        .await;
}

#[tokio::test]
async fn the_panel_is_reached_and_left_by_keys_and_can_be_left_out() {
    use fantoccini::key::Key;
    rows(300)
        .run(async |page| {
            page.load("index.html#view=table").await;
            page.tab_to("button", "Export").await;
            page.press(&[Key::Enter]).await;
            page.tab_to("combobox", "Format").await;
            page.press(&[Key::Escape]).await;
            let closed = "return !document.querySelector('referral-analytics').shadowRoot.querySelector('#export-format')";
            assert_eq!(page.run(closed, vec![]).await, true);
            assert_eq!(page.focused().await, ("button".to_owned(), "Export".to_owned()));
            page.run("document.querySelector('referral-analytics').noExport = true", vec![])
                .await;
            page.until("the button is gone", |screen| !screen.has_button("Export"))
                .await;
        })
        .await;
}

#[tokio::test]
async fn many_rows_are_written_without_holding_the_page_up() {
    rows(20_000)
        .run(async |page| {
            page.load("index.html#view=table").await;
            // In the page, because handing so much over to the test would hold the page up.
            let measure = "const done = arguments[arguments.length - 1]; \
                const { port1, port2 } = new MessageChannel(); \
                const began = performance.now(); let last = began; let longest = 0; \
                port1.onmessage = () => { const now = performance.now(); \
                    longest = Math.max(longest, now - last); last = now; port2.postMessage(0); }; \
                port2.postMessage(0); \
                const widget = document.querySelector('referral-analytics'); \
                widget.export({ method: 'json', scope: 'loaded' }).then((text) => { \
                    const whole = performance.now() - began; port1.close(); \
                    done([longest, whole, JSON.parse(text).Value.length]); })";
            let told = page.run_async(measure, vec![]).await;
            assert_eq!(told[2], 20_000);
            let (longest, whole) = (told[0].as_f64().unwrap(), told[1].as_f64().unwrap());
            // A share, because a debug build on a busy machine is slow in all it does.
            assert!(
                longest < 50.0 || longest < whole / 3.0,
                "the page had no turn for {longest} ms of {whole} ms"
            );
        })
        .await;
}
