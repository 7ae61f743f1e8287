//! The driver: a session in the browser that is asked for, and commands that fantoccini has no method for.

use std::time::Duration;

use fantoccini::wd::{TimeoutConfiguration, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::stage::variable;

/// Chromium as root, headless, with no way out; each session has a fresh profile.
const CHROMIUM: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,1000",
];

/// How long a script may take.
const SCRIPTS: Duration = Duration::from_secs(29);

const MINI_BROWSER: &str = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

/// Whether the tests run in Chromium, the only browser whose driver hands out the console.
pub(crate) fn is_chromium() -> bool {
    browser() == "chromium"
}

/// Whether they run in WebKit.
pub(crate) fn is_webkit() -> bool {
    browser() == "webkit"
}

fn browser() -> String {
    std::env::var("REFERRAL_BROWSER").unwrap_or_else(|_| "chromium".to_owned())
}

/// Begins a session.
pub(crate) async fn connect() -> Client {
    let capabilities = match browser().as_str() {
        "firefox" => {
            json!({ "moz:firefoxOptions": { "args": ["-headless", "--width=1280", "--height=1000"] } })
        }
        "webkit" => json!({
            "browserName": "MiniBrowser",
            "webkitgtk:browserOptions": { "binary": MINI_BROWSER, "args": ["--automation"] },
        }),
        _ => json!({
            "goog:chromeOptions": { "args": CHROMIUM },
            "goog:loggingPrefs": { "browser": "ALL" },
        }),
    };
    let Value::Object(capabilities) = capabilities else {
        unreachable!();
    };
    let client = ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities)
        .connect(&variable("WEBDRIVER_URL"))
        .await
        .unwrap();
    // WebKit's driver times scripts by the page's own timers, of which a test cuts those of just 30 seconds short.
    let patience = TimeoutConfiguration::new(Some(SCRIPTS), None, None);
    client.update_timeouts(patience).await.unwrap();
    client
}

/// A command below the session's own address.
#[derive(Debug)]
pub(crate) struct Ask {
    path: String,
    body: Option<String>,
}

impl Ask {
    pub(crate) fn get(path: String) -> Self {
        Self { path, body: None }
    }

    /// A command of Chromium's own protocol.
    pub(crate) fn of_chromium(command: &str, parameters: Value) -> Self {
        Self {
            path: "goog/cdp/execute".to_owned(),
            body: Some(json!({ "cmd": command, "params": parameters }).to_string()),
        }
    }

    /// The console's log, of Chromium only; reading empties it.
    pub(crate) fn console() -> Self {
        Self {
            path: "se/log".to_owned(),
            body: Some(json!({ "type": "browser" }).to_string()),
        }
    }
}

impl WebDriverCompatibleCommand for Ask {
    fn endpoint(&self, base_url: &Url, session_id: Option<&str>) -> Result<Url, ParseError> {
        base_url.join(&format!(
            "session/{}/{}",
            session_id.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        match &self.body {
            Some(body) => (Method::POST, Some(body.clone())),
            None => (Method::GET, None),
        }
    }
}
