//! Pastes as people make them, written down by hand; laws for any text.

use proptest::prelude::*;

use super::*;
use crate::date::Level;
use crate::field::Field;
use crate::filter::FilterErrorKind as E;
use crate::filter::WarningKind;
use crate::request::Request;
use crate::sort::{Direction, SortKey};

const HOST: &str = "https://api.partnercenter.microsoft.com";

/// The findings as `name@marked text`.
fn told(paste: &str) -> Vec<String> {
    let clinic = read_request(paste);
    let mark = |finding: &Finding| {
        format!(
            "{}@{}",
            finding.kind.name(),
            paste.get(finding.at.clone()).unwrap()
        )
    };
    clinic.findings.iter().map(mark).collect()
}

fn filter_of(paste: &str) -> String {
    read_request(paste).query.filter
}

#[test]
fn a_right_address_has_nothing_to_tell() {
    let paste = "https://api.partnercenter.microsoft.com/partner/v1/analytics/referrals\
        ?filter=status%20eq%20%27Won%27&groupby=createdDate%2CcustomerMarket&aggregationLevel=month&top=100&skip=200";
    let clinic = read_request(paste);
    assert_eq!(clinic.findings, []);
    assert_eq!(clinic.kind, PasteKind::Address);
    assert_eq!(clinic.base.unwrap().as_str(), HOST);
    let expected = Query {
        filter: "status eq 'Won'".into(),
        groupby: vec![Field::CreatedDate, Field::CustomerMarket],
        aggregation_level: Some(Level::Month),
        top: Some(100),
        skip: Some(200),
        ..Query::default()
    };
    assert_eq!(clinic.query, expected);
}

#[test]
fn every_kind_of_paste_is_known() {
    let cases = [
        ("", PasteKind::Nothing, ""),
        ("status eq 'Won'", PasteKind::Filter, "status eq 'Won'"),
        (
            "status%20eq%20%27Won%27",
            PasteKind::Filter,
            "status eq 'Won'",
        ),
        (
            "?filter=status eq 'Won'",
            PasteKind::QueryString,
            "status eq 'Won'",
        ),
        (
            "filter=status+eq+'Won'",
            PasteKind::QueryString,
            "status eq 'Won'",
        ),
        (
            "/partner/v1/analytics/referrals?filter=status eq 'Won'",
            PasteKind::Address,
            "status eq 'Won'",
        ),
        (
            ".../referrals?filter=status eq 'Won'",
            PasteKind::Address,
            "status eq 'Won'",
        ),
        (
            "<https://x.example/partner/v1/analytics/referrals?filter=id%20eq%20'1'>",
            PasteKind::Address,
            "id eq '1'",
        ),
        (
            "GET {baseURL}/partner/v1/analytics/referrals?filter=status eq 'Won' HTTP/1.1\nAccept: application/json",
            PasteKind::Address,
            "status eq 'Won'",
        ),
        (
            "```http\nGET https://x.example/partner/v1/analytics/referrals\n  ?filter=id eq '1'\n  &top=5\n```",
            PasteKind::Address,
            "id eq '1'",
        ),
        ("curl", PasteKind::Curl, ""),
        (
            "$ curl \"/partner/v1/analytics/referrals?filter=id eq '1'\"",
            PasteKind::Curl,
            "id eq '1'",
        ),
    ];
    for (paste, kind, filter) in cases {
        let clinic = read_request(paste);
        assert_eq!(
            (clinic.kind, clinic.query.filter.as_str()),
            (kind, filter),
            "{paste}"
        );
    }
}

#[test]
fn a_curl_command_of_a_unix_shell() {
    let paste = "curl -sS -X GET \\\n  'https://proxy.example/pc/partner/v1/analytics/referrals?filter=contains(customerName%2C'\\''Best'\\'')&top=50' \\\n  -H 'Authorization: Bearer abc.def-123' \\\n  -H \"Accept: application/json\" -b 'session=1'";
    let clinic = read_request(paste);
    assert_eq!(clinic.kind, PasteKind::Curl);
    assert_eq!(clinic.query.filter, "contains(customerName,'Best')");
    assert_eq!(clinic.query.top, Some(50));
    assert_eq!(
        clinic.base.as_ref().unwrap().as_str(),
        "https://proxy.example/pc"
    );
    assert_eq!(told(paste), ["token@abc.def-123", "cookie@session=1"]);
    let shown = clinic.redacted(paste);
    assert!(
        !shown.contains("abc.def") && !shown.contains("session=1"),
        "{shown}"
    );
    assert!(shown.contains("Bearer …'"), "{shown}");
}

