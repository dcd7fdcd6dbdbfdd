//! Following and muting: the buttons, what they do to the front page, and the way back.

use axum::http::StatusCode;
use courant_core::model::StoryDetail;
use courant_store::{Done, Role};

use super::app::{Answer, App, Kind};
use super::news::{DIVERS, GRAIN, HARBOUR, NOW, News, fill};
use super::stored::{Filling, Kept, Told};

/// A story of one report under one hashtag of its own.
async fn under(app: &App, title: &'static str, text: &'static str, tag: &str, ago: i64) -> (Kept, i64) {
    let store = app.store().clone();
    let mut filling = Filling::new(&store);
    let kept = filling.article(&Told { outlet: "Lantern", title, text, ago, feed_only: false, ..GRAIN }).await;
    let story = filling.story(&[&kept], &[], StoryDetail::default()).await;
    let mut card = store.story(story).await.unwrap();
    card.detail["tags"] = serde_json::json!([{ "tag": tag, "label": tag, "kind": "topic", "score": 0.5 }]);
    store.store_story(&card, &[], &[], NOW, Done::none()).await.unwrap();
    (kept, story)
}

async fn publisher_of(app: &App, kept: &Kept) -> (i64, String) {
    let id = app.store().article_card(kept.id, None).await.unwrap().publisher_id;
    (id, app.store().publisher(id).await.unwrap().domain)
}

fn tag_of(news: &News) -> String {
    news.harbour.understanding.tags[0].tag.clone()
}

/// What the front page shows of stories, in order, without what says who looks at it when.
fn stories(page: &Answer) -> String {
    let main = page.body.split("<main").nth(1).unwrap();
    main.split("<p class=\"end\">").next().unwrap().to_owned()
}

fn place_of(page: &Answer, title: &str) -> Option<usize> {
    stories(page).find(&format!(">{title}</a>"))
}

#[tokio::test]
async fn each_page_has_its_buttons_and_they_toggle() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let (publisher, domain) = publisher_of(&app, &news.harbour).await;
    let tag = tag_of(&news);
    for (what, name, path) in [
        ("tag", tag.as_str(), format!("/tag/{tag}")),
        ("entity", "oda-brackwell", "/entity/oda-brackwell".to_owned()),
        ("publisher", &domain, format!("/publisher/{publisher}")),
    ] {
        let page = app.page(&path).await;
        page.has(&format!("name=\"what\" value=\"{what}\"><input type=\"hidden\" name=\"name\" value=\"{name}\">"));
        page.says("Follow Mute").lacks("Take back");
        for (how, says) in [("follow", "Followed. Take back"), ("mute", "Muted. Take back"), ("no", "Follow Mute")] {
            let form = [("what", what), ("name", name), ("how", how), ("back", path.as_str())];
            assert_eq!(app.post("/follow", &form).await.location(), path);
            app.page(&path).await.says(says);
        }
    }
    let path = format!("/story/{}", news.tunnel);
    let id = news.tunnel.to_string();
    app.page(&path).await.has("formaction=\"/follow\" name=\"how\" value=\"follow\"").lacks("value=\"mute\"");
    app.post("/follow", &[("what", "story"), ("name", &id), ("how", "follow"), ("back", &path)]).await;
    app.page(&path).await.says("Followed. Take back");
    app.post("/follow", &[("what", "story"), ("name", &id), ("how", "no"), ("back", &path)]).await;
    app.page(&path).await.lacks("Followed. Take back");
}

