//! The front page: empty, filling, full.

use courant::web::Reading;
use courant_core::model::StoryDetail;
use courant_store::Role;

use super::app::{App, Kind};
use super::news::{GRAIN, HARBOUR, NOW, fill};
use super::stored::{Filling, Told};

#[tokio::test]
async fn an_empty_site_begins_with_the_first_run() {
    let mut app = App::new(Kind::Local).await;
    let page = app.page("/").await;
    page.says("Your paper is empty").says("Add a feed or import a list").says("You are the owner");
    page.has("<form class=\"line-form\" method=\"post\" action=\"/sources\">");
    page.lacks("up to date").lacks("class=\"ribbon\"");
    app.page("/first-run").await.says("Your paper is empty");
}

#[tokio::test]
async fn the_demo_fills_by_itself_and_says_what_it_is() {
    let mut app = App::new(Kind::Demo).await;
    app.busy(Reading { busy: true, publishers: 9, articles_done: 0, articles: 46, stories: 0, version: 1 });
    let page = app.page("/").await;
    page.says("Demo: invented news. Use my own feeds").says("Reading 9 publishers · 0 of 46 articles · 0 stories");
    page.says("The first articles are being read. They appear here by themselves.");
    page.says("Still reading. 0 stories and 0 articles so far, 09:40.");
    page.has("data-progress=\"/progress\" data-version=\"1\"");

    fill(app.store()).await;
    app.busy(Reading { busy: true, publishers: 9, articles_done: 31, articles: 46, stories: 11, version: 2 });
    let progress = app.get("/progress").await.json();
    assert_eq!(progress["words"], "Reading 9 publishers · 31 of 46 articles · 11 stories");
    assert_eq!((progress["busy"].as_bool(), progress["version"].as_u64()), (Some(true), Some(2)));

    app.busy(Reading { stories: 19, version: 3, ..Reading::default() });
    assert_eq!(app.get("/progress").await.json()["words"], "Everything is read. 19 stories.");
    let page = app.page("/").await;
    page.lacks("data-progress").says("You’re up to date.");
}

#[tokio::test]
async fn the_ribbon_closes_and_stays_closed() {
    let mut app = App::new(Kind::Demo).await;
    app.page("/").await.has("action=\"/demo/ribbon\"");
    assert_eq!(app.post("/demo/ribbon", &[("show", "no")]).await.location(), "/");
    app.page("/").await.lacks("class=\"ribbon\"");
    app.page("/latest").await.lacks("class=\"ribbon\"");
}

#[tokio::test]
async fn the_lead_story_has_everything_under_it() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let page = app.page("/").await;
    let story = format!("href=\"/story/{}\"", news.tunnel);
    page.in_order(&[
        "<article class=\"card big",
        &story,
        HARBOUR.title,
        HARBOUR.description,
        "/picture/",
        "The two tubes under the strait.",
        "<p class=\"differ\">",
        "Why are these one story?",
        "What was left out?",
        "Ask this story",
    ]);
    page.says("Harbour Post, Sundkurier + 2 · 12 min ago").says("4 outlets · 3 independent reports");
    page.says("People led out: 212 (Harbour Post, 09:28) · About 190 (Halyard Wire, 09:21)");
    for path in ["why", "left-out", "ask"] {
        page.has(&format!("href=\"/story/{}/{path}\"", news.tunnel));
    }
    let articles = news.stories - 1 + 4;
    page.says(&format!("You’re up to date. {} stories, {articles} articles, 09:40.", news.stories));
    page.says("Today 8 stories");
}

#[tokio::test]
async fn a_story_with_one_report_is_a_plain_article_card() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let page = app.page("/").await;
    page.has(&format!("href=\"/article/{}\"", news.grain.id)).lacks(&format!("href=\"/story/{}\"", news.grain_story));
    let card = page.body.split("<article").find(|card| card.contains(GRAIN.title)).unwrap();
    assert!(!card.contains("outlet") && !card.contains("independent"), "{card}");
    assert_eq!(
        app.get(&format!("/story/{}", news.grain_story)).await.location(),
        format!("/article/{}", news.grain.id)
    );
}

