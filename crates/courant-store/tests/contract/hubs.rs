//! Subscriptions at hubs, and what hubs deliver.

use courant_store::*;

use crate::bench::*;

const HUB: &str = "https://hub.example/";
const TOPIC: &str = "https://a.example/feed";
const HOUR: i64 = 60 * MINUTE;

fn offer(token: &str) -> NewHubSubscription {
    NewHubSubscription {
        callback: format!("https://ours.example/hub/{token}"),
        token: token.to_owned(),
        secret: "s".to_owned(),
    }
}

fn named(hub: Option<&str>, token: &str) -> HubNews {
    let link = hub.map(|hub| HubLink { hub: hub.to_owned(), topic: TOPIC.to_owned() });
    HubNews { read: true, link, offer: Some(offer(token)) }
}

async fn polled(store: &Store, source: SourceId, hub: HubNews, entries: Vec<NewEntry>, now: i64) {
    store
        .record_poll(&Poll { hub, next_poll_at: now + 6 * HOUR, ..poll(source, entries) }, now, Done::none())
        .await
        .unwrap();
}

/// A source whose hub has promised to tell from `NOW` on, for an hour.
async fn live(store: &Store) -> (SourceId, HubSubscription) {
    let source = source(store, "a.example").await;
    polled(store, source, named(Some(HUB), "t"), Vec::new(), NOW).await;
    let hub = store.hub_of_source(source).await.unwrap().unwrap();
    store.begin_hub_request(hub.id, HubAsk::Subscribe, NOW, NOW + MINUTE).await.unwrap();
    store.hub_took_request(hub.id, NOW, Done::none()).await.unwrap();
    assert!(store.confirm_hub_subscription("t", TOPIC, NOW + HOUR, NOW + HOUR / 2, NOW).await.unwrap());
    (source, store.hub_subscription(hub.id).await.unwrap())
}

async fn due(store: &Store, source: SourceId) -> i64 {
    store.source(source).await.unwrap().next_poll_at
}

#[tokio::test]
async fn a_subscription_follows_what_the_feed_names() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    let of = |id| {
        let store = store.clone();
        async move { store.hub_of_source(id).await.unwrap().map(|hub| (hub.hub, hub.token, hub.state)) }
    };
    polled(&store, id, HubNews { offer: None, ..named(Some(HUB), "a") }, Vec::new(), NOW).await;
    assert_eq!(of(id).await, None, "without a public address nothing is asked for");
    assert_eq!(store.source(id).await.unwrap().hub_url.as_deref(), Some(HUB));
    polled(&store, id, HubNews { offer: Some(offer("b")), ..HubNews::default() }, Vec::new(), NOW).await;
    assert_eq!(of(id).await, Some((HUB.to_owned(), "b".to_owned(), HubState::Wanted)), "a 304 is enough to begin");
    assert_eq!(store.hubs_without_job("tell_hub", NOW, 9).await.unwrap().len(), 1);
    polled(&store, id, named(Some(HUB), "c"), Vec::new(), NOW).await;
    assert_eq!(of(id).await.map(|hub| hub.1).as_deref(), Some("b"), "it stands");
    polled(&store, id, named(Some("https://other.example/"), "d"), Vec::new(), NOW).await;
    assert_eq!(of(id).await.map(|hub| hub.1).as_deref(), Some("d"), "another hub");
    assert_eq!(
        store.hub_by_token("b").await.unwrap(),
        None,
        "the first was never asked, so there is nothing to take back"
    );
    polled(&store, id, named(None, "e"), Vec::new(), NOW).await;
    assert_eq!(of(id).await, None, "none any more");
}

