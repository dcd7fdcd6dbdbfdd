//! A story's page: what is worked out from its articles, and what reads it.

use courant_core::model::{LinkKind, Why, WhyKind};
use courant_store::{Cursor, Done, NewEntry, NewJob, NewRelated, Store, StoryCard};
use serde_json::json;

use crate::bench::*;

fn link(other: i64) -> NewRelated {
    let why = vec![Why { kind: WhyKind::Phrase, text: "the old quay".to_owned() }];
    NewRelated { other, kind: LinkKind::FollowUp, score: 0.75, why }
}

async fn written(store: &Store, id: i64, lead: i64) -> StoryCard {
    let story = store.story(id).await.unwrap();
    StoryCard {
        title: "Worked out".to_owned(),
        lead: "In short.".to_owned(),
        lead_article_id: Some(lead),
        language: "en".to_owned(),
        independent: 1,
        apart: true,
        opinion: true,
        detail: json!({"summary": ["In short."]}),
        ..story
    }
}

#[tokio::test]
async fn a_story_keeps_what_was_worked_out_and_counts_for_itself() {
    let store = store().await;
    let (_, articles) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 1)]).await;
    let story =
        StoryCard { articles: 77, first_at: 1, last_at: 2, publishers: 9, ..written(&store, 1, articles[1]).await };
    let next = [NewJob::new("after", "1", NOW)];
    store.store_story(&story, &[(articles[1], Some(articles[0]))], &[], NOW, Done::none().then(&next)).await.unwrap();
    let found = store.story(1).await.unwrap();
    let expected =
        StoryCard { articles: 2, publishers: 1, first_at: NOW - 9 * MINUTE, last_at: NOW - 7 * MINUTE, ..story };
    assert_eq!(found, expected);
    assert_eq!(store.article_card(articles[1], None).await.unwrap().copy_of, Some(articles[0]));
    assert_eq!(due_keys(&store, "after").await, ["1"]);
    let page = store.article_page(articles[1], None).await.unwrap();
    assert_eq!(page.copy_of.unwrap().id, articles[0]);
    assert_eq!(page.story.unwrap().title, "Worked out");
}

#[tokio::test]
async fn a_story_that_was_merged_away_is_passed_over() {
    let store = store().await;
    let (_, articles) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 2)]).await;
    let stale = written(&store, 1, articles[0]).await;
    decide(&store, &[tick(vec![merge(1, 2)])]).await;
    let next = [NewJob::new("after", "1", NOW)];
    let copies = [(articles[0], Some(articles[1]))];
    let related = [(articles[0], vec![link(articles[1])])];
    store.store_story(&stale, &copies, &related, NOW, Done::none().then(&next)).await.unwrap();
    assert_ne!(store.story(1).await.unwrap().title, "Worked out");
    assert_eq!(store.article_card(articles[0], None).await.unwrap().copy_of, None);
    assert_eq!(store.article_page(articles[0], None).await.unwrap().related, []);
    assert_eq!(due_keys(&store, "after").await, ["1"], "the job is done all the same");
}

#[tokio::test]
async fn related_lists_are_replaced_whole_and_pass_over_what_is_gone() {
    let store = store().await;
    let (_, articles) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 2), ("three", 5, 3)]).await;
    let story = written(&store, 1, articles[0]).await;
    let list = |others: &[i64]| vec![(articles[0], others.iter().map(|other| link(*other)).collect::<Vec<_>>())];
    store.store_story(&story, &[], &list(&[articles[2], 999, articles[1]]), NOW, Done::none()).await.unwrap();
    let related = store.article_page(articles[0], None).await.unwrap().related;
    assert_eq!(related.iter().map(|one| one.card.id).collect::<Vec<_>>(), [articles[2], articles[1]]);
    assert_eq!(
        (related[0].kind, related[0].score, related[0].why[0].text.as_str()),
        (LinkKind::FollowUp, 0.75, "the old quay")
    );
    store.store_story(&story, &[], &[], NOW, Done::none()).await.unwrap();
    assert_eq!(store.article_page(articles[0], None).await.unwrap().related.len(), 2, "not named, not touched");
    store.store_story(&story, &[], &list(&[]), NOW, Done::none()).await.unwrap();
    assert_eq!(store.article_page(articles[0], None).await.unwrap().related, []);
}

