//! Invented sentences and the moments that they state.

use jiff::Timestamp;

use super::moments;
use crate::text::reading::Reading;

#[test]
fn stated_times_are_resolved_backwards() {
    let published: Timestamp = "2024-05-08T09:40:00Z".parse().expect("a moment"); // a Wednesday
    for (language, text, expected) in [
        ("en", "Seawater entered the tube at 05:48.", Some("2024-05-08T05:48:00Z")),
        ("en", "The last ferry left at 11:30 pm.", Some("2024-05-07T23:30:00Z")),
        ("en", "The inquiry opened on Monday.", Some("2024-05-06T00:00:00Z")),
        ("en", "It closed on December 3, 2023.", Some("2023-12-03T00:00:00Z")),
        ("de", "Am 3. Mai um 14.30 Uhr fiel der Strom aus.", Some("2024-05-03T14:30:00Z")),
        ("fr", "Le pont a fermé le 7 mai à 14h30.", Some("2024-05-07T14:30:00Z")),
        ("es", "El puente cerró el 9 de mayo.", None),
        ("fr", "À 1 h 20, l’échelle marquait 4,70 mètres.", Some("2024-05-08T01:20:00Z")),
        // "et" is no zone in French.
        ("fr", "Le bac a coulé à 9h30 et trente personnes ont été sauvées.", None),
        ("es", "El niño ha preguntado si puede empezar el sábado.", None),
        ("es", "Hoy el taller hace veinte velas al año.", None),
        ("en", "The council voted today.", Some("2024-05-08T00:00:00Z")),
        ("en", "It will reopen on Monday.", None),
        ("en", "Voters in Aldermouth go to the polls on Sunday.", None),
        ("en", "The trial opens on Tuesday.", None),
        ("en", "She is to appear in court on Monday.", None),
        ("en", "The council meets on Wednesday.", Some("2024-05-08T00:00:00Z")),
        ("en", "The inquiry opened on Tuesday, 30 April.", Some("2024-04-30T00:00:00Z")),
        ("en", "The vigil starts at 7 pm.", None),
        ("de", "Der Prozess beginnt am Montag.", None),
        ("fr", "Le procès s’ouvre lundi.", None),
        ("sv", "Vakan börjar 19:30.", None),
        ("en", "They won 3:2 and may march on.", None),
        ("en", "In 1905 the town built the pier that it cherished until today.", None),
        ("en", "Ottilie Crane wrote that “the ferrymen lost their bread today” and left.", None),
        ("en", "On Tuesday she said she’ll close the harbour.", None),
        ("en", "Inspectors were planning to call on Tuesday at the harbour.", None),
        ("en", "For the ferrymen it was Tuesday or never.", None),
        ("en", "Even as he praised his Tuesday statement, Fenn asked for more.", None),
        ("en", "Since that Sunday afternoon the pier was shut.", None),
        ("en", "Fenn met the ferrymen after the council fell on Monday.", None),
        ("en", "The council’s Monday vote angered ferrymen.", None),
        ("en", "After the storm, the pier fell on Monday.", Some("2024-05-06T00:00:00Z")),
        ("en", "On Monday the council fell after a vote.", Some("2024-05-06T00:00:00Z")),
    ] {
        let reading = Reading::new(text, language);
        let found = moments(&reading, published)[0].map(|moment| moment.at.to_string());
        assert_eq!(found.as_deref(), expected, "{text}");
    }
}

/// The moments of every sentence of a text.
fn told(language: &str, published: &str, text: &str) -> Vec<Option<String>> {
    let reading = Reading::new(text, language);
    let short = |at: Timestamp| at.to_string().trim_end_matches(":00Z").to_owned();
    let found = moments(&reading, published.parse().expect("a moment"));
    found.into_iter().map(|moment| moment.map(|moment| short(moment.at))).collect()
}

