//! A publisher's stories.

use axum::extract::{Path, State};
use axum::response::Response;
use courant_store::{Followed, PublisherId};

use crate::web::card::{Maker, count};
use crate::web::error::WebError;
use crate::web::follow_form::FollowForm;
use crate::web::list::{Heading, SHOWN, show};
use crate::web::messages::{t, tf, tn};
use crate::web::session::Viewer;
use crate::web::state::WebState;

/// `GET /publisher/{id}`.
pub async fn get(
    State(state): State<WebState>,
    viewer: Viewer,
    Path(id): Path<PublisherId>,
) -> Result<Response, WebError> {
    let publisher = state.store.publisher(id).await?;
    let maker = Maker::new(&state, &viewer, None).await?;
    let stories = state.store.stories_of_publisher(id, SHOWN).await?;
    let home = &publisher.home_url;
    let link = (home.starts_with("https://") || home.starts_with("http://"))
        .then(|| (home.clone(), tf("publisher.home", &[("name", &publisher.name)])));
    let heading = Heading {
        feed: format!("/publisher/{id}/feed.atom"),
        label: [t("publisher.label"), &tn("count.articles", count(publisher.articles))].join(" · "),
        empty: tf("publisher.empty", &[("name", &publisher.name)]),
        more: (publisher.articles > 0).then(|| format!("/latest?publisher={id}")),
        follow: FollowForm::load(&state, &viewer, Followed::Publisher, &publisher.domain, format!("/publisher/{id}"))
            .await?,
        title: publisher.name,
        link,
    };
    show(&state, &viewer, maker, heading, stories).await
}