#[test]
fn a_curl_command_of_the_windows_command_line() {
    let paste = "curl ^\"https://api.partnercenter.microsoft.com/partner/v1/analytics/referrals?filter=status^%20eq^%20^%27Won^%27^&top=5^\" ^\r\n  -H ^\"sec-ch-ua: ^\\^\"Not A;Brand^\\^\";v=^\\^\"99^\\^\"^\" ^\r\n  -H ^\"authorization: Bearer secretsecret^\"";
    let clinic = read_request(paste);
    assert_eq!(clinic.query.filter, "status eq 'Won'");
    assert_eq!((clinic.query.top, clinic.kind), (Some(5), PasteKind::Curl));
    assert_eq!(clinic.base.unwrap().as_str(), HOST);
    assert_eq!(told(paste), ["token@secretsecret"]);
}

#[test]
fn curl_makes_a_query_of_data_with_get() {
    let paste = "curl -sG https://x.example/partner/v1/analytics/referrals --data-urlencode \"filter=status eq 'Won' and customerName eq 'A&B'\" -d top=5";
    let clinic = read_request(paste);
    assert_eq!(
        clinic.query.filter,
        "status eq 'Won' and customerName eq 'A&B'"
    );
    assert_eq!(clinic.query.top, Some(5));
    let paste = "curl https://x.example/partner/v1/analytics/referrals -XPOST -d '{}'";
    assert_eq!(told(paste), ["method@POST", "body@{}"]);
}

#[test]
fn a_command_of_power_shell() {
    let paste = "$uri = \"https://x.example/partner/v1/analytics/referrals?`$filter=status eq 'Won'&top=5\"\nInvoke-RestMethod -Method Get -Uri $uri -Headers @{ Authorization = \"Bearer 0123456789\"; Cookie = 'a=b' }";
    let clinic = read_request(paste);
    assert_eq!(clinic.kind, PasteKind::PowerShell);
    assert_eq!(
        (clinic.query.filter.as_str(), clinic.query.top),
        ("status eq 'Won'", Some(5))
    );
    assert_eq!(
        told(paste),
        ["dollar-prefix@$filter", "token@0123456789", "cookie@a=b"]
    );
    let paste = "irm 'https://x.example/partner/v1/analytics/referrals' -Body @{ filter = \"id eq '1'\"; skip = 10 }";
    let query = read_request(paste).query;
    assert_eq!((query.filter.as_str(), query.skip), ("id eq '1'", Some(10)));
    let paste = "Invoke-RestMethod `\n -Uri 'https://x.example/partner/v1/analytics/referrals?filter=id eq ''1''' `\n -Method POST -Body '{}'";
    assert_eq!(filter_of(paste), "id eq '1'");
    assert_eq!(told(paste), ["method@POST", "body@{}"]);
}

#[test]
fn a_call_of_fetch() {
    let paste = "await fetch(\"https://x.example/partner/v1/analytics/referrals?filter=status%20eq%20\\u0027Won\\u0027\", {\n  \"headers\": { \"authorization\": \"Bearer eyJhbGciOiJub25lIn0.e30.sig\" },\n  \"body\": null,\n  \"method\": \"GET\"\n});";
    let clinic = read_request(paste);
    assert_eq!(
        (clinic.kind, clinic.query.filter.as_str()),
        (PasteKind::Fetch, "status eq 'Won'")
    );
    assert_eq!(told(paste), ["token@eyJhbGciOiJub25lIn0.e30.sig"]);
    let paste = "const url = `${base}/partner/v1/analytics/referrals?top=7`;\nfetch(url, { method: 'POST' })";
    let clinic = read_request(paste);
    assert_eq!((clinic.query.top, clinic.base.clone()), (Some(7), None));
    assert_eq!(told(paste), ["method@POST"]);
}