#[tokio::test]
async fn inputs_hold_all_that_a_page_is_made_of() {
    let store = store().await;
    let (_, articles) = placed(&store, "a.example", &[("late", 3, 1), ("early", 9, 1)]).await;
    let inputs = store.story_inputs(1).await.unwrap();
    assert_eq!(inputs.iter().map(|one| one.id).collect::<Vec<_>>(), [articles[1], articles[0]], "by moment");
    let first = &inputs[0];
    assert_eq!((first.article.text.as_str(), first.features.as_slice()), ("Text of early", [1, 2, 3].as_slice()));
    assert_eq!(first.understanding.as_ref().unwrap().language, "en");
    assert_eq!(store.story_inputs(9).await.unwrap(), []);
    let named = store.article_inputs(&[articles[0], 999]).await.unwrap();
    assert_eq!(named, [(1, inputs[1].clone())]);
}

#[tokio::test]
async fn lone_reports_do_not_push_out_what_several_tell() {
    let store = store().await;
    let (_, articles) =
        placed(&store, "a.example", &[("told", 9, 1), ("again", 9, 1), ("two", 5, 2), ("three", 5, 3), ("four", 1, 4)])
            .await;
    let candidates = async |since: i64, newest, told| {
        let found = store.front_candidates(since, newest, told).await.unwrap();
        found.into_iter().map(|story| (story.id, story.independent)).collect::<Vec<_>>()
    };
    assert_eq!(candidates(NOW - 5 * MINUTE, 9, 9).await, [(4, 1), (3, 1), (2, 1)]);
    assert_eq!(candidates(0, 2, 9).await, [(4, 1), (3, 1)]);
    let told = StoryCard { independent: 2, ..written(&store, 1, articles[0]).await };
    store.store_story(&told, &[], &[], NOW, Done::none()).await.unwrap();
    assert_eq!(candidates(0, 2, 9).await, [(4, 1), (3, 1), (1, 2)]);
    assert_eq!(candidates(0, 9, 9).await, [(4, 1), (3, 1), (2, 1), (1, 2)], "each once");
    assert_eq!(candidates(NOW - 8 * MINUTE, 2, 9).await, [(4, 1), (3, 1)], "too long ago");
}

#[tokio::test]
async fn what_nobody_dated_is_told_from_what_a_publisher_did() {
    let store = store().await;
    let (source, _) = placed(&store, "a.example", &[("dated", 9, 1), ("of two", 9, 3)]).await;
    let undated = ["seen", "seen too"].map(|slug| NewEntry { published_at: None, ..entry("a.example", slug, NOW) });
    let articles = arrive(&store, source, undated.to_vec()).await;
    for (article, story) in articles.into_iter().zip([2, 3]) {
        understand(&store, article).await;
        decide(&store, &[placing(article, vec![assign(article, story)])]).await;
    }
    assert_eq!(store.undated_stories(&[3, 2, 1, 99]).await.unwrap(), [2]);
    assert_eq!(store.undated_stories(&[]).await.unwrap(), Vec::<i64>::new());
}

#[tokio::test]
async fn a_lead_that_left_takes_the_words_with_it() {
    let store = store().await;
    let (_, articles) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 1)]).await;
    store.store_story(&written(&store, 1, articles[0]).await, &[], &[], NOW, Done::none()).await.unwrap();
    decide(&store, &[tick(vec![assign(articles[0], 2)])]).await;
    let story = store.story(1).await.unwrap();
    assert_eq!((story.title.as_str(), story.lead.as_str(), story.detail), ("Title of two", "", json!({})));
    assert_eq!((story.lead_article_id, story.independent), (Some(articles[1]), 1));
}

