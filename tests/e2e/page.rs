//! A browser, a sandbox of its own, and the page between: what a person does there and what they read.
//!
//! Elements are found by role and accessible name, conditions are polled with a deadline, nothing sleeps blindly. A test
//! also fails when the page wrote to the console or broke its content security policy, unless it provoked just that.

use std::cell::RefCell;
use std::fmt::Display;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use fantoccini::Client;
use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::key::Key;
use referral_sandbox::{Fault, Sandbox, SeenRequest};
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::driver::{self, Ask};
use crate::screen::Screen;

/// A token that the sandbox takes, and that is found again wherever it would leak to.
pub(crate) const TOKEN: &str = "s3cret-t0ken.of-a.person";

/// How long a condition may take to come true; generous, because it costs time only when a test fails.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// Roles and names by a script.
const NAMES: &str = include_str!("names.js");

/// Between two looks at a condition.
const POLL: Duration = Duration::from_millis(20);

/// So many looks that are alike say that nothing more is drawn.
const LOOKS: u32 = 3;

/// A widget on a page in a browser.
#[derive(Clone)]
pub(crate) struct Page {
    client: Client,
    sandbox: Arc<Sandbox>,
    host: &'static str,
}

impl Page {
    /// The widget of the built page.
    pub(crate) fn new(client: Client, sandbox: Sandbox) -> Self {
        Self {
            client,
            sandbox: Arc::new(sandbox),
            host: "referral-analytics",
        }
    }

    /// The same page, for the widget that this selector finds.
    pub(crate) fn widget(&self, host: &'static str) -> Self {
        Self {
            host,
            ..self.clone()
        }
    }

    pub(crate) fn sandbox(&self) -> &Sandbox {
        &self.sandbox
    }

    /// Plans faults by name for the next requests, in their order; `none` lets one pass.
    pub(crate) fn next_faults(&self, faults: &[&str]) {
        for fault in faults {
            self.sandbox.faults().order("next", fault).unwrap();
        }
    }

    /// From now on each request gets this fault.
    pub(crate) fn always(&self, fault: &str) {
        self.sandbox
            .faults()
            .always(fault.parse::<Fault>().unwrap());
    }

    /// The requests of the endpoint so far, as path and query behind `/partner/v1/analytics/referrals`.
    pub(crate) fn asked(&self) -> Vec<String> {
        let target = |request: SeenRequest| {
            let rest = request
                .target
                .strip_prefix("/partner/v1/analytics/referrals");
            rest.unwrap_or(&request.target).to_owned()
        };
        self.sandbox
            .api_requests()
            .into_iter()
            .map(target)
            .collect()
    }

    /// Opens a path of the site, which may have a fragment, anew.
    pub(crate) async fn open(&self, path: &str) {
        self.open_at(&format!("{}/{path}", self.sandbox.url()))
            .await;
    }

    /// Opens a page of any server anew.
    pub(crate) async fn open_at(&self, url: &str) {
        // Away first, because a change of the fragment alone would not load the page.
        self.client.goto("about:blank").await.unwrap();
        self.client.goto(url).await.unwrap();
    }

    /// Opens a path, pastes the token and waits for the load to end.
    pub(crate) async fn load(&self, path: &str) -> Screen {
        self.open(path).await;
        self.paste(TOKEN).await;
        self.settled().await
    }

    /// Gives a token to the form.
    pub(crate) async fn paste(&self, token: &str) {
        self.fill("Access token", token).await;
        self.click("button", "Use token").await;
    }

    /// Waits until the load has ended, well or not, and all of it is drawn: rows come a few in a task, and where these are
    /// slow a frame lies between them, so a screen counts when it is seen [`LOOKS`] times.
    pub(crate) async fn settled(&self) -> Screen {
        let before = RefCell::new((None, 0));
        self.until("the load ends", |screen| {
            let now = screen.is_settled().then(|| screen.lasting());
            let (last, looks) = &mut *before.borrow_mut();
            *looks = if now.is_some() && *last == now {
                *looks + 1
            } else {
                1
            };
            *last = now;
            last.is_some() && *looks >= LOOKS
        })
        .await
    }

