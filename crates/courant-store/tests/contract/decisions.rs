//! The engine's decisions: committed whole, told in order, and given back after a restart.

use courant_store::{Decision, Done, EventKind, NewJob, Stage, StoryChange, StoryVerb};
use serde_json::{Value, json};

use crate::bench::*;

#[tokio::test]
async fn a_placed_article_has_its_number_its_story_and_a_job_for_the_page() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    let article = arrive(&store, id, vec![entry("a.example", "one", NOW - 5)]).await[0];
    understand(&store, article).await;
    store.enqueue(&[NewJob::new("assign_story", "", NOW)], NOW).await.unwrap();
    let job = store.claim(&["assign_story"], NOW, 1).await.unwrap()[0].id;
    let seqs = store
        .commit_decisions(&[placing(article, vec![assign(article, 40)])], &refresh(), NOW, Done::job(job))
        .await
        .unwrap();
    assert_eq!(seqs, [1]);
    assert_eq!(store.last_arrival_seq().await.unwrap(), 1);
    assert_eq!(store.last_event_seq().await.unwrap(), 1);
    assert_eq!(due_keys(&store, "refresh_story").await, ["40"]);
    assert_eq!(store.job_counts(NOW).await.unwrap().running, 1, "only the one just claimed");
    let card = store.article_card(article, None).await.unwrap();
    assert_eq!((card.stage, card.story_id), (Stage::Placed, Some(40)));
    let story = store.story(40).await.unwrap();
    assert_eq!((story.title.as_str(), story.articles, story.lead_article_id), ("Title of one", 1, Some(article)));
    assert_eq!((story.first_at, story.last_at), (NOW - 5, NOW - 5));
    assert_eq!(store.next_story_id().await.unwrap(), 41);
    assert_eq!(store.ready_articles(9).await.unwrap(), []);
}

#[tokio::test]
async fn counts_follow_moves_and_removals() {
    let store = store().await;
    let (_, a) = placed(&store, "a.example", &[("a1", 9, 1), ("a2", 7, 1)]).await;
    let (_, b) = placed(&store, "b.example", &[("b1", 5, 1), ("b2", 3, 2)]).await;
    let counts = |id| {
        let store = store.clone();
        async move {
            let story = store.story(id).await.unwrap();
            (story.articles, story.publishers, (NOW - story.first_at) / MINUTE, (NOW - story.last_at) / MINUTE)
        }
    };
    assert_eq!((counts(1).await, counts(2).await), ((3, 2, 9, 5), (1, 1, 3, 3)));
    decide(&store, &[tick(vec![assign(b[0], 2)])]).await;
    assert_eq!((counts(1).await, counts(2).await), ((2, 1, 9, 7), (2, 1, 5, 3)));
    let out = StoryChange { verb: StoryVerb::Remove { article: a[0] }, detail: json!("out") };
    decide(&store, &[tick(vec![out])]).await;
    assert_eq!(counts(1).await, (1, 1, 7, 7));
    assert_eq!(store.story(1).await.unwrap().lead_article_id, Some(a[1]), "another lead");
    assert_eq!(store.article_card(a[0], None).await.unwrap().story_id, None);
}

#[tokio::test]
async fn a_merge_leads_readers_on_even_through_several() {
    let store = store().await;
    let (_, articles) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 2), ("three", 5, 3)]).await;
    assert_eq!(due_keys(&store, "refresh_story").await, ["1", "2", "3"]);
    // The engine merges and redirects in two changes.
    decide(&store, &[tick(vec![merge(1, 2), merge(1, 2)])]).await;
    decide(&store, &[tick(vec![merge(2, 3)])]).await;
    for id in [1, 2, 3] {
        let story = store.story(id).await.unwrap();
        assert_eq!((story.id, story.articles), (3, 3), "asked for {id}");
    }
    let members: Vec<_> = store.story_articles(3, None).await.unwrap().iter().map(|card| card.id).collect();
    assert_eq!(members, articles);
    assert_eq!(store.stories_before(None, 9).await.unwrap().iter().map(|story| story.id).collect::<Vec<_>>(), [3]);
    assert_eq!(store.status(NOW).await.unwrap().stories, 1);
    missing(store.story(4).await);
}

#[tokio::test]
async fn what_contradicts_the_database_is_refused_whole() {
    let store = store().await;
    let (_, articles) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 2), ("three", 5, 3)]).await;
    decide(&store, &[tick(vec![merge(1, 2)])]).await;
    let seq = store.last_event_seq().await.unwrap();
    let cases = [
        (tick(vec![assign(articles[2], 1)]), "story 1 was merged into 2"),
        (tick(vec![merge(1, 3)]), "story 1 was merged into 2"),
        (tick(vec![merge(3, 1)]), "story 1 was merged into 2"),
        (tick(vec![merge(3, 3)]), "into itself"),
        (tick(vec![merge(3, 9)]), "no story 9"),
        (tick(vec![merge(9, 3)]), "no story 9"),
        (placing(articles[0], vec![]), "placed already"),
    ];
    for (bad, words) in cases {
        let good = tick(vec![assign(articles[2], 2)]);
        conflict(store.commit_decisions(&[good, bad], &refresh(), NOW, Done::none()).await, words);
        assert_eq!(store.last_event_seq().await.unwrap(), seq, "{words}");
        assert_eq!(store.article_card(articles[2], None).await.unwrap().story_id, Some(3), "{words}");
    }
    conflict(store.commit_decisions(&vec![tick(vec![]); 65], &refresh(), NOW, Done::none()).await, "at most 64");
}

