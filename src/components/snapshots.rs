//! Snapshots of the components in each of their states, drawn natively in English.
//!
//! Shared with the charts' own snapshots: `drawn` runs a component to the end and puts each element on a line.

use std::rc::Rc;

use referral_engine::cloud::Cloud;
use referral_engine::date::{Level, Timestamp};
use referral_engine::decode::{Decoder, Problems};
use referral_engine::fault::{Cause, Fault, FaultKind};
use referral_engine::field::Field;
use referral_engine::filter;
use referral_engine::query::{Query, View};
use referral_engine::session::{RefusedFilter, Shared, Source, TokenProblem, TokenReason};
use referral_engine::table::Table;
use referral_engine::token::{Claims, TokenError};
use yew::BaseComponent;
use yew::prelude::*;

use super::chart::take_away::{Shape, TakeAway, Taker};
use super::coach::{Coach, CoachProps};
use super::fault_alert::{FaultAlert, FaultAlertProps};
use super::filter::refusal::{Refusal, RefusalProps};
use super::filter_box::{FilterBox, FilterBoxProps};
use super::header::{Header, HeaderProps};
use super::notices::{Notices, NoticesProps};
use super::pickers::{Pickers, PickersProps};
use super::status::{Progress, StatusBar, StatusBarProps};
use super::token_form::{TokenForm, TokenFormProps};

/// Draws a component to the end, and starts a line before each element.
#[expect(clippy::unwrap_used, reason = "only tests call it")]
pub(in crate::components) fn drawn<C: BaseComponent>(props: C::Properties) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let renderer = yew::LocalServerRenderer::<C>::with_props(props).hydratable(false);
    let html = tokio::task::LocalSet::new().block_on(&runtime, renderer.render());
    html.replace('<', "\n<")
        .replace("\n</", "</")
        .trim_start()
        .to_owned()
}

const ROWS: &[u8] = br#"[{"id":"2","createdDate":"2018-02-30"}, 7]"#;

fn problems() -> Problems {
    let (mut table, mut problems) = (Table::new(), Problems::default());
    let mut decoder = Decoder::new(1);
    decoder.push(ROWS, &mut table, &mut problems);
    decoder.finish(&mut table, &mut problems);
    problems
}

fn token_form(reason: TokenReason, error: Option<TokenError>) -> String {
    drawn::<TokenForm>(TokenFormProps {
        reason,
        heading_level: 3,
        problem: error.map(TokenProblem::Pasted),
        cloud: Cloud::Global,
        on_answer: Callback::noop(),
        on_file: Callback::noop(),
    })
}

#[test]
fn token_form_at_first() {
    insta::assert_snapshot!(token_form(TokenReason::Missing, None));
}

#[test]
fn token_form_after_a_text_that_is_no_token() {
    insta::assert_snapshot!(token_form(
        TokenReason::Rejected,
        Some(TokenError::Characters)
    ));
}

#[test]
fn filter_that_was_refused() {
    let text = "status eq Won";
    let refused = RefusedFilter {
        text: text.to_owned(),
        error: filter::parse(text).unwrap_err(),
    };
    let on_answer = Callback::noop();
    let refusal = RefusalProps {
        refused: refused.clone(),
        on_answer: on_answer.clone(),
    };
    let field = drawn::<FilterBox>(FilterBoxProps {
        filter: AttrValue::default(),
        refused: Some(refused),
        table: Shared::default(),
        on_answer,
    });
    insta::assert_snapshot!(field + "\n" + &drawn::<Refusal>(refusal));
}

#[test]
fn pickers_with_a_date_grouped() {
    let query = Query {
        groupby: vec![Field::CreatedDate, Field::Status],
        aggregation_level: Some(Level::Week),
        view: View::Chart,
        ..Query::default()
    };
    insta::assert_snapshot!(drawn::<Pickers>(PickersProps {
        query,
        today: Timestamp(0).day(),
        on_change: Callback::noop(),
    }));
}

