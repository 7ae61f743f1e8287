//! A function component with its properties as a value, and the one component that draws such values.
//!
//! Two components are never taken for each other: what is drawn is part of the key. Struct components (they are few) go
//! into the virtual DOM by [`whole`].

use std::any::Any;
use std::fmt;
use std::rc::Rc;

use upstream::context::{ContextProvider as Provider, ContextProviderProps};
use upstream::functional::{FunctionProvider, Hook, HookContext};
use upstream::html::{BaseComponent, IntoPropValue};
use upstream::virtual_dom::{Key, VChild as Whole, VList, VNode};
use upstream::{Html, HtmlResult, Properties, component};

/// A function component in `html!`.
pub struct VChild<C: FunctionProvider> {
    props: C::Properties,
    key: Option<Key>,
}

impl<C: FunctionProvider> VChild<C> {
    /// The component with these properties.
    pub fn new(props: C::Properties, key: Option<Key>) -> Self {
        Self { props, key }
    }
}

impl<C: FunctionProvider> fmt::Debug for VChild<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VChild")
    }
}

impl<C: FunctionProvider + 'static> From<VChild<C>> for VNode {
    fn from(child: VChild<C>) -> Self {
        node(Rc::new(Of::<C>(child.props)), child.key)
    }
}

impl<C: FunctionProvider + 'static> IntoPropValue<VNode> for VChild<C> {
    fn into_prop_value(self) -> VNode {
        self.into()
    }
}

/// A struct component, mounted by Yew's own code for it.
pub fn whole<C: BaseComponent>(props: C::Properties, key: Option<Key>) -> VNode {
    Whole::<C>::new(props, key).into()
}

/// Yew's provider, which is a struct component, as a function component.
#[component]
pub fn ContextProvider<T>(props: &ContextProviderProps<T>) -> Html
where
    T: Clone + PartialEq + 'static,
{
    whole::<Provider<T>>(props.clone(), None)
}

fn node(drawing: Rc<dyn Drawing>, key: Option<Key>) -> VNode {
    let identity = drawing.identity();
    let is_keyed = key.is_some();
    let key = match key {
        Some(key) => Key::from(format!("{identity} {key}")),
        None => Key::from(identity),
    };
    let node = VNode::from(Whole::<Erased>::new(ErasedProps { drawing }, Some(key)));
    if is_keyed {
        return node;
    }
    // OK because siblings that their author gave no keys must not look keyed.
    VList::with_children(vec![node], None).into()
}

trait Drawing: Any {
    fn run(&self, context: &mut HookContext) -> HtmlResult;
    fn equals(&self, other: &dyn Any) -> bool;
    fn identity(&self) -> usize;
    fn as_any(&self) -> &dyn Any;
}

struct Of<C: FunctionProvider>(C::Properties);

impl<C: FunctionProvider + 'static> Drawing for Of<C> {
    fn run(&self, context: &mut HookContext) -> HtmlResult {
        C::run(context, &self.0)
    }

    fn equals(&self, other: &dyn Any) -> bool {
        other
            .downcast_ref::<Self>()
            .is_some_and(|other| self.0 == other.0)
    }

    fn identity(&self) -> usize {
        // OK because functions that the linker has made one have the same hooks.
        C::run as fn(&mut HookContext, &C::Properties) -> HtmlResult as usize
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

#[derive(Clone, Properties)]
struct ErasedProps {
    drawing: Rc<dyn Drawing>,
}

impl PartialEq for ErasedProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.drawing, &other.drawing) || self.drawing.equals(other.drawing.as_any())
    }
}

struct Run<'a>(&'a ErasedProps);

impl Hook for Run<'_> {
    type Output = HtmlResult;

    fn run(self, context: &mut HookContext) -> HtmlResult {
        self.0.drawing.run(context)
    }
}

fn use_run(props: &ErasedProps) -> Run<'_> {
    Run(props)
}

#[component]
fn Erased(props: &ErasedProps) -> HtmlResult {
    use_run(props)
}
