//! Marks: read, saved, all read and back.

use courant_store::{ArticleId, Done, Listing, MarkScope, Role, Store, UserId};

use crate::bench::*;

async fn unread(store: &Store, user: UserId) -> Vec<ArticleId> {
    let mut ids: Vec<_> =
        store.latest(&Listing::Unread, Some(user), None, 50).await.unwrap().iter().map(|card| card.id).collect();
    ids.sort_unstable();
    ids
}

#[tokio::test]
async fn marks_are_set_and_cleared_apart_from_each_other() {
    let store = store().await;
    let (_, ids) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 1)]).await;
    let ann = user(&store, "Ann", Role::Reader).await;
    let marks = |id| {
        let store = store.clone();
        async move {
            let card = store.article_card(id, Some(ann)).await.unwrap();
            (card.read, card.saved)
        }
    };
    store.set_read(ann, &[ids[0], 999], true, NOW).await.unwrap();
    store.set_saved(ann, &[ids[0]], true, NOW).await.unwrap();
    assert_eq!((marks(ids[0]).await, marks(ids[1]).await), ((true, true), (false, false)));
    store.set_read(ann, &ids, false, NOW).await.unwrap();
    assert_eq!(marks(ids[0]).await, (false, true));
    store.set_saved(ann, &ids, false, NOW).await.unwrap();
    assert_eq!(marks(ids[0]).await, (false, false));
    missing(store.set_read(99, &ids, true, NOW).await);
    missing(store.set_saved(99, &ids, true, NOW).await);
}

#[tokio::test]
async fn a_story_is_read_when_its_articles_are_and_a_merge_is_followed() {
    let store = store().await;
    let (_, ids) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 1), ("three", 5, 2)]).await;
    let ann = user(&store, "Ann", Role::Reader).await;
    let states = |stories: &'static [i64]| {
        let store = store.clone();
        async move {
            let states = store.story_states(ann, stories).await.unwrap();
            states.into_iter().map(|one| (one.story_id, one.articles, one.unread, one.saved)).collect::<Vec<_>>()
        }
    };
    store.set_story_read(ann, 1, true, i64::MAX, NOW).await.unwrap();
    store.set_saved(ann, &[ids[1]], true, NOW).await.unwrap();
    assert_eq!(states(&[2, 1, 9]).await, [(2, 1, 1, 0), (1, 2, 0, 1)]);
    decide(&store, &[tick(vec![merge(2, 1)])]).await;
    assert_eq!(states(&[1]).await, [(1, 3, 1, 1)], "unread again, for there is something new");
    store.set_story_read(ann, 2, true, i64::MAX, NOW).await.unwrap();
    store.set_story_saved(ann, 2, true, NOW).await.unwrap();
    assert_eq!(states(&[1]).await, [(1, 3, 0, 3)]);
    store.set_story_read(ann, 1, false, i64::MAX, NOW).await.unwrap();
    store.set_story_saved(ann, 1, false, NOW).await.unwrap();
    assert_eq!(states(&[1]).await, [(1, 3, 3, 0)]);
    store.set_story_read(ann, 1, true, 2, NOW).await.unwrap();
    assert_eq!(states(&[1]).await, [(1, 3, 1, 0)], "the third had not arrived when the page was made");
    store.set_story_read(ann, 1, false, 2, NOW).await.unwrap();
    assert_eq!(states(&[1]).await, [(1, 3, 3, 0)]);
    missing(store.set_story_read(ann, 9, true, i64::MAX, NOW).await);
}

#[tokio::test]
async fn a_saved_story_saves_no_text_twice() {
    let store = store().await;
    let (_, ids) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 1), ("three", 5, 1)]).await;
    let ann = user(&store, "Ann", Role::Reader).await;
    let story = store.story(1).await.unwrap();
    store.store_story(&story, &[(ids[1], Some(ids[0]))], &[], NOW, Done::none()).await.unwrap();
    store.set_story_saved(ann, 1, true, NOW).await.unwrap();
    let listed: Vec<ArticleId> =
        store.latest(&Listing::Saved, Some(ann), None, 9).await.unwrap().iter().map(|card| card.id).collect();
    assert_eq!(listed, [ids[2], ids[0]]);
    store.set_saved(ann, &[ids[1]], true, NOW).await.unwrap();
    store.set_story_saved(ann, 1, false, NOW).await.unwrap();
    assert_eq!(store.latest(&Listing::Saved, Some(ann), None, 9).await.unwrap(), [], "taken back from all");
}

