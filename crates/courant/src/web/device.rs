//! Browsers that once signed in as somebody, known again by a cookie, so that strangers who use up the tries for a name do
//! not keep its owner out. The cookie opens nothing.
//!
//! It is signed, not stored: a random part, which is the browser, and the site's signature over that and the name. For
//! another name it counts for nothing, and the name cannot be read out of it.

use axum_extra::extract::cookie::{Cookie, CookieJar};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::error::WebError;
use super::session::{COOKIE_MS, cookie, fill_random};
use super::state::WebState;

/// The cookie's name.
pub const DEVICE_COOKIE: &str = "courant_device";

/// The cookie for a browser that has signed in as `name`.
pub fn known(state: &WebState, name: &str) -> Result<Cookie<'static>, WebError> {
    let mut browser = [0; 16];
    fill_random(&mut browser)?;
    let signature = mac(&state.config.secret, &browser, name)
        .map(|mac| URL_SAFE_NO_PAD.encode(&mac.finalize().into_bytes()[..16]))
        .unwrap_or_default();
    let value = format!("{}.{signature}", URL_SAFE_NO_PAD.encode(browser));
    Ok(cookie(state, DEVICE_COOKIE, value, COOKIE_MS))
}

/// Which browser that has signed in as `name` before this is, if it is one.
pub fn of(secret: &[u8; 32], jar: &CookieJar, name: &str) -> Option<String> {
    let (browser, signature) = jar.get(DEVICE_COOKIE)?.value().split_once('.')?;
    let bytes = URL_SAFE_NO_PAD.decode(browser).ok().filter(|bytes| bytes.len() == 16)?;
    let signature = URL_SAFE_NO_PAD.decode(signature).ok().filter(|bytes| bytes.len() == 16)?;
    mac(secret, &bytes, name)?.verify_truncated_left(&signature).ok()?;
    Some(browser.to_owned())
}

fn mac(secret: &[u8; 32], browser: &[u8], name: &str) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).ok()?;
    mac.update(b"device ");
    mac.update(browser);
    mac.update(name.trim().to_lowercase().as_bytes());
    Some(mac)
}