#[tokio::test]
async fn only_what_was_asked_for_is_confirmed() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    polled(&store, id, named(Some(HUB), "t"), Vec::new(), NOW).await;
    let hub = store.hub_of_source(id).await.unwrap().unwrap();
    let confirm = |token: &'static str, topic: &'static str| {
        let store = store.clone();
        async move { store.confirm_hub_subscription(token, topic, NOW + HOUR, NOW + MINUTE, NOW).await.unwrap() }
    };
    assert!(!confirm("t", TOPIC).await, "nothing was asked for yet");
    store.begin_hub_request(hub.id, HubAsk::Subscribe, NOW, NOW + MINUTE).await.unwrap();
    assert!(!confirm("t", "https://a.example/other").await);
    assert!(!confirm("u", TOPIC).await);
    assert!(!store.confirm_hub_end("t", TOPIC).await.unwrap(), "its end was not asked for");
    assert!(!store.deny_hub_subscription("t", "https://a.example/other", "No.", NOW).await.unwrap());
    assert!(confirm("t", TOPIC).await);
    assert!(confirm("t", TOPIC).await, "a hub that renews by itself asks again");
    store.hub_took_request(hub.id, NOW, Done::none()).await.unwrap();
    let found = store.hub_subscription(hub.id).await.unwrap();
    assert_eq!((found.state, found.lease_until, found.next_at), (HubState::Live, Some(NOW + HOUR), Some(NOW + MINUTE)));
    assert!(found.is_live(NOW + HOUR - 1) && !found.is_live(NOW + HOUR));
}

#[tokio::test]
async fn a_hub_is_relied_on_while_it_tells_everything() {
    let store = store().await;
    let (id, hub) = live(&store).await;
    let relied = || async { store.hub_subscription(hub.id).await.unwrap().can_be_relied_on(NOW + 50) };
    assert!(!relied().await, "it has told nothing");
    store.refuse_delivery(hub.id, NOW + 10).await.unwrap();
    assert!(!relied().await);
    assert!(store.keep_delivery(hub.id, Some("text/xml"), b"<rss/>", NOW + 11).await.unwrap());
    assert!(relied().await);
    polled(&store, id, named(Some(HUB), "x"), vec![entry("a.example", "one", NOW)], NOW + 20).await;
    assert!(!relied().await, "a poll found what it had not told");
    polled(&store, id, named(Some(HUB), "x"), vec![entry("a.example", "one", NOW)], NOW + 21).await;
    store.keep_delivery(hub.id, None, b"", NOW + 30).await.unwrap();
    assert!(relied().await);
    let found = store.hub_subscription(hub.id).await.unwrap();
    assert_eq!(
        (found.deliveries, found.refused, found.refused_at, found.missed_at),
        (2, 1, Some(NOW + 10), Some(NOW + 20))
    );
    assert!(!found.can_be_relied_on(NOW + HOUR), "its lease has ended");
}

#[tokio::test]
async fn when_a_promise_ends_the_source_is_due_at_once() {
    let store = store().await;
    let (id, hub) = live(&store).await;
    assert_eq!(due(&store, id).await, NOW + 6 * HOUR);
    store.begin_hub_request(hub.id, HubAsk::Subscribe, NOW + MINUTE, NOW + 2 * MINUTE).await.unwrap();
    assert_eq!(due(&store, id).await, NOW + 6 * HOUR, "renewing ends nothing");
    store.begin_hub_request(hub.id, HubAsk::Subscribe, NOW + HOUR, NOW + 2 * HOUR).await.unwrap();
    let lapsed = store.hub_subscription(hub.id).await.unwrap();
    assert_eq!((lapsed.state, lapsed.lease_until, due(&store, id).await), (HubState::Wanted, None, NOW + HOUR));

    let store = crate::bench::store().await;
    let (id, hub) = live(&store).await;
    assert!(store.deny_hub_subscription("t", TOPIC, "Too many.", NOW + 5).await.unwrap());
    let denied = store.hub_subscription(hub.id).await.unwrap();
    assert_eq!((denied.state, denied.problem.as_deref(), denied.next_at), (HubState::Denied, Some("Too many."), None));
    assert_eq!(due(&store, id).await, NOW + 5);
    polled(&store, id, named(Some(HUB), "again"), Vec::new(), NOW + 6).await;
    assert_eq!(
        store.hub_of_source(id).await.unwrap().unwrap().state,
        HubState::Denied,
        "a no is a no while the feed names this hub"
    );
}

