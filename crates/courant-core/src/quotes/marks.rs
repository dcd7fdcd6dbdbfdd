//! Where quotation marks open and close, in the habits of many languages.

use std::ops::Range;

use crate::text::speech::is_saying;

/// Words between marks, the marks included, in bytes of the paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// With the marks.
    pub outer: Range<usize>,
    /// Without them.
    pub inner: Range<usize>,
    /// False when the paragraph ends before the quotation does.
    pub closed: bool,
}

/// Everything between marks in one paragraph, in order, the outermost only.
#[must_use]
pub fn marked(paragraph: &str, language: &str) -> Vec<Marked> {
    let mut found = Vec::new();
    let mut at = 0;
    if let Some(dialogue) = dialogue(paragraph, language) {
        return dialogue;
    }
    let mut last_single = None;
    while let Some(c) = paragraph[at..].chars().next() {
        let Some((opening, closers)) = opener(paragraph, at, c, language) else {
            at += c.len_utf8();
            continue;
        };
        let begin = at + opening;
        let single =
            matches!(c, '‘' | '\'' | '‚') && opening < 6 && closers.iter().all(|closer| closer.chars().count() == 1);
        let close = if single && last_single.is_some_and(|none_before| begin <= none_before) {
            None
        } else {
            close(paragraph, begin, closers, single, language)
        };
        match close {
            Some((end, length)) => {
                found.push(Marked { outer: at..end + length, inner: begin..end, closed: true });
                at = end + length;
            }
            None if single => {
                last_single = Some(paragraph.len());
                at = begin;
            }
            None => {
                found.push(Marked { outer: at..paragraph.len(), inner: begin..paragraph.len(), closed: false });
                break;
            }
        }
    }
    found
}

/// What is between marks in one paragraph and may be speech: nicknames part no name, "William “Mac” Dahl".
#[must_use]
pub fn spoken(paragraph: &str, language: &str) -> Vec<Marked> {
    marked(paragraph, language).into_iter().filter(|mark| !is_nickname(paragraph, mark)).collect()
}

/// Whether marks hold one to three words without an end, between two words with capitals.
fn is_nickname(paragraph: &str, mark: &Marked) -> bool {
    let inner = &paragraph[mark.inner.clone()];
    let capital =
        |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '-');
    let before = paragraph[..mark.outer.start].strip_suffix(' ').and_then(|text| text.rsplit([' ', '\u{a0}']).next());
    let after = paragraph[mark.outer.end..]
        .strip_prefix(' ')
        .and_then(|text| text.split(|c: char| !(c.is_alphabetic() || matches!(c, '-' | '’' | '\''))).next());
    let name = |word: Option<&str>| word.is_some_and(|word| word.starts_with(char::is_uppercase));
    let words = inner.split_whitespace().count();
    mark.closed
        && (1..=3).contains(&words)
        && inner.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '’' | '\'' | '.'))
        && inner.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        && !inner.ends_with('.')
        && before.is_some_and(capital)
        && name(after)
}

/// The length of an opening mark at this place and what closes it.
fn opener(paragraph: &str, at: usize, c: char, language: &str) -> Option<(usize, &'static [&'static str])> {
    let rest = &paragraph[at..];
    let before = paragraph[..at].chars().next_back();
    let free = before.is_none_or(|before| {
        before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | '-' | ':' | '…' | '/' | '.' | ',' | '>')
    });
    let mut following = rest[c.len_utf8()..].chars();
    let after = following.next();
    // "’s avonds", "’t Gooi"
    let cut = language == "nl"
        && after.is_some_and(|after| matches!(after, 's' | 't' | 'n' | 'k'))
        && following.next().is_none_or(|next| next.is_whitespace() || next == '-');
    match c {
        '„' | '‟' => Some((c.len_utf8(), &["“", "”", "\"", "‟"])),
        '“' => Some((3, &["”", "\"", "“"])),
        '”' if free && matches!(language, "sv" | "fi" | "da" | "no") => Some((3, &["”"])),
        '«' => Some((2, &["»"])),
        '»' if free && matches!(language, "de" | "da" | "sv" | "fi" | "no" | "cs" | "hr" | "sl") => {
            Some((2, &["«", "»"]))
        }
        '「' => Some((3, &["」"])),
        '『' => Some((3, &["』"])),
        '"' if rest.starts_with("\"\"") => Some((2, &["\"\""])),
        '"' => Some((1, &["\"", "”"])),
        '`' if rest.starts_with("``") => Some((2, &["''", "\"", "``"])),
        '`' if free && after.is_some_and(|after| after.is_alphanumeric() || after.is_whitespace()) => {
            Some((1, &["'", "’"]))
        }
        '\'' if rest.starts_with("''") && free => Some((2, &["''", "'\""])),
        '‘' if free && !cut && after.is_some_and(char::is_alphanumeric) => Some((3, &["’", "'"])),
        '‚' if after.is_some_and(char::is_alphanumeric) => Some((3, &["‘", "’"])),
        '\'' if free && !cut && after.is_some_and(char::is_alphanumeric) => Some((1, &["'", "’"])),
        _ => None,
    }
}

