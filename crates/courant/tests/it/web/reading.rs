//! Story, article, and the pages under a story.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use courant_core::model::{Access, LinkKind, PageKind, StoryDetail};
use courant_store::{Done, FetchedPage, Listing, NewReaderWord, NewRelated, Role};

use super::app::{App, Kind};
use super::news::{DIVERS, GRAIN, HALYARD, HARBOUR, NOW, fill};
use super::stored::{Filling, Told, page_of};

#[tokio::test]
async fn a_story_stands_in_its_order() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let page = app.page(&format!("/story/{}", news.tunnel)).await;
    page.in_order(&[
        HARBOUR.title,
        "class=\"verbs\"",
        "id=\"known\"",
        "id=\"differ\"",
        "id=\"reports\"",
        "id=\"timeline\"",
        "id=\"said\"",
        "id=\"tags\"",
        "id=\"related\"",
        "id=\"comments\"",
    ]);
    page.says("4 outlets · 3 independent reports").says("2 sentences, quoted from the reports");
    page.says("Both tubes were cleared of traffic within nineteen minutes. Harbour Post ¶2");
    page.has(&format!("href=\"/article/{}#p2\"", news.harbour.id));
    page.has("<li lang=\"de\">Der Skerry-Tunnel ist seit").has(&format!("href=\"/article/{}#p1\"", news.sundkurier.id));
    page.in_order(&[
        "<td>People led out</td><td class=\"fig\">212</td>",
        "Harbour Post",
        "About 190",
        "Halyard Wire</a> + 1 copy",
    ]);
    page.lacks("false").says("Copies of this text (1) Sea breaks into Skerry Tunnel The Fenland Courier");
    page.says("Today, 05:48 Wardens led out 212 people").says("Oda Brackwell · Harbour Post, 09:28");
    page.says("What came before: both name Skerry Tunnel; 2 days apart.").says(DIVERS.title);
    page.says("No comments yet.");
}

#[tokio::test]
async fn what_a_story_has_not_is_left_out() {
    let mut app = App::new(Kind::Local).await;
    let store = app.store().clone();
    let mut filling = Filling::new(&store);
    let one = filling.article(&GRAIN).await;
    let two = filling.article(&Told { outlet: "Harbour Post", title: "Flour is on its way", ..GRAIN }).await;
    let story = filling.story(&[&one, &two], &[], StoryDetail::default()).await;
    let page = app.page(&format!("/story/{story}")).await;
    for id in ["id=\"differ\"", "id=\"timeline\"", "id=\"said\"", "id=\"related\""] {
        page.lacks(id);
    }
    page.says("In short The last of 41 manifests was signed at dawn.");
}

#[tokio::test]
async fn why_these_are_one_story_is_said_in_sentences() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let page = app.page(&format!("/story/{}/why", news.tunnel)).await;
    page.says("Both name Skerry Tunnel; both say “on foot”; 7 minutes apart");
    page.says("Repeats the text of Halyard Wire").says("Stands for the story. Of the reports that all can read");
    page.hides("0.93").hides("score");
}

#[tokio::test]
async fn what_was_left_out_has_its_reason() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let page = app.page(&format!("/story/{}/left-out", news.tunnel)).await;
    page.in_order(&["It names no place that the others name.", GRAIN.title, "Ledger and Loom"]);
    let page = app.page(&format!("/story/{}/left-out", news.grain_story)).await;
    page.says("Nothing came near enough to be left out.");
    // Of the grain there is a reason of the engine's too; it is named once. Then the other way round, in the place of that word.
    let (here, there) = ((news.tunnel, news.harbour.id), (news.grain_story, news.grain.id));
    for ((story, other), (_, article), title) in [(here, there, GRAIN.title), (there, here, HARBOUR.title)] {
        let word = NewReaderWord { article, other, same: false, story, user: None, probability: None };
        app.store().say_word(&word, NOW).await.unwrap();
        let page = app.page(&format!("/story/{story}/left-out")).await;
        page.in_order(&["1 article", "Taken out by hand: it reports another event.", title]);
        page.lacks("It names no place that the others name.");
    }
}

