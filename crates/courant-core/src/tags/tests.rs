//! Hashtags of invented reports.

use crate::model::Article;

fn labels(language: &str, title: &str, text: &str) -> Vec<String> {
    let article =
        Article { title: title.into(), text: text.into(), language: Some(language.into()), ..Article::default() };
    crate::understand(&article).tags.iter().map(|tag| super::spelling::written(&tag.label)).collect()
}

#[test]
fn a_report_is_labelled_with_its_subject() {
    let text = "The Skerry Tunnel was closed on Monday after seawater entered the western tube. Divers will look at the seal, \
                said Hesper Vane of the Skerry Crossing Company. Vane said the tunnel would stay closed for days. The seal was \
                made of rubber, and divers had warned of it. Ferries will carry cars while tunnels are dried.";
    let labels = labels("en", "Skerry Tunnel closed by seawater", text);
    for wanted in ["SkerryTunnel", "Seawater", "HesperVane", "SkerryCrossingCompany"] {
        assert!(labels.iter().any(|label| label == wanted), "{wanted} is missing in {labels:?}");
    }
    for unwanted in ["Vane", "Tunnels", "Monday", "Said", "Will"] {
        assert!(labels.iter().all(|label| label != unwanted), "{unwanted} is in {labels:?}");
    }
}

#[test]
fn words_that_only_help_are_no_subject() {
    let text = "“We’ve Waited Years,” one banner said. Every Body Counts was another. We've Waited, You'll See: Once the pier \
                opens, the ferry to Lindvik sails again, and the pier will be dry.";
    let labels = labels("en", "We've Waited, You'll See Once The Pier Opens", text);
    for unwanted in ["Weve", "Youll", "Once", "Were", "EveryBody"] {
        assert!(labels.iter().all(|label| !label.eq_ignore_ascii_case(unwanted)), "{unwanted} is in {labels:?}");
    }
    assert!(labels.iter().any(|label| label == "Pier"), "{labels:?}");
}

#[test]
fn every_language_with_words_gets_tags() {
    for (language, text, wanted) in [
        (
            "de",
            "Der Sturm traf die Brücke am Montag. Die Brücke bleibt gesperrt, der Sturm zieht weiter, sagte die Polizei in Hamburg.",
            "Brücke",
        ),
        (
            "fr",
            "La tempête a touché le pont lundi. Le pont reste fermé, la tempête s’éloigne, selon la préfecture.",
            "Pont",
        ),
        (
            "es",
            "La tormenta golpeó el puente el lunes. El puente sigue cerrado y la tormenta se aleja de Valencia.",
            "Puente",
        ),
        ("ru", "Шторм повредил мост в понедельник. Мост закрыт, шторм уходит на север.", "Мост"),
        ("zh", "台风袭击大桥，大桥关闭。台风离开后大桥仍然关闭，警方表示。", "台风"),
        ("ja", "台風で大橋が閉鎖された。大橋は台風の後も閉鎖されている。", "大橋"),
        ("ar", "ضربت العاصفة الجسر يوم الاثنين. الجسر مغلق والعاصفة تبتعد عن المدينة.", "الجسر"),
    ] {
        let labels = labels(language, "", text);
        assert!(labels.len() >= 2 && labels.iter().any(|label| label == wanted), "{wanted} is missing in {labels:?}");
    }
}

/// Each of the words of `wanted` is a hashtag, none of those of `unwanted` is.
fn check(language: &str, title: &str, text: &str, wanted: &str, unwanted: &str) {
    let labels = labels(language, title, text);
    for word in wanted.split(' ').filter(|word| !word.is_empty()) {
        assert!(labels.iter().any(|label| label == word), "{word} is missing in {labels:?}");
    }
    for word in unwanted.split(' ') {
        assert!(labels.iter().all(|label| !label.eq_ignore_ascii_case(word)), "{word} is in {labels:?}");
    }
}