#[tokio::test]
async fn ten_feeds_that_share_nothing_still_make_a_paper() {
    let mut app = App::new(Kind::Local).await;
    let store = app.store().clone();
    let mut filling = Filling::new(&store);
    for (index, outlet) in
        ["A Bell", "B Crane", "C Quay", "D Lamp", "E Moss", "F Oar", "G Pier", "H Rope", "I Sail", "J Tide"]
            .iter()
            .enumerate()
    {
        let told = Told { outlet, title: outlet, ago: 10 * index as i64, ..GRAIN };
        let kept = filling.article(&told).await;
        filling.story(&[&kept], &[], StoryDetail::default()).await;
    }
    let page = app.page("/").await;
    page.says("You’re up to date. 10 stories, 10 articles, 09:40.")
        .lacks("independent")
        .lacks("class=\"differ\"")
        .lacks("guide");
    assert_eq!(page.body.matches("<article class=\"card").count() + page.body.matches("<li class=\"line").count(), 10);
}

#[tokio::test]
async fn one_course_of_events_takes_one_slot() {
    let mut app = App::new(Kind::Local).await;
    let store = app.store().clone();
    let mut filling = Filling::new(&store);
    let mut ids = Vec::new();
    for (index, title) in
        ["Levee breaks", "Barn roof mended", "Levee inquiry", "Levee fund", "Levee choir", "Levee song"]
            .into_iter()
            .enumerate()
    {
        let kept = filling.article(&Told { title, ago: 10 * index as i64, ..GRAIN }).await;
        // All but the roof are linked with the first, which itself knows of none.
        let thread = if index > 1 { vec![ids[0]] } else { Vec::new() };
        ids.push(filling.story(&[&kept], &[], StoryDetail { thread, ..StoryDetail::default() }).await);
    }
    let page = app.page("/").await;
    page.in_order(&[
        "Levee breaks</a>",
        "class=\"further\"",
        "Levee inquiry</a>",
        "Levee fund</a>",
        "Levee choir</a>",
        "and 1 more",
        "Barn roof mended</a>",
    ]);
    page.lacks("Levee song").says("You’re up to date. 6 stories, 6 articles");
    assert_eq!(page.body.matches("<article class=\"card").count() + page.body.matches("<li class=\"line").count(), 2);
}

#[tokio::test]
async fn where_a_story_stands_is_said_as_it_is() {
    let mut app = App::new(Kind::Local).await;
    let store = app.store().clone();
    let mut filling = Filling::new(&store);
    let mut ids: Vec<i64> = Vec::new();
    for (index, title) in ["Levee breaks", "Barn roof mended", "Levee inquiry", "Levee fund"].into_iter().enumerate() {
        let kept = filling.article(&Told { title, ago: 10 * index as i64, ..GRAIN }).await;
        let thread = if index > 1 { vec![ids[0]] } else { Vec::new() };
        ids.push(filling.story(&[&kept], &[], StoryDetail { thread, ..StoryDetail::default() }).await);
    }
    let old = filling.article(&Told { title: "An old fair", ago: 8 * 24 * 60, ..GRAIN }).await;
    let old = filling.story(&[&old], &[], StoryDetail::default()).await;
    let why = app.page(&format!("/story/{}/why", ids[0])).await;
    why.says("Number 1 of 2 on your front page. It leads its place.")
        .says("Levee inquiry")
        .says("Levee fund")
        .says("Ranked by 1 independent report");
    why.lacks("Barn roof mended");
    let why = app.page(&format!("/story/{}/why", ids[1])).await;
    why.says("Number 2 of 2 on your front page. Ranked by").lacks("It leads its place").lacks("Levee");
    let why = app.page(&format!("/story/{}/why", ids[3])).await;
    why.says("It stands with another story of the same course of events")
        .has(&format!("<a href=\"/story/{}\">Levee breaks</a>", ids[0]));
    why.lacks("Number ").lacks("Ranked by").lacks("Levee inquiry");
    let why = app.page(&format!("/story/{old}/why")).await;
    why.says(
        "It is not on your front page, which holds the last seven days. The latest report here: 15 November 2026.",
    )
    .lacks("Ranked by");
    // More than fit: what is below says so, and by what it was ranked.
    for index in 0..60 {
        let title: &'static str = Box::leak(format!("One of many, number {index}").into_boxed_str());
        let kept = filling.article(&Told { title, ago: index % 5, ..GRAIN }).await;
        filling.story(&[&kept], &[], StoryDetail::default()).await;
    }
    let why = app.page(&format!("/story/{}/why", ids[1])).await;
    why.says("It is not on your front page: that has 60 places, and the stories there rank before it. Ranked by")
        .lacks("Number ");
}

