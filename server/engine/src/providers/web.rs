//! Asking providers over HTTPS: one request, a limited answer, no redirects, no proxies, no cookies.

use http_body_util::{BodyExt, Full, Limited};
use hyper_util::rt::TokioIo;
use openidconnect::{HttpRequest, HttpResponse};
use shared::providers::is_loopback;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

/// How long one question may take.
const PATIENCE: Duration = Duration::from_secs(8);
/// Bytes of an answer, at most.
const ANSWER_MAX: usize = 512 * 1024;

/// Why there is no answer, for the log and for administrators.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NoAnswer(String);

impl NoAnswer {
    fn of(what: &str, error: impl std::fmt::Display) -> Self {
        Self(format!("{what}: {error}"))
    }
}

/// Asks, and knows whom to believe.
#[derive(Clone)]
pub struct Web {
    tls: TlsConnector,
    /// Plain `http` may be spoken to this machine.
    plain: bool,
}

impl std::fmt::Debug for Web {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Web").finish_non_exhaustive()
    }
}

impl Default for Web {
    fn default() -> Self {
        Self::with(RootCertStore::empty())
    }
}

impl Web {
    /// Believes the public certificate authorities and those in a file (PEM) as well.
    ///
    /// # Errors
    /// A sentence: the file cannot be read, or has no certificates.
    pub fn trusting(file: &Path) -> Result<Self, String> {
        let mut roots = RootCertStore::empty();
        let certificates =
            CertificateDer::pem_file_iter(file).map_err(|error| format!("{error:?}"))?;
        for certificate in certificates {
            let certificate = certificate.map_err(|error| format!("{error:?}"))?;
            roots.add(certificate).map_err(|error| error.to_string())?;
        }
        if roots.is_empty() {
            return Err("there is no certificate in it".to_owned());
        }
        Ok(Self::with(roots))
    }

    fn with(mut roots: RootCertStore) -> Self {
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        // Both providers of cryptography may be linked in; this one is meant.
        let provider = Arc::new(crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map(|builder| builder.with_root_certificates(roots).with_no_client_auth());
        match config {
            Ok(config) => Self {
                tls: TlsConnector::from(Arc::new(config)),
                plain: true,
            },
            Err(error) => unreachable!("ring speaks TLS 1.2 and 1.3: {error}"),
        }
    }

    /// For what this provider names: plain `http` goes to this machine only where the provider itself is there. What a
    /// provider elsewhere says about itself must not send the portal to its own back doors.
    #[must_use]
    pub fn for_provider(&self, issuer: &str) -> Self {
        Self {
            tls: self.tls.clone(),
            plain: self.plain && issuer.starts_with("http://"),
        }
    }

    /// One request and its answer.
    ///
    /// # Errors
    /// Nobody answers in time, or only with a fault of theirs, the certificate is not to be believed, the answer is too long, or the
    /// address is neither `https` nor on this machine.
    pub async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, NoAnswer> {
        let answer = tokio::time::timeout(PATIENCE, self.ask_patiently(request))
            .await
            .map_err(|_| {
                NoAnswer(format!(
                    "there was no answer within {} seconds",
                    PATIENCE.as_secs()
                ))
            })??;
        if answer.status().is_server_error() {
            return Err(NoAnswer(format!(
                "the answer is {}",
                answer.status().as_u16()
            )));
        }
        Ok(answer)
    }

    async fn ask_patiently(&self, request: HttpRequest) -> Result<HttpResponse, NoAnswer> {
        let uri = request.uri().clone();
        let host = uri
            .host()
            .ok_or_else(|| NoAnswer("the address names no host".to_owned()))?;
        let plain = match uri.scheme_str() {
            Some("https") => false,
            Some("http") if self.plain && is_loopback(host) => true,
            _ => return Err(NoAnswer(format!("{uri} is not safe: it needs https://"))),
        };
        let name = host.trim_start_matches('[').trim_end_matches(']');
        let port = uri.port_u16().unwrap_or(if plain { 80 } else { 443 });
        let stream = TcpStream::connect((name, port))
            .await
            .map_err(|error| NoAnswer::of(&format!("{host} cannot be reached"), error))?;
        if plain {
            return exchange(stream, request).await;
        }
        let server = ServerName::try_from(name.to_owned())
            .map_err(|error| NoAnswer::of("the address has no usable name", error))?;
        let stream = self
            .tls
            .connect(server, stream)
            .await
            .map_err(|error| NoAnswer::of(&format!("{host} is not believed"), error))?;
        exchange(stream, request).await
    }
}

async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    request: HttpRequest,
) -> Result<HttpResponse, NoAnswer> {
    let broken = |error: hyper::Error| NoAnswer::of("the connection broke", error);
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
        .await
        .map_err(broken)?;
    let connection = tokio::spawn(connection);
    let answer = sender.send_request(outgoing(request)?).await;
    let answer = async {
        let (parts, body) = answer.map_err(broken)?.into_parts();
        let body = Limited::new(body, ANSWER_MAX)
            .collect()
            .await
            .map_err(|error| NoAnswer::of("the answer cannot be read", error))?;
        Ok(http::Response::from_parts(parts, body.to_bytes().to_vec()))
    }
    .await;
    connection.abort();
    answer
}

/// The request as it goes over the wire: path and host apart.
fn outgoing(request: HttpRequest) -> Result<http::Request<Full<hyper::body::Bytes>>, NoAnswer> {
    let (mut parts, body) = request.into_parts();
    let wrong = |error: &dyn std::fmt::Display| NoAnswer::of("the address cannot be used", error);
    let host = parts
        .uri
        .authority()
        .map_or_else(String::new, ToString::to_string);
    let host = http::HeaderValue::from_str(&host).map_err(|error| wrong(&error))?;
    parts.headers.insert(http::header::HOST, host);
    parts.headers.insert(
        http::header::USER_AGENT,
        http::HeaderValue::from_static("Bailiwick"),
    );
    let path = parts
        .uri
        .path_and_query()
        .map_or("/", http::uri::PathAndQuery::as_str);
    parts.uri = path
        .parse()
        .map_err(|error: http::uri::InvalidUri| wrong(&error))?;
    Ok(http::Request::from_parts(parts, Full::new(body.into())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_provider_elsewhere_names_nothing_on_this_machine() {
        let ask = async |issuer: &str| {
            let request = http::Request::get("http://127.0.0.1:9/keys").body(Vec::new());
            let request = request.expect("a request");
            let answer = Web::default().for_provider(issuer).ask(request).await;
            answer.expect_err("nobody is there").to_string()
        };
        assert!(ask("https://login.example").await.contains("not safe"));
        assert!(!ask("http://127.0.0.1:9").await.contains("not safe"));
    }
}