#[tokio::test]
async fn a_question_is_answered_in_the_reports_words_or_not_at_all() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let ask = format!("/story/{}/ask", news.tunnel);
    app.page(&ask).await.says("The answer is made of sentences that stand in the reports, or there is none.");
    let page = app.page(&format!("{ask}?q=How+many+people+were+led+out+on+foot%3F")).await;
    page.says("led out 212 people on foot").has(&format!("href=\"/article/{}#p2\"", news.harbour.id));
    page.says("Word for word from the reports; nothing is added.").has("<time class=\"meta\" lang=\"en\" datetime=");
    page.says("The reports disagree about this")
        .says("About 190")
        .has(&format!("href=\"/article/{}#p2\"", news.halyard.id));
    let page = app.page(&format!("{ask}?q=Who+has+closed+the+tunnel%3F")).await;
    page.lacks("The reports disagree about this").lacks("<time class=\"meta\" lang=\"en\" datetime=");
    let page = app.page(&format!("{ask}?q=Who+won+the+cup+final%3F")).await;
    page.says("No sentence that answers this was found in the 4 reports.").lacks("class=\"known answer\"");
    let page = app.page(&format!("/story/{}/ask?q=Who+won+the+cup+final%3F", news.grain_story)).await;
    page.says("No sentence that answers this was found in the report.").lacks("independent");
}

#[tokio::test]
async fn an_article_stands_in_its_order() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let path = format!("/article/{}", news.harbour.id);
    let page = app.page(&path).await;
    page.in_order(&[
        HARBOUR.title,
        "Harbour Post",
        "Wenna Tolbrook",
        "23 November 2026, 09:28 (12 min ago)",
        "Read at Harbour Post&nbsp;↗",
        "<figure class=\"plate\">",
        "<p id=\"p1\">Seawater entered",
        "<p id=\"p4\">The operator expects",
        "id=\"tags\"",
        "id=\"help\"",
        "id=\"related\"",
        "id=\"comments\"",
    ]);
    page.has("href=\"https://harbour-post.example/nineteen-minutes-how-the-skerry-tunnel-was-emptied\"");
    page.says("The two tubes under the strait. Drawing: the tests").says("4 outlets · 3 independent reports");
    page.says("What came before: both name Skerry Tunnel and 114; 2 days apart. Divers report a damp joint");
    page.hides("0.81").lacks("rel=\"canonical\"");
    let tags = news.harbour.understanding.tags.iter().map(|tag| format!("/tag/{}", tag.tag));
    tags.for_each(|tag| _ = page.has(&tag));
}

#[tokio::test]
async fn related_reports_name_each_text_once() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let store = app.store().clone();
    let card = store.story(news.tunnel).await.unwrap();
    let members = store.story_articles(news.tunnel, None).await.unwrap();
    let copies: Vec<_> = members.iter().map(|card| (card.id, card.copy_of)).collect();
    let to = |other| NewRelated { other, kind: LinkKind::SameEvent, score: 0.9, why: Vec::new() };
    let related = [
        (news.harbour.id, vec![to(news.courier.id), to(news.halyard.id)]),
        (news.sundkurier.id, vec![to(news.courier.id)]),
    ];
    store.store_story(&card, &copies, &related, NOW, Done::none()).await.unwrap();
    let courier = format!("href=\"/article/{}\"", news.courier.id);
    app.page(&format!("/article/{}", news.harbour.id)).await.says(HALYARD.title).lacks(&courier);
    // A copy stands for its text where the origin does not.
    app.page(&format!("/article/{}", news.sundkurier.id)).await.has(&courier);
}

#[tokio::test]
async fn an_article_without_relations_says_so() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let page = app.page(&format!("/article/{}", news.divers.id)).await;
    page.says("Nothing close enough in your 7 sources.").lacks("class=\"part\"");
}

