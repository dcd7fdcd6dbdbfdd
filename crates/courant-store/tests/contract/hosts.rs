//! Hosts and settings: what survives a restart.

use courant_store::StoreError;

use crate::bench::*;

#[tokio::test]
async fn a_host_is_left_in_peace_as_long_as_it_asked_at_most() {
    let store = store().await;
    assert_eq!(store.host("a.example").await.unwrap(), None);
    for (until, expected) in [(NOW + 10, NOW + 10), (NOW + 5, NOW + 10), (NOW + 20, NOW + 20)] {
        store.set_quiet_until("a.example", until).await.unwrap();
        assert_eq!(store.host("a.example").await.unwrap().unwrap().quiet_until, expected);
    }
    assert_eq!(store.host("b.example").await.unwrap(), None);
}

#[tokio::test]
async fn robots_are_the_last_reading_and_leave_the_peace_alone() {
    let store = store().await;
    store.set_quiet_until("a.example", NOW + 10).await.unwrap();
    for (robots, status, at) in
        [(Some("User-agent: *"), Some(200), NOW), (None, Some(404), NOW + 1), (None, None, NOW + 2)]
    {
        store.store_robots("a.example", robots, status, at).await.unwrap();
        let host = store.host("a.example").await.unwrap().unwrap();
        assert_eq!((host.robots.as_deref(), host.robots_status, host.robots_at), (robots, status, Some(at)));
        assert_eq!(host.quiet_until, NOW + 10);
    }
}

#[tokio::test]
async fn settings_come_back_as_their_type_or_say_that_they_cannot() {
    let store = store().await;
    assert_eq!(store.setting::<bool>("public").await.unwrap(), None);
    store.set_setting("public", &true).await.unwrap();
    store.set_setting("public", &false).await.unwrap();
    store.set_setting("names", &vec!["a", "b"]).await.unwrap();
    assert_eq!(store.setting::<bool>("public").await.unwrap(), Some(false));
    assert_eq!(store.setting::<Vec<String>>("names").await.unwrap().unwrap(), ["a", "b"]);
    match store.setting::<bool>("names").await {
        Err(StoreError::Stored { what, .. }) => assert_eq!(what, "setting names"),
        other => panic!("{other:?}"),
    }
}