    /// The same, and no wait is waited for.
    pub(crate) async fn hurried(&self) -> Screen {
        self.poll("the load ends", async || {
            for retry in self.find("button", "Retry now").await {
                // OK because the wait may have ended by itself just now.
                let _ = retry.click().await;
            }
            let screen = self.screen().await;
            if screen.is_settled() {
                Ok(screen)
            } else {
                Err(screen.outline())
            }
        })
        .await
    }

    /// What is on screen now.
    pub(crate) async fn screen(&self) -> Screen {
        let value = self
            .run(include_str!("screen.js"), vec![json!(self.host)])
            .await;
        serde_json::from_value::<Option<Screen>>(value)
            .unwrap()
            .unwrap_or_default()
    }

    /// Waits until the screen is so.
    pub(crate) async fn until(&self, what: &str, holds: impl Fn(&Screen) -> bool) -> Screen {
        self.poll(what, async || {
            let screen = self.screen().await;
            if holds(&screen) {
                Ok(screen)
            } else {
                Err(screen.outline())
            }
        })
        .await
    }

    /// Waits until the address ends with this fragment or query.
    pub(crate) async fn until_address(&self, end: &str) {
        self.poll(&format!("the address ends with {end}"), async || {
            let url = self.address().await;
            if url.ends_with(end) { Ok(()) } else { Err(url) }
        })
        .await;
    }

