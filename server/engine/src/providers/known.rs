//! What providers say about themselves: addresses and keys, kept for a while.

use super::web::NoAnswer;
use crate::engine::Engine;
use openidconnect::{
    DiscoveryError, HttpRequest, IssuerUrl, JsonWebKeySet, ProviderMetadataWithLogout,
};
use shared::time::Timestamp;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Seconds for which a document serves.
const SERVES: i64 = 3_600;
/// Seconds between two looks for new keys: tokens with strange keys must not make this portal ask and ask.
const KEYS_EVERY: i64 = 60;

/// A provider's document with its keys.
pub(crate) type Document = ProviderMetadataWithLogout;

#[derive(Debug)]
struct Known {
    document: Arc<Document>,
    since: Timestamp,
    keys_since: Option<Timestamp>,
}

/// The documents by issuer.
#[derive(Debug, Default)]
pub(crate) struct KnownProviders(Mutex<HashMap<String, Known>>);

impl KnownProviders {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Known>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What changed is asked for again.
    pub fn forget(&self, issuer: &str) {
        self.lock().remove(issuer);
    }

    fn put(&self, issuer: &str, document: &Arc<Document>, since: Timestamp) {
        let known = Known {
            document: Arc::clone(document),
            since,
            keys_since: None,
        };
        self.lock().insert(issuer.to_owned(), known);
    }
}

/// The document of an issuer, as known or asked for.
pub(crate) async fn document(engine: &Engine, issuer: &str) -> Result<Arc<Document>, NoDocument> {
    let now = engine.clock.now();
    let known = engine
        .known_providers
        .lock()
        .get(issuer)
        .filter(|known| known.since <= now && now < known.since.plus_seconds(SERVES))
        .map(|known| Arc::clone(&known.document));
    match known {
        Some(document) => Ok(document),
        None => fresh(engine, issuer).await,
    }
}

/// The document as it is now.
pub(crate) async fn fresh(engine: &Engine, issuer: &str) -> Result<Arc<Document>, NoDocument> {
    let url = IssuerUrl::new(issuer.to_owned())
        .map_err(|error| NoDocument::Other(format!("the address cannot be used: {error}")))?;
    let web = engine.options.web.for_provider(issuer);
    let ask = move |request: HttpRequest| {
        let web = web.clone();
        async move { web.ask(request).await }
    };
    let document = Document::discover_async(url, &ask).await?;
    let document = Arc::new(document);
    let now = engine.clock.now();
    engine.known_providers.put(issuer, &document, now);
    Ok(document)
}

/// The document with the keys of now, for a token with a key that is not known; nothing if they were
/// looked for a moment ago.
pub(crate) async fn with_new_keys(engine: &Engine, issuer: &str) -> Option<Arc<Document>> {
    let now = engine.clock.now();
    let old = {
        let mut all = engine.known_providers.lock();
        let known = all.get_mut(issuer)?;
        let lately = known
            .keys_since
            .is_some_and(|since| now < since.plus_seconds(KEYS_EVERY));
        if lately {
            return None;
        }
        known.keys_since = Some(now);
        Arc::clone(&known.document)
    };
    let web = engine.options.web.for_provider(issuer);
    let ask = move |request: HttpRequest| {
        let web = web.clone();
        async move { web.ask(request).await }
    };
    match JsonWebKeySet::fetch_async(old.jwks_uri(), &ask).await {
        Ok(keys) => {
            let document = Arc::new(old.as_ref().clone().set_jwks(keys));
            if let Some(known) = engine.known_providers.lock().get_mut(issuer) {
                known.document = Arc::clone(&document);
            }
            Some(document)
        }
        Err(error) => {
            tracing::warn!(issuer, %error, "the keys of a provider could not be fetched");
            None
        }
    }
}

/// Why a provider's document cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoDocument {
    #[error("{0}")]
    NoAnswer(NoAnswer),
    /// Something answers, but is no provider: the HTTP status.
    #[error("the answer is {0}")]
    Status(u16),
    #[error("the document cannot be read: {0}")]
    Unreadable(String),
    /// It is another one than asked for.
    #[error("{0}")]
    Other(String),
}

impl From<DiscoveryError<NoAnswer>> for NoDocument {
    fn from(error: DiscoveryError<NoAnswer>) -> Self {
        match error {
            DiscoveryError::Request(error) => Self::NoAnswer(error),
            DiscoveryError::Response(status, ..) if status != http::StatusCode::OK => {
                Self::Status(status.as_u16())
            }
            DiscoveryError::Response(_, _, problem) => Self::Unreadable(problem),
            DiscoveryError::Parse(error) => Self::Unreadable(error.to_string()),
            DiscoveryError::UrlParse(error) => Self::Other(error.to_string()),
            DiscoveryError::Validation(problem) | DiscoveryError::Other(problem) => {
                Self::Other(problem)
            }
            other => Self::Other(other.to_string()),
        }
    }
}
