//! The socket, and the handle that tests hold: a sandbox lives on a thread of its own until it is stopped or dropped.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use axum::body::Body;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::runtime;
use tokio::sync::oneshot;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::dataset::Dataset;
use crate::fault::Faults;
use crate::log::{Log, SeenRequest};
use crate::options::Options;
use crate::service::{PATH, Service};

/// After a connection could not be taken.
const ACCEPT_PAUSE: Duration = Duration::from_millis(20);

/// A running sandbox on 127.0.0.1. Dropping it stops it.
#[derive(Debug)]
pub struct Sandbox {
    port: u16,
    faults: Faults,
    log: Arc<Log>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Sandbox {
    /// Starts; when it returns, connections are taken. Works inside and outside an asynchronous runtime.
    ///
    /// Fails when the port is taken, the data cannot be read or the site's folder is not there.
    pub fn start(options: Options) -> io::Result<Self> {
        if let Some(site) = &options.site {
            site.check()?;
        }
        let data = Dataset::new(options.source.rows()?);
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, options.port)))?;
        listener.set_nonblocking(true)?;
        let port = listener.local_addr()?.port();
        let (faults, log) = (Faults::default(), Arc::new(Log::new()));
        for fault in &options.faults {
            faults.always(fault.clone());
        }
        let service = Service::new(&options, data, faults.clone(), Arc::clone(&log));
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let (stop, stopped) = oneshot::channel();
        let thread = thread::Builder::new()
            .name("referral-sandbox".to_owned())
            .spawn(move || {
                // OK because a socket that fails later only ends the thread; requests then fail where they are made.
                drop(runtime.block_on(serve(listener, service, options.keep_alive, stopped)));
                runtime.shutdown_background();
            })?;
        Ok(Self {
            port,
            faults,
            log,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// `http://127.0.0.1:PORT`, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The port it listens on.
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// The plan of faults.
    pub fn faults(&self) -> Faults {
        self.faults.clone()
    }

    /// All requests so far outside `/sandbox`, oldest first: the endpoint's and the site's.
    pub fn requests(&self) -> Vec<SeenRequest> {
        self.log.requests()
    }

    /// Those of the requests that are for the endpoint, pre-flights too.
    pub fn api_requests(&self) -> Vec<SeenRequest> {
        let mut requests = self.requests();
        requests.retain(|request| {
            request
                .target
                .split('?')
                .next()
                .is_some_and(|path| path.ends_with(PATH))
        });
        requests
    }

    /// The bodies of violation reports, as sent by the browser (`application/csp-report`).
    pub fn csp_reports(&self) -> Vec<String> {
        self.log.reports()
    }

    /// Forgets requests and reports seen so far.
    pub fn forget(&self) {
        self.log.forget();
    }

    /// Closes the socket and every connection, and waits until that is done.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // OK because the thread has nothing to tell that its requests did not.
            drop(thread.join());
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.end();
    }
}

async fn serve(
    listener: TcpListener,
    service: Service,
    keep_alive: bool,
    mut stopped: oneshot::Receiver<()>,
) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let mut connections = JoinSet::new();
    loop {
        let stream = tokio::select! {
            _ = &mut stopped => return Ok(()),
            _ = connections.join_next(), if !connections.is_empty() => continue,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                // What fails here is one connection; the pause is for when there are too many open files.
                Err(_) => {
                    sleep(ACCEPT_PAUSE).await;
                    continue;
                }
            },
        };
        // OK because without it answers are only slower.
        drop(stream.set_nodelay(true));
        let service = service.clone();
        let answer = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
            service.clone().answer(request.map(Body::new))
        });
        let mut server = http1::Builder::new();
        server.keep_alive(keep_alive).timer(TokioTimer::new());
        connections
            .spawn(async move { server.serve_connection(TokioIo::new(stream), answer).await });
    }
}