#[tokio::test]
async fn all_read_covers_its_scope() {
    let store = store().await;
    let (a, ids) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 1)]).await;
    let (b, more) = placed(&store, "b.example", &[("three", 5, 2)]).await;
    let publisher = store.source(b).await.unwrap().publisher_id;
    store.name_source(b, "", "Coast").await.unwrap();
    let cases = [
        (MarkScope::All, 3, vec![]),
        (MarkScope::Publisher(publisher), 1, ids.clone()),
        (MarkScope::Source(a), 2, more.clone()),
        (MarkScope::Folder("World".to_owned()), 2, more.clone()),
        (MarkScope::Folder("Coast".to_owned()), 1, ids.clone()),
        (MarkScope::Folder("Arts".to_owned()), 0, [ids.clone(), more.clone()].concat()),
    ];
    for (n, (scope, count, left)) in cases.into_iter().enumerate() {
        let reader = user(&store, &format!("Ann {n}"), Role::Reader).await;
        store.subscribe(reader, a, "World").await.unwrap();
        let upto = store.last_arrival_seq().await.unwrap();
        let marked = store.mark_all_read(reader, &scope, upto, NOW).await.unwrap();
        assert_eq!(marked.articles, count, "{scope:?}");
        assert_eq!(unread(&store, reader).await, left, "{scope:?}");
        assert_eq!(store.undo_mark_all_read(reader, marked.batch).await.unwrap(), count, "{scope:?}");
        assert_eq!(unread(&store, reader).await.len(), 3, "{scope:?}");
    }
}

#[tokio::test]
async fn all_read_spares_what_came_after_the_page_was_made() {
    let store = store().await;
    let (source, ids) = placed(&store, "a.example", &[("one", 9, 1)]).await;
    let ann = user(&store, "Ann", Role::Reader).await;
    let upto = store.last_arrival_seq().await.unwrap();
    // Older by its own word, but it came later.
    let late = arrive(&store, source, vec![entry("a.example", "late", NOW - 99 * MINUTE)]).await[0];
    understand(&store, late).await;
    decide(&store, &[placing(late, vec![assign(late, 2)])]).await;
    assert_eq!(store.mark_all_read(ann, &MarkScope::All, upto, NOW).await.unwrap().articles, 1);
    assert_eq!(unread(&store, ann).await, [late]);
    assert!(store.article_card(ids[0], Some(ann)).await.unwrap().read);
}

#[tokio::test]
async fn undo_spares_what_was_read_before_or_opened_since() {
    let store = store().await;
    let (_, ids) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 1), ("three", 5, 1), ("four", 3, 1)]).await;
    let ann = user(&store, "Ann", Role::Reader).await;
    let bob = user(&store, "Bob", Role::Reader).await;
    store.set_read(ann, &[ids[0]], true, NOW).await.unwrap();
    store.set_saved(ann, &[ids[3]], true, NOW).await.unwrap();
    let first = store.mark_all_read(ann, &MarkScope::All, 99, NOW).await.unwrap();
    let bobs = store.mark_all_read(bob, &MarkScope::All, 99, NOW).await.unwrap();
    assert_eq!((first.articles, bobs.articles), (3, 4));
    store.set_read(ann, &[ids[1]], true, NOW).await.unwrap();
    assert_eq!(store.undo_mark_all_read(ann, first.batch).await.unwrap(), 2);
    assert_eq!(unread(&store, ann).await, [ids[2], ids[3]]);
    assert_eq!(unread(&store, bob).await, [0; 0], "another user's are another's");
    assert!(store.article_card(ids[3], Some(ann)).await.unwrap().saved);
    let second = store.mark_all_read(ann, &MarkScope::All, 99, NOW).await.unwrap();
    assert_eq!(store.undo_mark_all_read(ann, first.batch).await.unwrap(), 0, "an old page's undo");
    assert_eq!(store.undo_mark_all_read(ann, second.batch).await.unwrap(), 2);
    missing(store.mark_all_read(99, &MarkScope::All, 99, NOW).await);
}

