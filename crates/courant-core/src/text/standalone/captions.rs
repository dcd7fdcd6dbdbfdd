//! Lines under pictures that came along with a text: "Oda Brackwell, left, waits outside the court. (Ann Lee/Halyard Wire)".
//!
//! They tell what a picture shows, not what happened, in a present that was over when it was taken. By their shape, not by a place
//! on the page: a credit where the line ends, a label where it begins, words that point into the picture, or a present that is
//! dated like a photograph.

mod credit;
mod dated;
mod pointing;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::super::reading::Reading;

pub(crate) use credit::ends as ends_with_credit;

/// Longest paragraph that is one caption, in characters: of a longer one only the sentence beside the sign is.
const LONGEST: usize = 480;
/// Most sentences of a paragraph that is one caption.
const SENTENCES: usize = 4;

/// The stretches of a text that are captions, in bytes, in order.
pub fn captions(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut first = 0;
    while let Some(sentence) = reading.sentences.get(first) {
        let rest = &reading.sentences[first..];
        let end = first + rest.iter().take_while(|other| other.paragraph == sentence.paragraph).count();
        of_paragraph(reading, first..end, &mut found);
        first = end;
    }
    found
}

fn of_paragraph(reading: &Reading<'_>, numbers: Range<usize>, found: &mut Vec<Range<usize>>) {
    let sentences = &reading.sentences[numbers.clone()];
    let (Some(head), Some(tail)) = (sentences.first(), sentences.last()) else { return };
    let whole = head.bytes.start..tail.bytes.end;
    let text = &reading.text[whole.clone()];
    let is_one = sentences.len() <= SENTENCES && tail.end - head.start <= LONGEST;
    let labelled = pointing::opens(reading, numbers.start);
    let credited = credit::ends(text);
    if is_one && (labelled || credited || dated::is_dated(reading, numbers.start)) {
        found.push(whole);
        return;
    }
    for number in numbers.clone() {
        let beside = labelled && number == numbers.start || credited && number + 1 >= numbers.end;
        // A credit that is a sentence by itself belongs to the one before it.
        let before = credited && number + 2 == numbers.end && credit::is_only(reading.words_of(number + 1));
        if beside || before || pointing::points(reading, number) {
            found.push(reading.sentences[number].bytes.clone());
        }
    }
}
