//! The chooser of columns: which are shown, in which order, how wide, and how high the rows are; nothing has to be dragged.

use std::rc::Rc;

use referral_engine::field::Field;
use referral_engine::query::Density;
use referral_engine::session::{LEAST_WIDTH_PX, MOST_WIDTH_PX};
use web_sys::HtmlElement;
use yew::prelude::*;

use super::{Look, TableAct};
use crate::components::{use_locale, value_of};
use crate::text::Locale;

/// The properties of [`Columns`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct ColumnsProps {
    /// The columns that are shown, in their order.
    pub(super) columns: Rc<[Field]>,
    /// How the table looks.
    pub(super) look: Look,
    /// The user decided something.
    pub(super) on_act: Callback<TableAct>,
    /// Higher or lower rows.
    pub(super) on_density: Callback<Density>,
}

/// The chooser.
#[component]
pub(super) fn Columns(props: &ColumnsProps) -> Html {
    let locale = use_locale();
    let order = use_state_eq(|| listed(&[], &props.columns));
    // Hidden columns keep their places while the list is open; what a link has changed is followed.
    let shown = |field: &Field| props.columns.contains(field);
    let is_current = order
        .iter()
        .copied()
        .filter(shown)
        .eq(props.columns.iter().copied());
    let fields = if is_current {
        (*order).clone()
    } else {
        listed(&order, &props.columns)
    };
    let list = use_node_ref();
    let wanted = use_mut_ref(|| Option::<String>::None);
    {
        let (list, wanted) = (list.clone(), wanted.clone());
        // A button that has moved with its column may have lost the focus on the way.
        use_effect(move || {
            let button = wanted.borrow_mut().take().and_then(|selector| {
                let list = list.cast::<web_sys::Element>()?;
                list.query_selector(&selector).ok()?
            });
            if let Some(button) =
                button.and_then(|button| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(button).ok())
            {
                let _ = button.focus();
            }
        });
    }
    let emit = {
        let (order, on_act, wanted) = (order.setter(), props.on_act.clone(), wanted.clone());
        let usual = !props.look.is_cards();
        move |list: Vec<Field>, shown: Vec<Field>, focus: String| {
            order.set(list);
            *wanted.borrow_mut() = Some(focus);
            let is_usual = usual && shown == Field::ALL;
            on_act.emit(TableAct::Columns((!is_usual).then_some(shown)));
        }
    };
    let entries = Entries {
        locale: &locale,
        props,
        fields: &fields,
        emit: &emit,
    };
    let on_density = {
        let next = match props.look.density {
            Density::Comfortable => Density::Compact,
            Density::Compact => Density::Comfortable,
        };
        props.on_density.reform(move |_: Event| next)
    };
    // Without a choice cards show a few columns only.
    let all = props.look.is_cards().then(|| Field::ALL.to_vec());
    let on_reset = props
        .on_act
        .reform(move |_: MouseEvent| TableAct::Columns(all.clone()));
    html! {
        <>
            <ul class="column-list" ref={list}>{ for (0..fields.len()).filter_map(|place| entries.entry(place)) }</ul>
            <div class="acts">
                if !props.look.is_cards() {
                    <label><input type="checkbox" checked={props.look.density == Density::Compact} onchange={on_density} />{ locale.text("columns.compact") }</label>
                }
                <button class="button small" type="button" onclick={on_reset}>{ locale.text("columns.reset") }</button>
            </div>
        </>
    }
}

/// All fields: the shown ones in their order, each hidden one where it was before.
fn listed(before: &[Field], shown: &[Field]) -> Vec<Field> {
    let before = if before.is_empty() {
        &Field::ALL
    } else {
        before
    };
    let mut list = shown.to_vec();
    for (place, field) in before.iter().enumerate() {
        if !shown.contains(field) {
            list.insert(place.min(list.len()), *field);
        }
    }
    list
}

/// The list with a field in the place of another one, which makes way.
fn moved(list: &[Field], field: Field, other: Field) -> Vec<Field> {
    let place = list.iter().position(|known| *known == other);
    let mut list: Vec<Field> = list
        .iter()
        .copied()
        .filter(|known| *known != field)
        .collect();
    list.insert(place.unwrap_or(list.len()).min(list.len()), field);
    list
}

