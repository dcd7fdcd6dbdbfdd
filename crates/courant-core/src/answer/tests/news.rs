//! Questions to invented news of several hours: captions, tolls that rise, deeds that nobody is told to have done, reasons that are
//! none.

use crate::model::Article;

/// Id, time and text.
pub type Report = (&'static str, &'static str, &'static str);

/// The answer's sentences and what was said earlier, both joined by bars, or a dash where nothing answers.
fn ask(reports: &[Report], question: &str) -> String {
    let articles: Vec<Article> = reports
        .iter()
        .map(|(id, at, text)| Article {
            id: (*id).into(),
            publisher: (*id).into(),
            at: at.parse().ok(),
            text: (*text).into(),
            ..Article::default()
        })
        .collect();
    let read: Vec<_> = articles.iter().map(crate::understand).collect();
    let pairs: Vec<_> = articles.iter().zip(&read).collect();
    let Some(answer) = super::super::answer(question, &pairs) else { return "-".to_owned() };
    let texts = |sentences: &[crate::model::SummarySentence]| {
        sentences.iter().map(|sentence| sentence.text.clone()).collect::<Vec<_>>().join("|")
    };
    let earlier = texts(&answer.earlier);
    let shown = texts(&answer.sentences);
    if earlier.is_empty() { shown } else { format!("{shown} before {earlier}") }
}

/// Asks each question and holds the answer against the one beside it.
pub fn check(reports: &[Report], cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(question, expected)| {
            let told = ask(reports, question);
            (told != *expected).then(|| format!("{question}\n   gives {told}\n   not   {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const FIRE: &[Report] = &[
    (
        "dawn",
        "2026-11-23T06:00:00Z",
        "A fire broke out in the ferry terminal of Halden on Monday. At least four people were killed in the terminal, the fire service \
         said.",
    ),
    (
        "noon",
        "2026-11-23T13:30:00Z",
        "Nine people were killed when a fire destroyed the ferry terminal of Halden. A fire in the same port killed 31 people in 1998.",
    ),
    (
        "night",
        "2026-11-23T22:00:00Z",
        "The fire in the ferry terminal of Halden killed 14 people and injured 40. The fire started because a heater fell over in the \
         kitchen of the terminal. A 51-year-old cook was arrested on Monday evening. Divers searched the harbour basin after the fire.",
    ),
    (
        "late",
        "2026-11-23T23:00:00Z",
        "The terminal fire in Halden left 16 people dead, the hospital said on Monday night. Mayor Oda Brackwell closed the port of \
         Halden. The port of Wexcombe was opened by Tor Lind. Oda Brackwell, left, embraces firefighter Ida Brandt in the burnt \
         terminal. (Ann Lee/Halyard Wire)",
    ),
];

#[test]
fn of_counts_the_newest_is_told() {
    let late = "The terminal fire in Halden left 16 people dead, the hospital said on Monday night.";
    let night = "The fire in the ferry terminal of Halden killed 14 people and injured 40.";
    let noon = "Nine people were killed when a fire destroyed the ferry terminal of Halden.";
    let dawn = "At least four people were killed in the terminal, the fire service said.";
    let told = format!("{late}|{night} before {noon}|{dawn}");
    check(
        FIRE,
        &[
            ("How many people were killed?", &told),
            ("How many people died in the fire?", &told),
            ("How many were injured?", night),
            // Of another year only where that is asked.
            ("How many people were killed in 1998?", "A fire in the same port killed 31 people in 1998."),
            ("How many ferries burned?", "-"),
            ("How many people were rescued?", "-"),
        ],
    );
}

#[test]
fn who_did_it_is_told_by_a_sentence_with_the_deed() {
    check(
        FIRE,
        &[
            ("Who closed the port of Halden?", "Mayor Oda Brackwell closed the port of Halden."),
            ("Who opened the port of Wexcombe?", "The port of Wexcombe was opened by Tor Lind."),
            ("Who was arrested?", "-"),
            ("Who burned the terminal?", "-"),
            ("Who embraced the mayor?", "-"),
            ("Who is the firefighter?", "-"),
        ],
    );
    let race: &[Report] = &[(
        "race",
        "2026-11-22T18:00:00Z",
        "Felix Marrow cried in the pit lane after a crash ended the race for him. Lewin Hartley won the boat race in Halden on Sunday. \
         The driver of the first boat was arrested on Sunday night. The council elected Una Finch as harbour chief. Una Finch is the new \
         harbour chief of Halden. Norway’s Kai Stone lost the race by a length, the organisers said.",
    )];
    check(
        race,
        &[
            ("Who won the race?", "Lewin Hartley won the boat race in Halden on Sunday."),
            ("Who was the winner of the race?", "Lewin Hartley won the boat race in Halden on Sunday."),
            ("Who was arrested?", "The driver of the first boat was arrested on Sunday night."),
            ("Whom did the council elect?", "The council elected Una Finch as harbour chief."),
            ("Who is the harbour chief?", "The council elected Una Finch as harbour chief."),
            ("Who lost the race?", "Norway’s Kai Stone lost the race by a length, the organisers said."),
            ("Who stopped the race?", "-"),
            ("Who ended the race?", "-"),
        ],
    );
}

#[test]
fn why_is_told_by_a_reason() {
    let tram: &[Report] = &[(
        "tram",
        "2026-11-23T18:00:00Z",
        "A tram derailed in Wexcombe on Monday morning. The tram derailed because it took the bend at twice the speed allowed. Trams were \
         stopped after the tram derailed near the bend. The line is closed. The tram depot of Halden was sold due to its debts. \
         Kai Stone resigned over the accident in Wexcombe. Two days after the depot was flooded, workers cleaned it.",
    )];
    check(
        tram,
        &[
            ("Why did the tram derail?", "The tram derailed because it took the bend at twice the speed allowed."),
            ("What caused the derailment?", "The tram derailed because it took the bend at twice the speed allowed."),
            ("Why was the depot sold?", "The tram depot of Halden was sold due to its debts."),
            ("Why were trams stopped?", "Trams were stopped after the tram derailed near the bend."),
            ("Why was the depot flooded?", "-"),
            ("Why is the line closed?", "-"),
        ],
    );
}

#[test]
fn a_reason_stands_on_the_side_of_what_it_explains() {
    let dam: &[Report] = &[(
        "dam",
        "2026-11-23T18:00:00Z",
        "The arrest of Tor Lind prompted protests in Halden on Monday. The closure of the dam caused long queues in Halden. The dam \
         of Wexcombe was closed because of a crack in its wall. As a result of the flood, 40 families left Wexcombe. Tor Lind was \
         fined on Friday for letting the dam crack. Many people were rebuked, leaving Kai Stone alone after his remarks on the dam. The dam council failed over three days of debate. The cause of the fire in the dam tower is not known. The tower is due to open in \
         May.",
    )];
    check(
        dam,
        &[
            ("Why was Tor Lind arrested?", "-"),
            ("Why was the dam closed?", "The dam of Wexcombe was closed because of a crack in its wall."),
            ("What caused the flood?", "-"),
            ("Why was Tor Lind fined?", "Tor Lind was fined on Friday for letting the dam crack."),
            ("What caused the fire in the tower?", "The cause of the fire in the dam tower is not known."),
            ("Why will the tower open?", "-"),
            ("Why did the council fail?", "-"),
            ("Why did the CEOs leave?", "-"),
            ("Why did Una Finch leave?", "-"),
        ],
    );
}

#[test]
fn somebody_near_is_not_who_did_it() {
    let guard: &[Report] = &[(
        "guard",
        "2026-11-23T18:00:00Z",
        "Ida Brandt wrote the report that preceded Tor Lind’s firing in Halden. The brother of the gunman, Kai Stone of Wexcombe, wept on \
         Monday. The gunman was identified as Felix Marrow of Halden. At least 12 people were killed by a man who drove a truck into the \
         market of Halden. Kai Stone won support in the council election of Halden. Una Finch faced the resignations of \
         many officers in Halden. Police shot the bell ringer of Halden. Police ARE looking at the parents who made the keepers shoot the bear of Halden.",
    )];
    check(
        guard,
        &[
            ("Who fired Tor Lind?", "-"),
            ("Who was the gunman?", "The gunman was identified as Felix Marrow of Halden."),
            ("Who killed the driver?", "-"),
            ("Who shot the bear?", "-"),
            ("Who shot the bell ringer?", "Police shot the bell ringer of Halden."),
            ("Who wants the report?", "-"),
            ("Who won the election?", "-"),
            ("Who resigned?", "-"),
        ],
    );
}

#[test]
fn a_figure_of_something_else_is_no_count() {
    let mixed: &[Report] = &[(
        "mixed",
        "2026-11-23T18:00:00Z",
        "Five of the bombs sent this week lie in a court of Halden. The release of the girls of Wexcombe, which the council called great, \
         would help the search for the 197 girls of Marlow. The ferry ran into a curve of the river with a speed limit of 12 mph. Halden \
         Bank said that the new law could cost it up to $2 billion. The ferry line of Halden has had four fatal crashes since May.",
    )];
    check(
        mixed,
        &[
            ("How many bombs were sent?", "-"),
            ("How many girls were released?", "-"),
            ("How fast was the ferry?", "-"),
            ("How much will the law cost Marlow?", "-"),
            ("How many people were killed?", "-"),
        ],
    );
    let market: &[Report] = &[
        ("one", "2026-11-23T18:00:00Z", "Two Danish tourists were injured in the market of Halden, one of them badly."),
        (
            "three",
            "2026-11-23T17:00:00Z",
            "On the anniversary of a fire that injured 300 people, 12 officers were hit in the market of Halden.",
        ),
        ("two", "2026-11-23T16:00:00Z", "Some 100 people were injured in the market of Halden on Monday."),
    ];
    check(
        market,
        &[
            ("How many people were injured?", "Some 100 people were injured in the market of Halden on Monday."),
            ("How many officers were killed?", "-"),
        ],
    );
}

#[test]
fn captions_answer_nothing() {
    let flood: &[Report] = &[(
        "flood",
        "2026-11-23T18:00:00Z",
        "Oda Brackwell, left, rescues a dog from the flood in Halden. (Photo: Ann Lee)\n\nA photo issued by the council of the bridge that \
         fell in Halden.\n\nTor Lind carries 12 children over the river in Halden, Monday, Nov. 23, 2026.\n\nThe bridge of Halden fell at \
         07:40 on Monday. Police led nine children over the river.",
    )];
    check(
        flood,
        &[
            ("Who rescued the dog?", "-"),
            ("How many children did Tor Lind carry?", "-"),
            ("How many children were led over the river?", "Police led nine children over the river."),
            ("When did the bridge fall?", "The bridge of Halden fell at 07:40 on Monday."),
        ],
    );
}

#[test]
fn other_languages_are_asked_alike() {
    let german: &[Report] = &[
        (
            "früh",
            "2026-11-23T06:00:00Z",
            "Bei dem Brand in Wexdorf sind zwei Menschen getötet worden. Die Halle steht am Hafen.",
        ),
        (
            "spät",
            "2026-11-23T20:00:00Z",
            "Bei dem Brand in Wexdorf wurden fünf Menschen getötet. Die Halle brannte ab, weil ein Ofen umgefallen war. Ein \
             42-jähriger Mann wurde am Montag festgenommen. Maren Tollkamp (links) löscht die Halle. Foto: Ida Brandt/dpa",
        ),
    ];
    check(
        german,
        &[
            (
                "Wie viele Menschen wurden getötet?",
                "Bei dem Brand in Wexdorf wurden fünf Menschen getötet. before Bei dem Brand in Wexdorf sind zwei Menschen getötet worden.",
            ),
            ("Warum brannte die Halle ab?", "Die Halle brannte ab, weil ein Ofen umgefallen war."),
            ("Wer wurde festgenommen?", "Ein 42-jähriger Mann wurde am Montag festgenommen."),
            ("Wer löschte die Halle?", "-"),
            ("Warum steht die Halle am Hafen?", "-"),
        ],
    );
    let french: &[Report] = &[
        ("tôt", "2026-11-23T06:00:00Z", "L’incendie de Wexcombe a tué deux personnes. Le port est fermé."),
        (
            "tard",
            "2026-11-23T20:00:00Z",
            "L’incendie de Wexcombe a tué cinq personnes. Le feu a pris parce qu’un poêle est tombé dans la cuisine. La maire Anne \
             Caradec a fermé le port de Wexcombe.",
        ),
    ];
    check(
        french,
        &[
            (
                "Combien de personnes l’incendie a-t-il tuées ?",
                "L’incendie de Wexcombe a tué cinq personnes. before L’incendie de Wexcombe a tué deux personnes.",
            ),
            ("Qui a fermé le port ?", "La maire Anne Caradec a fermé le port de Wexcombe."),
            ("Qui a ouvert le port ?", "-"),
            ("Pourquoi le port est-il fermé ?", "-"),
        ],
    );
    let spanish: &[Report] = &[
        ("pronto", "2026-11-23T06:00:00Z", "El incendio de Wexcombe causó dos muertos. El puerto está cerrado."),
        (
            "tarde",
            "2026-11-23T20:00:00Z",
            "El incendio de Wexcombe dejó cinco muertos. El puerto se cerró porque una estufa cayó en la cocina. La alcaldesa Lucía \
             Ferrán cerró el puerto de Wexcombe.",
        ),
    ];
    check(
        spanish,
        &[
            (
                "¿Cuántos muertos hubo en el incendio?",
                "El incendio de Wexcombe dejó cinco muertos. before El incendio de Wexcombe causó dos muertos.",
            ),
            ("¿Quién cerró el puerto?", "La alcaldesa Lucía Ferrán cerró el puerto de Wexcombe."),
            ("¿Quién abrió el puerto?", "-"),
        ],
    );
}