#[tokio::test]
async fn an_article_that_went_meanwhile_is_passed_over_and_its_removal_waits() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    let articles = arrive(&store, id, vec![entry("a.example", "one", NOW), entry("a.example", "two", NOW)]).await;
    for article in &articles {
        understand(&store, *article).await;
    }
    store.forget_article("https://a.example/one", &removal(), NOW).await.unwrap();
    assert_eq!(store.waiting_events(9).await.unwrap(), [], "the engine never saw it");
    let decisions =
        [placing(articles[0], vec![assign(articles[0], 5)]), placing(articles[1], vec![assign(articles[1], 5)])];
    assert_eq!(decide(&store, &decisions).await, [1, 2]);
    assert_eq!(store.story(5).await.unwrap().articles, 1);
    let waiting = store.waiting_events(9).await.unwrap();
    assert_eq!(
        waiting.iter().map(|one| (one.kind, one.article_id)).collect::<Vec<_>>(),
        [(EventKind::Removal, articles[0])]
    );
    let answer = Decision {
        kind: EventKind::Removal,
        article_id: Some(articles[0]),
        waiting: Some(waiting[0].id),
        ..tick(vec![])
    };
    decide(&store, &[answer]).await;
    assert_eq!(store.waiting_events(9).await.unwrap(), []);
}

#[tokio::test]
async fn history_tells_every_change_and_a_merge_in_both_stories() {
    let store = store().await;
    let (_, articles) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 2)]).await;
    decide(&store, &[tick(vec![merge(1, 2)])]).await;
    let history = |id| {
        let store = store.clone();
        async move {
            let lines = store.story_history(id).await.unwrap();
            lines.into_iter().map(|line| (line.event_seq, line.article_id, line.change)).collect::<Vec<_>>()
        }
    };
    let merged = (3, None, json!({"merge": 1, "into": 2}));
    assert_eq!(history(1).await, [(1, Some(articles[0]), json!({"assign": articles[0], "story": 1})), merged.clone()]);
    assert_eq!(history(2).await, [(2, Some(articles[1]), json!({"assign": articles[1], "story": 2})), merged]);
    let why = store.story_why(2).await.unwrap();
    let told: Vec<_> = why.into_iter().map(|one| (one.card.id, one.change, one.at)).collect();
    assert_eq!(
        told,
        [
            (articles[0], json!({"assign": articles[0], "story": 1}), NOW),
            (articles[1], json!({"assign": articles[1], "story": 2}), NOW),
        ]
    );
}

#[tokio::test]
async fn a_change_of_several_articles_is_given_back_once_and_told_of_each() {
    let store = store().await;
    let (_, articles) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 1), ("three", 5, 1)]).await;
    let split = |article: i64, detail: Value| StoryChange { verb: StoryVerb::Assign { article, story: 2 }, detail };
    let changes = vec![split(articles[1], json!("split")), split(articles[2], Value::Null)];
    let seq = decide(&store, &[tick(changes)]).await[0];
    let events = store.events_after(seq - 1, 10).await.unwrap();
    assert_eq!(events.iter().map(|event| event.changes.clone()).collect::<Vec<_>>(), [vec![json!("split")]]);
    let told: Vec<_> = store.story_why(2).await.unwrap().into_iter().map(|one| one.change).collect();
    assert_eq!(told, [json!("split"), json!("split")]);
    assert_eq!(store.story_history(2).await.unwrap().len(), 2);
}

#[tokio::test]
async fn events_and_the_snapshot_bring_the_engine_back() {
    let store = store().await;
    let (_, articles) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 2)]).await;
    let note = StoryChange { verb: StoryVerb::Note, detail: json!("note") };
    let seqs = decide(&store, &[tick(vec![note.clone(), merge(1, 2)]), tick(vec![note])]).await;
    let events = store.events_after(0, 10).await.unwrap();
    assert_eq!(events.iter().map(|event| event.seq).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert_eq!(events[2].changes, [json!("note"), json!({"merge": 1, "into": 2})], "each once, in order");
    assert_eq!(
        (events[0].kind, events[0].article_id, events[0].features.clone()),
        (EventKind::Article, Some(articles[0]), vec![7])
    );
    assert_eq!(store.load_snapshot().await.unwrap(), None);
    store.save_snapshot(3, seqs[0], b"state").await.unwrap();
    store.save_snapshot(4, seqs[0], b"later state").await.unwrap();
    let snapshot = store.load_snapshot().await.unwrap().unwrap();
    assert_eq!((snapshot.version, snapshot.upto_seq, snapshot.snapshot.as_slice()), (4, 3, b"later state".as_slice()));
    let events = store.events_after(0, 10).await.unwrap();
    assert_eq!(events[0].features, [0; 0], "the snapshot holds them");
    assert_eq!(events[2].changes, [json!({"merge": 1, "into": 2})], "notes are for the engine alone");
    assert_eq!(events[3].changes, [json!("note")], "not in the snapshot yet");
    assert_eq!(store.events_after(3, 10).await.unwrap().len(), 1);
    assert_eq!(store.events_after(0, 2).await.unwrap().len(), 2);
}

#[tokio::test]
async fn forgetting_an_article_leaves_the_engine_what_it_needs_to_come_back() {
    let store = store().await;
    placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 1)]).await;
    let before: Vec<_> = store.events_after(0, 10).await.unwrap().into_iter().map(|event| event.changes).collect();
    store.forget_article("https://a.example/one", &removal(), NOW).await.unwrap();
    let events = store.events_after(0, 10).await.unwrap();
    assert_eq!(events.iter().map(|event| event.changes.clone()).collect::<Vec<_>>(), before);
    assert_eq!((events[0].features.len(), events[1].features.len()), (0, 1), "its words are gone, the other's are not");
}
