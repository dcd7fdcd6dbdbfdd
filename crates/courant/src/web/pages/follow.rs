//! Following and muting, and taking either back.

use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use courant_store::Followed;
use serde::Deserialize;

use crate::web::error::WebError;
use crate::web::forms::back;
use crate::web::messages::t;
use crate::web::session::Viewer;
use crate::web::state::WebState;

/// What the reader says of something: `how` is `follow`, `mute` or `no`.
#[derive(Debug, Deserialize)]
pub struct Said {
    what: String,
    name: String,
    how: String,
    back: Option<String>,
}

/// `POST /follow`.
pub async fn post(State(state): State<WebState>, viewer: Viewer, Form(said): Form<Said>) -> Result<Response, WebError> {
    let (user, now) = (viewer.must()?.id, state.clock.now_ms());
    let unclear = || WebError::BadRequest(t("error.bad_request").to_owned());
    let what = Followed::try_from(said.what).map_err(|_| unclear())?;
    match (said.how.as_str(), what) {
        ("follow", _) => state.store.follow(user, what, &said.name, false, now).await?,
        ("mute", Followed::Tag | Followed::Entity | Followed::Publisher) => {
            state.store.follow(user, what, &said.name, true, now).await?;
        }
        ("no", _) => state.store.unfollow(user, what, &said.name).await?,
        _ => return Err(unclear()),
    }
    Ok(Redirect::to(&back(said.back.as_deref(), "/following")).into_response())
}