#[test]
fn addresses_that_lead_elsewhere_are_told() {
    let origin = |paste: &str| {
        read_request(paste)
            .base
            .map(|base| base.as_str().to_string())
    };
    let cases: [(&str, &[&str], Option<&str>); 10] = [
        (
            "https://x.example/a/partner/v1/analytics/referral?top=5",
            &["singular-path@referral"],
            Some("https://x.example/a"),
        ),
        (
            "https://x.example/analytics/v1/contoso/referrals",
            &["draft-path@/analytics/v1/contoso/referrals"],
            Some("https://x.example"),
        ),
        (
            "https://x.example/contoso/analyticsapi/commercial/referrals",
            &["draft-path@/contoso/analyticsapi/commercial/referrals"],
            Some("https://x.example"),
        ),
        (
            "https://x.example/v1/analytics/referrals/",
            &["short-path@/v1/analytics/referrals"],
            Some("https://x.example"),
        ),
        (
            "https://x.example/partner/v1/analytics/subscriptions",
            &["other-endpoint@/partner/v1/analytics/subscriptions"],
            None,
        ),
        (
            "https://api.partner.microsoft.com/v1.0/engagements/referrals",
            &["other-endpoint@/v1.0/engagements/referrals"],
            None,
        ),
        (
            "https://partner.partnercenterapi.microsoftonline.cn/partner/v1/analytics/referrals",
            &[
                "cloud-without-referrals@https://partner.partnercenterapi.microsoftonline.cn/partner/v1/analytics/referrals",
            ],
            Some("https://partner.partnercenterapi.microsoftonline.cn"),
        ),
        (
            "https://me:pw@x.example/partner/v1/analytics/referrals",
            &["password@me:pw"],
            None,
        ),
        (
            "https://x.example/Partner/v1/Analytics/Referrals http/1.1",
            &[],
            Some("https://x.example"),
        ),
        (
            "POST baseURL/partner/v1/analytics/referrals HTTP/1.1",
            &["method@POST"],
            None,
        ),
    ];
    for (paste, findings, base) in cases {
        assert_eq!(told(paste), findings, "{paste}");
        assert_eq!(origin(paste).as_deref(), base, "{paste}");
    }
}

#[test]
fn names_are_made_right() {
    let paste = "?$Filter=status eq 'Won'&groupBy=status&aggLevel=day&Top=5&hoppa%20%C3%B6ver=10&$select=id&foo=1&top=6";
    assert_eq!(
        told(paste),
        [
            "dollar-prefix@$Filter",
            "key-case@groupBy",
            "renamed-parameter@aggLevel",
            "level-without-date@day",
            "key-case@Top",
            "renamed-parameter@hoppa%20%C3%B6ver",
            "unsupported-parameter@$select",
            "unknown-parameter@foo",
            "repeated-parameter@top",
        ]
    );
    let query = read_request(paste).query;
    assert_eq!(
        (query.filter.as_str(), query.top, query.skip),
        ("status eq 'Won'", Some(5), Some(10))
    );
    for (name, is_skip) in [
        ("Oben", false),
        ("Přeskočit", true),
        ("Pomiń", true),
        ("Atla", true),
        ("saltar", true),
        ("略過", true),
    ] {
        let query = read_request(&format!("?{name}=3")).query;
        assert_eq!(
            (query.top, query.skip),
            if is_skip {
                (None, Some(3))
            } else {
                (Some(3), None)
            },
            "{name}"
        );
    }
    let clinic =
        read_request("?filtre=état eq 'acceptée'&agregaçãoLevel=mois&groupby=Souhaite, dateCréée");
    assert_eq!(clinic.query.filter, "status eq 'Accepted'");
    assert_eq!(
        clinic.query.groupby,
        [Field::CustomerName, Field::CreatedDate]
    );
    assert_eq!(clinic.query.aggregation_level, Some(Level::Month));
}

