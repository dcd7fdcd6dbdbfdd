//! The demo's newsrooms end up in the stories that their writers meant.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "tests")]

mod languages;
mod newsrooms;

use std::collections::BTreeSet;

use courant_core::model::Article;
use courant_core::story::{Engine, Event, StoryArticle, features, lead_text};
use serde_json::Value;

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|item| item.as_str().unwrap()).collect()
}

/// The stories that an event's articles lie in.
fn stories_of<'a>(engine: &'a Engine, expected: &Value, event: &str) -> BTreeSet<&'a str> {
    strings(&expected["events"][event]).into_iter().map(|id| engine.story_of(id).unwrap()).collect()
}

#[test]
fn newsrooms_become_the_stories_they_tell() {
    let articles = newsrooms::read();
    let engine = newsrooms::engine(&articles);
    let expected = newsrooms::expected();
    let of = |event: &str| stories_of(&engine, &expected, event);
    for event in strings(&expected["must_join"]) {
        assert_eq!(of(event).len(), 1, "{event} is one story");
    }
    for pair in expected["must_not_join"].as_array().unwrap() {
        let [one, other] = [&pair[0], &pair[1]].map(|event| event.as_str().unwrap());
        assert!(of(one).is_disjoint(&of(other)), "{one} and {other} are two stories");
    }
    for alone in strings(&expected["no_story"]) {
        assert_eq!(engine.articles_of(engine.story_of(alone).unwrap()), [alone]);
    }
    for (event, reports) in expected["independent_reports"].as_object().unwrap() {
        let story = of(event).into_iter().next().unwrap();
        assert_eq!(engine.independent_reports(story) as u64, reports.as_u64().unwrap(), "{event}");
    }
}

/// What an illness that is in every headline does to a town, written for this test.
const HAPPENINGS: [(&str, &str); 40] = [
    ("Ferry company cancels night crossings", "Passengers with tickets get their money back within two weeks."),
    ("How to make bread when the shops are shut", ""),
    ("Choir sings from its balconies", "Forty voices, nine floors and one conductor with a torch."),
    ("Bus drivers ask for screens", "The union wants them in every vehicle by the end of the month."),
    ("Opinion: we have been here before", ""),
    ("Hospital opens a second ward", "Twelve beds were moved up from the old laundry overnight."),
    ("Cup final will be played without a crowd", "Season tickets stay valid for another year, the club says."),
    ("What the test feels like", ""),
    ("Brewery turns to hand gel", "The first two hundred bottles went to the fire brigade."),
    ("Council puts off its budget vote", "Members will meet by video for the first time on Thursday."),
    ("Five books for a long evening", ""),
    ("Teacher reads to her class by telephone", "Every child gets one page a day, in order of the register."),
    ("Harvest helpers stuck at the border", "Farmers fear for the asparagus and have written to the minister."),
    ("Price of flour has doubled", "Millers say there is enough grain and blame the paper sacks."),
    ("Nurse, 58, comes out of retirement", ""),
    ("Zoo keepers move in with the penguins", "They sleep in the ticket office in shifts of four days."),
    ("Landlord waives the rent for a street", "He owns eleven houses and says that he can wait."),
    ("Live music returns, on a lorry", ""),
    ("Court hears its first case by video", "The judge adjourned twice because of a barking dog."),
    ("Share prices fall for a third day", "Airlines and hotels lost most; grocers gained a little."),
    ("Who may travel, and with which papers", ""),
    ("Chess club plays by post again", "The last such game here ended in 1974, in a draw."),
    ("Prison lets visitors wave from the yard", ""),
    ("Vaccine trial begins with thirty students", "Each is paid for the bus and a lunch, nothing more."),
    ("Mayor apologises for the garden party", "She had invited nine people and thought that it was allowed."),
    ("Cemetery limits mourners to ten", ""),
    ("University moves its examinations to autumn", "Only medicine will sit them in June as planned."),
    ("Cyclists have the ring road to themselves", "Counters registered four times as many as last spring."),
    ("Film festival shows everything online", ""),
    ("Dentists may open again", "They must leave an hour between two patients."),
    ("Police break up a wedding", "The couple were let go with a warning and the cake."),
    ("Steelworks sends home half its people", "Short hours are agreed until the end of July."),
    ("Your questions answered", ""),
    ("Grandmother turns 100 behind glass", "The fire brigade raised her family to the third floor."),
    ("Marathon is put off by a year", "Runners keep their numbers or give them to a hospice."),
    ("Pharmacies run short of thermometers", ""),
    ("Shelter asks for tents", "Two metres between beds leave room for only a third."),
    ("Airport parks aircraft on its runway", "There are sixty-one of them now, and a man who counts."),
    ("Poem of the day", ""),
    ("Churches ring their bells at noon", "The bishop asked for it; two villages declined."),
];

