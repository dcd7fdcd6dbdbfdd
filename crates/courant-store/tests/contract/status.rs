//! Status: zero pending only when nothing is left to do.

use courant_store::{Decision, Done, HostLesson, JobFor, NewJob, NewUnderstanding, PageReading, Round};

use crate::bench::*;

#[tokio::test]
async fn work_in_any_form_is_pending() {
    let store = store().await;
    let pending = |now| {
        let store = store.clone();
        async move { store.status(now).await.unwrap().jobs_pending }
    };
    assert_eq!(pending(NOW).await, 0);
    let id = source(&store, "a.example").await;
    assert_eq!((pending(NOW - 1).await, pending(NOW).await), (0, 1), "a source that is due");
    let article = arrive(&store, id, vec![entry("a.example", "one", NOW)]).await[0];
    assert_eq!(pending(NOW).await, 0);
    store.enqueue(&[NewJob::new("a", "1", NOW), NewJob::new("a", "2", NOW + 1)], NOW).await.unwrap();
    assert_eq!((pending(NOW).await, pending(NOW + 1).await), (1, 2), "jobs that are due");
    let job = store.claim(&["a"], NOW, 1).await.unwrap()[0].id;
    assert_eq!(pending(NOW).await, 1, "a job that runs");
    store.fail(job, "hopeless", None, NOW).await.unwrap();
    let status = store.status(NOW).await.unwrap();
    assert_eq!((status.jobs_pending, status.jobs_dead), (0, 1), "a dead letter waits for a person, not for time");
    let lesson = HostLesson { host: "a.example".to_owned(), draft: vec![1] };
    let reading = PageReading { lesson: Some(&lesson), ..PageReading::default() };
    store.store_reading(&page(article), reading, NOW, Done::none()).await.unwrap();
    assert_eq!(pending(NOW).await, 1, "a page that has yet to teach");
    let round = Round { host: lesson.host.clone(), taught: vec![article], ..Round::default() };
    store.store_round(&round, &JobFor::new("a", NOW), NOW).await.unwrap();
    assert_eq!(pending(NOW).await, 0);
    understand(&store, article).await;
    assert_eq!(pending(NOW).await, 1, "an article that waits for its story");
    decide(&store, &[placing(article, vec![])]).await;
    assert_eq!(pending(NOW).await, 0);
    let other = NewUnderstanding { features: vec![9], ..understanding(article) };
    store.store_understanding(&other, Done::none(), NOW).await.unwrap();
    assert_eq!(pending(NOW).await, 1, "a question to the engine");
    assert_eq!(store.status(NOW).await.unwrap().news_pending, 0, "which is no news");
    let question = store.waiting_events(1).await.unwrap()[0].id;
    decide(&store, &[Decision { waiting: Some(question), ..tick(vec![]) }]).await;
    assert_eq!(pending(NOW).await, 0);
    store.pause_source(id, NOW).await.unwrap();
    assert_eq!(pending(NOW + 99 * MINUTE).await, 1, "the job of later; a paused source is never due");
}

#[tokio::test]
async fn what_is_read_anew_is_no_news() {
    let store = store().await;
    let pending = || async {
        let status = store.status(NOW).await.unwrap();
        (status.jobs_pending, status.news_pending)
    };
    store.enqueue(&[NewJob::new("a", "old", NOW).with_priority(-1)], NOW).await.unwrap();
    assert_eq!(pending().await, (1, 0));
    store.claim(&["a"], NOW, 1).await.unwrap();
    assert_eq!(pending().await, (1, 0), "while it runs");
    store.enqueue(&[NewJob::new("a", "new", NOW)], NOW).await.unwrap();
    assert_eq!(pending().await, (2, 1));
    let id = source(&store, "a.example").await;
    assert_eq!(pending().await, (3, 2), "a source that is due");
    let article = arrive(&store, id, vec![entry("a.example", "one", NOW)]).await[0];
    understand(&store, article).await;
    assert_eq!(pending().await, (3, 2), "an article that waits for its story");
}

#[tokio::test]
async fn counts_are_what_readers_see() {
    let store = store().await;
    let (a, _) = placed(&store, "a.example", &[("one", 9, 1), ("two", 8, 2)]).await;
    arrive(&store, a, vec![entry("a.example", "three", NOW)]).await;
    let b = source(&store, "b.example").await;
    store.pause_source(b, NOW).await.unwrap();
    let status = store.status(NOW).await.unwrap();
    assert_eq!((status.articles, status.articles_known, status.stories), (2, 3, 2));
    assert_eq!((status.sources, status.publishers), (2, 2));
    decide(&store, &[tick(vec![merge(1, 2)])]).await;
    assert_eq!(store.status(NOW).await.unwrap().stories, 1);
}
