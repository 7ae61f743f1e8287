//! The state as components: header, token form, alerts, chart, table, status. The toolbar is `toolbar`'s.

use std::rc::Rc;

use referral_engine::query::View;
use referral_engine::session::{Change, End, Event, Phase, Source};
use yew::prelude::*;

use super::page::Body;
use super::{App, Msg, announcement, facts, notices, shared};
use crate::browser::{clock, download};
use crate::components::coach::Coach;
use crate::components::fault_alert::FaultAlert;
use crate::components::header::{Header, HeaderAct};
use crate::components::language_picker::LanguagePicker;
use crate::components::notices::Notices;
use crate::components::status::{LiveRegion, Progress, ProgressAct, StatusBar};
use crate::components::token_form::{TokenAnswer, TokenForm};
use crate::element::Attributes;
use crate::text::fault;

impl App {
    pub(super) fn screen(&self, ctx: &Context<Self>) -> Html {
        let (_, announcement) = self.session.announcement();
        let message = announcement.map_or_else(String::new, |it| {
            announcement::sentence(&self.locale, it, &self.derived)
        });
        let theme = self.theme();
        // Without this the browser would leave the page for the file.
        let on_drag = Callback::from(|event: DragEvent| event.prevent_default());
        let on_drop = ctx.link().batch_callback(dropped);
        if self.speech.is_silent() || !self.page.is_begun() {
            return html! { <div ref={self.room.root.clone()} class="root" data-theme={theme} aria-busy="true" /> };
        }
        html! {
            <div ref={self.room.root.clone()} class="root" lang={self.locale.tag().to_owned()} dir={self.locale.direction()} data-theme={theme} ondragover={on_drag} ondrop={on_drop}>
                { self.above(ctx) }
                { self.notices_panel() }
                { self.alert(ctx) }
                { self.token_form(ctx) }
                { self.body(ctx) }
                <LiveRegion {message} />
            </div>
        }
    }

    /// What stands above the rows: as it was drawn last, where it follows in the next task.
    fn above(&self, ctx: &Context<Self>) -> Html {
        if self.pace.trailing.is_none() {
            *self.above.borrow_mut() = html! {
                <>
                    { self.header(ctx) }
                    { self.toolbar(ctx) }
                    // An element that is always there, as what stands behind it comes and goes at the same time.
                    <div class="coach-place">{ self.coach() }</div>
                </>
            };
        }
        self.above.borrow().clone()
    }

    fn header(&self, ctx: &Context<Self>) -> Html {
        let on_act = ctx.link().callback(|act| {
            Msg::Session(match act {
                HeaderAct::Refresh | HeaderAct::Leave => Event::LoadAsked,
                HeaderAct::ForgetToken => Event::TokenCleared,
            })
        });
        let heading = (
            self.attributes.heading.clone().into(),
            self.attributes.heading_level,
        );
        // The form and the alert have buttons of their own.
        let can_load = self.session.settings().has_token_provider
            && *self.session.phase() == Phase::Idle
            && self.session.source() == Source::Service;
        html! {
            <Header {heading} source={self.session.source()} has_token={self.session.token().is_some()}
                has_rows={self.has_content()} {can_load} {on_act}>
                if !self.attributes.no_toolbar {
                    <LanguagePicker chosen={self.speech.chosen()} on_change={self.on_change(ctx)} />
                }
            </Header>
        }
    }

    /// What the token in use says of itself.
    fn coach(&self) -> Html {
        let Some(token) = self.session.token() else {
            return Html::default();
        };
        let now = self.session.service_time(clock::now());
        let cloud = self.session.settings().cloud;
        html! { <Coach claims={token.claims()} {cloud} {now} /> }
    }

    pub(super) fn on_change(&self, ctx: &Context<Self>) -> Callback<Change> {
        ctx.link()
            .callback(|change| Msg::Session(Event::Changed(change)))
    }

    fn notices_panel(&self) -> Html {
        let problems = Rc::clone(self.session.rows().problems());
        let list = Rc::clone(&problems);
        let on_save = Callback::from(move |()| {
            download::save(
                "referral-problems.json",
                "application/json",
                &list.to_json(),
            );
        });
        html! { <Notices sentences={self.notices()} {problems} {on_save} /> }
    }

    fn notices(&self) -> Rc<[String]> {
        let mut sentences = notices::sentences(&self.locale, &self.session);
        let Attributes {
            problems, initial, ..
        } = &self.attributes;
        sentences.extend(
            problems
                .iter()
                .chain(&initial.problems)
                .map(|(key, value)| {
                    let value = value.as_str().into();
                    self.locale.format(key, &[("value", value)])
                }),
        );
        sentences.extend(self.language_notice());
        shared(sentences)
    }

