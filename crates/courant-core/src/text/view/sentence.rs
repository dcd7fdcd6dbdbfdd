//! Sentences that tell a view.

use super::headline::Words;
use super::outside::outside;
use super::tables::{ADVICE, COMMANDS, SECOND_PERSON, entries, has};

/// Whether a sentence is its writer's view or speaks to the reader, outside quotation marks: it says "we" or "you", advises
/// without naming who does, or commands. Such a sentence is not known, though it may be true.
#[must_use]
pub fn is_view(sentence: &str, language: &str) -> bool {
    let plain = outside(sentence).replace('’', "'");
    let words = Words::of(&plain, language);
    words.speaks()
        || words.speaks_to()
        || commands(&plain, language)
        || words.advises_plainly() && !words.somebody_says()
}

/// Whether it opens with a command: "Imagine what the captain saw."
fn commands(plain: &str, language: &str) -> bool {
    let lower = plain.trim_start().to_lowercase();
    let begins = |command: &str| lower.strip_prefix(command).is_some_and(|rest| rest.starts_with([' ', ',', ':']));
    entries(COMMANDS, language).any(begins)
}

impl Words<'_> {
    /// Whether the reader is spoken to.
    fn speaks_to(&self) -> bool {
        self.lowers().iter().any(|lower| has(SECOND_PERSON, self.language(), lower))
    }

    /// Whether it says what ought to be.
    fn advises_plainly(&self) -> bool {
        let pair = |pair: &[String]| pair[0] == "need" && pair[1] == "not";
        let english = self.language() == "en" && self.lowers().windows(2).any(pair);
        english || self.lowers().iter().any(|lower| has(ADVICE, self.language(), lower) || lower == "must")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views_are_told_by_their_grammar() {
        for (language, sentence, view) in [
            ("en", "The council of Brenn should widen the bridge before the summer.", true),
            ("en", "The harbour master must go before another boat is lost.", true),
            ("en", "The town need not attack the ferrymen in order to stop paying them.", true),
            ("en", "Imagine what the captain of the Kestrel saw that night off Saltpan.", true),
            ("en", "If you’re cool with boats on the rocks, vote for the harbour master.", true),
            ("en", "The crew of the Kestrel taught our children to swim in the harbour.", true),
            ("en", "Don’t expect the council of Brenn to widen the bridge before summer.", true),
            ("en", "The inspectors said the council of Brenn should widen the bridge.", false),
            ("en", "The harbour master must go, according to a petition of the ferrymen.", false),
            ("en", "“We should go,” the captain of the Kestrel said on Monday morning.", false),
            ("en", "The Kestrel of Brenn sank in World War I with all of her crew.", false),
            ("en", "Ferries to the US stopped on Monday after the storm off Saltpan.", false),
            ("de", "Wir haben den Hafen von Brenn in diesem Sommer ganz vergessen.", true),
            ("de", "Die Brücke von Brenn wurde am Montag nach dem Sturm gesperrt.", false),
            ("fr", "Il faut sauver le port de Brenne avant que la mer ne le prenne.", true),
            ("fr", "Le port de Brenne a fermé lundi après la tempête.", false),
            ("es", "Debemos salvar el puerto de Brenne antes del verano.", true),
            ("it", "Il nostro porto muore e nessuno lo vede.", true),
            ("it", "Il porto di Brenne ha chiuso lunedì dopo la tempesta.", false),
        ] {
            assert_eq!(is_view(sentence, language), view, "{sentence}");
        }
    }
}