#[tokio::test]
async fn what_was_not_read_is_said() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let page = app.page(&format!("/article/{}", news.grain.id)).await;
    page.says("The publisher’s feed gives two sentences. Read the rest there.");
    let original = app.store().article_card(news.grain.id, None).await.unwrap().url;
    page.has(&format!("<a href=\"{original}\" rel=\"noopener noreferrer\">Read the rest there.</a>"));
    let store = app.store().clone();
    let mut filling = Filling::new(&store);
    let walled = Told {
        title: "Behind the wall",
        access: Access::Paywalled,
        problem: Some("The page asks for a subscription."),
        kind: PageKind::Opinion,
        text: "",
        ..GRAIN
    };
    let kept = filling.article(&walled).await;
    filling.story(&[&kept], &[], StoryDetail::default()).await;
    let page = app.page(&format!("/article/{}", kept.id)).await;
    page.says("Opinion").says("The publisher’s feed gives only the headline. Read the rest there.");
    page.says("The publisher keeps the rest for subscribers.");
    page.says("Why there is no page text: The page asks for a subscription.");
}

#[tokio::test]
async fn an_opinion_is_called_one_wherever_it_is_listed() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let store = app.store().clone();
    let mut filling = Filling::new(&store);
    let kept = filling.article(&Told { title: "Why tolls must fall", kind: PageKind::Opinion, ago: 1, ..GRAIN }).await;
    filling.story(&[&kept], &[], StoryDetail::default()).await;
    for path in ["/", "/latest", &format!("/article/{}", kept.id)] {
        app.page(path).await.says("Opinion");
    }
    app.page(&format!("/article/{}", news.harbour.id)).await.lacks("Opinion");
    let other = filling.article(&Told { title: "Why tolls must rise", kind: PageKind::Opinion, ago: 1, ..GRAIN }).await;
    filling.join(news.tunnel, &other).await;
    app.page(&format!("/story/{}", news.tunnel)).await.has("<span class=\"kind\">Opinion</span>");
}

#[tokio::test]
async fn fetching_ahead_and_asking_for_headers_is_not_reading() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    app.page("/").await;
    let ada = app.store().users().await.unwrap()[0].id;
    let (article, lone, story) = (
        format!("/article/{}", news.harbour.id),
        format!("/article/{}", news.grain.id),
        format!("/story/{}", news.tunnel),
    );
    let unread = app.store().unread_counts(ada).await.unwrap().total;
    for (method, header) in [
        (Method::HEAD, [("accept", "*/*"); 2]),
        (Method::GET, [("sec-purpose", "prefetch;prerender"); 2]),
        (Method::GET, [("purpose", "prefetch"); 2]),
        (Method::GET, [("x-moz", "prefetch"); 2]),
        (Method::GET, [("sec-fetch-site", "cross-site"), ("sec-fetch-dest", "image")]),
    ] {
        for path in [&article, &lone, &story] {
            let request =
                app.request(method.clone(), path).header(header[0].0, header[0].1).header(header[1].0, header[1].1);
            let request = request.body(Body::empty()).unwrap();
            assert_eq!(app.send(request).await.status, StatusCode::OK, "{path}");
        }
        assert_eq!(app.store().unread_counts(ada).await.unwrap().total, unread, "{header:?}");
        for id in [news.tunnel, news.grain_story] {
            assert_eq!(app.store().story_visit(ada, id).await.unwrap(), None, "{header:?}");
        }
    }
    for path in [&article, &lone, &story] {
        // A link on another page that a reader follows.
        let request =
            app.request(Method::GET, path).header("sec-fetch-site", "cross-site").header("sec-fetch-dest", "document");
        assert_eq!(app.send(request.body(Body::empty()).unwrap()).await.status, StatusCode::OK, "{path}");
    }
    assert_eq!(app.store().unread_counts(ada).await.unwrap().total, unread - 2, "a reader's own look counts");
    assert!(app.store().story_visit(ada, news.grain_story).await.unwrap().is_some());
}