#[tokio::test]
async fn strangers_on_a_public_site_have_no_buttons_and_are_refused() {
    let mut app = App::new(Kind::Open).await;
    let news = fill(app.store()).await;
    let tag = tag_of(&news);
    let (publisher, _) = publisher_of(&app, &news.harbour).await;
    for path in [
        format!("/tag/{tag}"),
        "/entity/oda-brackwell".to_owned(),
        format!("/publisher/{publisher}"),
        format!("/story/{}", news.tunnel),
        "/".to_owned(),
    ] {
        app.page(&path).await.lacks("\"/follow\"").lacks("href=\"/following");
    }
    let form = [("what", "tag"), ("name", tag.as_str()), ("how", "follow")];
    let refused = app.post("/follow", &form).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    refused.says("You have to sign in for that.");
    assert_eq!(app.post("/following/order", &[("rank", "much")]).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(app.get("/following").await.location(), "/sign-in?back=%2Ffollowing");
    let ada = app.sign_in("ada", Role::Reader).await;
    assert_eq!(app.post("/follow", &form).await.location(), "/following");
    assert_eq!(app.store().follows(ada).await.unwrap().len(), 1);
    let mut other = app.stranger();
    other.sign_in("bea", Role::Reader).await;
    other.page("/following").await.says("You follow none.");
}

#[tokio::test]
async fn what_cannot_be_understood_changes_nothing() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let (tag, story) = (tag_of(&news), news.tunnel.to_string());
    for (form, status) in [
        ([("what", "colour"), ("name", "red"), ("how", "follow")], StatusCode::BAD_REQUEST),
        ([("what", "tag"), ("name", tag.as_str()), ("how", "love")], StatusCode::BAD_REQUEST),
        ([("what", "story"), ("name", story.as_str()), ("how", "mute")], StatusCode::BAD_REQUEST),
        ([("what", "tag"), ("name", "no-such-tag"), ("how", "follow")], StatusCode::NOT_FOUND),
        ([("what", "story"), ("name", "99999"), ("how", "follow")], StatusCode::NOT_FOUND),
    ] {
        assert_eq!(app.post("/follow", &form).await.status, status, "{form:?}");
    }
    assert_eq!(app.post("/following/order", &[("rank", "most")]).await.status, StatusCode::BAD_REQUEST);
    let page = app.page("/following").await;
    page.says("You follow no story.").says("You follow none.").says("Nothing is muted.").lacks("class=\"undo\"");
    let form = [("what", "tag"), ("name", tag.as_str()), ("how", "follow"), ("back", "//evil.example/")];
    assert_eq!(app.post("/follow", &form).await.location(), "/following");
}

#[tokio::test]
async fn a_muted_name_hides_what_is_about_it_and_not_what_names_it_in_passing() {
    let mut app = App::new(Kind::Local).await;
    fill(app.store()).await;
    let title = "Pier of Lowmark opens";
    let text =
        "Pell Arnesen opened the pier of Lowmark. The mayor Pell Arnesen thanked the builder Ilse Torvik for it.";
    let (kept, _) = under(&app, title, text, "pier", 30).await;
    let names = app.store().entities_of(kept.id).await.unwrap();
    let often = names.iter().find(|one| one.articles > 1).expect("a name that stands twice").entity.clone();
    let once = names.iter().find(|one| one.articles == 1).expect("a name that stands once").entity.clone();
    let before = app.page("/").await;
    assert!(place_of(&before, title).is_some());
    before.lacks("hidden by your mutes");
    let form =
        |name: &str, how: &str| [("what", "entity".to_owned()), ("name", name.to_owned()), ("how", how.to_owned())];
    for (name, hidden) in [(once, false), (often, true)] {
        let mute = form(&name, "mute");
        app.post("/follow", &mute.each_ref().map(|(key, value)| (*key, value.as_str()))).await;
        assert_eq!(place_of(&app.page("/").await, title).is_none(), hidden, "{name}");
        let no = form(&name, "no");
        app.post("/follow", &no.each_ref().map(|(key, value)| (*key, value.as_str()))).await;
        assert_eq!(stories(&app.page("/").await), stories(&before), "undone, all is as it was");
    }
}

