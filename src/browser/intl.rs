//! Numbers, dates, plurals, countries and the order of texts by the browser's `Intl`, which is not asked for what
//! `text/american.rs` writes.

use std::cell::OnceCell;
use std::cmp::Ordering;

use js_sys::{Array, Date, Function, Object, Reflect};
use referral_engine::collate::{is_plain, ranks, shares_the_order};
use referral_engine::date::{Day, Level, Timestamp};
use wasm_bindgen::{JsCast, JsValue};

use crate::text::Formats;
use crate::text::american::American;

/// The formats of one language, each made when it is first used: the browser takes some ms for the first of a kind.
pub struct Intl {
    tag: String,
    is_american: bool,
    count: Formatter,
    /// Whether small counts are written as everywhere, so that the browser need not be asked.
    counts_plainly: OnceCell<bool>,
    percent: Formatter,
    day: Formatter,
    month: Formatter,
    moment: Formatter,
    /// Day, and date and time, where the zone is not UTC.
    zoned: Option<(String, Formatter, Formatter)>,
    plural: Formatter,
    market: Formatter,
    /// The order of texts, numbers in them by their value, and whether it is the one that is known for plain texts.
    collator: Formatter,
    shares_the_order: OnceCell<bool>,
}

/// A method of an `Intl` object, and how the object is made.
struct Formatter {
    class: &'static str,
    method: &'static str,
    options: Vec<(&'static str, JsValue)>,
    made: OnceCell<Option<(JsValue, Function)>>,
}

impl Formatter {
    fn new(class: &'static str, method: &'static str, options: &[(&'static str, JsValue)]) -> Self {
        Self {
            class,
            method,
            options: options.to_vec(),
            made: OnceCell::new(),
        }
    }

    fn made(&self, tag: &str) -> Option<&(JsValue, Function)> {
        self.made.get_or_init(|| self.make(tag)).as_ref()
    }

    /// `new Intl[class](tag, options)` and its method; where the tag is refused, that of its language or of English.
    fn make(&self, tag: &str) -> Option<(JsValue, Function)> {
        let bag = Object::new();
        for (name, value) in &self.options {
            Reflect::set(&bag, &(*name).into(), value).ok()?;
        }
        let class: Function = Reflect::get(&namespace()?, &self.class.into())
            .ok()?
            .dyn_into()
            .ok()?;
        let construct = |tag: &str| Reflect::construct(&class, &Array::of2(&tag.into(), &bag));
        let language = tag.split('-').next().unwrap_or_default();
        let object = construct(tag)
            .or_else(|_| construct(language))
            .or_else(|_| construct("en"))
            .ok()?;
        let method: Function = Reflect::get(&object, &self.method.into())
            .ok()?
            .dyn_into()
            .ok()?;
        Some((object, method))
    }
}

/// `Intl` itself; `None` in a browser without it.
fn namespace() -> Option<JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    (!intl.is_undefined()).then_some(intl)
}

impl Intl {
    /// The formats of a BCP 47 tag; `None` in a browser without `Intl`.
    ///
    /// Dates of rows are in `zone`, an IANA name, or in UTC where the browser does not know it.
    pub fn new(tag: &str, zone: Option<&str>) -> Option<Self> {
        namespace()?;
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
            let formatter = Formatter::new("DateTimeFormat", "format", &options);
            // Only the browser knows which zones there are.
            formatter.made(tag).is_some().then_some(formatter)
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
        Some(Self {
            tag: tag.to_owned(),
            is_american: American::is(tag),
            counts_plainly: OnceCell::new(),
            count: Formatter::new("NumberFormat", "format", &[]),
            percent: Formatter::new("NumberFormat", "format", &percent),
            day: Formatter::new("DateTimeFormat", "format", &date),
            month: Formatter::new("DateTimeFormat", "format", &month),
            moment: Formatter::new("DateTimeFormat", "format", &date_and_time),
            zoned,
            plural: Formatter::new("PluralRules", "select", &[]),
            market: Formatter::new("DisplayNames", "of", &region),
            collator: Formatter::new("Collator", "compare", &collation),
            shares_the_order: OnceCell::new(),
        })
    }

    /// What is written without the browser, where it is that language and the day is an ordinary one.
    fn known(&self, day: Day) -> Option<American> {
        (self.is_american && American::knows(day)).then_some(American)
    }

