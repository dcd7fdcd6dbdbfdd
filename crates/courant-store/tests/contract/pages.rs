//! Pages: text that takes the place of the feed's, and what is kept of the text before.

use courant_core::model::{Access, PageKind};
use courant_store::{Done, FetchedPage, Image, NewEntry, Origin, Stage, Store, StoredPage};

use crate::bench::*;

fn full(article: i64, text: &str) -> FetchedPage {
    FetchedPage { text: text.to_owned(), html: format!("<p>{text}</p>"), words: 9, ..page(article) }
}

async fn one(store: &Store) -> i64 {
    let id = source(store, "a.example").await;
    arrive(store, id, vec![entry("a.example", "one", NOW - 9)]).await[0]
}

#[tokio::test]
async fn a_page_takes_the_place_of_the_feeds_text_and_keeps_what_it_does_not_say() {
    let store = store().await;
    let article = one(&store).await;
    let image = Image { url: "https://a.example/p.jpg".to_owned(), width: Some(640), ..Image::default() };
    let page = FetchedPage {
        authors: vec!["Ann Lee".to_owned()],
        image: Some(image.clone()),
        kind: PageKind::Opinion,
        access: Access::Metered,
        language: Some("en".to_owned()),
        ..full(article, "The whole text")
    };
    let stored = store.store_page(&page, NOW, Done::none()).await.unwrap();
    assert_eq!(stored, StoredPage::Stored { changed: true, revision: 1 });
    let found = store.article_page(article, None).await.unwrap();
    assert_eq!((found.text.as_str(), found.html.as_str()), ("The whole text", "<p>The whole text</p>"));
    assert_eq!((found.card.title.as_str(), found.card.words), ("Title of one", 9));
    assert_eq!((found.card.origin, found.card.stage), (Origin::Page, Stage::Fetched));
    assert_eq!((found.card.kind, found.card.access), (PageKind::Opinion, Access::Metered));
    assert_eq!((found.card.image, found.card.authors), (Some(image), vec!["Ann Lee".to_owned()]));
    assert_eq!(found.revisions, [], "the feed's teaser is no earlier version of the page");
    missing(store.store_page(&full(article + 1, "x"), NOW, Done::none()).await);
}

#[tokio::test]
async fn a_page_that_changed_keeps_the_words_before() {
    let store = store().await;
    let article = one(&store).await;
    store.store_page(&full(article, "First"), NOW, Done::none()).await.unwrap();
    let again = store.store_page(&full(article, "First"), NOW + 1, Done::none()).await.unwrap();
    assert_eq!(again, StoredPage::Stored { changed: false, revision: 1 });
    let titled = FetchedPage { title: "New title".to_owned(), ..full(article, "Second") };
    let changed = store.store_page(&titled, NOW + 2, Done::none()).await.unwrap();
    assert_eq!(changed, StoredPage::Stored { changed: true, revision: 2 });
    let found = store.article_page(article, None).await.unwrap();
    assert_eq!((found.card.title.as_str(), found.text.as_str()), ("New title", "Second"));
    let listed: Vec<_> = found.revisions.iter().map(|one| (one.revision, one.title.as_str(), one.seen_at)).collect();
    assert_eq!(listed, [(1, "Title of one", NOW + 2)]);
    let before = store.revision_text(article, 1).await.unwrap();
    assert_eq!((before.text.as_str(), before.html.as_str()), ("First", "<p>First</p>"));
    missing(store.revision_text(article, 2).await);
}

#[tokio::test]
async fn a_problem_is_told_until_it_is_gone() {
    let store = store().await;
    let article = one(&store).await;
    let failed = FetchedPage { origin: Origin::Feed, problem: Some("No answer.".to_owned()), ..page(article) };
    store.store_page(&failed, NOW, Done::none()).await.unwrap();
    let card = store.article_card(article, None).await.unwrap();
    assert_eq!((card.problem.as_deref(), card.stage, card.words), (Some("No answer."), Stage::Fetched, 3));
    store.store_page(&full(article, "At last"), NOW, Done::none()).await.unwrap();
    let found = store.article_page(article, None).await.unwrap();
    assert_eq!((found.card.problem, found.text.as_str()), (None, "At last"));
    assert_eq!((found.card.revision, found.revisions), (1, vec![]), "the teaser was no earlier version of the page");
}

