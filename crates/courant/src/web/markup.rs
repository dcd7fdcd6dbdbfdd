//! Publishers' words made ready for a page: paragraphs with addresses, pictures through our own proxy, leads cut short.
//!
//! What comes in was sanitised when it was stored; here attributes are added to it and picture addresses replaced.

use courant_core::text::sentences::sentences;

/// Pixels of the longest side of a picture that is there to count readers, or to hold a gap open.
const COUNTER_SIDE: u32 = 2;

/// An article's HTML with `id="p1"`, `id="p2"` … on the blocks that hold the paragraphs of `text` (parted by blank
/// lines), and with `picture` deciding each picture's address (`None` takes the picture out).
pub fn prepare(html: &str, text: &str, picture: &dyn Fn(&str) -> Option<String>) -> String {
    let paragraphs: Vec<String> = paragraphs(text).map(|(_, words)| squeeze(words)).collect();
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut next = 0;
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        let Some(length) = tag_length(&rest[open..]) else {
            out.push_str(&rest[open..]);
            return out;
        };
        let tag = &rest[open..open + length];
        let after = &rest[open + length..];
        let name = tag_name(tag);
        if name == "img" {
            out.push_str(&with_picture(tag, picture));
        } else if is_block(name) && !is_nested(after) {
            out.push_str(&with_id(tag, name, after, &paragraphs, &mut next));
        } else {
            out.push_str(tag);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// `text` as paragraphs with their starts in code points, 1-based number by position.
pub fn paragraphs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split("\n\n").filter_map(move |paragraph| {
        let at = start;
        start += paragraph.chars().count() + 2;
        (!paragraph.trim().is_empty()).then_some((at, paragraph))
    })
}

/// The number of the paragraph that holds the code point `offset`; 1 for the first.
pub fn paragraph_of(text: &str, offset: usize) -> usize {
    paragraphs(text).take_while(|(start, _)| *start <= offset).count().max(1)
}

/// The number of the paragraph in which `words` begin, blanks aside; `None` when the text does not hold them.
pub fn paragraph_with(text: &str, words: &str) -> Option<usize> {
    let words = squeeze(words);
    let mut ends = Vec::new();
    let mut whole = String::with_capacity(text.len());
    for (_, paragraph) in paragraphs(text) {
        whole.push_str(&squeeze(paragraph));
        whole.push(' ');
        ends.push(whole.len());
    }
    let at = whole.find(&words).filter(|_| !words.is_empty())?;
    Some(ends.iter().take_while(|end| **end <= at).count() + 1)
}

/// At most `most` characters of `text`, cut at a word.
pub fn shorten(text: &str, most: usize) -> String {
    let text = squeeze(text);
    if text.chars().count() <= most {
        return text;
    }
    // One character more tells whether the last word is whole.
    let cut: String = text.chars().take(most + 1).collect();
    let last = cut.char_indices().last().map_or(0, |(at, _)| at);
    let at = cut.rfind(' ').filter(|at| *at * 3 > last).unwrap_or(last);
    let kept = cut[..at].trim_end_matches([',', ';', ':', '–', '—', '-', '.', ' ']);
    format!("{kept}…")
}

/// The text up to the last of its sentences that ends within `most` characters, where that is no mere beginning; otherwise up to a
/// word within `broken` characters.
pub fn shorten_to_sentence(text: &str, language: &str, most: usize, broken: usize) -> String {
    let text = squeeze(text);
    if text.chars().count() <= most {
        return text;
    }
    let ends = sentences(&text, language).into_iter().map(|sentence| sentence.bytes.end);
    let whole = ends.filter_map(|end| text.get(..end)).take_while(|words| words.chars().count() <= most).last();
    // Two or three words before a full stop that the rules did not know for an abbreviation's tell nothing.
    match whole.filter(|words| words.chars().count() * 2 >= broken) {
        Some(words) => words.to_owned(),
        None => shorten(&text, broken),
    }
}

/// The words with single blanks between them.
pub fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The length of the tag that `text` begins with; quotation marks may hold `>`. `None` when it never ends.
fn tag_length(text: &str) -> Option<usize> {
    let mut quote = None;
    for (index, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(index + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// The name of an opening tag; empty for closing tags and comments.
fn tag_name(tag: &str) -> &str {
    let inner = &tag[1..];
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    &inner[..end]
}

fn is_block(name: &str) -> bool {
    matches!(name, "p" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" | "blockquote" | "pre" | "td" | "dd" | "dt")
}

/// Whether the block's matter begins with another block, which then carries the address.
fn is_nested(after: &str) -> bool {
    let inner = after.trim_start();
    inner.starts_with('<') && is_block(tag_name(inner))
}

/// Gives the tag its paragraph's id when its words stand in the next paragraphs; moves on past that paragraph.
fn with_id(tag: &str, name: &str, after: &str, paragraphs: &[String], next: &mut usize) -> String {
    let words = block_words(name, after);
    if words.is_empty() || tag.contains(" id=") {
        return tag.to_owned();
    }
    let found = (*next..paragraphs.len()).find(|index| {
        let paragraph = &paragraphs[*index];
        *paragraph == words
            || paragraph.starts_with(&words)
            || (words.starts_with(paragraph.as_str()) && !paragraph.is_empty())
    });
    match found {
        Some(index) => {
            *next = index + 1;
            let at = 1 + name.len();
            format!("{} id=\"p{}\"{}", &tag[..at], index + 1, &tag[at..])
        }
        None => tag.to_owned(),
    }
}

/// The plain words from here to the block's end.
fn block_words(name: &str, after: &str) -> String {
    let close = format!("</{name}");
    let inner = &after[..after.find(&close).unwrap_or(after.len())];
    let mut plain = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(open) = rest.find('<') {
        plain.push_str(&rest[..open]);
        let Some(length) = tag_length(&rest[open..]) else { break };
        if matches!(tag_name(&rest[open..]), "br" | "li" | "p" | "ul" | "ol") {
            plain.push(' ');
        }
        rest = &rest[open + length..];
    }
    plain.push_str(if rest.contains('<') { "" } else { rest });
    squeeze(&decode(&plain))
}

/// Character references that a serialiser writes.
fn decode(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut text = text.to_owned();
    for (reference, character) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", "\u{a0}"), ("&amp;", "&")]
    {
        text = text.replace(reference, character);
    }
    text
}

fn encode_attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The value of one attribute of a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = &tag[1 + tag_name(tag).len()..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = rest.find(|c: char| c == '=' || c.is_whitespace() || c == '>' || c == '/')?;
        let (key, tail) = rest.split_at(end);
        if key.is_empty() {
            return None;
        }
        let Some(value) = tail.strip_prefix('=') else {
            rest = tail;
            continue;
        };
        let quote = value.chars().next().filter(|c| *c == '"' || *c == '\'')?;
        let value = &value[1..];
        let close = value.find(quote)?;
        if key.eq_ignore_ascii_case(name) {
            return Some(decode(&value[..close]));
        }
        rest = &value[close + 1..];
    }
}

/// How long a picture says that one of its sides is.
fn pixels(tag: &str, name: &str) -> Option<u32> {
    let value = attribute(tag, name)?;
    let value = value.trim();
    value.strip_suffix("px").unwrap_or(value).trim_end().parse().ok()
}

fn with_picture(tag: &str, picture: &dyn Fn(&str) -> Option<String>) -> String {
    let sides = ["width", "height"].map(|name| pixels(tag, name));
    if sides.iter().flatten().any(|side| *side <= COUNTER_SIDE) {
        return String::new();
    }
    let Some(src) = attribute(tag, "src").and_then(|src| picture(&src)) else { return String::new() };
    let mut out = format!("{}img src=\"{}\" loading=\"lazy\"", &tag[..1], encode_attribute(&src));
    let alt = attribute(tag, "alt").unwrap_or_default();
    out.push_str(&format!(" alt=\"{}\"", encode_attribute(&alt)));
    for (name, side) in ["width", "height"].iter().zip(sides) {
        if let Some(pixels) = side {
            out.push_str(&format!(" {name}=\"{pixels}\""));
        }
    }
    out.push_str(&tag[tag.len() - 1..]);
    out
}

#[cfg(test)]
#[path = "markup_tests.rs"]
mod tests;
