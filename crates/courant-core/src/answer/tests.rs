//! Questions to invented reports in four languages: some answered, some refused.

mod news;
mod people;

use crate::model::Article;

const REPORTS: &[(&str, &str, &str)] = &[
    (
        "a",
        "Skerry Tunnel closed",
        "The Skerry Tunnel was closed after seawater entered the western tube at 05:48. About 190 people were led out through the east portal. Divers will inspect the seal, said Hesper Vane of the Skerry Crossing Company. The company gave no date for the repair of the seal. Pumps were brought from Aldermouth. No injuries were reported. The tunnel is 5.3 kilometres long and opened 23 years ago; it stayed shut for nine hours in the flood of 1998.",
    ),
    (
        "b",
        "Wasser im Tunnel",
        "Der Tunnel wurde gesperrt, nachdem um 05:48 Uhr Meerwasser in die Weströhre eindrang. Die Feuerwehr führte 190 Menschen ins Freie. Die Fuge werde geprüft, sagte Hesper Vane. Die Pumpen kamen aus Hamburg.",
    ),
    (
        "c",
        "De l’eau dans le tunnel",
        "Le tunnel est fermé depuis que l’eau de mer est entrée dans le tube ouest à 5h48. Les pompiers ont évacué 190 personnes. Le maire Étienne Caradec a remercié les pompiers.",
    ),
    (
        "d",
        "Agua en el túnel",
        "El túnel se cerró después de que el agua de mar entrara en el tubo oeste a las 05:48 horas. Los bomberos evacuaron a 190 personas. La alcaldesa Lucía Ferrán dio las gracias a los bomberos.",
    ),
];

fn ask(question: &str) -> Option<String> {
    ask_of(REPORTS, question)
}

fn ask_of(reports: &[(&str, &str, &str)], question: &str) -> Option<String> {
    let articles: Vec<Article> = reports
        .iter()
        .map(|(id, title, text)| Article {
            id: (*id).into(),
            title: (*title).into(),
            text: (*text).into(),
            publisher: (*id).into(),
            ..Article::default()
        })
        .collect();
    let read: Vec<_> = articles.iter().map(crate::understand).collect();
    let pairs: Vec<_> = articles.iter().zip(&read).collect();
    let answer = super::answer(question, &pairs)?;
    for sentence in &answer.sentences {
        let source = &sentence.sources[0];
        let article = articles
            .iter()
            .find(|article| article.id == source.id)
            .map(|article| article.text.as_str())
            .unwrap_or_default();
        let words: String = article.chars().skip(source.start).take(source.end - source.start).collect();
        assert_eq!(words, sentence.text, "byte-equal to its source");
    }
    answer.sentences.first().map(|sentence| sentence.text.clone())
}

#[test]
fn what_the_reports_say_is_answered() {
    for (question, part) in [
        ("When did seawater enter the western tube?", "05:48"),
        ("How many people were led out?", "190 people"),
        ("Who said that divers will inspect the seal?", "Hesper Vane"),
        ("Where were the pumps brought from?", "Aldermouth"),
        ("How long is the tunnel?", "5.3 kilometres long"),
        ("How old is the tunnel?", "23 years ago"),
        ("How long did the tunnel stay shut in the flood?", "nine hours"),
        ("Was anyone injured?", "No injuries were reported."),
        ("Wann drang Meerwasser in die Weströhre ein?", "05:48 Uhr"),
        ("Wie viele Menschen führte die Feuerwehr ins Freie?", "190 Menschen"),
        ("Woher kamen die Pumpen?", "Hamburg"),
        ("Combien de personnes les pompiers ont-ils évacuées ?", "190 personnes"),
        ("Qui a remercié les pompiers ?", "Étienne Caradec"),
        ("¿Cuántas personas evacuaron los bomberos?", "190 personas"),
        ("¿Quién dio las gracias a los bomberos?", "Lucía Ferrán"),
    ] {
        assert!(ask(question).is_some_and(|text| text.contains(part)), "{question} gives {:?}", ask(question));
    }
}

#[test]
fn what_they_do_not_say_is_refused() {
    for question in [
        "What will the repair of the seal cost?",
        "How many people were injured?",
        "Who is the president of France?",
        "When does the school open?",
        "How old is Hesper Vane?",
        "How high is the portal?",
        "How fast were people led out?",
        "How many pumps were brought?",
        "Was kostet die Reparatur der Fuge?",
        "Wer ist Bürgermeister von Hamburg?",
        "Combien coûtera la réparation ?",
        "¿Cuánto costará la reparación?",
        "",
        "???",
        "When?",
    ] {
        assert_eq!(ask(question), None, "{question}");
    }
}

#[test]
fn a_word_that_looks_alike_is_another() {
    let council = [("a", "Council meets", "The council called for a new safety policy on Monday evening.")];
    for question in ["Were the police called?", "Did the police call for safety?"] {
        assert_eq!(ask_of(&council, question), None, "{question}");
    }
    assert!(ask_of(&council, "Did the council call for a policy?").is_some());
}

/// Reports in which what is asked is said of somebody, denied, or said by somebody who did not do it.
const SAID: &[(&str, &str, &str)] = &[
    (
        "a",
        "Dam cracks above Wexcombe",
        "WEXCOMBE (Halyard Wire) — The dam above Wexcombe cracked on Monday. Halden Water said the crack in the dam was four metres long. “He opened the spillway of the dam too late,” said Oda Brackwell of engineer Tor Lind. Police denied that Nils Holt opened the spillway. She said the Wexcombe dam would be repaired by Morvik Marine. “The crack is small. Water will not rise above the wall of the dam. Families can sleep,” said Oda Brackwell. The gate was oiled, Halden Water said. The siren was painted by Kai Stone, police said on Tuesday. The Wexcombe Bridge Company was closed on Tuesday. Una Finch rang the bell and told the court so. “Some 340 people slept in the school on Monday,” said fire chief Eva Rusk. Police denied that 12 people were hurt.",
    ),
    (
        "b",
        "Damm bei Wexdorf gerissen",
        "Am Montag sagte Kai Wegmann, der Damm bei Wexdorf sei gerissen. Der Damm wird von Maren Tollkamp repariert, sagte der Rat. Die Glocke wurde gestohlen, sagte Jens Ohlsen.",
    ),
];

#[test]
fn who_says_so_did_not_do_it() {
    for (question, part) in [
        ("Who opened the spillway of the dam?", None),
        ("Who cracked the dam?", None),
        ("Who will repair the dam?", None),
        ("Who oiled the gate?", None),
        ("Who closed the bridge?", None),
        ("Will the water rise above the wall?", None),
        ("How many people were hurt?", None),
        ("Wer stahl die Glocke?", None),
        ("Who painted the siren?", Some("Kai Stone")),
        ("Who rang the bell?", Some("Una Finch")),
        ("Who said that the crack was four metres long?", Some("Halden Water")),
        ("How many people slept in the school?", Some("said fire chief Eva Rusk")),
        ("Did Nils Holt open the spillway?", Some("Police denied")),
        ("Wer repariert den Damm?", Some("Maren Tollkamp")),
    ] {
        let told = ask_of(SAID, question);
        let fits = part.map_or(told.is_none(), |part| told.as_ref().is_some_and(|told| told.contains(part)));
        assert!(fits, "{question} gives {told:?}");
    }
}