#[test]
fn a_moment_that_may_be_another_is_not_told() {
    let day = "2024-05-08T00:00:00Z"; // a Wednesday, as a bare day becomes
    let noon = "2024-05-08T12:00:00Z";
    for (language, published, text, expected) in [
        // A bare day is the whole of it.
        ("en", day, "The ferry sank at 9:20 p.m. on Wednesday.", &[Some("2024-05-08T21:20")][..]),
        ("en", day, "The ferry sank at 9:20 p.m. in calm weather.", &[None]),
        // A time is of the day that was spoken of, not of the report's.
        (
            "en",
            noon,
            "The ferry sank on Monday. Divers reached it at 9:20 a.m. in calm weather.",
            &[Some("2024-05-06T00:00"), Some("2024-05-06T09:20")],
        ),
        (
            "en",
            noon,
            "The clerk wrote on Sept. 15, 2022. At 11:25 a.m. the mayor changed it.",
            &[Some("2022-09-15T00:00"), Some("2022-09-15T11:25")],
        ),
        (
            "de",
            noon,
            "Die Fähre sank am Montag. Um 09:20 Uhr war das Wrack gefunden.",
            &[Some("2024-05-06T00:00"), Some("2024-05-06T09:20")],
        ),
        (
            "fr",
            noon,
            "Le bac a coulé lundi. À 9h20, les plongeurs ont trouvé la coque.",
            &[Some("2024-05-06T00:00"), Some("2024-05-06T09:20")],
        ),
        (
            "en",
            day,
            "The ferry sank on Wednesday. Divers found it at 9:20 a.m. in calm weather.",
            &[Some("2024-05-08T00:00"), Some("2024-05-08T09:20")],
        ),
        (
            "en",
            day,
            "The ferry sank on Wednesday. Divers found it at 10 p.m. in calm weather.",
            &[Some("2024-05-08T00:00"), None],
        ),
        (
            "en",
            "2024-05-07T22:00:00Z",
            "The ferry sank just before 6 a.m. (2100 GMT Tuesday) in calm weather.",
            &[None],
        ),
        // But not where the text has left it, or the clock may have gone round.
        (
            "en",
            noon,
            "The ferry sank on Monday. The next day divers reached it at 9:20 a.m. in calm weather.",
            &[Some("2024-05-06T00:00"), None],
        ),
        (
            "en",
            noon,
            "The ferry sank on Monday. Three days earlier it had leaked. A diver had seen it at 9:20 a.m. in calm weather.",
            &[Some("2024-05-06T00:00"), None, None],
        ),
        (
            "en",
            noon,
            "The ferry sank at 22:15 on Monday. Divers reached it at 05:20 in calm weather.",
            &[Some("2024-05-06T22:15"), None],
        ),
        (
            "en",
            noon,
            "The ferry sank on Monday night. Divers reached it at 05:20 in calm weather.",
            &[Some("2024-05-06T00:00"), None],
        ),
        ("en", noon, "The ferry will be raised on Friday. Divers reached it at 05:20 in calm weather.", &[None, None]),
        // Without any day: only where it is one day in all the zones that the report may be of.
        ("en", "2024-05-08T19:44:00Z", "The bomb went off at 11:30 p.m. local time outside the mill.", &[None]),
        (
            "en",
            "2024-05-08T13:00:00Z",
            "The bomb went off at 4:30 a.m. local time outside the mill.",
            &[Some("2024-05-08T04:30")],
        ),
        (
            "en",
            "2024-05-08T13:00:00Z",
            "The bomb went off at 7:30 a.m. ET outside the mill.",
            &[Some("2024-05-08T07:30")],
        ),
        ("en", "2024-05-08T13:00:00Z", "The bomb went off at 8:30 a.m. outside the mill.", &[None]),
        ("de", "2024-05-08T22:30:00Z", "Um 23:50 Uhr ging die Bombe an der Mühle hoch.", &[None]),
        // Of two days the time may be that of any.
        ("en", noon, "Divers agreed on Monday to meet on Sunday at 9:20 a.m. at the hull.", &[None]),
        (
            "en",
            noon,
            "The ferry sank on Monday. Divers reached it at 9:20 a.m. in the calmest week for eleven years.",
            &[Some("2024-05-06T00:00"), Some("2024-05-06T09:20")],
        ),
        (
            "en",
            noon,
            "The ferry sank on Monday. Two days after that divers reached it at 9:20 a.m. in calm weather.",
            &[Some("2024-05-06T00:00"), None],
        ),
        (
            "en",
            noon,
            "The ferry sank on Monday. Last week divers had seen it at 9:20 a.m. in calm weather.",
            &[Some("2024-05-06T00:00"), None],
        ),
        // A weekday of six days ago is tomorrow's.
        ("en", noon, "The ferry sank early on Thursday in calm weather.", &[None]),
        ("en", noon, "The ferry sank last Thursday in calm weather.", &[Some("2024-05-02T00:00")]),
        ("en", noon, "The ferry sank last Wednesday in calm weather.", &[Some("2024-05-01T00:00")]),
        ("de", noon, "Die Fähre sank in der Nacht zum Donnerstag.", &[None]),
        ("fr", noon, "Le bac a coulé jeudi dernier.", &[Some("2024-05-02T00:00")]),
        // Months are cut short with a point.
        ("en", noon, "The ferry was seen on Feb. 7 off the coast.", &[Some("2024-02-07T00:00")]),
        (
            "en",
            noon,
            "The ferry was seen on Feb. 7, 2023, around 8:34 a.m. off the coast.",
            &[Some("2023-02-07T08:34")],
        ),
        ("fr", noon, "Le bac a été vu le 7 févr. près de la côte.", &[Some("2024-02-07T00:00")]),
        // Names.
        ("en", noon, "The owner told USA TODAY that the ferry leaked.", &[None]),
        ("en", noon, "Shops opened early for Black Friday, the owner of the ferry said.", &[None]),
        ("en", noon, "The owner told the Sunday Telegraph that the ferry leaked.", &[None]),
        // What tells which thing is meant, or how long, dates nothing.
        ("en", noon, "Thousands marched over the Feb. 14 sinking of the ferry.", &[None]),
        ("en", noon, "The ferry was France’s answer to the May 3 sinking.", &[None]),
        ("en", noon, "The owners met from March 31 to April 4 in Aldermouth.", &[None]),
        ("en", noon, "The owners met May 3-5 in Aldermouth.", &[None]),
        ("en", noon, "The owners were asked in a March 31-April 4 round.", &[None]),
        ("en", noon, "Nobody had seen the ferry since Monday.", &[None]),
        ("de", noon, "Seit Montag war die Fähre verschwunden.", &[None]),
        ("en", noon, "Today’s ferries were built to last.", &[None]),
        ("en", noon, "The ferries of today carry twice as many.", &[None]),
        ("en", noon, "The owner spoke on the Sunday morning news programmes.", &[None]),
        ("en", noon, "The owner is set to admit it on Wednesday evening.", &[None]),
        ("en", noon, "The council said on Wednesday that the ferry had leaked last year.", &[Some("2024-05-08T00:00")]),
        (
            "en",
            noon,
            "The council on Wednesday approved a ferry that is set to sail in June.",
            &[Some("2024-05-08T00:00")],
        ),
        ("en", noon, "The ferry line has its birthday in spring, on May 16.", &[None]),
        ("en", "2024-01-08T12:00:00Z", "The ferry sank on Dec. 16 in calm weather.", &[Some("2023-12-16T00:00")]),
        ("en", noon, "Last week the council forbade it after the sinking on April 3.", &[None]),
        ("de", noon, "Der Rat verbot es vergangene Woche nach dem Unglück am 3. April.", &[None]),
        ("en", noon, "The owner lost his temper at Wednesday’s hearing.", &[Some("2024-05-08T00:00")]),
        ("en", noon, "Wednesday’s hearing is the second.", &[None]),
        (
            "en",
            noon,
            "The ferry sank on Monday. The uncle said they dug from 5am for two hours.",
            &[Some("2024-05-06T00:00"), None],
        ),
        ("en", noon, "The town has had a 4 p.m. curfew and an 8 p.m. one.", &[None]),
        ("en", noon, "The 02:10 to Eastholme was full of divers.", &[None]),
        ("en", noon, "Channel 4 plans a special on the ferry on Wednesday evening.", &[None]),
    ] {
        let expected: Vec<Option<String>> = expected.iter().map(|moment| moment.map(str::to_owned)).collect();
        assert_eq!(told(language, published, text), expected, "{published} {text}");
    }
}

