//! Quotations in invented paragraphs.

mod nobody;
mod tongues;
mod wrong;

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

/// The speaker of the last quotation of each text.
fn check_last(cases: &[(&str, &str, &str)]) {
    let mut wrong = Vec::new();
    for (language, text, speaker) in cases {
        let last = found(language, text).pop().unwrap_or_default();
        if !last.ends_with(&format!(" [{speaker}]")) {
            wrong.push(format!("{text}: {last}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn a_title_may_speak_of_somebody_else_of_that_name() {
    check_last(&[
        ("en", "Mr. Bob Marlow was shot. “I heard it from our kitchen,” said Mrs. Marlow.", "Mrs. Marlow"),
        ("en", "Bob Marlow was shot. “I heard it from our kitchen,” said Mrs. Marlow.", "Mrs. Marlow"),
        ("de", "Herr Kai Wegmann kam um. „Ich habe es in der Küche gehört“, sagte Frau Wegmann.", "Frau Wegmann"),
        ("fr", "Émile Caradec a été tué. « Je l’ai entendu de la cuisine », a dit Mme Caradec.", "Mme Caradec"),
        ("es", "Juan Ferrán fue asesinado. «Lo oí desde la cocina», dijo la señora Ferrán.", "señora Ferrán"),
        ("en", "Ann Marlow was shot. “We heard it all,” said Mr. Marlow. “She was kind,” said Marlow.", "Marlow"),
        // Whose given name says nothing: two titles are two people.
        ("en", "Kim Marlow came. Mr. Marlow sat. “We heard it all,” said Mrs. Marlow.", "Mrs. Marlow"),
        ("en", "Kim Marlow came. Kim Marlow sat. “We heard it all,” said Mrs. Marlow.", "Kim Marlow"),
        // An office is whose it is by the text.
        ("en", "Nils Holt was jailed. “We have seen few crimes so mean,” said Judge Holt.", "Judge Holt"),
        ("en", "Nils Holt, who was elected mayor in May, left. “We will win,” said Mayor Holt.", "Nils Holt"),
        ("en", "Sen. Nils Holt left. “We will win it,” said Senator Holt.", "Nils Holt"),
        ("en", "The mayor of Wexcombe, Nils Holt, left. “We will win,” said Mayor Holt.", "Nils Holt"),
        ("de", "Oberbürgermeisterin Maren Dahl kam. „Wir gehen nicht“, sagte Bürgermeisterin Dahl.", "Maren Dahl"),
        ("en", "Anna Holt spoke. President Holt came. “We will win it,” Holt said.", "Holt"),
        ("en", "Anna Holt spoke. Holt smiled. President Holt came. “We will win it,” Holt said.", "Anna Holt"),
        // The point of a sentence makes no title.
        ("en", "Nils Holt met the mayor. Holt sat. “We will win it,” said Holt.", "Nils Holt"),
        ("en", "Ursula von der Aue spoke. “We will win it,” von der Aue said.", "Ursula von der Aue"),
    ]);
}

#[test]
fn a_body_does_not_say_what_another_countrys_body_says() {
    check_last(&[
        (
            "en",
            "The Russian Foreign Ministry said no. “We will not sign it,” the Foreign Ministry in Kyiv said.",
            "Foreign Ministry",
        ),
        (
            "en",
            "The Halden Teachers Union struck. “We will not strike,” the Teachers Union in Morvik said.",
            "Teachers Union",
        ),
        (
            "en",
            "The Halden Teachers Union struck. “We will not work,” the Teachers Union in Halden said.",
            "Halden Teachers Union",
        ),
        (
            "en",
            "The Israeli Air Force left. Iran was quiet. “We shot two of them down,” the Air Force said.",
            "Air Force",
        ),
        ("en", "The Israeli Air Force left. “We shot two of them down,” the Air Force said.", "Israeli Air Force"),
        (
            "en",
            "The Russian Foreign Ministry said no. Kyiv’s Foreign Ministry wept. “We will sign,” the Foreign Ministry said.",
            "Foreign Ministry",
        ),
        (
            "en",
            "The Russian Foreign Ministry said no. Russia’s Foreign Ministry went on. “We will go,” the Foreign Ministry said.",
            "Russian Foreign Ministry",
        ),
        (
            "en",
            "The Russian Foreign Ministry said no. Sweden wept. The Russian Foreign Ministry went on. “We will go,” the Foreign Ministry said.",
            "Russian Foreign Ministry",
        ),
    ]);
}

#[test]
fn who_is_only_named_beside_a_quotation_did_not_say_it() {
    check_last(&[
        // A pronoun takes whoever stands later, the last speaker or the last person named.
        (
            "en",
            "“We will rebuild,” said Mayor John Marlow.\n\nRescue worker Anna Solheim was first at the scene. “The water came within minutes,” she said.",
            "Anna Solheim",
        ),
        (
            "en",
            "Anna Solheim was first at the scene. “The water came within minutes,” said Mayor John Marlow. “It was dark,” he said.",
            "John Marlow",
        ),
        ("en", "Anna Solheim spoke first. “Peter Marlow is a good man,” she said.", "Anna Solheim"),
        (
            "en",
            "Anna Solheim beat Peter Marlow in March. “It was a hard year for all of us,” she said.",
            "Anna Solheim",
        ),
        (
            "en",
            "“We will rebuild,” said Anna Solheim. Asked about Peter Marlow, she said: “We do not speak of it here.”",
            "Anna Solheim",
        ),
        ("en", "“It will take weeks,” said Chief of Staff Anna Solheim.", "Anna Solheim"),
        // It goes on about the speaker where the sentence between does.
        (
            "en",
            "“We will rebuild,” said Anna Solheim. She beat Peter Marlow in March. “It was close,” she said.",
            "Anna Solheim",
        ),
        ("en", "“We will rebuild,” Anna Solheim told Peter Marlow. “It was close,” she said.", "Anna Solheim"),
        ("en", "“It will take weeks,” said Solheim spokeswoman Maren Dahl.", "Maren Dahl"),
        // Who is meant may be open.
        (
            "en",
            "“We will rebuild,” said Anna Solheim.\n\nWhen Peter Marlow met Ole Dahl there was no light. “It was close,” he said.",
            "",
        ),
        // A title may speak against it.
        ("en", "Mr. Marlow was first at the scene. “The water came within minutes,” she said.", ""),
        ("de", "Herr Marlow war zuerst da. „Das Wasser kam in Minuten“, sagte sie.", ""),
        // Whose lawyer speaks is not who speaks.
        ("en", "“He is innocent,” said a lawyer for Peter Marlow.", ""),
        ("en", "“We will see,” said Anna Solheim. “He is innocent,” said a lawyer for Peter Marlow.", ""),
        ("en", "“He is innocent,” Peter Marlow’s lawyer said.", ""),
        ("en", "“He is innocent,” said Peter Marlow’s lawyer, Anna Solheim.", "Anna Solheim"),
        ("en", "A lawyer for Peter Marlow said: “He is innocent and will say so.”", ""),
        ("en", "“He is innocent,” said a lawyer for Peter Marlow. “And he is far from here,” the lawyer said.", ""),
        ("en", "“He is innocent,” said a lawyer for former President Peter Marlow.", ""),
        ("de", "„Er ist unschuldig“, sagte ein Anwalt von Peter Marlow.", ""),
        ("fr", "« Il est innocent », a déclaré l’avocat de Pierre Marlow.", ""),
        ("es", "«Es inocente», dijo el abogado de Pedro Marlow.", ""),
        ("it", "«È innocente», ha detto l’avvocato di Pietro Marlow.", ""),
        ("nl", "“Hij is onschuldig”, zei de advocaat van Peter Marlow.", ""),
        ("en", "“It will take weeks,” said a spokesman for the Harbour Party.", "Harbour Party"),
        // The nearest that can be the subject, not the first.
        ("en", "Asked about Peter Marlow, Anna Solheim said: “We do not speak of it here.”", "Anna Solheim"),
        ("en", "While Peter Marlow waited outside, Anna Solheim said: “We do not speak of it here.”", "Anna Solheim"),
        ("en", "Anna Solheim, who beat Peter Marlow, said: “We do not speak of it here.”", "Anna Solheim"),
        ("en", "Anna Solheim met Peter Marlow and said: “We do not speak of it here.”", "Anna Solheim"),
        ("en", "The mayor, Anna Solheim, said: “We do not speak of it here.”", "Anna Solheim"),
        // Right before, and right still.
        ("en", "President of France Emmanuel Macron said: “We do not speak of it here.”", "Emmanuel Macron"),
        ("en", "Anna Solheim of the Harbour Party said: “We do not speak of it here.”", "Anna Solheim"),
        ("en", "“It will take weeks,” according to Anna Solheim.", "Anna Solheim"),
        ("en", "“It will take weeks,” said the mayor of Aldermouth, Anna Solheim.", "Anna Solheim"),
        ("en", "“It will take weeks,” Anna Solheim told Peter Marlow.", "Anna Solheim"),
        ("fr", "« Cela prendra des semaines », selon Anne Caradec.", "Anne Caradec"),
        ("de", "„Das dauert Wochen“, so Maren Tollkamp.", "Maren Tollkamp"),
    ]);
}
