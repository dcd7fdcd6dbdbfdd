//! Who is reading: a signed-in user, the owner at their own machine, or nobody in particular.
//!
//! A session is 256 random bits in a cookie; the database keeps only its hash. On a site that is not public the
//! reader at the machine acts as the owner until the owner has a password; that user's empty hash opens no door,
//! because an empty hash never verifies.

use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use courant_store::{Role, Store, StoreError, User, UserId};
use rand::TryRngCore;
use sha2::{Digest, Sha256};

use super::error::WebError;
use super::feed_key;
use super::state::WebState;

/// The session's cookie.
pub const COOKIE: &str = "courant_session";
/// Says that the demo's ribbon was closed.
pub const RIBBON_COOKIE: &str = "courant_ribbon";
/// Says which colours the reader wants.
pub const THEME_COOKIE: &str = "courant_theme";
const DAY_MS: i64 = 24 * 3_600_000;
/// How long a session lasts after its last renewal, in milliseconds: thirty days.
const LIFE_MS: i64 = 30 * DAY_MS;
/// How long a browser keeps the session's cookie, in milliseconds: as long as any does. The server decides sooner.
pub const COOKIE_MS: i64 = 400 * DAY_MS;
/// The owner's name until somebody chooses one on the command line.
const LOCAL_OWNER: &str = "owner";

/// Who is reading, and what their browser remembers.
#[derive(Debug, Clone)]
pub struct Viewer {
    /// The user, where there is one.
    pub user: Option<User>,
    /// The hash of the session's token, where the user signed in.
    pub session: Option<String>,
    /// Whether full texts may be shown: signed in, or on a site that is not public.
    pub full: bool,
    /// Whether a person looks: not a program that asks for headers alone, nor a browser that fetches ahead or for another
    /// page. Only then does opening a page count as reading it.
    pub looks: bool,
    /// Whether the demo's ribbon was closed.
    pub ribbon_closed: bool,
    /// The colours asked for.
    pub theme: Option<&'static str>,
}

impl Viewer {
    /// The user's id, where there is a user.
    pub fn id(&self) -> Option<UserId> {
        self.user.as_ref().map(|user| user.id)
    }

    /// The user, or what leads to signing in.
    pub fn must(&self) -> Result<&User, WebError> {
        self.user.as_ref().ok_or(WebError::SignIn)
    }

    /// The user when they are an owner, or words that say so.
    pub fn must_own(&self) -> Result<&User, WebError> {
        let user = self.must()?;
        if user.role == Role::Owner {
            return Ok(user);
        }
        Err(WebError::Forbidden(super::messages::t("error.owner_only").to_owned()))
    }

    /// Whether the user is the owner at their own machine, without a password.
    pub fn is_local(&self) -> bool {
        self.user.is_some() && self.session.is_none()
    }
}

impl FromRequestParts<WebState> for Viewer {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, WebError> {
        let jar = CookieJar::from_headers(&parts.headers);
        let session = jar.get(COOKIE).map(|cookie| hash_token(cookie.value()));
        let mut user = None;
        if let Some(hash) = &session {
            user = state.store.session_user(hash, state.clock.now_ms()).await?;
            if user.is_some() {
                renew(state, hash).await;
            }
        }
        let session = session.filter(|_| user.is_some());
        if user.is_none() {
            user = feed_key::user_of(state, &parts.uri).await?;
        }
        if user.is_none() && !state.config.public {
            user = local_owner(&state.store, state.clock.now_ms()).await?;
        }
        Ok(Self {
            full: user.is_some() || !state.config.public,
            looks: parts.method != Method::HEAD && !is_ahead(&parts.headers) && !is_embedded(&parts.headers),
            user,
            session,
            ribbon_closed: jar.get(RIBBON_COOKIE).is_some(),
            theme: wanted_theme(&parts.headers),
        })
    }
}

