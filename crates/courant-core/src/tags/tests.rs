//! Hashtags of invented reports.

use crate::model::Article;

fn labels(language: &str, title: &str, text: &str) -> Vec<String> {
    let article = Article { title: title.into(), text: text.into(), language: Some(language.into()), ..Article::default() };
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
        ("de", "Der Sturm traf die Brücke am Montag. Die Brücke bleibt gesperrt, der Sturm zieht weiter, sagte die Polizei in Hamburg.", "Brücke"),
        ("fr", "La tempête a touché le pont lundi. Le pont reste fermé, la tempête s’éloigne, selon la préfecture.", "Pont"),
        ("es", "La tormenta golpeó el puente el lunes. El puente sigue cerrado y la tormenta se aleja de Valencia.", "Puente"),
        ("ru", "Шторм повредил мост в понедельник. Мост закрыт, шторм уходит на север.", "Мост"),
        ("zh", "台风袭击大桥，大桥关闭。台风离开后大桥仍然关闭，警方表示。", "台风"),
        ("ja", "台風で大橋が閉鎖された。大橋は台風の後も閉鎖されている。", "大橋"),
        ("ar", "ضربت العاصفة الجسر يوم الاثنين. الجسر مغلق والعاصفة تبتعد عن المدينة.", "الجسر"),
    ] {
        let labels = labels(language, "", text);
        assert!(labels.len() >= 2 && labels.iter().any(|label| label == wanted), "{wanted} is missing in {labels:?}");
    }
}
