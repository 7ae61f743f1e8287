//! As much of WebDriver as measuring needs: a Chromium session, scripts, elements in a shadow root, DevTools commands.

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};

/// What W3C calls the member that an element's, and a shadow root's, id stands under.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
const SHADOW: &str = "shadow-6066-11e4-a52e-4f735466cecf";

/// A browser of its own; it is closed when the value goes.
pub(crate) struct Session {
    url: String,
    /// Name and version of the browser.
    pub(crate) browser: String,
}

impl Session {
    /// Opens a browser with these options of Chromium.
    pub(crate) fn open(driver: &str, options: &Value) -> Result<Self> {
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "timeouts": { "script": 600_000 },
        } } });
        let answer = call("POST", &format!("{driver}/session"), Some(&wanted))?;
        let text = |pointer: &str| answer.pointer(pointer).and_then(Value::as_str);
        let id = text("/sessionId").context("the driver gave no session")?;
        Ok(Self {
            url: format!("{driver}/session/{id}"),
            browser: format!(
                "{} {}",
                text("/capabilities/browserName").unwrap_or("Chromium"),
                text("/capabilities/browserVersion").unwrap_or("?")
            ),
        })
    }

    /// Goes to a page and waits until it has loaded.
    pub(crate) fn go(&self, url: &str) -> Result<()> {
        self.post("url", &json!({ "url": url })).map(drop)
    }

    /// Runs the body of an async function with these arguments in the page; what it gives.
    pub(crate) fn run(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1]; const given = [...arguments].slice(0, -1);
             (async (...given) => {{ {body} }})(...given).then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));"
        );
        let answer = self.post(
            "execute/async",
            &json!({ "script": script, "args": arguments }),
        )?;
        if let Some(error) = answer.get("error").and_then(Value::as_str) {
            bail!("in the page: {error}");
        }
        Ok(answer.get("value").cloned().unwrap_or_default())
    }

    /// A command of the DevTools protocol.
    pub(crate) fn devtools(&self, command: &str, parameters: &Value) -> Result<Value> {
        self.post(
            "goog/cdp/execute",
            &json!({ "cmd": command, "params": parameters }),
        )
    }

    /// What the JavaScript heap holds once what nobody needs is gone.
    pub(crate) fn heap(&self) -> Result<Value> {
        self.devtools("HeapProfiler.enable", &json!({}))?;
        for _ in 0..2 {
            self.devtools("HeapProfiler.collectGarbage", &json!({}))?;
        }
        self.devtools("Runtime.getHeapUsage", &json!({}))
    }

    /// Types into an element that a CSS selector finds inside of the host's shadow root.
    pub(crate) fn type_into(&self, host: &str, selector: &str, text: &str) -> Result<()> {
        let host = self.post(
            "element",
            &json!({ "using": "css selector", "value": host }),
        )?;
        let host = host.get(ELEMENT).and_then(Value::as_str);
        let host = host.context("the page has no such element")?;
        let root = call("GET", &format!("{}/element/{host}/shadow", self.url), None)?;
        let root = root.get(SHADOW).and_then(Value::as_str);
        let root = root.context("the element has no shadow root")?;
        let wanted = json!({ "using": "css selector", "value": selector });
        let element = self.post(&format!("shadow/{root}/element"), &wanted)?;
        let element = element.get(ELEMENT).and_then(Value::as_str);
        let element = element.with_context(|| format!("nothing is {selector}"))?;
        self.post(
            &format!("element/{element}/value"),
            &json!({ "text": text }),
        )
        .map(drop)
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value> {
        call("POST", &format!("{}/{path}", self.url), Some(body))
    }
}

/// One of the figures that `Performance.getMetrics` gives.
pub(crate) fn metric(metrics: &Value, name: &str) -> f64 {
    let metrics = metrics.get("metrics").and_then(Value::as_array);
    let is_wanted = |metric: &&Value| metric.get("name").and_then(Value::as_str) == Some(name);
    let found = metrics.into_iter().flatten().find(is_wanted);
    let value = found
        .and_then(|metric| metric.get("value"))
        .and_then(Value::as_f64);
    value.unwrap_or(f64::NAN)
}

impl Drop for Session {
    fn drop(&mut self) {
        // OK because a driver that is gone has taken its browser along.
        let _ = call("DELETE", &self.url, None);
    }
}

fn call(method: &str, url: &str, body: Option<&Value>) -> Result<Value> {
    let mut request =
        minreq::Request::new(minreq::Method::Custom(method.to_owned()), url).with_timeout(620);
    if let Some(body) = body {
        request = request
            .with_header("Content-Type", "application/json")
            .with_body(body.to_string());
    }
    let response = request.send().with_context(|| format!("{method} {url}"))?;
    let mut answer: Value = serde_json::from_slice(response.as_bytes())
        .with_context(|| format!("the answer to {method} {url}"))?;
    let value = answer.get_mut("value").map(Value::take).unwrap_or_default();
    if response.status_code != 200 {
        let message = value.get("message").and_then(Value::as_str);
        bail!("{method} {url}: {}", message.unwrap_or("no message"));
    }
    Ok(value)
}
