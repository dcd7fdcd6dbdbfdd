//! The beginning of a text.

/// The first `words` words on one line, with an ellipsis where something was cut. Text without blanks between words
/// counts two characters as a word.
pub fn excerpt(text: &str, words: usize) -> String {
    let mut taken = String::new();
    let mut left = words.saturating_mul(2);
    for word in text.split_whitespace() {
        let runs_on = is_spaceless(word);
        let cost = if runs_on { word.chars().count() } else { 2 };
        if cost > left {
            if runs_on && left > 0 {
                push(&mut taken, &word.chars().take(left).collect::<String>());
            }
            return ended(taken);
        }
        push(&mut taken, word);
        left -= cost;
    }
    taken
}

fn push(taken: &mut String, word: &str) {
    if !taken.is_empty() {
        taken.push(' ');
    }
    taken.push_str(word);
}

fn ended(mut taken: String) -> String {
    if taken.is_empty() {
        return taken;
    }
    let end = taken.trim_end_matches([',', ';', ':', '–', '—', '-', ' ']).len();
    taken.truncate(end);
    if !taken.ends_with(['.', '!', '?', '…']) {
        taken.push('…');
    }
    taken
}

/// Characters of a word in a script that parts words by blanks. What is longer, whatever it is made of, is cut as running on.
const LONGEST: usize = 60;

/// Han, kana, Thai, Lao, Khmer and Burmese run on without blanks.
fn is_spaceless(word: &str) -> bool {
    let spaceless = |c: char| {
        matches!(u32::from(c), 0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff
            | 0x3400..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff)
    };
    word.chars().nth(LONGEST).is_some() || word.chars().filter(|c| spaceless(*c)).count() * 2 > word.chars().count()
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn cut_at_a_word_and_only_when_longer() {
        for (text, words, expected) in [
            ("One two  three", 3, "One two three"),
            ("One two, three", 2, "One two…"),
            ("One two. Three", 2, "One two."),
            ("東京で船が停止した", 2, "東京で船…"),
            ("ការចរាចរណ៍ត្រូវបានបិទ", 2, "ការច…"),
            (&"a".repeat(99), 3, "aaaaaa…"),
            ("", 5, ""),
            ("One", 0, ""),
        ] {
            assert_eq!(excerpt(text, words), expected, "{text}");
        }
    }
}
