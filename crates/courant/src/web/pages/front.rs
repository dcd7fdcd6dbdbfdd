//! The front page: finite, ranked, laid out as a paper.

use std::collections::BTreeMap;

use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use courant_core::model::Disagreement;
use courant_store::StoryCard;
use serde::Serialize;

use crate::web::card::{Card, Further, Maker, detail, news};
use crate::web::edition::Edition;
use crate::web::error::WebError;
use crate::web::figure::shown;
use crate::web::layout::{Here, Page, html, progress_words};
use crate::web::messages::{t, tf, tn};
use crate::web::paper::{Section, lay_out};
use crate::web::session::{Viewer, noted};
use crate::web::sources_cited::Cited;
use crate::web::state::WebState;
use crate::web::time::When;

#[derive(Template)]
#[template(path = "pages/front.html")]
struct FrontPage {
    p: Page,
    top: Top,
    sections: Vec<Section>,
    brief: Vec<Card>,
    brief_count: String,
    empty: &'static str,
    empty_href: Option<&'static str>,
    end: String,
    muted: Option<String>,
    older: Option<String>,
}

/// The lead story and what stands with it.
#[derive(Default)]
struct Top {
    lead: Option<Card>,
    seconds: Vec<Card>,
    differ: Option<Differ>,
    guide: Option<String>,
}

/// One visible disagreement.
struct Differ {
    subject: String,
    figures: Vec<DifferFigure>,
}

struct DifferFigure {
    text: String,
    publisher: String,
    href: String,
    when: When,
}

/// `GET /`.
pub async fn get(State(state): State<WebState>, viewer: Viewer) -> Result<Response, WebError> {
    let now = state.clock.now_ms();
    let since = match viewer.id() {
        Some(user) if viewer.looks => noted(state.store.touch_visit(user, now).await),
        _ => None,
    };
    let sources = state.store.status(now).await?.sources;
    let maker = Maker::new(&state, &viewer, since).await?;
    let edition = Edition::load(&state, &viewer, now).await?;
    if edition.is_empty() && sources == 0 && !state.config.demo {
        return super::first_run::show(&state, &viewer).await;
    }
    let Edition { stories, mut with, raised, muted, older } = edition;
    let first = stories.first().cloned();
    let mut cards = maker.stories(stories).await?;
    let further = maker.stories(with.values().flatten().cloned().collect()).await?;
    let mut further: BTreeMap<i64, Further> = further.into_iter().map(|card| (card.story, card.into())).collect();
    for card in &mut cards {
        let here = with.remove(&card.story).unwrap_or_default();
        card.further = here.iter().filter_map(|story| further.remove(&story.id)).collect();
        card.because = raised.get(&card.story).map(|names| tf("follow.you_follow", &[("names", names)]));
    }
    let mut page = Page::load(&state, &viewer, "", Here::Front).await?;
    page.feed = Some("/feed.atom".to_owned());
    page.description = tf("front.description", &[("edition", &page.edition)]);
    let teller = state.teller();
    page.news = news(&teller, &cards, since);
    let older = older.then(|| t("front.older").to_owned());
    let end = end_words(&page, &cards);
    let paper = lay_out(cards, &teller);
    let mut top = Top { lead: paper.lead, seconds: paper.seconds, ..Top::default() };
    if let (Some(card), Some(story)) =
        (&top.lead, first.filter(|story| Some(story.id) == top.lead.as_ref().map(|c| c.story)))
    {
        top.guide = (!card.single).then(|| format!("/story/{}", story.id));
        if viewer.full {
            top.differ = differ(&state, &viewer, &story).await?;
        }
    }
    let brief_count = tn("count.stories", paper.brief.len() as u64);
    let (empty, empty_href) =
        if muted.is_empty() { empty_state(&page, sources) } else { (t("front.empty_muted"), None) };
    let muted = (!muted.is_empty()).then(|| tn("front.muted", muted.len() as u64));
    html(&FrontPage {
        p: page,
        top,
        sections: paper.sections,
        brief: paper.brief,
        brief_count,
        empty,
        empty_href,
        end,
        muted,
        older,
    })
}

fn empty_state(page: &Page, sources: i64) -> (&'static str, Option<&'static str>) {
    if page.progress.is_some() {
        (t("front.empty_reading"), None)
    } else if sources == 0 {
        (t("front.empty_no_sources"), Some("/sources"))
    } else {
        (t("front.empty"), Some("/sources"))
    }
}

/// "You’re up to date. 38 stories, 212 articles, 09:40." It counts what is on the page.
fn end_words(page: &Page, cards: &[Card]) -> String {
    let further = || cards.iter().flat_map(|card| &card.further);
    let articles = cards.iter().map(|card| card.articles).chain(further().map(|further| further.articles)).sum();
    let values = [
        ("stories", tn("count.stories", (cards.len() + further().count()) as u64)),
        ("articles", tn("count.articles", articles)),
        ("time", page.edition.clone()),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    match (page.progress.is_some(), cards.is_empty()) {
        (true, _) => tf("front.end_reading", &values),
        (false, true) => tf("front.end_empty", &values),
        (false, false) => tf("front.end", &values),
    }
}

/// Figures shown of one disagreement.
const FIGURES: usize = 3;

async fn differ(state: &WebState, viewer: &Viewer, story: &StoryCard) -> Result<Option<Differ>, WebError> {
    let disagreements: Vec<Disagreement> = detail(story).disagreements;
    let Some(first) = disagreements.into_iter().find(|one| one.figures.len() > 1) else { return Ok(None) };
    let cited = Cited::load(state, viewer, first.figures.iter().map(|figure| &figure.source)).await?;
    let teller = state.teller();
    let figures = first.figures.iter().take(FIGURES).filter_map(|figure| {
        let place = cited.stands(&figure.source, &figure.text)?;
        Some(DifferFigure {
            text: shown(figure),
            publisher: place.publisher,
            href: place.href,
            when: teller.short(figure.at.map_or(place.at, |at| at.as_millisecond())),
        })
    });
    let figures: Vec<_> = figures.collect();
    Ok((figures.len() > 1).then(|| Differ { subject: capital(&first.subject), figures }))
}

/// The words with their first letter upper case.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// What the script asks for while something is being read.
#[derive(Serialize)]
pub struct ProgressAnswer {
    busy: bool,
    words: String,
    version: u64,
}

/// `GET /progress`: the progress line, and whether the page would look different by now.
pub async fn progress(State(state): State<WebState>) -> Json<ProgressAnswer> {
    let reading = state.progress.look().await;
    let words = if reading.busy {
        progress_words(reading)
    } else {
        tf("progress.done", &[("stories", &tn("count.stories", reading.stories))])
    };
    Json(ProgressAnswer { busy: reading.busy, words, version: reading.version })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_keep_the_rest() {
        assert_eq!(capital("people led out"), "People led out");
        assert_eq!(capital("élus présents"), "Élus présents");
        assert_eq!(capital(""), "");
    }
}
