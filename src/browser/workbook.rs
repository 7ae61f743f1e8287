//! The worker that makes workbooks: started, and the second module fetched with it, when the first one is asked for.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Url, Worker, window};

/// The worker's script, beside ours.
const SCRIPT: &str = "referral-xlsx-worker.js";

/// The name of our Trusted Types policy, for hosts that list the names they allow.
const POLICY: &str = "referral-analytics";

/// A worker with one workbook; it ends when this is dropped.
pub struct Workbook {
    worker: Worker,
}

impl Drop for Workbook {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl Workbook {
    /// Starts the worker. `assets` is the URL that its script lies below.
    pub fn open(assets: &str) -> Result<Self, JsValue> {
        let script = [assets, SCRIPT].concat();
        let origin = window()
            .and_then(|window| window.location().origin().ok())
            .unwrap_or_default();
        let options = object(&[("type", &"module".into())])?;
        let url = if script.starts_with(&[origin.as_str(), "/"].concat()) {
            script
        } else {
            // A worker must be of the page's own origin; a script of ours that lies elsewhere can be imported by one.
            importing(&script)?
        };
        let class: Function = Reflect::get(&js_sys::global(), &"Worker".into())?.dyn_into()?;
        let worker = Reflect::construct(&class, &Array::of2(&trusted(&url)?, &options))?;
        Ok(Self {
            worker: worker.unchecked_into(),
        })
    }

    /// One step, and what came of it.
    pub async fn step(&self, step: &str, bytes: &[u8]) -> Result<JsValue, JsValue> {
        let bytes = Uint8Array::from(bytes);
        let message = object(&[("step", &step.into()), ("bytes", &bytes)])?;
        let worker = self.worker.clone();
        let answered = Promise::new(&mut |resolve, reject| {
            worker.set_onmessage(Some(&resolve));
            worker.set_onerror(Some(&reject));
            let handed_over = Array::of1(&bytes.buffer());
            if let Err(error) = worker.post_message_with_transfer(&message, &handed_over) {
                let _ = reject.call1(&JsValue::NULL, &error);
            }
        });
        let event = JsFuture::from(answered).await?;
        let data = Reflect::get(&event, &"data".into())?;
        let fault = Reflect::get(&data, &"fault".into())?;
        if fault.is_undefined() {
            Reflect::get(&data, &"done".into())
        } else {
            Err(fault)
        }
    }
}

fn object(members: &[(&str, &JsValue)]) -> Result<Object, JsValue> {
    let object = Object::new();
    for (name, value) in members {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object)
}

/// The address of a script of our own origin that does nothing but import that one.
fn importing(script: &str) -> Result<String, JsValue> {
    let quoted = js_sys::JSON::stringify(&script.into())?;
    let text = js_sys::JsString::from("import ").concat(&quoted);
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text), &options)?;
    Url::create_object_url_with_blob(&blob)
}

/// The address of a script, as a page with Trusted Types wants it: both of its makings above are ours alone.
fn trusted(url: &str) -> Result<JsValue, JsValue> {
    thread_local! {
        static MADE: std::cell::RefCell<Option<JsValue>> = const { std::cell::RefCell::new(None) };
    }
    let global = js_sys::global();
    let types = Reflect::get(&global, &"trustedTypes".into())?;
    if types.is_undefined() {
        return Ok(url.into());
    }
    let made = MADE.with(|made| made.borrow().clone());
    let policy = match made {
        Some(policy) => policy,
        None => {
            // A policy's rule gives text for text; the class String, called as a function, is one that changes nothing.
            let rule = Reflect::get(&global, &"String".into())?;
            let create: Function = Reflect::get(&types, &"createPolicy".into())?.dyn_into()?;
            let rules = object(&[("createScriptURL", &rule)])?;
            let policy = create.call2(&types, &POLICY.into(), &rules)?;
            MADE.with(|made| *made.borrow_mut() = Some(policy.clone()));
            policy
        }
    };
    let make: Function = Reflect::get(&policy, &"createScriptURL".into())?.dyn_into()?;
    make.call1(&policy, &url.into())
}
