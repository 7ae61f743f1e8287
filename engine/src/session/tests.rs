//! Sessions as transcripts: a list of what happened, and beside it what was to be done. A race is a list of events.

use super::*;
use crate::cloud::Cloud;
use crate::date::Level;
use crate::fault::{Cause, FaultKind, Head};
use crate::field::Field;
use crate::query::View;
use crate::sort::{Direction, SortKey};

mod null_tests;
mod redaction;

/// A session under test: events go in, commands are written down as text.
struct Script {
    session: Session,
    now: Timestamp,
    done: Vec<String>,
}

fn script(settings: Settings) -> Script {
    Script {
        session: Session::new(settings, 7),
        now: Timestamp(0),
        done: Vec::new(),
    }
}

fn small_pages() -> Settings {
    Settings {
        first_page: 2,
        page: 3,
        auto_load: true,
        ..Settings::default()
    }
}

impl Script {
    fn event(&mut self, event: Event) -> &mut Self {
        for command in self.session.apply(self.now, event) {
            let line = match command {
                Command::Send { id, url, token } => {
                    let path = url
                        .strip_prefix("/partner/v1/analytics/referrals")
                        .unwrap_or(&url)
                        .to_owned();
                    let token = if token.is_some() { " with a token" } else { "" };
                    format!("send {} {path}{token}", id.0)
                }
                Command::Notify(Notification::Failed(fault)) => {
                    format!("failed {}", fault.kind.name())
                }
                Command::Notify(Notification::Loaded {
                    count,
                    total,
                    truncated,
                    ..
                }) => {
                    format!(
                        "loaded {count} of {total:?}{}",
                        if truncated { " truncated" } else { "" }
                    )
                }
                Command::Notify(_) => continue,
                Command::Abort { id } => format!("abort {}", id.0),
                Command::StartTimer { delay_ms, .. } => format!("timer {delay_ms}"),
                Command::PushLink(link) => format!("push #{link}"),
                Command::ReplaceLink(link) => format!("replace #{link}"),
                Command::AskForToken(reason) => format!("ask for a token: {}", reason.name()),
                Command::AskProvider { reason, attempt } => {
                    format!("ask the provider: {} {attempt}", reason.name())
                }
                other => format!("{other:?}"),
            };
            self.done.push(line);
        }
        self
    }

    fn open(&mut self, link: &str) -> &mut Self {
        self.event(Event::Opened {
            link: link.to_owned(),
            initial: Box::default(),
        })
    }

    fn token(&mut self) -> &mut Self {
        self.event(Event::TokenPasted("Bearer secret".to_owned()))
    }

    /// The id of the last request that was sent.
    fn last_sent(&self) -> RequestId {
        let line = self
            .done
            .iter()
            .rev()
            .find(|line| line.starts_with("send "))
            .unwrap();
        RequestId(line.split(' ').nth(1).unwrap().parse().unwrap())
    }

    fn answer(&mut self, id: RequestId, status: u16, body: &str) -> &mut Self {
        self.event(Event::Answered {
            id,
            head: Head {
                status,
                ..Head::default()
            },
        })
        .event(Event::BytesArrived {
            id,
            bytes: body.as_bytes().to_vec(),
        })
        .event(Event::BodyEnded { id })
    }

    fn ok(&mut self, body: &str) -> &mut Self {
        let id = self.last_sent();
        self.answer(id, 200, body)
    }

    fn status(&mut self, status: u16, body: &str) -> &mut Self {
        let id = self.last_sent();
        self.answer(id, status, body)
    }

    fn fire(&mut self) -> &mut Self {
        let Phase::Waiting(waiting) = self.session.phase().clone() else {
            panic!("not waiting: {:?}", self.session.phase());
        };
        self.now = waiting.until;
        self.event(Event::TimerFired(waiting.timer))
    }

    /// What was to be done since the last look.
    fn look(&mut self) -> Vec<String> {
        std::mem::take(&mut self.done)
    }

    fn loaded(&self) -> u64 {
        self.session.rows().loaded()
    }
}

fn rows(ids: std::ops::Range<u32>, total: u32) -> String {
    let rows: Vec<String> = ids
        .map(|id| format!("{{\"id\":\"{id}\",\"status\":\"Won\"}}"))
        .collect();
    format!(
        "{{\"Value\":[{}],\"@nextLink\":null,\"TotalCount\":{total}}}",
        rows.join(",")
    )
}

#[test]
fn nothing_is_sent_without_a_token_and_all_pages_with_one() {
    let mut script = script(small_pages());
    assert_eq!(script.open("").look(), ["ask for a token: missing"]);
    assert_eq!(script.token().look(), ["send 1 ?top=2&skip=0 with a token"]);
}

