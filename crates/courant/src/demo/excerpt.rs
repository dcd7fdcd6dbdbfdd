//! How much of an article its newsroom's feed gives away.

use super::edition::Article;
use super::manuscript::Block;
use super::newsroom::FeedText;

/// The short text of an article in the feed: its first paragraph, or for teasers its first two sentences.
pub(super) fn summary(article: &Article, text: FeedText) -> String {
    if text == FeedText::Teaser || article.teaser_only {
        return two_sentences(article);
    }
    paragraphs(article).next().unwrap_or_default().to_owned()
}

/// Whether the feed carries the whole text of this article.
pub(super) fn is_full(article: &Article, text: FeedText) -> bool {
    text == FeedText::Full && !article.teaser_only
}

fn paragraphs(article: &Article) -> impl Iterator<Item = &str> {
    article.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(text) => Some(text.as_str()),
        _ => None,
    })
}

fn two_sentences(article: &Article) -> String {
    let found: Vec<&str> = paragraphs(article).flat_map(sentences).take(2).collect();
    found.join(" ")
}

/// Sentences of prose as the demo's writers write it: an end mark, closing quotes, white space.
fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut ended = false;
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        match letter {
            // A full stop after a figure is an ordinal in some languages.
            '.' if before.is_ascii_digit() => ended = false,
            '.' | '!' | '?' | '…' => ended = true,
            '”' | '“' | '»' | '’' | ')' => {}
            letter if letter.is_whitespace() && ended => {
                found.push(text[start..at].trim());
                (start, ended) = (at, false);
            }
            _ => ended = false,
        }
        before = letter;
    }
    found.push(text[start..].trim());
    found.retain(|sentence| !sentence.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn sentences_end_where_writers_end_them() {
        for (text, want) in [
            ("One. Two? Three", vec!["One.", "Two?", "Three"]),
            ("“Go.” She went.", vec!["“Go.”", "She went."]),
            ("It pays 3.10 crowns. Am 3. Mai ist Ruhe.", vec!["It pays 3.10 crowns.", "Am 3. Mai ist Ruhe."]),
            ("", vec![]),
        ] {
            assert_eq!(sentences(text), want);
        }
    }
}
