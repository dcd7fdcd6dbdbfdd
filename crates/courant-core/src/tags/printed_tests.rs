//! Hashtags of invented reports as an editor would print them.

use crate::model::Article;

/// Each of `wanted` is printed, none of `unwanted` is, and there are between one and six.
fn check(language: &str, title: &str, text: &str, wanted: &str, unwanted: &str) {
    let article = Article {
        title: title.into(),
        text: text.into(),
        language: Some(language.into()),
        publisher: "Halyard News".into(),
        authors: vec!["Ida Brandt".into()],
        ..Article::default()
    };
    let labels: Vec<String> = crate::understand(&article).printed.into_iter().map(|tag| tag.label).collect();
    assert!((1..=6).contains(&labels.len()), "{labels:?}");
    for word in wanted.split(", ").filter(|word| !word.is_empty()) {
        assert!(labels.iter().any(|label| label == word), "{word} is missing in {labels:?}");
    }
    for word in unwanted.split(", ").filter(|word| !word.is_empty()) {
        assert!(labels.iter().all(|label| !label.eq_ignore_ascii_case(word)), "{word} is in {labels:?}");
    }
}

#[test]
fn an_editor_prints_who_and_what() {
    check(
        "en",
        "Brackwell administration defends its decision on the Skerry tunnel",
        "LINDVIK (Halyard Wire) — The administration of Mayor Oda Brackwell defended on Monday its decision to shut the Skerry tunnel. \
         A statement by the administration said the investigation would go on. Seawater had entered the tunnel. Brackwell told Halyard \
         News in an interview that the government of the country had no responsibility. Write to @brackwell_oda or follow #SkerryLeak. \
         The investigation of the tunnel is led by Hesper Vane. Vane said the tunnel was safe. Sign up for the newsletter. Advertisement",
        "Oda Brackwell, Hesper Vane",
        "Administration, Statement, Investigation, Interview, Government, Country, Decision, Responsibility, Newsletter, Advertisement, \
         Monday, Halyard News, Halyard, Brackwell, Ida Brandt, brackwelloda, SkerryLeak, Lindvik, Said",
    );
}

#[test]
fn half_a_name_is_no_hashtag() {
    check(
        "en",
        "Traffic returns to Auckland roads",
        "New Zealand opened its roads again. Cars are back in Auckland.",
        "New Zealand, Auckland",
        "Zealand",
    );
    check("en", "Ferry strike hits NEW YORK", "A ferry strike has stopped boats in NEW YORK.", "New York", "York");
}

#[test]
fn a_text_with_a_subject_is_never_without_hashtag() {
    check("en", "Statement on the administration", "The administration made a statement on the investigation.", "", "");
    check("en", "Pier closed", "", "Pier", "Closed");
    check("en", "Ferry restrictions by harbour", "How it is now.", "Ferry", "");
    check("de", "Neuseeland wählt", "", "Neuseeland", "Wählt");
}

#[test]
fn other_languages_print_names_and_nouns_too() {
    check(
        "de",
        "Sturmflut trifft Deich bei Büsum",
        "Die Sturmflut hat den Deich bei Büsum beschädigt. Der Bürgermeister Hans Tarnow sprach von einer Lage. Der Deich hält, sagte Tarnow \
         am Montag in einer Mitteilung. Die Behörde prüft die Sturmflut.",
        "Sturmflut, Deich, Hans Tarnow",
        "Lage, Mitteilung, Behörde, Bürgermeister, Montag, Tarnow",
    );
    check(
        "fr",
        "La grève des éboueurs continue à Marseille",
        "La grève des éboueurs continue à Marseille. La préfecture a publié un communiqué lundi. Les éboueurs veulent une réunion, et la grève \
         dure depuis une semaine. Les habitants attendent une solution du ministre.",
        "Grève, Éboueurs, Marseille",
        "Communiqué, Réunion, Semaine, Habitants, Solution, Lundi, Préfecture",
    );
    check(
        "ru",
        "Паводок разрушил дамбу в Орловске",
        "Паводок разрушил дамбу в Орловске. Жителям Орловска помогут, сообщил губернатор Денис Паслов. Паводок продолжится, заявил Паслов.",
        "Паводок, Денис Паслов",
        "Жителям Орловска, Губернатор",
    );
}
