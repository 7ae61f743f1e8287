//! A fault as an alert: what happened, why, what to do, and what support will ask for.

use referral_engine::fault::Fault;
use yew::prelude::*;

use super::use_locale;
use crate::text::fault::{can_try_again, tell};

/// The properties of [`FaultAlert`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct FaultAlertProps {
    /// What happened.
    pub fault: Fault,
    /// Rows that are here and stay.
    pub kept: u64,
    /// Go on where the load stopped.
    pub on_resume: Callback<()>,
}

/// The alert.
#[component]
pub fn FaultAlert(props: &FaultAlertProps) -> Html {
    let locale = use_locale();
    let told = tell(&locale, &props.fault);
    let onclick = props.on_resume.reform(|_: MouseEvent| ());
    let again = if props.kept > 0 {
        "fault.resume"
    } else {
        "fault.retry"
    };
    html! {
        <div class="message danger" role="alert" part="error">
            <p>
                <strong>{ told.what }</strong>{ " " }{ told.next }
                if props.kept > 0 {
                    { " " }{ locale.format("fault.kept", &[("n", props.kept.into())]) }
                }
                if let Some(service) = told.service {
                    <br />{ locale.text("fault.service-says") }{ " " }<q>{ service }</q>
                }
                if !told.details.is_empty() {
                    <br /><span class="muted mono">{ told.details.join(" · ") }</span>
                }
            </p>
            if can_try_again(&props.fault) {
                <button class="button" type="button" {onclick}>{ locale.text(again) }</button>
            }
        </div>
    }
}
