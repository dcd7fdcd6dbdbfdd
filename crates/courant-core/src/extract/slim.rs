//! The extraction crate whose opinion is asked for, as a voice that can fail without taking the page with it, and
//! the page in the form that it gets.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::Document;

/// The text that dom_smoothie keeps, a line for each block; empty when it finds nothing or fails.
pub fn readable(document: Document, problems: &mut Vec<String>) -> String {
    let outcome = catch_unwind(AssertUnwindSafe(move || {
        let config = dom_smoothie::Config {
            disable_json_ld: true,
            text_mode: dom_smoothie::TextMode::Formatted,
            ..dom_smoothie::Config::default()
        };
        let mut readability = dom_smoothie::Readability::with_document(document, None, Some(config)).ok()?;
        readability.parse().ok().map(|article| article.text_content.to_string())
    }));
    match outcome {
        Ok(text) => text.unwrap_or_default(),
        Err(_) => {
            problems.push("the extraction engine failed on this page".to_owned());
            String::new()
        }
    }
}

/// The page without what nobody reads: scripts (other than linked data), styles, comments and drawings.
/// What is left is parsed much faster.
pub fn slim(html: &str) -> String {
    let bytes = html.as_bytes();
    let mut out = String::with_capacity(html.len());
    let mut from = 0;
    while let Some(open) = html.get(from..).and_then(|rest| rest.find('<')).map(|at| from + at) {
        let end = [("script", "</script"), ("style", "</style"), ("svg", "</svg")]
            .iter()
            .find_map(|(name, close)| element_end(html, bytes, open, name, close))
            .or_else(|| comment_end(html, open));
        match end {
            Some(end) => {
                out.push_str(html.get(from..open).unwrap_or_default());
                from = end;
            }
            None => {
                out.push_str(html.get(from..=open).unwrap_or_default());
                from = open + 1;
            }
        }
    }
    out.push_str(html.get(from..).unwrap_or_default());
    out
}

/// Where an element that begins at `open` ends, if it is one of `name` and is closed.
fn element_end(html: &str, bytes: &[u8], open: usize, name: &str, close: &str) -> Option<usize> {
    let after = open + 1 + name.len();
    let head = bytes.get(open + 1..after)?;
    let next = *bytes.get(after)?;
    if !head.eq_ignore_ascii_case(name.as_bytes()) || !(next == b'>' || next == b'/' || next.is_ascii_whitespace()) {
        return None;
    }
    let mut at = after;
    if name == "script" && is_linked_data(html.get(open..)?) {
        return None;
    }
    loop {
        let found = at + html.get(at..)?.find("</")?;
        let candidate = bytes.get(found..found + close.len())?;
        if candidate.eq_ignore_ascii_case(close.as_bytes()) {
            let end = found + html.get(found..)?.find('>')? + 1;
            return Some(end);
        }
        at = found + 2;
    }
}

/// Whether a script element's own tag says that it holds linked data.
fn is_linked_data(element: &str) -> bool {
    let tag = element.split('>').next().unwrap_or(element);
    tag.to_ascii_lowercase().contains("ld+json")
}

fn comment_end(html: &str, open: usize) -> Option<usize> {
    let rest = html.get(open..)?;
    // Conditional comments may hold the page's own markup for old browsers only.
    rest.strip_prefix("<!--")?;
    rest.find("-->").map(|at| open + at + 3)
}