/// The first closing mark from `begin` on, and its length.
fn close(paragraph: &str, begin: usize, closers: &[&str], single: bool, language: &str) -> Option<(usize, usize)> {
    let mut depth = 0;
    for (offset, c) in paragraph[begin..].char_indices() {
        let at = begin + offset;
        let rest = &paragraph[at..];
        let Some(closer) = closers.iter().find(|closer| rest.starts_with(**closer)) else {
            // A quotation inside a quotation of the same kind.
            depth += usize::from(
                c == '„' && closers.contains(&"“") || c == '«' && closers == ["»"] || c == '「' && closers == ["」"],
            );
            continue;
        };
        let before = paragraph[..at].chars().next_back();
        let after = rest[closer.len()..].chars().next();
        // Straight and single marks are apostrophes and inch signs too.
        let apostrophe = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        let ends = !single
            || before.is_some_and(|before| {
                matches!(before, ',' | '.' | '?' | '!' | '…' | ';') || before.is_whitespace() && closers.contains(&"'")
            });
        // Elsewhere than in English the comma stands behind the mark: ‘Kom’, zegt hij. But "Hans’ boot", "’s avonds".
        let free = after.is_none_or(|after| !after.is_alphanumeric());
        let ends = if single && language != "en" {
            let owns = before.is_some_and(|before| matches!(before, 's' | 'x' | 'z'))
                && after.is_some_and(char::is_whitespace)
                && closers.contains(&"'");
            free && (ends || !owns && before.is_some_and(|before| !before.is_whitespace()))
        } else {
            ends
        };
        if *closer == "“"
            && closers[0] == "”"
            && after.is_some_and(|after| !after.is_whitespace() && !after.is_ascii_punctuation())
        {
            continue;
        }
        if apostrophe && matches!(*closer, "'" | "’" | "\"") || !ends || at == begin {
            continue;
        }
        if depth > 0 {
            depth -= 1;
            continue;
        }
        return Some((at, closer.len()));
    }
    None
}

/// Speech that a dash opens: `—No lo sé —dijo Ana—. Mañana.`
fn dialogue(paragraph: &str, language: &str) -> Option<Vec<Marked>> {
    if !matches!(
        language,
        "es" | "fr" | "pt" | "it" | "ca" | "gl" | "ro" | "ru" | "uk" | "pl" | "tr" | "el" | "sv" | "hu"
    ) {
        return None;
    }
    let dash = paragraph.chars().next().filter(|c| matches!(c, '—' | '–' | '―'))?;
    let mut found = Vec::new();
    let mut begin = 0;
    loop {
        let mut inner = begin + paragraph[begin..].chars().next().map_or(0, char::len_utf8);
        // "—dijo Ana—. Mañana": the stop behind the dash ends what was told between.
        if begin > 0 && paragraph[inner..].starts_with(['.', ',', ';', ':']) {
            inner += 1 + paragraph[inner + 1..].find(|c: char| !c.is_whitespace()).unwrap_or(0);
            begin = inner;
        }
        let stop = paragraph[inner..].find(dash).map_or(paragraph.len(), |to| inner + to);
        let said = &paragraph[inner..stop];
        // French and Swedish part who tells of it by a comma alone: what follows to the next dash is the narrator's.
        let told = narrator(said, language);
        let end = inner + told.map_or(said, |at| &said[..at]).trim_end().len();
        if paragraph[inner..end].chars().any(char::is_alphanumeric) {
            found.push(Marked { outer: begin..end, inner: inner..end, closed: true });
        }
        if told.is_some() && stop < paragraph.len() {
            begin = stop;
            continue;
        }
        if told.is_some() {
            break;
        }
        // What follows is the narrator, up to the next dash.
        let narrator = stop + paragraph[stop..].chars().next().map_or(0, char::len_utf8);
        match paragraph.get(narrator..).and_then(|rest| rest.find(dash)) {
            Some(next) => begin = narrator + next,
            None => break,
        }
    }
    (!found.is_empty()).then_some(found)
}

