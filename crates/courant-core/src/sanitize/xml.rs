//! Characters that no XML document may hold, not even as a reference: one of them makes the whole document unreadable.

use std::borrow::Cow;

/// Whether a character is a control or one of those that stand for nothing; tabs and line ends are neither.
pub fn is_forbidden(c: char) -> bool {
    !matches!(c, '\t' | '\n' | '\r') && (c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
}

/// The words, or a whole document, without such characters.
pub fn well_formed(words: &str) -> Cow<'_, str> {
    if words.contains(is_forbidden) {
        return Cow::Owned(words.chars().filter(|c| !is_forbidden(*c)).collect());
    }
    Cow::Borrowed(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_xml_may_hold_is_left_out() {
        for (words, kept) in [
            ("a\u{0}b\u{b}c\td\u{ffff}é", "abc\tdé"),
            ("Bad\u{8}Paper\u{1b}[0m", "BadPaper[0m"),
            ("two\r\nlines\u{fffe}\u{9f}", "two\r\nlines"),
            ("nothing \u{fffd} \u{10ffff}", "nothing \u{fffd} \u{10ffff}"),
            ("", ""),
        ] {
            assert_eq!(well_formed(words), kept, "{words:?}");
        }
    }
}
