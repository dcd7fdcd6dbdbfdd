//! What a publisher changed in a text: paragraph by paragraph, and in a changed paragraph word by word.
//!
//! Paragraphs are compared as wholes first. Where some were replaced, each new one is held against the next old ones in
//! order: one that shares half of its words is the same paragraph reworded, and is told word by word; the others were
//! taken out or put in. Both comparisons are Myers' (An O(ND) difference algorithm, 1986), by the crate `similar`.

use std::collections::{HashMap, HashSet};

use similar::{Algorithm, DiffTag, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation as _;

/// What became of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fate {
    /// They stand in both texts.
    Kept,
    /// Only the earlier text has them.
    Removed,
    /// Only the later text has them.
    Added,
}

/// Words with one fate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What became of them.
    pub fate: Fate,
    /// The words as they stand in their text.
    pub text: String,
}

/// A paragraph of both texts, or of one of them, in pieces: those that are not [`Fate::Removed`] make the later text.
pub type Paragraph = Vec<Piece>;

/// All changes of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// The paragraphs in order.
    pub paragraphs: Vec<Paragraph>,
    /// Words taken out.
    pub removed: usize,
    /// Words put in.
    pub added: usize,
}

/// Share of words, 0 to 1, that two paragraphs must have in common to be one paragraph reworded.
const REWORDED: f64 = 0.5;
/// Old paragraphs that a new one is held against.
const REACH: usize = 12;
/// Words and marks beyond which a paragraph is not told word by word: the work grows with the square of the changes.
const LONGEST: usize = 4_000;

/// Compares two texts whose paragraphs are parted by blank lines.
pub fn difference(before: &str, after: &str) -> Difference {
    let (old, new) = (paragraphs(before), paragraphs(after));
    let mut told = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (old, new) = (old.get(op.old_range()).unwrap_or_default(), new.get(op.new_range()).unwrap_or_default());
        match op.tag() {
            DiffTag::Equal => told.extend(new.iter().map(|text| whole(Fate::Kept, text))),
            DiffTag::Delete => told.extend(old.iter().map(|text| whole(Fate::Removed, text))),
            DiffTag::Insert => told.extend(new.iter().map(|text| whole(Fate::Added, text))),
            DiffTag::Replace => replaced(old, new, &mut told),
        }
    }
    let count =
        |fate| told.iter().flatten().filter(|piece| piece.fate == fate).map(|piece| words(&piece.text).count()).sum();
    Difference { removed: count(Fate::Removed), added: count(Fate::Added), paragraphs: told }
}

/// Compares two lines, such as headlines, word by word.
pub fn reworded(before: &str, after: &str) -> Paragraph {
    let (old, new) = (tokens(before), tokens(after));
    if old.len() + new.len() > LONGEST {
        return [whole(Fate::Removed, before), whole(Fate::Added, after)].concat();
    }
    let mut pieces = Paragraph::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let removed = old.get(op.old_range()).unwrap_or_default().concat();
        let added = new.get(op.new_range()).unwrap_or_default().concat();
        if op.tag() == DiffTag::Equal {
            push(&mut pieces, Fate::Kept, &added);
        } else {
            push(&mut pieces, Fate::Removed, &removed);
            push(&mut pieces, Fate::Added, &added);
        }
    }
    tidy(pieces)
}

/// Words with which publishers say that a text was wrong, in lower case.
const CORRECTS: [&str; 48] = [
    "correction:",
    "corrections:",
    "correction (",
    "an earlier version of this",
    "a previous version of this",
    "this article was corrected",
    "this article has been corrected",
    "this story was corrected",
    "this story has been corrected",
    "clarification:",
    "korrektur:",
    "korrekturhinweis",
    "in einer früheren version",
    "berichtigung:",
    "rectificatif",
    "une version précédente de",
    "corrección:",
    "una versión anterior de",
    "errata corrige",
    "una versione precedente di",
    "correção:",
    "uma versão anterior",
    "correctie:",
    "een eerdere versie van",
    "retraction:",
    "removed this article",
    "removed this story",
    "removed this report",
    "retracted this article",
    "retracted this story",
    "withdrawn this article",
    "withdrawn this story",
    "this article has been removed",
    "this article has been retracted",
    "this article has been withdrawn",
    "this story has been removed",
    "this story has been retracted",
    "this story has been withdrawn",
    "this report has been withdrawn",
    "haben wir diesen artikel entfernt",
    "dieser artikel wurde entfernt",
    "dieser artikel wurde zurückgezogen",
    "cet article a été retiré",
    "avons retiré cet article",
    "este artículo ha sido retirado",
    "questo articolo è stato rimosso",
    "este artigo foi removido",
    "dit artikel is verwijderd",
];
/// Words in a row by which a text is known again: no two texts share many of them by chance, however common each is.
const IN_A_ROW: usize = 3;

