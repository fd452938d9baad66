//! Connections: accepted one by one, each bounded, and not too many.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;

use super::App;

/// The most connections at a time.
const MOST: usize = 640;

/// How long a head may take, and how long a connection may be idle.
const HEAD: Duration = Duration::from_secs(8);

/// The most bytes of a head.
const LONGEST_HEAD: usize = 16 * 1024;

/// Whether a request with a token that holds came over a connection.
#[derive(Clone, Debug, Default)]
pub(super) struct Trust(Arc<AtomicBool>);

impl Trust {
    pub(super) fn give(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn is_given(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The connections that are open, the oldest first.
#[derive(Default)]
pub(super) struct Connections(Mutex<VecDeque<(AbortHandle, Trust)>>);

impl Connections {
    /// Takes note of a connection. If there are too many, the oldest goes over which nobody
    /// of the class has come; else the oldest.
    fn add(&self, connection: AbortHandle, trust: Trust) {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if open.len() >= MOST {
            open.retain(|(connection, _)| !connection.is_finished());
        }
        if open.len() >= MOST {
            let stranger = open.iter().position(|(_, trust)| !trust.is_given());
            if let Some((oldest, _)) = open.remove(stranger.unwrap_or(0)) {
                oldest.abort();
            }
        }
        open.push_back((connection, trust));
    }
}

/// Accepts connections for as long as the server runs.
pub(super) async fn accept(app: Arc<App>, router: Router, listener: TcpListener) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let trust = Trust::default();
                let router = router.clone().layer(Extension(trust.clone()));
                let task = tokio::spawn(serve(stream, router));
                app.connections.add(task.abort_handle(), trust);
            }
            // The machine is out of something, or the address is gone.
            Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
        }
    }
}

async fn serve(stream: TcpStream, router: Router) {
    let _ = stream.set_nodelay(true);
    let service = TowerToHyperService::new(router);
    // How a connection ends is nobody's business: the page tries again.
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(LONGEST_HEAD)
        .serve_connection(TokioIo::new(stream), service)
        .await;
}
