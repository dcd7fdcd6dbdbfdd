//! What of a line stands outside quotation marks.

/// The line with blanks for everything that stands in quotation marks, byte for byte, so that places stay. A double mark that is
/// never closed quotes the rest; a single one is an apostrophe.
pub fn outside(text: &str) -> String {
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = None;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if let Some(length) = quoted(c, before, after) {
            left.extend(std::iter::repeat_n(' ', c.len_utf8() + length));
            before = Some(' ');
            rest = &after[length..];
            continue;
        }
        left.push(c);
        before = Some(c);
        rest = after;
    }
    left
}

/// How many bytes behind an opening mark are quoted, with the mark that closes; `None` where the mark opens nothing.
fn quoted(mark: char, before: Option<char>, after: &str) -> Option<usize> {
    let closers: &[char] = match mark {
        '“' => &['”', '"'],
        '„' => &['“', '”', '"'],
        '«' => &['»'],
        '»' => &['«'],
        '"' | '”' => &['"', '”'],
        '‘' | '‚' => &['’', '‘', '\''],
        '\'' => &['\'', '’'],
        _ => return None,
    };
    let single = matches!(mark, '‘' | '‚' | '\'');
    if single && (before.is_some_and(char::is_alphanumeric) || !after.starts_with(char::is_alphanumeric)) {
        return None;
    }
    let closes = |at: usize, c: char| {
        let next = after[at + c.len_utf8()..].chars().next();
        closers.contains(&c) && !(single && next.is_some_and(char::is_alphanumeric))
    };
    let close = after.char_indices().find(|(at, c)| closes(*at, *c));
    match close {
        Some((at, c)) => Some(at + c.len_utf8()),
        None if single => None,
        None => Some(after.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_is_taken_out() {
        for (text, left) in [
            ("Mayor: “We are late”, and the pier’s closed", "Mayor: , and the pier’s closed"),
            ("'I was 'pinned' in Brenn'", "in Brenn'"),
            ("Ferrymen’s pay: ‘We’re tired’ of it", "Ferrymen’s pay: of it"),
            ("Bürgermeister: „Wir gehen“", "Bürgermeister:"),
            ("Le maire : « Nous partons »", "Le maire :"),
            ("The Kestrel's crew \"saw nothing", "The Kestrel's crew"),
            ("Rock 'n' roll at the pier", "Rock roll at the pier"),
        ] {
            let found = outside(text);
            let words: Vec<&str> = found.split_whitespace().collect();
            assert_eq!((words.join(" ").as_str(), found.len()), (left, text.len()), "{text}");
        }
    }
}
