//! Any bytes as a list of feeds: what could be read is written and read again as the same.

#![no_main]

use courant_core::opml::{self, Outline};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let file = opml::read(data);
    let size: usize = file.outlines.iter().map(of_outline).sum();
    // A folder's name stands once in the list and once with each of its feeds.
    assert!(size <= 40 * data.len() * data.len().max(1) / 64 + 4 * data.len() + 64, "{} bytes became {size}", data.len());
    let mut sorted = file.outlines.clone();
    sorted.sort_by(|a, b| a.folder.cmp(&b.folder));
    let again = opml::read(opml::write("All", &sorted).as_bytes());
    assert_eq!(again.outlines, sorted, "written and read again");
    assert!(again.problems.is_empty(), "{:?}", again.problems);
});

fn of_outline(outline: &Outline) -> usize {
    outline.feed_url.len() + outline.title.len() + outline.home_url.len() + outline.folder.len()
}
