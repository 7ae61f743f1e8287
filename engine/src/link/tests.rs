//! Links written down by hand, and the laws of reading and writing as property tests.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::LinkReason;
use crate::date::{Day, Level};
use crate::field::Field;
use crate::filter::{self, FilterErrorKind};
use crate::metrics::Options;
use crate::query::{ChartKind, MAX_TOP, Query, Theme, TimeRange, View};
use crate::sort::{Direction, SortKey};

fn problems(link: &str) -> Vec<(String, String, LinkReason)> {
    let (_, problems) = Query::from_link(link);
    problems
        .into_iter()
        .map(|problem| (problem.key, problem.value, problem.reason))
        .collect()
}

fn problem(key: &str, value: &str, reason: LinkReason) -> (String, String, LinkReason) {
    (key.into(), value.into(), reason)
}

#[test]
fn the_example_of_the_contract() {
    let link = "filter=status%20eq%20%27Won%27&groupby=createdDate,customerMarket&aggregationLevel=month&chart=stacked";
    let (query, problems) = Query::from_link(&format!("#{link}"));
    assert_eq!(problems, []);
    let expected = Query {
        filter: "status eq 'Won'".into(),
        groupby: vec![Field::CreatedDate, Field::CustomerMarket],
        aggregation_level: Some(Level::Month),
        chart: Some(ChartKind::Stacked),
        ..Query::default()
    };
    assert_eq!(query, expected);
    assert_eq!(query.to_link(), link);
}

#[test]
fn every_key_is_written_in_its_place() {
    let mut query = Query {
        groupby: vec![Field::Status],
        aggregation_level: Some(Level::Week),
        top: Some(50),
        skip: Some(0),
        range: TimeRange::from_name("2018-01-01/2018-03-31").unwrap(),
        date: Field::WonDate,
        view: View::Table,
        chart: Some(ChartKind::Heatmap),
        overview: Options::from_name("event,3m,by:customerMarket:DE").unwrap(),
        columns: Some(vec![Field::Id, Field::Status]),
        sort: vec![
            SortKey {
                field: Field::Status,
                direction: Direction::Descending,
            },
            SortKey {
                field: Field::CustomerName,
                direction: Direction::Ascending,
            },
        ],
        find: "50 % & +".into(),
        time_zone: Some("Europe/Berlin".into()),
        language: Some("zh-Hant".into()),
        theme: Some(Theme::Dark),
        unknown: vec!["Campaign=a%2fb".into(), "flag".into()],
        ..Query::default()
    };
    query.set_filter(
        filter::parse("contains(customerName,'百')")
            .ok()
            .map(|parsed| parsed.expr)
            .as_ref(),
    );
    let link = "filter=contains%28customerName,%27%E7%99%BE%27%29&groupby=status&aggregationLevel=week&top=50&skip=0\
        &range=2018-01-01/2018-03-31&date=wonDate&view=table&chart=heatmap&overview=event,3m,by:customerMarket:DE&cols=id,status&sort=-status,customerName\
        &q=50%20%25%20%26%20%2B&tz=Europe/Berlin&lang=zh-Hant&theme=dark&Campaign=a%2fb&flag";
    assert_eq!(query.to_link(), link);
    assert_eq!(Query::from_link(link), (query, vec![]));
}

#[test]
fn defaults_are_read_from_nothing_and_written_as_nothing() {
    for link in [
        "",
        "#",
        "?",
        "#?",
        "&&",
        "filter=&groupby=&top=&skip=&range=&view=&chart=&sort=&q=&v=1",
        "range=all&date=createdDate&view=split&sort=-createdDate",
        "RANGE=ALL&View=SPLIT",
    ] {
        let (query, problems) = Query::from_link(link);
        assert_eq!((query, problems), (Query::default(), vec![]), "{link}");
    }
    assert_eq!(Query::default().to_link(), "");
    assert_eq!(Query::from_link("sort=none").0.to_link(), "sort=none");
}

