//! Files as a spreadsheet sees them: LibreOffice opens them, writes what it sees, and that is compared.
//!
//! `cargo xtask test` installs it on Debian and names it in `REFERRAL_SOFFICE`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::export::{LINK, catch_files, cells, expected, export, hostile, open_panel};

/// A folder of the test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// What LibreOffice sees in a file, sheet by sheet, as it shows it.
fn seen(folder: &Path, file: &str, bytes: &[u8], reading: Option<&str>) -> Vec<Vec<Vec<String>>> {
    fs::write(folder.join(file), bytes).unwrap();
    let out = folder.join("out");
    let mut office =
        Command::new(env::var("REFERRAL_SOFFICE").unwrap_or_else(|_| "soffice".to_owned()));
    office.arg(format!(
        "-env:UserInstallation=file://{}",
        folder.join("profile").display()
    ));
    office.args(["--headless", "--norestore"]);
    if let Some(reading) = reading {
        office.arg(format!("--infilter=Text - txt - csv (StarCalc):{reading}"));
    }
    // Comma, quote, UTF-8, from the first line, all sheets as they are shown.
    office.args([
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
        "--outdir",
    ]);
    let output = office.arg(&out).arg(folder.join(file)).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let mut files: Vec<PathBuf> = fs::read_dir(&out)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
        .map(|entry| entry.unwrap().path())
        .collect();
    // "…-About.csv" before "…-Referrals.csv".
    files.sort();
    let read = |file: &PathBuf| cells(&fs::read_to_string(file).unwrap(), b',');
    let sheets = files.iter().map(read).collect();
    fs::remove_dir_all(&out).unwrap();
    sheets
}

#[tokio::test]
async fn a_spreadsheet_sees_the_cells_of_csv_with_either_separator() {
    let folder = folder("spreadsheet-csv");
    hostile()
        .run(async |page| {
            page.load(LINK).await;
            catch_files(page).await;
            open_panel(page).await;
            // Separator, quote, UTF-8, from the first line, every column as text.
            let as_text = "34,76,1,1/2/2/2/3/2/4/2/5/2";
            for (option, separator) in [("Comma ,", 44), ("Semicolon ;", 59)] {
                page.choose("Separator", option).await;
                let csv = export(page, "CSV").await;
                let reading = format!("{separator},{as_text}");
                let sheets = seen(&folder, "file.csv", &csv.bytes, Some(&reading));
                assert_eq!(sheets, [expected("'")], "{option}");
                // Read as spreadsheets do by default, nothing of it is computed.
                let reading = format!("{separator},34,76,1");
                let sheets = seen(&folder, "file.csv", &csv.bytes, Some(&reading));
                assert_eq!(sheets[0][2][2], "'=HYPERLINK(\"http://evil\",\"x\")");
            }
        })
        .await;
}

#[tokio::test]
async fn a_workbook_has_typed_cells_and_is_made_by_a_module_that_nobody_else_fetches() {
    let folder = folder("spreadsheet-xlsx");
    hostile()
        .run(async |page| {
            page.load(LINK).await;
            catch_files(page).await;
            open_panel(page).await;
            let fetched = || {
                let requests = page.sandbox().requests();
                let of_module = requests.iter().filter(|seen| seen.target.contains("xlsx"));
                of_module.count()
            };
            export(page, "CSV").await;
            assert_eq!(fetched(), 0);
            let xlsx = export(page, "Excel workbook (XLSX)").await;
            assert_eq!(fetched(), 3, "the worker, its script, its module");
            assert!(xlsx.name.ends_with(".xlsx"), "{}", xlsx.name);
            let sheets = seen(&folder, "file.xlsx", &xlsx.bytes, None);
            let [about, referrals] = &sheets[..] else {
                panic!("{sheets:?}");
            };
            let mut wanted = expected("");
            wanted[0] = ["ID", "Status", "Customer", "Created", "Won"]
                .map(str::to_owned)
                .to_vec();
            for line in &mut wanted[1..] {
                for cell in &mut line[3..] {
                    // A spreadsheet's calendar begins in 1900; what is older stays text.
                    if !cell.starts_with("18") {
                        *cell = cell.replace('T', " ").replace('Z', "");
                    }
                }
            }
            assert_eq!(referrals, &wanted);
            let fact = |name: &str| {
                let found = about.iter().find(|line| line[0] == name);
                found.map(|line| line[1].clone()).unwrap_or_default()
            };
            assert_eq!(
                [fact("Rows here"), fact("Rows matching"), fact("Time zone")],
                ["5", "5", "UTC"]
            );
            // The same rows of the same fetch are the same file but for the time of export.
            let again = export(page, "Excel workbook (XLSX)").await;
            assert!(again.bytes.len().abs_diff(xlsx.bytes.len()) < 8);
        })
        .await;
}
