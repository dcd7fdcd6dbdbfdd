//! Signed links to pictures: the proxy fetches only what a page of ours asked for.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// Widths in pixels that pictures are served in.
pub const WIDTHS: [u32; 3] = [240, 720, 1040];

/// The path of the picture at `url`, no wider than `width` pixels.
pub fn sign(secret: &[u8; 32], width: u32, url: &str) -> String {
    let mac = mac(secret, width, url);
    let signature = mac.map(|mac| URL_SAFE_NO_PAD.encode(&mac.finalize().into_bytes()[..16])).unwrap_or_default();
    format!("/picture/{signature}/{width}/{}", URL_SAFE_NO_PAD.encode(url))
}

/// The picture's address, when the link is one that [`sign`] made with this secret.
pub fn verify(secret: &[u8; 32], signature: &str, width: u32, encoded: &str) -> Option<String> {
    let url = String::from_utf8(URL_SAFE_NO_PAD.decode(encoded).ok()?).ok()?;
    let signature = URL_SAFE_NO_PAD.decode(signature).ok().filter(|bytes| bytes.len() == 16)?;
    mac(secret, width, &url)?.verify_truncated_left(&signature).ok()?;
    WIDTHS.contains(&width).then_some(url)
}

fn mac(secret: &[u8; 32], width: u32, url: &str) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).ok()?;
    mac.update(b"picture ");
    mac.update(&width.to_be_bytes());
    mac.update(url.as_bytes());
    Some(mac)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
    use super::*;

    #[test]
    fn only_our_links_verify() {
        let (secret, other) = ([7; 32], [8; 32]);
        let url = "https://harbour.example/a picture.jpg?x=1&y=ü";
        let link = sign(&secret, 720, url);
        let parts: Vec<&str> = link.split('/').skip(2).collect();
        assert_eq!(verify(&secret, parts[0], 720, parts[2]).as_deref(), Some(url));
        assert_eq!(verify(&other, parts[0], 720, parts[2]), None, "another secret");
        assert_eq!(verify(&secret, parts[0], 240, parts[2]), None, "another width");
        let elsewhere = sign(&secret, 720, "https://else.example/");
        let else_url = elsewhere.rsplit('/').next().unwrap();
        assert_eq!(verify(&secret, parts[0], 720, else_url), None, "another address");
        assert_eq!(verify(&secret, "", 720, parts[2]), None, "an empty signature");
        assert_eq!(verify(&secret, "%%", 720, "%%"), None);
    }
}