/// Whether a later text says that the earlier one was wrong or is gone: what a publisher took back should not be shown
/// again.
pub fn corrects(before: &str, after: &str) -> bool {
    let (before, after) = (before.to_lowercase(), after.to_lowercase());
    CORRECTS.iter().any(|words| after.matches(words).count() > before.matches(words).count())
}

/// The share of a later text, 0 to 1, that stood in the earlier one word for word, three words at a time. An edited text
/// has most of it from before, another text in its place next to nothing.
pub fn kept_share(before: &str, after: &str) -> f64 {
    let (before, after) = (before.to_lowercase(), after.to_lowercase());
    let (before, after): (Vec<&str>, Vec<&str>) = (words(&before).collect(), words(&after).collect());
    let known: HashSet<&[&str]> = before.windows(IN_A_ROW).collect();
    let all = after.windows(IN_A_ROW).count();
    let kept = after.windows(IN_A_ROW).filter(|row| known.contains(row)).count();
    kept as f64 / all.max(1) as f64
}

/// Whether a later text is nothing but how the earlier one begins, with other words behind it: as it is sent to those who
/// have not paid. Who edits a text changes it elsewhere too.
pub fn is_its_beginning(before: &str, after: &str) -> bool {
    let (before, after) = (paragraphs(before), paragraphs(after));
    let same = before.iter().zip(&after).take_while(|(old, new)| old == new).count();
    let cut = |old: &&str, new: &&str| old.starts_with(new.trim_end_matches(['.', '…', ' ', '[', ']']));
    let broken = usize::from(before.get(same).zip(after.get(same)).is_some_and(|(old, new)| cut(old, new)));
    let rest = after.get(same + broken..).unwrap_or_default();
    same + broken > 0 && !rest.iter().any(|new| before.contains(new))
}

fn paragraphs(text: &str) -> Vec<&str> {
    text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).collect()
}

fn whole(fate: Fate, text: &str) -> Paragraph {
    vec![Piece { fate, text: text.to_owned() }]
}

fn push(pieces: &mut Paragraph, fate: Fate, text: &str) {
    if !text.is_empty() {
        pieces.push(Piece { fate, text: text.to_owned() });
    }
}

/// Old paragraphs that gave way to new ones.
fn replaced(old: &[&str], new: &[&str], told: &mut Vec<Paragraph>) {
    let mut next = 0;
    for text in new {
        let candidates = old.iter().enumerate().skip(next).take(REACH);
        let found =
            candidates.map(|(at, before)| (at, likeness(before, text))).find(|(_, likeness)| *likeness >= REWORDED);
        match found {
            Some((at, _)) => {
                told.extend(old.get(next..at).unwrap_or_default().iter().map(|gone| whole(Fate::Removed, gone)));
                told.push(reworded(old.get(at).unwrap_or(&""), text));
                next = at + 1;
            }
            None => told.push(whole(Fate::Added, text)),
        }
    }
    told.extend(old.get(next..).unwrap_or_default().iter().map(|gone| whole(Fate::Removed, gone)));
}

/// Share of the words of both that they have in common, 0 to 1.
fn likeness(a: &str, b: &str) -> f64 {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut all = 0;
    for word in words(a) {
        *counts.entry(word.to_lowercase()).or_default() += 1;
        all += 1;
    }
    let mut shared = 0;
    for word in words(b) {
        all += 1;
        if let Some(left) = counts.get_mut(&word.to_lowercase()).filter(|left| **left > 0) {
            *left -= 1;
            shared += 2;
        }
    }
    f64::from(shared) / f64::from(all.max(1))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_word_bounds().filter(|token| token.chars().any(char::is_alphanumeric))
}

/// Words and marks, each with the blanks behind it: so a changed word leaves no lone blanks between.
fn tokens(text: &str) -> Vec<&str> {
    let mut out: Vec<&str> = Vec::new();
    let mut start = 0;
    for (at, token) in text.split_word_bound_indices() {
        let blank = token.chars().all(char::is_whitespace);
        if !blank && at > start {
            out.extend(text.get(start..at));
            start = at;
        }
    }
    out.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    out
}

