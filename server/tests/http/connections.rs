//! Connections as strangers use them: silent, slow, or in the middle of something when the server stops.

use axum::Router;
use axum::extract::ConnectInfo;
use axum::routing::get;
use server::http::connections;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, oneshot};

const ASK: &[u8] = b"GET / HTTP/1.1\r\nHost: portal\r\n\r\n";
/// Longer than any test takes.
const LONG: Duration = Duration::from_secs(600);
const SHORT: Duration = Duration::from_millis(50);

struct Open {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    server: tokio::task::JoinHandle<()>,
}

async fn open(router: Router, patience: Duration) -> Open {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let server = tokio::spawn(connections::serve(listener, router, patience, async {
        drop(stopped.await);
    }));
    Open {
        address,
        stop,
        server,
    }
}

/// Reads until the server ends the connection.
async fn rest(stream: &mut TcpStream) -> String {
    let mut read = Vec::new();
    // A reset is an end as well.
    drop(stream.read_to_end(&mut read).await);
    String::from_utf8(read).unwrap()
}

async fn answer(stream: &mut TcpStream) -> String {
    let mut read = vec![0; 4096];
    let length = stream.read(&mut read).await.unwrap();
    String::from_utf8(read[..length].to_vec()).unwrap()
}

#[tokio::test]
async fn who_never_ends_the_head_of_a_request_is_cut_off() {
    let portal = open(Router::new(), SHORT).await;
    for head in ["", "G", "GET / HTTP/1.1\r\nHost: portal\r\nX-Slow: "] {
        let mut stream = TcpStream::connect(portal.address).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        let read = rest(&mut stream).await;
        assert!(!read.contains("200 OK"), "{head:?}: {read}");
    }
}

#[tokio::test]
async fn a_connection_serves_one_request_after_another_and_knows_where_they_come_from() {
    let from = get(|ConnectInfo(from): ConnectInfo<SocketAddr>| async move { from.to_string() });
    let portal = open(Router::new().route("/", from), LONG).await;
    let mut stream = TcpStream::connect(portal.address).await.unwrap();
    let own = stream.local_addr().unwrap().to_string();
    for _ in 0..3 {
        stream.write_all(ASK).await.unwrap();
        let read = answer(&mut stream).await;
        assert!(read.starts_with("HTTP/1.1 200 OK"), "{read}");
        assert!(read.ends_with(&own), "{read}");
    }
}

#[tokio::test]
async fn when_the_server_stops_what_is_under_way_is_answered_and_silent_connections_end() {
    let (begun, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let slow = get({
        let (begun, go_on) = (Arc::clone(&begun), Arc::clone(&go_on));
        async move || {
            begun.notify_one();
            go_on.notified().await;
            "done"
        }
    });
    let portal = open(Router::new().route("/", slow), LONG).await;
    let mut silent = TcpStream::connect(portal.address).await.unwrap();
    let mut busy = TcpStream::connect(portal.address).await.unwrap();
    busy.write_all(ASK).await.unwrap();
    begun.notified().await;
    portal.stop.send(()).unwrap();
    assert_eq!(rest(&mut silent).await, "");
    assert!(!portal.server.is_finished());
    go_on.notify_one();
    let read = rest(&mut busy).await;
    assert!(
        read.starts_with("HTTP/1.1 200 OK") && read.ends_with("done"),
        "{read}"
    );
    portal.server.await.unwrap();
    assert!(TcpStream::connect(portal.address).await.is_err());
}
