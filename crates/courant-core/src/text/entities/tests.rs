//! Names in invented sentences of several languages.

use crate::text::reading::Reading;

fn found(language: &str, text: &str) -> String {
    let reading = Reading::new(text, language);
    let names = super::names(&reading);
    super::entities(&reading, &names)
        .iter()
        .zip(&names)
        .map(|(entity, name)| {
            let kind = format!("{:?}", entity.kind).to_lowercase();
            if name.full == entity.text {
                format!("{}/{kind}", entity.text)
            } else {
                format!("{}={}/{kind}", entity.text, name.full)
            }
        })
        .collect::<Vec<_>>()
        .join(", ")
}

#[test]
fn names_are_found_with_their_kinds() {
    for (language, text, expected) in [
        (
            "en",
            "Mayor Ingrid Solheim met officials of the University of Halden in Norway on Monday. Solheim said the tunnel was dry.",
            "Ingrid Solheim/person, University of Halden/organisation, Norway/place, Solheim=Ingrid Solheim/person",
        ),
        (
            "en",
            "Police in Wexcombe said the Harbour Trust (HT) would pay.",
            "Wexcombe/place, Harbour Trust/organisation, HT=Harbour Trust/organisation",
        ),
        (
            "de",
            "Die Bürgermeisterin Maren Tollkamp sagte in Hamburg, die Feuerwehr habe die Lage im Griff.",
            "Maren Tollkamp/person, Hamburg/place",
        ),
        ("fr", "Le maire de Lyon, Étienne Caradec, a rencontré la ministre.", "Lyon/place, Étienne Caradec/person"),
        ("es", "La alcaldesa Lucía Ferrán habló en Valencia.", "Lucía Ferrán/person, Valencia/place"),
        ("ru", "Мэр Иван Петров заявил об этом в Москве.", "Иван Петров/person, Москве/place"),
        ("ja", "市長は東京で話した。", ""),
        (
            "en",
            "They stopped in the Scholars’ Quarter. Members of the Confectioners’ Union sang at St. John’s Church with the Women's Media Center.",
            "Scholars’ Quarter/place, Confectioners’ Union/organisation, St. John’s Church/organisation, Women's Media Center/organisation",
        ),
        // Who owns a body is not part of its name.
        (
            "en",
            "They wrote about Norway's Foreign Ministry and about the Packers' Aaron Rodgers.",
            "Norway/place, Foreign Ministry/organisation, Packers/other, Aaron Rodgers/person",
        ),
        (
            "de",
            "Nach Angaben der Skerry Crossing Company ist die Fuge feucht. Die Crossing Company prüft sie.",
            "Skerry Crossing Company/organisation, Crossing Company=Skerry Crossing Company/organisation",
        ),
    ] {
        assert_eq!(found(language, text), expected, "{text}");
    }
}
