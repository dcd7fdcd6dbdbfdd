//! Hashtag, entity, publisher, search.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use courant_core::model::StoryDetail;
use courant_core::tags::spelling::written;
use courant_search::{Change, Document, SearchIndex};

use super::app::{App, Kind};
use super::news::{GRAIN, HARBOUR, fill};
use super::stored::{Filling, Told};

#[tokio::test]
async fn tags_names_and_publishers_have_their_stories() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let tag = &news.harbour.understanding.tags[0];
    let page = app.page(&format!("/tag/{}", tag.tag)).await;
    page.says("Hashtag").says(&format!("#{}", written(&tag.label))).says(HARBOUR.title);
    app.page(&format!("/tag/{}", written(&tag.label))).await.says(HARBOUR.title);

    let article = app.page(&format!("/article/{}", news.harbour.id)).await;
    let entity = article.body.split("href=\"/entity/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    app.page(&format!("/entity/{entity}")).await.says(HARBOUR.title);

    let id = app.store().article_card(news.harbour.id, None).await.unwrap().publisher_id;
    let page = app.page(&format!("/publisher/{id}")).await;
    page.says("Publisher · 1 article").says(HARBOUR.title).has("href=\"https://harbour-post.example/\"");
    page.has(&format!("href=\"/latest?publisher={id}\""));
    app.page(&format!("/latest?publisher={id}")).await.says("1 article shown");
}

#[tokio::test]
async fn a_person_is_shown_with_their_words_and_a_place_without() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let page = app.page("/entity/oda-brackwell").await;
    page.says("Person · 1 story")
        .says("In their own words")
        .says("“The seal told us for two days, and we wrote it down”");
    page.has(&format!("href=\"/article/{}#p3\"", news.harbour.id)).says(HARBOUR.title);
    let entities = app.store().entities_of(news.harbour.id).await.unwrap();
    let place = entities.iter().find(|one| one.kind == courant_core::model::EntityKind::Place).unwrap();
    assert!(!app.page(&format!("/entity/{}", place.entity)).await.body.contains("In their own words"));
    app.store().withdraw_text(news.harbour.id, "Gone.", 1, courant_store::Done::none()).await.unwrap();
    let page = app.page("/entity/oda-brackwell").await;
    assert!(!page.body.contains("wrote it down"), "words that no longer stand in the article are not shown");
}

#[tokio::test]
async fn names_that_stand_together_lead_to_each_other() {
    let mut app = App::new(Kind::Local).await;
    fill(app.store()).await;
    let page = app.page("/entity/skerry-tunnel").await;
    page.says("Named together with");
    assert!(!page.body.contains("href=\"/entity/skerry-tunnel\""), "nothing stands beside itself");
}

#[tokio::test]
async fn search_finds_shows_why_and_says_when_there_is_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let index = SearchIndex::open(folder.path()).unwrap();
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    app.page("/search?q=manifests").await.says("The search index is not open yet.");
    let of = |id: i64, title: &str, text: &str| {
        Change::Put(Document {
            id,
            title: title.to_owned(),
            text: text.to_owned(),
            language: "en".to_owned(),
            ..Document::default()
        })
    };
    let changes = [
        of(news.grain.id, GRAIN.title, GRAIN.text),
        of(news.harbour.id, HARBOUR.title, HARBOUR.text),
        of(999, "Gone", "manifests"),
    ];
    index.follow(&changes, 1).unwrap();
    let mut app = app.with_search(index);
    app.page("/search").await.says("What are you looking for?");
    let page = app.page("/search?q=manifests").await;
    page.says(GRAIN.title).has("41 <mark>manifests</mark> was signed").hides("Gone");
    page.has("value=\"manifests\"").has(&format!("href=\"/story/{}\"", news.grain_story));
    let page = app.page("/search?q=%3Cscript%3E+zeppelin").await;
    page.says("Nothing among 22 articles matches “<script> zeppelin”.");
    app.page("/search?q=%22%22-%2B%3A%28%29%5B*%7E").await;
}

#[tokio::test]
async fn copies_of_one_text_are_one_result_and_a_slip_of_the_pen_finds_the_word() {
    let folder = tempfile::tempdir().unwrap();
    let index = SearchIndex::open(folder.path()).unwrap();
    let app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let of = |id: i64, title: &str, text: &str| {
        Change::Put(Document {
            id,
            title: title.to_owned(),
            text: text.to_owned(),
            language: "en".to_owned(),
            ..Document::default()
        })
    };
    let changes = [
        of(news.courier.id, news.courier.told.title, news.courier.told.text),
        of(news.halyard.id, news.halyard.told.title, news.halyard.told.text),
        of(news.harbour.id, HARBOUR.title, HARBOUR.text),
    ];
    index.follow(&changes, 1).unwrap();
    let mut app = app.with_search(index);
    let page = app.page("/search?q=tunnel").await;
    page.says("and 1 copy: The Fenland Courier")
        .has(&format!("<a href=\"/article/{}\">The Fenland Courier</a>", news.courier.id));
    assert_eq!(page.body.matches("<li><h2").count(), 2, "{}", page.words());
    page.has(&format!("<li><h2><a href=\"/article/{}\">", news.halyard.id));
    let page = app.page("/search?q=Skerry+tunell").await;
    page.says("The nearest spelling that finds something: Skerry tunnel").has("href=\"/search?q=Skerry%20tunnel\"");
    let page = app.page("/search?q=zeppelin").await;
    page.says("Nothing among").lacks("nearest spelling");
    // Both words are known, and no article has both: nothing is misspelt.
    app.page("/search?q=statement+ring").await.lacks("nearest spelling");
}