/// Whether a browser fetches the page before anyone has asked for it, perhaps for nobody.
fn is_ahead(headers: &HeaderMap) -> bool {
    ["sec-purpose", "purpose", "x-purpose", "x-moz"].iter().any(|name| {
        let words = headers.get(*name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_ascii_lowercase();
        ["prefetch", "prerender", "preview"].iter().any(|ahead| words.contains(ahead))
    })
}

/// Whether a page elsewhere asks for this one as its picture or frame, or by script: nobody reads it then.
fn is_embedded(headers: &HeaderMap) -> bool {
    let told = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    told("sec-fetch-site") == Some("cross-site") && told("sec-fetch-dest").is_some_and(|kind| kind != "document")
}

/// A session that is used lives on; written once a day.
async fn renew(state: &WebState, hash: &str) {
    let now = state.clock.now_ms();
    if state.limits.allow(&format!("renew {hash}"), now, 1, DAY_MS).is_ok() {
        noted(state.store.extend_session(hash, now + LIFE_MS).await);
    }
}

/// What could be noted of a reader. That it could not, where the disk is full, is no reason to show nothing.
pub fn noted<T: Default>(noting: Result<T, StoreError>) -> T {
    noting.unwrap_or_else(|error| {
        tracing::warn!(%error, "cannot note who reads");
        T::default()
    })
}

/// The theme that the browser remembers.
pub fn wanted_theme(headers: &HeaderMap) -> Option<&'static str> {
    CookieJar::from_headers(headers).get(THEME_COOKIE).and_then(|cookie| theme(cookie.value()))
}

/// The theme of that name, unless it is the system's.
pub fn theme(name: &str) -> Option<&'static str> {
    ["light", "dark", "contrast"].into_iter().find(|known| *known == name)
}

/// The owner without a password, made on first need; `None` once the owner has a password.
async fn local_owner(store: &Store, now: i64) -> Result<Option<User>, StoreError> {
    if !store.has_users().await? {
        match store.add_first_owner(LOCAL_OWNER, "", now).await {
            Ok(_) | Err(StoreError::Conflict(_)) => {}
            Err(error) => noted(Err(error)),
        }
    }
    let users = store.users().await?;
    let owner = users.into_iter().find(|user| user.role == Role::Owner);
    Ok(owner.filter(|user| user.password_hash.is_empty()))
}

/// A fresh session: the cookie's value and the hash to store.
pub fn new_token() -> Result<(String, String), WebError> {
    let mut bytes = [0; 32];
    fill_random(&mut bytes)?;
    let token = URL_SAFE_NO_PAD.encode(bytes);
    let hash = hash_token(&token);
    Ok((token, hash))
}

/// Fills `bytes` with what nobody can guess.
pub fn fill_random(bytes: &mut [u8]) -> Result<(), WebError> {
    rand::rngs::OsRng.try_fill_bytes(bytes).map_err(|error| WebError::Internal(format!("no randomness: {error}")))
}

fn hash_token(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(token.as_bytes()))
}

/// Starts a session for `user` and gives its cookie.
pub async fn start(state: &WebState, user: UserId) -> Result<Cookie<'static>, WebError> {
    let (token, hash) = new_token()?;
    let now = state.clock.now_ms();
    state.store.add_session(&hash, user, now, now + LIFE_MS).await?;
    Ok(cookie(state, COOKIE, token, COOKIE_MS))
}

/// A cookie of this site: for the server only, sent along from our own pages alone.
pub fn cookie(state: &WebState, name: &'static str, value: String, life_ms: i64) -> Cookie<'static> {
    let cookie =
        Cookie::build((name, value)).path("/").http_only(true).same_site(SameSite::Lax).secure(state.config.https);
    let life = Duration::from_millis(u64::try_from(life_ms).unwrap_or(0));
    // A life that cannot be said leaves a cookie that ends with the browser.
    match life.try_into() {
        Ok(life) => cookie.max_age(life).build(),
        Err(_) => cookie.build(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
    use super::*;

    #[test]
    fn tokens_differ_and_are_stored_hashed() {
        let (a, a_hash) = new_token().unwrap();
        let (b, _) = new_token().unwrap();
        assert_ne!(a, b);
        assert_ne!(a, a_hash);
        assert_eq!(hash_token(&a), a_hash);
        assert_eq!(a.len(), 43);
    }
}
