//! From the code that a provider sent with somebody to what it says about them.

use super::known::{self, Document};
use super::model::Provider;
use super::web::NoAnswer;
use crate::engine::Engine;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use openidconnect::core::{
    CoreClient, CoreClientAuthMethod, CoreIdToken, CoreIdTokenVerifier, CoreJwsSigningAlgorithm,
};
use openidconnect::{
    AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, HttpRequest,
    Nonce, OAuth2TokenResponse, PkceCodeVerifier, RedirectUrl, RequestTokenError,
    SignatureVerificationError, TokenResponse,
};
use serde_json::{Map, Value};
use shared::time::Timestamp;
use std::sync::Arc;

/// How far the clocks of a provider and of this server may be apart, in seconds.
const SKEW: i64 = 120;

/// Why an answer of a provider leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Untrusted {
    /// The provider cannot be asked, or answers nonsense.
    #[error("{0}")]
    Down(String),
    /// The provider refuses the code or this portal: the error it names.
    #[error("the provider refuses: {0}")]
    Refused(String),
    /// The token is not good; in words for the audit log.
    #[error("{0}")]
    Token(String),
}

/// What a provider says about somebody, checked.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub subject: String,
    pub claims: Map<String, Value>,
    /// As it was sent.
    pub id_token: String,
}

/// What a sign-in on its way has to match.
#[derive(Clone, Debug)]
pub(crate) struct Expected<'a> {
    pub nonce: &'a str,
    pub verifier: &'a str,
}

/// The portal as a client of the provider. `secret` is the client's, where it has one.
pub(crate) fn client(
    engine: &Engine,
    provider: &Provider,
    document: &Document,
    secret: Option<String>,
) -> Result<Client, Untrusted> {
    let redirect = RedirectUrl::new(super::redirect_address(engine))
        .map_err(|error| Untrusted::Down(error.to_string()))?;
    let id = ClientId::new(provider.client_id.clone());
    let secret = secret.map(ClientSecret::new);
    let client = CoreClient::from_provider_metadata(document.clone(), id, secret);
    // Basic is what providers have to support; those that say they do not get the secret in the form.
    let methods = document.token_endpoint_auth_methods_supported();
    let in_form = methods.is_some_and(|methods| {
        !methods.contains(&CoreClientAuthMethod::ClientSecretBasic)
            && methods.contains(&CoreClientAuthMethod::ClientSecretPost)
    });
    let way = if in_form {
        AuthType::RequestBody
    } else {
        AuthType::BasicAuth
    };
    Ok(client.set_redirect_uri(redirect).set_auth_type(way))
}

type Client = CoreClient<
    openidconnect::EndpointSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointMaybeSet,
    openidconnect::EndpointMaybeSet,
>;

