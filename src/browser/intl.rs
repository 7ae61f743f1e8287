//! Numbers, dates, plurals, countries and the order of texts by the browser's `Intl`; nothing of it is shipped.

use std::collections::HashMap;

use js_sys::{Array, Date, Function, Object, Reflect};
use referral_engine::date::{Day, Level, Timestamp};
use wasm_bindgen::{JsCast, JsValue};

use crate::text::Formats;

/// Between texts that are handed over as one.
const SEPARATOR: &str = "\u{1}";

/// Texts with digits are sorted apart while they are no more than one in so many.
const MANY_NUMBERED: usize = 8;

/// The formats of one language.
pub struct Intl {
    count: Formatter,
    percent: Formatter,
    day: Formatter,
    month: Formatter,
    moment: Formatter,
    /// Day, and date and time, where the zone is not UTC.
    zoned: Option<(String, Formatter, Formatter)>,
    plural: Formatter,
    market: Formatter,
    /// The order of texts, numbers in them by their value, and the same for texts without digits.
    compare: Function,
    compare_plain: Function,
}

/// A bound method of an `Intl` object.
struct Formatter {
    object: JsValue,
    method: Function,
}

impl Formatter {
    /// `new Intl[class](tag, options)` and its method; where the tag is refused, that of its language or of English.
    fn new(class: &str, method: &str, tag: &str, options: &[(&str, JsValue)]) -> Option<Self> {
        let bag = Object::new();
        for (name, value) in options {
            Reflect::set(&bag, &(*name).into(), value).ok()?;
        }
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let class: Function = Reflect::get(&intl, &class.into()).ok()?.dyn_into().ok()?;
        let construct = |tag: &str| Reflect::construct(&class, &Array::of2(&tag.into(), &bag));
        let language = tag.split('-').next().unwrap_or_default();
        let object = construct(tag)
            .or_else(|_| construct(language))
            .or_else(|_| construct("en"))
            .ok()?;
        let method: Function = Reflect::get(&object, &method.into())
            .ok()?
            .dyn_into()
            .ok()?;
        Some(Self { object, method })
    }

    fn call(&self, value: &JsValue) -> Option<String> {
        self.method.call1(&self.object, value).ok()?.as_string()
    }
}

impl Intl {
    /// The formats of a BCP 47 tag; `None` in a browser without `Intl`.
    ///
    /// Dates of rows are in `zone`, an IANA name, or in UTC where the browser does not know it.
    pub fn new(tag: &str, zone: Option<&str>) -> Option<Self> {
        let text = JsValue::from_str;
        let utc = ("timeZone", text("UTC"));
        let date = [
            ("day", text("numeric")),
            ("month", text("short")),
            ("year", text("numeric")),
            utc.clone(),
        ];
        let time = [
            ("hour", text("2-digit")),
            ("minute", text("2-digit")),
            ("hourCycle", text("h23")),
        ];
        let date_and_time: Vec<_> = date.iter().chain(&time).cloned().collect();
        let in_zone = |zone: &str, options: &[(&'static str, JsValue)]| {
            let mut options = options.to_vec();
            options.retain(|(name, _)| *name != "timeZone");
            options.push(("timeZone", text(zone)));
            Formatter::new("DateTimeFormat", "format", tag, &options)
        };
        let zoned = zone.and_then(|zone| {
            Some((
                zone.to_owned(),
                in_zone(zone, &date)?,
                in_zone(zone, &date_and_time)?,
            ))
        });
        let percent = [
            ("style", text("percent")),
            ("maximumFractionDigits", JsValue::from_f64(1.0)),
        ];
        let month = [("month", text("short")), ("year", text("numeric")), utc];
        let region = [("type", text("region")), ("fallback", text("none"))];
        let collation = [("sensitivity", text("variant")), ("numeric", JsValue::TRUE)];
        // `compare` is a getter of a function that is bound already, so that it can be called without its object.
        let collator = Formatter::new("Collator", "compare", tag, &collation)?;
        Some(Self {
            count: Formatter::new("NumberFormat", "format", tag, &[])?,
            percent: Formatter::new("NumberFormat", "format", tag, &percent)?,
            day: Formatter::new("DateTimeFormat", "format", tag, &date)?,
            month: Formatter::new("DateTimeFormat", "format", tag, &month)?,
            moment: Formatter::new("DateTimeFormat", "format", tag, &date_and_time)?,
            zoned,
            plural: Formatter::new("PluralRules", "select", tag, &[])?,
            market: Formatter::new("DisplayNames", "of", tag, &region)?,
            compare: collator.method,
            compare_plain: Formatter::new("Collator", "compare", tag, &[])?.method,
        })
    }
}

fn date_of(at: Timestamp) -> JsValue {
    Date::new(&JsValue::from_f64(at.0 as f64)).into()
}

impl Formats for Intl {
    fn count(&self, value: u64) -> String {
        self.count
            .call(&JsValue::from_f64(value as f64))
            .unwrap_or_else(|| value.to_string())
    }

    fn percent(&self, share: f64) -> String {
        self.percent
            .call(&JsValue::from_f64(share))
            .unwrap_or_default()
    }