    fn token_form(&self, ctx: &Context<Self>) -> Html {
        let needed = matches!(self.session.phase(), Phase::TokenNeeded(..));
        if needed && self.session.is_asking_for_token() {
            let text = self.locale.text("token.asking");
            return html! { <p class="message" part="token-form">{ text }</p> };
        }
        let Some(reason) = self.session.token_reason() else {
            return Html::default();
        };
        let on_answer = ctx.link().callback(|answer| {
            Msg::Session(match answer {
                TokenAnswer::Token(text) => Event::TokenPasted(text),
                TokenAnswer::Sample => Event::SampleAsked,
                TokenAnswer::Without => Event::LoadAskedWithoutToken,
                TokenAnswer::Again => Event::Resumed,
            })
        });
        let on_file = ctx.link().callback(Msg::FileChosen);
        let heading_level = (self.attributes.heading_level + 1).min(6);
        let cloud = self.session.settings().cloud;
        html! { <TokenForm {reason} {heading_level} problem={self.session.token_problem()} {cloud} {on_answer} {on_file} /> }
    }

    fn alert(&self, ctx: &Context<Self>) -> Html {
        let Some(fault) = self.session.phase().fault().cloned() else {
            return Html::default();
        };
        let on_resume = ctx.link().callback(|()| Msg::Session(Event::Resumed));
        html! { <FaultAlert {fault} kept={self.session.rows().loaded()} {on_resume} /> }
    }

    /// Whether there is anything to show below the toolbar.
    pub(super) fn has_content(&self) -> bool {
        let rows = self.session.rows();
        self.session.is_busy()
            || rows.loaded() > 0
            || rows.end().is_some()
            || *self.session.phase() == Phase::Stopped
            || self.session.groups().groups().is_some()
    }

    fn body(&self, ctx: &Context<Self>) -> Html {
        if self.page.body < Body::Head {
            return Html::default();
        }
        let is_busy = (self.session.is_busy() || !self.is_drawn()).to_string();
        let view = self.session.query().view;
        if view == View::Overview {
            return html! { <div class="body" aria-busy={is_busy}>{ self.status(ctx) }{ self.print_sheet() }{ self.overview_panel(ctx) }</div> };
        }
        html! {
            <div class="body" aria-busy={is_busy}>
                { self.status(ctx) }
                if view == View::Split {
                    { self.glance_panel() }
                }
                if !self.attributes.no_export {
                    { self.export_panel(ctx) }
                }
                if view != View::Table {
                    { self.chart_panel(ctx) }
                }
                if view != View::Chart && self.page.body == Body::Whole {
                    { self.find_box(ctx) }
                    { self.table_panel() }
                }
                { self.print_sheet() }
            </div>
        }
    }

    fn status(&self, ctx: &Context<Self>) -> Html {
        let facts = shared(facts::truth(&self.locale, &self.session, &self.derived));
        let on_act = ctx.link().callback(|act| {
            Msg::Session(match act {
                ProgressAct::Cancel => Event::Cancelled,
                ProgressAct::Resume => Event::Resumed,
                ProgressAct::More => Event::MoreAsked,
            })
        });
        html! { <StatusBar {facts} progress={self.progress()} {on_act} /> }
    }

    fn progress(&self) -> Progress {
        let rows = self.session.rows();
        match self.session.phase() {
            Phase::Loading => Progress::Loading(rows.loaded(), rows.total()),
            Phase::Waiting(waiting) => {
                let left_ms = (waiting.until.0 - clock::now().0).max(0);
                Progress::Waiting {
                    what: fault::tell(&self.locale, &waiting.fault).what,
                    seconds: (left_ms as u64).div_ceil(1000),
                    attempt: waiting.attempt,
                    attempts: waiting.attempts,
                }
            }
            Phase::Stopped => Progress::Stopped,
            Phase::Done if rows.end() == Some(End::Limit) => Progress::Limit,
            _ => Progress::Still,
        }
    }

    fn theme(&self) -> &'static str {
        let asked = self.session.query().theme.map(|theme| theme.name());
        match asked.unwrap_or(self.attributes.theme.as_str()) {
            // Paper is white.
            _ if self.exports.printing => "light",
            "light" => "light",
            "dark" => "dark",
            "contrast" => "contrast",
            _ if self.prefers_dark => "dark",
            _ => "light",
        }
    }
}

/// The file that was dropped.
fn dropped(event: DragEvent) -> Option<Msg> {
    event.prevent_default();
    let file = event.data_transfer()?.files()?.get(0)?;
    Some(Msg::FileChosen(file))
}
