//! Titles and names as plain text.

use memchr::memchr2;

use super::links::starts_with;
use super::references::resolve_html;
use crate::sanitize::well_formed;
use crate::text::raised::superscript;

/// Longer than any title or name; what stands beyond is not read.
const LONGEST: usize = 20_000;

/// Markup to one line of text: tags dropped, references resolved, blanks folded.
pub fn from_markup(text: &str) -> String {
    let text = &text[..text.floor_char_boundary(LONGEST)];
    if memchr2(b'<', b'&', text.as_bytes()).is_none() {
        return fold(text);
    }
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        bare.push_str(&rest[..at]);
        rest = &rest[at..];
        match tag_length(rest) {
            Some(length) => {
                let (tag, after) = rest.split_at(length);
                if let Some((said, end)) = said_otherwise(tag, after, bare.chars().next_back()) {
                    bare.push_str(&said);
                    rest = &after[end..];
                    continue;
                }
                // A word must not grow together over a line break or a paragraph, nor fall apart over emphasis.
                if parts_words(&rest[1..length]) {
                    bare.push(' ');
                }
                rest = &rest[length + hidden_length(&rest[..length], &rest[length..])..];
            }
            None => {
                bare.push('<');
                rest = &rest[1..];
            }
        }
    }
    bare.push_str(rest);
    fold(&resolve_html(&bare))
}

/// Text that is no markup: its blanks are folded, and controls go, which nobody sees and no feed of ours may hold.
pub fn fold(text: &str) -> String {
    let text = well_formed(text);
    let mut output = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !output.is_empty() {
            output.push(' ');
        }
        output.push_str(word);
    }
    output
}

fn tag_length(rest: &str) -> Option<usize> {
    let after = rest[1..].trim_start_matches('/').bytes().next()?;
    if !(after.is_ascii_alphabetic() || after == b'!') {
        return None;
    }
    if rest.starts_with("<!--") {
        return rest.find("-->").map(|end| end + 3);
    }
    let end = 1 + memchr2(b'<', b'>', &rest.as_bytes()[1..])?;
    (rest.as_bytes()[end] == b'>').then_some(end + 1)
}

/// How much of what follows a tag is a script or a style sheet, which no reader sees.
fn hidden_length(tag: &str, after: &str) -> usize {
    let end = if starts_with(tag, "<script") {
        "</script"
    } else if starts_with(tag, "<style") {
        "</style"
    } else {
        return 0;
    };
    let at = after.match_indices('<').find(|(at, _)| starts_with(&after[*at..], end));
    at.map_or(0, |(at, _)| at)
}

/// What is said instead of an element's words, and where what follows goes on: nothing for what is struck out, raised digits
/// for a power or the mark of a note, a quotation mark for its element.
fn said_otherwise(tag: &str, after: &str, before: Option<char>) -> Option<(String, usize)> {
    let name = tag.trim_start_matches('<').split(|c: char| c.is_whitespace() || c == '>').next()?.to_ascii_lowercase();
    let closing = || {
        let ends = |rest: &str| rest.starts_with("</") && starts_with(&rest[2..], &name);
        after.match_indices('<').map(|(at, _)| at).find(|&at| ends(&after[at..]))
    };
    match name.as_str() {
        "del" | "s" | "strike" => Some((String::new(), closing()?)),
        "sup" if before.is_some_and(|before| !before.is_whitespace()) => {
            let end = closing()?;
            Some((superscript(&after[..end])?, end))
        }
        "q" => Some(("“".to_owned(), 0)),
        "/q" => Some(("”".to_owned(), 0)),
        _ => None,
    }
}

fn parts_words(tag: &str) -> bool {
    let name = tag.trim_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    ["br", "p", "div", "li", "hr", "h1", "h2", "h3", "td", "tr"].iter().any(|block| name.eq_ignore_ascii_case(block))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_plain() {
        for (markup, expected) in [
            ("  a\n b ", "a b"),
            ("<b>Big</b>ger &amp; better", "Bigger & better"),
            ("one<br/>two", "one two"),
            ("I <3 you", "I <3 you"),
            ("1 < 2 &lt;b&gt;", "1 < 2 <b>"),
            ("x<y", "x<y"),
            ("a<!-- no <b> -->c", "ac"),
            ("rain <script>if (a < b) go('x')</SCRIPT>and wind", "rain and wind"),
            ("How a <script> begins", "How a begins"),
            ("Bad\u{8}Paper &#8;of\u{1b} the \u{ffff} day", "BadPaper of the day"),
            ("<del>12</del> 14 people <S>gone</S> <span>found</span>", "14 people found"),
            ("<s>never closed", "never closed"),
            ("4,000<sup>1</sup> boats, 10<sup>-6</sup> m, the 1<sup>st</sup>", "4,000¹ boats, 10⁻⁶ m, the 1st"),
            ("<q>No</q>, says mayor", "“No”, says mayor"),
        ] {
            assert_eq!(from_markup(markup), expected, "{markup}");
        }
    }
}
