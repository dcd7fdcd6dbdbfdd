//! The part of a text that shows why it was found: where most of what was asked for stands together. A phrase is marked where
//! its words stand in a row and nowhere else: single characters of a Chinese word say nothing.

use std::collections::BTreeMap;
use std::ops::Range;

use tantivy::tokenizer::TextAnalyzer;

use crate::Piece;

/// A word of the text.
struct Word {
    /// Where it stands, in bytes.
    at: Range<usize>,
    /// The same in characters.
    letters: Range<usize>,
    /// Which of the words that were asked for it is.
    sought: Option<usize>,
}

/// Something that was asked for, where it stands in the text: its words, and which of all it is.
struct Mark {
    words: Range<usize>,
    which: usize,
}

/// The pieces of the best part of `text`, at most `characters` long; none where nothing of `sought` stands in it.
pub fn pieces(analyzer: TextAnalyzer, sought: &[Vec<String>], text: &str, characters: usize) -> Vec<Piece> {
    let numbers: BTreeMap<&str, usize> = sought.iter().flatten().map(String::as_str).zip(0..).collect();
    let words = words(analyzer, &numbers, text);
    let number = |word: &String| numbers.get(word.as_str()).copied();
    let rows: Vec<Vec<Option<usize>>> = sought.iter().map(|row| row.iter().map(number).collect()).collect();
    let marks = marks(&rows, &words);
    let Some(shown) = best(&marks, &words, characters) else { return Vec::new() };
    let within = around(shown, &words, characters);
    let (mut pieces, mut reached) = (Vec::new(), words[within.start].at.start);
    for mark in marks.iter().filter(|mark| mark.words.start >= within.start && mark.words.end <= within.end) {
        let (from, to) = (words[mark.words.start].at.start.max(reached), words[mark.words.end - 1].at.end);
        if from > reached {
            pieces.push((text[reached..from].to_owned(), false));
        }
        if to > from {
            pieces.push((text[from..to].to_owned(), true));
            reached = to;
        }
    }
    let end = words[within.end - 1].at.end;
    if end > reached {
        pieces.push((text[reached..end].to_owned(), false));
    }
    pieces
}

fn words(mut analyzer: TextAnalyzer, numbers: &BTreeMap<&str, usize>, text: &str) -> Vec<Word> {
    let (mut words, mut reached, mut letters) = (Vec::new(), 0, 0);
    analyzer.token_stream(text).process(&mut |token| {
        let at = token.offset_from..token.offset_to;
        let from = letters + text[reached..at.start].chars().count();
        letters = from + text[at.clone()].chars().count();
        reached = at.end;
        words.push(Word { at, letters: from..letters, sought: numbers.get(token.text.as_str()).copied() });
    });
    words
}

/// All marks, in the order of the text.
fn marks(rows: &[Vec<Option<usize>>], words: &[Word]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for start in (0..words.len()).filter(|start| words[*start].sought.is_some()) {
        for (which, row) in rows.iter().enumerate() {
            let here = words.get(start..start + row.len());
            if here.is_some_and(|here| here.iter().map(|word| word.sought).eq(row.iter().copied())) {
                marks.push(Mark { words: start..start + row.len(), which });
            }
        }
    }
    marks
}

/// The words from the first to the last of the marks that fit and say most: different ones first, then many, then early.
fn best(marks: &[Mark], words: &[Word], characters: usize) -> Option<Range<usize>> {
    let mut best: Option<((usize, usize), Range<usize>)> = None;
    for (at, first) in marks.iter().enumerate() {
        let (mut which, mut count, mut end) = (vec![first.which], 1, first.words.end);
        for mark in &marks[at + 1..] {
            if words[mark.words.end - 1].letters.end - words[first.words.start].letters.start > characters {
                break;
            }
            count += 1;
            end = end.max(mark.words.end);
            if !which.contains(&mark.which) {
                which.push(mark.which);
            }
        }
        let worth = (which.len(), count);
        if best.as_ref().is_none_or(|(most, _)| worth > *most) {
            best = Some((worth, first.words.start..end));
        }
    }
    best.map(|(_, words)| words)
}

/// The words with what stands around them: a third of the room that is left before them, the rest after them.
fn around(shown: Range<usize>, words: &[Word], characters: usize) -> Range<usize> {
    let Range { mut start, mut end } = shown;
    let mut left = characters.saturating_sub(words[end - 1].letters.end - words[start].letters.start);
    let mut before = left / 3;
    while start > 0 {
        let more = words[start].letters.start - words[start - 1].letters.start;
        if more > before {
            break;
        }
        (start, before, left) = (start - 1, before - more, left - more);
    }
    while end < words.len() {
        let more = words[end].letters.end - words[end - 1].letters.end;
        if more > left {
            break;
        }
        (end, left) = (end + 1, left - more);
    }
    start..end
}
