//! Markup written anew with no more than what can come out safe: a parser's work then depends on its tags alone.
//!
//! A parser of HTML compares each attribute of a tag with all before it, so attributes that are not kept go first. With them go
//! comments, scripts and drawings. Every `<` and `>` that is left begins or ends a tag, whatever state the parser is in.

use memchr::{memchr, memmem};

/// Attributes that may come out safe, and the bytes of the longest value.
const ATTRIBUTES: [(&str, usize); 10] = [
    ("href", 8 << 10),
    ("src", 8 << 10),
    ("alt", 8 << 10),
    ("width", 100),
    ("height", 100),
    ("colspan", 100),
    ("rowspan", 100),
    ("start", 100),
    ("lang", 100),
    ("dir", 100),
];
/// Longer names than elements have.
const LONGEST_NAME: usize = 32;
/// Elements whose content is no markup and never shown.
const HIDDEN: [&str; 5] = ["script", "style", "iframe", "textarea", "title"];
/// Elements whose content is text as it stands.
const RAW: [&str; 3] = ["xmp", "noembed", "noframes"];
/// Elements in which a drawing or a formula holds markup again.
const WITHIN: [&str; 9] = ["foreignobject", "desc", "title", "annotation-xml", "mi", "mo", "mn", "ms", "mtext"];
/// Elements that end a drawing or formula wherever they begin in it.
#[rustfmt::skip]
const ENDING: [&str; 44] = [
    "b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "embed", "h1", "h2", "h3", "h4",
    "h5", "h6", "head", "hr", "i", "img", "li", "listing", "menu", "meta", "nobr", "ol", "p", "pre", "ruby", "s", "small",
    "span", "strong", "strike", "sub", "sup", "table", "tt", "u", "ul", "var",
];
/// Elements open in a drawing that are remembered.
const DEEPEST: usize = 256;

