//! Titles and names as plain text.

use super::references::resolve_html;

/// Markup to one line of text: tags dropped, references resolved, blanks folded.
pub fn from_markup(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return fold(text);
    }
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        bare.push_str(&rest[..at]);
        rest = &rest[at..];
        match tag_length(rest) {
            Some(length) => {
                // A word must not grow together over a line break or a paragraph, nor fall apart over emphasis.
                if parts_words(&rest[1..length]) {
                    bare.push(' ');
                }
                rest = &rest[length..];
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

/// Text that is no markup: only its blanks are folded.
pub fn fold(text: &str) -> String {
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
    let end = rest.find('>')?;
    rest[1..end].find('<').is_none().then_some(end + 1)
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
        ] {
            assert_eq!(from_markup(markup), expected, "{markup}");
        }
    }
}
