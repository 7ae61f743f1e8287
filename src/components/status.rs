//! The live region, the truth line, and the progress of a load with its ways to stop it or hurry it.

use std::rc::Rc;

use yew::prelude::*;

use super::use_locale;

/// How a load stands, as far as the bar shows it.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    /// Nothing is under way.
    Still,
    /// Rows are coming: rows here, and the total where it is known.
    Loading(u64, Option<u64>),
    /// A request is going to be sent again: why, the seconds left, which retry of how many.
    Waiting {
        /// What happened.
        what: String,
        /// Seconds left.
        seconds: u64,
        /// From 1.
        attempt: u32,
        /// At most.
        attempts: u32,
    },
    /// The load was stopped by the user.
    Stopped,
    /// The row limit is reached.
    Limit,
}

/// What the buttons ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgressAct {
    /// Stop.
    Cancel,
    /// Go on, or do not wait.
    Resume,
    /// Go on beyond the limit.
    More,
}

/// The properties of [`StatusBar`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct StatusBarProps {
    /// Facts of what is shown, for the truth line.
    pub facts: Rc<[String]>,
    /// How the load stands.
    pub progress: Progress,
    /// What a button asks for.
    pub on_act: Callback<ProgressAct>,
}

/// The truth line and the progress.
#[component]
pub fn StatusBar(props: &StatusBarProps) -> Html {
    let locale = use_locale();
    let button = |act: ProgressAct, key: &str| {
        let onclick = props.on_act.reform(move |_: MouseEvent| act);
        html! { <button class="button small" type="button" {onclick}>{ locale.text(key) }</button> }
    };
    let under_way = match &props.progress {
        Progress::Still => Html::default(),
        Progress::Loading(loaded, total) => html! {
            <>
                <Bar loaded={*loaded} total={*total} />
                { button(ProgressAct::Cancel, "progress.cancel") }
            </>
        },
        Progress::Waiting {
            what,
            seconds,
            attempt,
            attempts,
        } => html! {
            <>
                <span class="waiting">{ what }{ " " }
                    { locale.format("progress.waiting", &[
                        ("n", (*seconds).into()), ("attempt", (*attempt).into()), ("attempts", (*attempts).into()),
                    ]) }
                </span>
                { button(ProgressAct::Resume, "progress.now") }
                { button(ProgressAct::Cancel, "progress.cancel") }
            </>
        },
        Progress::Stopped => html! {
            <><span>{ locale.text("progress.stopped") }</span>{ button(ProgressAct::Resume, "fault.resume") }</>
        },
        Progress::Limit => html! {
            <><span>{ locale.text("progress.limit") }</span>{ button(ProgressAct::More, "progress.more") }</>
        },
    };
    html! {
        <div class="status" part="status">
            <ul class="truth" aria-label={locale.text("truth.label")}>
                { for props.facts.iter().map(|fact| html! { <li>{ fact }</li> }) }
            </ul>
            <div class="progress" part="pager">{ under_way }</div>
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct BarProps {
    loaded: u64,
    total: Option<u64>,
}

/// The native bar; without a total it only says that something is under way.
#[component]
fn Bar(props: &BarProps) -> Html {
    let locale = use_locale();
    let value = props.total.map(|total| props.loaded.min(total).to_string());
    let max = props.total.map(|total| total.max(1).to_string());
    html! { <progress aria-label={locale.text("progress.label")} {value} {max}></progress> }
}

/// The properties of [`LiveRegion`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct LiveRegionProps {
    /// What was last told.
    pub message: AttrValue,
}

/// The one polite live region.
#[component]
pub fn LiveRegion(props: &LiveRegionProps) -> Html {
    html! { <div class="visually-hidden" role="status" aria-live="polite">{ props.message.clone() }</div> }
}