#[tokio::test]
async fn unread_counts_tell_each_source() {
    let store = store().await;
    let (a, ids) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 1)]).await;
    let (b, more) = placed(&store, "b.example", &[("three", 5, 2)]).await;
    arrive(&store, b, vec![entry("a.example", "one", NOW), entry("b.example", "unplaced", NOW)]).await;
    let ann = user(&store, "Ann", Role::Reader).await;
    let counts = store.unread_counts(ann).await.unwrap();
    assert_eq!((counts.total, counts.by_source), (3, vec![(a, 2), (b, 2)]), "an article of two sources counts in both");
    assert_eq!(store.unread_total(ann).await.unwrap(), 3);
    store.set_read(ann, &[ids[0], more[0]], true, NOW).await.unwrap();
    let counts = store.unread_counts(ann).await.unwrap();
    assert_eq!((counts.total, counts.by_source), (1, vec![(a, 1)]));
}

/// The kept totals are what counting would give, whatever happens to entries, articles and stories.
#[tokio::test]
async fn kept_totals_follow_every_way_in_and_out() {
    let store = store().await;
    let ann = user(&store, "Ann", Role::Reader).await;
    let (a, ids) = placed(&store, "a.example", &[("one", 9, 1), ("two", 7, 2)]).await;
    let (b, _) = placed(&store, "b.example", &[("three", 5, 2)]).await;
    let totals = || {
        let store = store.clone();
        async move {
            let counts = store.unread_counts(ann).await.unwrap();
            let status = store.status(NOW).await.unwrap();
            assert_eq!(counts.total, status.articles);
            (counts.by_source, status.articles, status.articles_known, status.stories)
        }
    };
    assert_eq!(totals().await, (vec![(a, 2), (b, 1)], 3, 3, 2));
    let twice = courant_store::NewEntry { external_id: "again".to_owned(), ..entry("a.example", "one", NOW) };
    arrive(&store, a, vec![twice]).await;
    assert_eq!(totals().await, (vec![(a, 2), (b, 1)], 3, 3, 2), "another entry of an article that the source gave");
    arrive(&store, b, vec![entry("a.example", "one", NOW)]).await;
    assert_eq!(totals().await, (vec![(a, 2), (b, 2)], 3, 3, 2), "an entry of an article that readers see");
    let amp = courant_store::NewEntry { title: "Title of two".to_owned(), ..entry("b.example", "amp", NOW) };
    let amp = arrive(&store, b, vec![amp]).await[0];
    assert_eq!(totals().await, (vec![(a, 2), (b, 2)], 3, 4, 2), "an article that readers do not see yet");
    let page = courant_store::FetchedPage { canonical_url: Some("https://a.example/two".to_owned()), ..page(amp) };
    store.store_page(&page, NOW, Done::none()).await.unwrap();
    assert_eq!(totals().await, (vec![(a, 2), (b, 3)], 3, 3, 2), "it turned out to be one that they do");
    store.set_read(ann, &ids[..1], true, NOW).await.unwrap();
    let counts = store.unread_counts(ann).await.unwrap();
    assert_eq!((counts.total, counts.by_source), (2, vec![(a, 1), (b, 2)]));
    store.set_read(ann, &ids[..1], false, NOW).await.unwrap();
    decide(&store, &[tick(vec![merge(1, 2)])]).await;
    assert_eq!(totals().await, (vec![(a, 2), (b, 3)], 3, 3, 1));
    store.forget_article("https://a.example/one", &removal(), NOW).await.unwrap();
    assert_eq!(totals().await, (vec![(a, 1), (b, 2)], 2, 2, 1));
    store.remove_source(b, &removal(), NOW).await.unwrap();
    assert_eq!(totals().await, (vec![(a, 1)], 1, 1, 1));
    store.remove_source(a, &removal(), NOW).await.unwrap();
    assert_eq!(totals().await, (vec![], 0, 0, 0));
}
