//! Where a widget is drawn: a Yew application within an element of its own, taken again after its widget has gone.
//!
//! Yew keeps an application's event handlers for ever, and with them the place that it was mounted into. So an
//! application is never ended: the root component of a widget lives within one and dies there, and the next widget that
//! mounts gets that application. There are as many as there were widgets at the same time. Nothing of a widget outlives
//! it: its root component, all that is below, and what it waits for are dropped when it leaves.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::{Element, Node};
use yew::html::Scope;
use yew::prelude::*;
use yew::virtual_dom::whole;

use crate::app::{App, Msg, Props};

thread_local! {
    static STAGES: RefCell<Stages> = const { RefCell::new(Stages { made: 0, leaving: Vec::new(), free: Vec::new() }) };
}

struct Stages {
    made: u32,
    /// Left, but what was drawn is still in them.
    leaving: Vec<Stage>,
    free: Vec<Stage>,
}

/// An application and its place in the document.
pub(super) struct Stage {
    number: u32,
    app: AppHandle<Frame>,
    place: Element,
}

impl Stage {
    /// Draws a root component at the end of `parent`.
    pub(super) fn enter(parent: &Node, props: Props) -> Option<Self> {
        let stage = STAGES
            .with_borrow_mut(|stages| stages.free.pop())
            .or_else(|| Self::new(parent))?;
        parent.append_child(&stage.place).ok()?;
        stage.app.send_message(Some(props));
        Some(stage)
    }

    fn new(parent: &Node) -> Option<Self> {
        let place = parent.owner_document()?.create_element("div").ok()?;
        let number = STAGES.with_borrow_mut(|stages| {
            stages.made += 1;
            stages.made
        });
        let props = FrameProps { number };
        let app = yew::Renderer::<Frame>::with_root_and_props(place.clone(), props).render();
        Some(Self { number, app, place })
    }

    /// Ends the root component and leaves the document; free once nothing of it is drawn any more.
    pub(super) fn leave(self) {
        self.place.remove();
        let app = self.app.clone();
        STAGES.with_borrow_mut(|stages| stages.leaving.push(self));
        app.send_message(None);
    }

    fn is_empty_now(number: u32) {
        STAGES.with_borrow_mut(|stages| {
            let place = stages
                .leaving
                .iter()
                .position(|stage| stage.number == number);
            if let Some(place) = place {
                let stage = stages.leaving.swap_remove(place);
                stages.free.push(stage);
            }
        });
    }
}

/// Sends messages to a root component, also before it is there. Clones share.
#[derive(Clone, Default)]
pub struct Line(Rc<RefCell<Ends>>);

#[derive(Default)]
struct Ends {
    root: Option<Scope<App>>,
    waiting: Vec<Msg>,
}

impl PartialEq for Line {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Line {
    /// The root component is there: what has waited is sent.
    pub fn open(&self, root: &Scope<App>) {
        let waiting = {
            let mut ends = self.0.borrow_mut();
            ends.root = Some(root.clone());
            std::mem::take(&mut ends.waiting)
        };
        for message in waiting {
            root.send_message(message);
        }
    }

    pub(super) fn send(&self, message: Msg) {
        let root = self.root();
        match root {
            Some(root) => root.send_message(message),
            None => self.0.borrow_mut().waiting.push(message),
        }
    }

    pub(super) fn root(&self) -> Option<Scope<App>> {
        self.0.borrow().root.clone()
    }

    pub(super) fn close(&self) {
        self.0.take();
    }
}

#[derive(PartialEq, Properties)]
struct FrameProps {
    number: u32,
}

/// The one component of an application: a root component, or none.
struct Frame {
    shown: Option<Props>,
    /// Root components so far, so that none is taken for the one before it.
    count: u32,
}

impl Component for Frame {
    type Message = Option<Props>;
    type Properties = FrameProps;

    fn create(_: &Context<Self>) -> Self {
        Self {
            shown: None,
            count: 0,
        }
    }

    fn update(&mut self, _: &Context<Self>, shown: Option<Props>) -> bool {
        self.shown = shown;
        self.count += 1;
        true
    }

    fn view(&self, _: &Context<Self>) -> Html {
        match &self.shown {
            Some(props) => whole::<App>(props.clone(), Some(self.count.to_string().into())),
            None => Html::default(),
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        if self.shown.is_none() {
            Stage::is_empty_now(ctx.props().number);
        }
    }
}