    fn day(&self, day: Day, level: Level) -> String {
        let format = if level == Level::Month {
            &self.month
        } else {
            &self.day
        };
        format
            .call(&date_of(day.start()))
            .unwrap_or_else(|| day.to_string())
    }

    fn moment(&self, at: Timestamp) -> String {
        self.moment
            .call(&date_of(at))
            .unwrap_or_else(|| at.to_string())
    }

    fn date(&self, at: Timestamp) -> String {
        let day = self.zoned.as_ref().map_or(&self.day, |(_, day, _)| day);
        day.call(&date_of(at)).unwrap_or_else(|| at.to_string())
    }

    fn date_time(&self, at: Timestamp) -> String {
        let moment = self
            .zoned
            .as_ref()
            .map_or(&self.moment, |(_, _, moment)| moment);
        moment.call(&date_of(at)).unwrap_or_else(|| at.to_string())
    }

    fn zone(&self) -> &str {
        self.zoned.as_ref().map_or("UTC", |(zone, _, _)| zone)
    }

    fn plural(&self, value: u64) -> &'static str {
        match self
            .plural
            .call(&JsValue::from_f64(value as f64))
            .as_deref()
        {
            Some("zero") => "zero",
            Some("one") => "one",
            Some("two") => "two",
            Some("few") => "few",
            Some("many") => "many",
            _ => "other",
        }
    }

    fn market(&self, code: &str) -> Option<String> {
        let letters = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
        letters.then(|| self.market.call(&code.to_ascii_uppercase().into()))?
    }

    fn ranks(&self, texts: &[&str]) -> Vec<u32> {
        self.rank(texts).unwrap_or_else(|| vec![0; texts.len()])
    }
}

impl Intl {
    /// The sorting itself runs in the browser's code alone; only the sorted texts come back, as one.
    fn rank(&self, texts: &[&str]) -> Option<Vec<u32>> {
        let sorted = self.sorted(texts)?;
        let joined = sorted.join(SEPARATOR).as_string()?;
        // Only a text that has the separator in it makes their number another.
        let one_by_one: Vec<String> = if joined.split(SEPARATOR).count() > texts.len() {
            sorted.iter().filter_map(|text| text.as_string()).collect()
        } else {
            Vec::new()
        };
        let mut sorted: Vec<&str> = one_by_one.iter().map(String::as_str).collect();
        if sorted.is_empty() {
            sorted.extend(joined.split(SEPARATOR));
        }
        let mut ranks = HashMap::with_capacity(texts.len());
        let (mut rank, mut before) = (0, "");
        for (text, place) in sorted.into_iter().zip(0..) {
            // Plain texts that differ differ to the collation, too; asking it about each pair would take as long as sorting.
            let is_same = place > 0
                && (text == before
                    || (!(is_plain(text) && is_plain(before)) && self.are_equal(before, text)?));
            if !is_same {
                rank = place;
            }
            ranks.insert(text, rank);
            before = text;
        }
        texts.iter().map(|text| ranks.get(text).copied()).collect()
    }

    /// Comparing by the value of numbers takes browsers several times as long, so that texts without digits go apart.
    fn sorted(&self, texts: &[&str]) -> Option<Array> {
        let (numbered, plain): (Vec<&str>, Vec<&str>) = texts
            .iter()
            .partition(|text| text.bytes().any(|byte| byte.is_ascii_digit()));
        if numbered.len() > plain.len() / MANY_NUMBERED {
            return sort(texts, &self.compare);
        }
        let (plain, numbered) = (
            sort(&plain, &self.compare_plain)?,
            sort(&numbered, &self.compare)?,
        );
        let merged = Array::new();
        let mut from = 0;
        for text in numbered.iter() {
            let to = self.place_of(&text, &plain, from)?;
            for place in from..to {
                merged.push(&plain.get(place));
            }
            merged.push(&text);
            from = to;
        }
        for place in from..plain.length() {
            merged.push(&plain.get(place));
        }
        Some(merged)
    }

    /// Where in the sorted texts, from a place on, this one belongs.
    fn place_of(&self, text: &JsValue, sorted: &Array, from: u32) -> Option<u32> {
        let (mut low, mut high) = (from, sorted.length());
        while low < high {
            let middle = low.midpoint(high);
            if self.order(&sorted.get(middle), text)? < 0.0 {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Some(low)
    }

    fn are_equal(&self, one: &str, other: &str) -> Option<bool> {
        Some(self.order(&one.into(), &other.into())? == 0.0)
    }

    fn order(&self, one: &JsValue, other: &JsValue) -> Option<f64> {
        let order = self.compare.call2(&JsValue::NULL, one, other);
        order.ok()?.as_f64()
    }
}

fn sort(texts: &[&str], compare: &Function) -> Option<Array> {
    let list: Array = texts.iter().map(|text| JsValue::from_str(text)).collect();
    let sort: Function = Reflect::get(&list, &"sort".into()).ok()?.dyn_into().ok()?;
    sort.call1(&list, compare).ok()?;
    Some(list)
}

/// Whether a text is of letters and signs alone that no collation takes for one another, or for nothing.
fn is_plain(text: &str) -> bool {
    text.bytes()
        .all(|byte| matches!(byte, b' '..=b'~') && !byte.is_ascii_digit())
}