#[test]
fn a_day_is_spoken_of_for_a_few_sentences() {
    let text = |between: usize| {
        let middle = "The water was calm and clear. ".repeat(between);
        format!("The ferry sank on Monday. {middle}Divers reached it at 9:20 a.m. in calm weather.")
    };
    let last = |between: usize| told("en", "2024-05-08T12:00:00Z", &text(between)).pop().flatten();
    assert_eq!(last(3).as_deref(), Some("2024-05-06T09:20"));
    assert_eq!(last(12), None);
}

#[test]
fn days_and_hours_are_read_as_other_languages_write_them() {
    let day = |expected: &[Option<&str>]| expected.iter().map(|one| one.map(str::to_owned)).collect::<Vec<_>>();
    let noon = "2024-05-08T12:00:00Z"; // a Wednesday
    let mut wrong = Vec::new();
    for (language, text, expected) in [
        // A day in a dateline is the report's.
        ("en", "PORT ANSEL, May 8 (Halyard) - The ferry sank on Monday.", &[Some("2024-05-06T00:00")][..]),
        ("es", "Villacorba, 8 may (EFE).- El barco se hundió el lunes.", &[Some("2024-05-06T00:00")]),
        ("pt", "Ribeira, 08 mai 2024 (Lusa) – O navio afundou na segunda-feira.", &[Some("2024-05-06T00:00")]),
        // Parts of a day that are written together with it, and hours in a later sentence, which were put on another day.
        (
            "de",
            "Die Fähre sank am Montagabend. Gegen 19.40 Uhr war sie verschwunden.",
            &[Some("2024-05-06T00:00"), Some("2024-05-06T19:40")],
        ),
        (
            "nl",
            "De veerboot zonk maandagavond. Om 22.15 uur was hij verdwenen.",
            &[Some("2024-05-06T00:00"), Some("2024-05-06T22:15")],
        ),
        ("sv", "Färjan sjönk på måndagskvällen.", &[Some("2024-05-06T00:00")]),
        ("sv", "Färjan sjönk i måndags.", &[Some("2024-05-06T00:00")]),
        ("sv", "På torsdag hålls en minnesstund.", &[None]),
        ("pl", "Prom zatonął w poniedziałek o godz. 20.35 pod Gdynką.", &[Some("2024-05-06T20:35")]),
        ("pl", "W czwartek odbędzie się msza.", &[None]),
        ("pl", "Od poniedziałku prom był zamknięty.", &[None]),
        ("tr", "Vapur pazartesi akşamı battı.", &[Some("2024-05-06T00:00")]),
        ("tr", "Vapur pazartesi günü saat 22.40 sıralarında battı.", &[Some("2024-05-06T22:40")]),
        ("tr", "Vapur pazartesi günü saat 22.40'a kadar bekledi.", &[Some("2024-05-06T00:00")]),
        ("tr", "Vapur perşembe günü kalkacak.", &[None]),
        ("tr", "Vapur pazar yerine gitti.", &[None]),
        ("uk", "Пором загинув. У понеділок сталася пожежа о 19:50 на борту.", &[None, Some("2024-05-06T19:50")]),
        ("it", "Il traghetto è affondato lunedì alle 21.10 al largo.", &[Some("2024-05-06T21:10")]),
        ("it", "Tra lunedì e martedì il traghetto è affondato.", &[None]),
        ("pt", "O navio afundou às 17h40 de segunda.", &[Some("2024-05-06T17:40")]),
        ("pt", "A segunda balsa afundou às 17h40 de ontem.", &[Some("2024-05-07T17:40")]),
        ("pt", "O navio afundou na última sexta-feira (3).", &[Some("2024-05-03T00:00")]),
        ("pt", "O navio afundou na sexta-feira (26).", &[Some("2024-04-26T00:00")]),
        ("pt", "O navio partiu na sexta-feira (10).", &[None]),
        ("de", "Am Montag, dem 22. April, sank die Fähre.", &[Some("2024-04-22T00:00")]),
        // A span of hours is no time of day.
        ("es", "El barco se hundió el lunes tras 12 horas de búsqueda.", &[Some("2024-05-06T00:00")]),
        ("fr", "Le bac a coulé lundi après 6 heures de lutte.", &[Some("2024-05-06T00:00")]),
        ("fr", "Le bac a coulé lundi à 6 heures du soir.", &[Some("2024-05-06T18:00")]),
        ("es", "El barco se hundió el lunes a las 6.30 de la tarde.", &[Some("2024-05-06T18:30")]),
        // The evening of a night to Tuesday is Monday's; of a night between two days which is not said.
        ("de", "In der Nacht zum Dienstag um 23.30 Uhr sank die Fähre.", &[None]),
        ("nl", "In de nacht van maandag op dinsdag zonk de veerboot.", &[None]),
        ("pl", "W nocy z poniedziałku na wtorek zatonął prom.", &[None]),
        // Days of other languages are not read, so their hours are nobody's.
        ("ar", "غرقت العبارة عند الساعة 05:30 قبل الفجر.", &[None]),
        ("ro", "Feribotul s-a scufundat la ora 05:30.", &[None]),
    ] {
        let found = told(language, noon, text);
        if found != day(expected) {
            wrong.push(format!("{language} {text}: {found:?}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
