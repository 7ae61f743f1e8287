//! The recipes of `deploy/`, run: a server of Debian's serves the built site with the headers and hands one request on.
//!
//! What a recipe names of somebody's machine (name, certificate, folders, service) is replaced, and nothing else.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::page::{Page, TOKEN};
use crate::stage::{rows, variable};

/// The headers of every recipe, which the sandbox sends too.
const HEADERS: &str = include_str!("../../deploy/headers.txt");

/// A server that ends with the test.
struct Server {
    process: Child,
    port: u16,
    log: PathBuf,
}

impl Drop for Server {
    fn drop(&mut self) {
        // OK because a server that has ended already is what is wanted.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A recipe with other places in it, in a folder of its own.
fn recipe(name: &str, changes: &[(&str, &str)]) -> (PathBuf, String) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(["deploy-", name].concat());
    fs::create_dir_all(&folder).unwrap();
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("deploy")
        .join(name);
    let mut text = fs::read_to_string(file).unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "{name} has no {from}");
        text = text.replace(from, to);
    }
    (folder, text)
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

fn start(command: &mut Command, port: u16, log: PathBuf) -> Server {
    let process = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut server = Server { process, port, log };
    let began = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        let ended = server.process.try_wait().unwrap();
        assert!(
            ended.is_none() && began.elapsed() < Duration::from_secs(20),
            "{command:?}: {ended:?}"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    server
}

fn nginx(upstream: &str) -> Server {
    let (port, dist) = (free_port(), variable("REFERRAL_DIST"));
    let log = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("deploy-nginx.conf/access.log");
    let (folder, text) = recipe(
        "nginx.conf",
        &[
            ("listen 443 ssl;", &format!("listen 127.0.0.1:{port};")),
            ("    ssl_certificate /etc/ssl/certs/referrals.pem;\n", ""),
            (
                "    ssl_certificate_key /etc/ssl/private/referrals.key;\n",
                "",
            ),
            ("        proxy_ssl_verify on;\n", ""),
            (
                "        proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;\n",
                "",
            ),
            ("/srv/referrals", &dist),
            ("/var/log/nginx/referrals.log", log.to_str().unwrap()),
            (
                "proxy_pass https://api.partnercenter.microsoft.com",
                &format!("proxy_pass {upstream}"),
            ),
        ],
    );
    let places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|what| format!("{what}_temp_path {}/{what};\n", folder.display()))
        .concat();
    let file = folder.join("whole.conf");
    let whole = format!(
        "daemon off; master_process off; user root; worker_processes 1; pid {0}/pid; error_log {0}/error.log;\nevents {{}}\nhttp {{\n{places}{text}}}\n",
        folder.display()
    );
    fs::write(&file, whole).unwrap();
    fs::write(&log, "").unwrap();
    let mut command = Command::new(variable("REFERRAL_NGINX"));
    command
        .arg("-e")
        .arg(folder.join("error.log"))
        .arg("-p")
        .arg(&folder)
        .arg("-c")
        .arg(&file);
    start(&mut command, port, log)
}

fn caddy(upstream: &str) -> Server {
    let (port, dist) = (free_port(), variable("REFERRAL_DIST"));
    let log = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("deploy-Caddyfile/access.log");
    let (folder, text) = recipe(
        "Caddyfile",
        &[
            (
                "referrals.example {",
                &format!("http://127.0.0.1:{port} {{"),
            ),
            ("/srv/referrals", &dist),
            ("/var/log/caddy/referrals.log", log.to_str().unwrap()),
            (
                "reverse_proxy https://api.partnercenter.microsoft.com",
                &format!("reverse_proxy {upstream}"),
            ),
        ],
    );
    let file = folder.join("Caddyfile");
    fs::write(
        &file,
        ["{\n\tadmin off\n\tauto_https off\n}\n", &text].concat(),
    )
    .unwrap();
    fs::write(&log, "").unwrap();
    let mut command = Command::new(variable("REFERRAL_CADDY"));
    command
        .args(["run", "--adapter", "caddyfile", "--config"])
        .arg(&file);
    command
        .env("HOME", &folder)
        .env("XDG_DATA_HOME", &folder)
        .env("XDG_CONFIG_HOME", &folder);
    start(&mut command, port, log)
}

