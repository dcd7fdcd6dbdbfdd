//! The page without what nobody reads, which is parsed much faster.

use memchr::{memchr, memmem};

/// The page without scripts (other than linked data), styles, comments and drawings.
pub fn slim(html: &str) -> String {
    let bytes = html.as_bytes();
    let mut out = String::with_capacity(html.len());
    // What lies before `kept` is copied or left out; the search goes on at `from`.
    let (mut kept, mut from) = (0, 0);
    while let Some(open) = bytes.get(from..).and_then(|rest| memchr(b'<', rest)).map(|at| from + at) {
        let end = match bytes.get(open + 1) {
            Some(b's' | b'S') => [("script", "</script"), ("style", "</style"), ("svg", "</svg")]
                .iter()
                .find_map(|(name, close)| element_end(html, bytes, open, name, close)),
            Some(b'!') => comment_end(html, open),
            _ => None,
        };
        from = end.unwrap_or(open + 1);
        if end.is_some() {
            out.push_str(html.get(kept..open).unwrap_or_default());
            kept = from;
        }
    }
    out.push_str(html.get(kept..).unwrap_or_default());
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
        let found = at + memmem::find(bytes.get(at..)?, b"</")?;
        let candidate = bytes.get(found..found + close.len())?;
        if candidate.eq_ignore_ascii_case(close.as_bytes()) {
            let end = found + memchr(b'>', bytes.get(found..)?)? + 1;
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
    memmem::find(rest.as_bytes(), b"-->").map(|at| open + at + 3)
}
