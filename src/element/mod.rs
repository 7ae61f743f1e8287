//! The custom element's half in Rust: what `static/referral-analytics.js` calls when the element lives and dies.
//!
//! Custom elements are known here and nowhere else: attributes become settings and an initial query, notifications
//! become DOM events. The JavaScript half holds the class that HTML wants and hands everything on.

#[cfg(all(test, not(target_arch = "wasm32")))]
mod api;
mod attributes;
mod bridge;
mod events;
mod stage;

use std::cell::RefCell;

use js_sys::{Function, Object, Promise};
use referral_engine::date::Timestamp;
use referral_engine::export::{Request, UnknownWord};
use referral_engine::session::{Change, Event};
use referral_engine::token::Token;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ShadowRoot};

use crate::app::{App, Msg, Props, To};
use crate::browser::style_sheet;
use crate::style::CSS;

pub use attributes::{Attributes, Initial};
pub use bridge::Bridge;
pub use events::Host;
pub use stage::Line;

use attributes::Said;
use stage::Stage;

/// One mounted widget.
#[wasm_bindgen]
pub struct Widget {
    host: HtmlElement,
    bridge: Bridge,
    line: Line,
    stage: Option<Stage>,
    said: RefCell<Said>,
}

#[wasm_bindgen]
impl Widget {
    /// Mounts the widget into the element's shadow root. `assets` is the URL that `demo/` and `locales/` lie beside.
    #[wasm_bindgen(constructor)]
    pub fn new(host: HtmlElement, root: ShadowRoot, assets: &str, bridge: Bridge) -> Self {
        style_sheet::adopt(&root, CSS);
        let line = Line::default();
        let said = Said::read(&host);
        let props = Props {
            line: line.clone(),
            host: Host::new(host.clone(), bridge.clone()),
            attributes: Attributes::read(&host, &bridge, &said),
            assets: assets.to_owned(),
        };
        let stage = Stage::enter(&root, props);
        Self {
            host,
            bridge,
            line,
            stage,
            said: RefCell::new(said),
        }
    }

    /// The widget's version.
    pub fn version() -> String {
        env!("CARGO_PKG_VERSION").to_owned()
    }

    /// An attribute of that name has another value after mounting, or a property has, and then there is no name.
    #[wasm_bindgen(js_name = attributeChanged)]
    pub fn attribute_changed(&self, name: Option<String>, value: Option<String>) {
        let is_of_query = name.is_some_and(|name| self.said.borrow_mut().take(&name, value));
        let said = self.said.borrow();
        self.line.send(if is_of_query {
            Msg::Recommended(Box::new(said.initial(&self.bridge)))
        } else {
            let attributes = Attributes::read(&self.host, &self.bridge, &said);
            Msg::Attributes(Box::new(attributes))
        });
    }

    /// Takes a token that may run out at a moment (ms since 1970); whether it is one.
    #[wasm_bindgen(js_name = setAccessToken)]
    pub fn set_access_token(&self, text: String, expires_ms: Option<f64>) -> bool {
        let is_token = Token::from_pasted(&text).is_ok();
        let expires = expires_ms.map(|at_ms| Timestamp(at_ms as i64));
        self.tell(Event::TokenGiven { text, expires });
        is_token
    }

    /// The provider has no token to give.
    #[wasm_bindgen(js_name = tokenNotProvided)]
    pub fn token_not_provided(&self) {
        self.tell(Event::TokenNotProvided);
    }

    /// Forgets the token.
    #[wasm_bindgen(js_name = clearAccessToken)]
    pub fn clear_access_token(&self) {
        self.tell(Event::TokenCleared);
    }

    /// There are rows to be shown instead of the service's, or there no longer are.
    #[wasm_bindgen(js_name = dataChanged)]
    pub fn data_changed(&self, is_given: bool) {
        self.tell(if is_given {
            Event::DataGiven
        } else {
            Event::DataWithdrawn
        });
    }

    /// Loads anew; the promise ends when the load does, well or not.
    pub fn load(&self) -> Promise {
        self.promise(Msg::LoadThen)
    }

    /// Ends when everything that was called before has been taken in.
    pub fn applied(&self) -> Promise {
        self.promise(Msg::Applied)
    }

    /// Stops the load.
    pub fn cancel(&self) {
        self.tell(Event::Cancelled);
    }

    /// Makes a file of rows, of the chart or of the request, and hands it to the host page: text, or a `Blob`.
    pub fn export(&self, method: &str, scope: &str) -> Promise {
        self.order(method, scope, To::Host)
    }

    /// The same for the user, as a download; the promise gives the file's name.
    pub fn download(&self, method: &str, scope: &str) -> Promise {
        self.order(method, scope, To::UserFor)
    }

    /// Back to the query of the attributes.
    pub fn reset(&self) {
        self.tell(Event::Changed(Change::Reset));
    }

    /// The whole query and view, by the keys of the link.
    pub fn config(&self) -> Option<Object> {
        self.with(|app| app.config())
    }

    /// Takes a query and view, written as a link, over the current one or, as a whole, over that of the attributes.
    ///
    /// # Errors
    ///
    /// Says what cannot be used; nothing was taken then.
    pub fn restore(&self, link: &str, whole: bool) -> Result<(), JsError> {
        let Some(query) = self.with(|app| app.restored(link, whole)) else {
            return Ok(());
        };
        let query = query.map_err(|told| JsError::new(&told))?;
        self.tell(Event::Changed(Change::Restore(Box::new(query))));
        Ok(())
    }

    /// The address of what is shown, without what may hold a customer's name where that is asked for.
    pub fn permalink(&self, redact: bool) -> String {
        self.with(|app| app.permalink(redact)).unwrap_or_default()
    }

    /// A property for reading: `loadState`, `totalCount`, `error`, `groups`, `records`, `summary`.
    pub fn property(&self, name: &str) -> JsValue {
        self.with(|app| app.property(name)).unwrap_or(JsValue::NULL)
    }

    /// Unmounts the widget; its request, timers and listeners end with it.
    pub fn unmount(self) {
        self.line.close();
        if let Some(stage) = self.stage {
            stage.leave();
        }
    }

    fn tell(&self, event: Event) {
        self.line.send(Msg::Session(event));
    }

    fn promise(&self, message: fn(Function) -> Msg) -> Promise {
        let line = &self.line;
        Promise::new(&mut |resolve: Function, _| line.send(message(resolve)))
    }
}

impl Widget {
    fn with<T>(&self, read: impl FnOnce(&App) -> T) -> Option<T> {
        let root = self.line.root()?;
        let app = root.get_component()?;
        Some(read(&app))
    }

    fn order(&self, method: &str, scope: &str, to: fn(Function, Function) -> To) -> Promise {
        match Request::parse(method, scope) {
            Ok(request) => Promise::new(&mut |resolve, reject| {
                self.line
                    .send(Msg::ExportThen(request, to(resolve, reject)));
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