#[test]
fn pages_follow_each_other_until_the_total_is_reached() {
    let mut script = script(small_pages());
    script.open("").token();
    script.done = vec!["send 1 ".into()];
    assert_eq!(
        script.ok(&rows(0..2, 6)).done[1..],
        ["send 2 ?top=3&skip=2 with a token"]
    );
    assert_eq!(
        script.ok(&rows(2..5, 6)).done[2..],
        ["send 3 ?top=3&skip=5 with a token"]
    );
    assert_eq!(script.ok(&rows(5..6, 6)).done[3..], ["loaded 6 of Some(6)"]);
    assert_eq!(script.session.rows().end(), Some(End::All));
    assert!(script.session.rows().is_complete());
}

#[test]
fn without_a_total_a_full_page_asks_for_another_and_a_short_one_ends() {
    let mut script = script(small_pages());
    script.open("").token();
    script
        .ok(r#"[{"id":"1"},{"id":"2"}]"#)
        .ok(r#"[{"id":"3"},{"id":"4"}]"#);
    assert_eq!(script.done.last().unwrap(), "loaded 4 of None");
}

#[test]
fn a_repeated_page_and_an_early_empty_one_end_the_load_and_say_so() {
    let mut repeated = script(small_pages());
    repeated
        .open("")
        .token()
        .ok(&rows(0..2, 9))
        .ok(&rows(0..2, 9));
    assert_eq!(repeated.session.rows().end(), Some(End::Repeated));
    assert_eq!(
        (repeated.loaded(), repeated.session.rows().duplicates()),
        (2, 2)
    );
    let mut short = script(small_pages());
    short.open("").token().ok(&rows(0..2, 9)).ok(&rows(0..0, 9));
    assert_eq!(short.session.rows().end(), Some(End::Short));
}

#[test]
fn a_total_that_changes_is_told() {
    let mut script = script(small_pages());
    script
        .open("")
        .token()
        .ok(&rows(0..2, 9))
        .ok(&rows(2..5, 5));
    assert_eq!(
        (
            script.session.rows().total_was(),
            script.session.rows().total()
        ),
        (Some(9), Some(5))
    );
}

#[test]
fn a_next_link_gives_its_query_and_nothing_else() {
    let mut script = script(small_pages());
    script.open("").token();
    script.look();
    script.done.push("send 1 ".into());
    script.ok(r#"{"value":[{"id":"1"},{"id":"2"}],"@nextLink":"https://evil.example/x?skip=7&orderby=date desc"}"#);
    let sent = script.done.last().unwrap();
    assert!(sent.starts_with("send 2 ?top=3&skip=7&"), "{sent}");
    assert!(!sent.contains("evil"), "{sent}");
    assert!(sent.contains("orderby=date%20desc"), "{sent}");
}

#[test]
fn with_top_or_skip_exactly_that_page_is_asked_for() {
    let mut script = script(small_pages());
    script.open("top=5&skip=10").token();
    assert_eq!(
        script.done.last().unwrap(),
        "send 1 ?top=5&skip=10 with a token"
    );
    script.ok(&rows(10..15, 90));
    assert_eq!(script.session.rows().end(), Some(End::Page));
    assert_eq!(script.done.last().unwrap(), "loaded 5 of Some(90)");
}

#[test]
fn the_row_limit_stops_the_load_until_more_is_asked_for() {
    let mut script = script(Settings {
        row_limit: 4,
        ..small_pages()
    });
    script
        .open("")
        .token()
        .ok(&rows(0..2, 9))
        .ok(&rows(2..5, 9));
    assert_eq!(script.session.rows().end(), Some(End::Limit));
    assert_eq!(script.done.last().unwrap(), "loaded 5 of Some(9) truncated");
    script.event(Event::MoreAsked);
    assert_eq!(
        script.done.last().unwrap(),
        "send 3 ?top=3&skip=5 with a token"
    );
}

#[test]
fn groups_are_asked_of_the_service_after_the_first_page() {
    let mut script = script(small_pages());
    script.open("filter=status%20eq%20%27Won%27&groupby=createdDate,customerMarket&aggregationLevel=month").token();
    script.look();
    script.done.push("send 1 ".into());
    script.ok(&rows(0..2, 3));
    assert_eq!(
        script.done[1..],
        [
            "send 2 ?filter=status%20eq%20%27Won%27&groupby=createdDate%2CcustomerMarket&aggregationLevel=month with a token"
        ]
    );
    script.ok(r#"{"Value":[{"createdDate":"2018-02-01T00:00:00","customerMarket":"US","referralCount":"3"}],"TotalCount":1}"#);
    assert_eq!(
        script.done[2..],
        ["send 3 ?filter=status%20eq%20%27Won%27&top=3&skip=2 with a token"]
    );
    assert_eq!(script.session.groups().groups().unwrap().total(), 3);
    script.ok(&rows(2..3, 3));
    assert_eq!(
        script.session.groups().reconcile(Some(3)),
        Reconciliation::Agrees
    );
    assert_eq!(script.session.phase(), &Phase::Done);
}

#[test]
fn a_chart_alone_asks_for_no_rows() {
    let mut script = script(small_pages());
    script.open("groupby=status&view=chart").token();
    assert_eq!(
        script.done.last().unwrap(),
        "send 1 ?groupby=status with a token"
    );
    script.ok(r#"{"Value":[{"status":"Won","referralCount":3}],"TotalCount":1}"#);
    assert_eq!(script.session.phase(), &Phase::Done);
    script.event(Event::Changed(Change::View(View::Split)));
    assert_eq!(
        script.done[script.done.len() - 2..],
        ["push #groupby=status", "send 2 ?top=2&skip=0 with a token"]
    );
}

#[test]
fn grouping_complete_rows_asks_for_nothing_unless_the_service_is_asked() {
    let mut script = script(small_pages());
    script.open("").token().ok(&rows(0..2, 2));
    script.look();
    script.event(Event::Changed(Change::Groupby(vec![Field::CreatedDate])));
    assert_eq!(
        script.look(),
        [
            "push #groupby=createdDate&aggregationLevel=month",
            "loaded 2 of Some(2)"
        ]
    );
    script.event(Event::Changed(Change::Level(Level::Week)));
    script.look();
    script.event(Event::GroupsAsked);
    assert_eq!(
        script.look(),
        ["send 2 ?groupby=createdDate&aggregationLevel=week with a token"]
    );
}

#[test]
fn refused_groups_are_counted_here_and_the_rows_go_on() {
    let mut script = script(small_pages());
    script.open("groupby=status&view=chart").token();
    script.status(400, r#"{"code":"3000","description":"no such grouping"}"#);
    let fault = script.session.groups().fault().unwrap();
    assert_eq!(
        (fault.kind, fault.code.as_deref()),
        (FaultKind::BadQuery, Some("3000"))
    );
    assert_eq!(
        script.done.last().unwrap(),
        "send 2 ?top=2&skip=0 with a token"
    );
    script.ok(&rows(0..2, 2));
    assert_eq!(script.session.phase(), &Phase::Done);
}

#[test]
fn a_late_answer_never_wins() {
    let mut script = script(small_pages());
    script.open("").token();
    let late = script.last_sent();
    script.event(Event::Changed(Change::Filter(
        "status eq 'Lost'".to_owned(),
    )));
    let new = script.last_sent();
    assert_ne!(late, new);
    script
        .answer(new, 200, &rows(50..51, 1))
        .answer(late, 200, &rows(0..2, 2));
    assert_eq!(script.loaded(), 1);
    assert_eq!(
        script.session.rows().table().read().term(0, Field::Id),
        Some("50")
    );
}

#[test]
fn a_filter_that_cannot_be_read_is_kept_and_not_sent() {
    let mut script = script(small_pages());
    script.open("").token().ok(&rows(0..2, 2));
    script.look();
    script.event(Event::Changed(Change::Filter("state eq 'Won'".to_owned())));
    assert!(script.look().is_empty());
    let refused = script.session.refused_filter().unwrap();
    assert_eq!(
        (refused.text.as_str(), refused.error.at.clone()),
        ("state eq 'Won'", 0..5)
    );
    assert_eq!(
        refused.error.repair.as_ref().unwrap().text,
        "status eq 'Won'"
    );
    assert_eq!(script.loaded(), 2);
    script.event(Event::Changed(Change::FilterAsIs(
        "state eq 'Won'".to_owned(),
    )));
    assert!(
        script
            .done
            .last()
            .unwrap()
            .starts_with("send 2 ?filter=state%20eq%20%27Won%27&top=2")
    );
    assert_eq!(script.session.refused_filter(), None);
}

#[test]
fn a_bad_filter_in_a_link_is_named_and_the_rest_applies() {
    let mut script = script(small_pages());
    script
        .open("filter=state%20eq%20%27Won%27&groupby=status&view=chart")
        .token();
    assert_eq!(script.session.link_problems().len(), 1);
    assert_eq!(
        script.session.refused_filter().unwrap().text,
        "state eq 'Won'"
    );
    assert_eq!(script.session.query().groupby, [Field::Status]);
    assert_eq!(
        script.done.last().unwrap(),
        "send 1 ?groupby=status with a token"
    );
}

#[test]
fn passing_faults_are_retried_three_times_with_growing_waits() {
    let mut script = script(small_pages());
    script.open("").token().status(500, "");
    let mut waits = Vec::new();
    for _ in 0..3 {
        let Phase::Waiting(waiting) = script.session.phase().clone() else {
            panic!("not waiting");
        };
        waits.push(waiting.until.0 - script.now.0);
        script.fire().status(503, "");
    }
    assert!((500..750).contains(&waits[0]), "{waits:?}");
    assert!((1000..1500).contains(&waits[1]), "{waits:?}");
    assert!((2000..3000).contains(&waits[2]), "{waits:?}");
    assert!(
        matches!(script.session.phase(), Phase::Failed(fault) if fault.kind == FaultKind::Server)
    );
    // Asked by the user it goes on, and may be retried anew.
    script.event(Event::Resumed).ok(&rows(0..2, 2));
    assert_eq!(script.session.phase(), &Phase::Done);
}

#[test]
fn refusals_are_never_retried() {
    for (status, kind) in [(400, FaultKind::BadQuery), (404, FaultKind::NotFound)] {
        let mut script = script(small_pages());
        script
            .open("")
            .token()
            .status(status, r#"{"code":"x","description":"no"}"#);
        assert!(
            matches!(script.session.phase(), Phase::Failed(fault) if fault.kind == kind),
            "{status}"
        );
    }
}

#[test]
fn refused_access_asks_for_another_token_and_can_be_tried_again_with_this_one() {
    let mut script = script(small_pages());
    script
        .open("")
        .token()
        .status(403, r#"{"code":2032,"description":"no"}"#);
    assert!(
        matches!(script.session.phase(), Phase::TokenNeeded(TokenReason::Rejected, Some(fault))
        if fault.cause == Some(Cause::RoleMissing))
    );
    script.event(Event::Resumed);
    assert_eq!(
        script.done.last().unwrap(),
        "send 2 ?top=2&skip=0 with a token"
    );
}

#[test]
fn a_refresh_that_fails_keeps_the_rows_that_were_there() {
    let mut script = script(small_pages());
    script.open("").token().ok(&rows(0..2, 2));
    for (status, body) in [
        (404, ""),
        (200, "<html>"),
        (200, r#"{"code":1,"description":"no"}"#),
    ] {
        script.event(Event::LoadAsked).status(status, body);
        assert_eq!(script.loaded(), 2, "{status} {body}");
        assert!(script.session.rows_are_earlier());
        script.event(Event::Cancelled);
    }
    script.event(Event::Resumed).ok(&rows(7..8, 1));
    assert_eq!(script.loaded(), 1);
    assert!(script.session.has_all_rows());
}

#[test]
fn throttling_waits_as_told() {
    let mut script = script(small_pages());
    script.open("").token();
    script.status(
        429,
        r#"{ "statusCode": 429, "message": "Rate limit is exceeded. Try again in 57 seconds." }"#,
    );
    assert_eq!(script.done.last().unwrap(), "timer 57000");
    // Nothing was fetched, so nothing is told of when.
    assert_eq!(script.session.fetched_at(), None);
    script.event(Event::Resumed);
    assert!(
        script.done.last().unwrap().starts_with("send 3 "),
        "{:?}",
        script.done
    );
}

#[test]
fn the_host_page_is_told_of_a_throttled_load_while_it_waits() {
    let mut script = script(small_pages());
    script.open("").token().status(429, "");
    let end = script.done.len() - 2;
    assert_eq!(script.done[end..], ["failed throttled", "timer 5000"]);
}

#[test]
fn a_load_that_is_forbidden_before_it_has_a_token_is_announced_again_when_it_has_one() {
    let mut script = script(small_pages());
    script.open("").event(Event::Cancelled);
    let given = Event::TokenGiven {
        text: "given".to_owned(),
        expires: None,
    };
    let commands = script.session.apply(script.now, given);
    let announced = Command::Notify(Notification::LoadStarted);
    assert!(commands.contains(&announced), "{commands:?}");
    assert_eq!(script.session.phase(), &Phase::Loading);
}

#[test]
fn a_host_page_that_gives_a_token_and_loads_means_one_load_and_another_time_another() {
    let mut page = script(Settings::default());
    page.open("").token();
    assert_eq!(page.done, ["send 1 ?top=1000&skip=0 with a token"]);
    page.event(Event::HostAskedToLoad);
    assert_eq!(page.done.len(), 1);
    page.event(Event::HostAskedToLoad);
    assert_eq!(
        page.done[1..],
        ["abort 1", "send 2 ?top=1000&skip=0 with a token"]
    );

    let mut other = script(Settings::default());
    other.open("").token();
    other.event(Event::Changed(Change::Page(Some(5), None)));
    other.event(Event::HostAskedToLoad);
    assert_eq!(other.last_sent(), RequestId(3));
}

#[test]
fn a_service_that_repeats_the_token_does_not_tell_it() {
    let mut script = script(Settings::default());
    script
        .open("")
        .event(Event::TokenPasted("eyJ0.eyJ1.sig".to_owned()));
    script.status(
        400,
        r#"{"code":1,"description":"Bearer eyJ0.eyJ1.sig, eyJ0.eyJ1.sig"}"#,
    );
    let Phase::Failed(fault) = script.session.phase() else {
        panic!("{:?}", script.session.phase());
    };
    assert_eq!(fault.description.as_deref(), Some("Bearer …, …"));
}

#[test]
fn a_wait_is_never_none_and_never_longer_than_a_timer_reaches() {
    for (told, wait) in [(0, "timer 1000"), (9_999_999, "timer 2147483647")] {
        let mut script = script(small_pages());
        script.open("").token();
        let id = script.last_sent();
        script
            .event(Event::Answered {
                id,
                head: Head {
                    status: 429,
                    retry_after_s: Some(told),
                    ..Head::default()
                },
            })
            .event(Event::BodyEnded { id });
        assert_eq!(script.done.last().unwrap(), wait);
    }
}

#[test]
fn another_word_of_the_host_leaves_what_link_and_user_decided_about_the_rest() {
    let initial = |link: &str| Box::new(Query::from_link(link).0);
    let mut script = script(Settings::default());
    script.open("sort=status&utm=x");
    script.event(Event::Changed(Change::Filter("id eq '1'".to_owned())));
    script.event(Event::Recommended(initial("view=table")));
    let query = script.session.query();
    assert_eq!(query.view, View::Table);
    assert_eq!(
        (query.filter.as_str(), query.unknown.as_slice()),
        ("id eq '1'", ["utm=x".to_owned()].as_slice())
    );
    assert_ne!(query.sort, Query::default().sort);

    script.event(Event::Recommended(initial(
        "view=table&filter=id%20eq%20%272%27",
    )));
    assert_eq!(script.session.query().filter, "id eq '2'");
    script.event(Event::Recommended(initial("view=table")));
    assert_eq!(script.session.query().filter, "");
}

#[test]
fn a_load_that_breaks_off_goes_on_behind_its_last_row() {
    let mut script = script(small_pages());
    script.open("").token().ok(&rows(0..2, 6));
    let id = script.last_sent();
    script
        .event(Event::Answered {
            id,
            head: Head {
                status: 200,
                ..Head::default()
            },
        })
        .event(Event::BytesArrived {
            id,
            bytes: br#"{"Value":[{"id":"2"},{"id":"3"},{"i"#.to_vec(),
        })
        .event(Event::Failed {
            id,
            failure: Failure::Network,
        });
    assert_eq!(script.loaded(), 4);
    script.fire();
    assert!(
        script
            .done
            .last()
            .unwrap()
            .ends_with(" ?top=3&skip=4 with a token"),
        "{:?}",
        script.done
    );
    script.ok(&rows(4..6, 6));
    assert_eq!(
        (script.loaded(), script.session.rows().end()),
        (6, Some(End::All))
    );
}

#[test]
fn a_cut_off_answer_keeps_its_rows_and_says_so() {
    let mut script = script(small_pages());
    script
        .open("")
        .token()
        .ok(r#"{"TotalCount":9,"Value":[{"id":"0"},{"id"#);
    assert_eq!(script.loaded(), 1);
    assert!(matches!(script.session.phase(), Phase::Failed(fault)
        if fault.kind == FaultKind::Unreadable && fault.cause == Some(Cause::CutOff)));
    script.event(Event::Resumed);
    assert!(
        script.done.last().unwrap().contains("skip=1 "),
        "{:?}",
        script.done
    );
}

#[test]
fn a_refused_token_is_asked_for_and_the_same_load_goes_on() {
    let mut script = script(small_pages());
    script.open("").token().ok(&rows(0..2, 5));
    script.look();
    script.done.push("send 2 ".into());
    script.status(401, "");
    assert_eq!(
        script.done[1..],
        ["failed unauthenticated", "ask for a token: rejected"]
    );
    assert_eq!(script.loaded(), 2);
    script.token();
    assert_eq!(
        script.done.last().unwrap(),
        "send 3 ?top=3&skip=2 with a token"
    );
    script.ok(&rows(2..5, 5));
    assert_eq!(script.session.rows().end(), Some(End::All));
}

#[test]
fn a_stopped_load_keeps_its_rows_and_can_go_on() {
    let mut script = script(small_pages());
    script.open("").token().ok(&rows(0..2, 5));
    script.event(Event::Cancelled);
    assert_eq!(
        script.done[script.done.len() - 2..],
        ["abort 2", "failed aborted"]
    );
    assert_eq!(script.session.phase(), &Phase::Stopped);
    script.event(Event::Resumed).ok(&rows(2..5, 5));
    assert_eq!((script.loaded(), script.session.phase()), (5, &Phase::Done));
}

#[test]
fn sorting_is_pushed_and_finding_replaced_and_neither_asks_for_anything() {
    let mut script = script(small_pages());
    script.open("").token().ok(&rows(0..2, 2));
    script.look();
    let by_name = SortKey {
        field: Field::CustomerName,
        direction: Direction::Ascending,
    };
    script
        .event(Event::Changed(Change::Sort(vec![by_name])))
        .event(Event::Changed(Change::Find("ada".into())));
    assert_eq!(
        script.look(),
        [
            "push #sort=customerName",
            "replace #sort=customerName&q=ada"
        ]
    );
}

#[test]
fn back_brings_the_old_query_back_and_loads_it() {
    let mut script = script(small_pages());
    script.open("").token().ok(&rows(0..2, 2));
    script
        .event(Event::Changed(Change::Filter("status eq 'Lost'".into())))
        .ok(&rows(7..8, 1));
    script.look();
    script.event(Event::LinkChanged(String::new()));
    assert_eq!(script.look(), ["send 3 ?top=2&skip=0 with a token"]);
    script.event(Event::LinkChanged(String::new()));
    assert!(script.look().is_empty());
}

#[test]
fn sample_data_needs_no_token_and_is_everything() {
    let mut script = script(small_pages());
    script
        .open("filter=status%20eq%20%27Won%27")
        .event(Event::SampleAsked);
    assert_eq!(
        script.done.last().unwrap(),
        "FetchSample { id: RequestId(1) }"
    );
    script.answer(RequestId(1), 200, &rows(0..5, 9));
    assert_eq!(
        (script.session.source(), script.loaded()),
        (Source::Sample, 5)
    );
    assert!(script.session.rows().is_complete());
    script.look();
    script.event(Event::Changed(Change::Filter("status eq 'Lost'".into())));
    assert_eq!(script.look(), ["push #filter=status%20eq%20%27Lost%27"]);
    // A token leaves the sample for the service.
    script.token();
    assert!(script.look()[0].contains("filter=status%20eq%20%27Lost%27&top=2&skip=0"));
}

#[test]
fn no_text_of_a_session_holds_the_token() {
    let mut script = script(small_pages());
    script.open("").token().ok(&rows(0..2, 5));
    let commands = script.session.apply(script.now, Event::LoadAsked);
    assert!(
        commands
            .iter()
            .any(|command| matches!(command, Command::Send { token: Some(_), .. }))
    );
    assert!(!format!("{:?} {commands:?}", script.session).contains("secret"));
}

/// A token that says of itself `{"iat":1000,"exp":4600}`: issued at 1000 s, runs out at 4600 s.
const DATED: &str = "e30.eyJpYXQiOjEwMDAsImV4cCI6NDYwMH0.x";

#[test]
fn a_token_is_asked_for_again_before_it_runs_out_and_nothing_is_lost() {
    let mut script = script(small_pages());
    script.now = Timestamp(1_000_000);
    script.open("").event(Event::TokenPasted(DATED.to_owned()));
    // 3600 s of life less the two minutes of warning.
    assert!(
        script.done.contains(&"timer 3480000".to_owned()),
        "{:?}",
        script.done
    );
    script.ok(&rows(0..2, 2));
    let timer = script.session.expiry_timer.unwrap();
    script.event(Event::TimerFired(timer));
    assert_eq!(script.done.last().unwrap(), "ask for a token: expiring");
    assert_eq!(script.session.token_reason(), Some(TokenReason::Expiring));
    assert_eq!((script.loaded(), script.session.phase()), (2, &Phase::Done));
    script.token();
    assert_eq!(script.session.token_reason(), None);
    assert_eq!(script.loaded(), 2);
}

#[test]
fn a_token_that_has_run_out_is_not_sent() {
    let mut script = script(small_pages());
    script.now = Timestamp(9_000_000);
    script.open("").event(Event::TokenPasted(DATED.to_owned()));
    assert!(
        !script.done.iter().any(|line| line.starts_with("send")),
        "{:?}",
        script.done
    );
    assert!(
        matches!(script.session.phase(), Phase::TokenNeeded(TokenReason::Rejected, Some(fault))
        if fault.cause == Some(Cause::TokenExpired))
    );
}

#[test]
fn a_clock_that_is_behind_is_corrected_by_the_token_and_by_the_service() {
    let mut script = script(small_pages());
    // Our clock says 0, the token was issued at 1000 s.
    script.open("").event(Event::TokenPasted(DATED.to_owned()));
    assert!(
        script.done.contains(&"timer 3480000".to_owned()),
        "{:?}",
        script.done
    );
    assert_eq!(
        script.session.service_time(Timestamp(0)),
        Timestamp(1_000_000)
    );
    let id = script.last_sent();
    let head = Head {
        status: 200,
        server_time: Some(Timestamp(2_000_000)),
        ..Head::default()
    };
    script.event(Event::Answered { id, head });
    assert_eq!(
        script.session.service_time(Timestamp(0)),
        Timestamp(2_000_000)
    );
}

#[test]
fn an_order_and_columns_are_told_once_and_by_what_has_changed() {
    let mut script = script(small_pages());
    script.open("").token().ok(&rows(0..2, 9));
    let told = |script: &Script| script.session.announcement().1.cloned();
    let keys = SortKey::then_by(&Query::default().sort, Field::Status);
    script.event(Event::Changed(Change::Sort(keys.clone())));
    let of_loaded = Some(2);
    assert_eq!(
        told(&script),
        Some(Announcement::Sorted { keys, of_loaded })
    );

    let columns = |fields: &[Field]| Event::Changed(Change::Columns(Some(fields.to_vec())));
    script.event(columns(&[Field::Id, Field::Status, Field::WonDate]));
    assert_eq!(told(&script), Some(Announcement::Columns(3)));
    script.event(columns(&[Field::Id, Field::WonDate, Field::Status]));
    assert_eq!(
        told(&script),
        Some(Announcement::Moved(Field::WonDate, Field::Status))
    );
    script.event(Event::ColumnSized(Field::Id, 7));
    assert_eq!(
        told(&script),
        Some(Announcement::Sized(Field::Id, LEAST_WIDTH_PX))
    );
    assert_eq!(script.session.widths_px()[0], Some(LEAST_WIDTH_PX));
}

#[test]
fn an_open_row_closes_when_other_rows_take_its_place() {
    let mut script = script(small_pages());
    script.open("").token().ok(&rows(0..2, 2));
    script.event(Event::RowOpened(1));
    assert_eq!(script.session.opened(), Some(1));
    script.event(Event::LoadAsked);
    assert_eq!(
        script.session.opened(),
        Some(1),
        "the old rows are still there"
    );
    script.ok(&rows(5..7, 2));
    assert_eq!(script.session.opened(), None);
    script.event(Event::RowOpened(0)).event(Event::RowClosed);
    assert_eq!(script.session.opened(), None);
}

#[test]
fn another_language_is_a_decision_that_asks_nothing_of_the_service() {
    let mut script = script(small_pages());
    script.open("view=table").token().ok(&rows(0..2, 2)).look();
    assert_eq!(script.session.phase(), &Phase::Done);
    script.event(Event::Changed(Change::Language(Some("zh-Hant".into()))));
    assert_eq!(script.look(), ["push #view=table&lang=zh-Hant"]);
    script.event(Event::LinkChanged("view=table".to_owned()));
    assert_eq!(script.session.query().language, None);
    script.event(Event::Changed(Change::Language(Some("sv".into()))));
    script.event(Event::Changed(Change::Language(None)));
    assert_eq!(
        script.look(),
        ["push #view=table&lang=sv", "push #view=table"]
    );
    assert_eq!(script.loaded(), 2);
}

fn with_provider() -> Settings {
    Settings {
        has_token_provider: true,
        ..small_pages()
    }
}

fn given(script: &mut Script) {
    script.event(Event::TokenGiven {
        text: "given".to_owned(),
        expires: None,
    });
}

#[test]
fn a_provider_is_asked_once_and_the_form_waits_for_it() {
    let mut script = script(with_provider());
    script.open("");
    assert_eq!(
        script.done,
        [
            "ask for a token: missing",
            "timer 30000",
            "ask the provider: missing 1"
        ]
    );
    assert_eq!(script.session.token_reason(), None);
    // Asking anew while it is being asked changes nothing.
    script.event(Event::LoadAsked);
    assert_eq!(script.done.len(), 3, "{:?}", script.done);
    given(&mut script);
    let last = script.done.last().unwrap();
    assert_eq!(last, "send 2 ?top=2&skip=0 with a token");
    assert!(!script.session.is_asking_for_token());
}

#[test]
fn a_provider_that_fails_leaves_the_form_and_can_be_asked_again() {
    let mut script = script(with_provider());
    script.open("");
    script.event(Event::TimerFired(TimerId(1)));
    assert_eq!(script.done.last().unwrap(), "StopAskingProvider");
    assert_eq!(script.session.token_reason(), Some(TokenReason::Missing));
    let timed_out = TokenProblem::Provider(ProviderFault::TimedOut);
    assert_eq!(script.session.token_problem(), Some(timed_out));
    // The user may ask it again.
    script.event(Event::Resumed);
    assert_eq!(script.done.last().unwrap(), "ask the provider: missing 1");
    script.event(Event::TokenNotProvided);
    let refused = TokenProblem::Provider(ProviderFault::Refused);
    assert_eq!(script.session.token_problem(), Some(refused));
    // Or paste a token.
    script.token();
    assert_eq!(script.session.token_problem(), None);
    assert!(script.done.last().unwrap().starts_with("send "));
}

#[test]
fn a_refused_token_is_asked_for_anew_a_few_times_and_nothing_is_lost() {
    let mut script = script(with_provider());
    script.open("");
    given(&mut script);
    script.ok(&rows(0..2, 5));
    script.status(401, "");
    assert_eq!(script.done.last().unwrap(), "ask the provider: rejected 1");
    given(&mut script);
    let last = script.done.last().unwrap();
    assert!(last.ends_with("?top=3&skip=2 with a token"), "{last}");
    for attempt in [2, 3] {
        script.status(401, "");
        let asked = format!("ask the provider: rejected {attempt}");
        assert_eq!(script.done.last().unwrap(), &asked);
        given(&mut script);
    }
    script.status(401, "");
    assert_eq!(script.done.last().unwrap(), "ask for a token: rejected");
    let rejected = TokenProblem::Provider(ProviderFault::Rejected);
    assert_eq!(script.session.token_problem(), Some(rejected));
    assert_eq!(script.loaded(), 2);
    script.token().ok(&rows(2..5, 5));
    assert_eq!((script.loaded(), script.session.phase()), (5, &Phase::Done));
}

#[test]
fn a_token_runs_out_when_the_host_page_says_so_and_is_renewed_in_the_middle_of_a_load() {
    let mut script = script(with_provider());
    script.open("").event(Event::TokenGiven {
        text: "given".to_owned(),
        expires: Some(Timestamp(300_000)),
    });
    assert!(script.done.contains(&"timer 180000".to_owned()));
    let timer = script.session.expiry_timer.unwrap();
    script.event(Event::TimerFired(timer));
    assert_eq!(script.done.last().unwrap(), "ask the provider: expiring 2");
    // The request under way goes on, and the next one has the new token.
    script.ok(&rows(0..2, 5));
    given(&mut script);
    script.ok(&rows(2..5, 5));
    assert_eq!((script.loaded(), script.session.phase()), (5, &Phase::Done));
    assert_eq!(script.session.token_reason(), None);
}

#[test]
fn a_token_that_is_given_shortly_before_its_end_is_told_of_at_once_and_not_in_a_circle() {
    let mut script = script(with_provider());
    let give = |script: &mut Script| {
        let expires = Some(Timestamp(script.now.0 + 60_000));
        script.event(Event::TokenGiven {
            text: "given".to_owned(),
            expires,
        });
    };
    script.open("");
    give(&mut script);
    assert!(script.done.contains(&"timer 0".to_owned()));
    let timer = script.session.expiry_timer.unwrap();
    script.event(Event::TimerFired(timer));
    assert_eq!(script.done.last().unwrap(), "ask the provider: expiring 2");
    script.done.clear();
    give(&mut script);
    assert_eq!(script.done, ["StopAskingProvider", "timer 30000"]);
}

#[test]
fn a_provider_that_comes_late_is_asked_and_one_that_goes_is_not_waited_for() {
    let mut script = script(small_pages());
    script.open("");
    script.event(Event::Configured(Box::new(with_provider())));
    assert_eq!(script.done.last().unwrap(), "ask the provider: missing 1");
    script.event(Event::Configured(Box::new(small_pages())));
    assert_eq!(script.done.last().unwrap(), "StopAskingProvider");
    assert_eq!(script.session.token_reason(), Some(TokenReason::Missing));
}

#[test]
fn nothing_is_sent_to_a_cloud_without_referrals() {
    let mut script = script(Settings {
        cloud: Cloud::China,
        ..Settings::default()
    });
    script.open("").token().event(Event::LoadAsked);
    assert!(!script.done.iter().any(|line| line.starts_with("send")));
    let Phase::Failed(fault) = script.session.phase() else {
        panic!("{:?}", script.session.phase());
    };
    assert_eq!(fault.cause, Some(Cause::NotInCloud));
    assert_eq!(script.session.token_reason(), None);
}

#[test]
fn rows_of_the_host_page_are_shown_until_they_are_withdrawn() {
    let mut script = script(Settings::default());
    script.open("").event(Event::DataGiven);
    assert_eq!(script.done, ["ReadData { id: RequestId(1) }"]);
    let answer = rows(0..2, 2);
    script.answer(RequestId(1), 200, &answer);
    assert_eq!(script.session.source(), Source::Host);
    assert_eq!((script.loaded(), script.session.phase()), (2, &Phase::Done));
    // A token does not lead away from them, and loading reads them again.
    script.token().event(Event::LoadAsked);
    assert_eq!(script.done.last().unwrap(), "ReadData { id: RequestId(2) }");
    script.answer(RequestId(2), 200, &answer);
    script.event(Event::DataWithdrawn);
    assert_eq!(script.session.source(), Source::Service);
    assert!(script.done.last().unwrap().starts_with("send "));
}

#[test]
fn a_request_that_the_host_page_forbids_is_no_longer_awaited() {
    let mut script = script(small_pages());
    script.open("").token();
    let id = script.last_sent();
    assert!(script.session.is_awaited(id));
    script.event(Event::Cancelled);
    assert!(!script.session.is_awaited(id));
    assert_eq!(script.session.phase(), &Phase::Stopped);
}

#[test]
fn a_guest_in_an_address_has_a_prefix_and_a_whole_state_can_be_restored() {
    let mut script = script(Settings {
        link_prefix: "b".to_owned(),
        ..Settings::default()
    });
    script.open("b.view=table");
    assert_eq!(script.session.query().view, View::Table);
    let query = Query {
        top: Some(5),
        ..Query::default()
    };
    script.event(Event::Changed(Change::Restore(Box::new(query))));
    assert_eq!(script.done.last().unwrap(), "push #b.top=5");
}
