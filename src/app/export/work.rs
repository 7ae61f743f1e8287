//! Writing: slices of rows go into the file, and between them the browser draws and listens.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use referral_engine::export::{About, Format, Method, Plan, pack_rows, pack_texts};
use referral_engine::field::Field;
use referral_engine::session::Shared;
use referral_engine::table::Table;
use wasm_bindgen::JsCast;
use web_sys::{Blob, Element};
use yew::html::Scope as Link;

use super::hand::refused;
use super::{ExportMsg, Refusal};
use crate::app::{App, Msg};
use crate::browser::clock;
use crate::browser::download::{self, Pieces};
use crate::browser::picture;
use crate::browser::turn::next_turn;
use crate::browser::workbook::Workbook;
use crate::components::part::{NotFetched, part};
use crate::text::Locale;

/// Rows that are written before the clock is looked at; so many take well under a millisecond.
const PIECE_ROWS: usize = 100;

/// How long a slice is, in ms: half of a decoder's, because so short a one is as a rule not interrupted by other work of the
/// machine, and each is followed by a turn of the browser.
const SLICE_MS: i64 = 4;

/// Bytes that are handed to the browser at once.
const PIECE_BYTES: usize = 1 << 18;

/// Progress is drawn this often, in ms.
const DRAWN_MS: i64 = 150;

/// What writing needs; nothing of it changes under it, as rows are only ever added to a table.
pub(super) struct Work {
    pub(super) id: u32,
    pub(super) plan: Plan,
    pub(super) table: Shared<Table>,
    pub(super) rows: Rc<Vec<u32>>,
    pub(super) cancelled: Rc<Cell<bool>>,
    pub(super) link: Link<App>,
}

/// A file that is being made.
type Making = Pin<Box<dyn Future<Output = Result<Blob, Refusal>>>>;

part! {
    /// Begins to write rows.
    export: pub(super) fn rows(work: Work, about: About, locale: Locale, assets: String) -> Making {
        Box::pin(async move {
            if work.plan.format != Format::Xlsx {
                return work.make_text(&about).await;
            }
            let head = book_head(&locale, &about, &work.plan.columns);
            work.make_book(&assets, &head).await
        })
    }
}

part! {
    /// Begins to draw a figure, with lines under it.
    export: pub(super) fn figure(figure: Element, lines: Vec<String>, method: Method) -> Making {
        Box::pin(async move {
            let drawing = picture::draw(&figure, &lines).map_err(refused)?;
            let file = match method {
                Method::Svg => download::file(drawing.text.as_bytes(), picture::SVG_TYPE),
                _ => drawing.to_png().await,
            };
            file.map_err(refused)
        })
    }
}

/// Waits for the code, and then for the file.
pub(super) async fn made(
    fetching: impl Future<Output = Result<Making, NotFetched>>,
    locale: &Locale,
) -> Result<Blob, Refusal> {
    match fetching.await {
        Ok(making) => making.await,
        Err(NotFetched) => Err(Refusal::Failed(locale.text("part.missing"))),
    }
}

impl Work {
    async fn make_text(&self, about: &About) -> Result<Blob, Refusal> {
        let file = Pieces::default();
        let mut text = self.plan.head(about);
        let mut pace = Pace::new();
        let mut written = 0;
        for rows in self.rows.chunks(PIECE_ROWS) {
            self.plan.rows(&self.table.read(), rows, written, &mut text);
            written += rows.len();
            if text.len() >= PIECE_BYTES {
                file.push(text.as_bytes()).map_err(refused)?;
                text.clear();
            }
            if pace.is_over() {
                self.breathe(&mut pace, written).await?;
            }
        }
        text.push_str(self.plan.tail());
        self.breathe(&mut pace, written).await?;
        file.push(text.as_bytes()).map_err(refused)?;
        let file = file.into_file(self.plan.format.media_type());
        // Handing it over is a task of its own.
        next_turn().await;
        file.map_err(refused)
    }

    async fn make_book(&self, assets: &str, head: &[u8]) -> Result<Blob, Refusal> {
        let book = Workbook::open(assets).map_err(refused)?;
        book.step("head", head).await.map_err(refused)?;
        let mut pace = Pace::new();
        let mut written = 0;
        let mut bytes = Vec::new();
        for rows in self.rows.chunks(PIECE_ROWS) {
            pack_rows(&self.table.read(), &self.plan.columns, rows, &mut bytes);
            written += rows.len();
            if bytes.len() >= PIECE_BYTES {
                book.step("rows", &bytes).await.map_err(refused)?;
                bytes.clear();
                self.breathe(&mut pace, written).await?;
            }
        }
        book.step("rows", &bytes).await.map_err(refused)?;
        self.breathe(&mut pace, written).await?;
        let media_type = self.plan.format.media_type().as_bytes();
        let made = book.step("end", media_type).await.map_err(refused)?;
        if self.cancelled.get() {
            return Err(Refusal::Cancelled);
        }
        made.dyn_into().map_err(refused)
    }

    /// Lets the browser have a turn, and says now and then how far the writing is.
    async fn breathe(&self, pace: &mut Pace, written: usize) -> Result<(), Refusal> {
        if pace.is_to_be_told() || written == self.rows.len() {
            let told = ExportMsg::Written(self.id, written as u64);
            self.link.send_message(Msg::Export(told));
        }
        next_turn().await;
        pace.begin();
        if self.cancelled.get() {
            Err(Refusal::Cancelled)
        } else {
            Ok(())
        }
    }
}

/// When a slice began, and when progress was last told.
struct Pace {
    began_ms: i64,
    told_ms: i64,
}

impl Pace {
    fn new() -> Self {
        let now_ms = clock::now().0;
        Self {
            began_ms: now_ms,
            told_ms: now_ms,
        }
    }

    fn begin(&mut self) {
        self.began_ms = clock::now().0;
    }

    fn is_over(&self) -> bool {
        clock::now().0 - self.began_ms >= SLICE_MS
    }

    fn is_to_be_told(&mut self) -> bool {
        let now_ms = clock::now().0;
        let due = now_ms - self.told_ms >= DRAWN_MS;
        if due {
            self.told_ms = now_ms;
        }
        due
    }
}

/// The beginning of a workbook, in the page's language: names of sheets and columns, and what there is to say.
fn book_head(locale: &Locale, about: &About, columns: &[Field]) -> Vec<u8> {
    let made_at = about.fetched_at.unwrap_or(about.exported_at);
    let mut texts = vec![
        locale.text("export.sheet-rows"),
        locale.text("export.sheet-about"),
        made_at.0.div_euclid(1000).to_string(),
        columns.len().to_string(),
    ];
    texts.extend(columns.iter().map(|field| locale.field(*field)));
    for (key, text) in about.facts() {
        texts.push(locale.text(&["export.about", "-", key].concat()));
        texts.push(text);
    }
    pack_texts(texts.iter().map(String::as_str))
}
