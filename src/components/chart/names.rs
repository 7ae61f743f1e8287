//! The words of a chart in the page's language: names of categories and series, what marks say, the caption.

use referral_engine::chart::{Brushed, ChartData, ChartKind, Mark, Slot};
use referral_engine::date::Level;
use referral_engine::field::Field;
use referral_engine::group::Key;
use yew::AttrValue;

use crate::text::{Arg, Locale};

/// The names of categories, in full.
pub(super) fn category_names(data: &ChartData, locale: &Locale) -> Vec<AttrValue> {
    let slots = data.categories.iter();
    slots
        .map(|slot| name(slot, data.category_field, data.level, locale))
        .collect()
}

/// The names of series.
pub(super) fn series_names(data: &ChartData, locale: &Locale) -> Vec<AttrValue> {
    let field = data.series_field.unwrap_or(data.category_field);
    let slots = data.series.iter();
    slots
        .map(|slot| name(slot, field, data.level, locale))
        .collect()
}

/// What stands at the axis: names, but of a week only its first day.
pub(super) fn labels(data: &ChartData, locale: &Locale) -> Vec<AttrValue> {
    let level = match data.level {
        Some(Level::Week) => Some(Level::Day),
        level => level,
    };
    let slots = data.categories.iter();
    slots
        .map(|slot| name(slot, data.category_field, level, locale))
        .collect()
}

/// The value of the third field that a chart is about.
pub(super) fn facet_name(data: &ChartData, locale: &Locale) -> Option<AttrValue> {
    let (field, slot) = data.facet.as_ref()?;
    Some(name(slot, *field, data.level, locale))
}

fn name(slot: &Slot, field: Field, level: Option<Level>, locale: &Locale) -> AttrValue {
    let text = match slot {
        Slot::Key(Key::Term(raw)) => locale.term(field, raw),
        Slot::Key(Key::Raw(raw)) => locale.term(Field::Id, raw),
        Slot::Key(Key::Date(day)) => locale.bucket(*day, level.unwrap_or(Level::Day)),
        Slot::Key(Key::None) => locale.text("bucket.none"),
        Slot::Other(values) => locale.format("chart.other", &[("n", (*values).into())]),
        Slot::All => locale.text("chart.all"),
    };
    text.into()
}

/// Name and value of a mark: "Won, 482 referrals, 19 %".
pub(super) fn spoken(
    data: &ChartData,
    mark: &Mark,
    (names, series_names): (&[AttrValue], &[AttrValue]),
    locale: &Locale,
) -> AttrValue {
    let text = |names: &[AttrValue], place: usize| {
        names
            .get(place)
            .map(AttrValue::to_string)
            .unwrap_or_default()
    };
    let facet = facet_name(data, locale);
    let key = match (data.series_field, &facet) {
        (_, Some(_)) => "chart.mark.facet",
        (Some(_), None) => "chart.mark.series",
        (None, None) => "chart.mark",
    };
    let args = [
        ("facet", facet.unwrap_or_default().as_str().into()),
        ("category", text(names, mark.category).into()),
        ("series", text(series_names, mark.series).into()),
        ("n", mark.count.into()),
        (
            "percent",
            Arg::Text(whole_percent(data.share(mark.count), locale)),
        ),
    ];
    locale.format(key, &args).into()
}

/// A share in whole percent, as it is spoken (contract §5); what is there is never told as nothing.
pub(crate) fn whole_percent(share: f64, locale: &Locale) -> String {
    let rounded = (share * 100.0).round() as u64;
    if rounded == 0 && share > 0.0 {
        return format!("< {}", locale.count(1));
    }
    locale.count(rounded)
}

/// The days that a brush stands for, and what can be done with them.
pub(super) fn brush(brushed: Brushed, locale: &Locale) -> String {
    let day = |day| locale.bucket(day, Level::Day).into();
    locale.format(
        "chart.brush",
        &[("from", day(brushed.from)), ("to", day(brushed.to))],
    )
}

/// "Referrals by Created (month) and Customer market".
pub(super) fn caption(data: &ChartData, locale: &Locale) -> String {
    let named = |field| Arg::Text(dated(field, data.level, locale));
    let first = named(data.category_field);
    match (data.series_field, &data.facet) {
        (None, _) => locale.format("chart.caption", &[("field", first)]),
        (Some(second), None) => locale.format(
            "chart.caption.two",
            &[("first", first), ("second", named(second))],
        ),
        (Some(second), Some((third, _))) => locale.format(
            "chart.caption.three",
            &[
                ("first", first),
                ("second", named(second)),
                ("third", named(*third)),
            ],
        ),
    }
}

fn dated(field: Field, level: Option<Level>, locale: &Locale) -> String {
    let name = locale.field(field);
    match level {
        Some(level) if field.is_date() => {
            let level = level_name(level, locale);
            locale.format(
                "chart.dated",
                &[("field", name.into()), ("level", level.into())],
            )
        }
        _ => name,
    }
}

/// "month".
pub(super) fn level_name(level: Level, locale: &Locale) -> String {
    locale.text(match level {
        Level::Day => "chart.level.day",
        Level::Week => "chart.level.week",
        Level::Month => "chart.level.month",
    })
}

/// "Heat map".
pub(super) fn kind_name(kind: ChartKind, locale: &Locale) -> String {
    locale.text(match kind {
        ChartKind::Bar => "chart.kind.bar",
        ChartKind::Line => "chart.kind.line",
        ChartKind::Stacked => "chart.kind.stacked",
        ChartKind::Heatmap => "chart.kind.heatmap",
        ChartKind::Funnel => "chart.kind.funnel",
        ChartKind::Histogram => "chart.kind.histogram",
    })
}
