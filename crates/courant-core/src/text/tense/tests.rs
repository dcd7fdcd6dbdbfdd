//! Invented sentences of what was done and of what is to come.

use crate::text::reading::Reading;

/// The sentence, where it is not told as expected.
fn check(language: &str, text: &str, past: bool) -> Option<String> {
    let reading = Reading::new(text, language);
    let tokens = reading.tokens_of(0);
    let lowers: Vec<String> = tokens.iter().map(|token| token.text.to_lowercase()).collect();
    let days = [
        "monday",
        "tuesday",
        "friday",
        "sunday",
        "montag",
        "sonntag",
        "lundi",
        "dimanche",
        "lunes",
        "domingo",
        "lunedì",
        "domenica",
        "segunda-feira",
        "maandag",
        "zondag",
        "понедельник",
        "воскресенье",
    ];
    let day = lowers.iter().position(|lower| days.contains(&lower.as_str())).expect("a day");
    (super::tells_past(language, tokens, &lowers, day) != past).then(|| text.to_owned())
}

#[test]
fn what_was_done_is_told_from_what_is_to_come() {
    let wrong = [
        ("en", "The inquiry opened on Monday."),
        ("en", "On Sunday the party won nine seats."),
        ("en", "Twelve people were hurt on Sunday."),
        ("en", "Two men have been held since Monday."),
        ("en", "The court said on Monday that the bridge is safe."),
        ("en", "Police arrested a man and searched a house on Monday."),
        ("en", "Talks last Sunday brought nothing."),
        ("de", "Am Montag öffnete die Werft ihre Tore."),
        ("de", "Die Brücke ist am Sonntag eingestürzt."),
        ("de", "Die Polizei hat am Montag zwei Männer festgenommen."),
        ("de", "Am Sonntag starben zwei Menschen."),
        ("fr", "Le pont s’est effondré dimanche."),
        ("fr", "Le conseil a voté lundi."),
        ("fr", "Deux personnes sont mortes dimanche."),
        ("es", "El puente se cerró el lunes."),
        ("es", "Los vecinos han votado el domingo."),
        ("it", "Il ponte è crollato domenica."),
        ("it", "Il consiglio ha votato lunedì."),
        ("pt", "A ponte foi fechada na segunda-feira."),
        ("pt", "O conselho votou na segunda-feira."),
        ("nl", "De raad heeft maandag gestemd."),
        ("nl", "De brug is zondag ingestort."),
        ("ru", "Мост закрыли в понедельник."),
        ("ru", "Выставка открылась в воскресенье."),
    ]
    .into_iter()
    .filter_map(|(language, text)| check(language, text, true));
    let also = [
        ("en", "Voters in Aldermouth go to the polls on Sunday."),
        ("en", "The trial opens on Tuesday."),
        ("en", "She is to appear in court on Monday."),
        ("en", "The trial opens on Tuesday, the court said."),
        ("en", "The delayed trial starts on Tuesday."),
        ("en", "Voters go to the polls on Sunday, officials warned."),
        ("en", "A man accused of arson goes on trial on Monday."),
        ("en", "Schools are closed on Monday."),
        ("en", "The hearing was postponed to Monday."),
        ("en", "Both sides met ahead of Sunday’s vote."),
        ("en", "Police hold a man over Sunday’s fire."),
        ("en", "Residents fled before Sunday."),
        ("en", "The funeral, to be held on Monday, drew protests."),
        ("en", "“We open on Monday,” she said."),
        ("de", "Der Prozess beginnt am Montag."),
        ("de", "Die geplante Demonstration zieht am Sonntag durch die Stadt."),
        ("de", "Das Museum ist am Montag geschlossen."),
        ("de", "Der Mann, der das Feuer legte, kommt am Montag vor Gericht."),
        ("fr", "Le procès s’ouvre lundi."),
        ("fr", "Une marche est organisée dimanche."),
        ("fr", "Le vote a lieu dimanche."),
        ("fr", "Le musée rouvrira lundi, a promis la ville."),
        ("es", "Los vecinos votan el domingo."),
        ("es", "El juicio empezará el lunes, anunció la sala."),
        ("it", "Il processo si apre lunedì."),
        ("it", "La marcia è organizzata domenica."),
        ("pt", "O julgamento começa na segunda-feira."),
        ("nl", "Het proces begint maandag."),
        ("nl", "De stemming is zondag."),
        ("ru", "Суд начинается в понедельник."),
        ("ru", "Выставка откроется в воскресенье."),
    ]
    .into_iter()
    .filter_map(|(language, text)| check(language, text, false));
    assert_eq!(wrong.chain(also).collect::<Vec<_>>(), Vec::<String>::new());
}
