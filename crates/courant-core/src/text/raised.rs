//! Raised characters in plain text. A raised number that is written on the line becomes a part of the number before it:
//! "4,000¹ people" reads as forty thousand and one.

/// The text in superscript characters, where it is digits and what stands amid them.
pub fn superscript(text: &str) -> Option<String> {
    let text = text.trim();
    let raised: Option<String> = text.chars().map(raised).collect();
    raised.filter(|_| text.contains(|c: char| c.is_ascii_digit()))
}

fn raised(c: char) -> Option<char> {
    Some(match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        '+' => '⁺',
        '-' | '−' | '–' => '⁻',
        '(' => '⁽',
        ')' => '⁾',
        ',' | '.' | ' ' | '[' | ']' | '*' => c,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_are_raised() {
        for (text, raised) in
            [("6", Some("⁶")), (" -12 ", Some("⁻¹²")), ("1,2", Some("¹,²")), ("st", None), ("*", None), ("", None)]
        {
            assert_eq!(superscript(text).as_deref(), raised, "{text}");
        }
    }
}
