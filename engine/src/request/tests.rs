//! Requests, bases and next links, byte by byte and written down by hand.

use super::*;

#[test]
fn the_wire_example_of_the_endpoint() {
    let request = Request {
        filter: "status eq 'Accepted' and createdDate ge cast('2018-02-01',Edm.DateTimeOffset)"
            .into(),
        top: Some(100),
        skip: Some(0),
        ..Request::default()
    };
    assert_eq!(
        request.path_and_query(),
        "/partner/v1/analytics/referrals?filter=status%20eq%20%27Accepted%27%20and%20createdDate%20ge%20cast\
         %28%272018-02-01%27%2CEdm.DateTimeOffset%29&top=100&skip=0"
    );
}

#[test]
fn a_level_goes_with_a_grouped_date_and_only_with_it() {
    let mut request = Request {
        filter: "status eq 'Won'".into(),
        groupby: vec![Field::CreatedDate, Field::CustomerMarket],
        level: Some(Level::Month),
        ..Request::default()
    };
    assert_eq!(
        request.path_and_query(),
        "/partner/v1/analytics/referrals?filter=status%20eq%20%27Won%27&groupby=createdDate%2CcustomerMarket\
         &aggregationLevel=month"
    );
    request.level = None;
    request.filter.clear();
    assert_eq!(
        request.path_and_query(),
        "/partner/v1/analytics/referrals?groupby=createdDate%2CcustomerMarket&aggregationLevel=day"
    );
    request.groupby = vec![Field::Status];
    request.level = Some(Level::Week);
    request.extra = vec![("order by".into(), "date desc&x".into())];
    assert_eq!(
        request.path_and_query(),
        "/partner/v1/analytics/referrals?groupby=status&order%20by=date%20desc%26x"
    );
    assert_eq!(
        Request::default().path_and_query(),
        "/partner/v1/analytics/referrals"
    );
}

#[test]
fn bases_are_origins_and_paths() {
    let url = |base| Base::parse(base).unwrap().url(&Request::default());
    let endpoint = "/partner/v1/analytics/referrals";
    for (base, before) in [
        ("", ""),
        ("/", ""),
        (
            "https://api.partnercenter.microsoft.com",
            "https://api.partnercenter.microsoft.com",
        ),
        (
            " https://api.partnercenter.microsoft.com/ ",
            "https://api.partnercenter.microsoft.com",
        ),
        (
            "http://127.0.0.1:8080/api/pc/",
            "http://127.0.0.1:8080/api/pc",
        ),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("/api/pc", "/api/pc"),
        ("api/pc/", "api/pc"),
        (
            "https://proxy.example/pc/partner/v1/analytics/referrals",
            "https://proxy.example/pc",
        ),
        ("/Partner/v1/Analytics/Referrals/", ""),
    ] {
        assert_eq!(url(base), format!("{before}{endpoint}"), "{base}");
    }
}

#[test]
fn bases_that_could_lead_elsewhere_are_refused() {
    for (base, error) in [
        ("javascript:alert(1)", BaseError::Scheme),
        ("ftp://example.com", BaseError::Scheme),
        ("localhost:8080", BaseError::Scheme),
        ("//evil.example", BaseError::ProtocolRelative),
        ("/\\evil.example", BaseError::Character),
        ("/\t/evil.example", BaseError::Character),
        ("https:evil.example", BaseError::Host),
        ("https:///evil.example", BaseError::Host),
        ("https://", BaseError::Host),
        ("https://example.com:x", BaseError::Host),
        ("https://example.com:99999", BaseError::Host),
        ("https://good.example@evil.example", BaseError::UserInfo),
        ("https://user:secret@example.com/", BaseError::UserInfo),
        ("https://example.com?x=1", BaseError::QueryOrFragment),
        ("/api#x", BaseError::QueryOrFragment),
    ] {
        assert_eq!(Base::parse(base), Err(error), "{base}");
    }
}

#[test]
fn an_origin_is_known_and_plain_http_beyond_this_machine_is_told() {
    let base = |text| Base::parse(text).unwrap();
    assert_eq!(
        base("https://proxy.example:8443/pc").origin(),
        Some("https://proxy.example:8443")
    );
    assert_eq!(base("/pc").origin(), None);
    assert!(base("http://proxy.example/pc").is_exposed());
    assert!(base("HTTP://127.example.com:80").is_exposed());
    for safe in [
        "https://proxy.example",
        "http://localhost:8080",
        "http://127.0.0.1",
        "http://[::1]:1/x",
        "/pc",
    ] {
        assert!(!base(safe).is_exposed(), "{safe}");
    }
}

#[test]
fn a_next_link_gives_its_query_and_nothing_else() {
    let next = next_from_link("appacquisitions?applicationId=9N&top=1&skip=1&orderby=date desc");
    assert_eq!((next.top, next.skip), (Some(1), Some(1)));
    let extra = [("applicationId", "9N"), ("orderby", "date desc")];
    assert_eq!(
        next.extra,
        extra.map(|(key, value)| (key.to_string(), value.to_string()))
    );

    let next = next_from_link(
        "https://evil.example/x?$SKIP=200&Filter=id%20eq%20%271%27&GROUPBY=id&$top=x&a=b%20c+d#y",
    );
    assert_eq!((next.top, next.skip), (None, Some(200)));
    assert_eq!(next.extra, [("a".to_string(), "b c d".to_string())]);

    assert_eq!(next_from_link("skip=3").skip, Some(3));
    assert_eq!(
        next_from_link("https://evil.example/skip=3"),
        NextPage::default()
    );
    assert_eq!(next_from_link(""), NextPage::default());
}

#[test]
fn an_ampersand_in_an_unencoded_filter_starts_no_key() {
    let next =
        next_from_link("referrals?filter=contains(customerName,'A&skip=7&B')&skip=40&top=20");
    assert_eq!((next.top, next.skip), (Some(20), Some(40)));
    assert_eq!(next.extra, []);
    let next = next_from_link("referrals?filter=it's&skip=40");
    assert_eq!(next.skip, Some(40));
}

#[test]
fn long_addresses_are_told() {
    assert!(!is_long(&"x".repeat(2_000)));
    assert!(is_long(&"x".repeat(2_001)));
}
