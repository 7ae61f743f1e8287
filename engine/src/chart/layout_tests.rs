//! Laws and hand-computed places of the layouts.

use proptest::prelude::*;

use super::fixture::{by_month_and_market, by_status, days, groups, term};
use super::*;
use crate::date::Level;
use crate::field::Field;
use crate::group::{Groups, Key};

fn shapes_of(groups: &Groups, drawn: Drawn, width_px: f64) -> (ChartData, Shapes) {
    scaled(groups, drawn, width_px, ScaleType::Linear)
}

fn scaled(groups: &Groups, drawn: Drawn, width_px: f64, scale: ScaleType) -> (ChartData, Shapes) {
    let limits = match drawn {
        Drawn::Heatmap => Limits::for_grid(width_px),
        _ => Limits::BARS,
    };
    let data = ChartData::of(groups, limits).unwrap();
    let text = |slot: &Slot| match slot {
        Slot::Key(Key::Term(name)) => text_px(name),
        _ => 56.0,
    };
    let category_px: Vec<f64> = data.categories.iter().map(text).collect();
    let series_px: Vec<f64> = data.series.iter().map(text).collect();
    let shapes = layout(&Ask {
        data: &data,
        drawn,
        scale,
        reach: 0,
        width_px,
        category_px: &category_px,
        series_px: &series_px,
    });
    (data, shapes)
}

fn bounds(shapes: &Shapes) -> Vec<Rect> {
    shapes
        .marks
        .iter()
        .map(|mark| mark.shape.bounds())
        .collect()
}

#[test]
fn upright_bars_by_hand() {
    // Ticks 0, 5, 10, 15; labels "15" are 14 wide + 8; 640 - 22 - 8 = 610 for 4 bands of 152.5; bars 56 wide at most.
    let (_, shapes) = shapes_of(&by_status(), Drawn::Bar, 640.0);
    assert_eq!(shapes.direction, Direction::Upright);
    assert_eq!(
        shapes.plot,
        Rect {
            x: 22.0,
            y: 20.0,
            width: 610.0,
            height: 252.0
        }
    );
    let ticks: Vec<(u64, f64)> = shapes
        .ticks
        .iter()
        .map(|tick| (tick.value, tick.at))
        .collect();
    assert_eq!(ticks, [(0, 272.0), (5, 188.0), (10, 104.0), (15, 20.0)]);
    // "Won" is the third of the four, 12 of 15 high.
    let won = bounds(&shapes)[2];
    assert_eq!((won.x, won.width), (22.0 + 2.5 * 152.5 - 28.0, 56.0));
    assert!((won.height - 201.6).abs() < 1e-9 && (won.bottom() - 272.0).abs() < 1e-9);
    assert_eq!(shapes.values.len(), 4);
    assert_eq!(shapes.values[2].value, 12);
}

#[test]
fn long_labels_lay_the_bars_down() {
    let rows = vec![
        (vec![term("A customer with a long name")], 5),
        (vec![term("Another one with a name")], 10),
        (vec![term("B")], 1),
    ];
    let customers = groups(&[Field::CustomerName], None, rows);
    let (_, shapes) = shapes_of(&customers, Drawn::Bar, 400.0);
    assert_eq!(shapes.direction, Direction::Lying);
    // Labels get 40 % of the width; "10" beside the bars 14 + 8.
    assert_eq!(
        shapes.plot,
        Rect {
            x: 160.0,
            y: 8.0,
            width: 218.0,
            height: 96.0
        }
    );
    let bars = bounds(&shapes);
    assert_eq!((bars[0].x, bars[0].width), (160.0, 218.0));
    assert_eq!(bars[1].width, 109.0);
    assert_eq!(shapes.labels[1].at, 56.0);
}

