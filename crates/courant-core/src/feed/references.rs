//! Character references: XML's, HTML's and those a document declares itself.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;

use memchr::memchr;

/// A declared entity longer than this is left alone, so that a document cannot grow itself.
const LONGEST_DECLARED: usize = 1_000;

/// The longest name in HTML's table is 31 characters.
const LONGEST_NAME: usize = 32;

/// Entities that a document's type declaration defines.
#[derive(Debug, Clone, Default)]
pub struct Declared {
    values: BTreeMap<String, String>,
    /// Bytes that they have added so far.
    grown: Cell<usize>,
}

/// What all uses of declared entities may add to a document.
const MOST_GROWTH: usize = 1_000_000;

impl Declared {
    /// Reads `<!ENTITY name "value">` lines; values that refer to other entities are not expanded.
    pub fn read(doctype: &str) -> Self {
        let mut values = BTreeMap::new();
        for declaration in doctype.split("<!ENTITY").skip(1).take(500) {
            let Some((name, rest)) = declaration.trim_ascii_start().split_once(|c: char| c.is_ascii_whitespace())
            else {
                continue;
            };
            let rest = rest.trim_ascii_start();
            let Some(quote @ ('"' | '\'')) = rest.chars().next() else { continue };
            let Some((value, _)) = rest[1..].split_once(quote) else { continue };
            if value.len() <= LONGEST_DECLARED {
                values.insert(name.to_owned(), resolve(value, &Self::default(), &mut 0).into_owned());
            }
        }
        Self { values, grown: Cell::new(0) }
    }

    fn value(&self, name: &str) -> Option<&str> {
        let value = self.values.get(name)?;
        self.grown.set(self.grown.get() + value.len());
        (self.grown.get() <= MOST_GROWTH).then_some(value.as_str())
    }
}

/// Resolves every reference once; what is no reference stays as written and is counted in `bare`.
pub fn resolve<'a>(text: &'a str, declared: &Declared, bare: &mut usize) -> Cow<'a, str> {
    let Some(first) = memchr(b'&', text.as_bytes()) else { return Cow::Borrowed(text) };
    let mut output = String::with_capacity(text.len());
    output.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(after) = rest.strip_prefix('&') {
        if let Some(length) = one(after, declared, &mut output) {
            rest = &after[length..];
        } else {
            *bare += 1;
            output.push('&');
            rest = after;
        }
        let next = memchr(b'&', rest.as_bytes()).unwrap_or(rest.len());
        output.push_str(&rest[..next]);
        rest = &rest[next..];
    }
    Cow::Owned(output)
}

/// Resolves HTML's references only.
pub fn resolve_html(text: &str) -> Cow<'_, str> {
    resolve(text, &Declared::default(), &mut 0)
}

/// Resolves the reference that follows a `&`; gives its length with the semicolon.
fn one(after: &str, declared: &Declared, output: &mut String) -> Option<usize> {
    let end = after.bytes().take(LONGEST_NAME + 1).position(|b| b == b';')?;
    let name = &after[..end];
    if let Some(number) = name.strip_prefix('#') {
        output.push(numbered(number)?);
    } else if let Some(character) = of_xml(name) {
        output.push(character);
    } else if let Some(value) = declared.value(name) {
        output.push_str(value);
    } else {
        output.push_str(quick_xml::escape::resolve_html5_entity(name)?);
    }
    Some(end + 1)
}

/// The five that XML itself knows, so that the most frequent are not looked for among two thousand.
fn of_xml(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    match code {
        // What HTML says of these: the writer meant windows-1252.
        0x80..=0x9F => windows_1252(u8::try_from(code).ok()?),
        0..=8 | 0xB | 0xC | 0xE..=0x1F => Some(' '),
        _ => char::from_u32(code),
    }
}

/// One byte of windows-1252 as a character.
pub fn windows_1252(byte: u8) -> Option<char> {
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next()
}

/// Writes text so that it can stand in markup.
pub fn escape(text: &str, output: &mut String) {
    for character in text.chars() {
        match character {
            '&' => output.push_str("&amp;"),
            '<' => output.push_str("&lt;"),
            '>' => output.push_str("&gt;"),
            '"' => output.push_str("&quot;"),
            _ => output.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolves_once_and_counts_what_is_bare() {
        let declared = Declared::read(" r [<!ENTITY house 'Caf&#233;'> <!ENTITY out SYSTEM \"file\">]");
        for (text, expected, bare) in [
            ("a &amp; b", "a & b", 0),
            ("a & b &c", "a & b &c", 2),
            ("&amp;lt;", "&lt;", 0),
            ("&eacute;&#8217;&#x2014;&#146;", "é’—’", 0),
            ("&house;&out;", "Café&out;", 1),
            ("&#0;&#xD800;", " &#xD800;", 1),
            ("tail &amp", "tail &amp", 1),
        ] {
            let mut count = 0;
            assert_eq!(resolve(text, &declared, &mut count), expected, "{text}");
            assert_eq!(count, bare, "{text}");
        }
    }
}
