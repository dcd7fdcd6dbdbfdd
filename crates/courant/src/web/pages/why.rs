//! Why a story's reports are one story: each member with what joins it to the others.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use courant_store::{ArticleId, StoryCard, StoryId};

use crate::web::card::{count, detail};
use crate::web::error::WebError;
use crate::web::layout::{Here, Page, html};
use crate::web::messages::{t, tf, tn};
use crate::web::reasons;
use crate::web::session::Viewer;
use crate::web::state::WebState;
use crate::web::wishes::{Strength, Verdict, Wishes};

use super::story::{ReportRow, StoryHead, find};
use super::words::{self, WordRow};

#[derive(Template)]
#[template(path = "pages/why.html")]
struct WhyPage {
    p: Page,
    head: StoryHead,
    label: String,
    members: Vec<ReportRow>,
    can_change: bool,
    /// What stands for the story; the others are parted from it.
    lead: Option<ArticleId>,
    words: Vec<WordRow>,
    place: Place,
}

/// Why the story stands where it stands on this reader's front page.
struct Place {
    words: String,
    own: Option<String>,
    /// Whether the reader can change what follows and mutes do.
    can_change: bool,
}

impl WhyPage {
    fn may_part(&self, article: &ArticleId) -> bool {
        self.can_change && self.lead != Some(*article)
    }
}

/// `GET /story/{id}/why`.
pub async fn get(State(state): State<WebState>, viewer: Viewer, Path(id): Path<StoryId>) -> Result<Response, WebError> {
    let story = match find(&state, id, "/why").await? {
        Ok(story) => story,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let detail = detail(&story);
    let teller = state.teller();
    let articles = state.store.story_articles(story.id, viewer.id()).await?;
    let mut members = Vec::with_capacity(articles.len());
    for card in &articles {
        let mut row = ReportRow::new(card, &teller);
        let origin = card.copy_of.and_then(|id| articles.iter().find(|other| other.id == id));
        let evidence = detail.members.iter().find(|member| member.article == card.id);
        let evidence = evidence.map(|member| reasons::evidence(&member.why)).unwrap_or_default();
        row.why = match (origin, evidence) {
            (Some(origin), _) => tf("why.copy_of", &[("publisher", &origin.publisher)]),
            (None, evidence) if !evidence.is_empty() => super::front::capital(&evidence),
            // Evidence was taken between the lead article and each of the others.
            (None, _) if Some(card.id) == story.lead_article_id => t("why.lead").to_owned(),
            (None, _) => t("why.unknown").to_owned(),
        };
        members.push(row);
    }
    let title = tf("why.page_title", &[("story", &story.title)]);
    html(&WhyPage {
        p: Page::load(&state, &viewer, &title, Here::Elsewhere).await?,
        head: StoryHead::new(&story, &teller),
        label: tn("count.articles", members.len() as u64),
        can_change: viewer.must_own().is_ok(),
        lead: story.lead_article_id,
        words: words::rows(&state, story.id, &teller).await?,
        place: place(&state, &viewer, &story).await?,
        members,
    })
}

async fn place(state: &WebState, viewer: &Viewer, story: &StoryCard) -> Result<Place, WebError> {
    let wishes = Wishes::load(state, viewer).await?;
    let verdict = wishes.hold(state, viewer, std::slice::from_ref(story)).await?.remove(&story.id);
    let own = verdict.map(|verdict| match (verdict, wishes.strength) {
        (Verdict::Muted(names), _) => tf("place.muted", &[("names", &names)]),
        (Verdict::Followed(names), Strength::Off) => tf("place.not_raised", &[("names", &names)]),
        (Verdict::Followed(names), Strength::Little | Strength::Much) => tf("place.raised", &[("names", &names)]),
    });
    let values = [
        ("reports", tn("count.reports", count(story.independent))),
        ("outlets", tn("count.outlets", count(story.publishers))),
        ("ago", state.teller().relative(story.last_at).words),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let words = if story.apart { tf("place.apart", &values) } else { tf("place.words", &values) };
    Ok(Place { words, own, can_change: viewer.user.is_some() })
}