#[test]
fn translated_values_are_mapped_back_in_their_place() {
    let paste = "filter=customerOrgSize eq '10 ila 50 çalışan'";
    let clinic = read_request(paste);
    assert_eq!(clinic.query.filter, "customerOrgSize eq '10to50employees'");
    let canonical = "10to50employees".to_string();
    let expected = Finding {
        kind: FindingKind::FilterWarning(WarningKind::Spelling { canonical }),
        at: paste.find('\'').unwrap()..paste.len(),
        outcome: Outcome::Mended,
    };
    assert_eq!(clinic.findings, [expected]);
}

#[test]
fn encodings_are_made_right() {
    let paste = "?filter=customerName eq 'A & B' and status eq 'Won'&top=5";
    assert_eq!(
        filter_of(paste),
        "customerName eq 'A & B' and status eq 'Won'"
    );
    assert_eq!(
        told(paste),
        ["filter-warning@'A & B'", "unencoded-ampersand@&"]
    );
    let paste = "?filter=status eq 'Won' && customerMarket eq 'US'&top=5";
    assert_eq!(
        filter_of(paste),
        "status eq 'Won' and customerMarket eq 'US'"
    );
    assert_eq!(
        told(paste),
        [
            "unencoded-ampersand@&",
            "filter@&&",
            "unencoded-ampersand@&"
        ]
    );
    let paste = "?filter=status+eq+'Won'&amp;top=5";
    assert_eq!(filter_of(paste), "status eq 'Won'");
    assert_eq!(told(paste), ["plus-for-blank@+", "html-ampersand@amp;"]);
    let paste = "?filter=customerName+eq+'C++'";
    assert_eq!(filter_of(paste), "customerName eq 'C++'");
    let paste = "?filter=status%2520eq%2520%2527Won%2527";
    assert_eq!(filter_of(paste), "status eq 'Won'");
    assert_eq!(
        told(paste),
        ["encoded-twice@status%2520eq%2520%2527Won%2527"]
    );
    let paste = "?filter=createdDate ge 2018-02-01T00:00:00+01:00";
    assert_eq!(
        filter_of(paste),
        "createdDate ge cast('2018-02-01T00:00:00+01:00',Edm.DateTimeOffset)"
    );
    let paste =
        "https://x.example/partner/v1/analytics/referrals?filter=customerName eq 'C#'&top=5#part";
    let query = read_request(paste).query;
    assert_eq!(
        (query.filter.as_str(), query.top),
        ("customerName eq 'C#'", Some(5))
    );
}

#[test]
fn the_filter_is_mended_in_its_place() {
    let paste = "/partner/v1/analytics/referrals?filter=state%20%3D%20%22Won%22&top=5";
    let clinic = read_request(paste);
    assert_eq!(clinic.query.filter, "status eq 'Won'");
    assert_eq!(
        told(paste),
        ["filter@state", "filter@%3D", "filter@%22Won%22"]
    );
    assert!(
        clinic
            .findings
            .iter()
            .all(|finding| finding.outcome == Outcome::Mended)
    );
    let paste = "?filter=salary%20gt%205&top=5";
    let clinic = read_request(paste);
    assert_eq!(clinic.refused_filter.as_deref(), Some("salary gt 5"));
    assert_eq!(
        (clinic.query.filter.as_str(), clinic.query.top),
        ("", Some(5))
    );
    let unknown = E::UnknownField {
        found: "salary".into(),
        nearest: None,
    };
    assert_eq!(
        clinic.findings,
        [Finding {
            kind: FindingKind::Filter(unknown),
            at: 8..14,
            outcome: Outcome::Dropped
        }]
    );
}

#[test]
fn fields_levels_and_numbers_are_checked() {
    let paste = "?groupby=createdDate, state,salary,Status&top=10000&skip=-1";
    let query = read_request(paste).query;
    assert_eq!(query.groupby, [Field::CreatedDate, Field::Status]);
    assert_eq!(
        (query.top, query.skip, query.level()),
        (Some(9999), None, Some(Level::Day))
    );
    assert_eq!(
        told(paste),
        [
            "level-missing@createdDate, state,salary,Status",
            "unknown-field@state",
            "unknown-field@salary",
            "repeated-field@Status",
            "number@10000",
            "number@-1",
        ]
    );
    let paste = "?groupby=createdDate&aggregationLevel=year&$orderby=createdDate asc,status desc";
    assert_eq!(
        told(paste),
        [
            "level-missing@createdDate",
            "unknown-level@year",
            "sorted-here@$orderby"
        ]
    );
    let key = |field, direction| SortKey { field, direction };
    assert_eq!(
        read_request(paste).query.sort,
        [
            key(Field::CreatedDate, Direction::Ascending),
            key(Field::Status, Direction::Descending)
        ]
    );
}

