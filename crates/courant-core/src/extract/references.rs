//! Character references, as HTML reads them: `&amp;`, `&#233;`, and what older pages write without the semicolon.

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// A text with its references resolved and its line ends made one; none when it holds a null character, which a parser
/// reads differently in different places. `after` is what stands behind the text.
pub fn resolved(text: &str, after: Option<u8>, in_attribute: bool) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr3(b'&', b'\r', 0, rest.as_bytes()) {
        let (plain, special) = rest.split_at(at);
        out.push_str(plain);
        rest = special.get(1..)?;
        match special.as_bytes().first()? {
            b'&' => match reference(rest, after, in_attribute) {
                Some((length, first, second)) => {
                    out.push(first);
                    out.extend(second);
                    rest = rest.get(length..)?;
                }
                None => out.push('&'),
            },
            b'\r' => {
                out.push('\n');
                rest = rest.strip_prefix('\n').unwrap_or(rest);
            }
            _ => return None,
        }
    }
    out.push_str(rest);
    Some(out)
}

/// The reference that a text begins with: its length and what it stands for.
fn reference(text: &str, after: Option<u8>, in_attribute: bool) -> Option<(usize, char, Option<char>)> {
    match text.strip_prefix('#') {
        Some(number) => numeric(number).map(|(length, c)| (length + 1, c, None)),
        None => named(text, after, in_attribute),
    }
}

/// The longest name that is known.
fn named(text: &str, after: Option<u8>, in_attribute: bool) -> Option<(usize, char, Option<char>)> {
    let mut found = None;
    for end in 1..=text.len() {
        // The list has the beginnings of names too, which stand for nothing.
        match text.get(..end).and_then(|name| NAMED_ENTITIES.get(name)) {
            Some((0, _)) => {}
            Some((first, second)) => {
                found = Some((end, char::from_u32(*first)?, char::from_u32(*second).filter(|&c| c != '\0')))
            }
            None => break,
        }
    }
    let (end, first, second) = found?;
    let next = text.as_bytes().get(end).copied().or(after);
    let ended = text.as_bytes().get(end - 1) == Some(&b';');
    // `?a=1&copy=2` in an address is no sign of copyright.
    let of_address = in_attribute && !ended && next.is_some_and(|next| next == b'=' || next.is_ascii_alphanumeric());
    (!of_address).then_some((end, first, second))
}

fn numeric(text: &str) -> Option<(usize, char)> {
    let (digits, base) = match text.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (text, 10),
    };
    let count = digits.chars().take_while(|c| c.is_digit(base)).count();
    let digits = digits.get(..count).filter(|digits| !digits.is_empty())?;
    let number = u32::from_str_radix(digits, base).unwrap_or(u32::MAX);
    let length = usize::from(base == 16) + count;
    let length = length + usize::from(text.as_bytes().get(length) == Some(&b';'));
    Some((length, meant(number)))
}

/// The character of a number; old pages mean those of Windows where there are none.
fn meant(number: u32) -> char {
    let of_windows = number.checked_sub(0x80).and_then(|at| C1_REPLACEMENTS.get(at as usize).copied().flatten());
    of_windows.or_else(|| char::from_u32(number)).filter(|&c| c != '\0').unwrap_or('\u{fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_as_browsers_do() {
        let cases = [
            (
                "a &amp; b&#233;&#xE9 &euro;\r\nc\rd",
                "a & b\u{e9}\u{e9} \u{20ac}\nc\nd",
                "a & b\u{e9}\u{e9} \u{20ac}\nc\nd",
            ),
            ("?a=1&copy=2&amp=3", "?a=1\u{a9}=2&=3", "?a=1&copy=2&amp=3"),
            ("&notit; &notin;", "\u{ac}it; \u{2209}", "&notit; \u{2209}"),
            (
                "&#128;&#0;&#x110000;&#99999999999;&#;&#x;&",
                "\u{20ac}\u{fffd}\u{fffd}\u{fffd}&#;&#x;&",
                "\u{20ac}\u{fffd}\u{fffd}\u{fffd}&#;&#x;&",
            ),
        ];
        for (given, text, attribute) in cases {
            assert_eq!(resolved(given, None, false).as_deref(), Some(text), "{given}");
            assert_eq!(resolved(given, None, true).as_deref(), Some(attribute), "{given}");
        }
        assert_eq!(resolved("a\0", None, false), None);
        assert_eq!(resolved("&copy", Some(b'='), true).as_deref(), Some("&copy"));
    }
}