#[tokio::test]
async fn withdrawn_words_stand_nowhere_while_the_page_waits_to_be_written_anew() {
    let store = store().await;
    let (_, articles) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 1), ("three", 5, 2)]).await;
    let links = [1, 2].map(|at| (articles[at], vec![link(articles[0]), link(articles[3 - at])]));
    for (story, lead) in [(1, articles[1]), (2, articles[2])] {
        let own: Vec<_> = links.iter().filter(|(from, _)| *from == lead).cloned().collect();
        store.store_story(&written(&store, story, lead).await, &[], &own, NOW, Done::none()).await.unwrap();
    }
    store.withdraw_text(articles[0], "gone", NOW, Done::none()).await.unwrap();
    let (here, other) = (store.story(1).await.unwrap(), store.story(2).await.unwrap());
    assert_eq!((here.lead.as_str(), here.detail, here.lead_article_id), ("", json!({}), Some(articles[1])));
    assert!(!other.lead.is_empty() && other.detail != json!({}), "another story keeps its words");
    for (from, to) in [(articles[1], articles[2]), (articles[2], articles[1])] {
        let related = store.article_page(from, None).await.unwrap().related;
        assert_eq!(related.iter().map(|one| one.card.id).collect::<Vec<_>>(), [to]);
    }
}

#[tokio::test]
async fn lists_of_stories_are_newest_first_and_go_on_from_a_cursor() {
    let store = store().await;
    let (_, articles) =
        placed(&store, "a.example", &[("one", 9, 1), ("two", 5, 2), ("three", 5, 3), ("four", 1, 4)]).await;
    let ids = |stories: Vec<StoryCard>| stories.into_iter().map(|story| story.id).collect::<Vec<_>>();
    let first = store.stories_before(None, 2).await.unwrap();
    let last = first.last().map(|story| Cursor { at: story.last_at, id: story.id });
    assert_eq!((ids(first), ids(store.stories_before(last, 9).await.unwrap())), (vec![4, 3], vec![2, 1]));
    assert_eq!(ids(store.stories(&[2, 99, 4]).await.unwrap()), [2, 4]);
    assert_eq!(ids(store.stories_with_tag("storm", 9).await.unwrap()), [4, 3, 2, 1]);
    assert_eq!(ids(store.stories_with_tag("calm", 9).await.unwrap()), [0; 0]);
    assert_eq!(ids(store.stories_with_entity("quay-town", 3).await.unwrap()), [4, 3, 2]);
    let publisher = store.article_card(articles[0], None).await.unwrap().publisher_id;
    assert_eq!(ids(store.stories_of_publisher(publisher, 9).await.unwrap()), [4, 3, 2, 1]);
    assert_eq!(ids(store.stories_of_publisher(publisher + 1, 9).await.unwrap()), [0; 0]);
}

#[tokio::test]
async fn the_articles_of_many_stories_come_at_once_and_as_each_by_itself() {
    let store = store().await;
    let (_, articles) =
        placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 2), ("three", 8, 1), ("four", 2, 3)]).await;
    let ann = user(&store, "Ann", courant_store::Role::Reader).await;
    store.set_saved(ann, &articles[..1], true, NOW).await.unwrap();
    let story = written(&store, 1, articles[0]).await;
    let related = [(articles[0], vec![link(articles[3]), link(articles[1])]), (articles[2], vec![link(articles[1])])];
    store.store_story(&story, &[(articles[2], Some(articles[0]))], &related, NOW, Done::none()).await.unwrap();
    let members = store.story_members(&[2, 1, 9], Some(ann)).await.unwrap();
    let ids = |story: i64| members[&story].iter().map(|member| member.card.id).collect::<Vec<_>>();
    assert_eq!((ids(1), ids(2), members.len()), (vec![articles[0], articles[2]], vec![articles[1]], 2));
    for member in members.values().flatten() {
        let page = store.article_page(member.card.id, Some(ann)).await.unwrap();
        let links: Vec<_> = page.related.iter().map(|one| (one.card.id, one.kind, one.why.clone())).collect();
        let found: Vec<_> = member.related.iter().map(|one| (one.id, one.kind, one.why.clone())).collect();
        let quotes = page.understanding.map(|known| known.quotes).unwrap_or_default();
        assert_eq!((&member.card, &member.tags, &member.quotes, found), (&page.card, &page.tags, &quotes, links));
    }
    assert_eq!(members[&1][0].related.len(), 2);
}
