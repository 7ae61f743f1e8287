//! The custom element's half in Rust: what `static/referral-analytics.js` calls when the element lives and dies.
//!
//! Custom elements are known here and nowhere else: attributes become settings and an initial query, notifications
//! become DOM events. The JavaScript half holds the class that HTML wants and hands everything on.

mod attributes;
mod events;

use js_sys::{Function, Promise};
use referral_engine::export::{Request, UnknownWord};
use referral_engine::session::Event;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ShadowRoot};
use yew::AppHandle;

use crate::app::{App, Msg, Props, To};
use crate::browser::style_sheet;
use crate::style::CSS;

pub use attributes::Attributes;
pub use events::Host;

/// One mounted widget.
#[wasm_bindgen]
pub struct Widget {
    host: HtmlElement,
    app: AppHandle<App>,
}

#[wasm_bindgen]
impl Widget {
    /// Mounts the widget into the element's shadow root. `assets` is the URL that `demo/` and `locales/` lie beside.
    #[wasm_bindgen(constructor)]
    pub fn new(host: HtmlElement, root: ShadowRoot, assets: &str) -> Self {
        style_sheet::adopt(&root, CSS);
        let props = Props {
            host: Host::new(host.clone()),
            attributes: Attributes::read(&host),
            assets: assets.to_owned(),
        };
        let app = yew::Renderer::<App>::with_root_and_props(root.unchecked_into(), props).render();
        Self { host, app }
    }

    /// The widget's version.
    pub fn version() -> String {
        env!("CARGO_PKG_VERSION").to_owned()
    }

    /// An attribute or a property has changed after mounting.
    #[wasm_bindgen(js_name = attributeChanged)]
    pub fn attribute_changed(&self) {
        self.app
            .send_message(Msg::Attributes(Box::new(Attributes::read(&self.host))));
    }

    /// Takes a token, as if it had been pasted.
    #[wasm_bindgen(js_name = setAccessToken)]
    pub fn set_access_token(&self, token: String) {
        self.app
            .send_message(Msg::Session(Event::TokenPasted(token)));
    }

    /// Forgets the token.
    #[wasm_bindgen(js_name = clearAccessToken)]
    pub fn clear_access_token(&self) {
        self.app.send_message(Msg::Session(Event::TokenCleared));
    }

    /// Loads anew; the promise ends when the load does, well or not.
    pub fn load(&self) -> Promise {
        let app = &self.app;
        Promise::new(&mut |resolve: Function, _| app.send_message(Msg::LoadThen(resolve)))
    }

    /// Stops the load.
    pub fn cancel(&self) {
        self.app.send_message(Msg::Session(Event::Cancelled));
    }

    /// Makes a file of rows, of the chart or of the request, and hands it to the host page: text, or a `Blob`.
    pub fn export(&self, method: &str, scope: &str) -> Promise {
        self.order(method, scope, To::Host)
    }

    /// The same for the user, as a download; the promise gives the file's name.
    pub fn download(&self, method: &str, scope: &str) -> Promise {
        self.order(method, scope, To::UserFor)
    }

    /// The address of what is shown.
    pub fn permalink(&self) -> String {
        self.app
            .get_component()
            .map(|app| app.permalink())
            .unwrap_or_default()
    }

    /// A property for reading: `loadState`, `totalCount`, `error`, `groups`, `records`, `summary`.
    pub fn property(&self, name: &str) -> JsValue {
        let Some(app) = self.app.get_component() else {
            return JsValue::NULL;
        };
        app.property(name)
    }

    /// Unmounts the widget; its request, timers and listeners end with it.
    pub fn unmount(self) {
        self.app.destroy();
    }
}

impl Widget {
    fn order(&self, method: &str, scope: &str, to: fn(Function, Function) -> To) -> Promise {
        match Request::parse(method, scope) {
            Ok(request) => Promise::new(&mut |resolve, reject| {
                self.app
                    .send_message(Msg::ExportThen(request, to(resolve, reject)));
            }),
            Err(UnknownWord { word, known }) => {
                let text = [&word, " is not one of: ", known].concat();
                Promise::reject(&js_sys::TypeError::new(&text).into())
            }
        }
    }
}

/// A value of the API as a plain JavaScript one: maps are objects, `None` is `null`.
pub(crate) fn to_js<T: Serialize + ?Sized>(value: &T) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).unwrap_or(JsValue::NULL)
}
