//! A forgiving tokenizer for XML as it is found: it has no errors, only tokens.
//!
//! A bare `<` is text, a tag without its `>` ends where the next one begins and is lost where none does, an unclosed
//! comment is passed over and an unclosed CDATA section runs to the end. Names are not lower-cased and references are
//! not resolved here, so a token borrows from the document and costs no allocation.

use memchr::{memchr, memmem};

/// A start tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag<'a> {
    /// As written, with its prefix.
    pub name: &'a str,
    /// Everything between the name and the end of the tag.
    pub attributes: &'a str,
    /// Whether the tag closes itself.
    pub empty: bool,
}

/// One piece of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'a> {
    /// `<name …>` or `<name …/>`
    Start(Tag<'a>),
    /// `</name>`, the name as written.
    End(&'a str),
    /// Character data, references unresolved.
    Text(&'a str),
    /// The inside of a CDATA section.
    Cdata(&'a str),
    /// `<!DOCTYPE …>`: everything after the keyword.
    Doctype(&'a str),
}

/// Reads tokens from a document.
#[derive(Debug, Clone)]
pub struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// From here on no comment ends, so that its end is looked for in vain only once.
    endless_from: usize,
    /// Whether the document type has been read; there is one.
    typed: bool,
}

impl<'a> Scanner<'a> {
    /// Starts at the document's first character.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, endless_from: usize::MAX, typed: false }
    }

    /// Byte offset of the next token.
    pub fn offset(&self) -> usize {
        self.at
    }

    /// Goes back to an offset that [`Self::offset`] gave.
    pub fn rewind(&mut self, position: usize) {
        self.at = position;
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn markup(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        let second = *rest.as_bytes().get(1)?;
        match second {
            b'/' => self.end_tag(rest),
            b'?' => {
                self.at += memchr(b'>', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
                None
            }
            b'!' => self.declaration(rest),
            _ if is_name_start(second) => self.start_tag(rest),
            _ => None,
        }
    }

    fn end_tag(&mut self, rest: &'a str) -> Option<Token<'a>> {
        let inside = &rest[2..];
        if !inside.bytes().next().is_some_and(is_name_start) {
            return None;
        }
        let end = inside.bytes().position(|b| b == b'>' || b == b'<').unwrap_or(inside.len());
        let closed = usize::from(inside.as_bytes().get(end) == Some(&b'>'));
        self.at += 2 + end + closed;
        Some(Token::End(inside[..end].trim_ascii()))
    }

    fn declaration(&mut self, rest: &'a str) -> Option<Token<'a>> {
        if rest.starts_with("<!--") {
            let within = if self.at < self.endless_from { &rest.as_bytes()[4..] } else { b"" };
            let end = memmem::find(within, b"-->");
            if end.is_none() {
                self.endless_from = self.endless_from.min(self.at);
            }
            self.at += end.map_or(4, |end| end + 7);
            return None;
        }
        if let Some(inside) = rest.strip_prefix("<![CDATA[") {
            let end = memmem::find(inside.as_bytes(), b"]]>");
            self.at += end.map_or(rest.len(), |end| end + 12);
            return Some(Token::Cdata(&inside[..end.unwrap_or(inside.len())]));
        }
        let first = memchr(b'>', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
        if self.typed || !rest.get(..9).is_some_and(|keyword| keyword.eq_ignore_ascii_case("<!DOCTYPE")) {
            self.at += first;
            return None;
        }
        self.typed = true;
        let end = subset_end(rest).unwrap_or(first);
        self.at += end;
        Some(Token::Doctype(&rest[9..end]))
    }

    /// A start tag; one that the document's end cuts off is none, as half of a link would lead elsewhere.
    fn start_tag(&mut self, rest: &'a str) -> Option<Token<'a>> {
        let bytes = rest.as_bytes();
        let name_end = bytes[1..].iter().position(|b| !is_name(*b)).map_or(bytes.len(), |end| end + 1);
        let (end, closed) = tag_end(bytes, name_end);
        self.at += end + usize::from(closed);
        if end == bytes.len() {
            return None;
        }
        let mut attributes = &rest[name_end..end];
        let empty = attributes.ends_with('/');
        if empty {
            attributes = &attributes[..attributes.len() - 1];
        }
        Some(Token::Start(Tag { name: &rest[1..name_end], attributes, empty }))
    }
}

impl<'a> Iterator for Scanner<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while self.at < self.text.len() {
            let rest = self.rest();
            if !rest.starts_with('<') {
                let end = memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
                self.at += end;
                return Some(Token::Text(&rest[..end]));
            }
            let before = self.at;
            if let Some(token) = self.markup() {
                return Some(token);
            }
            if matches!(rest, "<" | "</") {
                // The document's end cuts a tag off.
                self.at = self.text.len();
            } else if self.at == before {
                // A `<` that opens nothing is text, up to the next one.
                let end = rest[1..].find('<').map_or(rest.len(), |end| end + 1);
                self.at += end;
                return Some(Token::Text(&rest[..end]));
            }
        }
        None
    }
}

fn is_name_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte == b':' || byte >= 0x80
}

fn is_name(byte: u8) -> bool {
    is_name_start(byte) || byte.is_ascii_digit() || byte == b'-' || byte == b'.'
}

/// Where a start tag ends, and whether it does so with its own `>`.
fn tag_end(bytes: &[u8], from: usize) -> (usize, bool) {
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'>' => return (at, true),
            b'<' => return (at, false),
            b'=' => at = value_end(bytes, at + 1),
            _ => at += 1,
        }
    }
    (bytes.len(), false)
}

/// The end of an attribute's value; a quotation mark that is never closed before the next tag opens nothing.
fn value_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
        at += 1;
    }
    let Some(&quote @ (b'"' | b'\'')) = bytes.get(at) else { return at };
    let mut seen_end = false;
    for (offset, &byte) in bytes[at + 1..].iter().enumerate() {
        match byte {
            _ if byte == quote => return at + offset + 2,
            b'>' => seen_end = true,
            b'<' if seen_end => break,
            _ => {}
        }
    }
    at + 1
}

