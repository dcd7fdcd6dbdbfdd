//! The stories that name a person, a place or an organisation.

use axum::extract::{Path, State};
use axum::response::Response;
use courant_core::model::EntityKind;

use crate::web::error::WebError;
use crate::web::list::{Heading, SHOWN, show};
use crate::web::messages::{t, tf};
use crate::web::session::Viewer;
use crate::web::state::WebState;

/// `GET /entity/{entity}`.
pub async fn get(
    State(state): State<WebState>,
    viewer: Viewer,
    Path(entity): Path<String>,
) -> Result<Response, WebError> {
    let row = state.store.entity(&entity).await?;
    let stories = state.store.stories_with_entity(&entity, SHOWN).await?;
    let label = match row.kind {
        EntityKind::Person => t("entity.person"),
        EntityKind::Place => t("entity.place"),
        EntityKind::Organisation => t("entity.organisation"),
        EntityKind::Other => t("entity.other"),
    };
    let heading = Heading {
        empty: tf("entity.empty", &[("name", &row.name)]),
        title: row.name,
        label: label.to_owned(),
        link: None,
        more: None,
    };
    show(&state, &viewer, heading, stories).await
}
