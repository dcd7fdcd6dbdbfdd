//! Jobs: one of each kind and key, in order, never lost.

use courant_store::{Done, JobFor, JobId, NewJob, Store};
use serde_json::json;

use crate::bench::*;

async fn one(store: &Store, kind: &str, now: i64) -> Option<JobId> {
    store.claim(&[kind], now, 1).await.unwrap().first().map(|job| job.id)
}

#[tokio::test]
async fn due_jobs_come_by_priority_then_time_then_age() {
    let store = store().await;
    let jobs = [
        NewJob::new("a", "late", NOW - 1),
        NewJob::new("a", "early", NOW - 2),
        NewJob::new("a", "early too", NOW - 2),
        NewJob::new("a", "urgent", NOW).with_priority(5),
        NewJob::new("a", "future", NOW + 1).with_priority(9),
        NewJob::new("b", "other kind", NOW - 9),
    ];
    store.enqueue(&jobs, NOW).await.unwrap();
    let keys = |jobs: Vec<courant_store::Job>| jobs.into_iter().map(|job| job.key).collect::<Vec<_>>();
    assert_eq!(keys(store.claim(&["a"], NOW, 2).await.unwrap()), ["urgent", "early"]);
    assert_eq!(keys(store.claim(&["a"], NOW, 9).await.unwrap()), ["early too", "late"]);
    assert_eq!(keys(store.claim(&["a"], NOW, 9).await.unwrap()), [""; 0]);
    assert_eq!(keys(store.claim(&[], NOW, 9).await.unwrap()), [""; 0]);
    assert_eq!(keys(store.claim(&["a", "b"], NOW + 1, 9).await.unwrap()), ["future", "other kind"]);
}

#[tokio::test]
async fn one_claim_hands_out_at_most_64() {
    let store = store().await;
    let jobs: Vec<NewJob> = (0..70).map(|n| NewJob::new("a", n.to_string(), NOW)).collect();
    store.enqueue(&jobs, NOW).await.unwrap();
    assert_eq!(store.claim(&["a"], NOW, 1000).await.unwrap().len(), 64);
    assert_eq!(store.claim(&["a"], NOW, 1000).await.unwrap().len(), 6);
}

#[tokio::test]
async fn the_same_job_twice_is_one_with_the_earlier_time_and_the_newer_payload() {
    let store = store().await;
    let first = NewJob::new("a", "k", NOW - 5).with_payload(json!({"n": 1})).with_priority(3);
    let second = NewJob::new("a", "k", NOW + 5).with_payload(json!({"n": 2})).with_priority(1);
    store.enqueue(&[first, second], NOW).await.unwrap();
    let jobs = store.claim(&["a"], NOW, 9).await.unwrap();
    assert_eq!(jobs.len(), 1);
    let job = &jobs[0];
    assert_eq!((job.run_at, job.priority, &job.payload, job.attempts), (NOW - 5, 3, &json!({"n": 2}), 1));
}

#[tokio::test]
async fn a_job_asked_for_while_it_runs_runs_once_more() {
    let store = store().await;
    store.enqueue(&[NewJob::new("a", "k", NOW)], NOW).await.unwrap();
    let job = one(&store, "a", NOW).await.unwrap();
    store.enqueue(&[NewJob::new("a", "k", NOW), NewJob::new("a", "k", NOW)], NOW).await.unwrap();
    assert_eq!(one(&store, "a", NOW).await, None, "not twice at a time");
    store.finish(&[job], NOW).await.unwrap();
    let again = store.claim(&["a"], NOW, 9).await.unwrap();
    assert_eq!(again.iter().map(|job| job.attempts).collect::<Vec<_>>(), [1]);
    store.finish(&[again[0].id], NOW).await.unwrap();
    assert_eq!(one(&store, "a", NOW).await, None);
    assert_eq!(store.job_counts(NOW).await.unwrap().by_kind, []);
}