#[tokio::test]
async fn the_colours_lead_back_to_a_page_that_can_be_read() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let (story, article) = (format!("/story/{}", news.tunnel), format!("/article/{}", news.harbour.id));
    let cases = [
        ("/sources/import".to_owned(), "/sources".to_owned()),
        ("/sources/1/name".to_owned(), "/sources/1".to_owned()),
        ("/sources/1/move".to_owned(), "/sources/1".to_owned()),
        ("/sources/1/pause".to_owned(), "/sources/1".to_owned()),
        ("/sources/1/refresh".to_owned(), "/sources/1".to_owned()),
        ("/sources/1/remove".to_owned(), "/sources/1/remove".to_owned()),
        (format!("{story}/comments"), story.clone()),
        (format!("{story}/apart"), story.clone()),
        (format!("{story}/same"), story.clone()),
        (format!("{story}/mark?upto=3"), story.clone()),
        (format!("{article}/mark"), article),
        ("/latest/read".to_owned(), "/latest".to_owned()),
        ("/latest/undo".to_owned(), "/latest".to_owned()),
        ("/follow".to_owned(), "/following".to_owned()),
        ("/following/order".to_owned(), "/following".to_owned()),
        ("/following/feed".to_owned(), "/following".to_owned()),
        ("/comment/1/edit".to_owned(), "/".to_owned()),
        ("/comment/1/delete".to_owned(), "/".to_owned()),
        ("/words/1/undo".to_owned(), "/".to_owned()),
        ("/theme".to_owned(), "/".to_owned()),
        ("/demo/ribbon".to_owned(), "/".to_owned()),
        ("/tag/read".to_owned(), "/tag/read".to_owned()),
        ("/latest?unread=1".to_owned(), "/latest?unread=1".to_owned()),
    ];
    for (from, to) in cases {
        let request = app
            .request(Method::POST, "/theme")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header(header::REFERER, format!("http://127.0.0.1:8080{from}"));
        let answer = app.send(request.body(Body::from("theme=dark")).unwrap()).await;
        assert_eq!(answer.location(), to, "{from}");
        assert_ne!(app.get(&to).await.status, StatusCode::METHOD_NOT_ALLOWED, "{from}");
    }
}

#[tokio::test]
async fn a_copy_that_was_folded_is_no_result_of_the_next_page() {
    let folder = tempfile::tempdir().unwrap();
    let index = SearchIndex::open(folder.path()).unwrap();
    let app = App::new(Kind::Local).await;
    let store = app.store().clone();
    let mut filling = Filling::new(&store);
    let mut changes = Vec::new();
    let mut put = |id: i64, told: &Told, words: usize| {
        // The more words, the less the one that is looked for weighs.
        let text = format!("{} {}", told.text, "and so on ".repeat(words));
        let (title, language) = (told.title.to_owned(), "en".to_owned());
        changes.push(Change::Put(Document { id, title, text, language, ..Document::default() }));
    };
    let told = Told { title: "The wire speaks of zeppelins", text: "A zeppelin was seen.", ..GRAIN };
    let origin = filling.article(&told).await;
    put(origin.id, &told, 0);
    let again = Told { outlet: "The Fenland Courier", title: "Seen over the fens", ..told };
    let copy = filling.article(&again).await;
    filling.story(&[&origin, &copy], &[(copy.id, origin.id)], StoryDetail::default()).await;
    for n in 0..40_usize {
        let title: &'static str = Box::leak(format!("Report {n} of the airfield").into_boxed_str());
        let told = Told { title, text: "One more zeppelin was seen.", ..GRAIN };
        let kept = filling.article(&told).await;
        filling.story(&[&kept], &[], StoryDetail::default()).await;
        put(kept.id, &told, n + 1);
    }
    put(copy.id, &again, 400);
    index.follow(&changes, 1).unwrap();
    let mut app = app.with_search(index);
    let first = app.page("/search?q=zeppelin").await;
    first.says("and 1 copy: The Fenland Courier");
    let (mut page, mut results, mut from) = (first, 0, 0);
    loop {
        results += page.body.matches("<li><h2").count();
        let links = page.body.split("from=").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<usize>().ok());
        let Some(next) = links.max().filter(|next| *next > from) else { break };
        from = next;
        page = app.page(&format!("/search?q=zeppelin&from={from}")).await;
        page.hides("Seen over the fens");
    }
    assert_eq!(results, 41, "each text once");
}