/// A piece of markup as it is written anew.
pub enum Piece<'p> {
    /// A tag.
    Tag(&'p str),
    /// What stands between tags, escaped.
    Text(&'p str),
    /// Nothing, but text before and after it must not become one.
    Seam,
}

/// How a seam is written.
pub const SEAM: &str = "<!---->";
/// Bytes of one text. Who writes a text out looks through the rest of it for each character that is to be escaped.
pub const LONGEST_TEXT: usize = 1 << 10;
/// Longer than any reference.
const REFERENCE: usize = 40;

/// Takes markup apart and gives each piece of what is left to `take`, in order.
pub fn pieces(html: &str, take: &mut dyn FnMut(Piece)) {
    let mut spare = Spare { html, at: 0, written: String::new(), run: 0, tail: false, take };
    while spare.at < html.len() {
        spare.step();
    }
}

struct Spare<'a, 't> {
    html: &'a str,
    at: usize,
    /// The piece that is being written.
    written: String,
    /// Bytes of text given since the last tag or seam.
    run: usize,
    /// Whether what was given last may be the beginning of a reference.
    tail: bool,
    take: &'t mut dyn FnMut(Piece),
}

/// A tag as the parser reads it.
struct Tag<'a> {
    name: String,
    ends: bool,
    closed: bool,
    attributes: Vec<(usize, &'a str)>,
}

impl<'a> Spare<'a, '_> {
    fn rest(&self) -> &'a str {
        self.html.get(self.at..).unwrap_or_default()
    }

    fn step(&mut self) {
        let rest = self.rest();
        let begins = memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
        if begins > 0 {
            self.at += begins;
            return self.text(&rest[..begins], false);
        }
        let bytes = rest.as_bytes();
        match (bytes.get(1), bytes.get(2)) {
            (Some(letter), _) if letter.is_ascii_alphabetic() => self.tag(),
            (Some(b'/'), Some(letter)) if letter.is_ascii_alphabetic() => self.tag(),
            (Some(b'/'), Some(b'>')) => self.pass(3),
            (Some(b'!' | b'?'), _) | (Some(b'/'), Some(_)) => {
                let length =
                    if rest.starts_with("<!--") { comment(rest) } else { memchr(b'>', bytes).map(|at| at + 1) };
                self.pass(length.unwrap_or(rest.len()));
            }
            _ => {
                self.at += 1;
                self.text("<", false);
            }
        }
    }

    /// Passes over something. A reference must not grow together over it.
    fn pass(&mut self, length: usize) {
        self.at += length;
        if std::mem::take(&mut self.tail) {
            self.run = 0;
            (self.take)(Piece::Seam);
        }
    }

    fn text(&mut self, text: &str, as_it_stands: bool) {
        let mut left = text;
        while !left.is_empty() {
            let (part, rest) = left.split_at(seam(left));
            if self.run >= LONGEST_TEXT / 2 {
                self.run = 0;
                (self.take)(Piece::Seam);
            }
            self.run += part.len();
            self.tail = begins_reference(part) || self.tail && part.len() < REFERENCE;
            self.written.clear();
            escape(part, as_it_stands, &mut self.written);
            (self.take)(Piece::Text(&self.written));
            left = rest;
        }
    }

    fn tag(&mut self) {
        let Some((tag, length)) = read(self.rest()) else {
            // The end cuts a tag off, so there is none.
            self.at = self.html.len();
            return;
        };
        let name = tag.name.as_str();
        if !tag.ends && matches!(name, "svg" | "math") {
            self.pass(length);
            if !tag.closed {
                self.drawing(name);
            }
            return;
        }
        if HIDDEN.contains(&name) {
            let hidden = if tag.ends { length } else { self.until_end(name, length).1 };
            return self.pass(hidden);
        }
        if !tag.ends && RAW.contains(&name) {
            let (inside, after) = self.until_end(name, length);
            let inside = self.rest().get(length..inside).unwrap_or_default();
            self.pass(after);
            return self.text(inside, true);
        }
        if !tag.ends && name == "plaintext" {
            let inside = self.rest().get(length..).unwrap_or_default();
            self.pass(self.rest().len());
            return self.text(inside, true);
        }
        let is_plain =
            name.len() <= LONGEST_NAME && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !is_plain || RAW.contains(&name) || matches!(name, "svg" | "math") {
            return self.pass(length);
        }
        self.at += length;
        self.give(&tag);
    }

    fn give(&mut self, tag: &Tag) {
        (self.tail, self.run) = (false, 0);
        self.written.clear();
        self.written.push_str(if tag.ends { "</" } else { "<" });
        self.written.push_str(&tag.name);
        for (known, value) in &tag.attributes {
            let Some((name, longest)) = ATTRIBUTES.get(*known).filter(|_| !tag.ends) else { continue };
            if value.len() <= *longest {
                self.written.push(' ');
                self.written.push_str(name);
                self.written.push_str("=\"");
                escape(value, false, &mut self.written);
                self.written.push('"');
            }
        }
        self.written.push('>');
        (self.take)(Piece::Tag(&self.written));
    }

    /// Where the content of the element whose start tag has this length ends, and where its end tag does.
    fn until_end(&self, name: &str, length: usize) -> (usize, usize) {
        let rest = self.rest();
        for at in memmem::find_iter(&rest.as_bytes()[length..], "</").map(|at| at + length) {
            let after = &rest.as_bytes()[at + 2..];
            let named = after.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()));
            if named && after.get(name.len()).is_some_and(|byte| is_blank(*byte) || matches!(byte, b'/' | b'>')) {
                return (at, read(&rest[at..]).map_or(rest.len(), |(_, length)| at + length));
            }
        }
        (rest.len(), rest.len())
    }

    /// Passes over a drawing or a formula: up to its end tag, to where another element must have ended it, or to the end.
    fn drawing(&mut self, outer: &str) {
        let mut open = vec![outer.to_owned()];
        let mut within = 0_usize;
        while let Some(at) = memchr(b'<', self.rest().as_bytes()) {
            self.at += at;
            let rest = self.rest();
            if rest.starts_with("<!--") {
                self.at += comment(rest).unwrap_or(rest.len());
                continue;
            }
            let second = rest.as_bytes().get(1).copied().unwrap_or_default();
            let third = rest.as_bytes().get(2).copied().unwrap_or_default();
            if !(second.is_ascii_alphabetic() || second == b'/' && third.is_ascii_alphabetic()) {
                self.at += 1;
                continue;
            }
            let Some((tag, length)) = read(rest) else {
                self.at = self.html.len();
                return;
            };
            let ending = within == 0 && ENDING.contains(&tag.name.as_str());
            if !tag.ends {
                if ending {
                    return;
                }
                if !tag.closed && open.len() < DEEPEST {
                    within += usize::from(WITHIN.contains(&tag.name.as_str()));
                    open.push(tag.name);
                }
            } else if let Some(place) = open.iter().rposition(|name| *name == tag.name) {
                let closed = open.split_off(place);
                within -= closed.iter().filter(|name| WITHIN.contains(&name.as_str())).count().min(within);
                if open.is_empty() {
                    self.at += length;
                    return;
                }
            } else if ending {
                // It ends an element around the drawing, and the drawing with it.
                return;
            }
            self.at += length;
        }
        self.at = self.html.len();
    }
}