#[tokio::test]
async fn a_muted_hashtag_hides_the_stories_whose_own_it_is() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let own = tag_of(&news);
    let (passing, lighter, pier) =
        ("Told elsewhere in passing", "A lighter sinks at its mooring", "The pier is closed for painting");
    under(&app, passing, HARBOUR.text, "elsewhere", 30).await;
    let (_, hidden) = under(&app, lighter, lighter, &own, 40).await;
    under(&app, pier, pier, "pier", 50).await;
    let before = app.page("/").await;
    app.post("/follow", &[("what", "tag"), ("name", &own), ("how", "mute")]).await;
    let page = app.page("/").await;
    for (title, shown) in
        [(HARBOUR.title, false), (DIVERS.title, false), (lighter, false), (pier, true), (passing, true)]
    {
        assert_eq!(place_of(&page, title).is_some(), shown, "{title}");
    }
    page.says("3 stories hidden by your mutes").has("href=\"/following#left-out\"");
    let following = app.page("/following").await;
    following.says("Left out of your front page now").says(lighter).says(HARBOUR.title).says("You mute #");
    app.page(&format!("/story/{hidden}/why"))
        .await
        .says("It is not on your front page. You mute")
        .says("it is left out of your front page")
        .lacks("Ranked by");
    app.page("/latest").await.says(lighter);
    app.page(&format!("/tag/{own}")).await.says(HARBOUR.title);

    // Taken back on the page of all, and that taken back too.
    let undo = following.body.split("name=\"back\" value=\"").find(|rest| rest.contains("was=mute")).unwrap();
    let undo = undo.split('"').next().unwrap().replace("&#38;", "&");
    let taken = app.post("/follow", &[("what", "tag"), ("name", &own), ("how", "no"), ("back", &undo)]).await;
    let page = app.page(taken.location()).await;
    page.says("You no longer mute #").says("Nothing is muted.").has("name=\"how\" value=\"mute\">Undo</button>");
    assert_eq!(stories(&app.page("/").await), stories(&before), "all is as it was");
    app.post("/follow", &[("what", "tag"), ("name", &own), ("how", "mute")]).await;
    app.page(taken.location()).await.lacks("class=\"undo\"");
    app.page("/").await.says("3 stories hidden by your mutes");
}

#[tokio::test]
async fn a_muted_publisher_hides_only_what_no_other_reports() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let (_, harbour) = publisher_of(&app, &news.harbour).await;
    let (_, ledger) = publisher_of(&app, &news.grain).await;
    app.post("/follow", &[("what", "publisher"), ("name", &harbour), ("how", "mute")]).await;
    let page = app.page("/").await;
    assert!(place_of(&page, HARBOUR.title).is_some(), "three others report it");
    page.lacks("hidden by your mutes");
    app.post("/follow", &[("what", "publisher"), ("name", &ledger), ("how", "mute")]).await;
    let page = app.page("/").await;
    assert!(place_of(&page, GRAIN.title).is_none());
    page.says("1 story hidden by your mutes");
    // The story itself is followed: that weighs more.
    let story = news.grain_story.to_string();
    app.post("/follow", &[("what", "story"), ("name", &story), ("how", "follow")]).await;
    let page = app.page("/").await;
    assert!(place_of(&page, GRAIN.title).is_some());
    page.lacks("hidden by your mutes");
}

#[tokio::test]
async fn a_reader_who_mutes_all_is_told_so() {
    let mut app = App::new(Kind::Local).await;
    let (kept, _) = under(&app, "The only news there is", "The only news there is", "alone", 30).await;
    let (_, domain) = publisher_of(&app, &kept).await;
    app.post("/follow", &[("what", "publisher"), ("name", &domain), ("how", "mute")]).await;
    let page = app.page("/").await;
    page.says("All there is to read is hidden by your mutes.")
        .says("1 story hidden by your mutes")
        .hides("Your paper is empty");
}