#[tokio::test]
async fn a_story_that_one_report_tells_is_followed_from_its_article() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let (path, id) = (format!("/article/{}", news.grain.id), news.grain_story.to_string());
    app.page(&path)
        .await
        .has("formaction=\"/follow\" name=\"how\" value=\"follow\"")
        .has(&format!("name=\"name\" value=\"{id}\""));
    app.page(&format!("/article/{}", news.harbour.id)).await.lacks("formaction=\"/follow\"");
    let form = [("what", "story"), ("name", id.as_str()), ("how", "follow"), ("back", path.as_str())];
    assert_eq!(app.post("/follow", &form).await.location(), path);
    app.page(&path).await.says("Followed. Take back");
    app.page("/following").await.says(GRAIN.title);
}

#[tokio::test]
async fn a_copy_names_its_origin_and_a_changed_text_its_versions() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let page = app.page(&format!("/article/{}", news.courier.id)).await;
    page.says("This repeats the text of Halyard Wire.").has(&format!("href=\"/article/{}\"", news.halyard.id));
    let changed = FetchedPage {
        title: DIVERS.title.to_owned(),
        text: "All 41 manifests are signed.".to_owned(),
        html: "<p>All 41 manifests are signed. <a href=\"https://ledger.example/\">More</a></p>".to_owned(),
        words: 5,
        language: Some("en".to_owned()),
        published_at: Some(NOW),
        ..page_of(news.divers.id)
    };
    app.store().store_page(&changed, NOW, Done::none()).await.unwrap();
    let path = format!("/article/{}", news.divers.id);
    let page = app.page(&path).await;
    page.says("The publisher has changed this since we first read it.").says("All 41 manifests are signed.");
    page.has(&format!("href=\"{path}/changes\""));
    let page = app.page(&format!("{path}/changes")).await;
    page.says("What changed").says("2 versions").says("Found changed").says(DIVERS.title);
    page.has("<del>").has("<ins>All 41 manifests are signed.</ins>");

    let corrected = FetchedPage { text: format!("{}\n\nCorrection: it was 40.", changed.text), ..changed };
    app.store().store_page(&corrected, NOW + 60_000, Done::none()).await.unwrap();
    let page = app.page(&format!("{path}/changes")).await;
    page.says("3 versions").says(
        "The publisher corrected the text here, so its earlier words are not shown, nor is what was changed before.",
    );
    page.lacks("<del>").hides(DIVERS.text.split_once('.').unwrap().0);
    app.page(&format!("/article/{}/changes", news.harbour.id))
        .await
        .says("This text has not changed since it was first read.");
}

#[tokio::test]
async fn an_opened_article_is_read_and_can_be_unread_and_saved() {
    let mut app = App::new(Kind::Open).await;
    let news = fill(app.store()).await;
    let user = app.sign_in("ada", Role::Reader).await;
    let path = format!("/article/{}", news.harbour.id);
    let unread = || async { app_unread(&news, user, app.store()).await };
    assert!(unread().await);
    app.page(&path).await.says("Save");
    assert!(!app_unread(&news, user, app.store()).await);
    let mark = format!("{path}/mark");
    assert_eq!(app.post(&mark, &[("read", "no")]).await.location(), "/latest");
    assert!(app_unread(&news, user, app.store()).await);
    // As the form on an article's own page does: going back there would mark it read again.
    assert_eq!(app.post(&mark, &[("read", "no"), ("back", &path)]).await.location(), "/latest");
    assert_eq!(app.post(&mark, &[("read", "no"), ("back", "/saved")]).await.location(), "/saved");
    assert_eq!(app.post(&mark, &[("saved", "yes")]).await.location(), path);
    app.page(&path).await.says("Saved. Take back");
    app.page("/saved").await.says(HARBOUR.title).says("1 article");
    app.post(&mark, &[("saved", "no"), ("back", "/saved")]).await;
    app.page("/saved").await.says("Nothing is saved.");
    let story = format!("/story/{}", news.tunnel);
    app.post(&format!("{story}/mark"), &[("read", "yes")]).await;
    app.page(&story).await.says("Mark as unread").lacks("Mark as read");
    app.post(&format!("{story}/mark"), &[("saved", "yes")]).await;
    // Four reports, one of them a copy of another.
    app.page("/saved").await.says("3 articles");
}

