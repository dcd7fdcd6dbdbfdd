//! A person, a place or an organisation: what it said word for word, what it is named with, the stories that name it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use courant_core::model::EntityKind;
use courant_core::quotes::positions::Position;
use courant_store::{EntityRow, Followed};

use crate::web::card::{Card, Maker};
use crate::web::error::WebError;
use crate::web::follow_form::FollowForm;
use crate::web::layout::{Here, Lang, Page, encode, html};
use crate::web::list::{SHOWN, stories_words};
use crate::web::messages::{t, tf, tn};
use crate::web::paper::columns_of;
use crate::web::positions;
use crate::web::said;
use crate::web::session::Viewer;
use crate::web::sources_cited::Place;
use crate::web::state::WebState;
use crate::web::time::When;

/// Quotations on the page.
const QUOTES: usize = 20;
/// Other names on the page.
const NAMES: i64 = 12;

#[derive(Template)]
#[template(path = "pages/entity.html")]
struct EntityPage {
    p: Page,
    name: String,
    kind: String,
    count: String,
    empty: String,
    follow: Option<FollowForm>,
    feed: String,
    quotes: Vec<Words>,
    older: bool,
    with: Vec<With>,
    columns: Vec<Vec<Card>>,
}

struct Words {
    text: String,
    lang: Lang,
    place: Place,
    when: When,
    also: Option<String>,
}

struct With {
    href: String,
    name: String,
    articles: String,
}

/// `GET /entity/{entity}`.
pub async fn get(
    State(state): State<WebState>,
    viewer: Viewer,
    Path(entity): Path<String>,
) -> Result<Response, WebError> {
    let row = state.store.entity(&entity).await?;
    let maker = Maker::new(&state, &viewer, None).await?;
    let stories = state.store.stories_with_entity(&entity, SHOWN).await?;
    let said = positions::load(&state, &viewer, &entity, row.kind).await?;
    let with = state.store.named_with(&entity, NAMES).await?;
    let count = stories_words(stories.len());
    let cards = maker.stories(stories).await?;
    let feed = format!("/entity/{}/feed.atom", encode(&entity));
    let p = Page::load(&state, &viewer, &row.name, Here::Elsewhere).await?;
    html(&EntityPage {
        p: Page { feed: Some(feed.clone()), ..p },
        feed,
        kind: kind_words(row.kind).to_owned(),
        count,
        empty: tf("entity.empty", &[("name", &row.name)]),
        follow: FollowForm::load(&state, &viewer, Followed::Entity, &entity, format!("/entity/{}", encode(&entity)))
            .await?,
        older: said.len() > QUOTES,
        quotes: words(&state, said),
        with: with.into_iter().map(other).collect(),
        columns: columns_of(cards),
        name: row.name,
    })
}

fn kind_words(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => t("entity.person"),
        EntityKind::Place => t("entity.place"),
        EntityKind::Organisation => t("entity.organisation"),
        EntityKind::Other => t("entity.other"),
    }
}

fn words(state: &WebState, said: Vec<(Position, Place)>) -> Vec<Words> {
    let teller = state.teller();
    let shown = said.into_iter().take(QUOTES).map(|(position, place)| {
        let others = position.articles.saturating_sub(1) as u64;
        Words {
            lang: Lang::new(&place.language),
            when: teller.relative(position.at),
            also: (others > 0).then(|| tn("entity.also_in", others)),
            text: said::printed(&position.text),
            place,
        }
    });
    shown.collect()
}

fn other(row: EntityRow) -> With {
    let articles = tn("count.articles", u64::try_from(row.articles).unwrap_or(0));
    With { href: format!("/entity/{}", row.entity), name: row.name, articles }
}
