//! A report's figure as the interface's language writes it: `3.400` in a German report is `3,400` to an English reader.

use courant_core::model::Figure;

/// The figure for reading; its words stay, its digits are parted as in English, and a sentence's capital is taken back.
pub fn shown(figure: &Figure) -> String {
    let text = if figure.approximate { uncapital(&figure.text) } else { figure.text.clone() };
    let Some(start) = text.find(|c: char| c.is_ascii_digit()) else { return text };
    let inside = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’' | '\u{a0}' | '\u{202f}');
    let run = &text[start..];
    let run = &run[..run.find(|c| !inside(c)).unwrap_or(run.len())];
    let run = run.trim_end_matches(|c: char| !c.is_ascii_digit());
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let written = english(figure.value);
    // "3.4 million" has other digits than its value: it stays as printed.
    if digits(run) != digits(&written) {
        return text;
    }
    format!("{}{written}{}", &text[..start], &text[start + run.len()..])
}

fn english(value: f64) -> String {
    let written = value.abs().to_string();
    let (whole, fraction) =
        written.split_once('.').map_or((written.as_str(), None), |(whole, part)| (whole, Some(part)));
    let mut parted = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            parted.push(',');
        }
        parted.push(digit);
    }
    fraction.map_or_else(|| parted.clone(), |part| format!("{parted}.{part}"))
}

fn uncapital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use courant_core::model::{Figure, SourceSpan};

    #[test]
    fn figures_are_written_as_english_readers_write_them() {
        for (text, value, approximate, shows) in [
            ("3.400", 3400.0, false, "3,400"),
            ("3 400", 3400.0, false, "3 400"),
            ("3\u{202f}400", 3400.0, false, "3,400"),
            ("4,5", 4.5, false, "4.5"),
            ("About 190", 190.0, true, "about 190"),
            ("Mehr als 12.000", 12_000.0, true, "mehr als 12,000"),
            ("3.4 million", 3_400_000.0, false, "3.4 million"),
            ("Zwölf", 12.0, false, "Zwölf"),
            ("$1,200", 1200.0, false, "$1,200"),
        ] {
            let figure = Figure {
                text: text.into(),
                value,
                approximate,
                source: SourceSpan { id: String::new(), start: 0, end: 0 },
                at: None,
            };
            assert_eq!(super::shown(&figure), shows, "{text}");
        }
    }
}
