//! Owner on first run, signing in and out, passwords, cross-site requests, limits.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use courant_store::Role;

use super::app::{App, Kind};
use super::news::{NOW, fill};

#[tokio::test]
async fn the_first_reader_at_this_machine_is_its_owner() {
    let mut app = App::new(Kind::Local).await;
    assert!(!app.store().has_users().await.unwrap());
    app.page("/").await.lacks("href=\"/sign-in\"").has("action=\"/sources\"");
    let users = app.store().users().await.unwrap();
    assert_eq!(users.iter().map(|user| user.role).collect::<Vec<_>>(), [Role::Owner]);

    let page = app.page("/password").await;
    page.says("New password, ten characters or more").lacks("name=\"old\"");
    let short = app.post("/password", &[("new", "too short")]).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    short.says("A password needs ten characters or more");
    assert_eq!(app.post("/password", &[("new", "nineteen minutes")]).await.location(), "/");
    app.page("/").await.says("owner · Sign out");

    // From now on nobody else is the owner, at this machine or not.
    let mut other = app.stranger();
    other.page("/").await.has("href=\"/sign-in\"").lacks("action=\"/sources\"");
    assert_eq!(other.get("/password").await.location(), "/sign-in?back=%2Fpassword");
    let wrong = app.post("/password", &[("old", "something else"), ("new", "another good one")]).await;
    wrong.says("The password until now is another one.");
    assert_eq!(other.post("/sign-in", &[("name", "Owner"), ("password", "nineteen minutes")]).await.location(), "/");
    app.post("/password", &[("old", "nineteen minutes"), ("new", "another good one")]).await;
    other.page("/").await.has("href=\"/sign-in\"");
    app.page("/").await.says("Sign out");
}

#[tokio::test]
async fn a_public_site_without_an_owner_says_what_to_run() {
    let mut app = App::new(Kind::Open).await;
    app.page("/sign-in")
        .await
        .says("On the server, with the site’s own --data if it has one, run courant user add NAME --owner");
    app.page("/").await.says("courant user add NAME").lacks("action=\"/sources\"");
    assert!(!app.store().has_users().await.unwrap(), "a visitor never becomes the owner");
    assert_eq!(app.get("/password").await.location(), "/sign-in?back=%2Fpassword");
}

#[tokio::test]
async fn wrong_passwords_are_refused_alike_and_then_slowed() {
    let mut app = App::new(Kind::Open).await;
    let mut reader = app.stranger();
    reader.sign_in("ada", Role::Reader).await;
    for (name, password) in [("ada", "twenty minutes"), ("nobody", "nineteen minutes"), ("ada", "")] {
        let answer = app.post("/sign-in", &[("name", name), ("password", password), ("back", "/latest")]).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{name}");
        answer
            .says("Name and password do not belong together.")
            .has(&format!("value=\"{name}\""))
            .has("value=\"/latest\"");
        assert!(password.is_empty() || !answer.body.contains(password));
        assert!(app.cookies.is_empty());
    }
    for _ in 0..2 {
        app.post("/sign-in", &[("name", "ada"), ("password", "x")]).await;
    }
    let answer = app.post("/sign-in", &[("name", "ADA"), ("password", "nineteen minutes")]).await;
    assert_eq!((answer.status, answer.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "60"));
    answer.says("Too fast").says("Please try again in 60 seconds.");
    app.clock.set(NOW + 60_001);
    assert_eq!(app.post("/sign-in", &[("name", "ada"), ("password", "nineteen minutes")]).await.location(), "/");
}

/// Whoever makes up names, or guesses at one, uses up the tries of all who come anew, and of nobody who was there before.
#[tokio::test]
async fn strangers_who_try_names_keep_no_known_browser_out() {
    let mut app = App::new(Kind::Open).await;
    let mut stranger = app.stranger();
    app.sign_in("olive", Role::Owner).await;
    app.post("/sign-out", &[]).await;
    let device = app.cookies["courant_device"].clone();
    assert!(!device.contains("olive"), "{device}");
    for n in 0..70 {
        let name = if n < 7 { "olive".to_owned() } else { format!("nobody {n}") };
        stranger.post("/sign-in", &[("name", &name), ("password", "x")]).await;
    }
    let right = [("name", "Olive"), ("password", "nineteen minutes")];
    for (cookie, case) in [
        (None, "a new browser"),
        (Some(device.replacen('.', ".A", 1)), "an altered signature"),
        (Some(format!("{}{}", if device.starts_with('A') { 'B' } else { 'A' }, &device[1..])), "another browser's"),
        (Some(device.split('.').next().unwrap().to_owned()), "no signature"),
    ] {
        stranger.cookies.clear();
        stranger.cookies.extend(cookie.map(|cookie| ("courant_device".to_owned(), cookie)));
        assert_eq!(stranger.post("/sign-in", &right).await.status, StatusCode::TOO_MANY_REQUESTS, "{case}");
    }
    stranger.cookies.insert("courant_device".to_owned(), device.clone());
    let other = [("name", "ada"), ("password", "x")];
    assert_eq!(stranger.post("/sign-in", &other).await.status, StatusCode::TOO_MANY_REQUESTS, "for another name");
    assert_eq!(app.post("/sign-in", &right).await.location(), "/");
    // Its own tries have an end, too, and a fresh cookie comes only of the right password.
    app.cookies.clear();
    app.cookies.insert("courant_device".to_owned(), device);
    for _ in 0..4 {
        let answer = app.post("/sign-in", &[("name", "olive"), ("password", "x")]).await;
        assert_eq!((answer.status, answer.header("set-cookie")), (StatusCode::UNAUTHORIZED, ""));
    }
    assert_eq!(app.post("/sign-in", &right).await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn who_must_sign_in_is_led_there_and_back() {
    for kind in [Kind::Open, Kind::Closed] {
        let mut app = App::new(kind).await;
        fill(app.store()).await;
        for (path, back) in [
            ("/saved", "%2Fsaved"),
            ("/following", "%2Ffollowing"),
            ("/latest?unread=1", "%2Flatest%3Funread%3D1"),
            ("/password", "%2Fpassword"),
            ("/quality", "%2Fquality"),
            ("/sources/1", "%2Fsources%2F1"),
        ] {
            assert_eq!(app.get(path).await.location(), format!("/sign-in?back={back}"), "{path}");
        }
        // What a form sends is not done later: the page it came from is what signing in leads back to.
        let request = app
            .request(Method::POST, "/latest/read")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::REFERER, "https://news.example/latest?source=1")
            .body(Body::from("upto=9"))
            .unwrap();
        let answer = app.send(request).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        answer.says("Not signed in").says("You have to sign in for that.");
        answer.has("<a href=\"/sign-in?back=%2Flatest%3Fsource%3D1\">Sign in</a>");
        app.post("/follow", &[("what", "tag"), ("name", "x"), ("how", "follow")])
            .await
            .has("href=\"/sign-in?back=%2F\"");
        let answer = app.get("/following.atom").await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "a program is led nowhere");
    }
}