#[test]
fn shares_stand_beside_lying_bars_where_there_is_room() {
    let rows = vec![
        (vec![term("A customer with a long name")], 5),
        (vec![term("Another one with a name")], 10),
        (vec![term("B")], 1),
    ];
    let customers = groups(&[Field::CustomerName], None, rows);
    let (_, wide) = shapes_of(&customers, Drawn::Bar, 500.0);
    // Labels 189 + 8, "10" 14 + 8, " · 24.1%" 60.
    assert_eq!((wide.shares, wide.plot.width), (true, 221.0));
    let (_, narrow) = shapes_of(&customers, Drawn::Bar, 400.0);
    assert!(!narrow.shares);
}

#[test]
fn segments_stand_on_each_other_and_empty_ones_are_left_out() {
    let (data, shapes) = shapes_of(&by_month_and_market(), Drawn::Stacked, 640.0);
    assert_eq!(shapes.marks.len(), 3);
    let bars = bounds(&shapes);
    // January: US 3 below, DE 4 on it; the axis ends at 8.
    assert!((bars[0].y - bars[1].bottom()).abs() < 1e-9);
    assert!((bars[0].height / bars[1].height - 0.75).abs() < 1e-9);
    assert_eq!(data.categories.len(), shapes.labels.len());
    let sums: Vec<u64> = shapes.values.iter().map(|text| text.value).collect();
    assert_eq!(sums, [7, 6]);
}

#[test]
fn bars_of_series_stand_side_by_side() {
    let (_, shapes) = shapes_of(&by_month_and_market(), Drawn::Bar, 640.0);
    let bars = bounds(&shapes);
    assert_eq!(bars[0].right(), bars[1].x);
    assert_eq!(bars[0].bottom(), bars[1].bottom());
    assert!(shapes.values.is_empty());
}

#[test]
fn lines_go_through_zero_where_nothing_was_and_their_names_do_not_overlap() {
    let (_, shapes) = shapes_of(&by_month_and_market(), Drawn::Line, 640.0);
    assert_eq!(shapes.lines.len(), 2);
    assert_eq!(shapes.lines[0].points.len(), 3);
    assert_eq!(shapes.lines[0].points[1].1, shapes.plot.bottom());
    assert_eq!(shapes.marks.len(), 3);
    assert_eq!(shapes.ends.len(), 2);
    assert!(shapes.ends[1].y - shapes.ends[0].y >= 15.0);
    let point = shapes.lines[0].points[2];
    assert_eq!(nearest(&shapes, point.0 + 5.0, 0.0), Some(2));
}

#[test]
fn what_is_no_date_is_not_joined_to_the_line() {
    let mut groups = days(3);
    groups.rows.push(crate::group::Group {
        keys: vec![Key::None],
        count: 9,
    });
    let (_, shapes) = shapes_of(&groups, Drawn::Line, 640.0);
    assert_eq!((shapes.lines[0].points.len(), shapes.marks.len()), (3, 4));
}

#[test]
fn charts_beside_each_other_have_the_same_axis() {
    let data = ChartData::of(&by_status(), Limits::BARS).unwrap();
    let texts = [56.0; 4];
    let ask = |reach| Ask {
        data: &data,
        drawn: Drawn::Bar,
        scale: ScaleType::Linear,
        reach,
        width_px: 640.0,
        category_px: &texts,
        series_px: &texts[..1],
    };
    // Alone the axis ends at 15; beside a chart that reaches 90, at 100.
    let tops = [0, 90].map(|reach| layout(&ask(reach)).ticks.last().unwrap().value);
    assert_eq!(tops, [15, 100]);
}

#[test]
fn on_a_logarithmic_scale_what_is_nothing_stands_on_the_base() {
    let rows = [("New", 0), ("Won", 1), ("Lost", 10_000)];
    let rows = rows.map(|(name, count)| (vec![term(name)], count)).to_vec();
    let groups = groups(&[Field::Status], None, rows);
    let (_, shapes) = scaled(&groups, Drawn::Bar, 640.0, ScaleType::Log);
    let values: Vec<u64> = shapes.ticks.iter().map(|tick| tick.value).collect();
    assert_eq!(values, [0, 1, 10, 100, 1_000, 10_000]);
    // 252 px for four and a half powers of ten: 1 is half a power, 28 px, above 0.
    let heights: Vec<f64> = bounds(&shapes)
        .iter()
        .map(|bar| bar.height.round())
        .collect();
    assert_eq!(heights, [0.0, 28.0, 252.0]);
}