#[test]
fn secrets_are_found_and_placeholders_are_not() {
    for paste in [
        "Authorization: Bearer <token>",
        "curl -H \"Authorization: Bearer $TOKEN\" /partner/v1/analytics/referrals",
        "contains(customerName,'Bearer Logistics') or contains(customerName,'Basic Computing')",
        "Authorization: Bearer {access_token}",
        "GET /partner/v1/analytics/referrals\nAuthorization: Bearer token",
    ] {
        let secrets = read_request(paste).findings;
        assert!(
            !secrets
                .iter()
                .any(|finding| matches!(finding.kind, FindingKind::Secret(_))),
            "{paste}: {secrets:?}"
        );
    }
    let cases = [
        (
            "GET /partner/v1/analytics/referrals HTTP/1.1\nAuthorization: Bearer abcd\nCookie: a=b",
            ["token@abcd", "cookie@a=b"],
        ),
        (
            "curl -u me:pw x/partner/v1/analytics/referrals?access_token=zzz",
            ["password@me:pw", "unknown-parameter@access_token"],
        ),
    ];
    for (paste, secrets) in cases {
        assert_eq!(told(paste)[..2], secrets, "{paste}");
    }
    assert!(told(cases[1].0).contains(&"token@zzz".to_string()));
    assert_eq!(
        told("Authorization: Basic dXNlcjpwdw==")[1],
        "password@dXNlcjpwdw=="
    );
}

#[test]
fn copies_are_quoted_for_their_language_and_hold_no_token() {
    let request = Request {
        filter: "customerName eq 'O''Neil'".into(),
        top: Some(5),
        ..Request::default()
    };
    let base = Base::parse("https://x.example/it's").unwrap();
    let copy = |kind| copy_as(kind, &base, &request, "https://page.example");
    let query = "partner/v1/analytics/referrals?filter=customerName%20eq%20%27O%27%27Neil%27&top=5";
    assert_eq!(
        copy(CopyKind::RestUrl),
        format!("https://x.example/it's/{query}")
    );
    assert_eq!(
        copy(CopyKind::Curl),
        format!(
            "curl 'https://x.example/it'\\''s/{query}' \\\n  -H \"Authorization: Bearer $TOKEN\" \\\n  -H 'Accept: application/json'"
        )
    );
    assert_eq!(
        copy(CopyKind::PowerShell),
        format!(
            "Invoke-RestMethod -Uri 'https://x.example/it''s/{query}' -Headers @{{ Authorization = \"Bearer $env:TOKEN\"; Accept = 'application/json' }}"
        )
    );
    assert_eq!(
        copy(CopyKind::Fetch),
        format!(
            "await fetch('https://x.example/it\\'s/{query}', {{\n  headers: {{ Authorization: `Bearer ${{token}}`, Accept: 'application/json' }},\n}});"
        )
    );
    let base = Base::parse("api/pc").unwrap();
    assert_eq!(
        copy_as(
            CopyKind::RestUrl,
            &base,
            &Request::default(),
            "https://page.example/"
        ),
        "https://page.example/api/pc/partner/v1/analytics/referrals"
    );
}

fn any_paste() -> impl Strategy<Value = String> {
    const PIECES: [&str; 44] = [
        "curl ",
        "curl.exe ",
        "Invoke-RestMethod -Uri ",
        "fetch(",
        "GET ",
        "https://x.example",
        "/partner/v1/analytics/referrals",
        "?",
        "&",
        "=",
        "filter=",
        "$filter=",
        "groupby=",
        "top=",
        "skip=",
        "status eq 'Won'",
        "%20",
        "%27",
        "%E7%99%BE",
        "%",
        "+",
        "'",
        "\"",
        "`",
        "\\",
        "^",
        "\n",
        "\r\n",
        " ",
        "-H ",
        "-G ",
        "-d ",
        "@{",
        "}",
        "Authorization: Bearer ",
        "eyJ.a.b",
        "{",
        "#",
        "百",
        "\\u0027",
        "$'",
        "orderby=",
        "-Body ",
        "createdDate",
    ];
    proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..20)
        .prop_map(|pieces| pieces.concat())
}

