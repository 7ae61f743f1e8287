//! The page's language, chosen from names that each language has for itself.

use referral_engine::session::Change;
use yew::prelude::*;

use super::{use_locale, value_of};
use crate::text::language::{LANGUAGES, Language};

/// The properties of [`LanguagePicker`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct LanguagePickerProps {
    /// The language in use.
    pub chosen: Language,
    /// What the user decided.
    pub on_change: Callback<Change>,
}

/// A label and a native select, whose options are marked as the language that they are in.
#[component]
pub fn LanguagePicker(props: &LanguagePickerProps) -> Html {
    let locale = use_locale();
    let onchange = props
        .on_change
        .reform(|event: Event| Change::Language(Some(value_of(&event))));
    let option = |language: Language| {
        html! {
            <option key={language.tag} value={language.tag} lang={language.tag}
                selected={language == props.chosen}>{ language.own_name }</option>
        }
    };
    // A language of tests is not offered, but named while it is in use.
    let unlisted = (!LANGUAGES.contains(&props.chosen)).then_some(props.chosen);
    html! {
        <div class="language">
            <label for="language">{ locale.text("language.label") }</label>
            <select id="language" class="input small" {onchange}>
                { for LANGUAGES.into_iter().chain(unlisted).map(option) }
            </select>
        </div>
    }
}
