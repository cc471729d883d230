//! `bailiwick health`: for containers, which have nothing else to ask with.

use super::Complaint;
use crate::config::Settings;
use axum::body::Body;
use http::{Request, StatusCode, header};
use hyper_util::rt::TokioIo;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;
use tokio::net::TcpStream;

/// The longest the server may take: a little more than it gives its database.
const PATIENCE: Duration = Duration::from_secs(4);

/// Asks the server at the configured address; fails unless it is well.
pub(super) async fn ask(settings: &Settings) -> Result<(), Complaint> {
    let addr = reachable(settings.addr);
    let status = tokio::time::timeout(PATIENCE, status_of(addr))
        .await
        .map_err(|_| format!("The server at {addr} does not answer in time."))?
        .map_err(|error| format!("The server at {addr} cannot be reached: {error}."))?;
    if status != StatusCode::OK {
        return Err(format!("The server at {addr} is not well: it answers {status}.").into());
    }
    println!("The server at {addr} is well.");
    Ok(())
}

/// "Everywhere" is no place to ask at.
fn reachable(addr: SocketAddr) -> SocketAddr {
    let ip = match addr.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, addr.port())
}

async fn status_of(addr: SocketAddr) -> Result<StatusCode, Complaint> {
    let stream = TcpStream::connect(addr).await?;
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    // Ends with the answer.
    tokio::spawn(connection);
    let request = Request::get("/health")
        .header(header::HOST, addr.to_string())
        .body(Body::empty())?;
    Ok(sender.send_request(request).await?.status())
}
