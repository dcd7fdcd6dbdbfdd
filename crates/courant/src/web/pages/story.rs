//! A story: the verbs, what is known with its places, figures that differ, reports with copies under them,
//! timeline, quotes, hashtags, related, comments. What is empty is left out.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use courant_core::model::{SourceSpan, StoryDetail};
use courant_core::sanitize::excerpt;
use courant_core::text::deck;
use courant_store::{ArticleCard, ArticleId, Followed, StoryCard, StoryId, StoryState};

use crate::web::card::{Picture, count, detail, picture, title_or};
use crate::web::differ::{DifferRow, differ};
use crate::web::error::WebError;
use crate::web::follow_form::FollowForm;
use crate::web::kind::kind_words;
use crate::web::layout::{Here, Lang, Page, TagLink, html};
use crate::web::messages::{t, tf, tn};
use crate::web::reasons;
use crate::web::said;
use crate::web::session::Viewer;
use crate::web::since::{Block, Gained};
use crate::web::sources_cited::{Cited, Place};
use crate::web::state::WebState;
use crate::web::thread::{Thread, ThreadQuery};
use crate::web::time::{Teller, When};

#[derive(Template)]
#[template(path = "pages/story.html")]
struct StoryPage {
    p: Page,
    head: StoryHead,
    lead: String,
    known: Vec<Known>,
    known_label: String,
    image: Option<Picture>,
    differ: Vec<DifferRow>,
    differ_label: String,
    reports: Vec<Report>,
    reports_label: String,
    line: Vec<Event>,
    quotes: Vec<Said>,
    tags: Vec<TagLink>,
    related: Vec<RelatedStory>,
    thread: Thread,
    saved: bool,
    unread: bool,
    /// What had arrived when the page was made: a mark reaches no further.
    upto: i64,
    follow: Option<FollowForm>,
    since: Option<Block>,
}

/// What stands above every page of a story.
#[derive(Debug, Clone)]
pub struct StoryHead {
    /// The story's own page.
    pub href: String,
    /// Its headline.
    pub title: String,
    /// The headline's language.
    pub lang: Lang,
    /// "7 outlets".
    pub outlets: String,
    /// "3 independent reports".
    pub reports: String,
    /// The first report.
    pub first: When,
    /// The latest report.
    pub last: When,
    /// Whether several articles report it: only then do the counts say anything.
    pub several: bool,
    /// Kept apart from stories: a live blog, a round-up.
    pub apart: bool,
}

impl StoryHead {
    /// The head of one story.
    pub fn new(story: &StoryCard, teller: &Teller) -> Self {
        Self {
            href: format!("/story/{}", story.id),
            title: title_or(&story.title),
            lang: Lang::new(&story.language),
            outlets: tn("count.outlets", count(story.publishers)),
            reports: tn("count.reports", count(story.independent)),
            first: teller.short(story.first_at),
            last: teller.relative(story.last_at),
            several: story.articles > 1,
            apart: story.apart,
        }
    }
}

struct Known {
    text: String,
    lang: Lang,
    places: Vec<Place>,
}

/// One report with its copies.
pub struct Report {
    row: ReportRow,
    copies: Vec<ReportRow>,
    copies_label: String,
}

/// One article in a list.
pub struct ReportRow {
    /// The article.
    pub id: ArticleId,
    /// Where it leads.
    pub href: String,
    /// Its headline.
    pub title: String,
    /// The headline's language.
    pub lang: Lang,
    /// The outlet.
    pub publisher: String,
    /// "Wenna Tolbrook, Jorin Haddeby".
    pub authors: String,
    /// When it came out.
    pub when: When,
    /// Read by the reader.
    pub read: bool,
    /// "Opinion", where it is no plain report.
    pub kind: Option<&'static str>,
    /// Why it is where it is, where the page says so.
    pub why: String,
}

impl ReportRow {
    /// The row of one article.
    pub fn new(card: &ArticleCard, teller: &Teller) -> Self {
        Self {
            id: card.id,
            href: format!("/article/{}", card.id),
            title: title_or(&card.title),
            lang: Lang::new(&card.language),
            publisher: card.publisher.clone(),
            authors: card.authors.join(", "),
            when: teller.relative(card.at),
            read: card.read,
            kind: kind_words(card.kind),
            why: String::new(),
        }
    }
}

#[derive(Template)]
#[template(path = "pages/story_gone.html")]
struct GonePage {
    p: Page,
    thread: Thread,
}

struct Event {
    when: When,
    text: String,
    lang: Lang,
    place: Option<Place>,
}

struct Said {
    text: String,
    lang: Lang,
    speaker: Option<String>,
    place: Option<Place>,
    when: When,
}

struct RelatedStory {
    href: String,
    title: String,
    lang: Lang,
    why: String,
    publisher: String,
    when: When,
}

