//! Numbers, dates, plurals, countries and the order of texts by the browser's `Intl`; nothing of it is shipped.

use std::collections::HashMap;

use js_sys::{Array, Date, Function, Object, Reflect};
use referral_engine::date::{Day, Level, Timestamp};
use wasm_bindgen::{JsCast, JsValue};

use crate::text::Formats;

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
    compare: Function,
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
    /// The sorting itself runs in the browser's code alone; only the sorted texts come back.
    fn rank(&self, texts: &[&str]) -> Option<Vec<u32>> {
        let list: Array = texts.iter().map(|text| JsValue::from_str(text)).collect();
        let sort: Function = Reflect::get(&list, &"sort".into()).ok()?.dyn_into().ok()?;
        sort.call1(&list, &self.compare).ok()?;
        let mut ranks = HashMap::with_capacity(texts.len());
        let (mut rank, mut before) = (0, JsValue::UNDEFINED);
        for (place, text) in list.iter().enumerate() {
            let same = place > 0
                && self
                    .compare
                    .call2(&JsValue::NULL, &before, &text)
                    .ok()?
                    .as_f64()
                    == Some(0.0);
            if !same {
                rank = place as u32;
            }
            ranks.insert(text.as_string()?, rank);
            before = text;
        }
        texts.iter().map(|text| ranks.get(*text).copied()).collect()
    }
}