#[tokio::test]
async fn follows_count_for_the_order_only_when_the_reader_asks() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let (_, ledger) = publisher_of(&app, &news.grain).await;
    let before = app.page("/").await;
    app.post("/follow", &[("what", "publisher"), ("name", &ledger), ("how", "follow")]).await;
    let off = app.page("/").await;
    assert_eq!(stories(&off), stories(&before), "off: everyone's order, to the letter");
    let why = app.page(&format!("/story/{}/why", news.grain_story)).await;
    why.says("You follow Ledger and Loom. That does not count for its place.");

    assert_eq!(app.post("/following/order", &[("rank", "much")]).await.location(), "/following#order");
    app.page("/following")
        .await
        .has("value=\"much\" aria-pressed=\"true\"")
        .has("value=\"off\" aria-pressed=\"false\"");
    let on = app.page("/").await;
    let above = |page: &Answer| stories(page)[..place_of(page, GRAIN.title).unwrap()].matches("<article").count();
    assert!(above(&on) < above(&off), "it rose: {} above it, and {} before", above(&on), above(&off));
    on.says("You follow Ledger and Loom").has(&format!("href=\"/story/{}/why#place\"", news.grain_story));
    let why = app.page(&format!("/story/{}/why", news.grain_story)).await;
    why.says("Ranked by 1 independent report, 1 outlet and its age: the latest report came 1 h ago.");
    why.says("You follow Ledger and Loom, and you asked for that to count: it stands higher than it would.");
    app.page(&format!("/story/{}/why", news.tunnel)).await.lacks("You follow");

    app.post("/following/order", &[("rank", "off")]).await;
    assert_eq!(stories(&app.page("/").await), stories(&before), "and off again");
}

#[tokio::test]
async fn all_that_is_followed_is_listed_and_taken_back_with_undo() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    let (story, tag) = (news.tunnel.to_string(), tag_of(&news));
    let (_, domain) = publisher_of(&app, &news.harbour).await;
    let all = [("story", story.as_str()), ("tag", &tag), ("entity", "oda-brackwell"), ("publisher", &domain)];
    for (what, name) in all {
        app.post("/follow", &[("what", what), ("name", name), ("how", "follow")]).await;
    }
    let page = app.page("/following").await;
    page.says("1 story").says(HARBOUR.title).says("Oda Brackwell").says("Harbour Post").says("Nothing is muted.");
    page.has(&format!("href=\"/story/{story}\"")).has("aria-current=\"page\">Following");
    let backs: Vec<String> = page
        .body
        .split("name=\"back\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().replace("&#38;", "&"))
        .collect();
    assert_eq!(backs.len(), 4);
    for (what, name) in all {
        let back = backs.iter().find(|back| back.contains(&format!("what={what}&"))).unwrap();
        let there = app.post("/follow", &[("what", what), ("name", name), ("how", "no"), ("back", back)]).await;
        let page = app.page(there.location()).await;
        page.says("You no longer follow").has("name=\"how\" value=\"follow\">Undo</button>");
    }
    app.page("/following").await.says("You follow no story.").says("You follow none.").lacks("class=\"undo\"");
}

#[tokio::test]
async fn muted_hashtags_leave_the_navigation() {
    let mut app = App::new(Kind::Local).await;
    fill(app.store()).await;
    let nav = |page: &Answer| page.body.split("<nav").nth(1).unwrap().split("</nav>").next().unwrap().to_owned();
    let before = nav(&app.page("/latest").await);
    let topic =
        before.split("href=\"/tag/").nth(1).expect("the day has a hashtag").split('"').next().unwrap().to_owned();
    app.post("/follow", &[("what", "tag"), ("name", &topic), ("how", "mute")]).await;
    assert!(!nav(&app.page("/latest").await).contains(&format!("/tag/{topic}\"")));
    app.post("/follow", &[("what", "tag"), ("name", &topic), ("how", "no")]).await;
    assert_eq!(nav(&app.page("/latest").await), before);
}
