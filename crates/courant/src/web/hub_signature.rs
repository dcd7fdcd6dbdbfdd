//! Signatures of what hubs deliver: `X-Hub-Signature: sha256=…` (WebSub, section 7).

use hmac::{Hmac, Mac};
use sha1::Sha1;
use sha2::{Sha256, Sha384, Sha512};

/// Whether `header` signs `body` with `secret`. SHA-1 counts too: as the key of an HMAC it is not broken, and the
/// oldest hubs know nothing else. The comparison takes the same time wherever two signatures differ.
pub fn is_signed(secret: &str, header: &str, body: &[u8]) -> bool {
    let Some((method, digits)) = header.trim().split_once('=') else { return false };
    let Some(given) = bytes(digits) else { return false };
    match method.to_ascii_lowercase().as_str() {
        "sha1" => matches::<Hmac<Sha1>>(secret, body, &given),
        "sha256" => matches::<Hmac<Sha256>>(secret, body, &given),
        "sha384" => matches::<Hmac<Sha384>>(secret, body, &given),
        "sha512" => matches::<Hmac<Sha512>>(secret, body, &given),
        _ => false,
    }
}

fn matches<M: Mac + hmac::digest::KeyInit>(secret: &str, body: &[u8], given: &[u8]) -> bool {
    let Ok(mac) = <M as Mac>::new_from_slice(secret.as_bytes()) else { return false };
    mac.chain_update(body).verify_slice(given).is_ok()
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    if !digits.len().is_multiple_of(2) || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From RFC 2202 and RFC 4231, test case 2 of each.
    const SIGNED: [(&str, &str); 4] = [
        ("sha1", "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
        ("sha256", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
        ("sha384", "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649"),
        (
            "sha512",
            "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
        ),
    ];

    #[test]
    fn the_published_examples_are_signed_well_and_nothing_near_them() {
        let body = b"what do ya want for nothing?";
        for (method, digits) in SIGNED {
            let header = format!("{method}={digits}");
            assert!(is_signed("Jefe", &header, body), "{method}");
            assert!(is_signed("Jefe", &header.to_uppercase(), body), "{method}, in capitals");
            assert!(!is_signed("Jeff", &header, body), "{method}, another secret");
            assert!(!is_signed("Jefe", &header, b"what do ya want for something?"), "{method}, another body");
            assert!(!is_signed("Jefe", &header[..header.len() - 2], body), "{method}, shortened");
            assert!(!is_signed("Jefe", &format!("{method}="), body), "{method}, empty");
            assert!(!is_signed("Jefe", &format!("md5={digits}"), body), "{method}, under another name");
        }
        for header in ["", "sha256", "=", "sha256=zz", "sha256=+f", "sha256=é"] {
            assert!(!is_signed("Jefe", header, body), "{header}");
        }
    }
}
