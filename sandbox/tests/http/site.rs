//! A built site beside the endpoint: policy, types, compressed siblings, sub-paths.

use std::fs;
use std::path::PathBuf;

use referral_sandbox::{Options, Sandbox, Site};
use serde_json::json;

use crate::client::{PATH, get, send, with};

/// A folder with a small site, of its own for each test.
fn folder(name: &str) -> PathBuf {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(dir.join("locales")).unwrap();
    for (file, text) in [
        ("index.html", "<!DOCTYPE html><title>here</title>"),
        ("start.js", "export {};"),
        ("start.js.br", "brotli"),
        ("start.js.gz", "gzip"),
        ("engine.wasm", "\0asm"),
        ("locales/de.json", "{}"),
    ] {
        fs::write(dir.join(file), text).unwrap();
    }
    dir
}

fn site(name: &str, change: impl FnOnce(&mut Site)) -> Sandbox {
    let mut site = Site::new(folder(name));
    change(&mut site);
    with(Options {
        site: Some(site),
        ..Options::default()
    })
}

#[test]
fn files_have_the_policy_and_their_types() {
    let sandbox = site("plain", |site| {
        site.connect.push("http://127.0.0.1:9".to_owned());
        site.trusted_types = true;
    });
    let page = get(&sandbox, "/", &[]);
    assert_eq!(
        (page.status, page.header("content-type")),
        (200, Some("text/html"))
    );
    assert_eq!(
        page.header("content-security-policy"),
        Some(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
             connect-src 'self' http://127.0.0.1:9; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; \
             require-trusted-types-for 'script'; report-uri /sandbox/csp"
        )
    );
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(page.header("cache-control"), Some("no-cache"));
    for (file, kind) in [
        ("start.js", "text/javascript"),
        ("engine.wasm", "application/wasm"),
        ("locales/de.json", "application/json"),
    ] {
        assert_eq!(
            get(&sandbox, &format!("/{file}"), &[]).header("content-type"),
            Some(kind)
        );
    }
    assert_eq!(get(&sandbox, "/missing.js", &[]).status, 404);
    assert_eq!(get(&sandbox, "/../Cargo.toml", &[]).status, 404);
    assert_eq!(get(&sandbox, PATH, &[]).status, 401);
    assert_eq!(get(&sandbox, "/partner/v1/other", &[]).json()["code"], 1000);
}

#[test]
fn compressed_siblings_are_sent_to_those_who_take_them() {
    let sandbox = site("compressed", |_| {});
    for (accept, encoding, text) in [
        ("br, gzip", Some("br"), "brotli"),
        ("gzip", Some("gzip"), "gzip"),
        ("identity", None, "export {};"),
    ] {
        let file = get(
            &sandbox,
            "/start.js",
            &[&format!("Accept-Encoding: {accept}")],
        );
        assert_eq!(
            (file.header("content-encoding"), file.text().as_str()),
            (encoding, text)
        );
        assert_eq!(file.header("content-type"), Some("text/javascript"));
    }
}

#[test]
fn a_sub_path_is_the_whole_site() {
    let sandbox = site("sub-path", |site| site.prefix = "/some/sub/path".to_owned());
    assert_eq!(
        get(&sandbox, "/some/sub/path/", &[]).text(),
        "<!DOCTYPE html><title>here</title>"
    );
    assert_eq!(
        get(&sandbox, "/some/sub/path/locales/de.json", &[]).text(),
        "{}"
    );
    let bare = get(&sandbox, "/some/sub/path", &[]);
    assert_eq!(
        (bare.status, bare.header("location")),
        (308, Some("/some/sub/path/"))
    );
    assert_eq!(get(&sandbox, "/start.js", &[]).status, 404);
}

#[test]
fn violations_are_collected() {
    let sandbox = site("violations", |_| {});
    assert!(sandbox.csp_reports().is_empty());
    let body = r#"{"csp-report":{"violated-directive":"style-src"}}"#;
    let posted = send(
        &sandbox,
        "POST",
        "/sandbox/csp",
        &["Content-Type: application/csp-report"],
        body,
    )
    .unwrap();
    assert_eq!(posted.status, 204);
    assert_eq!(sandbox.csp_reports(), [body]);
    assert_eq!(
        get(&sandbox, "/sandbox/csp", &[]).json()[0]["csp-report"],
        json!({"violated-directive":"style-src"})
    );
}

#[test]
fn a_missing_folder_is_said_at_the_start() {
    let options = Options {
        site: Some(Site::new("/no/such/folder")),
        ..Options::default()
    };
    let error = Sandbox::start(options).unwrap_err().to_string();
    assert!(error.contains("/no/such/folder"), "{error}");
}