#[tokio::test]
async fn signing_in_leads_back_but_never_elsewhere() {
    let mut app = App::new(Kind::Open).await;
    app.sign_in("ada", Role::Reader).await;
    for (back, leads) in
        [("/latest?unread=1", "/latest?unread=1"), ("//evil.example/", "/"), ("https://evil.example/", "/")]
    {
        let form = [("name", "ada"), ("password", "nineteen minutes"), ("back", back)];
        assert_eq!(app.stranger().post("/sign-in", &form).await.location(), leads);
    }
}

#[tokio::test]
async fn sessions_end_when_asked_and_when_unused() {
    let mut app = App::new(Kind::Open).await;
    app.sign_in("ada", Role::Reader).await;
    assert!(app.cookies["courant_session"].len() > 40);
    app.page("/sign-out").await.says("You are signed in as ada.");
    let kept = app.cookies.clone();
    assert_eq!(app.post("/sign-out", &[]).await.location(), "/");
    assert_eq!(app.cookies.keys().collect::<Vec<_>>(), ["courant_device"], "what is left opens nothing");
    app.page("/").await.has("href=\"/sign-in\"");
    app.cookies = kept;
    app.page("/").await.has("href=\"/sign-in\"");

    app.cookies.clear();
    app.post("/sign-in", &[("name", "ada"), ("password", "nineteen minutes")]).await;
    let day = 24 * 3_600_000;
    for days in [20, 45, 70] {
        app.clock.set(NOW + days * day);
        app.page("/sign-out").await.says("You are signed in as ada.");
    }
    app.clock.set(NOW + 101 * day);
    app.page("/sign-out").await.says("You are not signed in.");
}

#[tokio::test]
async fn requests_from_other_sites_change_nothing() {
    let mut app = App::new(Kind::Local).await;
    app.page("/").await;
    let cases = [
        (vec![("sec-fetch-site", "cross-site")], StatusCode::FORBIDDEN),
        (vec![("sec-fetch-site", "same-site")], StatusCode::FORBIDDEN),
        (vec![("origin", "https://evil.example")], StatusCode::FORBIDDEN),
        (vec![("origin", "null")], StatusCode::FORBIDDEN),
        (vec![("origin", "http://127.0.0.1:8080")], StatusCode::SEE_OTHER),
        (vec![("sec-fetch-site", "same-origin")], StatusCode::SEE_OTHER),
    ];
    for path in ["/password", "/theme", "/latest/read"] {
        for (headers, status) in &cases {
            let mut request =
                app.request(Method::POST, path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            if *status != StatusCode::FORBIDDEN && path != "/theme" {
                continue;
            }
            let answer = app.send(request.body(Body::from("new=evil+evil+evil&theme=dark&upto=9")).unwrap()).await;
            assert_eq!(answer.status, *status, "{path} {headers:?}");
            if *status == StatusCode::FORBIDDEN {
                answer.says("The request came from another site and was refused.");
            }
        }
    }
    assert_eq!(app.store().users().await.unwrap()[0].password_hash, "");
}

#[tokio::test]
async fn a_local_site_answers_to_its_own_names_alone() {
    let mut app = App::new(Kind::Local).await;
    for (host, status) in [
        ("localhost:8080", StatusCode::OK),
        ("[::1]", StatusCode::OK),
        ("evil.example", StatusCode::MISDIRECTED_REQUEST),
    ] {
        let request =
            axum::http::Request::builder().uri("/latest").header(header::HOST, host).body(Body::empty()).unwrap();
        let answer = app.send(request).await;
        assert_eq!(answer.status, status, "{host}");
    }
    let request = axum::http::Request::builder().uri("http://evil.example/latest").body(Body::empty()).unwrap();
    assert_eq!(app.send(request).await.status, StatusCode::MISDIRECTED_REQUEST);
}

#[tokio::test]
async fn colours_are_remembered_even_where_something_is_wrong() {
    let mut app = App::new(Kind::Local).await;
    app.page("/").await.lacks("data-theme");
    app.post("/theme", &[("theme", "dark")]).await;
    app.page("/").await.has("<html lang=\"en\" data-theme=\"dark\">");
    app.get("/nowhere").await.has("data-theme=\"dark\"");
    app.post("/theme", &[("theme", "\"><script>")]).await;
    app.page("/").await.lacks("data-theme");
}