#[test]
fn a_bad_value_is_named_and_the_rest_applies() {
    let bounds = |least, most| LinkReason::OutOfBounds { least, most };
    let cases = [
        ("top=0", problem("top", "0", bounds(1, 9999))),
        ("top=10000", problem("top", "10000", bounds(1, 9999))),
        ("TOP=many", problem("top", "many", bounds(1, 9999))),
        ("top=%2B5", problem("top", "+5", bounds(1, 9999))),
        ("skip=-1", problem("skip", "-1", bounds(0, u32::MAX))),
        (
            "skip=99999999999",
            problem("skip", "99999999999", bounds(0, u32::MAX)),
        ),
        ("range=2m", problem("range", "2m", LinkReason::UnknownWord)),
        (
            "date=status",
            problem("date", "status", LinkReason::NotADate),
        ),
        (
            "date=birthday",
            problem("date", "birthday", LinkReason::UnknownField),
        ),
        (
            "aggregationlevel=year",
            problem("aggregationLevel", "year", LinkReason::UnknownWord),
        ),
        (
            "overview=event,sometimes",
            problem("overview", "event,sometimes", LinkReason::UnknownWord),
        ),
        (
            "chart=pie",
            problem("chart", "pie", LinkReason::UnknownWord),
        ),
        (
            "theme=sepia",
            problem("theme", "sepia", LinkReason::UnknownWord),
        ),
        (
            "tz=%3Cscript%3E",
            problem("tz", "<script>", LinkReason::Malformed),
        ),
        (
            "lang=de_DE",
            problem("lang", "de_DE", LinkReason::Malformed),
        ),
        ("v=2", problem("v", "2", LinkReason::NewerVersion)),
        ("v=one", problem("v", "one", LinkReason::UnknownWord)),
        (
            "cols=salary",
            problem("cols", "salary", LinkReason::UnknownField),
        ),
        ("raw=yes", problem("raw", "yes", LinkReason::UnknownWord)),
    ];
    for (link, expected) in cases {
        assert_eq!(problems(link), [expected], "{link}");
        let (query, _) = Query::from_link(&format!("{link}&view=table"));
        let only_view = Query {
            view: View::Table,
            ..Query::default()
        };
        assert_eq!(query, only_view, "{link}");
    }
}

#[test]
fn the_good_names_of_a_list_stay() {
    let (query, _) = Query::from_link("groupby=status,salary,Status,%20createdDate,");
    assert_eq!(query.groupby, [Field::Status, Field::CreatedDate]);
    assert_eq!(
        problems("groupby=status,salary,Status,%20createdDate,&sort=-id,id"),
        [
            problem("groupby", "salary", LinkReason::UnknownField),
            problem("groupby", "Status", LinkReason::RepeatedField),
            problem("sort", "id", LinkReason::RepeatedField),
        ]
    );
}

#[test]
fn the_first_of_two_counts_and_the_other_is_named() {
    let (query, problems) = Query::from_link("top=5&Top=6");
    assert_eq!(query.top, Some(5));
    assert_eq!(problems.len(), 1);
    assert_eq!(
        (problems[0].value.as_str(), &problems[0].reason),
        ("6", &LinkReason::RepeatedKey)
    );
}

#[test]
fn a_refused_filter_keeps_its_text_place_and_repair() {
    let (query, problems) = Query::from_link("filter=state%20eq%20%27Won%27&view=table");
    assert_eq!((query.filter.as_str(), query.view), ("", View::Table));
    assert_eq!(problems[0].value, "state eq 'Won'");
    let error = problems[0].filter_error().unwrap();
    let nearest = Some(Field::Status);
    assert_eq!(
        error.kind,
        FilterErrorKind::UnknownField {
            found: "state".into(),
            nearest
        }
    );
    assert_eq!(error.repair.as_ref().unwrap().text, "status eq 'Won'");
}

#[test]
fn blanks_of_a_form_are_read_and_told() {
    for (link, filter, find) in [
        ("filter=status+eq+'Won'", "status eq 'Won'", ""),
        (
            "filter=status+eq+%27Won%27&q=Best+Customer",
            "status eq 'Won'",
            "Best Customer",
        ),
        (
            "filter=customerName+eq+'Best+Customer'",
            "customerName eq 'Best Customer'",
            "",
        ),
        (
            "filter=customerName+eq+'C%2B%2B+Ltd'&q=C%2B%2B",
            "customerName eq 'C++ Ltd'",
            "C++",
        ),
        (
            "filter=customerName+eq+'C++'&q=C++",
            "customerName eq 'C++'",
            "C++",
        ),
    ] {
        let (query, problems) = Query::from_link(link);
        assert_eq!(
            (query.filter.as_str(), query.find.as_str()),
            (filter, find),
            "{link}"
        );
        let told: Vec<_> = problems
            .iter()
            .map(|problem| (problem.value.as_str(), &problem.reason))
            .collect();
        assert_eq!(told, [(filter, &LinkReason::PlusForBlank)], "{link}");
    }
}

