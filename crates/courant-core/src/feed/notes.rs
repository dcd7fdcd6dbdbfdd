//! What was wrong with a document, counted while reading and told in sentences.

/// Counts of what was repaired, each with an example where that helps.
#[derive(Debug, Default)]
pub struct Notes {
    /// Sentences of their own.
    pub said: Vec<String>,
    /// `&` that begin no reference.
    pub bare: usize,
    /// Elements that were never closed.
    pub unclosed: usize,
    /// Dates that could not be read.
    pub dates: Counted,
    /// Times without a zone.
    pub zones: Counted,
}

/// A count and its first example.
#[derive(Debug, Default)]
pub struct Counted {
    count: usize,
    example: String,
}

/// The longest example.
const LONGEST_EXAMPLE: usize = 60;

impl Counted {
    /// Counts one more.
    pub fn add(&mut self, example: &str) {
        if self.count == 0 {
            self.example = example.trim().chars().take(LONGEST_EXAMPLE).collect();
        }
        self.count += 1;
    }
}

impl Notes {
    /// A sentence of its own, once.
    pub fn say(&mut self, sentence: impl Into<String>) {
        let sentence = sentence.into();
        if !self.said.contains(&sentence) {
            self.said.push(sentence);
        }
    }

    /// All of it as sentences.
    pub fn sentences(self) -> Vec<String> {
        let mut sentences = self.said;
        if self.bare > 0 {
            let (is, they) = if self.bare == 1 { ("stands", "it was") } else { ("stand", "they were") };
            sentences.push(format!(
                "{} {is} alone, where XML asks for “&amp;”; {they} read as written.",
                many(self.bare, "ampersand")
            ));
        }
        if self.unclosed > 0 {
            let is = if self.unclosed == 1 { "is" } else { "are" };
            sentences.push(format!("{} {is} never closed.", many(self.unclosed, "element")));
        }
        if self.dates.count > 0 {
            sentences.push(format!(
                "{} could not be read, such as “{}”.",
                many(self.dates.count, "date"),
                self.dates.example
            ));
        }
        if self.zones.count > 0 {
            let (name, they) = if self.zones.count == 1 { ("names", "it was") } else { ("name", "they were") };
            let example = &self.zones.example;
            sentences.push(format!(
                "{} {name} no known time zone, such as “{example}”; {they} read as UTC.",
                many(self.zones.count, "date")
            ));
        }
        sentences
    }
}

fn many(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
