//! Invented captions in several languages, and sentences that only look like them.

use super::captions;
use crate::text::reading::Reading;

/// What of a text is a caption, its parts joined by a bar.
fn check(language: &str, text: &str, expected: &str) {
    let reading = Reading::new(text, language);
    let found: Vec<&str> = captions(&reading).into_iter().map(|place| &text[place]).collect();
    assert_eq!(found.join("|"), expected, "{language}: {text}");
}

#[test]
fn lines_under_pictures_are_captions() {
    for (language, line) in [
        ("en", "Oda Brackwell, left, waits outside the court in Wexcombe on Monday."),
        ("en", "Mayor Oda Brackwell and Tor Lind, right, shake hands in Wexcombe."),
        ("en", "The burnt barn near Wexcombe. (Photo: Ann Lee)"),
        ("en", "Workers clear the road to Halden. The storm cut it in two. (Ann Lee/Halyard Wire)"),
        ("en", "The dam of Wexcombe seen from the air. (AP Photo/Ann Lee)"),
        ("en", "Smoke rises over the port of Halden. (Reuters)"),
        ("en", "Women hold up candles in front of the church of Halden, January 5, 2026. [Photo/Agencies]"),
        ("en", "Oda Brackwell speaks to the council. Ann Lee/Getty Images"),
        ("en", "Representative Tor Lind, Republican of Halden, in December at the Capitol.CreditAnn Lee/Reuters"),
        ("en", "FILE PHOTO - A sign stands before the port of Halden, October 19, 2025. REUTERS/Ann Lee"),
        ("en", "Photos: The flood in Halden A boat lies on the main road. Hide Caption 3 of 8"),
        ("en", "Tor Lind of Norway cries after the boat race in Halden, Sunday, Nov. 22, 2026."),
        (
            "en",
            "Ida Brandt reviews her papers in her office in Halden, Maine, U.S. February 6, 2026. Photo taken February 6, 2026.",
        ),
        ("en", "The trail of a rocket is seen from the port of Halden on Nov. 22, 2026, at dusk."),
        ("en", "A photo issued by the rail board of the tram that left its rails in Wexcombe."),
        ("en", "This undated photo provided by the Brandt family shows Ida Brandt."),
        ("en", "In this Wednesday, Nov. 18, 2026, photo, a ferry lies at the quay of Halden."),
        ("en", "Police search the barn near Wexcombe (pictured) where the bell was found."),
        ("en", "From left, Oda Brackwell, Tor Lind and Ida Brandt open the tunnel."),
        ("en", "Image copyright Halyard Image caption The tunnel is shut"),
        ("de", "Maren Tollkamp (l.) und Kai Wegmann vor dem Rathaus."),
        ("de", "Bürgermeisterin Maren Tollkamp (links) und Kai Wegmann vor dem Rathaus."),
        ("de", "Feuerwehrleute vor der Halle in Wexdorf. Foto: Ida Brandt/dpa"),
        ("de", "Archivbild: Das Werk in Wexdorf steht seit Jahren leer."),
        ("de", "Das Bild zeigt den Damm von Wexdorf im Herbst."),
        ("de", "Kai Wegmann spricht vor dem Rathaus von Wexdorf, 6. Februar 2026."),
        ("fr", "Le maire Étienne Caradec (à gauche) devant la mairie de Wexcombe."),
        ("fr", "Étienne Caradec s’exprime devant la presse, le 6 février 2026 à Wexcombe."),
        ("fr", "Photo d’illustration. Un train en gare de Wexcombe."),
        ("fr", "Le port de Wexcombe après la tempête. (Crédit : Oda Morvan)"),
        ("es", "La alcaldesa Lucía Ferrán (izq.) saluda a los bomberos en Wexcombe."),
        ("es", "Foto de archivo del túnel de Wexcombe."),
        ("es", "Lucía Ferrán habla con la prensa, el 6 de febrero de 2026, en Wexcombe."),
        ("it", "Nella foto la diga di Wexcombe dopo la piena."),
        ("ru", "На фото: плотина в Вексграде после паводка."),
    ] {
        check(language, line, line);
    }
}

#[test]
fn a_caption_takes_nothing_else_with_it() {
    check(
        "en",
        "The tunnel was shut on Monday.\n\nOda Brackwell, left, waits outside. (Ann Lee/Reuters)\n\nDivers will look at the seal.",
        "Oda Brackwell, left, waits outside. (Ann Lee/Reuters)",
    );
    // In one long paragraph only the sentence beside the sign is.
    let prose =
        "The council of Wexcombe met on Monday and voted for the tunnel after a debate of nine hours. ".repeat(6);
    check(
        "en",
        &format!("{prose}Smoke rises over the port. (Ann Lee/Reuters)"),
        "Smoke rises over the port.|(Ann Lee/Reuters)",
    );
}

#[test]
fn sentences_that_look_like_captions_are_none() {
    for (language, text) in [
        ("en", "The party’s left, right and centre voted for the tunnel."),
        ("en", "Oda Brackwell left the council in May and never came back."),
        ("en", "The photo showed Tor Lind beside the bell, police said on Monday."),
        ("en", "A photo of the note was read out in court on Monday."),
        ("en", "The tunnel was opened in Wexcombe on Nov. 22, 2026."),
        ("en", "The trial begins in Wexcombe on Monday, Nov. 30, 2026."),
        ("en", "The law takes effect on January 1, 2027."),
        ("en", "The bell was stolen in Halden, Maine, Nov. 22, 2026."),
        ("en", "The mayor spoke to the Associated Press (AP)."),
        ("en", "Senator Ann Lee (R) and Senator Bo Ek (D) voted for the tunnel."),
        ("en", "LINDVIK, Norway (AP) — The pier was shut on Monday after the storm."),
        ("en", "The ferry runs all day (24/7)."),
        ("en", "The council met for nine hours (see below)."),
        ("en", "The board voted to (a) sell the dam, (b) keep the tower and (c) close the port."),
        ("en", "Oda Brackwell speaks to the council of Halden on Nov. 30, 2026."),
        ("en", "In addition to the fair, marches through the town are planned for Saturday, Nov. 28."),
        ("de", "Der Kanzler spricht am 3. März 2027 in Wexdorf."),
        ("en", "Nobody was hurt and the picture of the night is not yet clear."),
        ("en", "The firm’s shares fell by a tenth (file under bad luck)."),
        ("en", "Oda Brackwell walks a fine line, Tor Lind wrote on Monday, Nov. 23."),
        ("de", "Die Linken, rechts überholt, stimmten am Montag dagegen."),
        ("de", "Der Prozess beginnt am 3. März 2027 in Wexdorf."),
        ("fr", "Le maire a quitté Wexcombe lundi, le 6 février 2026."),
        ("es", "El túnel se cerró en Wexcombe, el 6 de febrero de 2026."),
    ] {
        check(language, text, "");
    }
}