#[test]
fn a_plus_that_makes_sense_stays_one() {
    for (link, filter) in [
        (
            "filter=customerName%20eq%20'C++'&q=C++",
            "customerName eq 'C++'",
        ),
        (
            "filter=contains(customerName,'A+B')&q=A+B",
            "contains(customerName,'A+B')",
        ),
        (
            "filter=createdDate%20ge%20cast('2018-02-01T00:00:00+01:00',Edm.DateTimeOffset)",
            "createdDate ge cast('2018-02-01T00:00:00+01:00',Edm.DateTimeOffset)",
        ),
    ] {
        let (query, problems) = Query::from_link(link);
        assert_eq!(
            (query.filter.as_str(), problems),
            (filter, vec![]),
            "{link}"
        );
    }
    assert_eq!(Query::from_link("q=A+B&tz=Etc/GMT+5").0.find, "A+B");
    assert_eq!(
        Query::from_link("tz=Etc/GMT+5").0.time_zone.as_deref(),
        Some("Etc/GMT+5")
    );
    let raw = Query::from_link("filter=year(createdDate)+EQ+2018&raw=1").0;
    assert_eq!(raw.filter, "year(createdDate)+EQ+2018");
}

#[test]
fn a_refused_filter_of_a_form_is_refused_for_what_it_says() {
    let (_, problems) = Query::from_link("filter=state+eq+'Won'");
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].value, "state eq 'Won'");
    let error = problems[0].filter_error().unwrap();
    assert_eq!(error.repair.as_ref().unwrap().text, "status eq 'Won'");
}

#[test]
fn a_raw_filter_is_kept_to_the_letter() {
    let mut query = Query::default();
    query.set_raw_filter(" year(createdDate) EQ 2018".into());
    assert_eq!(
        query.to_link(),
        "filter=%20year%28createdDate%29%20EQ%202018&raw=1"
    );
    assert_eq!(Query::from_link(&query.to_link()), (query, vec![]));
    assert_eq!(Query::from_link("raw=1").0, Query::default());
}

#[test]
fn odd_encodings_are_read_as_they_are_meant_or_as_they_are() {
    let find = |link| Query::from_link(link).0.find;
    assert_eq!(find("q=a+b"), "a+b");
    assert_eq!(find("q=100%"), "100%");
    assert_eq!(find("q=%zz%20"), "%zz ");
    assert_eq!(find("q=a=b"), "a=b");
    assert_eq!(find("q=%ff"), "%ff");
    assert_eq!(find("%71=x"), "x");
}

#[test]
fn the_link_wins_over_the_host_where_it_speaks() {
    let (initial, _) = Query::from_link("filter=status%20eq%20%27Won%27&view=table&groupby=status");
    let (query, problems) = Query::from_link_over("groupby=partnerMarket&view=", &initial);
    assert_eq!(problems, []);
    assert_eq!(query.filter, "status eq 'Won'");
    assert_eq!(
        (query.view, &query.groupby),
        (View::Split, &vec![Field::PartnerMarket])
    );
    assert_eq!(query.to_link_over(&initial), "groupby=partnerMarket&view=");
    assert_eq!(initial.to_link_over(&initial), "");
    assert_eq!(
        Query::default().to_link_over(&initial),
        "filter=&groupby=&view="
    );
}

#[test]
fn widgets_share_an_address_by_prefix() {
    let link = "left.view=table&right.view=chart&RIGHT.Top=5&view=overview";
    let initial = Query::default();
    let (left, problems) = Query::from_link_prefixed(link, "left", &initial);
    assert_eq!((left.view, left.top, problems), (View::Table, None, vec![]));
    assert_eq!(
        left.unknown,
        ["right.view=chart", "RIGHT.Top=5", "view=overview"]
    );
    assert_eq!(left.to_link_prefixed("left", &initial), link);
    let (right, _) = Query::from_link_prefixed(link, "right", &initial);
    assert_eq!((right.view, right.top), (View::Chart, Some(5)));
}

/// Words of the overview, one of each kind.
const OVERVIEWS: [&str; 4] = [
    "",
    "event,6m,mature",
    "limits:48-5-10,previous",
    "2018-01-01/2018-03-31,by:customerName:a%2Cb:%25",
];

