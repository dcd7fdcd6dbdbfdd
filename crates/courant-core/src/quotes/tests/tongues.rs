//! Quotations as other languages mark them, and who said them: dashes, commas behind the marks, verbs before the speaker.

use super::found;

fn check(cases: &[(&str, &str, &[&str])]) {
    let mut wrong = Vec::new();
    for (language, text, expected) in cases {
        let found = found(language, text);
        if found != *expected {
            wrong.push(format!("{language} {text}: {found:?}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn a_dash_stands_before_who_spoke() {
    check(&[
        (
            "pl",
            "„To wielka tragedia dla miasta” – powiedział wojewoda Marek Wróbel. „Pomożemy rodzinom” – dodał.",
            &["„To wielka tragedia dla miasta” [Marek Wróbel]", "„Pomożemy rodzinom” [Marek Wróbel]"],
        ),
        (
            "ru",
            "«Поиски продолжаются до утра», — сказал губернатор Алексей Громов.",
            &["«Поиски продолжаются до утра» [Алексей Громов]"],
        ),
        (
            "uk",
            "«Це страшна трагедія для міста», — сказав міський голова Олег Мельник.",
            &["«Це страшна трагедія для міста» [Олег Мельник]"],
        ),
        ("pl", "– Usłyszałem huk – opowiada Krzysztof Lis.", &["– Usłyszałem huk [Krzysztof Lis]"]),
        (
            "es",
            "—Sentí un golpe —relata Lucía Ferrer, pasajera—. No sé cómo salimos.",
            &["—Sentí un golpe [Lucía Ferrer]", "No sé cómo salimos. [Lucía Ferrer]"],
        ),
        ("pt", "— A água subiu depressa — contou Joana Freitas.", &["— A água subiu depressa [Joana Freitas]"]),
    ]);
}

#[test]
fn the_narrator_behind_a_comma_is_not_quoted() {
    check(&[
        (
            "sv",
            "– Det gick väldigt fort, säger passageraren Maria Ekström. – Vi hann inte.",
            &["– Det gick väldigt fort [Maria Ekström]", "– Vi hann inte. [Maria Ekström]"],
        ),
        (
            "fr",
            "– Nous avons perdu des amis, lâche Patrice Lebrun, délégué. Il fallait partir.",
            &["– Nous avons perdu des amis [Patrice Lebrun]"],
        ),
        (
            "nl",
            "‘We zijn diep geschokt’, zegt burgemeester Marieke van Loon. ‘Wij blijven hier.’",
            &["‘We zijn diep geschokt’ [Marieke van Loon]", "‘Wij blijven hier.’ [Marieke van Loon]"],
        ),
    ]);
}

#[test]
fn an_article_is_no_pronoun() {
    check(&[(
        "it",
        "«È una ferita per tutti», ha detto il sindaco, Paolo Menegatti. «Chiediamo verità», ha aggiunto.",
        &["«È una ferita per tutti» [Paolo Menegatti]", "«Chiediamo verità» [Paolo Menegatti]"],
    )]);
}

#[test]
fn who_is_only_described_is_not_whoever_spoke_before_somebody_else_came() {
    check(&[
        (
            "it",
            "«È una ferita per tutti», ha detto Paolo Menegatti. Laura Bettini ha annunciato una legge. «Chi ha sbagliato pagherà», ha sottolineato la ministra.",
            &["«È una ferita per tutti» [Paolo Menegatti]", "«Chi ha sbagliato pagherà» []"],
        ),
        (
            "pl",
            "„To wielka tragedia” – powiedział Marek Wróbel. Joanna Kowalczyk zapowiedziała kontrolę. „Nie będzie ulg” – podkreśliła szefowa resortu.",
            &["„To wielka tragedia” [Marek Wróbel]", "„Nie będzie ulg” []"],
        ),
        (
            "es",
            "«Íbamos muy rápido», cuenta Tomás Gil. «Nunca habíamos ido así», asegura el joven.",
            &["«Íbamos muy rápido» [Tomás Gil]", "«Nunca habíamos ido así» [Tomás Gil]"],
        ),
    ]);
}

#[test]
fn whose_lawyer_speaks_does_not_speak() {
    check(&[
        ("pl", "„Mój klient jest niewinny” – oświadczył adwokat Tomasza Króla.", &["„Mój klient jest niewinny” []"]),
        ("ru", "«Мой подзащитный невиновен», — заявил адвокат Сергея Лунина.", &["«Мой подзащитный невиновен» []"]),
        ("pl", "„Pomożemy rodzinom” – powiedział rzecznik Adam Nowicki.", &["„Pomożemy rodzinom” [Adam Nowicki]"]),
    ]);
}

#[test]
fn in_turkish_who_speaks_stands_before_and_the_verb_behind() {
    check(&[
        (
            "tr",
            "Vali Mehmet Erdem, yaptığı açıklamada, “Acımız büyük, herkes için çalışıyoruz” dedi.",
            &["“Acımız büyük, herkes için çalışıyoruz” [Mehmet Erdem]"],
        ),
        (
            "tr",
            "“Bir anda savrulduk, herkes bağırdı” diyen Zeynep Ateş kurtuldu.",
            &["“Bir anda savrulduk, herkes bağırdı” [Zeynep Ateş]"],
        ),
        (
            "tr",
            "Mehmet Erdem Zeynep Ateş’e gitti, “Acımız büyük, herkes için çalışıyoruz” dedi.",
            &["“Acımız büyük, herkes için çalışıyoruz” []"],
        ),
    ]);
}
