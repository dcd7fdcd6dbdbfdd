#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use proptest::prelude::*;

use super::*;
use crate::understand;

const SEEN: &str = "Seawater entered the western tube of the Skerry Tunnel at 05:48 on Monday, the operator said.\n\n\
    Wardens led out 212 people on foot, among them a school class from Norderhagen.\n\n\
    “The seal told us for two days, and we wrote it down,” said Oda Brackwell, the chief engineer of the tunnel.\n\n\
    The operator expects to reopen the eastern tube before the weekend, and pumps are holding the level.";

fn article(id: &str, text: &str, language: &str) -> Article {
    Article {
        id: id.to_owned(),
        publisher: "Harbour Post".to_owned(),
        title: "Skerry Tunnel emptied".to_owned(),
        text: text.to_owned(),
        language: Some(language.to_owned()),
        ..Article::default()
    }
}

fn of(seen: &[Article], later: &[Article], most: usize) -> Added {
    let read = |all: &[Article]| all.iter().map(understand).collect::<Vec<_>>();
    let (seen_read, later_read) = (read(seen), read(later));
    let pair = |(article, read)| (article, read);
    let seen: Vec<_> = seen.iter().zip(&seen_read).map(pair).collect();
    let later: Vec<_> = later.iter().zip(&later_read).map(pair).collect();
    added(&seen, &later, most)
}

/// Whether one later report, a sentence in a language, adds to [`SEEN`]; what it adds stands where it says.
fn adds(language: &str, later: &str) -> bool {
    let found = of(&[article("1", SEEN, "en")], &[article("2", later, language)], 12);
    for sentence in &found.sentences {
        let source = &sentence.sources[0];
        let standing: String = later.chars().skip(source.start).take(source.end - source.start).collect();
        assert_eq!((standing.as_str(), source.id.as_str(), sentence.quoted), (sentence.text.as_str(), "2", true));
        assert_eq!(standing, later);
    }
    !found.sentences.is_empty()
}