async fn app_unread(news: &super::news::News, user: i64, store: &courant_store::Store) -> bool {
    !store.article_card(news.harbour.id, Some(user)).await.unwrap().read
}

#[tokio::test]
async fn a_merged_story_leads_to_the_one_that_goes_on() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let merge = courant_store::Decision {
        kind: courant_store::EventKind::Tick,
        article_id: None,
        at: NOW,
        features: Vec::new(),
        waiting: None,
        changes: vec![courant_store::StoryChange {
            verb: courant_store::StoryVerb::Merge { from: news.grain_story, into: news.tunnel },
            detail: serde_json::Value::Null,
        }],
    };
    let refresh = courant_store::JobFor::new("refresh_story", NOW);
    app.store().commit_decisions(&[merge], &refresh, NOW, Done::none()).await.unwrap();
    for tail in ["", "/why", "/left-out", "/ask"] {
        let answer = app.get(&format!("/story/{}{tail}", news.grain_story)).await;
        assert_eq!(answer.location(), format!("/story/{}{tail}", news.tunnel));
    }
}

#[tokio::test]
async fn a_time_that_lies_ahead_is_not_repeated() {
    let mut app = App::new(Kind::Local).await;
    let store = app.store().clone();
    let mut filling = Filling::new(&store);
    let kept = filling.article(&Told { ago: -60 * 24 * 400, ..GRAIN }).await;
    filling.story(&[&kept], &[], StoryDetail::default()).await;
    let page = app.page(&format!("/article/{}", kept.id)).await;
    page.says("23 November 2026, 09:40 (just now)").hides("2027").hides("2028");
}

#[tokio::test]
async fn the_owner_parts_a_report_from_its_story_and_takes_it_back() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let why = format!("/story/{}/why", news.tunnel);
    app.page(&why).await.says("Not this event").lacks("Said by readers");
    let wrong = news.halyard.id.to_string();
    let said = app.post(&format!("/story/{}/apart", news.tunnel), &[("article", &wrong)]).await;
    assert_eq!(said.location(), format!("{why}#words"));
    let page = app.page(&why).await;
    page.has("id=\"words\"").says("Said by readers").says("reports another event.").says("Take back");
    let waiting = app.store().waiting_events(9).await.unwrap();
    let (about, against) = waiting.iter().find_map(|event| event.pair).unwrap();
    assert_eq!((about, waiting.last().unwrap().same), (news.halyard.id, Some(false)));
    assert_eq!(Some(against), app.store().story(news.tunnel).await.unwrap().lead_article_id);
    let lead = app.post(&format!("/story/{}/apart", news.tunnel), &[("article", &against.to_string())]).await;
    assert_eq!(lead.status, StatusCode::BAD_REQUEST);
    lead.says("This report stands for the story.");
    let id = app.store().words_on(news.tunnel).await.unwrap()[0].id;
    assert_eq!(app.post(&format!("/words/{id}/undo"), &[("x", "y")]).await.location(), why);
    app.page(&why).await.lacks("Said by readers");
    let other = news.divers.id.to_string();
    app.post(&format!("/story/{}/same", news.tunnel), &[("article", &other)]).await;
    app.page(&why).await.says("reports this event.");
}

