//! Any bytes as text. The first line is the content type.

#![no_main]

use courant_core::extract::decode as page;
use courant_core::feed::charset as feed;
use libfuzzer_sys::fuzz_target;

/// One byte that means nothing becomes U+FFFD, which is three.
const GROWTH: usize = 3;

fuzz_target!(|data: &[u8]| {
    let at = data.iter().position(|byte| *byte == b'\n');
    let (head, body) = at.map_or((&[][..], data), |at| (&data[..at], &data[at + 1..]));
    let content_type = std::str::from_utf8(head).ok().filter(|head| !head.is_empty());
    let read = feed::decode(body, content_type);
    assert!(read.text.len() <= GROWTH * body.len() + GROWTH, "{} bytes became {}", body.len(), read.text.len());
    let (text, _) = page::decode(body, content_type);
    assert!(text.len() <= GROWTH * body.len() + GROWTH, "{} bytes became {}", body.len(), text.len());
    if let Ok(plain) = std::str::from_utf8(body)
        && plain.chars().all(|letter| letter == '\n' || !letter.is_control() && letter != '\u{feff}')
        && plain.bytes().all(|byte| byte != 0x1b)
        && !plain.contains(['\u{fffe}', '\u{ffff}'])
    {
        assert_eq!(read.text, plain, "UTF-8 stays what it is");
    }
});
