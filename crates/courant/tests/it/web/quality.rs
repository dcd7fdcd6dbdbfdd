//! How good the stories are: for owners alone, and only what is known.

use axum::http::StatusCode;
use courant_core::story::{Change, Evidence, Reason};
use courant_store::{Decision, Done, EventKind, JobFor, Role, StoryChange, StoryVerb};

use super::app::{App, Kind};
use super::news::{NOW, News, fill};

/// The engine says, in its own words, how the tunnel's reports came together.
async fn decided(app: &App, news: &News) {
    let tell = |article: i64, founded: bool, score: f32| {
        let reason = if founded { Reason::Alone } else { Reason::Agreement };
        let evidence = Evidence { score, ..Evidence::of(reason) };
        let change = Change::Assign { article: article.to_string(), story: "s1".to_owned(), founded, evidence };
        StoryChange {
            verb: StoryVerb::Assign { article, story: news.tunnel },
            detail: serde_json::to_value(change).unwrap(),
        }
    };
    let changes =
        vec![tell(news.harbour.id, true, 0.0), tell(news.halyard.id, false, 3.2), tell(news.courier.id, false, 0.6)];
    let decision =
        Decision { kind: EventKind::Tick, article_id: None, at: NOW, features: Vec::new(), waiting: None, changes };
    app.store().commit_decisions(&[decision], &JobFor::new("refresh_story", NOW), NOW, Done::none()).await.unwrap();
}

#[tokio::test]
async fn an_owner_sees_what_was_joined_looked_at_and_taken_apart() {
    let mut app = App::new(Kind::Local).await;
    let news = fill(app.store()).await;
    decided(&app, &news).await;
    let page = app.page("/quality").await;
    page.says("So far 0 groupings were seen by an owner, 0 of them corrected. A rate is shown from 20 on.")
        .says("2 groupings were made so far.")
        .says("Nothing has been corrected yet.");
    app.page(&format!("/story/{}", news.tunnel)).await;
    app.page("/quality").await.says("So far 2 groupings were seen by an owner, 0 of them corrected.");
    let (article, grain) = (news.courier.id.to_string(), news.grain.id.to_string());
    app.post(&format!("/story/{}/apart", news.tunnel), &[("article", &article)]).await;
    app.post(&format!("/story/{}/same", news.tunnel), &[("article", &grain)]).await;
    let page = app.page("/quality").await;
    page.says("So far 2 groupings were seen by an owner, 1 of them corrected. A rate is shown from 20 on.");
    page.says("1 report that had been left out was added by hand.")
        .says("60 to 70% 1 1 1 0.4 too few 0")
        .says("95 to 100% 1 1 0 0.0 too few 0");
    page.says("the engine’s confidence was 64.6%")
        .says("the engine’s confidence was 34.0%")
        .lacks("<svg")
        .lacks("class=\"none\"");
    page.has(&format!("href=\"/story/{}\"", news.tunnel)).has(&format!("href=\"/article/{article}\""));

    let told = app.get("/api/v1/quality").await.json();
    assert_eq!(
        (&told["all"]["joins"], &told["all"]["looked_at"], &told["all"]["taken_apart"]),
        (&2.into(), &2.into(), &1.into())
    );
    assert_eq!(
        (&told["all"]["left"], &told["all"]["asked_in"], &told["fewest_cases"]),
        (&serde_json::Value::Null, &1.into(), &20.into())
    );
    assert_eq!(told["bins"].as_array().unwrap().len(), 7);
    assert_eq!((&told["corrections"][0]["same"], &told["corrections"][0]["probability"]), (&true.into(), &0.34.into()));

    // Taken back: it counts no more, and the list says so.
    let words = app.store().corrections(0, 9).await.unwrap();
    for word in &words {
        app.post(&format!("/words/{}/undo", word.id), &[]).await;
    }
    let page = app.page("/quality").await;
    page.says("So far 2 groupings were seen by an owner, 0 of them corrected.")
        .says("taken back just now")
        .says("the engine’s confidence was 64.6%")
        .hides("was added by hand");
}

#[tokio::test]
async fn nobody_else_sees_it() {
    let mut app = App::new(Kind::Open).await;
    let news = fill(app.store()).await;
    decided(&app, &news).await;
    assert_eq!(app.get("/quality").await.location(), "/sign-in?back=%2Fquality");
    assert_eq!(app.get("/api/v1/quality").await.status, StatusCode::UNAUTHORIZED);
    app.page("/sources").await.lacks("/quality");
    let mut reader = app.stranger();
    reader.sign_in("ada", Role::Reader).await;
    for path in ["/quality", "/api/v1/quality"] {
        assert_eq!(reader.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    reader.page(&format!("/story/{}", news.tunnel)).await;
    let mut owner = app.stranger();
    owner.sign_in("bea", Role::Owner).await;
    owner.page("/sources").await.has("href=\"/quality\"");
    owner.page("/quality").await.says("So far 0 groupings were seen by an owner");
}
