//! Letting the browser do other things: the next turn of its event loop, without the delay that timers have; and work that
//! waits for a timer, whoever asked for it may be gone by then.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

/// How long work may go on before it lets the browser draw and listen, in ms.
pub const SLICE_MS: f64 = 8.0;

/// Ends when the browser has had a turn.
pub async fn next_turn() {
    let promise = Promise::new(&mut |resolve, _| {
        post(&resolve, &JsValue::UNDEFINED);
    });
    let _ = JsFuture::from(promise).await;
}

/// Work that is done in the next task, before those that wait already and before a frame; dropping it calls the work off.
pub struct Soon(Rc<Cell<bool>>);

impl Drop for Soon {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

/// Does the work in the next task.
pub fn soon(work: impl FnOnce() + 'static) -> Soon {
    let live = Rc::new(Cell::new(true));
    let is_live = Rc::clone(&live);
    let work = Closure::once_into_js(move || {
        if is_live.get() {
            work();
        }
    });
    post(work.unchecked_ref(), &urgent());
    Soon(live)
}

/// The options of a task that comes before those of the usual priority.
fn urgent() -> Object {
    let options = Object::new();
    // A plain object takes any property.
    let _ = Reflect::set(&options, &"priority".into(), &"user-blocking".into());
    options
}

fn post(work: &Function, options: &JsValue) {
    if post_task(work, options).is_none() {
        post_message(work);
    }
}

/// The browser's own queue, where it has one: a message goes through another process and back.
fn post_task(work: &Function, options: &JsValue) -> Option<()> {
    let window = web_sys::window()?;
    let scheduler = Reflect::get(&window, &"scheduler".into()).ok()?;
    let post = Reflect::get(&scheduler, &"postTask".into()).ok()?;
    let post = post.dyn_ref::<Function>()?;
    post.call2(&scheduler, work, options).ok()?;
    Some(())
}

fn post_message(work: &Function) {
    match MessageChannel::new() {
        Ok(channel) => {
            channel.port1().set_onmessage(Some(work));
            // Posting to a port of our own cannot fail.
            let _ = channel.port2().post_message(&JsValue::NULL);
        }
        Err(_) => {
            let _ = work.call0(&JsValue::NULL);
        }
    }
}

/// Ends when what is queued already in this task has run.
pub async fn others_first() {
    // A promise that is kept does not throw.
    let _ = JsFuture::from(Promise::resolve(&JsValue::NULL)).await;
}

/// Does the work so many ms later. Nothing is kept once it is done, as a timer that is forgotten would do.
pub(super) fn later(delay_ms: i32, work: Box<dyn FnOnce()>) {
    let work = Closure::once_into_js(work);
    if let Some(window) = web_sys::window() {
        // OK because there is a window wherever there is a timer.
        let _ = window
            .set_timeout_with_callback_and_timeout_and_arguments_0(work.unchecked_ref(), delay_ms);
    }
}