/// Exchanges the code and checks the token; asks for more about the person where the token leaves out
/// what is taken.
pub(crate) async fn redeem(
    engine: &Engine,
    provider: &Provider,
    code: &str,
    expected: Expected<'_>,
) -> Result<Said, Untrusted> {
    let document = known::document(engine, &provider.issuer)
        .await
        .map_err(|error| Untrusted::Down(error.to_string()))?;
    let secret = provider.secret(engine).map_err(Untrusted::Down)?;
    let client = client(engine, provider, &document, secret)?;
    let web = engine.options.web.for_provider(&provider.issuer);
    let ask = move |request: HttpRequest| {
        let web = web.clone();
        async move { web.ask(request).await }
    };
    let answer = client
        .exchange_code(AuthorizationCode::new(code.to_owned()))
        .map_err(|error| Untrusted::Down(error.to_string()))?
        .set_pkce_verifier(PkceCodeVerifier::new(expected.verifier.to_owned()))
        .request_async(&ask)
        .await
        .map_err(refusal)?;
    let token = answer
        .id_token()
        .ok_or_else(|| Untrusted::Token("there is no id token".to_owned()))?;
    let now = engine.clock.now();
    let nonce = Nonce::new(expected.nonce.to_owned());
    let subject = match check(token, &document, provider, &nonce, now) {
        Err(ClaimsVerificationError::SignatureVerification(
            SignatureVerificationError::NoMatchingKey | SignatureVerificationError::CryptoError(_),
        )) => match known::with_new_keys(engine, &provider.issuer).await {
            Some(document) => check(token, &document, provider, &nonce, now),
            None => Err(ClaimsVerificationError::Other(
                "it is signed with a key that is not known".to_owned(),
            )),
        },
        checked => checked,
    };
    let subject = subject.map_err(|error| Untrusted::Token(reason(&error)))?;
    let id_token = token.to_string();
    let mut claims = payload(&id_token)?;
    check_rest(&claims, &provider.client_id, now)?;
    let map = provider
        .claims()
        .map_err(|error| Untrusted::Down(error.to_string()))?;
    if !map.is_met(&claims)
        && let Some(more) =
            about(engine, &document, answer.access_token().secret(), &subject).await?
    {
        shared::providers::complete(&mut claims, more);
    }
    Ok(Said {
        subject,
        claims,
        id_token,
    })
}

/// Checks signature, issuer, audience, times and nonce; the subject.
fn check(
    token: &CoreIdToken,
    document: &Document,
    provider: &Provider,
    nonce: &Nonce,
    now: Timestamp,
) -> Result<String, ClaimsVerificationError> {
    use CoreJwsSigningAlgorithm as Algorithm;
    let instant = |at: Timestamp| {
        openidconnect_time(at).ok_or_else(|| {
            ClaimsVerificationError::Other("the time cannot be expressed".to_owned())
        })
    };
    let (earliest, latest) = (
        instant(now.plus_seconds(-SKEW))?,
        instant(now.plus_seconds(SKEW))?,
    );
    let verifier = CoreIdTokenVerifier::new_public_client(
        ClientId::new(provider.client_id.clone()),
        document.issuer().clone(),
        document.jwks().clone(),
    )
    // Public keys only: with a shared secret, whoever knows it could sign in as anybody.
    .set_allowed_algs([
        Algorithm::RsaSsaPkcs1V15Sha256,
        Algorithm::RsaSsaPkcs1V15Sha384,
        Algorithm::RsaSsaPkcs1V15Sha512,
        Algorithm::RsaSsaPssSha256,
        Algorithm::RsaSsaPssSha384,
        Algorithm::RsaSsaPssSha512,
        Algorithm::EcdsaP256Sha256,
        Algorithm::EcdsaP384Sha384,
        Algorithm::EdDsa,
    ])
    .set_time_fn(move || earliest)
    .set_issue_time_verifier_fn(move |issued| {
        if issued > latest {
            Err("it was issued in the future".to_owned())
        } else {
            Ok(())
        }
    });
    let claims = token.claims(&verifier, nonce)?;
    let subject = claims.subject().as_str();
    if subject.is_empty() || subject.len() > 255 || subject.chars().any(char::is_control) {
        return Err(ClaimsVerificationError::InvalidSubject(
            "it cannot be used".to_owned(),
        ));
    }
    Ok(subject.to_owned())
}

fn openidconnect_time(at: Timestamp) -> Option<chrono::DateTime<chrono::Utc>> {
    chrono::DateTime::from_timestamp_millis(at.0)
}

/// What the crate leaves to its caller: to whom the token was given, and from when it is valid.
fn check_rest(claims: &Map<String, Value>, client: &str, now: Timestamp) -> Result<(), Untrusted> {
    let wrong = |what: &str| Err(Untrusted::Token(what.to_owned()));
    if let Some(party) = claims.get("azp")
        && party.as_str() != Some(client)
    {
        return wrong("it was given to somebody else (azp)");
    }
    if let Some(from) = claims.get("nbf") {
        let latest = now.plus_seconds(SKEW).0 / 1_000;
        // Seconds; providers may write parts of them.
        let whole = from.as_i64().or_else(|| Some(from.as_f64()?.ceil() as i64));
        if whole.is_none_or(|from| from > latest) {
            return wrong("it is not valid yet");
        }
    }
    Ok(())
}