fn begins_reference(text: &str) -> bool {
    text.bytes().rev().take(REFERENCE).any(|byte| byte == b'&')
}

/// Where a text is parted: all of a short one, else so that no reference is.
fn seam(text: &str) -> usize {
    if text.len() <= LONGEST_TEXT {
        return text.len();
    }
    let at = text.floor_char_boundary(LONGEST_TEXT);
    let from = text.floor_char_boundary(at - REFERENCE);
    text[from..at].find('&').map_or(at, |before| from + before)
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c)
}

fn escape(text: &str, as_it_stands: bool, output: &mut String) {
    for piece in text.split_inclusive(['<', '>', '"', '&']) {
        let plain = piece.trim_end_matches(['<', '>', '"', '&']);
        output.push_str(plain);
        output.push_str(match &piece[plain.len()..] {
            "<" => "&lt;",
            ">" => "&gt;",
            "\"" => "&quot;",
            "&" if as_it_stands => "&amp;",
            other => other,
        });
    }
}

/// The length of the comment that stands at the beginning; `None` where it never ends.
fn comment(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    if bytes.get(4) == Some(&b'>') {
        return Some(5);
    }
    if bytes.get(4..6) == Some(b"->") {
        return Some(6);
    }
    let mut from = 4;
    while let Some(at) = memmem::find(&bytes[from..], b"--") {
        let after = from + at + 2;
        match bytes.get(after..) {
            Some([b'>', ..]) => return Some(after + 1),
            Some([b'!', b'>', ..]) => return Some(after + 2),
            _ => from = after - 1,
        }
    }
    None
}

/// The tag that stands at the beginning, and its length; `None` where the end cuts it off.
fn read(rest: &str) -> Option<(Tag<'_>, usize)> {
    let bytes = rest.as_bytes();
    let ends = bytes.get(1) == Some(&b'/');
    let from = if ends { 2 } else { 1 };
    let mut at = from + bytes[from..].iter().position(|byte| is_blank(*byte) || matches!(byte, b'/' | b'>'))?;
    let name = rest[from..at.min(rest.floor_char_boundary(from + LONGEST_NAME + 1))].to_ascii_lowercase();
    let mut tag = Tag { name, ends, closed: false, attributes: Vec::new() };
    loop {
        at += bytes[at..].iter().position(|byte| !is_blank(*byte))?;
        match bytes[at] {
            b'>' => return Some((tag, at + 1)),
            b'/' => {
                at += 1;
                tag.closed = bytes.get(at) == Some(&b'>');
                continue;
            }
            _ => {}
        }
        let begins = at;
        at += 1;
        at += bytes[at..].iter().position(|byte| is_blank(*byte) || matches!(byte, b'/' | b'>' | b'='))?;
        let name = &rest[begins..at];
        let mut after = at + bytes[at..].iter().position(|byte| !is_blank(*byte))?;
        let mut value = "";
        if bytes[after] == b'=' {
            after += 1;
            after += bytes[after..].iter().position(|byte| !is_blank(*byte))?;
            match bytes[after] {
                quote @ (b'"' | b'\'') => {
                    let end = after + 1 + memchr(quote, &bytes[after + 1..])?;
                    (value, after) = (&rest[after + 1..end], end + 1);
                }
                b'>' => {}
                _ => {
                    let end = after + bytes[after..].iter().position(|byte| is_blank(*byte) || *byte == b'>')?;
                    (value, after) = (&rest[after..end], end);
                }
            }
        }
        at = after;
        let known = ATTRIBUTES.iter().position(|(known, _)| known.eq_ignore_ascii_case(name));
        if let Some(known) = known.filter(|known| tag.attributes.iter().all(|(other, _)| other != known)) {
            tag.attributes.push((known, value));
        }
    }
}
