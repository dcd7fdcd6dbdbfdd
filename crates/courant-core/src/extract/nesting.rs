//! A bound on how deep a page may nest before it is parsed: a parser's work grows with the square of the depth.

/// Open elements beyond which the rest of a page is not read. Real pages stay far below.
const DEEPEST: i32 = 2_000;

/// How many bytes of a page can be parsed in reasonable time: all, or those before the elements nest too deep.
///
/// Only elements that need an end tag are counted; those that end by themselves (paragraphs, list items, cells) and
/// those that hold nothing do not nest.
pub fn parsable(html: &str) -> usize {
    let mut depth = 0_i32;
    for at in memchr::memchr_iter(b'<', html.as_bytes()) {
        let rest = html.as_bytes().get(at + 1..).unwrap_or_default();
        let (closes, name) = match rest {
            [b'/', name @ ..] => (true, name),
            name => (false, name),
        };
        let length = name.iter().take(12).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let Some(name) = name.get(..length).filter(|name| name.first().is_some_and(u8::is_ascii_alphabetic)) else {
            continue;
        };
        if ends_by_itself(name) {
            continue;
        }
        depth = if closes { (depth - 1).max(0) } else { depth + 1 };
        if depth > DEEPEST {
            return at;
        }
    }
    html.len()
}

fn ends_by_itself(name: &[u8]) -> bool {
    let mut lower = [0; 12];
    let Some(lower) = lower.get_mut(..name.len()) else { return false };
    lower.copy_from_slice(name);
    lower.make_ascii_lowercase();
    matches!(
        &*lower,
        b"p" | b"li"
            | b"td"
            | b"tr"
            | b"th"
            | b"dd"
            | b"dt"
            | b"option"
            | b"optgroup"
            | b"tbody"
            | b"thead"
            | b"tfoot"
            | b"colgroup"
            | b"br"
            | b"img"
            | b"input"
            | b"meta"
            | b"link"
            | b"hr"
            | b"source"
            | b"wbr"
            | b"area"
            | b"base"
            | b"col"
            | b"embed"
            | b"param"
            | b"track"
            | b"path"
            | b"use"
            | b"circle"
            | b"rect"
            | b"html"
            | b"head"
            | b"body"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_only_what_nests() {
        let deep = "<div><b>".repeat(5_000);
        assert_eq!(parsable(&deep), 8_000);
        let flat = "<div><p>one<li>two<br></div>".repeat(5_000);
        assert_eq!(parsable(&flat), flat.len());
        let stray = "</div>".repeat(5_000) + &"<i>x</i>".repeat(5_000) + "a < b <3 <";
        assert_eq!(parsable(&stray), stray.len());
    }
}
