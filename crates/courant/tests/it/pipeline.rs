//! From feeds to stories over the demo's newsrooms: the real servers, the real worker, a database in a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use courant::app::{self, Options};
use courant::demo::Newsrooms;
use courant::worker::{Context, intake::Intake};
use courant_store::{ArticleCard, Listing, NewReaderWord, Origin, StoryCard};

use super::house;

/// Everything that the newsrooms carry, read and placed.
struct Read {
    _folder: tempfile::TempDir,
    context: Context,
    articles: Vec<ArticleCard>,
    stories: BTreeMap<i64, StoryCard>,
}

async fn read() -> Read {
    let folder = tempfile::tempdir().unwrap();
    let newsrooms = Newsrooms::start(jiff::Timestamp::now().as_millisecond(), Duration::from_secs(3600)).await.unwrap();
    let allowed = vec!["127.0.0.0/8".parse().unwrap()];
    let options = Options { folder: folder.path().to_owned(), allowed, ..Options::default() };
    let context = app::open_house(&options).await.unwrap();
    let intake =
        Intake { store: context.store.clone(), fetcher: context.fetcher.clone(), clock: context.clock.clone() };
    for feed in newsrooms.feeds() {
        let new = intake.subscribe(&feed.feed_url, &feed.title, &feed.home_url, Some(feed.language.clone())).await;
        assert!(new.unwrap(), "{} is new", feed.feed_url);
    }
    house::work(&context, false).await;
    let articles = context.store.latest(&Listing::All, None, None, 500).await.unwrap();
    let stories = context.store.stories_before(None, 500).await.unwrap();
    let stories = stories.into_iter().map(|story| (story.id, story)).collect();
    newsrooms.stop().await;
    Read { _folder: folder, context, articles, stories }
}

/// A reader parts a report from its story, and takes that back.
async fn parted_and_joined(read: &Read) {
    let store = &read.context.store;
    let story = read.stories.values().find(|story| story.independent >= 3).unwrap();
    let leads = |card: &&ArticleCard| story.lead_article_id == Some(card.id) || card.copy_of.is_some();
    let member = read.articles.iter().find(|card| card.story_id == Some(story.id) && !leads(card)).unwrap();
    let others = || async {
        let cards = store.story_articles(story.id, None).await.unwrap();
        cards.iter().map(|card| card.id).filter(|id| *id != member.id).collect::<BTreeSet<i64>>()
    };
    let now = read.context.clock.now_ms();
    let lead = story.lead_article_id.unwrap();
    let word =
        NewReaderWord { article: member.id, other: lead, same: false, story: story.id, user: None, probability: None };
    let id = store.say_word(&word, now).await.unwrap();
    house::work(&read.context, false).await;
    let parted = store.article_card(member.id, None).await.unwrap().story_id.unwrap();
    assert_ne!(parted, story.id, "{} left", member.title);
    assert_eq!(store.article_card(lead, None).await.unwrap().story_id, Some(story.id));
    assert!(others().await.len() >= 2, "the others stay");
    store.lift_word(id, now).await.unwrap();
    house::work(&read.context, false).await;
    let back = store.article_card(member.id, None).await.unwrap().story_id;
    assert_eq!(back, store.article_card(lead, None).await.unwrap().story_id, "{} is back", member.title);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_is_read_into_stories() {
    let read = read().await;
    for story in read.stories.values() {
        eprintln!(
            "{} [{} outlets, {} independent, apart {}] {}",
            story.id, story.publishers, story.independent, story.apart, story.title
        );
        for article in read.articles.iter().filter(|article| article.story_id == Some(story.id)) {
            eprintln!(
                "    {} {} {:?} {:?} {}",
                article.publisher, article.language, article.origin, article.copy_of, article.title
            );
        }
    }
    let dead = read.context.store.dead_jobs(10).await.unwrap();
    assert!(dead.is_empty(), "{dead:?}");
    let placed: BTreeSet<i64> = read.articles.iter().filter_map(|article| article.story_id).collect();
    assert!(placed.len() >= 12, "{} stories", placed.len());
    assert!(
        read.articles.iter().filter(|article| article.origin == Origin::Page).count() * 10 >= read.articles.len() * 9
    );
    parted_and_joined(&read).await;
}