#[tokio::test]
async fn a_failed_job_runs_again_at_its_time_and_counts_its_attempts() {
    let store = store().await;
    store.enqueue(&[NewJob::new("a", "k", NOW)], NOW).await.unwrap();
    let job = one(&store, "a", NOW).await.unwrap();
    store.fail(job, "no route", Some(NOW + 10), NOW).await.unwrap();
    assert_eq!(one(&store, "a", NOW + 9).await, None);
    let again = store.claim(&["a"], NOW + 10, 9).await.unwrap();
    assert_eq!(again[0].attempts, 2);
    missing(store.fail(job + 1, "no such job", None, NOW).await);
}

#[tokio::test]
async fn a_job_given_up_on_is_a_dead_letter_until_it_is_revived_or_asked_for() {
    let store = store().await;
    store.enqueue(&[NewJob::new("a", "one", NOW), NewJob::new("a", "two", NOW)], NOW).await.unwrap();
    for job in store.claim(&["a"], NOW, 9).await.unwrap() {
        store.fail(job.id, "hopeless", None, NOW).await.unwrap();
    }
    let dead = store.dead_jobs(10).await.unwrap();
    assert_eq!(
        dead.iter().map(|job| (job.key.as_str(), job.error.as_str(), job.attempts)).collect::<Vec<_>>(),
        [("two", "hopeless", 1), ("one", "hopeless", 1)]
    );
    assert_eq!(one(&store, "a", NOW + MINUTE).await, None);
    store.enqueue(&[NewJob::new("a", "one", NOW)], NOW).await.unwrap();
    assert_eq!(store.claim(&["a"], NOW, 9).await.unwrap()[0].attempts, 1, "its attempts are forgotten");
    assert_eq!(store.revive_dead(NOW).await.unwrap(), 1);
    assert_eq!(due_keys(&store, "a").await, ["two"]);
    assert_eq!(store.dead_jobs(10).await.unwrap(), []);
}

#[tokio::test]
async fn a_job_asked_for_while_it_ran_does_not_die() {
    let store = store().await;
    store.enqueue(&[NewJob::new("a", "k", NOW)], NOW).await.unwrap();
    let job = one(&store, "a", NOW).await.unwrap();
    store.enqueue(&[NewJob::new("a", "k", NOW)], NOW).await.unwrap();
    store.fail(job, "hopeless", None, NOW).await.unwrap();
    assert_eq!(store.claim(&["a"], NOW, 9).await.unwrap()[0].attempts, 1);
}

#[tokio::test]
async fn what_ran_when_the_process_ended_runs_again() {
    let store = store().await;
    store.enqueue(&[NewJob::new("a", "k", NOW), NewJob::new("a", "done", NOW)], NOW).await.unwrap();
    let jobs = store.claim(&["a"], NOW, 9).await.unwrap();
    store.finish(&[jobs[1].id], NOW).await.unwrap();
    assert_eq!(store.release_running(NOW).await.unwrap(), 1);
    let again = store.claim(&["a"], NOW, 9).await.unwrap();
    assert_eq!(again.iter().map(|job| (job.key.as_str(), job.attempts)).collect::<Vec<_>>(), [("k", 1)]);
}

#[tokio::test]
async fn what_a_clock_that_ran_ahead_queued_is_due_once_it_is_set_right() {
    let store = store().await;
    const DAY: i64 = 24 * 60 * MINUTE;
    let ahead = NOW + 2 * DAY;
    store.enqueue(&[NewJob::new("a", "far", NOW + 9 * DAY), NewJob::new("a", "near", NOW + DAY)], NOW).await.unwrap();
    store.enqueue(&[NewJob::new("a", "ahead", ahead + 1)], ahead).await.unwrap();
    assert_eq!(store.pull_in_jobs(NOW, NOW + 8 * DAY).await.unwrap(), 2);
    assert_eq!(store.pull_in_jobs(NOW, NOW + 8 * DAY).await.unwrap(), 0);
    let mut due: Vec<String> = store.claim(&["a"], NOW, 9).await.unwrap().into_iter().map(|job| job.key).collect();
    due.sort();
    assert_eq!(due, ["ahead", "far"]);
}

