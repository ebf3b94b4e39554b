//! The authorization code flow itself, by the library, with every check switched on.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use openidconnect::core::{
    CoreClient, CoreIdToken, CoreJwsSigningAlgorithm as Algorithm, CoreProviderMetadata, CoreResponseType,
    CoreTokenResponse,
};
use openidconnect::url::Url;
use openidconnect::{
    AccessTokenHash, AuthenticationFlow, AuthorizationCode, ClientId, ClientSecret, CsrfToken,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, Scope, TokenResponse,
};
use serde_json::Value;

use super::http::{ask, is_safe};
use super::{Identified, Provider, identified};
use crate::ports::Fetch;
use crate::{Code, Problem, Result};

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Signatures that only the provider can make: none by a shared secret, and never `none`.
const ALGORITHMS: [Algorithm; 9] = [
    Algorithm::RsaSsaPkcs1V15Sha256,
    Algorithm::RsaSsaPkcs1V15Sha384,
    Algorithm::RsaSsaPkcs1V15Sha512,
    Algorithm::RsaSsaPssSha256,
    Algorithm::RsaSsaPssSha384,
    Algorithm::RsaSsaPssSha512,
    Algorithm::EcdsaP256Sha256,
    Algorithm::EcdsaP384Sha384,
    Algorithm::EdDsa,
];

/// Clocks of two machines differ by no more than this.
const LEEWAY: Duration = Duration::from_secs(120);

/// The label of an identity is no longer than this.
const LABEL: usize = 80;

pub(super) struct Flow {
    client: Client,
    issuer: Url,
}

impl Flow {
    /// Asks the provider where everything is.
    pub fn discover(provider: &Provider, redirect: &str, fetch: &dyn Fetch) -> Result<Flow> {
        let issuer = IssuerUrl::new(provider.issuer.clone()).map_err(upstream)?;
        let url = issuer.url().clone();
        if !is_safe(&url, &url) {
            return Err(upstream("the issuer is not reached by TLS"));
        }
        let metadata = CoreProviderMetadata::discover(&issuer, &|request| ask(fetch, &url, request))
            .map_err(upstream)?;
        if !is_safe(metadata.authorization_endpoint().url(), &url) {
            return Err(upstream("people would be sent to the provider without TLS"));
        }
        let secret = provider.client_secret.clone().map(|secret| ClientSecret::new(secret.0));
        let redirect = RedirectUrl::new(redirect.to_owned()).map_err(upstream)?;
        let id = ClientId::new(provider.client_id.clone());
        let client = CoreClient::from_provider_metadata(metadata, id, secret).set_redirect_uri(redirect);
        Ok(Flow { client, issuer: url })
    }

    /// Where the browser is sent.
    pub fn address(&self, provider: &Provider, state: &str, nonce: &str, verifier: &str) -> Result<String> {
        let challenge =
            PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier.to_owned()));
        let (state, nonce) = (state.to_owned(), nonce.to_owned());
        let flow = AuthenticationFlow::<CoreResponseType>::AuthorizationCode;
        let request = self.client.authorize_url(flow, || CsrfToken::new(state), || Nonce::new(nonce));
        let scopes = provider.scopes.iter().filter(|scope| *scope != "openid");
        let request = scopes.fold(request, |request, scope| request.add_scope(Scope::new(scope.clone())));
        Ok(request.set_pkce_challenge(challenge).url().0.into())
    }

    /// Gives the code for the provider's word about who it is.
    pub fn exchange(&self, code: &str, verifier: &str, fetch: &dyn Fetch) -> Result<CoreTokenResponse> {
        let request = self.client.exchange_code(AuthorizationCode::new(code.to_owned())).map_err(upstream)?;
        let request = request.set_pkce_verifier(PkceCodeVerifier::new(verifier.to_owned()));
        request.request(&|request| ask(fetch, &self.issuer, request)).map_err(|error| match error {
            // A code that the provider refuses: used, too old, or another's.
            openidconnect::RequestTokenError::ServerResponse(told) => refused(told),
            other => upstream(other),
        })
    }

    /// Checks the provider's word: signature, issuer, audience, times, nonce, hash of the access token.
    pub fn identify(
        &self,
        provider: &Provider,
        answer: &CoreTokenResponse,
        nonce: &str,
        now: Timestamp,
    ) -> Result<Identified> {
        let token = answer.id_token().ok_or_else(|| refused("there is no ID token"))?;
        let seconds = u64::try_from(now.as_second()).unwrap_or(0);
        let here = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        let verifier = self
            .client
            .id_token_verifier()
            .set_allowed_algs(ALGORITHMS)
            .set_time_fn(move || here.into())
            .set_issue_time_verifier_fn(move |issued| {
                let issued = SystemTime::from(issued);
                if here + LEEWAY < issued { Err("it was issued in the future".to_owned()) } else { Ok(()) }
            });
        let claims = token.claims(&verifier, &Nonce::new(nonce.to_owned())).map_err(refused)?;
        if let Some(expected) = claims.access_token_hash() {
            let algorithm = token.signing_alg().map_err(refused)?;
            let key = token.signing_key(&verifier).map_err(refused)?;
            let actual =
                AccessTokenHash::from_token(answer.access_token(), algorithm, key).map_err(refused)?;
            if actual != *expected {
                return Err(refused("the access token is another one"));
            }
        }
        let acr = claims.auth_context_ref().map(|acr| acr.as_str());
        let amr = claims.auth_method_refs().map(Vec::as_slice).unwrap_or_default();
        let is_strong = acr.is_some_and(|acr| provider.strong_acr.iter().any(|strong| strong == acr))
            || amr.iter().any(|amr| provider.strong_amr.iter().any(|strong| strong == amr.as_str()));
        let subject = claims.subject().as_str();
        // Read from the token that was just verified.
        let label = claim(token, &provider.label_claim).unwrap_or_else(|| provider.title.th.clone());
        Ok(identified(self.issuer.as_str(), subject, label, is_strong))
    }
}

/// A claim of a token as text, without what cannot be seen. The token must have been verified.
fn claim(token: &CoreIdToken, name: &str) -> Option<String> {
    let text = token.to_string();
    let body = text.split('.').nth(1)?;
    let claims: Value = serde_json::from_slice(&base64_url(body)?).ok()?;
    let label: String = claims.get(name)?.as_str()?.chars().filter(|c| !c.is_control()).take(LABEL).collect();
    Some(label.trim().to_owned()).filter(|label| !label.is_empty())
}

/// Base 64 in its form for addresses, without padding.
fn base64_url(text: &str) -> Option<Vec<u8>> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut bytes = Vec::with_capacity(text.len());
    let (mut held, mut bits) = (0u32, 0u32);
    for letter in text.bytes() {
        let value = LETTERS.iter().position(|known| *known == letter)?;
        held = (held << 6 | u32::try_from(value).ok()?) & 0xffff;
        bits += 6;
        if 8 <= bits {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).ok()?);
        }
    }
    Some(bytes)
}

fn upstream(error: impl std::fmt::Display) -> Problem {
    Problem::new(Code::Upstream).with_cause(error.to_string())
}

fn refused(error: impl std::fmt::Display) -> Problem {
    Problem::new(Code::WrongCredentials).with_cause(error.to_string())
}