#[tokio::test]
async fn a_hub_is_told_when_nobody_listens_any_more() {
    for how in ["pause", "gone", "remove", "elsewhere"] {
        let store = store().await;
        let (id, hub) = live(&store).await;
        store.keep_delivery(hub.id, None, b"unread", NOW).await.unwrap();
        match how {
            "pause" => store.pause_source(id, NOW + 1).await.unwrap(),
            "gone" => {
                let gone = PollOutcome::Gone { status: Some(410), problem: "It is no more.".to_owned() };
                store
                    .record_poll(&Poll { outcome: gone, ..poll(id, Vec::new()) }, NOW + 1, Done::none())
                    .await
                    .unwrap();
            }
            "remove" => drop(store.remove_source(id, &removal(), NOW + 1).await.unwrap()),
            _ => {
                assert_eq!(store.end_hubs_elsewhere(Some("https://ours.example/hub/"), NOW).await.unwrap(), 0);
                assert_eq!(store.end_hubs_elsewhere(None, NOW + 1).await.unwrap(), 1);
                assert_eq!(due(&store, id).await, NOW + 1);
            }
        }
        assert_eq!(store.hub_of_source(id).await.unwrap(), None, "{how}");
        let found = store.hub_subscription(hub.id).await.unwrap();
        assert_eq!((found.state, found.next_at), (HubState::Leaving, Some(NOW + 1)), "{how}");
        assert!(!store.confirm_hub_end("t", TOPIC).await.unwrap(), "{how}: it was not told yet");
        store.begin_hub_request(hub.id, HubAsk::Unsubscribe, NOW + 1, NOW + 2).await.unwrap();
        assert!(!store.confirm_hub_subscription("t", TOPIC, NOW + HOUR, NOW + HOUR, NOW + 1).await.unwrap(), "{how}");
        assert!(store.confirm_hub_end("t", TOPIC).await.unwrap(), "{how}");
        missing(store.hub_subscription(hub.id).await);
        assert!(store.deliveries_without_job("take_delivery", 9).await.unwrap().is_empty(), "{how}");
    }
}

#[tokio::test]
async fn a_delivery_is_kept_until_its_entries_are_recorded() {
    let store = store().await;
    let (id, hub) = live(&store).await;
    store.keep_delivery(hub.id, Some("text/xml"), b"<rss/>", NOW).await.unwrap();
    let [delivery] = store.deliveries_without_job("take_delivery", 9).await.unwrap()[..] else { panic!("one waits") };
    let kept = store.delivery(delivery).await.unwrap();
    assert_eq!((kept.content_type.as_deref(), kept.body.as_slice()), (Some("text/xml"), b"<rss/>".as_slice()));
    let entries = [entry("a.example", "one", NOW)];
    let recorded = store.record_delivery(delivery, id, &entries, false, NOW + 3, Done::none()).await.unwrap();
    assert_eq!(recorded[0].fate, EntryFate::New);
    missing(store.delivery(delivery).await);
    let found = store.source(id).await.unwrap();
    assert_eq!((found.entries, found.news_at, found.next_poll_at), (1, Some(NOW + 3), NOW + 6 * HOUR));
    for at in 0..32 {
        assert!(store.keep_delivery(hub.id, None, b"x", NOW + at).await.unwrap());
    }
    assert!(!store.keep_delivery(hub.id, None, b"x", NOW).await.unwrap(), "what waits is bounded");
    let next = store.deliveries_without_job("take_delivery", 1).await.unwrap()[0];
    store.record_delivery(next, id, &[], true, NOW + 4, Done::none()).await.unwrap();
    assert_eq!(due(&store, id).await, NOW + 4, "what cannot be read is asked for");
}

