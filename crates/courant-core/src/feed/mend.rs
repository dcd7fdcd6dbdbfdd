//! JSON that is cut off or slightly wrong, made readable.

/// What was done to the text.
#[derive(Debug, PartialEq, Eq)]
pub struct Mended {
    /// The text, to be tried again.
    pub text: String,
    /// Whether it ended before its closing brackets.
    pub cut: bool,
}

/// Closes what the document's end left open, at the last value that is whole; escapes line breaks and tabs inside
/// strings; drops a comma before a closing bracket, and whatever stands after the document.
pub fn mend(text: &str) -> Mended {
    let mut mender = Mender { output: String::with_capacity(text.len()), ..Mender::default() };
    for character in text.chars() {
        mender.take(character);
        if mender.whole > 0 && mender.open.is_empty() {
            return Mended { text: mender.output, cut: false };
        }
    }
    mender.output.truncate(mender.whole);
    mender.output.extend(mender.open.iter().rev());
    Mended { text: mender.output, cut: true }
}

#[derive(Default)]
struct Mender {
    output: String,
    /// The brackets that close what is open, outermost first.
    open: Vec<char>,
    /// Length of the output up to the last whole value.
    whole: usize,
    string: bool,
    escaped: bool,
}

impl Mender {
    fn take(&mut self, character: char) {
        if self.string {
            return self.inside(character);
        }
        match character {
            ',' => self.whole = self.output.trim_end().len(),
            '}' | ']' => self.without_comma(),
            '"' => self.string = true,
            _ => {}
        }
        self.output.push(character);
        match character {
            '{' => self.open.push('}'),
            '[' => self.open.push(']'),
            '}' | ']' => drop(self.open.pop()),
            _ => return,
        }
        self.whole = self.output.len();
    }

    fn inside(&mut self, character: char) {
        match character {
            '\n' => self.output.push_str("\\n"),
            '\r' => self.output.push_str("\\r"),
            '\t' => self.output.push_str("\\t"),
            _ => self.output.push(character),
        }
        self.string = self.escaped || character != '"';
        self.escaped = !self.escaped && character == '\\';
    }

    fn without_comma(&mut self) {
        let length = self.output.trim_end().len();
        if self.output[..length].ends_with(',') {
            self.output.truncate(length - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closes_at_the_last_whole_value() {
        for (text, expected, cut) in [
            (r#"{"a":[{"b":1},{"c":"x","d":"half a wo"#, r#"{"a":[{"b":1},{"c":"x"}]}"#, true),
            (r#"{"a":[{"b":1},{"c"#, r#"{"a":[{"b":1},{}]}"#, true),
            (r#"{"a":[1, 2],"b":12"#, r#"{"a":[1, 2]}"#, true),
            (r#"{"a":[1, 2, ],}"#, r#"{"a":[1, 2]}"#, false),
            ("{\"a\":\"one\n\\\"two\\\"\"} trailing", r#"{"a":"one\n\"two\""}"#, false),
            ("{", "{}", true),
            ("", "", true),
        ] {
            assert_eq!(mend(text), Mended { text: expected.to_owned(), cut }, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_cut_of_a_document_is_readable(at in 1_usize..90) {
            let whole = r#"{"version":"1","items":[{"id":"7","title":"A \"b\" , {c}","tags":["é",null]},{"id":8.5}]}"#;
            let start: String = whole.chars().take(at).collect();
            proptest::prop_assert!(serde_json::from_str::<serde_json::Value>(&mend(&start).text).is_ok());
        }

        #[test]
        fn never_panics(text in "[{}\\[\\]\",:\\\\ a1\n]{0,40}") {
            mend(&text);
        }
    }
}