#[test]
fn a_brush_stands_for_whole_buckets() {
    let (data, shapes) = shapes_of(&by_month_and_market(), Drawn::Stacked, 640.0);
    let plot = shapes.plot;
    let middle = plot.x + plot.width / 2.0;
    assert_eq!(dates(&data), 3);
    let places = [-50.0, middle, 9_999.0].map(|x| bucket_at(&shapes, &data, x));
    assert_eq!(places, [Some(0), Some(1), Some(2)]);
    let back = Brush { anchor: 2, end: 1 };
    let days = back.days(&data).unwrap();
    let text = |day: crate::date::Day| day.to_string();
    assert_eq!(days.field, Field::CreatedDate);
    assert_eq!(
        (text(days.from), text(days.to)),
        ("2018-02-01".into(), "2018-03-31".into())
    );
    let band = back.band(&shapes, &data);
    assert!((band.x - (plot.x + plot.width / 3.0)).abs() < 1e-9);
    assert!((band.right() - plot.right()).abs() < 1e-9);
    let (data, shapes) = shapes_of(&by_status(), Drawn::Bar, 640.0);
    assert_eq!(bucket_at(&shapes, &data, 100.0), None);
    assert_eq!(Brush { anchor: 0, end: 1 }.days(&data), None);
}

#[test]
fn the_leap_day_and_the_last_week_of_a_year_are_brushed_to_their_end() {
    let days = |keys: &[&str], level| {
        let rows = keys.iter().map(|key| (vec![super::fixture::date(key)], 1));
        let groups = groups(&[Field::CreatedDate], Some(level), rows.collect());
        let data = ChartData::of(&groups, Limits::BARS).unwrap();
        let brush = Brush { anchor: 0, end: 1 };
        let days = brush.days(&data).unwrap();
        (days.from.to_string(), days.to.to_string())
    };
    let text = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    assert_eq!(
        days(&["2020-02-28", "2020-02-29"], Level::Day),
        text("2020-02-28", "2020-02-29")
    );
    assert_eq!(
        days(&["2020-12-21", "2020-12-28"], Level::Week),
        text("2020-12-21", "2021-01-03")
    );
    assert_eq!(
        days(&["2020-01-01", "2020-02-01"], Level::Month),
        text("2020-01-01", "2020-02-29")
    );
}

#[test]
fn cells_by_hand() {
    let (_, shapes) = shapes_of(&by_month_and_market(), Drawn::Heatmap, 640.0);
    // Row labels "US", "DE": 14 + 8; 640 - 22 - 8 = 610 for 3 columns; 2 px between cells.
    assert_eq!(
        shapes.plot,
        Rect {
            x: 22.0,
            y: 8.0,
            width: 610.0,
            height: 64.0
        }
    );
    let Shape::Cell { rect, shade } = shapes.marks[2].shape else {
        panic!("no cell")
    };
    assert_eq!(shade, 5);
    assert!((rect.width - (610.0 / 3.0 - 2.0)).abs() < 1e-9);
    assert_eq!((rect.y, rect.height), (9.0, 30.0));
    assert_eq!(shapes.rows, [(0, 24.0), (1, 56.0)]);
}

fn any_groups() -> impl Strategy<Value = Groups> {
    let rows = prop::collection::vec(
        (0_i32..500, 0_u32..20, prop_oneof![Just(0), 0_u64..10_000]),
        1..40,
    );
    (rows, any::<bool>(), any::<bool>()).prop_map(|(rows, dates, two)| {
        let name = |n: u32| match n {
            0 => Key::None,
            n => term(&"x".repeat(n as usize)),
        };
        let rows = rows
            .into_iter()
            .map(|(day, n, count)| {
                let first = match dates {
                    true if day > 0 => Key::Date(crate::date::Day(17_000 + day)),
                    _ => name(day as u32 % 25),
                };
                let second = two.then(|| name(n));
                (std::iter::once(first).chain(second).collect(), count)
            })
            .collect();
        let first = if dates {
            Field::CreatedDate
        } else {
            Field::CustomerName
        };
        let fields = if two {
            vec![first, Field::CustomerMarket]
        } else {
            vec![first]
        };
        groups(&fields, Some(Level::Day), rows)
    })
}