/// A lone mark that was kept between two changes only makes them hard to read: it goes with both. Then what follows one
/// another with one fate becomes one piece, what was removed before what was added.
fn tidy(pieces: Paragraph) -> Paragraph {
    let says = |piece: &Piece| piece.text.chars().any(char::is_alphanumeric);
    let mut out = Paragraph::new();
    let (mut removed, mut added) = (String::new(), String::new());
    let mut rest = pieces.into_iter().peekable();
    while let Some(piece) = rest.next() {
        match piece.fate {
            Fate::Removed => removed.push_str(&piece.text),
            Fate::Added => added.push_str(&piece.text),
            Fate::Kept if !says(&piece) && (!removed.is_empty() || !added.is_empty()) && rest.peek().is_some() => {
                removed.push_str(&piece.text);
                added.push_str(&piece.text);
            }
            Fate::Kept => {
                push(&mut out, Fate::Removed, &std::mem::take(&mut removed));
                push(&mut out, Fate::Added, &std::mem::take(&mut added));
                out.push(piece);
            }
        }
    }
    push(&mut out, Fate::Removed, &removed);
    push(&mut out, Fate::Added, &added);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `-removed-`, `+added+`, paragraphs parted by a bar.
    fn shown(difference: &Difference) -> String {
        let piece = |piece: &Piece| match piece.fate {
            Fate::Kept => piece.text.clone(),
            Fate::Removed => format!("[-{}-]", piece.text),
            Fate::Added => format!("[+{}+]", piece.text),
        };
        let paragraphs: Vec<String> =
            difference.paragraphs.iter().map(|pieces| pieces.iter().map(piece).collect()).collect();
        paragraphs.join(" | ")
    }

    #[test]
    fn changes_are_told_as_a_reader_would() {
        let cases = [
            ("One stays.\n\nTwo stays.", "One stays.\n\nTwo stays.", "One stays. | Two stays.", (0, 0)),
            (
                "Crews led about 190 people out of the tunnel.",
                "Crews led 212 people out of the tunnel.",
                "Crews led [-about 190 -][+212 +]people out of the tunnel.",
                (2, 1),
            ),
            (
                "First.\n\nSecond.",
                "First.\n\nBetween came this.\n\nSecond.",
                "First. | [+Between came this.+] | Second.",
                (0, 3),
            ),
            ("Gone now.\n\nThis remains here.", "This remains here.", "[-Gone now.-] | This remains here.", (2, 0)),
            (
                "The mayor was away.\n\nThe bridge will open on Friday, the council said.",
                "The bridge will open on Monday, the council said.\n\nNobody was hurt.",
                "[-The mayor was away.-] | The bridge will open on [-Friday-][+Monday+], the council said. | [+Nobody was hurt.+]",
                (5, 4),
            ),
            ("橋は金曜日に開通する", "橋は月曜日に開通する", "橋は[-金-][+月+]曜日に開通する", (1, 1)),
            ("", "All new.", "[+All new.+]", (0, 2)),
            ("", "", "", (0, 0)),
        ];
        for (before, after, wanted, (removed, added)) in cases {
            let difference = difference(before, after);
            assert_eq!(shown(&difference), wanted);
            assert_eq!((difference.removed, difference.added), (removed, added), "{before} -> {after}");
        }
    }

    #[test]
    fn a_correction_is_told_from_a_mere_change() {
        let cases = [
            ("The bill is 20 m.", "The bill is 12 m.\n\nCorrection: the sum was wrong at first.", true),
            ("Text.", "Text. An earlier version of this article named the wrong quay.", true),
            ("Correction: one.", "Correction: one. More text.", false),
            ("Text.", "The correction of the river bed goes on.", false),
            ("Correction: one.", "Text.", false),
            ("The mayor stole it.", "Editor's note: we have removed this story, which was wrong.", true),
            ("Text.", "The wreck has been removed from the quay.", false),
        ];
        for (before, after, wanted) in cases {
            assert_eq!(corrects(before, after), wanted, "{after}");
        }
    }

    #[test]
    fn an_edited_text_is_known_again_and_one_cut_off_is_seen() {
        const TEXT: &str = "The ferry waits in the harbour of the town.\n\nIts owners say that divers found a crack.\n\n\
            Forty lorries stand on the quay and wait.";
        let cases = [
            (TEXT, true, true),
            ("The ferry waits in the harbour of the town.\n\nForty lorries stand on the quay and wait.", true, false),
            ("Its owners say that divers found a crack.", true, false),
            ("The ferry waits in the harbour of the town.\n\nIts owners say that …", true, true),
            ("The ferry waits in the harbour of the town.\n\nSubscribe to read on.", true, true),
            ("We and our partners keep cookies in the browser of the reader and in the town.", false, false),
            ("", false, false),
        ];
        for (after, kept, beginning) in cases {
            assert_eq!((kept_share(TEXT, after) >= 0.5, is_its_beginning(TEXT, after)), (kept, beginning), "{after}");
        }
    }

    proptest! {
        /// Without what was added the pieces are the earlier text, without what was removed the later one.
        #[test]
        fn both_texts_can_be_read_off(
            before in prop::collection::vec("[ab]{1,2}( [abc]{1,2}[.,]?){0,6}", 0..6),
            after in prop::collection::vec("[ab]{1,2}( [abc]{1,2}[.,]?){0,6}", 0..6),
        ) {
            let told = difference(&before.join("\n\n"), &after.join("\n\n"));
            let side = |without: Fate| -> Vec<String> {
                let text = |pieces: &Paragraph| pieces.iter().filter(|piece| piece.fate != without).map(|piece| piece.text.as_str()).collect::<String>();
                told.paragraphs.iter().map(text).filter(|text| !text.is_empty()).collect()
            };
            prop_assert_eq!(side(Fate::Added), before);
            prop_assert_eq!(side(Fate::Removed), after);
        }
    }
}
