//! A little OpenID provider that a test can make lie.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use openidconnect::core::{CoreJwsSigningAlgorithm, CoreRsaPrivateSigningKey};
use openidconnect::url::Url;
use openidconnect::{JsonWebKeyId, PrivateSigningKey};
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use service::ports::{Fetch, Request, Response};
use sha2::{Digest as _, Sha256};

pub const ISSUER: &str = "https://id.example.test";
pub const CLIENT: &str = "prongsai-test";

/// How a token is signed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// RS256 by the key that the provider shows.
    Rsa,
    /// ES256 by the key that the provider shows.
    Es,
    /// ES256 by a key that it does not show.
    Stranger,
    /// `none`, without a signature.
    Nothing,
    /// Signed well, then the subject is exchanged.
    Tampered,
}

/// What the provider does with a token before it signs it.
pub type Twist = Arc<dyn Fn(&mut Value) + Send + Sync>;

struct Grant {
    claims: Value,
    challenge: String,
    signed: Signed,
}

#[derive(Default)]
struct State {
    grants: BTreeMap<String, Grant>,
    asked: Vec<String>,
    is_down: bool,
    token_endpoint: Option<String>,
}

#[derive(Clone)]
pub struct Idp {
    state: Arc<Mutex<State>>,
    rsa: Arc<CoreRsaPrivateSigningKey>,
    es: SigningKey,
}

impl Idp {
    pub fn new() -> Idp {
        // Made for these tests alone; it opens nothing.
        let pem = include_str!("../data/provider-key.pem");
        let rsa = CoreRsaPrivateSigningKey::from_pem(pem, Some(JsonWebKeyId::new("rsa".into()))).unwrap();
        let es = SigningKey::from_slice(&[7; 32]).unwrap();
        Idp { state: Arc::default(), rsa: Arc::new(rsa), es }
    }

    /// What happens in the browser: the person agrees, and comes back with state and code.
    pub fn agree(
        &self,
        address: &str,
        subject: &str,
        now: i64,
        signed: Signed,
        twist: Twist,
    ) -> (String, String) {
        let url = Url::parse(address).unwrap();
        assert!(address.starts_with(&format!("{ISSUER}/authorize?")), "{address}");
        let query: BTreeMap<String, String> = url.query_pairs().into_owned().collect();
        assert_eq!(query["response_type"], "code");
        assert_eq!(query["code_challenge_method"], "S256");
        assert_eq!(query["client_id"], CLIENT);
        assert!(query["scope"].split(' ').any(|scope| scope == "openid"));
        assert!(query["redirect_uri"].ends_with(service::oidc::RETURN_PATH));
        let mut claims = json!({
            "iss": ISSUER, "aud": CLIENT, "sub": subject, "iat": now, "exp": now + 300,
            "nonce": query["nonce"], "preferred_username": "somsri",
        });
        twist(&mut claims);
        let mut state = self.state.lock().unwrap();
        let code = format!("code-{}", state.grants.len());
        let challenge = query["code_challenge"].clone();
        state.grants.insert(code.clone(), Grant { claims, challenge, signed });
        (query["state"].clone(), code)
    }

    pub fn go_down(&self) {
        self.state.lock().unwrap().is_down = true;
    }

    pub fn take_tokens_at(&self, address: &str) {
        self.state.lock().unwrap().token_endpoint = Some(address.to_owned());
    }

    /// Addresses that were asked.
    pub fn asked(&self) -> Vec<String> {
        self.state.lock().unwrap().asked.clone()
    }

    fn keys(&self) -> Value {
        let point = self.es.verifying_key().to_sec1_point(false);
        let (x, y) = (point.x().unwrap(), point.y().unwrap());
        let es =
            json!({"kty": "EC", "crv": "P-256", "use": "sig", "kid": "es", "x": base64(x), "y": base64(y)});
        json!({"keys": [serde_json::to_value(self.rsa.as_verification_key()).unwrap(), es]})
    }

    fn token(&self, grant: &Grant) -> String {
        let (algorithm, kid) = match grant.signed {
            Signed::Rsa | Signed::Tampered => ("RS256", "rsa"),
            Signed::Es | Signed::Stranger => ("ES256", "es"),
            Signed::Nothing => ("none", "rsa"),
        };
        let header = json!({"alg": algorithm, "kid": kid, "typ": "JWT"}).to_string();
        let body = format!("{}.{}", base64(header.as_bytes()), base64(grant.claims.to_string().as_bytes()));
        let by = |key: &SigningKey| {
            let signature: Signature = key.sign(body.as_bytes());
            signature.to_bytes().to_vec()
        };
        let signature = match grant.signed {
            Signed::Rsa | Signed::Tampered => {
                self.rsa.sign(&CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256, body.as_bytes()).unwrap()
            }
            Signed::Es => by(&self.es),
            Signed::Stranger => by(&SigningKey::from_slice(&[9; 32]).unwrap()),
            Signed::Nothing => Vec::new(),
        };
        if grant.signed == Signed::Tampered {
            let mut claims = grant.claims.clone();
            claims["sub"] = "somebody-else".into();
            let body = format!("{}.{}", base64(header.as_bytes()), base64(claims.to_string().as_bytes()));
            return format!("{body}.{}", base64(&signature));
        }
        format!("{body}.{}", base64(&signature))
    }

    fn exchange(&self, body: &[u8]) -> (u16, Value) {
        let form: BTreeMap<String, String> =
            openidconnect::url::form_urlencoded::parse(body).into_owned().collect();
        // A code works once, and only with the verifier whose digest came before.
        let grant = self.state.lock().unwrap().grants.remove(&form["code"]);
        let Some(grant) = grant else { return (400, json!({"error": "invalid_grant"})) };
        if base64(&Sha256::digest(form["code_verifier"].as_bytes())) != grant.challenge {
            return (400, json!({"error": "invalid_grant"}));
        }
        let token = self.token(&grant);
        (200, json!({"access_token": "access", "token_type": "Bearer", "id_token": token}))
    }
}

impl Fetch for Idp {
    fn fetch(&self, request: &Request) -> Result<Response, String> {
        let is_down = {
            let mut state = self.state.lock().unwrap();
            state.asked.push(request.url.clone());
            state.is_down
        };
        if is_down {
            return Err("connection refused".into());
        }
        let token = self.state.lock().unwrap().token_endpoint.clone().unwrap_or(format!("{ISSUER}/token"));
        let path = request.url.strip_prefix(ISSUER).unwrap_or_default();
        let (status, body) = match (request.method, path) {
            ("GET", "/.well-known/openid-configuration") => (
                200,
                json!({
                    "issuer": ISSUER,
                    "authorization_endpoint": format!("{ISSUER}/authorize"),
                    "token_endpoint": token,
                    "jwks_uri": format!("{ISSUER}/keys"),
                    "response_types_supported": ["code"],
                    "subject_types_supported": ["public"],
                    "id_token_signing_alg_values_supported": ["RS256", "ES256", "HS256", "none"],
                }),
            ),
            ("GET", "/keys") => (200, self.keys()),
            ("POST", "/token") => self.exchange(&request.body),
            _ => (404, json!({})),
        };
        let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        Ok(Response { status, headers, body: body.to_string().into_bytes() })
    }
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let padded = [three[0], *three.get(1).unwrap_or(&0), *three.get(2).unwrap_or(&0)];
        let whole = u32::from(padded[0]) << 16 | u32::from(padded[1]) << 8 | u32::from(padded[2]);
        for at in 0..=three.len() {
            text.push(char::from(LETTERS[usize::try_from(whole >> (18 - 6 * at) & 63).unwrap()]));
        }
    }
    text
}