fn check_total(paste: &str) -> Result<(), TestCaseError> {
    let clinic = read_request(paste);
    for finding in &clinic.findings {
        prop_assert!(
            paste.get(finding.at.clone()).is_some(),
            "{:?}: {:?}",
            paste,
            finding
        );
    }
    let filter = &clinic.query.filter;
    prop_assert!(filter.is_empty() || crate::filter::parse(filter).is_ok());
    clinic.redacted(paste);
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read(paste in "\\PC{0,80}") {
        check_total(&paste)?;
    }

    #[test]
    fn any_soup_is_read(paste in any_paste()) {
        check_total(&paste)?;
    }

    #[test]
    fn a_token_in_a_header_never_stays(token in "[A-Za-z0-9][A-Za-z0-9._~-]{19,60}", kind in 0..6) {
        let header = format!("Authorization: Bearer {token}");
        let paste = match kind {
            0 => format!("curl 'https://x.example/partner/v1/analytics/referrals' -H '{header}'"),
            1 => format!("GET /partner/v1/analytics/referrals\n{header}"),
            2 => header,
            3 => format!("?filter={header}&{header}=1&top=5"),
            4 => format!("irm /partner/v1/analytics/referrals -Method 'Bearer {token}' -Body '{header}'"),
            _ => format!("fetch('/partner/v1/analytics/referrals', {{headers: {{Authorization: 'Bearer {token}'}}}})"),
        };
        let clinic = read_request(&paste);
        let shown = format!("{clinic:?}");
        prop_assert!(!shown.contains(&token));
        prop_assert!(!clinic.redacted(&paste).contains(&token));
    }

    #[test]
    fn what_is_copied_is_read_back(
        expr in crate::filter::any_expr(),
        groupby in proptest::sample::subsequence(Field::ALL.to_vec(), 0..3),
        top in proptest::option::of(1..=9999_u32),
        skip in proptest::option::of(any::<u32>()),
    ) {
        let dated = groupby.iter().any(|field| field.is_date());
        let expr = expr.with_documented_values();
        let request = Request {
            filter: expr.to_string(),
            groupby,
            level: dated.then_some(Level::Week),
            top,
            skip,
            extra: Vec::new(),
        };
        let base = Base::parse("https://x.example/it's/pc").unwrap();
        for kind in CopyKind::ALL {
            let copied = copy_as(kind, &base, &request, "");
            let clinic = read_request(&copied);
            let query = &clinic.query;
            prop_assert_eq!(&query.filter, &request.filter, "{}", copied);
            prop_assert_eq!(&query.groupby, &request.groupby);
            prop_assert_eq!((query.level(), query.top, query.skip), (request.level, top, skip));
            prop_assert_eq!(clinic.base.as_ref(), Some(&base), "{}", copied);
        }
    }
}

/// Time grows with the paste, not with its square.
#[test]
fn long_pastes_take_linear_time() {
    for piece in [
        "curl ",
        "a&",
        "filter=a&",
        "eyJ",
        "bearer ",
        "bearer%20",
        "access_token=",
        "'",
        "\\",
        "^\"",
        "fetch(",
        "%27&",
        "orderby=status,",
        "=",
        "/",
        "-d a=b ",
        "status,",
        "\n&",
        "authorization: basic ",
    ] {
        for start in [
            "",
            "filter=",
            "curl -G ",
            "curl ^\"",
            "Invoke-RestMethod ",
            "fetch('",
            "/partner/v1/analytics/referrals?groupby=",
        ] {
            let paste = start.to_string() + &piece.repeat(100_000 / piece.len());
            let started = std::time::Instant::now();
            read_request(&paste);
            assert!(started.elapsed().as_secs() < 5, "{start}{piece}");
        }
    }
}
