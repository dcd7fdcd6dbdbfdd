//! Opinion pieces, known by their pages or, where these are not read, by headline or address.

use courant_core::model::StoryDetail;
use courant_store::{JobFor, Listing, NewEntry, NewPublisher};

use super::house;
use super::paper::{Paper, item, page, paragraphs};

async fn is_opinion(title: &str, path: &str) -> bool {
    let paper =
        Paper::new(&item(path, title, "The pier has stood too long."), &[(path, 200, page(title, &paragraphs(1, 9)))])
            .await;
    paper.poll().await;
    let story = paper.article(title).await.card.story_id.unwrap();
    paper.context.store.story(story).await.unwrap().opinion
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_of_views_alone_is_known() {
    assert!(is_opinion("Opinion: The pier must go", "/pier").await);
    assert!(is_opinion("The pier must go", "/opinion/pier").await);
    assert!(!is_opinion("The pier goes", "/news/pier").await);
}

fn entry(outlet: &str, title: &str, text: &str, at: i64) -> NewEntry {
    let url = format!("https://{outlet}.example/saltpan");
    NewEntry {
        canonical_url: url.clone(),
        url,
        title: title.to_owned(),
        text: text.to_owned(),
        html: format!("<p>{text}</p>"),
        language: Some("en".to_owned()),
        published_at: Some(at),
        words: 60,
        publisher: Some(NewPublisher {
            domain: format!("{outlet}.example"),
            name: outlet.to_owned(),
            ..Default::default()
        }),
        next: Some(JobFor::new("understand_article", at)),
        ..NewEntry::default()
    }
}

/// What is known of an event is told by reports; and a headline of theirs stands over it, though a view is longer. That one is a
/// view is said by its label, by how its headline speaks, or by its own words.
#[tokio::test(flavor = "multi_thread")]
async fn views_are_no_facts() {
    is_no_fact("Opinion: The Kestrel ran aground off Saltpan because of greed", "").await;
    is_no_fact("Don’t blame the rocks: the Kestrel ran aground off Saltpan because of greed", "").await;
    is_no_fact("The Kestrel ran aground off Saltpan because of greed", OWN).await;
}

/// How the writer goes on who puts no sign in the headline.
const OWN: &str = " We should have known what the owners of the Kestrel are. I crossed from Saltpan to Aldermouth as a child, and our     ferries had rudders that held. Our ministry must not sleep while we put our children on board of the Kestrel. I wonder what it takes     until we ask the owners for the rudder that we have paid them for. On Monday our lifeboats did what our owners should have done. We     owe the people of Aldermouth more than a statue. Let us ask for a ferry that can stand the rocks off Saltpan, and for owners who can     stand our questions.";

async fn is_no_fact(headline: &str, own: &str) {
    let (_folder, context) = house::open("127.0.0.1:1").await;
    let now = context.clock.now_ms();
    let told = "The ferry Kestrel ran aground off Saltpan on Monday with 212 people on board. Lifeboats from Aldermouth \
        brought all of them ashore before noon. Captain Ottilie Crane said the rudder of the Kestrel had failed.";
    let again = "The ferry Kestrel with 212 people on board ran onto rocks off Saltpan on Monday. Everyone was brought ashore \
        by lifeboats from Aldermouth. The rudder of the ferry had failed, Captain Ottilie Crane said.";
    let view = "The ferry Kestrel ran aground off Saltpan on Monday because the owners of the Kestrel are thieves without any \
        shame. The ministry at Aldermouth sleeps while 212 people on board of the Kestrel nearly drown off Saltpan. Captain \
        Ottilie Crane of the ferry Kestrel deserves a statue, and the owners deserve the lifeboats of Aldermouth.";
    let view = &format!("{view}{own}");
    let entries = [
        entry("views", headline, view, now - 3_000),
        entry("harbour", "Ferry Kestrel runs aground off Saltpan", told, now - 2_000),
        entry("coast", "Ferry Kestrel aground off Saltpan, 212 brought ashore", again, now - 1_000),
    ];
    context.store.import_articles(&entries, now).await.unwrap();
    house::work(&context, false).await;
    let cards = context.store.latest(&Listing::All, None, None, 9).await.unwrap();
    let story = cards[0].story_id.unwrap();
    assert!(cards.iter().all(|card| card.story_id == Some(story)), "one story: {cards:?}");
    let story = context.store.story(story).await.unwrap();
    let detail: StoryDetail = serde_json::from_value(story.detail.clone()).unwrap();
    let known = format!("{:?}", detail.summary);
    assert!(known.contains("Lifeboats") || known.contains("lifeboats"), "{known}");
    assert!(!known.contains("thieves") && !known.contains("statue") && !known.contains("sleeps"), "{known}");
    assert!(!known.contains("We ") && !known.contains(" our "), "{known}");
    assert!(!story.title.contains("greed") && !story.opinion, "{}", story.title);
}