/// What the entries of the list have in common.
struct Entries<'a, F> {
    locale: &'a Locale,
    props: &'a ColumnsProps,
    fields: &'a [Field],
    /// Takes the new list, the shown ones of it, and what is to have the focus then.
    emit: &'a F,
}

impl<F: Fn(Vec<Field>, Vec<Field>, String) + Clone + 'static> Entries<'_, F> {
    fn entry(&self, place: usize) -> Option<Html> {
        let field = *self.fields.get(place)?;
        let shown: Vec<Field> = self.props.columns.to_vec();
        let is_shown = shown.contains(&field);
        let is_last = is_shown && shown.len() == 1;
        let ontoggle = {
            let (emit, fields) = (self.emit.clone(), self.fields.to_vec());
            Callback::from(move |_: Event| {
                let stays = |other: &Field| shown.contains(other) != (*other == field);
                let chosen = fields.iter().copied().filter(stays).collect();
                emit(fields.clone(), chosen, selector(field, "input"));
            })
        };
        let name = self.locale.field(field);
        let title = |key: &str| self.locale.format(key, &[("field", name.clone().into())]);
        Some(html! {
            <li key={field.name()} data-field={field.name()}>
                <label><input type="checkbox" checked={is_shown} disabled={is_last} onchange={ontoggle} />{ &name }</label>
                if is_shown {
                    { self.mover(field, "up", title("columns.up")) }
                    { self.mover(field, "down", title("columns.down")) }
                    if !self.props.look.is_cards() {
                        { self.width(field, title("columns.width")) }
                    }
                }
            </li>
        })
    }

    /// The button that moves a column past its neighbour on the screen.
    fn mover(&self, field: Field, way: &'static str, label: String) -> Html {
        let columns = &self.props.columns;
        let place = columns.iter().position(|other| *other == field);
        let (step, arrow) = if way == "up" { (-1, "↑") } else { (1, "↓") };
        let other = place
            .and_then(|place| place.checked_add_signed(step))
            .and_then(|place| columns.get(place).copied());
        let (emit, fields, columns) = (self.emit.clone(), self.fields.to_vec(), columns.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            let Some(other) = other else { return };
            let fields = moved(&fields, field, other);
            let chosen = fields
                .iter()
                .copied()
                .filter(|field| columns.contains(field))
                .collect();
            emit(fields, chosen, selector(field, way));
        });
        // Not `disabled`, because that would take the focus from who has just moved a column to the end.
        let is_off = other.is_none().then_some("true");
        html! {
            <button class={classes!("button", "small", "quiet", way)} type="button" aria-label={label} aria-disabled={is_off} {onclick}>{ arrow }</button>
        }
    }

    fn width(&self, field: Field, label: String) -> Html {
        let on_act = self.props.on_act.clone();
        let onchange = Callback::from(move |event: Event| {
            if let Ok(width_px) = value_of(&event).trim().parse() {
                on_act.emit(TableAct::Size(field, width_px));
            }
        });
        html! {
            <input class="input" type="number" step="8" min={LEAST_WIDTH_PX.to_string()} max={MOST_WIDTH_PX.to_string()}
                aria-label={label} value={self.props.look.width_px(field).to_string()} {onchange} />
        }
    }
}

/// Finds a control of a column's entry.
fn selector(field: Field, control: &str) -> String {
    let class = if control == "input" { "" } else { "." };
    ["[data-field=", field.name(), "] ", class, control].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_columns_keep_their_places_in_the_list() {
        let all = listed(&[], &Field::ALL);
        assert_eq!(all, Field::ALL);
        let shown = [Field::Id, Field::CustomerName];
        let list = listed(&all, &shown);
        assert_eq!(list[..3], [Field::Id, Field::Status, Field::CustomerName]);
        assert_eq!(list.len(), 16);
        let turned = listed(&list, &[Field::CustomerName, Field::Id]);
        assert_eq!(turned[..3], [Field::CustomerName, Field::Status, Field::Id]);
        let up = moved(&list, Field::CustomerName, Field::Id);
        assert_eq!(up[..3], [Field::CustomerName, Field::Id, Field::Status]);
        let down = moved(&up, Field::CustomerName, Field::Id);
        assert_eq!(down[..3], [Field::Id, Field::CustomerName, Field::Status]);
    }
}