fn any_range() -> impl Strategy<Value = TimeRange> {
    let days = |(from, len): (i32, i32)| TimeRange::Days {
        from: Day(from),
        to: Day(from + len),
    };
    prop_oneof![
        Just(TimeRange::All),
        select(TimeRange::MONTHS.to_vec()).prop_map(TimeRange::Months),
        (-1000..30_000_i32, 0..5_000_i32).prop_map(days),
    ]
}

fn any_sort() -> impl Strategy<Value = Vec<SortKey>> {
    let fields = subsequence(Field::ALL.to_vec(), 0..4).prop_shuffle();
    (fields, any::<[bool; 4]>()).prop_map(|(fields, down)| {
        let direction = |down| {
            if down {
                Direction::Descending
            } else {
                Direction::Ascending
            }
        };
        fields
            .into_iter()
            .zip(down)
            .map(|(field, down)| SortKey {
                field,
                direction: direction(down),
            })
            .collect()
    })
}

prop_compose! {
    fn any_question()(
        filter in proptest::option::of(crate::filter::any_expr()),
        raw in proptest::option::weighted(0.2, "\\PC{0,10}"),
        groupby in subsequence(Field::ALL.to_vec(), 0..4).prop_shuffle(),
        aggregation_level in proptest::option::of(select(Level::ALL.to_vec())),
        top in proptest::option::of(1..=MAX_TOP),
        skip in proptest::option::of(any::<u32>()),
        range in any_range(),
        date in select(Field::DATES.to_vec()),
    ) -> Query {
        let mut query = Query { groupby, aggregation_level, top, skip, range, date, ..Query::default() };
        query.set_filter(filter.as_ref());
        if let Some(raw) = raw {
            query.set_raw_filter(raw);
        }
        query
    }
}

prop_compose! {
    fn any_query()(
        question in any_question(),
        view in select(View::ALL.to_vec()),
        chart in proptest::option::of(select(ChartKind::ALL.to_vec())),
        overview in select(OVERVIEWS.to_vec()).prop_map(|words| Options::from_name(words).unwrap()),
        columns in proptest::option::of(subsequence(Field::ALL.to_vec(), 1..16).prop_shuffle()),
        sort in any_sort(),
        find in "\\PC{0,10}",
        time_zone in proptest::option::of("[A-Za-z]{1,8}/[A-Za-z_]{1,8}"),
        language in proptest::option::of("[a-z]{2}(-[A-Z]{2})?"),
        theme in proptest::option::of(select(Theme::ALL.to_vec())),
        unknown in proptest::collection::vec("[?#]?x[a-zA-Z0-9=%+?#.]{0,8}", 0..3),
    ) -> Query {
        Query { view, chart, overview, columns, sort, find, time_zone, language, theme, unknown, ..question }
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(query in any_query()) {
        let link = query.to_link();
        prop_assert_eq!(Query::from_link(&link), (query, vec![]), "{}", link);
    }

    #[test]
    fn what_is_written_over_a_host_is_read_back_over_it(mut query in any_query(), mut initial in any_query()) {
        initial.unknown.clear();
        query.unknown.clear();
        let link = query.to_link_prefixed("w1", &initial);
        prop_assert_eq!(Query::from_link_prefixed(&link, "w1", &initial), (query, vec![]), "{}", link);
    }

    #[test]
    fn any_text_is_a_link(text in "\\PC{0,80}") {
        let (query, _) = Query::from_link(&text);
        let (again, problems) = Query::from_link(&query.to_link());
        prop_assert_eq!((again, problems), (query, vec![]));
    }

    #[test]
    fn any_soup_of_keys_is_a_link(
        pieces in proptest::collection::vec(("(filter|raw|groupby|top|range|sort|q|view|x|w.view)=", "[a-z0-9%',+#? -]{0,8}"), 0..8),
    ) {
        let text: Vec<String> = pieces.into_iter().map(|(key, value)| key + &value).collect();
        let (query, _) = Query::from_link(&text.join("&"));
        let (again, problems) = Query::from_link(&query.to_link());
        prop_assert_eq!((again, problems), (query, vec![]));
    }

    #[test]
    fn unknown_keys_survive(unknown in proptest::collection::vec("[a-z]{3,6}[0-9]=[a-zA-Z0-9%+]{0,8}", 0..4), query in any_query()) {
        let with = Query { unknown: unknown.clone(), ..query };
        let (again, _) = Query::from_link(&with.to_link());
        prop_assert_eq!(again.unknown, unknown);
    }
}
