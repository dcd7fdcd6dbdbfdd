//! Quotations in invented paragraphs.

use crate::text::entities;
use crate::text::reading::Reading;

fn found(language: &str, text: &str) -> Vec<String> {
    let reading = Reading::new(text, language);
    let names = entities::names(&reading);
    super::quotes(&reading, &names).into_iter().map(|quote| format!("{} [{}]", quote.text, quote.speaker.unwrap_or_default())).collect()
}

#[test]
fn quotations_have_their_speakers() {
    for (language, text, expected) in [
        (
            "en",
            "“We were lucky,” said Ingrid Solheim, the harbourmaster, “and we know it.”\n\n“It will take weeks,” she added.",
            vec!["“We were lucky,” [Ingrid Solheim]", "“and we know it.” [Ingrid Solheim]", "“It will take weeks,” [Ingrid Solheim]"],
        ),
        ("en", "Critics call the plan a “white elephant” in a town of “old money”.", vec![]),
        ("en", "Peter Marlow said: \"Nobody was hurt, and that is what matters.\"", vec!["\"Nobody was hurt, and that is what matters.\" [Peter Marlow]"]),
        ("de", "„Wir hatten großes Glück“, sagte Bürgermeisterin Maren Tollkamp.", vec!["„Wir hatten großes Glück“ [Maren Tollkamp]"]),
        ("fr", "« Nous avons eu de la chance », a déclaré le maire Étienne Caradec.", vec!["« Nous avons eu de la chance » [Étienne Caradec]"]),
        ("es", "«Tuvimos mucha suerte», dijo Lucía Ferrán.", vec!["«Tuvimos mucha suerte» [Lucía Ferrán]"]),
        ("ja", "市長は「もう十分だ」と述べた。", vec!["「もう十分だ」 []"]),
    ] {
        assert_eq!(found(language, text), expected, "{text}");
    }
}