const TOWNS: [&str; 12] = [
    "Aldbrook",
    "Brackwater",
    "Corhaven",
    "Dunmere",
    "Eastrick",
    "Farrowby",
    "Gullport",
    "Hexley",
    "Iverstone",
    "Kelding",
    "Lowmarsh",
    "Norwick",
];

/// A quarter of the way in, an illness comes into every second headline.
#[test]
fn an_illness_in_half_of_the_headlines_is_not_one_story() {
    let model = courant_embed::Model::load().unwrap();
    let mut engine = Engine::new();
    let count = HAPPENINGS.len() * TOWNS.len();
    for number in 0..count {
        let (happening, teaser) = HAPPENINGS[number * 7 % HAPPENINGS.len()];
        let town = TOWNS[(number * 5 + number / HAPPENINGS.len()) % TOWNS.len()];
        let subject = if number * 4 >= count && number % 2 == 0 { "Marsh fever-19: " } else { "" };
        let article = Article {
            id: number.to_string(),
            publisher: format!("{} Gazette", TOWNS[number % 11]),
            at: Some(jiff::Timestamp::from_second(1_795_000_000 + i64::try_from(number).unwrap() * 400).unwrap()),
            title: format!("{subject}{happening} in {town}"),
            text: teaser.to_owned(),
            language: Some("en".to_owned()),
            ..Article::default()
        };
        let understanding = courant_core::understand(&article);
        let title = model.embed_i8(&article.title);
        let lead = (!teaser.is_empty()).then(|| model.embed_i8(&lead_text(&article)));
        let lead = lead.as_ref().map(|lead| lead.as_slice());
        engine.take(&Event::Article(Box::new(features(&article, &understanding, Some(title.as_slice()), lead))));
        engine.take(&Event::Tick(engine.clock()));
    }
    engine.take(&Event::Settle);
    let size = |number: usize| engine.articles_of(engine.story_of(&number.to_string()).unwrap()).len();
    let largest = (0..count).map(size).max();
    // One happening in twelve towns, told in the same words, may be taken for one event.
    assert!(largest.is_some_and(|most| most <= 2 * TOWNS.len()), "{largest:?} of {count} articles are in one story");
}

/// An article of the illness' stream with nothing or a teaser under its title.
fn piece(number: usize, text: &str) -> StoryArticle {
    let article = Article {
        id: number.to_string(),
        title: format!("{} in {}", HAPPENINGS[number % HAPPENINGS.len()].0, TOWNS[number % 11]),
        text: text.to_owned(),
        language: Some("en".to_owned()),
        ..Article::default()
    };
    features(&article, &courant_core::understand(&article), Some(&[1; 8]), None)
}

#[test]
fn bare_titles_are_judged_as_such_only_where_nearly_all_are_bare() {
    let regimes = |engine: &Engine| -> BTreeSet<String> {
        engine.pairs(&piece(40, "")).into_iter().map(|(_, regime, _)| format!("{regime:?}")).collect()
    };
    let mut engine = Engine::new();
    (0..30).for_each(|number| drop(engine.take(&Event::Article(Box::new(piece(number, ""))))));
    assert_eq!(regimes(&engine), BTreeSet::from(["Titles".to_owned()]));
    let teaser = "Passengers with tickets get their money back within two weeks, the company says.";
    (30..40).for_each(|number| drop(engine.take(&Event::Article(Box::new(piece(number, teaser))))));
    assert_eq!(regimes(&engine), BTreeSet::from(["Teasers".to_owned()]));
}

#[test]
fn parting_any_two_reports_and_taking_it_back_leaves_one_story() {
    let articles = newsrooms::read();
    let expected = newsrooms::expected();
    let reports = strings(&expected["events"]["tunnel"]);
    for (a, b) in reports.iter().flat_map(|a| reports.iter().map(move |b| (a, b))).filter(|(a, b)| a != b) {
        let mut engine = newsrooms::engine(&articles);
        let (one, other) = ((*a).to_owned(), (*b).to_owned());
        engine.take(&Event::Constraint { a: one.clone(), b: other.clone(), same: false });
        assert_ne!(engine.story_of(a), engine.story_of(b), "{a} is parted from {b}");
        engine.take(&Event::Lift { a: one, b: other });
        assert_eq!(stories_of(&engine, &expected, "tunnel").len(), 1, "{a} is back beside {b}");
    }
}
