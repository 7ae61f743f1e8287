//! Which language the page speaks: the link's, else the host page's, else the user's; its words are fetched when needed.
//!
//! The language before stays until the words of the new one are here, also when they cannot be had. At first there is
//! none before: nothing is painted until the words have come, so that nobody sees English turn into something else.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::outbox::Outgoing;
use super::{App, Msg, named};
use crate::browser::intl::Intl;
use crate::browser::language as browser;
use crate::components::part::part;
use crate::element::Attributes;
use crate::text::language::{ENGLISH, Language, Nearest, has_words, nearest};
use crate::text::{Catalog, Locale, american::American};

part! {
    words: fn fetch_words() -> fn() { Catalog::take_in_parts }
}

/// How long nothing is painted while the first words are waited for, in ms; then English is better than nothing.
const PATIENCE_MS: u32 = 2_000;

/// The language in use, and the one that is waited for.
pub(super) struct Speech {
    wanted: Nearest,
    /// The time zone that is asked for.
    zone: Option<String>,
    /// The words in use.
    words: (Language, Rc<Catalog>),
    /// The language whose words could not be had.
    failed: Option<Language>,
    /// As long as nothing is painted.
    hush: Option<Timeout>,
    /// How often what is computed with the language has to be computed anew.
    collation: u64,
}

impl Speech {
    /// English, until it is known what is wanted.
    pub(super) fn english() -> Self {
        Self {
            wanted: Nearest::of(ENGLISH),
            zone: None,
            words: (ENGLISH, Rc::new(Catalog::english())),
            failed: None,
            hush: None,
            collation: 0,
        }
    }

    /// The language until it is known what is wanted.
    pub(super) fn locale(&self) -> Locale {
        let (language, words) = &self.words;
        Locale::new(language.tag, Rc::clone(words), Box::new(American))
    }

    /// Whether nothing is to be painted yet.
    pub(super) fn is_silent(&self) -> bool {
        self.hush.is_some()
    }

    /// A number that changes with the order of texts.
    pub(super) fn collation(&self) -> u64 {
        self.collation
    }

    /// The language that is chosen in the picker.
    pub(super) fn chosen(&self) -> Language {
        if self.failed.is_some() {
            self.words.0
        } else {
            self.wanted.language
        }
    }
}

impl App {
    /// Takes the language at the start, and waits a little for its words before anything is painted.
    pub(super) fn begin_language(&mut self, ctx: &Context<Self>) {
        self.follow_language(ctx);
        if self.speech.wanted.language == self.speech.words.0 {
            // Also where it is just English, which has been there without the browser's numbers and dates.
            self.speak();
            return;
        }
        self.speech.hush = Some(self.later(ctx, PATIENCE_MS, Msg::SpeakAnyway));
    }

    /// Looks again which language is wanted, and changes over to it as soon as its words are here.
    pub(super) fn follow_language(&mut self, ctx: &Context<Self>) {
        let wanted = self.wanted();
        let zone = &self.session.query().time_zone;
        let has_moved = *zone != self.speech.zone;
        if has_moved {
            self.speech.zone.clone_from(zone);
        }
        if wanted == self.speech.wanted {
            if has_moved && !self.speech.is_silent() {
                self.speak();
            }
            return;
        }
        let language = wanted.language;
        self.speech.wanted = wanted;
        self.speech.failed = None;
        if language == self.speech.words.0 {
            self.speak();
        } else if language == ENGLISH {
            self.speech.words = (ENGLISH, Rc::new(Catalog::english()));
            self.speak();
        } else {
            let url = format!("{}locales/{}.json", ctx.props().assets, language.tag);
            let link = ctx.link().clone();
            browser::fetch(url, move |bytes| {
                link.send_message(Msg::WordsArrived(language, bytes));
            });
        }
    }

    /// Takes words that were fetched, unless another language is wanted by now.
    pub(super) fn take_words(&mut self, language: Language, bytes: Option<Vec<u8>>) {
        if language != self.speech.wanted.language {
            return;
        }
        match bytes.and_then(|bytes| Catalog::parse(&bytes).ok()) {
            Some(mut words) => {
                words.fill_up(Catalog::english());
                self.speech.words = (language, Rc::new(words));
                self.speak();
            }
            None => {
                self.speech.failed = Some(language);
                self.speak_anyway();
            }
        }
    }

    /// Begins in the language that is here, where nothing was painted yet.
    pub(super) fn speak_anyway(&mut self) {
        if self.speech.is_silent() {
            self.speak();
        }
    }

    /// Makes the words in use the page's language.
    pub(super) fn speak(&mut self) {
        let (language, words) = &self.speech.words;
        let tag = if *language == self.speech.wanted.language {
            &self.speech.wanted.tag
        } else {
            language.tag
        };
        let words = match &self.attributes.messages {
            Some(own) => {
                let mut words = Catalog::clone(words);
                words.overlay(own);
                Rc::new(words)
            }
            None => Rc::clone(words),
        };
        self.locale = match Intl::new(tag, self.speech.zone.as_deref()) {
            Some(intl) => Locale::new(tag, words, Box::new(intl)),
            None => Locale::new(tag, words, Box::new(American)),
        };
        self.outbox
            .push(Outgoing::LanguageChanged(self.locale.clone()));
        self.speech.hush = None;
        self.derived = named(std::mem::take(&mut self.derived), self.locale.clone());
        self.speech.collation += 1;
        self.pace.derive_anew();
    }

    /// Has what parts say fetched where the page's own words have keys that may be theirs, or nobody's.
    pub(super) fn know_parts(&self, ctx: &Context<Self>) {
        if Catalog::knows_parts() || self.strange_word().is_none() {
            return;
        }
        let link = ctx.link().clone();
        spawn_local(async move {
            // OK because the words are used all the same, and are looked at again when they next change.
            if let Ok(take_in) = fetch_words().await {
                take_in();
                link.send_message(Msg::PartsKnown);
            }
        });
    }

    pub(super) fn tell_of_strange_words(&mut self) {
        if let Some(key) = self.strange_word() {
            let problem = ("notice.messages-key".to_owned(), key);
            self.attributes.problems.push(problem);
        }
    }

    /// A key of the page's own words that no words are known for.
    fn strange_word(&self) -> Option<String> {
        let own = self.attributes.messages.as_ref()?;
        Catalog::english().unknown_in(own)
    }

    fn wanted(&self) -> Nearest {
        let Attributes {
            locale,
            page_language,
            ..
        } = &self.attributes;
        let link = self.session.query().language.as_deref();
        let said = [link.unwrap_or_default(), locale, page_language];
        match said.into_iter().find(|tag| has_words(tag)) {
            Some(tag) => nearest([tag]),
            // Asked of the browser only where nobody has said it.
            None => nearest(browser::preferred().iter().map(String::as_str)),
        }
    }

    /// What cannot be said in the language that was asked for.
    pub(super) fn language_notice(&self) -> Option<String> {
        if let Some(language) = self.speech.failed {
            let args = [("language", language.own_name.into())];
            return Some(self.locale.format("notice.language-file", &args));
        }
        let asked = self.session.query().language.as_deref()?;
        let args = [("value", asked.into())];
        (!has_words(asked)).then(|| self.locale.format("notice.language", &args))
    }
}