/// Where somebody begins to tell who speaks, by a comma and a verb of saying: "Det gick fort, säger Maria Ek".
fn narrator(said: &str, language: &str) -> Option<usize> {
    said.match_indices([',', '?', '!']).find_map(|(at, mark)| {
        let rest = said[at + mark.len()..].strip_prefix(' ')?;
        let mut words = rest.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '’' | '\'')));
        let first = words.next().filter(|word| word.chars().next().is_some_and(char::is_lowercase))?;
        // "dit-elle", "a-t-il dit", "har han sagt"
        let head = first.split('-').next().unwrap_or(first);
        let helped =
            matches!(head, "a" | "ha" | "har" | "hat") && words.next().is_some_and(|word| is_saying(language, word));
        (helped || is_saying(language, head)).then_some(if mark == "," { at } else { at + mark.len() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_many_habits_are_paired() {
        for (language, text, expected) in [
            ("en", "“Go,” he said, “now.”", vec!["“Go,”", "“now.”"]),
            ("en", "\"It's a 'mess',\" she said.", vec!["\"It's a 'mess',\""]),
            ("en", "''We can't,'' he said.", vec!["''We can't,''"]),
            ("en", "`` We can not , '' he said .", vec!["`` We can not , ''"]),
            ("en", "‘It’s over,’ said Ann.", vec!["‘It’s over,’"]),
            ("en", "the '90s and the dogs' bowls", vec![]),
            ("de", "„Es reicht“, sagte er.", vec!["„Es reicht“"]),
            ("de", "»Es reicht«, sagte er.", vec!["»Es reicht«"]),
            ("fr", "« C’est fini », dit-elle.", vec!["« C’est fini »"]),
            ("es", "—No lo sé —dijo Ana—. Mañana lo veremos.", vec!["—No lo sé", "Mañana lo veremos."]),
            ("ja", "市長は「もう十分だ」と述べた。", vec!["「もう十分だ」"]),
            ("sv", "”Det räcker”, sa hon.", vec!["”Det räcker”"]),
            ("nl", "‘Wij gaan’, zegt Anna. ‘Kom mee.’ Dan zwijgt ze.", vec!["‘Wij gaan’", "‘Kom mee.’"]),
            ("nl", "'Wij gaan', zegt Anna. 's Avonds blijft Hans' boot leeg.", vec!["'Wij gaan'"]),
            ("nl", "Om 's avonds 'klaar' te zijn, zegt hij.", vec!["'klaar'"]),
            ("de", "Er nennt es ‚leer‘, sie nicht.", vec!["‚leer‘"]),
            ("sv", "– Det gick fort, säger Maria Ek. – Vi hann inte.", vec!["– Det gick fort", "– Vi hann inte."]),
            (
                "fr",
                "– Nous avons tout perdu, lâche Anne Roux, déléguée. Il fallait partir.",
                vec!["– Nous avons tout perdu"],
            ),
            ("fr", "– Vous partez ? demande Anne Roux.", vec!["– Vous partez ?"]),
            ("fr", "– Nous avons tout perdu, nos amis aussi.", vec!["– Nous avons tout perdu, nos amis aussi."]),
            ("pl", "– Usłyszałem huk – mówi Jan Lis. – Zgasło światło.", vec!["– Usłyszałem huk", "– Zgasło światło."]),
        ] {
            let found: Vec<&str> = marked(text, language).iter().map(|marked| &text[marked.outer.clone()]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
