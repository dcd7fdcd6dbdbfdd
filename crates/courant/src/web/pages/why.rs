//! Why a story's reports are one story: each member with what joins it to the others.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use courant_store::{ArticleId, StoryCard, StoryId};

use crate::web::card::{count, detail, title_or};
use crate::web::edition::{Edition, Standing};
use crate::web::error::WebError;
use crate::web::layout::{Here, Lang, Page, html};
use crate::web::messages::{number, t, tf, tn};
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

/// Why the story stands where it stands on this reader's front page, or does not.
#[derive(Default)]
struct Place {
    words: String,
    /// What leads the slot that it stands in.
    lead: Option<StoryLink>,
    /// What stands with it.
    with: Vec<StoryLink>,
    /// What it is ranked by.
    ranked: Option<String>,
    own: Option<String>,
    /// Whether the reader can change what follows and mutes do.
    can_change: bool,
}

/// Another story.
struct StoryLink {
    href: String,
    title: String,
    lang: Lang,
}

impl StoryLink {
    fn new(story: &StoryCard) -> Self {
        Self { href: format!("/story/{}", story.id), title: title_or(&story.title), lang: Lang::new(&story.language) }
    }
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
    let can_change = viewer.user.is_some();
    if let Some(Verdict::Muted(names)) = &verdict {
        let own = Some(tf("place.muted", &[("names", names)]));
        return Ok(Place { words: t("place.hidden").to_owned(), own, can_change, ..Place::default() });
    }
    let now = state.clock.now_ms();
    let edition = Edition::load(state, viewer, now).await?;
    let ago = state.teller().relative(story.last_at).words;
    Ok(match edition.standing(story, now) {
        Standing::Leads { place, of, with } => Place {
            words: tf("place.leads", &[("place", &number(place as u64)), ("of", &number(of as u64))]),
            with: with.iter().map(StoryLink::new).collect(),
            ranked: Some(ranked(story, &ago)),
            own: verdict.and_then(|verdict| own(&verdict, wishes.strength)),
            can_change,
            ..Place::default()
        },
        Standing::With(lead) => {
            let lead = Some(StoryLink::new(lead));
            Place { words: t("place.with_other").to_owned(), lead, can_change, ..Place::default() }
        }
        Standing::TooOld => Place { words: tf("place.too_old", &[("ago", &ago)]), can_change, ..Place::default() },
        Standing::Outranked { of } => Place {
            words: tn("place.outranked", of as u64),
            ranked: Some(ranked(story, &ago)),
            can_change,
            ..Place::default()
        },
    })
}

/// What its rank comes from.
fn ranked(story: &StoryCard, ago: &str) -> String {
    let (reports, outlets) =
        (tn("count.reports", count(story.independent)), tn("count.outlets", count(story.publishers)));
    let values = [("reports", reports.as_str()), ("outlets", &outlets), ("ago", ago)];
    if story.apart { tf("place.apart", &values) } else { tf("place.words", &values) }
}

/// What the reader's follows do to it.
fn own(verdict: &Verdict, strength: Strength) -> Option<String> {
    let Verdict::Followed(names) = verdict else { return None };
    let key = if strength == Strength::Off { "place.not_raised" } else { "place.raised" };
    Some(tf(key, &[("names", names)]))
}
