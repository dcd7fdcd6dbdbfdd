//! Any bytes as a page: its article, and its markup made safe. The first line is the content type.

#![no_main]

use courant_core::extract::{self, Hints};
use courant_core::sanitize;
use libfuzzer_sys::fuzz_target;

const BASE: &str = "https://news.example/2026/11/a.html";
/// Relative links grow by their base, characters by their escapes.
const GROWTH: usize = 64;
const SLACK: usize = 1 << 14;
/// What no safe markup holds, however it was written before.
const NEVER: [&str; 8] = ["<script", "<style", "<iframe", "<svg", "<object", "<form", "<base", "<link"];

fuzz_target!(|data: &[u8]| {
    let at = data.iter().position(|byte| *byte == b'\n');
    let (head, body) = at.map_or((&[][..], data), |at| (&data[..at], &data[at + 1..]));
    let content_type = std::str::from_utf8(head).ok().filter(|head| !head.is_empty());
    let page = extract::extract(body, &Hints { content_type, url: Some(BASE) });
    let bound = GROWTH * data.len() + SLACK;
    assert!(page.html.len() + page.text.len() <= bound, "{} bytes became {}", data.len(), page.html.len());
    assert!(page.title.len() + page.description.len() <= bound, "a title of {} bytes", page.title.len());
    safe(&page.html);
    let markup = String::from_utf8_lossy(body);
    let once = sanitize::sanitize(&markup, BASE);
    assert!(once.len() <= bound, "{} bytes became {}", data.len(), once.len());
    safe(&once);
    let text = sanitize::to_text(&once);
    assert!(text.len() <= once.len() + 2, "the words of {} bytes are {}", once.len(), text.len());
    let remark = sanitize::markdown(&markup);
    safe(&remark);
});

/// How one and the same markup may be written: quotation marks, a link in a reader's remark, a table's body that a parser adds.
const SPELLINGS: [(&str, &str); 5] =
    [("&quot;", "\""), ("&#39;", "'"), ("nofollow ugc\"", "nofollow\""), ("<tbody>", ""), ("</tbody>", "")];

/// Made safe twice is made safe once, but for spelling, and nothing in it runs.
fn safe(html: &str) {
    let spelt = |html: &str| {
        let spelt = SPELLINGS.iter().fold(html.to_owned(), |html, (one, other)| html.replace(one, other));
        // Where a body began or ended, a line may have.
        spelt.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(spelt(&sanitize::sanitize(html, BASE)), spelt(html), "not safe yet");
    for element in NEVER {
        assert!(!html.contains(element), "{element} in {html}");
    }
}