const ALL_DRAWN: [Drawn; 4] = [Drawn::Bar, Drawn::Line, Drawn::Stacked, Drawn::Heatmap];

proptest! {
    #[test]
    fn marks_lie_in_the_plot_and_the_plot_in_the_drawing(groups in any_groups(), kind in 0_usize..4, width in 0.0..2000.0_f64, log: bool) {
        let scale = if log { ScaleType::Log } else { ScaleType::Linear };
        let (data, shapes) = scaled(&groups, ALL_DRAWN[kind], width, scale);
        let plot = shapes.plot;
        prop_assert!(plot.width > 0.0 && plot.x >= 0.0 && plot.y >= 0.0);
        prop_assert!(plot.right() <= shapes.width && plot.bottom() <= shapes.height);
        for mark in &shapes.marks {
            let rect = mark.shape.bounds();
            prop_assert!(rect.width >= 0.0 && rect.height >= 0.0);
            prop_assert!(rect.x >= plot.x - 0.01 && rect.right() <= plot.right() + 0.01, "{rect:?} {plot:?}");
            prop_assert!(rect.y >= plot.y - 1.01 && rect.bottom() <= plot.bottom() + 1.01, "{rect:?} {plot:?}");
            prop_assert_eq!(mark.count, data.count(mark.category, mark.series));
        }
        prop_assert_eq!(shapes.marks.iter().map(|mark| mark.count).sum::<u64>(), data.total);
        let all_numbers = shapes.labels.iter().map(|label| label.at)
            .chain(shapes.ticks.iter().map(|tick| tick.at))
            .chain(shapes.values.iter().flat_map(|text| [text.x, text.y]))
            .chain(shapes.ends.iter().flat_map(|end| [end.x, end.y]));
        for number in all_numbers {
            prop_assert!(number.is_finite() && number >= -100.0);
        }
    }

    #[test]
    fn stacked_heights_add_up_to_the_column(groups in any_groups(), width in 300.0..2000.0_f64) {
        let (data, shapes) = shapes_of(&groups, Drawn::Stacked, width);
        let top = shapes.ticks.last().unwrap().value as f64;
        for category in 0..data.categories.len() {
            let lengths: f64 = shapes.marks.iter().filter(|mark| mark.category == category).map(|mark| {
                let rect = mark.shape.bounds();
                if shapes.direction == Direction::Upright { rect.height / shapes.plot.height } else { rect.width / shapes.plot.width }
            }).sum();
            prop_assert!((lengths - data.category_total(category) as f64 / top).abs() < 1e-6);
        }
    }

    #[test]
    fn every_mark_is_reached_by_keys(groups in any_groups(), kind in 0_usize..4) {
        let (_, shapes) = shapes_of(&groups, ALL_DRAWN[kind], 800.0);
        let mut reached = vec![false; shapes.marks.len()];
        let mut open: Vec<usize> = (0..reached.len().min(1)).collect();
        while let Some(place) = open.pop() {
            if !std::mem::replace(&mut reached[place], true) {
                for step in [Move::Back, Move::On, Move::SeriesBack, Move::SeriesOn] {
                    open.push(walk(&shapes.marks, place, step));
                }
            }
        }
        prop_assert!(reached.into_iter().all(|reached| reached));
    }
}

#[test]
fn a_width_that_is_no_number_is_drawn_all_the_same() {
    for width in [f64::NAN, f64::INFINITY, -5.0, 0.0] {
        let (_, shapes) = shapes_of(&by_status(), Drawn::Bar, width);
        assert!(shapes.width.is_finite() && shapes.plot.width > 0.0);
    }
}
