//! How sources are, in plain words: for the commands that tell how things are. Each source is counted once.

use courant_store::{Source, SourceState};

use super::counted;

/// All sources by how they are.
#[derive(Debug, Default)]
pub struct Health<'a> {
    /// How many there are.
    pub all: usize,
    /// Each that is gone or failed last time, with why.
    pub troubles: Vec<(&'a str, String)>,
    /// Those that answered last time.
    pub answer: usize,
    /// Those that were not asked yet.
    pub unasked: usize,
    /// Those that were well when they were paused.
    pub paused: usize,
}

impl<'a> Health<'a> {
    /// Counts.
    pub fn of(sources: &'a [Source]) -> Self {
        let mut health = Self { all: sources.len(), ..Self::default() };
        for source in sources {
            match trouble(source) {
                Some(problem) => health.troubles.push((&source.url, problem)),
                None if source.state == SourceState::Paused => health.paused += 1,
                None if source.polled_at.is_none() => health.unasked += 1,
                None => health.answer += 1,
            }
        }
        health
    }

    /// Whether some were asked and none of them answered.
    pub fn nobody_answers(&self) -> bool {
        self.answer == 0 && !self.troubles.is_empty()
    }

    /// "9 of 14 feeds answer, 2 do not, 2 were not asked yet, 1 is paused".
    pub fn words(&self) -> String {
        let mut parts = vec![format!("{} of {} answer", self.answer, counted(self.all, "feed", "feeds"))];
        let ill = self.troubles.len();
        for (count, one, more) in [
            (ill, "does not", "do not"),
            (self.unasked, "was not asked yet", "were not asked yet"),
            (self.paused, "is paused", "are paused"),
        ] {
            if count > 0 {
                parts.push(counted(count, one, more));
            }
        }
        parts.join(", ")
    }
}

fn trouble(source: &Source) -> Option<String> {
    match (source.state, &source.problem) {
        (SourceState::Gone, problem) => Some(problem.clone().unwrap_or_else(|| "it is gone".to_owned())),
        (_, Some(problem)) if source.failures > 0 => Some(problem.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(answer: usize, ill: usize, unasked: usize, paused: usize, words: &str) {
        let troubles = vec![("https://feed.example/", "no answer".to_owned()); ill];
        let health = Health { all: answer + ill + unasked + paused, troubles, answer, unasked, paused };
        assert_eq!(health.words(), words);
    }

    #[test]
    fn every_feed_is_told_of_once() {
        check(75, 0, 0, 0, "75 of 75 feeds answer");
        check(0, 0, 75, 0, "0 of 75 feeds answer, 75 were not asked yet");
        check(0, 0, 1, 0, "0 of 1 feed answer, 1 was not asked yet");
        check(9, 2, 2, 1, "9 of 14 feeds answer, 2 do not, 2 were not asked yet, 1 is paused");
    }
}
