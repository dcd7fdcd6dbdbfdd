//! Quotations in invented paragraphs.

use crate::text::entities;
use crate::text::reading::Reading;

fn found(language: &str, text: &str) -> Vec<String> {
    let reading = Reading::new(text, language);
    let names = entities::names(&reading);
    super::quotes(&reading, &names)
        .into_iter()
        .map(|quote| format!("{} [{}]", quote.text, quote.speaker.unwrap_or_default()))
        .collect()
}

#[test]
fn quotations_have_their_speakers() {
    for (language, text, expected) in [
        (
            "en",
            "“We were lucky,” said Ingrid Solheim, the harbourmaster, “and we know it.”\n\n“It will take weeks,” she added.",
            vec![
                "“We were lucky,” [Ingrid Solheim]",
                "“and we know it.” [Ingrid Solheim]",
                "“It will take weeks,” [Ingrid Solheim]",
            ],
        ),
        ("en", "Critics call the plan a “white elephant” in a town of “old money”.", vec![]),
        (
            "en",
            "Peter Marlow said: \"Nobody was hurt, and that is what matters.\"",
            vec!["\"Nobody was hurt, and that is what matters.\" [Peter Marlow]"],
        ),
        // The point of "Mr." ends no sentence; who stands at the verb speaks, whatever else the text takes the name for.
        (
            "en",
            "Gordon Marlow came, and Ann Solheim too.\n\n“The seal did not fail all at once,” Mr. Marlow said. “It told us for days.”",
            vec!["“The seal did not fail all at once,” [Gordon Marlow]", "“It told us for days.” [Gordon Marlow]"],
        ),
        (
            "en",
            "Peter Marlow lost ground in Solheim. “We are doing very well with the ferrymen,” Solheim told Harbour Post.",
            vec!["“We are doing very well with the ferrymen,” [Solheim]"],
        ),
        (
            "de",
            "„Wir hatten großes Glück“, sagte Bürgermeisterin Maren Tollkamp.",
            vec!["„Wir hatten großes Glück“ [Maren Tollkamp]"],
        ),
        (
            "fr",
            "« Nous avons eu de la chance », a déclaré le maire Étienne Caradec.",
            vec!["« Nous avons eu de la chance » [Étienne Caradec]"],
        ),
        ("es", "«Tuvimos mucha suerte», dijo Lucía Ferrán.", vec!["«Tuvimos mucha suerte» [Lucía Ferrán]"]),
        ("ja", "市長は「もう十分だ」と述べた。", vec!["「もう十分だ」 []"]),
    ] {
        assert_eq!(found(language, text), expected, "{text}");
    }
}
