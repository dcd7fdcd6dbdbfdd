//! Signing in and out, and the owner's password.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use crate::web::device;
use crate::web::error::WebError;
use crate::web::forms::back;
use crate::web::layout::{Here, Page, html};
use crate::web::messages::{t, tf};
use crate::web::password::{hash_password, in_turn, verify_password};
use crate::web::session::{COOKIE, Viewer, cookie, start};
use crate::web::state::WebState;

#[derive(Template)]
#[template(path = "pages/sign_in.html")]
struct SignInPage {
    p: Page,
    name: String,
    back: String,
    wrong: Option<String>,
    no_owner: bool,
}

#[derive(Template)]
#[template(path = "pages/sign_out.html")]
struct SignOutPage {
    p: Page,
    words: String,
}

#[derive(Template)]
#[template(path = "pages/password.html")]
struct PasswordPage {
    p: Page,
    name: String,
    ask_old: bool,
    wrong: Option<String>,
}

/// Where to go afterwards.
#[derive(Debug, Deserialize)]
pub struct After {
    back: Option<String>,
}

/// `GET /sign-in`.
pub async fn get(
    State(state): State<WebState>,
    viewer: Viewer,
    Query(after): Query<After>,
) -> Result<Response, WebError> {
    show(&state, &viewer, String::new(), back(after.back.as_deref(), "/"), None).await
}

async fn show(
    state: &WebState,
    viewer: &Viewer,
    name: String,
    back: String,
    wrong: Option<String>,
) -> Result<Response, WebError> {
    let no_owner = !state.store.has_users().await?;
    html(&SignInPage {
        p: Page::load(state, viewer, t("sign_in.title"), Here::Elsewhere).await?,
        name,
        back,
        wrong,
        no_owner,
    })
}

/// Name and password.
#[derive(Debug, Deserialize)]
pub struct SignIn {
    name: String,
    password: String,
    back: Option<String>,
}

/// Tries for one name in a minute, also from one browser that is known, and for all names together.
const TRIES: usize = 5;
const ALL_TRIES: usize = 60;
/// Bytes of a password that are read; more is refused before it is hashed.
const LONGEST_PASSWORD: usize = 1_000;
/// Characters a password must have.
const SHORTEST_PASSWORD: usize = 10;

/// `POST /sign-in`.
pub async fn post(
    State(state): State<WebState>,
    viewer: Viewer,
    jar: CookieJar,
    Form(form): Form<SignIn>,
) -> Result<Response, WebError> {
    let name: String = form.name.trim().chars().take(100).collect();
    may_try(&state, &jar, &name)?;
    let user = state.store.user_by_name(&name).await?;
    let hash = user.as_ref().map(|user| user.password_hash.clone()).unwrap_or_default();
    let password = form.password;
    let fits = password.len() <= LONGEST_PASSWORD && in_turn(move || verify_password(&password, &hash)).await?;
    let to = back(form.back.as_deref(), "/");
    match user.filter(|_| fits) {
        Some(user) => {
            let session = start(&state, user.id).await?;
            Ok((jar.add(session).add(device::known(&state, &user.name)?), Redirect::to(&to)).into_response())
        }
        None => {
            let page = show(&state, &viewer, name, to, Some(t("sign_in.wrong").to_owned())).await?;
            Ok((StatusCode::UNAUTHORIZED, page).into_response())
        }
    }
}

/// Counts a try. A browser that has signed in as that name before has tries of its own, so that nobody who guesses, or makes
/// up names, keeps it out.
fn may_try(state: &WebState, jar: &CookieJar, name: &str) -> Result<(), WebError> {
    let now = state.clock.now_ms();
    let allow = |key: &str, most| {
        state.limits.allow(key, now, most, 60_000).map_err(|wait| WebError::TooMany((wait + 999) / 1_000))
    };
    if let Some(browser) = device::of(&state.config.secret, jar, name) {
        return allow(&format!("sign in from {browser}"), TRIES);
    }
    // All together first: no more names are remembered than may be tried.
    allow("sign in", ALL_TRIES)?;
    allow(&format!("sign in {}", name.to_lowercase()), TRIES)
}

/// `GET /sign-out`: asks, because a link must not sign anybody out.
pub async fn ask_out(State(state): State<WebState>, viewer: Viewer) -> Result<Response, WebError> {
    let name = viewer.user.as_ref().map(|user| user.name.clone()).unwrap_or_default();
    let words = if viewer.session.is_some() {
        tf("sign_out.words", &[("name", &name)])
    } else {
        t("sign_out.nobody").to_owned()
    };
    html(&SignOutPage { p: Page::load(&state, &viewer, t("sign_out.title"), Here::Elsewhere).await?, words })
}

/// `POST /sign-out`.
pub async fn out(State(state): State<WebState>, viewer: Viewer, jar: CookieJar) -> Result<Response, WebError> {
    if let Some(hash) = &viewer.session {
        state.store.remove_session(hash).await?;
    }
    let gone = cookie(&state, COOKIE, String::new(), 0);
    Ok((jar.add(gone), Redirect::to("/")).into_response())
}

/// `GET /password`.
pub async fn ask_password(State(state): State<WebState>, viewer: Viewer) -> Result<Response, WebError> {
    show_password(&state, &viewer, None).await
}

async fn show_password(state: &WebState, viewer: &Viewer, wrong: Option<&'static str>) -> Result<Response, WebError> {
    let user = viewer.must()?;
    let page = PasswordPage {
        p: Page::load(state, viewer, t("password.title"), Here::Elsewhere).await?,
        name: user.name.clone(),
        ask_old: !user.password_hash.is_empty(),
        wrong: wrong.map(str::to_owned),
    };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, html(&page)?).into_response())
}

/// The password that was, and the one to be.
#[derive(Debug, Deserialize)]
pub struct NewPassword {
    #[serde(default)]
    old: String,
    new: String,
}

/// `POST /password`. Every other session of the user ends; this browser gets a new one.
pub async fn set_password(
    State(state): State<WebState>,
    viewer: Viewer,
    jar: CookieJar,
    Form(form): Form<NewPassword>,
) -> Result<Response, WebError> {
    let user = viewer.must()?.clone();
    if form.new.chars().count() < SHORTEST_PASSWORD || form.new.len() > LONGEST_PASSWORD {
        return show_password(&state, &viewer, Some(t("password.too_short"))).await;
    }
    if !user.password_hash.is_empty() {
        let key = format!("password {}", user.id);
        state
            .limits
            .allow(&key, state.clock.now_ms(), TRIES, 60_000)
            .map_err(|wait| WebError::TooMany((wait + 999) / 1_000))?;
        let (old, hash) = (form.old, user.password_hash.clone());
        if old.len() > LONGEST_PASSWORD || !in_turn(move || verify_password(&old, &hash)).await? {
            return show_password(&state, &viewer, Some(t("password.wrong_old"))).await;
        }
    }
    let new = form.new;
    let hash = in_turn(move || hash_password(&new)).await??;
    state.store.set_password(user.id, &hash).await?;
    let session = start(&state, user.id).await?;
    Ok((jar.add(session).add(device::known(&state, &user.name)?), Redirect::to("/")).into_response())
}