/// Status line and headers of an answer.
fn ask(port: u16, request: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let request = format!(
        "{request} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    answer
        .split("\r\n\r\n")
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// The headers, the one request, nothing else, and a log without secrets.
async fn holds(page: &Page, server: &Server) {
    for (path, media_type) in [
        ("/index.html", "text/html"),
        ("/referral-analytics.js", "text/javascript"),
        ("/referral-widget_bg.wasm", "application/wasm"),
        ("/locales/de.json", "application/json"),
    ] {
        let answer = ask(server.port, &format!("GET {path}"));
        assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer}");
        let lower = answer.to_lowercase();
        assert!(
            lower.contains(&format!("content-type: {media_type}")),
            "{path}: {answer}"
        );
        for header in HEADERS.lines() {
            assert!(
                lower.contains(&header.to_lowercase()),
                "{path} lacks {header}: {answer}"
            );
        }
    }
    page.open_at(&format!("http://127.0.0.1:{}/index.html", server.port))
        .await;
    page.run("document.cookie = 'portal=s3cret-cookie'", vec![])
        .await;
    page.paste(TOKEN).await;
    assert!(page.settled().await.says("1,300 of 1,300 referrals loaded"));
    assert_eq!(page.asked(), ["?top=1000&skip=0", "?top=9999&skip=1000"]);
    for request in page.sandbox().api_requests() {
        assert_eq!(
            request.header("authorization"),
            Some(format!("Bearer {TOKEN}").as_str())
        );
        assert_eq!(request.header("cookie"), None);
        assert_eq!(
            request.header("host"),
            Some("api.partnercenter.microsoft.com")
        );
    }
    let told = page.run("return document.cookie", vec![]).await;
    assert_eq!(
        told,
        json!("portal=s3cret-cookie"),
        "the service's cookies do not arrive"
    );
    for (request, statuses) in [
        ("GET /partner/v1/analytics/other", ["404", "405"]),
        (
            "GET /partner/v1/analytics/referrals/../other",
            ["404", "405"],
        ),
        ("POST /partner/v1/analytics/referrals", ["403", "405"]),
        ("DELETE /partner/v1/analytics/referrals", ["403", "405"]),
    ] {
        let answer = ask(server.port, request);
        assert!(
            statuses
                .iter()
                .any(|status| answer.starts_with(&format!("HTTP/1.1 {status}"))),
            "{request}: {answer}"
        );
    }
    assert_eq!(page.asked().len(), 2, "nothing else was handed on");
    let log = fs::read_to_string(&server.log).unwrap();
    assert!(log.contains("GET"), "{log}");
    for secret in [TOKEN, "s3cret-cookie", "top=1000"] {
        assert!(!log.contains(secret), "{secret} stands in {log}");
    }
}

#[tokio::test]
async fn nginx_serves_the_site_and_hands_one_request_on() {
    rows(1_300)
        .run(async |page| {
            let server = nginx(&page.sandbox().url());
            holds(page, &server).await;
        })
        .await;
}

#[tokio::test]
async fn caddy_serves_the_site_and_hands_one_request_on() {
    rows(1_300)
        .run(async |page| {
            let server = caddy(&page.sandbox().url());
            holds(page, &server).await;
        })
        .await;
}

#[test]
fn every_recipe_has_the_same_headers() {
    let azure = include_str!("../../deploy/staticwebapp.config.json");
    let azure: serde_json::Value = serde_json::from_str(azure).unwrap();
    let azure = azure["globalHeaders"].as_object().unwrap();
    assert_eq!(azure.len(), HEADERS.lines().count());
    for header in HEADERS.lines() {
        let (name, value) = header.split_once(": ").unwrap();
        assert_eq!(azure[name], json!(value));
        let nginx = format!("add_header {name} \"{value}\" always;");
        assert!(
            include_str!("../../deploy/nginx.conf").contains(&nginx),
            "{nginx}"
        );
        let caddy = format!("\t\t{name} \"{value}\"\n");
        assert!(
            include_str!("../../deploy/Caddyfile").contains(&caddy),
            "{caddy}"
        );
    }
    let mut site = referral_sandbox::Site::new(".");
    (site.trusted_types, site.collect_reports) = (true, false);
    assert!(
        HEADERS.contains(&site.policy()),
        "tests run under another policy: {}",
        site.policy()
    );
}
