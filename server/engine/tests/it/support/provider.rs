//! A provider of sign-in (OpenID Connect) on this machine, for stories: it does what a story tells it to,
//! right or wrong. People need not visit it: [`Provider::answer`] is what they come back with.

use super::World;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use shared::forms::providers::ProviderInput;
use shared::ids::ProviderId;
use shared::providers::{ClaimMap, GroupMatching, Matching, People, Strangers};
use shared::time::Timestamp;
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard};

/// What is wrong with the signature of the next tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Signing {
    #[default]
    Good,
    /// With a key that the provider does not publish.
    Foreign,
    /// Not at all, and it says so.
    None,
}

struct Grant {
    challenge: String,
    claims: Value,
}

struct State {
    key: EcdsaKeyPair,
    foreign: EcdsaKeyPair,
    /// The number of the key; a new one after each rotation.
    kid: u32,
    signing: Signing,
    grants: HashMap<String, Grant>,
    count: u32,
    down: bool,
    about: Value,
    secret: Option<String>,
    documents: u32,
    keys: u32,
    gate: Option<Gate>,
}

/// Where a question waits.
struct Gate {
    asked: Sender<()>,
    go: Receiver<()>,
}

/// A provider that takes its time with the next token.
pub struct Held {
    asked: Receiver<()>,
    go: Sender<()>,
}

impl Held {
    /// Until the portal has asked for the token.
    pub async fn until_asked(&self) {
        while self.asked.try_recv().is_err() {
            tokio::task::yield_now().await;
        }
    }

    /// The token is on its way.
    pub fn let_go(self) {
        self.go.send(()).unwrap();
    }
}

/// A provider that runs as long as the story.
pub struct Provider {
    pub issuer: String,
    state: Arc<Mutex<State>>,
}

fn key() -> EcdsaKeyPair {
    let random = SystemRandom::new();
    let alg = &ECDSA_P256_SHA256_FIXED_SIGNING;
    let document = EcdsaKeyPair::generate_pkcs8(alg, &random).unwrap();
    EcdsaKeyPair::from_pkcs8(alg, document.as_ref(), &random).unwrap()
}

fn encoded(bytes: impl AsRef<[u8]>) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// One that runs as long as all stories do.
pub fn running() -> &'static Provider {
    static RUNNING: LazyLock<Provider> = LazyLock::new(Provider::start);
    &RUNNING
}

impl World {
    /// A provider for members, as [`running`] answers for it.
    pub async fn provider(&self, name: &str) -> ProviderId {
        let id: ProviderId = self.id();
        run_sql!(
            self,
            "INSERT INTO identity_providers (id, display_name, name_key, issuer, client_id, secret_name, scopes, people,
                strangers, matching, group_matching, claims, enabled, created_at, modified_at)
             VALUES ($1, $2, $2, $3, 'portal', '', 'openid', 'members', 'refuse', 'mail', 'nothing', '{}', TRUE, $4, $4)",
            id,
            name,
            running().issuer.as_str(),
            self.now()
        )
        .unwrap();
        id
    }
}

/// What a form says about the provider that is [`running`].
pub fn input(name: &str) -> ProviderInput {
    ProviderInput {
        name: name.to_owned(),
        issuer: running().issuer.clone(),
        client_id: "portal".to_owned(),
        secret_name: String::new(),
        scopes: "openid profile email".to_owned(),
        people: People::Members,
        domains: Vec::new(),
        strangers: Strangers::Refuse,
        matching: Matching::Mail,
        group_matching: GroupMatching::Nothing,
        claims: ClaimMap {
            department: "department".to_owned(),
            ..ClaimMap::default()
        },
        enabled: true,
    }
}

/// The parameters of a query or a form.
pub fn parameters(text: &str) -> HashMap<String, String> {
    let decoded = |text: &str| {
        let mut bytes = Vec::new();
        let mut rest = text.bytes();
        while let Some(byte) = rest.next() {
            bytes.push(match byte {
                b'+' => b' ',
                b'%' => {
                    let hex = [rest.next().unwrap(), rest.next().unwrap()];
                    u8::from_str_radix(std::str::from_utf8(&hex).unwrap(), 16).unwrap()
                }
                other => other,
            });
        }
        String::from_utf8(bytes).unwrap()
    };
    text.split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect()
}

