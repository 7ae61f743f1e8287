//! The builder: groups of conditions, each to be added, changed, copied and taken away.
//!
//! Conditions that have no value yet do not count and are kept here; what counts leaves as the filter's text at once.

use std::rc::Rc;

use referral_engine::facet::Facet;
use referral_engine::filter::Expr;
use referral_engine::filter::draft::{Draft, Edit, Group, Join, Part, SHOWN_DEPTH};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::condition::ConditionRow;
use crate::components::{use_locale, value_of};
use crate::text::Locale;

/// Where a part stands: the places from the outermost group on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place(Vec<usize>);

impl Place {
    pub(super) fn path(&self) -> &[usize] {
        &self.0
    }

    /// The place as people count it: "2.1".
    pub(super) fn number(&self) -> String {
        let numbers: Vec<String> = self.0.iter().map(|place| (place + 1).to_string()).collect();
        numbers.join(".")
    }

    fn inside(&self, place: usize) -> Self {
        let mut path = self.0.clone();
        path.push(place);
        Self(path)
    }
}

/// The properties of [`Builder`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct BuilderProps {
    /// The filter in force.
    pub(super) expr: Option<Rc<Expr>>,
    /// Values that are known, with their numbers.
    pub(super) facets: Rc<[Facet]>,
    /// Another filter.
    pub(super) on_filter: Callback<String>,
}

/// A draft, and the filter that it goes with: the draft of another filter is made anew.
#[derive(Clone, PartialEq)]
struct Held {
    draft: Draft,
    of: Option<Rc<Expr>>,
    /// The number of the part that the focus goes to, empty for the builder.
    focus: Option<String>,
}

/// The builder.
#[component]
pub(super) fn Builder(props: &BuilderProps) -> Html {
    let locale = use_locale();
    let held = use_state(|| Held {
        draft: Draft::of(props.expr.as_deref()),
        of: props.expr.clone(),
        focus: None,
    });
    let place = use_node_ref();
    {
        let place = place.clone();
        use_effect_with((*held).clone(), move |held| {
            if let (Some(number), Some(builder)) = (&held.focus, place.cast::<HtmlElement>()) {
                focus(&builder, number);
            }
        });
    }
    let draft = if held.of == props.expr {
        held.draft.clone()
    } else {
        held.draft.follow(props.expr.as_deref())
    };
    let on_edit = {
        let (held, draft, of) = (held.setter(), draft.clone(), props.expr.clone());
        let on_filter = props.on_filter.clone();
        Callback::from(move |edit: Edit| {
            let focus = next_focus(&draft, &edit);
            let (draft, told) = edited(&draft, edit);
            let filter = draft.expr();
            let is_new = told && filter.as_ref() != of.as_deref();
            let of = if is_new {
                filter.clone().map(Rc::new)
            } else {
                of.clone()
            };
            held.set(Held { draft, of, focus });
            if is_new {
                on_filter.emit(filter.map_or_else(String::new, |expr| expr.to_string()));
            }
        })
    };
    let sheet = Sheet {
        locale: &locale,
        facets: &props.facets,
        on_edit: &on_edit,
    };
    html! {
        <div class="builder" role="group" tabindex="-1" ref={place} aria-label={locale.text("builder.label")}>
            { sheet.group(&draft.root, &Place(Vec::new())) }
        </div>
    }
}

/// Where the focus goes: to what was added, and to the builder when the button itself goes away.
fn next_focus(draft: &Draft, edit: &Edit) -> Option<String> {
    let number = |path: &[usize], place: usize| Place(path.to_vec()).inside(place).number();
    match edit {
        Edit::Add(path) | Edit::AddGroup(path) => {
            let count = match draft.part(path) {
                Some(Part::Group(group)) => group.parts.len(),
                _ => draft.root.parts.len(),
            };
            Some(number(path, count))
        }
        Edit::Duplicate(path) => {
            let (place, group) = path.split_last()?;
            Some(number(group, place + 1))
        }
        Edit::Remove(_) => Some(String::new()),
        _ => None,
    }
}

