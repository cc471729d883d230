//! One keep-alive connection, as a browser or a client library has it.

use super::Call;
use crate::raw::WHO;
use crate::seed::ids::{Kind, id};
use crate::seed::token;
use axum::body::Bytes;
use http::{Request, Response, header};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use std::net::SocketAddr;
use tokio::net::TcpStream;

/// The cookie in which the product expects the session.
const COOKIE: &str = "bailiwick-session";

/// An open connection.
pub struct Connection {
    sender: SendRequest<Full<Bytes>>,
    host: String,
}

/// An answer that was read to its end.
#[derive(Debug)]
pub struct Answer {
    pub response: Response<()>,
    pub body: Bytes,
}

impl Connection {
    /// # Errors
    /// Nobody listens.
    pub async fn open(addr: SocketAddr) -> Result<Self, crate::Complaint> {
        let stream = TcpStream::connect(addr).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        // Ends with the sender; what goes wrong shows in the answers.
        tokio::spawn(async move { drop(connection.await) });
        Ok(Self {
            sender,
            host: addr.to_string(),
        })
    }

    /// Sends a call in the session of its person, and reads the whole answer.
    ///
    /// # Errors
    /// The connection breaks.
    pub async fn send(&mut self, call: &Call) -> Result<Answer, crate::Complaint> {
        let mut request = Request::builder()
            .method(call.method.clone())
            .uri(call.path.as_str())
            .header(header::HOST, self.host.as_str())
            .header(header::USER_AGENT, "bailiwick-bench")
            .header(header::ACCEPT, "*/*");
        if let Some(user) = call.user {
            request = request
                .header(header::COOKIE, format!("{COOKIE}={}", token(user)))
                .header(WHO, id(Kind::User, user).to_string());
        }
        if call.body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let body = call.body.clone().unwrap_or_default();
        self.sender.ready().await?;
        let response = self
            .sender
            .send_request(request.body(Full::new(Bytes::from(body)))?)
            .await?;
        let (parts, body) = response.into_parts();
        Ok(Answer {
            response: Response::from_parts(parts, ()),
            body: body.collect().await?.to_bytes(),
        })
    }
}