#[tokio::test]
async fn what_a_person_brought_is_kept_beside_the_page_that_takes_its_place() {
    let store = store().await;
    let brought = NewEntry { publisher: Some(publisher("a.example")), ..entry("a.example", "one", NOW) };
    let article = store.import_articles(&[brought], NOW).await.unwrap()[0].article_id;
    store.store_page(&full(article, "What the page says"), NOW, Done::none()).await.unwrap();
    let found = store.article_page(article, None).await.unwrap();
    assert_eq!((found.card.origin, found.card.revision, found.text.as_str()), (Origin::Page, 2, "What the page says"));
    assert_eq!(store.revision_text(article, 1).await.unwrap().text, "Text of one");
}

#[tokio::test]
async fn a_free_canonical_link_is_taken() {
    let store = store().await;
    let article = one(&store).await;
    let link = "https://a.example/canonical";
    let page = FetchedPage { canonical_url: Some(link.to_owned()), ..full(article, "Text") };
    store.store_page(&page, NOW, Done::none()).await.unwrap();
    assert_eq!(store.article_id_by_url(link).await.unwrap(), Some(article));
    assert_eq!(
        store.article_id_by_url("https://a.example/one?from=feed").await.unwrap(),
        Some(article),
        "as the feed links it"
    );
    assert_eq!(store.article_id_by_url("https://a.example/other").await.unwrap(), None);
}

#[tokio::test]
async fn an_article_under_another_ones_link_joins_it_with_its_marks() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    let first = entry("a.example", "one", NOW);
    let other = NewEntry { title: first.title.clone(), ..entry("a.example", "amp-one", NOW) };
    let articles = arrive(&store, id, vec![first.clone(), other]).await;
    let reader = user(&store, "Ann", courant_store::Role::Reader).await;
    store.set_saved(reader, &[articles[1]], true, NOW).await.unwrap();
    let page = FetchedPage { canonical_url: Some(first.canonical_url.clone()), ..full(articles[1], "Text") };
    let next = [courant_store::NewJob::new("understand_article", "x", NOW)];
    let stored = store.store_page(&page, NOW, Done::none().then(&next)).await.unwrap();
    assert_eq!(stored, StoredPage::Duplicate(articles[0]));
    assert_eq!(due_keys(&store, "understand_article").await, [""; 0], "nothing follows");
    missing(store.article_card(articles[1], None).await);
    assert!(store.article_card(articles[0], Some(reader)).await.unwrap().saved);
    assert_eq!(store.article_id_by_url("https://a.example/amp-one?from=feed").await.unwrap(), Some(articles[0]));
    assert_eq!(store.source(id).await.unwrap().entries, 2);
}

#[tokio::test]
async fn one_canonical_link_for_a_whole_site_joins_nothing() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    let articles = arrive(&store, id, vec![entry("a.example", "one", NOW), entry("a.example", "two", NOW)]).await;
    let page =
        FetchedPage { canonical_url: Some("https://a.example/one".to_owned()), ..full(articles[1], "Other words") };
    let stored = store.store_page(&page, NOW, Done::none()).await.unwrap();
    assert_eq!(stored, StoredPage::Stored { changed: true, revision: 1 });
    assert_eq!(store.article_card(articles[1], None).await.unwrap().canonical_url, "https://a.example/two");
}

#[tokio::test]
async fn the_pages_own_date_counts_until_the_engine_has_seen_the_article() {
    let store = store().await;
    let article = one(&store).await;
    let dated = |at| FetchedPage { published_at: Some(at), ..full(article, "Text") };
    store.store_page(&dated(NOW - 3), NOW, Done::none()).await.unwrap();
    assert_eq!(store.article_card(article, None).await.unwrap().at, NOW - 3);
    store.store_page(&dated(NOW + 99), NOW, Done::none()).await.unwrap();
    assert_eq!(store.article_card(article, None).await.unwrap().at, NOW, "never later than our first look");
    understand(&store, article).await;
    store.store_page(&dated(NOW - 1), NOW, Done::none()).await.unwrap();
    let card = store.article_card(article, None).await.unwrap();
    assert_eq!((card.at, card.published_at), (NOW, Some(NOW - 1)));
}

