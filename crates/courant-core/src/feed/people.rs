//! Authors' names out of what feeds write around them.

/// `desk@example.org (Ada Byron)` and `Ada Byron <desk@example.org>` to the name; an address alone stays.
pub fn name(written: &str) -> String {
    let written = written.trim();
    if let Some((before, after)) = written.split_once('(')
        && before.contains('@')
    {
        let inside = after.split(')').next().unwrap_or_default().trim();
        if !inside.is_empty() {
            return inside.to_owned();
        }
    }
    let words: Vec<&str> = written.split(' ').collect();
    let kept: Vec<&str> = words.iter().filter(|word| !is_address(word)).copied().collect();
    let name = if kept.is_empty() { words.join(" ") } else { kept.join(" ") };
    let lower = name.get(..3).unwrap_or_default().to_ascii_lowercase();
    let name = if lower == "by " { &name[3..] } else { &name };
    // A parenthesis is part of the name only when both its halves are.
    let paired = name.matches('(').count() == name.matches(')').count();
    let stray = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | ',') || !paired && matches!(c, '(' | ')');
    name.trim_matches(stray).to_owned()
}

fn is_address(word: &str) -> bool {
    let word = word.trim_matches(|c| matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | ','));
    word.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn names_without_addresses() {
        for (written, expected) in [
            ("desk@example.org (Ada Byron)", "Ada Byron"),
            ("Ada Byron <desk@example.org>", "Ada Byron"),
            ("Ada Byron (desk@example.org)", "Ada Byron"),
            ("desk@example.org", "desk@example.org"),
            ("By Ada Byron", "Ada Byron"),
            ("Ada Byron (Lagos)", "Ada Byron (Lagos)"),
            ("", ""),
        ] {
            assert_eq!(name(written), expected, "{written}");
        }
    }
}
