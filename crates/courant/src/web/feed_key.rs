//! The key in a feed's address, with which a feed reader, that has no cookie, gets a reader's own feeds. It opens feeds and
//! nothing else.
//!
//! It is signed, not stored: who it is for, which of their keys it is, and the site's signature. Asking for a new one counts
//! that number up, so that every earlier key ends.

use axum::http::Uri;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use courant_store::{StoreError, User, UserId};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::error::WebError;
use super::state::WebState;

/// The user's setting that counts their keys.
const SETTING: &str = "feed_key";
/// How feeds' addresses end.
pub const SUFFIX: &str = ".atom";

/// The key that opens `user`'s feeds now. It has letters, digits, `-`, `_` and `.` only.
pub fn key_of(secret: &[u8; 32], user: &User) -> String {
    let number = number_of(user);
    let signature = mac(secret, user.id, number).map(|mac| URL_SAFE_NO_PAD.encode(&mac.finalize().into_bytes()[..16]));
    format!("{}.{number}.{}", user.id, signature.unwrap_or_default())
}

/// Whose feeds the key in a feed's address opens; nobody's at any other address.
pub async fn user_of(state: &WebState, uri: &Uri) -> Result<Option<User>, WebError> {
    let Some(key) = key_in(uri) else { return Ok(None) };
    let Some((id, number)) = verified(&state.config.secret, &key) else { return Ok(None) };
    match state.store.user(id).await {
        Ok(user) if number_of(&user) == number => Ok(Some(user)),
        Ok(_) | Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Ends every key that the user has; the next one opens their feeds.
pub async fn renew(state: &WebState, user: &User) -> Result<(), WebError> {
    state.store.count_user_setting(user.id, SETTING).await?;
    Ok(())
}

fn number_of(user: &User) -> u32 {
    let stored = user.settings.get(SETTING).and_then(serde_json::Value::as_u64);
    stored.and_then(|number| u32::try_from(number).ok()).unwrap_or(0)
}

fn key_in(uri: &Uri) -> Option<String> {
    if !uri.path().ends_with(SUFFIX) {
        return None;
    }
    let mut pairs = url::form_urlencoded::parse(uri.query()?.as_bytes());
    pairs.find(|(name, _)| name == "key").map(|(_, key)| key.into_owned())
}

fn verified(secret: &[u8; 32], key: &str) -> Option<(UserId, u32)> {
    let mut parts = key.split('.');
    let (id, number, signature) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
    let signature = URL_SAFE_NO_PAD.decode(signature).ok().filter(|bytes| bytes.len() == 16)?;
    mac(secret, id, number)?.verify_truncated_left(&signature).ok()?;
    parts.next().is_none().then_some((id, number))
}

fn mac(secret: &[u8; 32], user: UserId, number: u32) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).ok()?;
    mac.update(b"feed ");
    mac.update(&user.to_be_bytes());
    mac.update(&number.to_be_bytes());
    Some(mac)
}

#[cfg(test)]
mod tests {
    use super::*;
    use courant_store::Role;

    #[test]
    fn only_our_own_keys_verify() {
        let user = |id, settings| User {
            id,
            name: String::new(),
            password_hash: String::new(),
            role: Role::Reader,
            added_at: 0,
            settings,
        };
        let ada = user(3, serde_json::json!({ "feed_key": 2 }));
        let (secret, other) = ([7; 32], [8; 32]);
        let key = key_of(&secret, &ada);
        assert_eq!(verified(&secret, &key), Some((3, 2)));
        assert_eq!(verified(&other, &key), None, "another secret");
        assert_eq!(verified(&secret, &key.replacen("3.", "4.", 1)), None, "another reader");
        assert_eq!(verified(&secret, &key.replacen(".2.", ".1.", 1)), None, "an older key");
        assert_eq!(verified(&secret, &format!("{key}.x")), None);
        for wrong in ["", "3", "3.2", "3.2.", "x.2.AAAA", "3.2.!!"] {
            assert_eq!(verified(&secret, wrong), None, "{wrong}");
        }
        assert_ne!(key, key_of(&secret, &user(3, serde_json::Value::Null)));
        let uri = |words: &str| words.parse::<Uri>().ok().and_then(|uri| key_in(&uri));
        assert_eq!(uri("/following.atom?key=3.2.x").as_deref(), Some("3.2.x"));
        assert_eq!((uri("/following?key=3.2.x"), uri("/feed.atom")), (None, None), "it opens feeds and nothing else");
    }
}
