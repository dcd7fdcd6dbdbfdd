//! Quotations as a page prints them. What is stored, and what programs are given, stays as it was read.

/// Marks that may close a quotation.
const CLOSING: &[char] = &['"', '\'', '”', '’', '“', '‘', '»', '«', '›', '‹', '」', '』'];

/// Without the comma that only led on to who said it: “the cello,” said Brackwell → “the cello”. No word is touched.
pub fn printed(text: &str) -> String {
    let whole = text.trim_end();
    let inside = whole.trim_end_matches(CLOSING);
    let marks = &whole[inside.len()..];
    match inside.strip_suffix(',') {
        Some(words) if words.ends_with(|c: char| c.is_alphanumeric() || CLOSING.contains(&c)) => {
            format!("{words}{marks}")
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::printed;

    #[test]
    fn only_a_comma_before_the_end_goes() {
        for (text, shown) in [
            ("“I heard the cello,”", "“I heard the cello”"),
            ("I heard the cello,", "I heard the cello"),
            ("“It is over”,", "“It is over”"),
            ("“He called it ‘done,’”", "“He called it ‘done’”"),
            ("„Es war laut“", "„Es war laut“"),
            ("“First, the doors.”", "“First, the doors.”"),
            ("“And then …,”", "“And then …,”"),
            (",", ","),
            ("", ""),
        ] {
            assert_eq!(printed(text), shown, "{text}");
        }
    }
}