#[tokio::test]
async fn a_withdrawn_text_leaves_headline_and_reason() {
    let store = store().await;
    let article = one(&store).await;
    store.store_page(&full(article, "First"), NOW, Done::none()).await.unwrap();
    store.store_page(&full(article, "Second"), NOW + 1, Done::none()).await.unwrap();
    let next = [courant_store::NewJob::new("understand_article", "x", NOW)];
    store.withdraw_text(article, "gone", NOW + 2, Done::none().then(&next)).await.unwrap();
    let found = store.article_page(article, None).await.unwrap();
    assert_eq!((found.text.as_str(), found.html.as_str(), found.revisions), ("", "", vec![]));
    assert_eq!(
        (found.card.title.as_str(), found.card.problem.as_deref(), found.card.words),
        ("Title of one", Some("gone"), 0)
    );
    let known = store.article_for_fetch(article).await.unwrap();
    assert_eq!((known.summary_html.as_str(), known.content_html.as_str(), known.image_url), ("", "", None));
    assert_eq!(due_keys(&store, "understand_article").await, ["x"]);
    missing(store.withdraw_text(article + 1, "gone", NOW, Done::none()).await);
}

#[tokio::test]
async fn the_last_look_is_kept_and_what_two_pages_say_alike_is_seen() {
    let store = store().await;
    let id = source(&store, "a.example").await;
    let articles = arrive(&store, id, vec![entry("a.example", "one", NOW), entry("a.example", "two", NOW)]).await;
    assert_eq!(store.article_for_fetch(articles[0]).await.unwrap().last_look, None);
    let look = |doubt: Option<&str>| courant_store::LastLook {
        at: NOW,
        look: "{}".to_owned(),
        doubt: doubt.map(str::to_owned),
    };
    for (article, last) in articles.iter().zip([look(Some("wall")), look(Some("notice"))]) {
        store.store_look(*article, &last, NOW, Done::none()).await.unwrap();
        assert_eq!(store.article_for_fetch(*article).await.unwrap().last_look, Some(last));
    }
    assert!(!store.is_doubted_elsewhere(articles[0], "wall").await.unwrap(), "it is its own");
    assert!(store.is_doubted_elsewhere(articles[1], "wall").await.unwrap());
    let last = look(None);
    let reading = courant_store::PageReading { look: Some(&last), ..Default::default() };
    store.store_reading(&full(articles[0], "Text"), reading, NOW, Done::none()).await.unwrap();
    assert!(!store.is_doubted_elsewhere(articles[1], "wall").await.unwrap());
}

#[tokio::test]
async fn a_picture_comes_after_the_text_and_its_story_is_written_anew() {
    let store = store().await;
    let (_, ids) = placed(&store, "a.example", &[("one", 1, 7)]).await;
    let article = ids[0];
    let drained = store.claim(&["refresh_story"], NOW, 64).await.unwrap();
    store.finish(&drained.iter().map(|job| job.id).collect::<Vec<_>>(), NOW).await.unwrap();
    let image = Image { url: "https://a.example/1.jpg".to_owned(), width: Some(9), ..Default::default() };
    let set = |image: Option<Image>| {
        let store = store.clone();
        async move { store.set_image(article, image.as_ref(), &refresh(), NOW, Done::none()).await.unwrap() }
    };
    set(Some(image.clone())).await;
    assert_eq!(store.article_page(ids[0], None).await.unwrap().card.image, Some(image.clone()));
    let asked = store.claim(&["refresh_story"], NOW, 9).await.unwrap();
    assert_eq!(asked.iter().map(|job| job.key.as_str()).collect::<Vec<_>>(), ["7"]);
    store.finish(&[asked[0].id], NOW).await.unwrap();
    set(Some(image)).await;
    assert!(store.claim(&["refresh_story"], NOW, 9).await.unwrap().is_empty(), "nothing changed");
    set(None).await;
    assert_eq!(store.article_page(ids[0], None).await.unwrap().card.image, None);
    store.set_image(999, None, &refresh(), NOW, Done::none()).await.unwrap();
    assert_eq!(store.entered_for(ids[0]).await.unwrap().as_deref(), Some("https://a.example/feed"));
}