/// The process ends while the job is at work, this many times in a row; when it is due then, counted from now on.
async fn die(store: &Store, times: usize, mut now: i64) -> (i64, i64) {
    for _ in 0..times {
        now = store.next_run_at(&["a"]).await.unwrap().unwrap().max(now);
        let job = store.claim(&["a"], now, 9).await.unwrap().remove(0);
        store.note_at_work(job.id, true).await.unwrap();
        assert_eq!(store.release_running(now).await.unwrap(), 1);
    }
    ((store.next_run_at(&["a"]).await.unwrap().unwrap() - now).max(0), now)
}

#[tokio::test]
async fn a_job_at_which_the_process_keeps_ending_is_put_off_but_never_given_up() {
    let store = store().await;
    let job = [NewJob::new("a", "k", NOW)];
    store.enqueue(&job, NOW).await.unwrap();
    let (wait, now) = die(&store, 5, NOW).await;
    assert_eq!(wait, 0, "who is killed now and then is not at fault");
    let (wait, now) = die(&store, 1, now).await;
    assert_eq!(wait, MINUTE);
    assert_eq!((store.put_off_jobs(now).await.unwrap(), store.put_off_jobs(now + MINUTE).await.unwrap()), (1, 0));
    store.enqueue(&job, now).await.unwrap();
    assert_eq!(one(&store, "a", now).await, None, "asking again does not bring it forward");
    let (wait, now) = die(&store, 3, now).await;
    assert_eq!(wait, 8 * MINUTE);
    let (wait, now) = die(&store, 30, now).await;
    assert_eq!(wait, 24 * 60 * MINUTE);
    let again = store.claim(&["a"], now + wait, 9).await.unwrap().remove(0);
    assert_eq!(again.attempts, 1, "of its tries none was lost");
    store.fail(again.id, "no route", Some(now + wait), now + wait).await.unwrap();
    assert_eq!(die(&store, 5, now + wait).await.0, 0, "it failed and ended nothing");
    let done = one(&store, "a", now + wait).await.unwrap();
    store.enqueue(&job, now + wait).await.unwrap();
    store.finish(&[done], now + wait).await.unwrap();
    assert_eq!(die(&store, 5, now + wait).await.0, 0, "it was done");
}

#[tokio::test]
async fn a_job_that_only_waits_for_its_host_does_not_end_the_process() {
    let store = store().await;
    store.enqueue(&[NewJob::new("a", "k", NOW)], NOW).await.unwrap();
    for end in 0..40 {
        let job = store.claim(&["a"], NOW, 9).await.unwrap().remove(0);
        assert_eq!((job.deaths, job.attempts), (i64::from(end > 0), 1), "{end}");
        store.note_at_work(job.id, true).await.unwrap();
        store.note_at_work(job.id, false).await.unwrap();
        store.release_running(NOW).await.unwrap();
    }
}

#[tokio::test]
async fn counts_and_the_next_moment_follow_the_jobs() {
    let store = store().await;
    assert_eq!(store.next_run_at(&["a", "b"]).await.unwrap(), None);
    let jobs = [
        NewJob::new("a", "running", NOW).with_priority(1),
        NewJob::new("a", "due", NOW),
        NewJob::new("a", "later", NOW + 7),
        NewJob::new("b", "later", NOW + 3),
    ];
    store.enqueue(&jobs, NOW).await.unwrap();
    one(&store, "a", NOW).await.unwrap();
    let counts = store.job_counts(NOW).await.unwrap();
    assert_eq!((counts.due, counts.running, counts.later, counts.dead, counts.pending()), (1, 1, 2, 0, 2));
    let kinds: Vec<_> = counts.by_kind.iter().map(|kind| (kind.kind.as_str(), kind.due, kind.later)).collect();
    assert_eq!(kinds, [("a", 1, 1), ("b", 0, 1)]);
    assert_eq!(store.next_run_at(&["b"]).await.unwrap(), Some(NOW + 3));
    assert_eq!(store.next_run_at(&["a", "b"]).await.unwrap(), Some(NOW));
    assert_eq!(store.next_run_at(&[]).await.unwrap(), None);
}

