//! What a person or an organisation said: loaded once for the entity's page and for programs.

use courant_core::model::EntityKind;
use courant_core::quotes::positions::{Heard, Position, positions};

use super::error::WebError;
use super::session::Viewer;
use super::sources_cited::{Cited, Place};
use super::state::WebState;

/// Newest articles that are looked through.
const ARTICLES: i64 = 200;
/// Quotations at most, newest first.
const MOST: usize = 100;

/// The words of the entity, newest first, with the place of each; those that no longer stand in their article are left
/// out. Places say nothing, and an anonymous visitor of a public site sees no words of articles beyond their beginnings.
pub async fn load(
    state: &WebState,
    viewer: &Viewer,
    entity: &str,
    kind: EntityKind,
) -> Result<Vec<(Position, Place)>, WebError> {
    if !viewer.full || kind == EntityKind::Place {
        return Ok(Vec::new());
    }
    let articles = state.store.mentioning(entity, ARTICLES).await?;
    let read = articles.iter().filter_map(|one| Some((one, one.understanding.as_ref()?)));
    let heard: Vec<Heard<'_>> = read
        .map(|(one, known)| Heard {
            article: one.article,
            at: one.at,
            quotes: &known.quotes,
            entities: &known.entities,
        })
        .collect();
    let mut said = positions(entity, &heard);
    said.truncate(MOST);
    let cited = Cited::load(state, viewer, said.iter().map(|position| &position.source)).await?;
    said.retain(|position| cited.holds(&position.source, &position.text));
    let placed = said.into_iter().filter_map(|position| {
        let place = cited.place(&position.source)?;
        Some((position, place))
    });
    Ok(placed.collect())
}
