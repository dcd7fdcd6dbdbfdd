//! What one article says, read once.

use crate::model::{Article, Understanding};
use crate::text::reading::Reading;
use crate::text::{entities, language, numbers};
use crate::{quotes, tags};

/// Longest text that is read, in bytes; what comes after is left unread. A long novel would pass.
const LONGEST: usize = 2 << 20;

/// Reads one article: language, names, numbers, quotations, hashtags. Offsets are code points of its `text`.
#[must_use]
pub fn understand(article: &Article) -> Understanding {
    let text = head(&article.text);
    let language = language::of_article(article.language.as_deref(), &article.title, text);
    let reading = Reading::new(text, &language);
    let title = Reading::new(head(&article.title), &language);
    let names = entities::names(&reading);
    let found = numbers::numerals(&reading);
    // An entry with a headline only is labelled by its headline.
    let makers = tags::Makers::of(article);
    let labels = if reading.tokens.is_empty() {
        tags::labels(&title, &title, &entities::names(&title), &makers)
    } else {
        tags::labels(&reading, &title, &names, &makers)
    };
    Understanding {
        entities: entities::entities(&reading, &names),
        numbers: numbers::mentions(&reading, &found),
        quotes: quotes::quotes(&reading, &names),
        tags: labels.picked,
        printed: labels.printed,
        language,
    }
}

fn head(text: &str) -> &str {
    let mut end = LONGEST.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn slice(text: &str, start: usize, end: usize) -> String {
        text.chars().skip(start).take(end - start).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn any_text_is_read_and_every_place_holds(
            title in "\\PC{0,60}",
            text in "[\\PC“”„«»\"'`.,!?0-9A-Z \n—:$%年人]{0,300}",
            language in prop::option::of("en|de|fr|es|it|ru|zh|ja|ar|th|xx|\\PC{0,4}"),
        ) {
            let article = Article { title, text: text.clone(), language, ..Article::default() };
            let understanding = understand(&article);
            for entity in &understanding.entities {
                prop_assert_eq!(&slice(&text, entity.start, entity.end), &entity.text);
            }
            for number in &understanding.numbers {
                prop_assert_eq!(&slice(&text, number.start, number.end), &number.text);
                prop_assert!(number.value.is_finite());
            }
            for quote in &understanding.quotes {
                prop_assert_eq!(&slice(&text, quote.start, quote.end), &quote.text);
            }
            for tag in &understanding.tags {
                prop_assert!(tag.tag.chars().any(char::is_alphabetic) && tag.score > 0.0 && tag.score < 1.0);
            }
        }
    }
}