#[test]
fn a_sentence_adds_what_stands_nowhere_in_what_was_seen() {
    let mut wrong = Vec::new();
    for (language, later, expected) in [
        // Word for word, and put differently.
        ("en", "Wardens led out 212 people on foot, among them a school class from Norderhagen.", false),
        ("en", "On foot, 212 people were led out by wardens, a class from a Norderhagen school among them.", false),
        ("en", "The eastern tube is expected to reopen before the weekend, the operator said on Monday.", false),
        ("en", "Pumps were holding the level of the water in the western tube of the tunnel on Monday.", false),
        // A new figure, also in the same words; a rounded one is none.
        ("en", "Wardens led out 230 people on foot, among them a school class from Norderhagen.", true),
        ("en", "The wardens led about 210 people out of the tunnel on foot, the operator said.", false),
        ("en", "Engineers had replaced 41 of the joints in the western tube, the operator said.", true),
        // A new name; the outlet's own and a longer form of a known one are none.
        ("en", "Mayor Pell Arnesen asked the operator for the log of the sensors in the tunnel.", true),
        ("en", "The chief engineer Brackwell told the Harbour Post on Monday about the seal of the tunnel.", false),
        // Somebody's words, with their name.
        ("en", "“Nobody read what we wrote until the water came,” said Oda Brackwell of the tunnel.", true),
        ("en", "“The seal told us for two days, and we wrote it down,” said Oda Brackwell on Monday.", false),
        // Rare words alone have to be most of it.
        ("en", "Divers will inject quick resin behind the damaged gasket from a barge moored overhead.", true),
        ("en", "The operator of the tunnel said on Monday that the level in the western tube was lower.", false),
        // What cannot stand alone, and promotions.
        ("en", "He said that 41 of the joints in the western tube had been replaced by engineers.", false),
        ("en", "Sign up to our newsletter and get 41 stories about the Aldermouth harbour in your inbox.", false),
        ("en", "Download our app for live updates from Aldermouth, and share this with 12 friends of yours.", false),
        ("en", "Newsletter Sign Up Continue reading the 12 stories if you’re not a robot from Aldermouth.", false),
        ("en", "Mayor Pell Arnesen of Aldermouth looks into the flooded western tube (Ann Holm/HW)", false),
        ("en", "(Reporting by Ann Holm and Ilse Torvik in Aldermouth; editing by Pell Arnesen.)", false),
        ("en", "READ MORE: Mayor Pell Arnesen of Aldermouth asks for the log of 41 sensors.", false),
        ("en", "Photo: Mayor Pell Arnesen of Aldermouth looks into the flooded western tube of the tunnel.", false),
        ("en", "Aldermouth’s ferries carried 4,100 people on Monday, with more boats to be sent out today.", true),
        // In another language only facts count, and known names and figures are known.
        ("de", "Die Feuerwehr führte am Montag 212 Menschen zu Fuß aus dem Skerry-Tunnel ins Freie.", false),
        ("de", "Bürgermeister Pell Arnesen sprach von 1.300 Pendlern, die nun auf Fähren warten müssen.", true),
        ("de", "Das eingedrungene Wasser wird seit dem frühen Morgen mit starken Pumpen abgesaugt.", false),
    ] {
        if adds(language, later) != expected {
            wrong.push((expected, later));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_somebody_says_is_not_told_without_them() {
    let later = "“We are sorry. Divers will replace all of the 41 joints in the eastern tube before the summer. It is safe,” \
         said Oda Brackwell. Mayor Pell Arnesen asked the operator for the log of the sensors in the tunnel. The log of the \
         sensors had 90 pages, he said on Monday in the town hall of Aldermouth.";
    let found = of(&[article("1", SEEN, "en")], &[article("2", later, "en")], 12);
    let told: Vec<&str> = found.sentences.iter().map(|sentence| sentence.text.as_str()).collect();
    assert_eq!(told, ["Mayor Pell Arnesen asked the operator for the log of the sensors in the tunnel."]);
}

#[test]
fn later_reports_do_not_repeat_each_other_and_keep_their_order() {
    let first = "Mayor Pell Arnesen asked the operator for the log of the sensors in the tunnel.\n\n\
        Engineers had replaced 41 of the joints in the western tube, the operator said.";
    let second = "The operator said that engineers had replaced 41 of the joints in the tube.\n\n\
        Ferries between Aldermouth and Lowmark carried 4,100 people on Monday evening alone.";
    let found = of(&[article("1", SEEN, "en")], &[article("2", first, "en"), article("3", second, "en")], 12);
    let ids: Vec<&str> = found.sentences.iter().map(|one| one.sources[0].id.as_str()).collect();
    assert_eq!((ids, found.more), (vec!["2", "2", "3"], 0), "{found:?}");
    let found = of(&[article("1", SEEN, "en")], &[article("2", first, "en"), article("3", second, "en")], 2);
    assert_eq!((found.sentences.len(), found.more), (2, 1), "the others are counted");
}

#[test]
fn a_long_report_does_not_fill_the_block() {
    let long: Vec<String> = (0..20)
        .map(|n| {
            format!(
                "Inspector Kell{n}berg measured {} litres of seawater behind joint number {n} of the tube.",
                300 + 17 * n
            )
        })
        .collect();
    let found = of(&[article("1", SEEN, "en")], &[article("2", &long.join("\n\n"), "en")], 12);
    assert_eq!(found.sentences.len(), OF_ONE, "{found:?}");
    assert!(found.more > 5, "{}", found.more);
    assert_eq!(found.sentences[0].text, long[0], "the opening says what is new");
}

#[test]
fn headlines_that_were_seen_are_seen_and_nothing_comes_of_nothing() {
    let mut seen = article("1", SEEN, "en");
    seen.description = "Engineers had replaced 41 of the joints in the western tube, the operator said.".to_owned();
    let later = article("2", &seen.description.clone(), "en");
    assert_eq!(of(&[seen], &[later], 12), Added::default());
    assert_eq!(of(&[], &[], 12), Added::default());
    assert_eq!(of(&[article("1", SEEN, "en")], &[], 12), Added::default());
    assert_eq!(of(&[article("1", SEEN, "en")], &[article("2", "", "en")], 0), Added::default());
}

#[test]
fn what_was_read_out_of_an_older_text_does_no_harm() {
    let later = article("2", "Mayor Pell Arnesen asked for 41 logs of the sensors in the tunnel, é 東京。", "en");
    let mut stale = understand(&article("2", &SEEN.repeat(3), "en"));
    stale.entities.iter_mut().for_each(|entity| entity.end += 7);
    let seen = article("1", SEEN, "en");
    let read = understand(&seen);
    let found = added(&[(&seen, &read)], &[(&later, &stale)], 12);
    assert!(!found.sentences.is_empty() && found.sentences.iter().all(|one| later.text.contains(&one.text)));
}

/// Sentences that stories are made of, for the law.
const POOL: [&str; 12] = [
    "Mayor Pell Arnesen asked the operator for the log of the sensors in the tunnel.",
    "Engineers had replaced 41 of the joints in the western tube, the operator said.",
    "“Nobody read what we wrote until the water came,” said Oda Brackwell of the tunnel.",
    "Divers will inject quick resin behind the damaged gasket from a barge moored overhead.",
    "Ferries between Aldermouth and Lowmark carried 4,100 people on Monday evening alone.",
    "ALDERMOUTH (Halyard Wire) — The inquiry of Judge Ilse Torvik opens on 4 May in Norderhagen.",
    "Der Skerry-Tunnel bleibt nach Angaben von Betreiberin Marit Holm bis zum 12. Mai gesperrt.",
    "Le tunnel a coûté 640 millions d’euros, rappelle la députée Solène Vasseur dans un rapport.",
    "Insurers put the damage at $38 million, three times what the seal would have cost in March.",
    "市長の高橋健は橋が三日間閉鎖されると東京で発表した。",
    "Commuters queued for 90 minutes at the Lowmark pier as the last boat of the evening left.",
    "Brackwell handed in 17 reports about the seal between January and the morning of the flood.",
];

proptest! {
    #[test]
    fn what_stands_word_for_word_is_never_shown_and_the_rest_is_an_ordered_part(
        seen in prop::collection::vec(0..POOL.len(), 0..8),
        later in prop::collection::vec(prop::collection::vec(0..POOL.len(), 0..6), 0..4),
        language in prop::sample::select(vec!["en", "de", "fr", "ja"]),
        blank in prop::sample::select(vec!["\n\n", " ", "\n"]),
        most in 0_usize..9,
    ) {
        let text = |numbers: &[usize]| numbers.iter().map(|at| POOL[*at]).collect::<Vec<_>>().join(blank);
        let seen_articles = [article("seen", &text(&seen), "en")];
        let articles: Vec<Article> =
            later.iter().enumerate().map(|(at, numbers)| article(&at.to_string(), &text(numbers), language)).collect();
        let found = of(&seen_articles, &articles, most);
        prop_assert!(found.sentences.len() <= most);
        let mut last = (0, 0);
        for (at, sentence) in found.sentences.iter().enumerate() {
            prop_assert!(!seen_articles[0].text.contains(&sentence.text), "seen: {}", sentence.text);
            let source = &sentence.sources[0];
            let place = (source.id.parse::<usize>().unwrap(), source.start);
            prop_assert!(at == 0 || place > last, "out of order: {place:?} after {last:?}");
            last = place;
            let standing: String = articles[place.0].text.chars().skip(source.start).take(source.end - source.start).collect();
            prop_assert_eq!(&standing, &sentence.text);
            prop_assert!(found.sentences[..at].iter().all(|before| before.text != sentence.text), "twice: {}", sentence.text);
        }
    }
}