/// The claims of a token whose signature was checked.
fn payload(token: &str) -> Result<Map<String, Value>, Untrusted> {
    let unreadable = || Untrusted::Token("its claims cannot be read".to_owned());
    let part = token.split('.').nth(1).ok_or_else(unreadable)?;
    let bytes = BASE64_URL_SAFE_NO_PAD
        .decode(part.trim_end_matches('='))
        .map_err(|_| unreadable())?;
    serde_json::from_slice(&bytes).map_err(|_| unreadable())
}

/// What the provider tells about the person beside the token; nothing where it does not offer that.
async fn about(
    engine: &Engine,
    document: &Arc<Document>,
    access_token: &str,
    subject: &str,
) -> Result<Option<Map<String, Value>>, Untrusted> {
    let Some(address) = document.userinfo_endpoint() else {
        return Ok(None);
    };
    let down = |problem: String| Untrusted::Down(format!("about the person: {problem}"));
    let request = http::Request::get(address.as_str())
        .header(http::header::ACCEPT, "application/json")
        .header(
            http::header::AUTHORIZATION,
            format!("Bearer {access_token}"),
        )
        .body(Vec::new())
        .map_err(|error| down(error.to_string()))?;
    let answer = engine
        .options
        .web
        .for_provider(document.issuer().as_str())
        .ask(request)
        .await
        .map_err(|error| down(error.to_string()))?;
    if answer.status() != http::StatusCode::OK {
        return Err(down(format!("the answer is {}", answer.status().as_u16())));
    }
    let claims: Map<String, Value> =
        serde_json::from_slice(answer.body()).map_err(|error| down(error.to_string()))?;
    // Somebody else's answer must not be mixed in (OpenID Connect Core 5.3.2).
    if claims.get("sub").and_then(Value::as_str) != Some(subject) {
        return Err(Untrusted::Token(
            "what is said about the person is about somebody else".to_owned(),
        ));
    }
    Ok(Some(claims))
}

type Exchange = RequestTokenError<
    NoAnswer,
    openidconnect::StandardErrorResponse<openidconnect::core::CoreErrorResponseType>,
>;

/// The error of a refused exchange, in words for logs.
pub(crate) fn refusal(error: Exchange) -> Untrusted {
    match error {
        RequestTokenError::ServerResponse(answer) => {
            Untrusted::Refused(clean(answer.error().as_ref()))
        }
        RequestTokenError::Request(error) => Untrusted::Down(error.to_string()),
        RequestTokenError::Parse(error, _) => {
            Untrusted::Token(format!("the answer cannot be read: {error}"))
        }
        RequestTokenError::Other(problem) => Untrusted::Down(problem),
    }
}

/// Words from elsewhere, short and on one line.
pub(crate) fn clean(text: &str) -> String {
    let plain = |c: &char| c.is_ascii_graphic() || *c == ' ';
    text.chars().filter(plain).take(100).collect()
}

/// What is wrong with a token, for the audit log: no claims of the token, which may be anybody's.
fn reason(error: &ClaimsVerificationError) -> String {
    match error {
        ClaimsVerificationError::Expired(_) => "it has expired",
        ClaimsVerificationError::InvalidAudience(_) => "it is meant for another client",
        ClaimsVerificationError::InvalidIssuer(_) => "it is from another provider",
        ClaimsVerificationError::InvalidNonce(_) => "it belongs to another sign-in",
        ClaimsVerificationError::SignatureVerification(_) => "its signature is not good",
        ClaimsVerificationError::InvalidSubject(_) => "it names nobody",
        other => return clean(&other.to_string()),
    }
    .to_owned()
}