#[tokio::test]
async fn only_the_owner_sorts_stories() {
    let mut app = App::new(Kind::Open).await;
    let news = fill(app.store()).await;
    app.sign_in("ada", Role::Reader).await;
    app.page(&format!("/story/{}/why", news.tunnel)).await.lacks("/apart\"");
    for path in [format!("/story/{}/apart", news.tunnel), format!("/story/{}/same", news.tunnel)] {
        let answer = app.post(&path, &[("article", "1")]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(app.post("/words/1/undo", &[("x", "y")]).await.status, StatusCode::FORBIDDEN);
    assert!(app.store().waiting_events(9).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_came_to_a_story_after_the_page_was_made_stays_unread() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let (front, story) = (app.page("/").await, app.page(&format!("/story/{}", news.tunnel)).await);
    let user = app.store().users().await.unwrap()[0].id;
    let of = |page: &str, before: &str| {
        let start = format!("{before}\"/story/{}/mark", news.tunnel);
        let rest = page.split(&start).nth(1).unwrap_or_else(|| panic!("no {start}")).split('"').next().unwrap();
        format!("/story/{}/mark{rest}", news.tunnel)
    };
    let (card, own) = (of(&front.body, "data-mark="), of(&story.body, "action="));
    let store = app.store().clone();
    let mut filling = Filling::new(&store);
    let late = filling.article(&Told { title: "Pumps stop at noon", ago: 0, ..HALYARD }).await;
    filling.join(news.tunnel, &late).await;
    for mark in [card, own] {
        assert!(app.post(&mark, &[("read", "yes")]).await.status.is_redirection());
        let state = store.story_states(user, &[news.tunnel]).await.unwrap()[0];
        assert_eq!((state.articles, state.unread), (5, 1), "{mark}");
        app.post(&mark, &[("read", "no")]).await;
        assert_eq!(store.story_states(user, &[news.tunnel]).await.unwrap()[0].unread, 5, "{mark}");
    }
}

#[tokio::test]
async fn a_count_on_a_list_that_goes_on_says_of_what() {
    let mut app = App::new(Kind::Local).await;
    let store = app.store().clone();
    let mut filling = Filling::new(&store);
    app.page("/").await;
    let reader = store.users().await.unwrap()[0].id;
    for index in 0..61_i64 {
        let title: &'static str = Box::leak(format!("Line {index:02} of the log").into_boxed_str());
        let told =
            Told { outlet: "Lantern", title, text: "Oda Brackwell spoke. Oda Brackwell left.", ago: index, ..GRAIN };
        let kept = filling.article(&told).await;
        filling.story(&[&kept], &[], StoryDetail::default()).await;
        store.set_saved(reader, &[kept.id], true, NOW).await.unwrap();
    }
    let publisher = store.publisher_by_domain("lantern.example").await.unwrap().unwrap().id;
    app.page("/entity/oda-brackwell").await.says("the newest 60 stories");
    app.page(&format!("/publisher/{publisher}")).await.says("61 articles · the newest 60 stories");
    app.page("/saved").await.says("50 articles on this page");
    let newest = store.latest(&Listing::All, None, None, 20).await.unwrap();
    let newest: Vec<i64> = newest.iter().map(|card| card.id).collect();
    store.set_saved(reader, &newest, false, NOW).await.unwrap();
    app.page("/saved").await.says("41 articles").hides("on this page");
}

#[tokio::test]
async fn a_story_whose_articles_are_gone_is_gone_with_all_its_pages() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let sources = app.store().sources().await.unwrap();
    let only = sources.iter().find(|source| source.title == GRAIN.outlet).unwrap();
    let removal =
        courant_store::Removal { refresh: courant_store::JobFor::new("refresh_story", NOW), wake: Vec::new() };
    app.store().remove_source(only.id, &removal, NOW).await.unwrap();
    for tail in ["", "/why", "/left-out", "/ask", "/ask?q=When%3F"] {
        let answer = app.get(&format!("/story/{}{tail}", news.grain_story)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{tail}");
    }
}