/// Gives the focus to the first control of a part, or to the builder.
fn focus(builder: &HtmlElement, number: &str) {
    let part = builder
        .query_selector(&format!("[data-place='{number}'] select"))
        .ok()
        .flatten();
    let control = part.and_then(|part| part.dyn_into::<HtmlElement>().ok());
    // OK because only a detached element cannot take the focus.
    let _ = control.as_ref().unwrap_or(builder).focus();
}

/// The draft after the edit, and whether that is a decision: a condition that lacks its value is none yet, and neither is a
/// copy of what is there.
fn edited(draft: &Draft, edit: Edit) -> (Draft, bool) {
    let mut next = draft.clone();
    let touched = match &edit {
        Edit::Field(path, _) | Edit::Test(path, _) | Edit::Value(path, _) => Some(path.clone()),
        _ => None,
    };
    let is_copy = matches!(edit, Edit::Duplicate(_));
    next.edit(edit);
    let is_whole =
        touched.is_none_or(|path| next.part(&path).is_some_and(|part| part.expr().is_some()));
    (next, is_whole && !is_copy)
}

/// What each part is drawn with.
struct Sheet<'a> {
    locale: &'a Locale,
    facets: &'a Rc<[Facet]>,
    on_edit: &'a Callback<Edit>,
}

impl Sheet<'_> {
    fn group(&self, group: &Group, place: &Place) -> Html {
        let path = place.path().to_vec();
        let parts = group.parts.iter().enumerate();
        html! {
            <div class="builder-group">
                if group.parts.len() > 1 {
                    { self.join(group.join, place) }
                }
                <ol class="builder-parts">
                    { for parts.map(|(at, part)| self.part(part, &place.inside(at))) }
                </ol>
                <div class="builder-acts">
                    { self.act("builder.add", place, Edit::Add(path.clone())) }
                    if place.path().len() + 1 < SHOWN_DEPTH {
                        { self.act("builder.add-group", place, Edit::AddGroup(path)) }
                    }
                </div>
            </div>
        }
    }

    fn join(&self, join: Join, place: &Place) -> Html {
        let path = place.path().to_vec();
        let onchange = self.on_edit.reform(move |event: Event| {
            let join = if value_of(&event) == Join::Or.name() {
                Join::Or
            } else {
                Join::And
            };
            Edit::Join(path.clone(), join)
        });
        let option = |of: Join, key: &str| {
            html! { <option value={of.name()} selected={join == of}>{ self.locale.text(key) }</option> }
        };
        html! {
            <select class="input builder-join" aria-label={self.label("builder.join", place)} {onchange}>
                { option(Join::And, "builder.and") }
                { option(Join::Or, "builder.or") }
            </select>
        }
    }

    fn part(&self, part: &Part, place: &Place) -> Html {
        let path = place.path().to_vec();
        let is_waiting = matches!(part, Part::Condition(condition) if condition.expr().is_none());
        html! {
            <li key={place.number()} class="builder-part" data-place={place.number()}>
                { match part {
                    Part::Condition(condition) => html! {
                        <ConditionRow condition={condition.clone()} place={place.clone()} facets={Rc::clone(self.facets)}
                            on_edit={self.on_edit.clone()} />
                    },
                    Part::Group(group) => self.group(group, place),
                    Part::Deep(expr) => html! { <code class="builder-deep">{ expr.to_string() }</code> },
                } }
                <span class="builder-acts">
                    { self.act("builder.duplicate", place, Edit::Duplicate(path.clone())) }
                    { self.act("builder.remove", place, Edit::Remove(path)) }
                </span>
                if is_waiting {
                    <span class="builder-hint muted">{ self.locale.text("builder.waiting") }</span>
                }
            </li>
        }
    }

    fn act(&self, key: &str, place: &Place, edit: Edit) -> Html {
        let onclick = self.on_edit.reform(move |_: MouseEvent| edit.clone());
        let label = (!place.path().is_empty()).then(|| self.label(key, place));
        let label = label.map(AttrValue::from);
        html! { <button class="button quiet small" type="button" aria-label={label} {onclick}>{ self.locale.text(key) }</button> }
    }

    /// What a control is called: its word and the number of the part.
    fn label(&self, key: &str, place: &Place) -> String {
        let what = self.locale.text(key);
        if place.path().is_empty() {
            return what;
        }
        let args = [("what", what.into()), ("number", place.number().into())];
        self.locale.format("builder.numbered", &args)
    }
}