impl Provider {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State {
            key: key(),
            foreign: key(),
            kid: 1,
            signing: Signing::Good,
            grants: HashMap::new(),
            count: 0,
            down: false,
            about: json!({}),
            secret: None,
            documents: 0,
            keys: 0,
            gate: None,
        }));
        let (shared, own) = (Arc::clone(&state), issuer.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                // A client that goes away is no matter.
                drop(serve(&shared, &own, stream));
            }
        });
        Self { issuer, state }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// From now on nothing but errors.
    pub fn break_down(&self) {
        self.state().down = true;
    }

    pub fn sign(&self, signing: Signing) {
        self.state().signing = signing;
    }

    /// Holds the next token back.
    pub fn hold(&self) -> Held {
        let ((asked, was_asked), (go, may_go)) = (channel(), channel());
        self.state().gate = Some(Gate { asked, go: may_go });
        Held {
            asked: was_asked,
            go,
        }
    }

    /// Signs with a new key from now on, and publishes only that.
    pub fn rotate(&self) {
        let mut state = self.state();
        state.key = key();
        state.kid += 1;
    }

    /// What is told about the person beside the token.
    pub fn tell(&self, about: Value) {
        self.state().about = about;
    }

    pub fn require_secret(&self, secret: &str) {
        self.state().secret = Some(secret.to_owned());
    }

    /// How often the document and the keys were asked for.
    pub fn asked(&self) -> (u32, u32) {
        let state = self.state();
        (state.documents, state.keys)
    }

    /// What somebody comes back with whom the portal sent to `address`: a path of the portal. `claims` are
    /// added to those of a good token, and replace them; what is null is left out.
    pub fn answer(&self, address: &str, now: Timestamp, claims: Value) -> String {
        let (endpoint, query) = address.split_once('?').unwrap();
        assert_eq!(endpoint, format!("{}/authorize", self.issuer));
        let asked = parameters(query);
        assert_eq!(asked["response_type"], "code");
        assert_eq!(asked["code_challenge_method"], "S256");
        assert!(asked["scope"].split(' ').any(|scope| scope == "openid"));
        assert_eq!(
            asked["redirect_uri"],
            "http://portal.example/auth/oidc/callback"
        );
        let seconds = now.0 / 1_000;
        let mut token = json!({
            "iss": self.issuer, "aud": asked["client_id"], "nonce": asked["nonce"],
            "iat": seconds, "exp": seconds + 300,
        });
        let all = token.as_object_mut().unwrap();
        for (name, value) in claims.as_object().unwrap() {
            all.insert(name.clone(), value.clone());
        }
        all.retain(|_, value| !value.is_null());
        let mut state = self.state();
        state.count += 1;
        let code = format!("code-{}", state.count);
        let challenge = asked["code_challenge"].clone();
        let claims = token;
        state
            .grants
            .insert(code.clone(), Grant { challenge, claims });
        format!("/auth/oidc/callback?code={code}&state={}", asked["state"])
    }
}

/// Answers one request.
fn serve(state: &Mutex<State>, issuer: &str, mut stream: TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut first = line.split(' ');
    let (method, path) = (
        first.next().unwrap_or_default().to_owned(),
        first.next().unwrap_or_default().to_owned(),
    );
    let (mut length, mut authorization) = (0, String::new());
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim().split_once(':') else {
            break;
        };
        match name.to_lowercase().as_str() {
            "content-length" => length = value.trim().parse().unwrap_or(0),
            "authorization" => value.trim().clone_into(&mut authorization),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let body = String::from_utf8_lossy(&body).into_owned();
    let gate = match path.as_str() {
        "/token" => state.lock().unwrap().gate.take(),
        _ => None,
    };
    if let Some(gate) = gate {
        gate.asked.send(()).unwrap();
        gate.go.recv().unwrap();
    }
    let (status, answer) = {
        let mut state = state.lock().unwrap();
        if state.down {
            (503, json!({ "error": "broken" }))
        } else {
            route(&mut state, issuer, &method, &path, &authorization, &body)
        }
    };
    let answer = answer.to_string();
    write!(
        stream,
        "HTTP/1.1 {status} Said\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{answer}",
        answer.len()
    )
}

fn route(
    state: &mut State,
    issuer: &str,
    method: &str,
    path: &str,
    authorization: &str,
    body: &str,
) -> (u16, Value) {
    match (method, path) {
        ("GET", "/.well-known/openid-configuration") => {
            state.documents += 1;
            let document = json!({
                "issuer": issuer,
                "authorization_endpoint": format!("{issuer}/authorize"),
                "token_endpoint": format!("{issuer}/token"),
                "userinfo_endpoint": format!("{issuer}/about"),
                "end_session_endpoint": format!("{issuer}/end?from=portal"),
                "jwks_uri": format!("{issuer}/keys"),
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["ES256"],
            });
            (200, document)
        }
        ("GET", "/keys") => {
            state.keys += 1;
            let point = state.key.public_key().as_ref();
            let key = json!({
                "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": state.kid.to_string(),
                "x": encoded(&point[1..33]), "y": encoded(&point[33..65]),
            });
            (200, json!({ "keys": [key] }))
        }
        ("POST", "/token") => token(state, authorization, &parameters(body)),
        ("GET", "/about") => {
            let known = authorization == "Bearer let-me-see";
            if known {
                (200, state.about.clone())
            } else {
                (401, json!({}))
            }
        }
        _ => (404, json!({})),
    }
}

fn token(state: &mut State, authorization: &str, asked: &HashMap<String, String>) -> (u16, Value) {
    if let Some(secret) = &state.secret {
        let wanted = base64::prelude::BASE64_STANDARD.encode(format!("portal:{secret}"));
        if authorization != format!("Basic {wanted}") {
            return (401, json!({ "error": "invalid_client" }));
        }
    }
    let verifier = asked.get("code_verifier").cloned().unwrap_or_default();
    let hashed = ring::digest::digest(&ring::digest::SHA256, verifier.as_bytes());
    // A code counts once.
    let grant = asked.get("code").and_then(|code| state.grants.remove(code));
    let Some(grant) = grant.filter(|grant| grant.challenge == encoded(hashed)) else {
        return (400, json!({ "error": "invalid_grant" }));
    };
    let header = match state.signing {
        Signing::None => json!({ "alg": "none" }),
        _ => json!({ "alg": "ES256", "kid": state.kid.to_string() }),
    };
    let text = format!(
        "{}.{}",
        encoded(header.to_string()),
        encoded(grant.claims.to_string())
    );
    let with =
        |key: &EcdsaKeyPair| encoded(key.sign(&SystemRandom::new(), text.as_bytes()).unwrap());
    let signature = match state.signing {
        Signing::Good => with(&state.key),
        Signing::Foreign => with(&state.foreign),
        Signing::None => String::new(),
    };
    let answer = json!({
        "access_token": "let-me-see", "token_type": "Bearer", "expires_in": 300,
        "id_token": format!("{text}.{signature}"),
    });
    (200, answer)
}
