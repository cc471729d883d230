//! Connections: taken one after another, each given a bounded time for the head of every request.

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::io::ErrorKind;
use std::pin::pin;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

/// How long a connection may be silent before or between requests, and how long the head of one may take. Proxies commonly keep
/// theirs for 60 seconds: they end first, so that none sends a request into a connection that is just being closed.
pub const HEAD_PATIENCE: Duration = Duration::from_secs(65);

/// How long to wait for connections to end when there are too many to take another.
const RESPITE: Duration = Duration::from_secs(1);

/// Serves until `stop`, then lets requests under way end. Requests carry the address they came from ([`ConnectInfo`]).
pub async fn serve(
    listener: TcpListener,
    router: Router,
    head_patience: Duration,
    stop: impl Future<Output = ()>,
) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(head_patience);
    let open = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let (stream, address) = tokio::select! {
            accepted = accept(&listener) => accepted,
            () = &mut stop => break,
        };
        let router = router.clone();
        let service = service_fn(move |mut request: http::Request<hyper::body::Incoming>| {
            request.extensions_mut().insert(ConnectInfo(address));
            router.clone().oneshot(request)
        });
        let connection = open.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::trace!(%error, "a connection broke");
            }
        });
    }
    drop(listener);
    open.shutdown().await;
}

async fn accept(listener: &TcpListener) -> (TcpStream, std::net::SocketAddr) {
    loop {
        match listener.accept().await {
            Ok((stream, address)) => {
                // Without this a page waits 40 ms for a delayed acknowledgment.
                if let Err(error) = stream.set_nodelay(true) {
                    tracing::debug!(%error, "TCP_NODELAY could not be set");
                }
                return (stream, address);
            }
            // The other side has gone before it was taken.
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset
                ) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be taken");
                respite().await;
            }
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "real time is right for waiting until others hang up; nothing is decided by it"
)]
async fn respite() {
    tokio::time::sleep(RESPITE).await;
}