/// The end of a document type with its internal subset.
fn subset_end(rest: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (offset, byte) in rest.bytes().enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' => depth = depth.saturating_sub(1),
            b'>' if depth == 0 => return Some(offset + 1),
            _ => {}
        }
    }
    None
}

/// The attributes of a tag in order, values as written.
pub fn attributes(raw: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = raw;
    std::iter::from_fn(move || {
        let between = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'=' | b'"' | b'\'');
        rest = &rest[rest.bytes().position(|byte| !between(byte))?..];
        let ends = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'/');
        let name_end = rest.bytes().position(ends).unwrap_or(rest.len());
        let (name, after) = rest.split_at(name_end);
        let Some(value) = after.trim_ascii_start().strip_prefix('=') else {
            rest = after;
            return Some((name, ""));
        };
        let (value, after) = split_value(value.trim_ascii_start());
        rest = after;
        Some((name, value))
    })
}

fn split_value(text: &str) -> (&str, &str) {
    if let Some(quote @ (b'"' | b'\'')) = text.bytes().next() {
        let inside = &text[1..];
        if let Some(end) = memchr(quote, inside.as_bytes()) {
            return (&inside[..end], &inside[end + 1..]);
        }
        return (inside, "");
    }
    text.split_at(text.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(text.len()))
}

/// The raw value of one attribute, its name compared without regard to case.
pub fn attribute<'a>(raw: &'a str, name: &str) -> Option<&'a str> {
    if raw.len() <= name.len() {
        return None;
    }
    attributes(raw).find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let shown: Vec<String> = Scanner::new(text)
            .map(|token| match token {
                Token::Start(tag) => {
                    format!("<{}{}|{}>", tag.name, if tag.empty { "/" } else { "" }, tag.attributes.trim())
                }
                Token::End(name) => format!("</{name}>"),
                Token::Text(text) => format!("'{text}'"),
                Token::Cdata(text) => format!("[{text}]"),
                Token::Doctype(text) => format!("!{}", text.trim()),
            })
            .collect();
        shown.join(" ")
    }

    #[test]
    fn reads_what_is_there() {
        for (text, expected) in [
            ("<a b='1'>x</a>", "<a|b='1'> 'x' </a>"),
            ("<a b=\"x>y\"/>z", "<a/|b=\"x>y\"> 'z'"),
            ("1 < 2<b>", "'1 ' '< 2' <b|>"),
            ("<a href=\"x><b>y</b>", "<a|href=\"x> <b|> 'y' </b>"),
            ("<a <b>", "<a|> <b|>"),
            ("<!-- never closed <a>", "' never closed ' <a|>"),
            ("<![CDATA[a<b]]>c", "[a<b] 'c'"),
            ("<![CDATA[cut", "[cut]"),
            ("<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a \"b\">]><r/>", "!r [<!ENTITY a \"b\">]> <r/|>"),
            ("</ a>", "'</ a>'"),
            ("a<", "'a'"),
            ("a</", "'a'"),
            ("x<link href=\"https://a.exa", "'x'"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn reads_attributes_as_written() {
        let list: Vec<_> = attributes(" a='1' b = \"2 3\" c d=4 e='open").collect();
        assert_eq!(list, [("a", "1"), ("b", "2 3"), ("c", ""), ("d", "4"), ("e", "open")]);
        assert_eq!(attribute("isPermaLink='false'", "ispermalink"), Some("false"));
    }

    proptest::proptest! {
        #[test]
        fn always_ends_and_loses_no_order(text in "[<>/!\\[\\]a-c =\"'&;-]{0,60}") {
            let mut scanner = Scanner::new(&text);
            let mut last = 0;
            while scanner.next().is_some() {
                proptest::prop_assert!(scanner.offset() > last);
                last = scanner.offset();
            }
        }
    }
}