#[tokio::test]
async fn the_end_counts_what_is_on_the_page() {
    let mut app = App::new(Kind::Local).await;
    let store = app.store().clone();
    let mut filling = Filling::new(&store);
    // One busy day and two quiet ones: what fits no column is told in brief, and none is lost.
    for index in 0..75_i64 {
        let ago = if index < 60 { index } else { 1_440 * (1 + index % 3) + index };
        let title: &'static str = Box::leak(format!("Story number {index} of the quiet season").into_boxed_str());
        let kept = filling.article(&Told { title, ago, ..GRAIN }).await;
        filling.story(&[&kept], &[], StoryDetail::default()).await;
    }
    let page = app.page("/").await;
    let shown = page.body.matches("of the quiet season</a>").count();
    page.says(&format!("You’re up to date. {shown} stories, {shown} articles, 09:40."))
        .says("Older news is in Latest")
        .says("In brief");
    assert_eq!(shown, 60);
}

#[tokio::test]
async fn what_came_since_the_last_visit_is_marked_in_words() {
    let mut app = App::new(Kind::Local).await;
    fill(app.store()).await;
    app.clock.set(NOW - 3 * 3_600_000);
    app.page("/").await.lacks("class=\"mark\"");
    app.clock.set(NOW);
    let page = app.page("/").await;
    page.says("new since 06:40").has("<span class=\"mark\">New</span>").has("class=\"card big new\"");
}

#[tokio::test]
async fn a_read_story_looks_read() {
    let mut app = App::new(Kind::Open).await;
    let news = fill(app.store()).await;
    app.sign_in("ada", Role::Reader).await;
    app.page("/").await.lacks(" read\">");
    app.page(&format!("/article/{}", news.grain.id)).await;
    let page = app.page("/").await;
    let card = page.body.split("<article").find(|card| card.contains(GRAIN.title)).unwrap();
    assert!(card.starts_with(" class=\"card") && card.split('>').next().unwrap().contains(" read"), "{card}");
}

#[tokio::test]
async fn a_wire_s_dateline_stands_in_no_deck() {
    let mut app = App::new(Kind::Local).await;
    let store = app.store().clone();
    let mut filling = Filling::new(&store);
    let told = Told {
        title: "Grain ships may leave",
        description: "PORT ANSEL, Nov 23 (Halyard) - The last ships may leave at noon.",
        text: "PORT ANSEL, Nov 23 (Halyard) - The last ships may leave at noon. More of them wait.",
        ..GRAIN
    };
    let kept = filling.article(&told).await;
    let other = filling.article(&Told { outlet: "Sundkurier", title: "Ships leave", ..told }).await;
    let story = filling.story(&[&kept, &other], &[], StoryDetail::default()).await;
    for path in ["/".to_owned(), format!("/story/{story}"), "/feed.atom".to_owned()] {
        let page = app.get(&path).await;
        page.has("The last ships may leave at noon.").lacks("(Halyard)");
    }
    app.page(&format!("/article/{}", kept.id)).await.says("PORT ANSEL, Nov 23 (Halyard) - The last");
}
