//! The whole content of one field, whatever is inside it.

use std::borrow::Cow;

use super::markup::{Scanner, Tag, Token};
use super::names::{Role, role};
use super::references::{self, Declared};
use super::spaces::{Space, Spaces};

/// A field's content.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Value<'a> {
    /// With elements inside: markup. Otherwise the text with the references of XML resolved.
    pub text: Cow<'a, str>,
    /// Whether elements stood inside.
    pub elements: bool,
    /// Whether the document ends inside the field, so that half of it may be missing.
    pub cut: bool,
}

/// What the reader of a field must know about the document around it.
pub struct Surroundings<'c, 'a> {
    /// The prefixes.
    pub spaces: &'c Spaces<'a>,
    /// The document's own entities.
    pub declared: &'c Declared,
    /// Names of the elements that are open around the field, outermost first.
    pub open: &'c dyn Fn(&str) -> bool,
}

/// What was wrong inside.
#[derive(Debug, Default, Clone, Copy)]
pub struct Faults {
    /// `&` that begin no reference.
    pub bare: usize,
    /// Elements that were never closed.
    pub unclosed: usize,
}

/// Elements open at once that are remembered: more than any feed has, and few enough to be looked through.
pub const DEEPEST: usize = 256;

/// Elements of HTML that have no end tag.
const VOID: [&str; 12] = ["br", "img", "hr", "input", "meta", "link", "area", "base", "col", "embed", "wbr", "source"];

/// Reads up to the end of the field that `tag` opened, or to where it must have ended.
pub fn capture<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>, around: &Surroundings, faults: &mut Faults) -> Value<'a> {
    match simple(scanner, tag, around, faults) {
        Some(text) => Value { text, ..Value::default() },
        None => collected(scanner, tag, around, faults),
    }
}

/// The text of a field that holds one run of text or one CDATA section and is closed: nearly every field. Of any other
/// nothing is read.
fn simple<'a>(scanner: &mut Scanner<'a>, tag: Tag, around: &Surroundings, faults: &mut Faults) -> Option<Cow<'a, str>> {
    let mut ahead = scanner.clone();
    let mut token = ahead.next()?;
    let mut text = None;
    if let Token::Text(raw) = token {
        text = Some(raw);
        token = ahead.next()?;
    }
    let mut section = None;
    if let Token::Cdata(raw) = token
        && text.is_none_or(is_blank)
    {
        section = Some(raw);
        token = ahead.next()?;
        if let Token::Text(after) = token
            && is_blank(after)
        {
            token = ahead.next()?;
        }
    }
    let Token::End(name) = token else { return None };
    if !name.eq_ignore_ascii_case(tag.name) {
        return None;
    }
    *scanner = ahead;
    Some(match section {
        Some(raw) => Cow::Borrowed(raw),
        None => references::resolve(text.unwrap_or_default(), around.declared, &mut faults.bare),
    })
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace())
}

fn collected<'a>(scanner: &mut Scanner<'a>, tag: Tag<'a>, around: &Surroundings, faults: &mut Faults) -> Value<'a> {
    let mut pieces: Vec<Token<'a>> = Vec::new();
    let mut inner: Vec<&'a str> = Vec::new();
    let (mut elements, mut closed, mut cut) = (false, false, true);
    let mut before = scanner.offset();
    while let Some(token) = scanner.next() {
        match token {
            Token::End(name) => {
                if let Some(at) = inner.iter().rposition(|open| open.eq_ignore_ascii_case(name)) {
                    faults.unclosed += inner.len() - at - 1;
                    inner.truncate(at);
                } else if name.eq_ignore_ascii_case(tag.name) {
                    (closed, cut) = (true, false);
                    break;
                } else if (around.open)(name) {
                    scanner.rewind(before);
                    cut = false;
                    break;
                } else {
                    before = scanner.offset();
                    continue;
                }
            }
            Token::Start(child) => {
                if breaks_out(child, inner.len(), tag, around.spaces) {
                    scanner.rewind(before);
                    cut = false;
                    break;
                }
                elements = true;
                if !child.empty
                    && inner.len() < DEEPEST
                    && !VOID.iter().any(|void| child.name.eq_ignore_ascii_case(void))
                {
                    inner.push(child.name);
                }
            }
            Token::Text(_) | Token::Cdata(_) | Token::Doctype(_) => {}
        }
        pieces.push(token);
        before = scanner.offset();
    }
    faults.unclosed += usize::from(!closed) + inner.len();
    let text = if elements { markup(&pieces, around).into() } else { plain(&pieces, around, faults) };
    Value { text, elements, cut }
}

/// Whether a start tag cannot belong to the field's content, so that the field must have been left open.
fn breaks_out(child: Tag, depth: usize, field: Tag, spaces: &Spaces) -> bool {
    let (space, local) = spaces.part(child.name);
    if space != Space::Core {
        return false;
    }
    match role(space, local) {
        Role::Entry => true,
        // A person, a picture and Atom's markup have parts of these names.
        Role::Field(_) if depth == 0 => !has_parts(field.name) && !local.eq_ignore_ascii_case("body"),
        _ => false,
    }
}

fn has_parts(name: &str) -> bool {
    let local = name.rsplit(':').next().unwrap_or(name);
    ["author", "contributor", "image", "source", "textinput", "content", "body", "creator"]
        .iter()
        .any(|known| local.eq_ignore_ascii_case(known))
}

fn plain<'a>(pieces: &[Token<'a>], around: &Surroundings, faults: &mut Faults) -> Cow<'a, str> {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Token::Text(raw) => {
                let resolved = references::resolve(raw, around.declared, &mut faults.bare);
                if pieces.len() == 1 {
                    return resolved;
                }
                // Blanks between a tag and a CDATA section are layout.
                if !resolved.trim_ascii().is_empty() {
                    text.push_str(&resolved);
                }
            }
            Token::Cdata(raw) => text.push_str(raw),
            Token::Start(_) | Token::End(_) | Token::Doctype(_) => {}
        }
    }
    text.into()
}

fn markup(pieces: &[Token], around: &Surroundings) -> String {
    let mut output = String::new();
    for piece in pieces {
        match piece {
            Token::Text(raw) => output.push_str(raw),
            Token::Cdata(raw) => references::escape(raw, &mut output),
            Token::Start(tag) => {
                output.push('<');
                output.push_str(without_prefix(tag.name, around.spaces));
                output.push_str(tag.attributes);
                output.push_str(if tag.empty { "/>" } else { ">" });
            }
            Token::End(name) => {
                output.push_str("</");
                output.push_str(without_prefix(name, around.spaces));
                output.push('>');
            }
            Token::Doctype(_) => {}
        }
    }
    output
}

fn without_prefix<'n>(name: &'n str, spaces: &Spaces) -> &'n str {
    match spaces.part(name) {
        (Space::Html, local) => local,
        _ => name,
    }
}
