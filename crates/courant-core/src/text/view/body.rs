//! Comment told by its body.

use super::outside::outside;
use super::tables::{NAMES_BEFORE, has};

/// Words outside quotation marks from which a body says how it speaks.
const FEWEST: usize = 150;
/// Words of a body that are looked at: how it speaks is known by then.
const MOST: usize = 3_000;
/// Of a thousand words, so many that say who said a thing are a report's at least, and so many of the writer's own a comment's.
const SAID: f64 = 4.0;
const OWN: f64 = 4.0;
/// And so many of those not "you": what explains a law or a telephone to its reader is no comment by that.
const NOT_YOU: f64 = 1.5;
/// Where a little more is said than that, the writer's own are so many at least, and so many times what is said.
const SAID_LITTLE: f64 = 6.0;
const OWN_LEAST: f64 = 2.0;
const OWN_TIMES: f64 = 2.0;

/// Whether a text is a comment by how it speaks outside quotation marks: it hardly ever says who said a thing, and often "I",
/// "our" and "must". Told of English texts of some length alone. A report seldom is one by this, yet may be: it parts texts
/// only where others tell of the same.
#[must_use]
pub fn is_comment_by_body(text: &str, language: &str) -> bool {
    if language != "en" {
        return false;
    }
    let voice = Voice::of(text);
    let (said, own) = (voice.share(voice.said), voice.share(voice.own));
    voice.words >= FEWEST
        && voice.share(voice.own - voice.you) > NOT_YOU
        && (said < SAID && own > OWN || said < SAID_LITTLE && own > OWN_LEAST && own > OWN_TIMES * said)
}

/// The texts without those that are comments by their body, or all where nothing else would be left. `of` gives a text and its
/// language.
#[must_use]
pub fn without_comment<T>(texts: Vec<T>, of: impl Fn(&T) -> (&str, String)) -> Vec<T> {
    let comments: Vec<bool> =
        texts.iter().map(of).map(|(text, language)| is_comment_by_body(text, &language)).collect();
    if comments.iter().all(|comment| *comment) {
        return texts;
    }
    texts.into_iter().zip(comments).filter(|(_, comment)| !comment).map(|(text, _)| text).collect()
}

/// What of a text stands outside quotation marks, counted.
#[derive(Debug, Default)]
struct Voice {
    words: usize,
    /// Says who said a thing.
    said: usize,
    /// Is of who writes, who reads or who advises.
    own: usize,
    /// Is of who reads.
    you: usize,
}

impl Voice {
    fn of(text: &str) -> Self {
        let mut voice = Self::default();
        // A quotation of several paragraphs opens each of them and is closed once.
        for paragraph in text.lines() {
            let plain = outside(paragraph).replace('’', "'");
            let mut before = "";
            let words = plain.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
            for word in words.filter(|word| !word.is_empty()) {
                voice.add(before, word);
                before = word;
            }
            if voice.words >= MOST {
                break;
            }
        }
        voice
    }

    /// Counts a word as it stands inside a sentence: "US" and "Must" may be names.
    fn add(&mut self, before: &str, word: &str) {
        self.words += 1;
        match word {
            "said" | "says" | "told" | "added" | "tweeted" | "announced" | "reported" | "asked" | "confirmed"
            | "wrote" | "explained" | "testified" | "stated" | "insisted" | "warned" | "acknowledged" | "declined" => {
                self.said += 1
            }
            "to" if before.eq_ignore_ascii_case("according") => self.said += 1,
            "I" if has(NAMES_BEFORE, "en", &before.to_lowercase()) => {}
            "I" | "I'm" | "I've" | "we" | "we're" | "our" | "us" | "should" | "must" | "ought" | "let's" => {
                self.own += 1
            }
            "you" | "you're" | "your" => {
                self.own += 1;
                self.you += 1;
            }
            _ => {}
        }
    }

    /// Of a thousand words.
    fn share(&self, count: usize) -> f64 {
        1_000.0 * count as f64 / self.words.max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten times, so that it is long enough.
    fn long(text: &str) -> String {
        [text; 10].join("\n")
    }

    const VIEW: &str =
        "The council of Brenn has shut the bridge, and we should ask what for. Our ferrymen deserve better.";

    fn check(text: &str, language: &str, comment: bool) {
        assert_eq!(is_comment_by_body(text, language), comment, "{text}");
    }

    /// Written for this.
    #[test]
    fn comment_is_told_by_its_body() {
        check(&long(VIEW), "en", true);
        check(
            &long(
                "The council of Brenn errs about the bridge, and it must not stand. I crossed it as a child of nine.",
            ),
            "en",
            true,
        );
        // Too short, or of another language.
        check(VIEW, "en", false);
        check(&long(VIEW), "de", false);
        for report in [
            "The council of Brenn has shut the bridge, the harbour master said. We should ask what for, said our guide.",
            "The council of Brenn shut the bridge on Monday after a night of rain, and ferries took over in the morning.",
            // Theirs is what is quoted, over several paragraphs, too.
            "The council of Brenn shut the bridge on Monday, to the dismay of many.\n“We should ask what for.\n“Our bridge must stay.”",
            "The council of Brenn shut the bridge on Monday. \"I must ask you why we lose our bridge\", a baker shouted at them.",
            // Who explains to the reader.
            "The bridge of Brenn is shut from Monday. You can take your bicycle on the ferry, which leaves at noon and at six.",
            "The bridge of Brenn was built after World War I by the army. World War I had left none of the old ones standing.",
        ] {
            check(&long(report), "en", false);
        }
    }

    #[test]
    fn comments_are_left_out_where_something_else_is_left() {
        let (view, report) =
            (long(VIEW), long("The council of Brenn shut the bridge on Monday, the harbour master said."));
        let kept = |texts: &[&String]| {
            let texts: Vec<String> = texts.iter().map(|text| (*text).clone()).collect();
            without_comment(texts, |text| (text.as_str(), "en".to_owned()))
        };
        assert_eq!(kept(&[&view, &report, &view]), std::slice::from_ref(&report));
        assert_eq!(kept(&[&view, &view]).len(), 2);
        assert_eq!(kept(&[&report, &report]).len(), 2);
        assert!(kept(&[]).is_empty());
    }
}