#[tokio::test]
async fn what_cannot_be_read_is_asked_for_when_the_publisher_does_not_ask_for_quiet() {
    let store = store().await;
    let (id, hub) = live(&store).await;
    // The hour of `NOW` is quiet.
    let wishes = Wishes { quiet_hours: 1 << (NOW / HOUR % 24), ..Wishes::default() };
    let quiet =
        Poll { wishes: Some(wishes), next_poll_at: NOW + 6 * HOUR, hub: named(Some(HUB), "t"), ..poll(id, Vec::new()) };
    store.record_poll(&quiet, NOW, Done::none()).await.unwrap();
    store.keep_delivery(hub.id, None, b"no feed", NOW).await.unwrap();
    let delivery = store.deliveries_without_job("take_delivery", 1).await.unwrap()[0];
    store.record_delivery(delivery, id, &[], true, NOW + 4, Done::none()).await.unwrap();
    let (at, over) = (due(&store, id).await, (NOW / HOUR + 1) * HOUR);
    assert!((over..over + HOUR / 4).contains(&at), "{at}, not from {over} on");
}

#[tokio::test]
async fn a_feed_that_names_another_hub_each_time_is_asked_no_sooner() {
    let store = store().await;
    let (id, _) = live(&store).await;
    polled(&store, id, named(Some("https://other.example/"), "u"), Vec::new(), NOW + 1).await;
    assert_eq!(due(&store, id).await, NOW + 1 + 6 * HOUR);
    // A poll that was under way when its source was paused begins nothing.
    store.pause_source(id, NOW + 2).await.unwrap();
    polled(&store, id, named(Some(HUB), "v"), Vec::new(), NOW + 3).await;
    assert_eq!(store.hub_of_source(id).await.unwrap(), None);
}

#[tokio::test]
async fn what_a_late_delivery_changes_is_held_against_the_document_again() {
    let store = store().await;
    let (id, hub) = live(&store).await;
    let fetched = |etag: &str| PollOutcome::Fetched {
        problem: None,
        etag: Some(etag.to_owned()),
        last_modified: None,
        content_hash: "h".to_owned(),
        title: "A".to_owned(),
        home_url: String::new(),
        language: None,
    };
    let newer =
        NewEntry { title: "Newer words".to_owned(), content_hash: "2".to_owned(), ..entry("a.example", "one", NOW) };
    store
        .record_poll(&Poll { outcome: fetched("e"), ..poll(id, vec![newer.clone()]) }, NOW, Done::none())
        .await
        .unwrap();
    for (delivered, etag) in [(newer.clone(), Some("e")), (NewEntry { content_hash: "1".to_owned(), ..newer }, None)] {
        store.keep_delivery(hub.id, None, b"x", NOW).await.unwrap();
        let next = store.deliveries_without_job("take_delivery", 1).await.unwrap()[0];
        store.record_delivery(next, id, &[delivered], false, NOW + 1, Done::none()).await.unwrap();
        assert_eq!(store.source(id).await.unwrap().etag.as_deref(), etag);
    }
}

#[tokio::test]
async fn a_delivery_that_was_given_up_leads_to_a_poll() {
    let store = store().await;
    let (id, hub) = live(&store).await;
    store.keep_delivery(hub.id, None, b"x", NOW).await.unwrap();
    let delivery = store.deliveries_without_job("take_delivery", 1).await.unwrap()[0];
    store.enqueue(&[JobFor::new("take_delivery", NOW).to(delivery)], NOW).await.unwrap();
    assert_eq!(store.give_up_deliveries("take_delivery", NOW).await.unwrap(), 0);
    let job = store.claim(&["take_delivery"], NOW, 1).await.unwrap()[0].id;
    store.fail(job, "the disk is full", None, NOW).await.unwrap();
    assert_eq!(store.give_up_deliveries("take_delivery", NOW + 9).await.unwrap(), 1);
    missing(store.delivery(delivery).await);
    assert_eq!(due(&store, id).await, NOW + 9);
}
