//! Which filter is scored on which pack, by which scorer. The packs and scorers are no part of the project.

/// One filter over one pack, and the program that judges what comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// How floors and tables call it.
    pub name: &'static str,
    /// The folder to run in; paths inside its lines are relative to it.
    pub pack: &'static str,
    /// The file in that folder that is the filter's input and the scorer's truth.
    pub file: &'static str,
    /// The filter with its arguments; `{file}` stands for the file.
    pub filter: &'static [&'static str],
    /// The scorer with its arguments; the truth is given last.
    pub scorer: &'static [&'static str],
    /// Figures shown in the table, in this order.
    pub figures: &'static [&'static str],
}

const EXTRACT: &[&str] = &["shingle_f1", "word_f1", "title", "author", "date", "with", "without"];
const STORIES: &[&str] =
    &["bcubed_precision", "bcubed_recall", "bcubed_f1", "pair_f1", "stories_exact", "stories_true"];
const RELATED: &[&str] =
    &["precision_at_1", "precision_at_5", "recall_at_5", "abstained_needlessly", "abstained_rightly"];
const TAGS: &[&str] = &["precision_at_5", "f1_at_10", "partial_f1_at_10", "tags_mean"];
const QUOTES: &[&str] = &["overlap_precision", "overlap_recall", "overlap_f1", "speaker_accuracy", "speaker_given"];
const SUMMARY: &[&str] = &["rouge1", "rouge2", "rougeL", "words", "faithful", "empty"];
const FEEDS: &[&str] = &["accept", "count", "accept_and_count", "title", "link", "date", "json_accept"];
const RELATE: &[&str] = &["relate", "--corpus", "{file}"];
const SAME_EVENT: &[&str] = &["score-related", "--kind", "same_event"];

/// Every scorer on every pack that it fits.
pub const RUNS: [Run; 15] = [
    run("pages", "pages", "pages.jsonl", &["extract"], &["score-extract"], EXTRACT),
    run("pages-other", "pages", "pages-other.jsonl", &["extract"], &["score-extract"], EXTRACT),
    run("readability", "readability", "pages.jsonl", &["extract"], &["score-extract"], EXTRACT),
    run("dates", "dates", "dates.jsonl", &["extract"], &["score-extract"], &["date", "date_wrong", "date_invented"]),
    run("feeds", "feeds", "feeds.jsonl", &["parse"], &["score-feeds"], FEEDS),
    run("stories-allsides", "stories", "allsides.jsonl", &["cluster"], &["score-stories"], STORIES),
    run("stories-events", "stories", "events.jsonl", &["cluster"], &["score-stories"], STORIES),
    run("stories-headlines", "stories", "headlines.jsonl", &["cluster"], &["score-stories"], STORIES),
    run("stories-basil", "language", "basil.jsonl", &["cluster"], &["score-stories"], STORIES),
    run("related-allsides", "stories", "allsides.jsonl", RELATE, SAME_EVENT, RELATED),
    run("related-events", "stories", "events.jsonl", RELATE, SAME_EVENT, RELATED),
    run("related-basil", "language", "basil.jsonl", RELATE, SAME_EVENT, RELATED),
    run("tags", "language", "kpcrowd.jsonl", &["tag"], &["score-tags"], TAGS),
    run("quotes", "language", "polnear-train.jsonl", &["quotes"], &["score-quotes", "--direct"], QUOTES),
    run("summaries", "language", "bbc-summary.jsonl", &["summarize"], &["score-summary"], SUMMARY),
];

const fn run(
    name: &'static str,
    pack: &'static str,
    file: &'static str,
    filter: &'static [&'static str],
    scorer: &'static [&'static str],
    figures: &'static [&'static str],
) -> Run {
    Run { name, pack, file, filter, scorer, figures }
}

/// The run of that name.
pub fn named(name: &str) -> Option<&'static Run> {
    RUNS.iter().find(|run| run.name == name)
}

impl Run {
    /// The command as a person would type it in the pack's folder.
    pub fn command(&self, jobs: Option<usize>) -> String {
        let filter = self.filter_arguments(jobs).join(" ");
        format!("courant {filter} < {0} | {1} {0}", self.file, self.scorer.join(" "))
    }

    /// The filter's arguments.
    pub fn filter_arguments(&self, jobs: Option<usize>) -> Vec<String> {
        let given = self.filter.iter().map(|argument| argument.replace("{file}", self.file));
        given.chain(jobs.into_iter().flat_map(|jobs| ["--jobs".to_owned(), jobs.to_string()])).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn commands_read_as_a_person_would_type_them() {
        let check =
            |name: &str, jobs, want: &str| assert_eq!(named(name).map(|run| run.command(jobs)).as_deref(), Some(want));
        check("pages", Some(1), "courant extract --jobs 1 < pages.jsonl | score-extract pages.jsonl");
        check(
            "related-events",
            None,
            "courant relate --corpus events.jsonl < events.jsonl | score-related --kind same_event events.jsonl",
        );
        assert_eq!(named("nothing"), None);
    }
}