#[tokio::test]
async fn a_write_ends_its_job_and_queues_the_next_ones_or_neither() {
    let store = store().await;
    let source = source(&store, "a.example").await;
    store.enqueue(&[JobFor::new("refresh_source", NOW).to(source)], NOW).await.unwrap();
    let job = one(&store, "refresh_source", NOW).await.unwrap();
    let next = [NewJob::new("fetch", "1", NOW)];
    missing(store.record_poll(&poll(source + 1, Vec::new()), NOW, Done::job(job).then(&next)).await);
    assert_eq!(due_keys(&store, "fetch").await, [""; 0]);
    assert_eq!(store.job_counts(NOW).await.unwrap().running, 1);
    store.record_poll(&poll(source, Vec::new()), NOW, Done::job(job).then(&next)).await.unwrap();
    assert_eq!(store.job_counts(NOW).await.unwrap().running, 0);
    assert_eq!(due_keys(&store, "fetch").await, ["1"]);
}

#[tokio::test]
async fn a_job_may_queue_itself_for_later() {
    let store = store().await;
    store.enqueue(&[NewJob::new("a", "k", NOW)], NOW).await.unwrap();
    let job = one(&store, "a", NOW).await.unwrap();
    let source = source(&store, "a.example").await;
    let next = [NewJob::new("a", "k", NOW + 5)];
    store.record_poll(&poll(source, Vec::new()), NOW, Done::job(job).then(&next)).await.unwrap();
    assert_eq!(one(&store, "a", NOW + 4).await, None);
    assert!(one(&store, "a", NOW + 5).await.is_some());
}

#[tokio::test]
async fn a_job_that_could_not_be_tried_is_put_back_and_loses_no_try() {
    let store = store().await;
    store.enqueue(&[NewJob::new("a", "k", NOW), NewJob::new("a", "later", NOW + 1)], NOW).await.unwrap();
    let job = one(&store, "a", NOW).await.unwrap();
    store.put_back(job, NOW + 9).await.unwrap();
    store.put_back(job, NOW + 99).await.unwrap();
    let due = store.claim(&["a"], NOW + 8, 9).await.unwrap();
    assert_eq!(due.iter().map(|job| job.key.as_str()).collect::<Vec<_>>(), ["later"], "others come first meanwhile");
    let again = store.claim(&["a"], NOW + 9, 9).await.unwrap().remove(0);
    assert_eq!(
        (again.id, again.run_at, again.attempts),
        (job, NOW + 9, 1),
        "the second time it did not run, so nothing changed"
    );
}

#[tokio::test]
async fn what_was_asked_for_meanwhile_goes_before_what_a_job_plans_for_itself() {
    let store = store().await;
    let asked = |what: &str, at| NewJob::new("a", "x", at).with_payload(json!({ "what": what }));
    store.enqueue(&[asked("first", NOW)], NOW).await.unwrap();
    let job = one(&store, "a", NOW).await.unwrap();
    store.enqueue(&[asked("newer", NOW + 1)], NOW).await.unwrap();
    store
        .finish_then(Done::job(job).then(&[asked("planned", NOW + 9), NewJob::new("b", "x", NOW)]), NOW)
        .await
        .unwrap();
    let found = store.claim(&["a", "b"], NOW + 1, 9).await.unwrap();
    let found: Vec<(&str, &serde_json::Value)> =
        found.iter().map(|job| (job.kind.as_str(), &job.payload["what"])).collect();
    assert_eq!(found, [("b", &serde_json::Value::Null), ("a", &json!("newer"))]);
}