#[test]
fn alert_with_all_that_support_asks_for() {
    let fault = Fault {
        status: Some(403),
        code: Some("2032".to_owned()),
        description: Some("Access denied.".to_owned()),
        correlation_id: Some("c0ffee".to_owned()),
        ..Fault::new(FaultKind::Forbidden).because(Cause::RoleMissing)
    };
    insta::assert_snapshot!(drawn::<FaultAlert>(FaultAlertProps {
        fault,
        kept: 1_200,
        on_resume: Callback::noop(),
    }));
}

#[test]
fn notices_and_what_could_not_be_read() {
    insta::assert_snapshot!(drawn::<Notices>(NoticesProps {
        sentences: Rc::new(["The service repeated a page.".to_owned()]),
        problems: Rc::new(problems()),
        on_save: Callback::noop(),
    }));
}

fn status(progress: Progress) -> String {
    drawn::<StatusBar>(StatusBarProps {
        facts: Rc::new([
            "12 of 40 referrals loaded".to_owned(),
            "Dates in UTC".to_owned(),
        ]),
        progress,
        on_act: Callback::noop(),
    })
}

#[test]
fn status_while_rows_come() {
    insta::assert_snapshot!(status(Progress::Loading(12, Some(40))));
}

#[test]
fn status_while_a_request_is_waited_with() {
    insta::assert_snapshot!(status(Progress::Waiting {
        what: "The service asks to slow down (429).".to_owned(),
        seconds: 57,
        attempt: 1,
        attempts: 6,
    }));
}

#[test]
fn status_when_the_user_has_to_decide() {
    let states = [Progress::Still, Progress::Stopped, Progress::Limit];
    insta::assert_snapshot!(states.map(status).join("\n\n"));
}

#[test]
fn header_marks_what_is_not_from_the_service() {
    let header = |source| {
        drawn::<Header>(HeaderProps {
            children: Html::default(),
            heading: ("Referral analytics".into(), 2),
            source,
            has_token: true,
            has_rows: true,
            can_load: false,
            on_act: Callback::noop(),
        })
    };
    insta::assert_snapshot!(
        [Source::Service, Source::Sample, Source::File]
            .map(header)
            .join("\n\n")
    );
}

#[test]
fn coach_tells_good_from_bad_from_unknown() {
    let claims = Claims {
        audience: Some("https://graph.windows.net".to_owned()),
        expires: Some(Timestamp(1_600_003_900_000)),
        account: Some("ada@contoso.com".to_owned()),
        scopes: Some(vec!["user_impersonation".to_owned()]),
        ..Claims::default()
    };
    let coach = |claims| {
        drawn::<Coach>(CoachProps {
            claims,
            cloud: Cloud::Global,
            now: Timestamp(1_600_000_000_000),
        })
    };
    insta::assert_snapshot!([coach(Some(claims)), coach(None)].join("\n\n"));
}

#[test]
fn a_chart_can_be_taken_along_in_three_forms() {
    let offered = |shape, is_drawn, on_take| {
        drawn::<Offered>(OfferedProps {
            taker: Taker { on_take, shape },
            is_drawn,
        })
    };
    let taken = || Some(Callback::noop());
    insta::assert_snapshot!(
        [
            offered(Shape::Open, true, taken()),
            offered(Shape::Open, false, taken()),
            offered(Shape::Folded, true, taken()),
            offered(Shape::Open, true, None),
        ]
        .join("\n\n")
    );
}

#[derive(Clone, PartialEq, Properties)]
struct OfferedProps {
    taker: Taker,
    is_drawn: bool,
}

#[component]
fn Offered(props: &OfferedProps) -> Html {
    let is_drawn = props.is_drawn;
    html! {
        <ContextProvider<Taker> context={props.taker.clone()}>
            <TakeAway figure={NodeRef::default()} caption="Funnel" {is_drawn} numbers={Callback::from(|()| String::new())} />
        </ContextProvider<Taker>>
    }
}