    fn call(&self, formatter: &Formatter, value: &JsValue) -> Option<String> {
        let (object, method) = formatter.made(&self.tag)?;
        method.call1(object, value).ok()?.as_string()
    }
}

fn date_of(at: Timestamp) -> JsValue {
    Date::new(&JsValue::from_f64(at.0 as f64)).into()
}

impl Formats for Intl {
    fn is_ready(&self) -> bool {
        // Those of a zone are made with the rest, to see whether the browser knows it.
        self.is_american || self.market.made.get().is_some()
    }

    fn count(&self, value: u64) -> String {
        if self.is_american {
            return American.count(value);
        }
        let is_plain = || {
            let shown = self.call(&self.count, &JsValue::from_f64(970.0));
            shown.as_deref() == Some("970")
        };
        if value < 1_000 && *self.counts_plainly.get_or_init(is_plain) {
            return value.to_string();
        }
        self.call(&self.count, &JsValue::from_f64(value as f64))
            .unwrap_or_else(|| value.to_string())
    }

    fn percent(&self, share: f64) -> String {
        if self.is_american {
            return American.percent(share);
        }
        self.call(&self.percent, &JsValue::from_f64(share))
            .unwrap_or_default()
    }

    fn day(&self, day: Day, level: Level) -> String {
        if let Some(known) = self.known(day) {
            return known.day(day, level);
        }
        let format = if level == Level::Month {
            &self.month
        } else {
            &self.day
        };
        self.call(format, &date_of(day.start()))
            .unwrap_or_else(|| day.to_string())
    }

    fn moment(&self, at: Timestamp) -> String {
        if let Some(known) = self.known(at.day()) {
            return known.moment(at);
        }
        self.call(&self.moment, &date_of(at))
            .unwrap_or_else(|| at.to_string())
    }

    fn date(&self, at: Timestamp) -> String {
        let Some((_, day, _)) = &self.zoned else {
            return self.day(at.day(), Level::Day);
        };
        self.call(day, &date_of(at))
            .unwrap_or_else(|| at.to_string())
    }

    fn date_time(&self, at: Timestamp) -> String {
        let Some((_, _, moment)) = &self.zoned else {
            return self.moment(at);
        };
        self.call(moment, &date_of(at))
            .unwrap_or_else(|| at.to_string())
    }

    fn zone(&self) -> &str {
        self.zoned.as_ref().map_or("UTC", |(zone, _, _)| zone)
    }

    fn plural(&self, value: u64) -> &'static str {
        if self.is_american {
            return American.plural(value);
        }
        match self
            .call(&self.plural, &JsValue::from_f64(value as f64))
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
        if let Some(name) = self.is_american.then(|| American.market(code)).flatten() {
            return Some(name);
        }
        letters.then(|| self.call(&self.market, &code.to_ascii_uppercase().into()))?
    }

    fn ranks(&self, texts: &[&str]) -> Vec<u32> {
        self.ranked(texts)
    }
}

impl Intl {
    /// The collation is asked about texts that are not plain, and about all where it has another order than is known.
    fn ranked(&self, texts: &[&str]) -> Vec<u32> {
        let shares = self.shares_the_order.get_or_init(|| {
            let text = JsValue::from_str;
            shares_the_order(|one, other| self.order(&text(one), &text(other)))
        });
        let is_known = |text: &str| *shares && is_plain(text);
        let given = |text: &&str| match is_known(text) {
            true => JsValue::UNDEFINED,
            false => JsValue::from_str(text),
        };
        // Those that are compared again and again are handed to the browser once.
        let handed: Vec<JsValue> = texts.iter().map(given).collect();
        let of = |place: usize| match handed.get(place) {
            Some(text) if !text.is_undefined() => text.clone(),
            _ => JsValue::from_str(texts.get(place).copied().unwrap_or_default()),
        };
        ranks(texts, &is_known, &|one, other| {
            self.order(&of(one), &of(other))
        })
    }

    fn order(&self, one: &JsValue, other: &JsValue) -> Ordering {
        // `compare` is a getter of a function that is bound already, so that it can be called without its object.
        let order = self.collator.made(&self.tag).and_then(|(_, compare)| {
            let order = compare.call2(&JsValue::NULL, one, other);
            order.ok()?.as_f64()
        });
        order.unwrap_or(0.0).total_cmp(&0.0)
    }
}