/// The story by id, and where to go instead when it was merged into another. Of one whose articles are all gone there is none but
/// the page itself, for the comments on it.
pub async fn find(state: &WebState, id: StoryId, tail: &str) -> Result<Result<StoryCard, Response>, WebError> {
    let story = state.store.story(id).await?;
    if story.id != id {
        return Ok(Err(Redirect::permanent(&format!("/story/{}{tail}", story.id)).into_response()));
    }
    if story.articles == 0 && !tail.is_empty() {
        return Err(WebError::NotFound);
    }
    Ok(Ok(story))
}

/// `GET /story/{id}`.
pub async fn get(
    State(state): State<WebState>,
    viewer: Viewer,
    Path(id): Path<StoryId>,
    Query(query): Query<ThreadQuery>,
) -> Result<Response, WebError> {
    let story = match find(&state, id, "").await? {
        Ok(story) => story,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let upto = state.store.last_arrival_seq().await?;
    // First what is new: an article that comes between is then new the next time, and never passed over.
    let gained = match viewer.id() {
        Some(user) if viewer.looks => Gained::visit(&state, user, story.id).await?,
        _ => None,
    };
    let articles = state.store.story_articles(story.id, viewer.id()).await?;
    if articles.is_empty() {
        return gone(&state, &viewer, story.id, &query).await;
    }
    if let [only] = articles.as_slice() {
        return Ok(Redirect::temporary(&format!("/article/{}", only.id)).into_response());
    }
    let detail = detail(&story);
    let shown = if viewer.full {
        detail.clone()
    } else {
        StoryDetail { tags: detail.tags.clone(), related: detail.related.clone(), ..StoryDetail::default() }
    };
    let gains = gained.iter().flat_map(Gained::spans);
    let cited = Cited::load(&state, &viewer, spans(&shown).chain(gains)).await?;
    let teller = state.teller();
    let mut page = Page::load(&state, &viewer, &title_or(&story.title), Here::Elsewhere).await?;
    page.description = excerpt(deck::of(&story.lead, &story.title), 40);
    if !viewer.full {
        let lead = articles.iter().find(|card| Some(card.id) == story.lead_article_id).or(articles.first());
        page.canonical = lead.map(|card| card.url.clone());
    }
    let states = match viewer.id() {
        Some(user) => state.store.story_states(user, &[story.id]).await?,
        None => Vec::<StoryState>::new(),
    };
    let own = states.first();
    let follow =
        FollowForm::load(&state, &viewer, Followed::Story, &story.id.to_string(), format!("/story/{}", story.id))
            .await?;
    let reports = reports(&articles, &detail, &teller);
    let independent = tn("count.reports", count(story.independent));
    let thread = Thread::load(&state, &viewer, story.id, None, &query).await?;
    let known = known(&shown, &cited);
    let differ = differ(&shown.disagreements, &cited, &articles, &teller);
    html(&StoryPage {
        head: StoryHead::new(&story, &teller),
        lead: if known.is_empty() { excerpt(deck::of(&story.lead, &story.title), 40) } else { String::new() },
        known_label: tn("story.known_label", known.len() as u64),
        known,
        image: image(&state, &viewer, &shown),
        differ_label: tn("story.differ_label", differ.iter().filter(|row| row.first).count() as u64),
        differ,
        reports,
        reports_label: tf(
            "story.reports_label",
            &[("outlets", &tn("count.outlets", count(story.publishers))), ("reports", &independent)],
        ),
        line: line(&shown, &cited, &teller),
        quotes: quotes(&shown, &cited, &teller),
        tags: shown.tags.iter().map(|tag| TagLink::new(&tag.tag, &tag.label)).collect(),
        related: related(&state, &shown, &teller).await?,
        thread,
        saved: own.is_some_and(|own| own.saved > 0),
        unread: own.is_some_and(|own| own.unread > 0),
        upto,
        since: gained
            .and_then(|gained| gained.block(&cited, &teller, follow.as_ref().is_some_and(|follow| follow.followed))),
        follow,
        p: page,
    })
}

/// What readers wrote is theirs and outlives the reports: it can be read, changed and deleted here, and nothing is added.
async fn gone(state: &WebState, viewer: &Viewer, story: StoryId, query: &ThreadQuery) -> Result<Response, WebError> {
    let mut thread = Thread::load(state, viewer, story, None, query).await?;
    if thread.roots.is_empty() {
        return Err(WebError::NotFound);
    }
    thread.closed = "";
    thread.answerable = false;
    thread.form = thread.form.filter(|form| form.editing);
    html(&GonePage { p: Page::load(state, viewer, t("story.gone"), Here::Elsewhere).await?, thread })
}

fn spans(detail: &StoryDetail) -> impl Iterator<Item = &SourceSpan> {
    let summary = detail.summary.iter().flat_map(|sentence| &sentence.sources);
    let figures = detail.disagreements.iter().flat_map(|one| one.figures.iter().map(|figure| &figure.source));
    let events = detail.timeline.iter().map(|event| &event.source);
    let quotes = detail.quotes.iter().map(|quote| &quote.source);
    summary.chain(figures).chain(events).chain(quotes)
}

/// A sentence that stands in no report any more is not shown.
fn known(detail: &StoryDetail, cited: &Cited) -> Vec<Known> {
    let sentences = detail.summary.iter().map(|sentence| {
        let places: Vec<Place> =
            sentence.sources.iter().filter_map(|span| cited.stands(span, &sentence.text)).collect();
        let lang = places.first().map(|place| Lang::new(&place.language)).unwrap_or_default();
        Known { text: sentence.text.clone(), lang, places }
    });
    sentences.filter(|known| !known.places.is_empty()).collect()
}

fn image(state: &WebState, viewer: &Viewer, detail: &StoryDetail) -> Option<Picture> {
    let image = detail.image.as_ref()?;
    let stored = courant_store::Image {
        url: image.url.clone(),
        alt: image.alt.clone(),
        caption: image.caption.clone(),
        credit: image.credit.clone(),
        width: Some(i64::from(image.width)),
        height: Some(i64::from(image.height)),
    };
    picture(state, viewer, &stored, 720)
}

/// Reports newest first, the copies of one text under the one they repeat.
pub fn reports(articles: &[ArticleCard], detail: &StoryDetail, teller: &Teller) -> Vec<Report> {
    let ids: Vec<i64> = articles.iter().map(|card| card.id).collect();
    let origin = |card: &ArticleCard| {
        card.copy_of.or_else(|| detail.copies.get(&card.id).copied()).filter(|id| *id != card.id && ids.contains(id))
    };
    let mut copies: BTreeMap<i64, Vec<ReportRow>> = BTreeMap::new();
    for card in articles {
        if let Some(origin) = origin(card) {
            copies.entry(origin).or_default().push(ReportRow::new(card, teller));
        }
    }
    let first = articles.iter().rev().filter(|card| origin(card).is_none());
    first
        .map(|card| {
            let copies = copies.remove(&card.id).unwrap_or_default();
            let copies_label = tn("story.copies", copies.len() as u64);
            Report { row: ReportRow::new(card, teller), copies, copies_label }
        })
        .collect()
}

fn line(detail: &StoryDetail, cited: &Cited, teller: &Teller) -> Vec<Event> {
    let events = detail.timeline.iter().map(|event| {
        let place = cited.stands(&event.source, &event.text);
        Event {
            when: teller.stated(event.at.as_millisecond(), event.has_time),
            text: event.text.clone(),
            lang: place.as_ref().map(|place| Lang::new(&place.language)).unwrap_or_default(),
            place,
        }
    });
    events.filter(|event| event.place.is_some()).collect()
}

fn quotes(detail: &StoryDetail, cited: &Cited, teller: &Teller) -> Vec<Said> {
    let quotes = detail.quotes.iter().map(|quote| {
        let place = cited.stands(&quote.source, &quote.text);
        let at = quote.at.map(|at| at.as_millisecond()).or(place.as_ref().map(|place| place.at));
        Said {
            text: said::printed(&quote.text),
            lang: place.as_ref().map(|place| Lang::new(&place.language)).unwrap_or_default(),
            speaker: quote.speaker.clone(),
            when: teller.short(at.unwrap_or_default()),
            place,
        }
    });
    quotes.filter(|quote| quote.place.is_some()).collect()
}

async fn related(state: &WebState, detail: &StoryDetail, teller: &Teller) -> Result<Vec<RelatedStory>, WebError> {
    let ids: Vec<i64> = detail.related.iter().map(|link| link.story).collect();
    let stories = state.store.stories(&ids).await?;
    let leads: Vec<i64> = stories.iter().filter_map(|story| story.lead_article_id).collect();
    let leads = state.store.cards(&leads, None).await?;
    let links = detail.related.iter().filter_map(|link| {
        let story = stories.iter().find(|story| story.id == link.story)?;
        let lead = leads.iter().find(|card| Some(card.id) == story.lead_article_id);
        let outlets = self::detail(story).outlets;
        Some(RelatedStory {
            href: format!("/story/{}", story.id),
            // As it is headed now: the headline that the link was made with may have been taken back since.
            title: title_or(&story.title),
            lang: Lang::new(&story.language),
            why: reasons::sentence(link.kind, &link.why),
            publisher: outlets.first().cloned().unwrap_or_else(|| tn("count.outlets", count(story.publishers))),
            // Of the report whose headline it is: beside "17 days earlier" the moment of the latest would be another.
            when: teller.relative(lead.map_or(story.last_at, |lead| lead.at)),
        })
    });
    Ok(links.collect())
}
