//! Polls: what they leave on the source.

use courant_store::{Done, MovedSource, NewJob, Plan, Poll, PollOutcome, SourceState, Wishes};

use crate::bench::*;

#[tokio::test]
async fn each_outcome_leaves_its_traces() {
    struct Case {
        outcome: PollOutcome,
        state: SourceState,
        failures: i64,
        status: Option<i64>,
        problem: Option<&'static str>,
        succeeded: bool,
        etag: Option<&'static str>,
    }
    let failed = |problem: &str| PollOutcome::Failed { status: Some(503), problem: problem.to_owned() };
    let gone = PollOutcome::Gone { status: Some(410), problem: "It is no more.".to_owned() };
    let cases = [
        Case {
            outcome: fetched(),
            state: SourceState::Active,
            failures: 0,
            status: Some(200),
            problem: None,
            succeeded: true,
            etag: Some("\"e1\""),
        },
        Case {
            outcome: PollOutcome::NotModified,
            state: SourceState::Active,
            failures: 0,
            status: Some(304),
            problem: None,
            succeeded: true,
            etag: None,
        },
        Case {
            outcome: failed("Busy."),
            state: SourceState::Active,
            failures: 2,
            status: Some(503),
            problem: Some("Busy."),
            succeeded: false,
            etag: None,
        },
        Case {
            outcome: gone,
            state: SourceState::Gone,
            failures: 2,
            status: Some(410),
            problem: Some("It is no more."),
            succeeded: false,
            etag: None,
        },
    ];
    for case in cases {
        let store = store().await;
        let id = source(&store, "a.example").await;
        let first = Poll { outcome: failed("Before."), ..poll(id, Vec::new()) };
        store.record_poll(&first, NOW - 1, Done::none()).await.unwrap();
        let poll =
            Poll { outcome: case.outcome.clone(), next_poll_at: NOW + 77, interval_ms: 55, ..poll(id, Vec::new()) };
        store.record_poll(&poll, NOW, Done::none()).await.unwrap();
        let found = store.source(id).await.unwrap();
        let about = format!("{:?}", case.outcome);
        assert_eq!((found.state, found.failures, found.status), (case.state, case.failures, case.status), "{about}");
        assert_eq!(found.problem.as_deref(), case.problem, "{about}");
        assert_eq!(found.succeeded_at, case.succeeded.then_some(NOW), "{about}");
        assert_eq!((found.polled_at, found.next_poll_at, found.interval_ms), (Some(NOW), NOW + 77, 55), "{about}");
        assert_eq!(found.etag.as_deref(), case.etag, "{about}");
    }
}

#[tokio::test]
async fn the_first_document_names_the_source_and_fills_gaps_only() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    let named = |title: &str, home: &str, language: &str| Poll {
        outcome: PollOutcome::Fetched {
            problem: None,
            etag: None,
            last_modified: Some("Tue".to_owned()),
            content_hash: "h".to_owned(),
            title: title.to_owned(),
            home_url: home.to_owned(),
            language: Some(language.to_owned()),
        },
        ..poll(id, Vec::new())
    };
    store.record_poll(&named("The Paper", "https://a.example/", "en"), NOW, Done::none()).await.unwrap();
    store.record_poll(&named("The Paper: World", "https://b.example/", "fr"), NOW, Done::none()).await.unwrap();
    let found = store.source(id).await.unwrap();
    assert_eq!((found.title.as_str(), found.publisher.as_str()), ("The Paper: World", "The Paper"));
    assert_eq!((found.home_url.as_str(), found.last_modified.as_deref()), ("https://a.example/", Some("Tue")));
    assert_eq!(store.publisher(found.publisher_id).await.unwrap().language.as_deref(), Some("en"));
}

#[tokio::test]
async fn a_source_that_moves_onto_another_joins_it_with_its_subscriptions() {
    let store = store().await;
    let (old, new) = (source(&store, "old.example").await, source(&store, "new.example").await);
    let reader = user(&store, "Ann", courant_store::Role::Reader).await;
    store.subscribe(reader, old, "World").await.unwrap();
    let moved = store.move_source(old, &feed_url("new.example"), NOW).await.unwrap();
    assert_eq!(moved, MovedSource::Joined(new));
    let subscriptions = store.subscriptions(reader).await.unwrap();
    let found: Vec<_> = subscriptions.iter().map(|one| (one.source_id, one.folder.as_str())).collect();
    assert_eq!(found, [(new, "World")]);
    let left = store.source(old).await.unwrap();
    assert_eq!(left.state, SourceState::Gone);
    assert!(left.problem.unwrap().contains("followed already"));
    missing(store.move_source(999, "https://x.example/", NOW).await);
}

#[tokio::test]
async fn news_decide_between_two_plans_and_wishes_outlive_a_304() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    let wishes = Wishes { ttl_ms: 60, quiet_hours: 5, quiet_days: 64 };
    let with_news = Some(Plan { next_poll_at: NOW + 7, interval_ms: 7 });
    let read =
        |entries| Poll { next_poll_at: NOW + 9, interval_ms: 9, with_news, wishes: Some(wishes), ..poll(id, entries) };
    let known = || vec![entry("a.example", "one", NOW)];
    store.record_poll(&read(known()), NOW, Done::none()).await.unwrap();
    let found = store.source(id).await.unwrap();
    assert_eq!((found.next_poll_at, found.interval_ms, found.news_at), (NOW + 7, 7, Some(NOW)));
    store.record_poll(&read(known()), NOW + 1, Done::none()).await.unwrap();
    let found = store.source(id).await.unwrap();
    assert_eq!((found.next_poll_at, found.interval_ms, found.news_at), (NOW + 9, 9, Some(NOW)), "nothing new");
    let same = Poll { outcome: PollOutcome::NotModified, ..poll(id, Vec::new()) };
    store.record_poll(&same, NOW + 2, Done::none()).await.unwrap();
    let found = store.source(id).await.unwrap();
    assert_eq!((found.ttl_ms, found.quiet_hours, found.quiet_days), (60, 5, 64));
    assert_eq!(found.status, Some(304));
    let whole = Poll { outcome: PollOutcome::Unchanged, ..poll(id, Vec::new()) };
    store.record_poll(&whole, NOW + 3, Done::none()).await.unwrap();
    let found = store.source(id).await.unwrap();
    assert_eq!((found.status, found.succeeded_at), (Some(200), Some(NOW + 3)), "what the server said is told");
}

#[tokio::test]
async fn a_poll_that_did_not_take_place_is_only_due_later() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    store.enqueue(&[NewJob::new("refresh_source", id.to_string(), NOW)], NOW).await.unwrap();
    let job = store.claim(&["refresh_source"], NOW, 1).await.unwrap().remove(0);
    let before = store.source(id).await.unwrap();
    store.postpone_poll(id, NOW + 99, NOW, Done::job(job.id)).await.unwrap();
    assert_eq!(store.source(id).await.unwrap(), courant_store::Source { next_poll_at: NOW + 99, ..before });
    assert_eq!(store.job_counts(NOW).await.unwrap().pending(), 0);
}