    pub(crate) async fn address(&self) -> String {
        self.run("return location.href", vec![])
            .await
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// The fragment of the address, without its mark.
    pub(crate) async fn fragment(&self) -> String {
        let address = self.address().await;
        address
            .split_once('#')
            .map(|(_, fragment)| fragment.to_owned())
            .unwrap_or_default()
    }

    /// Tries until it gives a value; the last refusal is shown when patience is over.
    async fn poll<T, E: Display>(&self, what: &str, attempt: impl AsyncFn() -> Result<T, E>) -> T {
        let began = Instant::now();
        loop {
            match attempt().await {
                Ok(value) => return value,
                Err(last) if began.elapsed() > PATIENCE => {
                    panic!(
                        "waited in vain until {what}; last: {last}\nrequests: {:#?}",
                        self.asked()
                    )
                }
                Err(_) => sleep(POLL).await,
            }
        }
    }

    /// The one visible element of that role and name, waited for. A name that ends with `…` stands for its beginning.
    pub(crate) async fn get(&self, role: &str, name: &str) -> Element {
        let found = self
            .poll(&format!("there is one {role} “{name}”"), async || {
                let found = self.find(role, name).await;
                <[Element; 1]>::try_from(found).map_err(|found| format!("{} of them", found.len()))
            })
            .await;
        let [element] = found;
        // What we take for role and name must be what assistive technology gets.
        let id = element.element_id();
        let told = (
            self.computed(&id, "computedrole").await,
            self.computed(&id, "computedlabel").await,
        );
        if driver::is_webkit() {
            // OK because its driver tells the platform's words for roles and names.
            return element;
        }
        let begins = name.strip_suffix('…');
        let fits = begins.map_or(told.1 == name, |begins| told.1.starts_with(begins));
        assert!(
            is_role(&told.0, role) && fits,
            "{role} “{name}” is {told:?} for assistive technology"
        );
        element
    }

    /// All visible elements of that role and name, now.
    pub(crate) async fn find(&self, role: &str, name: &str) -> Vec<Element> {
        let arguments = vec![json!(self.host), json!(role), json!(name)];
        let found = self
            .run(&[NAMES, include_str!("find.js")].concat(), arguments)
            .await;
        let elements = found.as_array().unwrap().iter().filter_map(id_of);
        elements
            .map(|id| Element::from_element_id(self.client.clone(), id))
            .collect()
    }

    async fn computed(&self, id: &ElementRef, what: &str) -> String {
        let path = format!("element/{}/{what}", &**id);
        let answer = self.client.issue_cmd(Ask::get(path)).await.unwrap();
        answer
            .as_str()
            .unwrap_or_default()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    pub(crate) async fn click(&self, role: &str, name: &str) {
        self.get(role, name).await.click().await.unwrap();
    }

    /// Drags with the mouse from the middle of a button to that of another.
    pub(crate) async fn drag(&self, from: &str, to: &str) {
        let (from, to) = (self.get("button", from).await, self.get("button", to).await);
        let over = |element: &Element| PointerAction::MoveToElement {
            element: element.clone(),
            duration: None,
            x: 0.0,
            y: 0.0,
        };
        let actions = MouseActions::new("mouse".to_owned())
            .then(over(&from))
            .then(PointerAction::Down {
                button: MOUSE_BUTTON_LEFT,
            })
            .then(over(&to))
            .then(PointerAction::Up {
                button: MOUSE_BUTTON_LEFT,
            });
        self.client.perform_actions(actions).await.unwrap();
    }

    /// Replaces the text of a text box by typing.
    pub(crate) async fn fill(&self, name: &str, text: &str) {
        self.fill_role("textbox", name, text).await;
    }

    /// Replaces the text of a control by typing.
    pub(crate) async fn fill_role(&self, role: &str, name: &str, text: &str) {
        let field = self.get(role, name).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Clicks while Shift is held.
    pub(crate) async fn click_with_shift(&self, role: &str, name: &str) {
        let element = self.get(role, name).await;
        let held = char::from(Key::Shift);
        let down = KeyActions::new("keyboard".to_owned()).then(KeyAction::Down { value: held });
        self.client.perform_actions(down).await.unwrap();
        element.click().await.unwrap();
        let up = KeyActions::new("keyboard".to_owned()).then(KeyAction::Up { value: held });
        self.client.perform_actions(up).await.unwrap();
    }

    /// Types a filter and applies it with Enter.
    pub(crate) async fn filter(&self, text: &str) {
        self.fill("Filter", text).await;
        self.press(&[Key::Enter]).await;
    }

    /// Chooses an option of a picker.
    pub(crate) async fn choose(&self, picker: &str, option: &str) {
        self.get("combobox", picker)
            .await
            .select_by_label(option)
            .await
            .unwrap();
    }

    /// Presses keys one after the other, wherever the focus is.
    pub(crate) async fn press(&self, keys: &[Key]) {
        self.strike(keys.iter().map(|key| char::from(*key))).await;
    }

    /// Presses a key while another is held.
    pub(crate) async fn press_with(&self, held: Key, key: Key) {
        let (held, value) = (char::from(held), char::from(key));
        let actions = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: held })
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value })
            .then(KeyAction::Up { value: held });
        self.client.perform_actions(actions).await.unwrap();
    }

    /// Types a text, wherever the focus is.
    pub(crate) async fn type_text(&self, text: &str) {
        self.strike(text.chars()).await;
    }

    async fn strike(&self, keys: impl Iterator<Item = char>) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in keys {
            actions = actions
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value });
        }
        self.client.perform_actions(actions).await.unwrap();
    }

    /// Presses Tab until the element of that role and name has the focus.
    pub(crate) async fn tab_to(&self, role: &str, name: &str) {
        const STOPS: usize = 60;
        let mut passed = Vec::new();
        for _ in 0..STOPS {
            self.press(&[Key::Tab]).await;
            let told = self.focused().await;
            if is_role(&told.0, role) && told.1 == name {
                return;
            }
            passed.push(told);
        }
        if !driver::is_chromium() {
            // OK because a driver beside Chromium's does not come back from behind the page's end.
            return self.shift_tab_to(role, name).await;
        }
        panic!("Tab does not lead to the {role} “{name}”, only to {passed:?}");
    }

    /// The same backwards.
    pub(crate) async fn shift_tab_to(&self, role: &str, name: &str) {
        for _ in 0..60 {
            self.press_with(Key::Shift, Key::Tab).await;
            let told = self.focused().await;
            if is_role(&told.0, role) && told.1 == name {
                return;
            }
        }
        panic!("Shift+Tab does not lead to {role} “{name}”");
    }

    /// Waits until the element of that role and name has the focus.
    pub(crate) async fn until_focus(&self, role: &str, name: &str) {
        self.poll(&format!("{role} “{name}” has the focus"), async || {
            let told = self.focused().await;
            if is_role(&told.0, role) && told.1 == name {
                Ok(())
            } else {
                Err(format!("{told:?}"))
            }
        })
        .await;
    }

    /// Role and name of what has the focus in the widget.
    pub(crate) async fn focused(&self) -> (String, String) {
        if driver::is_webkit() {
            let script = "const element = root.activeElement; \
                return element ? [roleOf(element) ?? 'generic', clean(nameOf(element))] : ['', '']";
            let told = self
                .run(&[NAMES, script].concat(), vec![json!(self.host)])
                .await;
            return serde_json::from_value(told).unwrap();
        }
        let script = "return document.querySelector(arguments[0]).shadowRoot.activeElement";
        let element = self.run(script, vec![json!(self.host)]).await;
        match id_of(&element) {
            Some(id) => (
                self.computed(&id, "computedrole").await,
                self.computed(&id, "computedlabel").await,
            ),
            None => Default::default(),
        }
    }

    pub(crate) async fn back(&self) {
        self.client.back().await.unwrap();
    }

    pub(crate) async fn forward(&self) {
        self.client.forward().await.unwrap();
    }

    pub(crate) async fn reload(&self) {
        self.client.refresh().await.unwrap();
    }

    /// Colours as the user's system forces them (`active`), or not (`none`); Chromium only.
    pub(crate) async fn force_colours(&self, value: &str) {
        let features = json!({ "features": [{ "name": "forced-colors", "value": value }] });
        let command = Ask::of_chromium("Emulation.setEmulatedMedia", features);
        self.client.issue_cmd(command).await.unwrap();
    }

    pub(crate) async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(script, arguments).await.unwrap()
    }

    /// A script that ends by calling its last argument.
    pub(crate) async fn run_async(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute_async(script, arguments).await.unwrap()
    }

    /// Has the browser show the page so large, in CSS px, in that scheme, and with the system's colours where they are forced.
    pub(crate) async fn emulate(&self, (width, height): (u32, u32), scheme: &str, forced: &str) {
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "forced-colors", "value": forced },
        ]);
        for (command, params) in [
            ("Emulation.setDeviceMetricsOverride", size),
            (
                "Emulation.setEmulatedMedia",
                json!({ "features": features }),
            ),
        ] {
            self.client
                .issue_cmd(Ask::of_chromium(command, params))
                .await
                .unwrap();
        }
        let frames = "requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(arguments[0], 50)))";
        self.run_async(frames, vec![]).await;
    }

    /// What the console says since it was last read.
    pub(crate) async fn console(&self) -> Vec<String> {
        if !driver::is_chromium() {
            return Vec::new();
        }
        let log = self.client.issue_cmd(Ask::console()).await.unwrap();
        let entries = log.as_array().cloned().unwrap_or_default();
        entries
            .iter()
            .map(|entry| format!("{}: {}", entry["level"], entry["message"]))
            .collect()
    }

    /// No word on the console, no violation of the policy.
    pub(crate) async fn check(&self, expected: &[&str]) {
        let mut console = self.console().await;
        console.retain(|line| !expected.iter().any(|part| line.contains(part)));
        assert!(console.is_empty(), "the console says {console:#?}");
        assert_eq!(self.sandbox.csp_reports(), Vec::<String>::new());
    }

    /// A picture and the console, for whoever looks into it.
    pub(crate) async fn tell_of_failure(&self) {
        if let Ok(picture) = self.client.screenshot().await {
            let name = std::thread::current()
                .name()
                .unwrap_or("test")
                .replace("::", "-");
            let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
            std::fs::write(&file, picture).unwrap();
            eprintln!("a picture of the page is in {}", file.display());
        }
        // What the widgets say of themselves, also where a script waits for one of them in vain.
        let told = "return JSON.stringify([...document.querySelectorAll('referral-analytics')].map( \
            (one) => [one.loadState, one.summary, one.config]))";
        if let Ok(told) = self.client.execute(told, vec![]).await {
            eprintln!("widgets: {told}");
        }
        eprintln!("console: {:#?}", self.console().await);
    }
}

/// Whether the driver's word for a role is that role. Those beside Chromium's have none for a field for secrets.
fn is_role(told: &str, role: &str) -> bool {
    told == role || (role == "textbox" && told.is_empty() && !driver::is_chromium())
}

/// An element as scripts give it: an object of one member.
fn id_of(value: &Value) -> Option<ElementRef> {
    let (_, id) = value.as_object()?.iter().next()?;
    Some(ElementRef::from(id.as_str()?.to_owned()))
}
