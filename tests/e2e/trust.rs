//! Where a token does not go: along a redirect, to another origin than the base, from one frame to another.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use referral_sandbox::{Options, Recipe, Sandbox, Source};
use serde_json::json;

use crate::element::{js, open};
use crate::embed::open_parent;
use crate::host_page::site;
use crate::stage::rows;

/// A server that answers everything with this head; its address, and how often it was asked for more than leave.
fn server(head: String) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = [0; 4096];
            let read = stream.read(&mut request).unwrap_or_default();
            let is_leave = request[..read].starts_with(b"OPTIONS");
            if !is_leave {
                count.fetch_add(1, Ordering::SeqCst);
            }
            let status = if is_leave {
                "HTTP/1.1 204 No Content"
            } else {
                head.as_str()
            };
            let answer = format!(
                "{status}\r\nAccess-Control-Allow-Origin: *\r\nAccess-Control-Allow-Headers: authorization, accept\r\n\
                 Content-Length: 0\r\nConnection: close\r\n\r\n"
            );
            // OK because a browser that has gone away is none of the server's business.
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    (url, asked)
}

#[tokio::test]
async fn a_redirect_is_refused_and_takes_no_token_along() {
    let (elsewhere, reached) = server("HTTP/1.1 200 OK".to_owned());
    let (base, asked) = server(format!(
        "HTTP/1.1 302 Found\r\nLocation: {elsewhere}/partner/v1/analytics/referrals"
    ));
    rows(20)
        .site(site("redirect"))
        .with_faults()
        .connecting(vec![base.clone(), elsewhere.clone()])
        .run(async |page| {
            open(page).await;
            let failed = js(
                page,
                &format!(
                    "one.baseUrl = '{base}'; \
                     const failed = new Promise((done) => one.addEventListener('referral-error', ({{ detail }}) => done(detail.kind))); \
                     await one.setAccessToken('a-token'); one.load(); return failed"
                ),
            )
            .await;
            assert_eq!(failed, json!("network"));
            assert!(asked.load(Ordering::SeqCst) > 0);
            assert_eq!(reached.load(Ordering::SeqCst), 0, "the redirect was followed");
            // Or it would be tried again.
            js(page, "await one.cancel()").await;
        })
        .await;
}

#[tokio::test]
async fn a_base_of_another_origin_gets_the_token_and_nobody_else_does() {
    let service = Sandbox::start(Options {
        source: Source::Recipe(Recipe {
            rows: 1_300,
            ..Recipe::default()
        }),
        faults: vec!["foreign-next".parse().unwrap()],
        allow_origin: Some("*".to_owned()),
        ..Options::default()
    })
    .unwrap();
    rows(20)
        .site(site("other-origin"))
        .connecting(vec![service.url()])
        .run(async |page| {
            open(page).await;
            let url = service.url();
            let loaded = js(
                page,
                &format!("one.baseUrl = '{url}'; await one.setAccessToken('a-token'); await one.load(); return [one.records.length, one.error]"),
            )
            .await;
            assert_eq!(loaded, json!([1_300, null]));
            let requests = service.api_requests();
            let sent: Vec<_> = requests.iter().filter(|request| request.method == "GET").collect();
            assert!(sent.len() > 1);
            for request in sent {
                assert_eq!(request.header("authorization"), Some("Bearer a-token"));
                assert_eq!(request.header("cookie"), None);
                assert_eq!(request.header("referer"), None);
            }
            assert_eq!(page.asked(), Vec::<String>::new());
        })
        .await;
}

#[tokio::test]
async fn two_frames_keep_their_tokens_apart() {
    let site = site("two-frames");
    rows(20)
        .site(site.clone())
        .with_frames()
        .run(async |page| {
            open_parent(page, &site).await;
            let counts = js(
                page,
                "await embed('embed.html'); const first = frame; await embed('embed.html'); const second = frame; \
                 giveTokens('of-the-second'); say({ type: 'referral:load' }); const { detail } = await heard('referral:load'); \
                 window.frame = first; say({ type: 'referral:load' }); \
                 await new Promise((resolve) => setTimeout(resolve, 500)); \
                 const before = told.filter(({ type }) => type === 'referral:load').length; \
                 giveTokens('of-the-first'); say({ type: 'referral:load' }); \
                 while (told.filter(({ type }) => type === 'referral:load').length === before) await new Promise(requestAnimationFrame); \
                 return [detail.count, before]",
            )
            .await;
            assert_eq!(counts, json!([20, 1]), "the first frame had no token while only the second was given one");
            let requests = page.sandbox().api_requests();
            let tokens: Vec<_> = requests.iter().filter_map(|request| request.header("authorization")).collect();
            assert_eq!(tokens.first(), Some(&"Bearer of-the-second"));
            assert_eq!(tokens.last(), Some(&"Bearer of-the-first"));
        })
        .await;
}