#[test]
fn a_hashtag_is_a_noun_or_a_name() {
    check(
        "en",
        "Ferry strike ends",
        "Apologising, the operator said the ferry had belonged to nobody. Surprisingly, the strike was short. Ferries sailed again and \
         the harbour reopened quietly. It disappoints the mayor that the harbour is closing. A bearable settlement was unlikely.",
        "Ferry Strike Operator Harbour Settlement",
        "Apologising Belonged Surprisingly Sailed Reopened Quietly Disappoints Closing Bearable Unlikely",
    );
    check(
        "de",
        "Tunnel gesperrt",
        "Überraschend wurde der Tunnel gesperrt. Feucht war die Fuge, sagte die Betreiberin. Gestern sperrte die Polizei den Tunnel. \
         Der Skerry-Tunnel bleibt zu, die Fuge wird geprüft.",
        "Tunnel Fuge Betreiberin Polizei",
        "Überraschend Feucht Gesperrt Sperrte Geprüft",
    );
    check(
        "fr",
        "La tempête a salé les puits",
        "La tempête a salé les puits du village. Les habitants redeviennent prudents et ravitaillent les fermes. Contrairement aux digues, \
         la porte était entrouverte. Le maire les prévient : les puits resteront fermés.",
        "Tempête Puits Habitants",
        "Redeviennent Ravitaillent Contrairement Entrouverte Prévient Resteront Prudents",
    );
    check(
        "es",
        "La marejada saló los pozos",
        "La marejada saló los pozos del pueblo. Los vecinos preguntaron si aguantaron las compuertas. Desapareció el agua potable y \
         el alcalde busca culpables. Anteriormente los pozos eran dulces.",
        "Marejada Pozos Vecinos Compuertas Alcalde",
        "Saló Preguntaron Aguantaron Desapareció Anteriormente Busca Culpables Dulces",
    );
    check(
        "it",
        "Incendio sul traghetto",
        "L’incendio sul traghetto ha ferito due marinai. I passeggeri sapevano tutto, permettendo al comandante di cominciare le manovre. \
         Il traghetto era modernissimo.",
        "Incendio Traghetto Passeggeri Comandante",
        "Sapevano Permettendo Cominciare Ferito Modernissimo",
    );
    check(
        "nl",
        "Veerboot vast op zandplaat",
        "De veerboot is vastgelopen op een zandplaat. De veerboot zat urenlang vast. Vermoedelijk komt de boot van de zandplaat, \
         zei een woordvoerder. Het schilderij was gestolen.",
        "Veerboot Zandplaat Woordvoerder",
        "Vastgelopen Urenlang Vermoedelijk Gestolen",
    );
    check(
        "ru",
        "Землетрясение на севере",
        "Землетрясение разрушило мост. Спасатели подтвердили, что разрушительное землетрясение неожиданно усилилось. \
         Продолжают работать пострадавшие школы.",
        "Землетрясение Мост Спасатели",
        "Подтвердили Разрушительное Неожиданно Усилилось Продолжают",
    );
    check(
        "tr",
        "Deprem köprüyü yıktı",
        "Deprem köprüyü yıktı. Gemiler limanda bekler. Deprem sabah oldu ve yetkililer köprünün onarılacağını açıkladı. Dün yardım Ankara'da toplandı ve Ankara'dan gönderildi.",
        "Deprem Ankara",
        "Yıktı Bekler Onarılacağını Açıkladı Ankarada Gönderildi",
    );
    check(
        "ko",
        "터널 폐쇄",
        "터널은 바닷물 때문에 폐쇄됐다. 터널을 다시 연다고 밝혔다. 시장은 터널에서 말했다.",
        "터널",
        "터널은 밝혔다 말했다",
    );
    check(
        "ar",
        "العاصفة والجسر",
        "ضربت العاصفة الجسر يوم الاثنين. أغلقت الشرطة الجسر والعاصفة تبتعد.",
        "العاصفة الجسر",
        "ضربت أغلقت والعاصفة",
    );
    check(
        "pl",
        "Powódź zalała szkołę",
        "Powódź zalała szkołę. Strażacy poinformowali, że szkołę zamknięto. Meteorologiczny urząd ostrzega przed powodzią.",
        "Powódź Szkołę Strażacy",
        "Zalała Poinformowali Zamknięto Meteorologiczny",
    );
}

#[test]
fn a_text_of_verbs_still_has_a_hashtag() {
    for (language, text) in [
        ("en", "He sang, whistled and departed smilingly."),
        ("fr", "Il chantait et sifflait, puis repartait."),
        ("xx", "Cantabat, sibilabat, abiit."),
    ] {
        assert!(!labels(language, "", text).is_empty(), "{text}");
    }
}
