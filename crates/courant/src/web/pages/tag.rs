//! A hashtag's stories.

use axum::extract::{Path, State};
use axum::response::Response;
use courant_core::tags::spelling::written;
use courant_store::Followed;

use crate::web::card::Maker;
use crate::web::error::WebError;
use crate::web::follow_form::FollowForm;
use crate::web::layout::encode;
use crate::web::list::{Heading, SHOWN, show};
use crate::web::messages::{t, tf};
use crate::web::session::Viewer;
use crate::web::state::WebState;

/// `GET /tag/{tag}`.
pub async fn get(State(state): State<WebState>, viewer: Viewer, Path(tag): Path<String>) -> Result<Response, WebError> {
    let tag = tag.to_lowercase();
    let row = state.store.tag(&tag).await?;
    let maker = Maker::new(&state, &viewer, None).await?;
    let stories = state.store.stories_with_tag(&tag, SHOWN).await?;
    let label = written(&row.label);
    let heading = Heading {
        feed: format!("/tag/{}/feed.atom", encode(&row.tag)),
        title: format!("#{label}"),
        label: t("tag.label").to_owned(),
        link: None,
        follow: FollowForm::load(&state, &viewer, Followed::Tag, &row.tag, format!("/tag/{}", encode(&row.tag)))
            .await?,
        empty: tf("tag.empty", &[("tag", &label)]),
        more: None,
    };
    show(&state, &viewer, maker, heading, stories).await
}
