//! Any text as an address: one page has one address, one host one owner.

#![no_main]

use courant_core::url::{canonical, publisher_of, registrable_domain};
use libfuzzer_sys::fuzz_target;
use url::Url;

fuzz_target!(|text: &str| {
    let once = canonical(text);
    assert_eq!(canonical(&once), once, "{text:?} has two canonical addresses");
    // A host in other letters can be three times as long as it was, and a byte in a path becomes `%XX`.
    assert!(once.len() <= 9 * text.len() + 16, "{text:?} became {once:?}");
    if let Ok(url) = Url::parse(text.trim()) {
        if matches!(url.scheme(), "http" | "https") {
            let canonical = Url::parse(&once).map(|canonical| (canonical.path().to_owned(), canonical.scheme().to_owned()));
            assert_eq!(canonical, Ok((url.path().to_owned(), url.scheme().to_owned())), "another page");
        }
        if let Some(host) = url.host_str() {
            let domain = registrable_domain(host);
            assert_eq!(registrable_domain(&domain), domain, "{host:?} has two owners");
        }
    }
    let (half, rest) = text.split_once('\n').unwrap_or((text, ""));
    let (key, name) = publisher_of(half, rest, rest);
    assert!(key.len() + name.len() <= 24 * text.len() + 64, "{text:?} is published by {key:?}, {name:?}");
});
