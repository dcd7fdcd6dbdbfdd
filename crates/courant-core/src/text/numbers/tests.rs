//! Numbers in invented sentences.

use super::{mentions, numerals};
use crate::text::reading::Reading;

fn found(language: &str, text: &str) -> String {
    let reading = Reading::new(text, language);
    mentions(&reading, &numerals(&reading))
        .iter()
        .map(|number| {
            format!(
                "{}{}={}",
                if number.approximate { "~" } else { "" },
                number.value,
                number.unit.as_deref().unwrap_or("-")
            )
        })
        .collect::<Vec<_>>()
        .join(", ")
}

#[test]
fn figures_are_found_and_the_rest_is_left() {
    for (language, text, expected) in [
        ("en", "About 1,200 people and 3.5 million litres a minute.", "~1200=people, 3500000=litres a minute"),
        ("en", "Ann Lee, 43, was born in 1981 and left at 9:30 pm on 4 May.", ""),
        (
            "en",
            "Two hundred and twelve people paid $3.2bn, or 45 percent, on Route 66.",
            "212=people, 3200000000=$, 45=%",
        ),
        ("en", "At least twenty-one homes burned; more than 30 fire engines came.", "~21=homes, ~30=engines"),
        (
            "de",
            "Rund 1.200 Menschen zahlten 2,5 Mio. Euro; der 43-jährige Wirt kam am 3. Mai um 14 Uhr.",
            "~1200=menschen, 2500000=euro",
        ),
        ("de", "Zweihundertzwölf Fahrgäste und 3.400 Liter pro Minute.", "212=fahrgäste, 3400=liter pro minute"),
        (
            "fr",
            "Environ 1 200 personnes, soit 12,5 % des habitants, et deux millions d’euros.",
            "~1200=personnes, 12.5=%, 2000000=euros",
        ),
        ("es", "Unas 1.200 personas y doscientos coches en 2020.", "~1200=personas, 200=coches"),
        ("ja", "避難したのは５０人だった。", "50=人"),
        // Hours, ages, years and days as other languages write them are no figures.
        ("it", "Alle 21.10 c’erano 14 persone, tra cui un uomo di 58 anni.", "14=persone"),
        ("nl", "Om 22.15 uur waren er 80 mensen.", "80=mensen"),
        ("pl", "O godz. 20.35 przyszło 19 osób, 12 marca 5 osób.", "19=osób, 5=osób"),
        ("fr", "À 20 h 45 et à 2h30, 15 pompiers.", "15=pompiers"),
        ("pt", "Às 17h40 de terça (3), 210 pessoas.", "210=pessoas"),
        (
            "tr",
            "Saat 22.40 sıralarında 27 kişi; 2019 yılında 7 kişi; 1,2 milyon lira.",
            "27=kişi, 7=kişi, 1200000=lira",
        ),
        ("ru", "Погибли 14 человек, 34-летний рыбак спасён; 3 мая.", "14=человек"),
        // What was done is not counted.
        ("de", "In Halle 4 explodiert ein Tank, 21 Menschen fliehen.", "4=-, 21=menschen"),
        ("zh", "损失约2500万元，9人死亡。", "2500=-, 9=人"),
    ] {
        assert_eq!(found(language, text), expected, "{text}");
    }
}
