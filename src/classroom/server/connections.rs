//! Connections: accepted one by one, each bounded in time and size.

use std::sync::Arc;
use std::time::Duration;

use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};

use super::app::App;
use super::open_connections::Trust;

/// How long a head may take, and how long a connection may be idle.
const HEAD: Duration = Duration::from_secs(8);

/// The most bytes of a head.
const LONGEST_HEAD: usize = 16 * 1024;

/// Accepts connections for as long as the server runs.
pub(super) async fn accept(app: Arc<App>, router: Router, listener: TcpListener) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                let trust = Trust::new(app.came_from(peer.ip()));
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
