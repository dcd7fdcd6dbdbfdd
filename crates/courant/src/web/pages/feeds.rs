//! Atom feeds of what the pages list: headline, at most forty words, publishers, the way to the original. No full text is
//! ever in them, whoever asks: a feed's address is passed on more easily than a password.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use courant_core::sanitize::{excerpt, well_formed};
use courant_core::tags::spelling::written;
use courant_core::text::deck;
use courant_store::{ArticleCard, Followed, PublisherId, StoryCard};
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use sha2::{Digest, Sha256};

use crate::web::card::{ANONYMOUS_WORDS, detail, title_or};
use crate::web::edition::Edition;
use crate::web::error::WebError;
use crate::web::feed_key;
use crate::web::layout::{TagLink, encode};
use crate::web::messages::{t, tf};
use crate::web::session::Viewer;
use crate::web::state::WebState;
use crate::web::wishes::{Verdict, Wishes};

/// Stories in one feed.
const SHOWN: i64 = 60;
/// Of what a reader follows, the latest that are looked into, and the stories of each.
const FOLLOWS: usize = 100;
const OF_EACH: i64 = 20;

#[derive(Template)]
#[template(path = "feeds/atom.xml")]
struct Feed {
    title: String,
    site: String,
    /// Scheme and host, without a path.
    base: String,
    /// The feed's own address, without a key.
    path: String,
    /// The page that lists the same.
    page: String,
    updated: Timestamp,
    entries: Vec<Entry>,
}

struct Entry {
    story: i64,
    title: String,
    language: String,
    href: String,
    url: Option<String>,
    published: Timestamp,
    updated: Timestamp,
    outlets: Vec<String>,
    tags: Vec<TagLink>,
    summary: String,
}

/// What a request says about its own address and about what the reader's program has already.
pub struct Asked {
    base: String,
    path: String,
    etag: Option<String>,
}

impl Asked {
    fn new(state: &WebState, uri: &Uri, headers: &HeaderMap) -> Self {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let named = text(header::HOST).or_else(|| uri.authority().map(|authority| authority.as_str()));
        let scheme = if state.config.https { "https" } else { "http" };
        Self {
            base: format!("{scheme}://{}", named.unwrap_or("localhost")),
            path: uri.path().to_owned(),
            etag: text(header::IF_NONE_MATCH).map(str::to_owned),
        }
    }
}

/// `GET /feed.atom`: the front page, in its order, each with what stands there with it.
pub async fn front(
    State(state): State<WebState>,
    viewer: Viewer,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let Edition { stories, mut with, .. } = Edition::load(&state, &viewer, state.clock.now_ms()).await?;
    let slot = |story: StoryCard| {
        let others = with.remove(&story.id).unwrap_or_default();
        std::iter::once(story).chain(others)
    };
    let stories = stories.into_iter().flat_map(slot).collect();
    let asked = Asked::new(&state, &uri, &headers);
    answer(&state, asked, t("front.title"), "/", stories).await
}

/// `GET /tag/{tag}/feed.atom`.
pub async fn tag(
    State(state): State<WebState>,
    Path(tag): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let row = state.store.tag(&tag.to_lowercase()).await?;
    let stories = state.store.stories_with_tag(&row.tag, SHOWN).await?;
    let asked = Asked::new(&state, &uri, &headers);
    answer(&state, asked, &format!("#{}", written(&row.label)), &format!("/tag/{}", encode(&row.tag)), stories).await
}

/// `GET /entity/{entity}/feed.atom`.
pub async fn entity(
    State(state): State<WebState>,
    Path(entity): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let row = state.store.entity(&entity).await?;
    let stories = state.store.stories_with_entity(&entity, SHOWN).await?;
    let asked = Asked::new(&state, &uri, &headers);
    answer(&state, asked, &row.name, &format!("/entity/{}", encode(&entity)), stories).await
}

/// `GET /publisher/{id}/feed.atom`.
pub async fn publisher(
    State(state): State<WebState>,
    Path(id): Path<PublisherId>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let publisher = state.store.publisher(id).await?;
    let stories = state.store.stories_of_publisher(id, SHOWN).await?;
    let asked = Asked::new(&state, &uri, &headers);
    answer(&state, asked, &publisher.name, &format!("/publisher/{id}"), stories).await
}

/// `GET /following.atom?key=`: the newest stories that carry what the reader follows and nothing that they mute.
pub async fn following(
    State(state): State<WebState>,
    viewer: Viewer,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    viewer.must()?;
    let wishes = Wishes::load(&state, &viewer).await?;
    let stories = followed(&state, &wishes).await?;
    let verdicts = wishes.hold(&state, &viewer, &stories).await?;
    let wanted = stories.into_iter().filter(|story| matches!(verdicts.get(&story.id), Some(Verdict::Followed(_))));
    let mut wanted: Vec<StoryCard> = wanted.collect();
    wanted.sort_by_key(|story| std::cmp::Reverse((story.last_at, story.id)));
    wanted.truncate(usize::try_from(SHOWN).unwrap_or(0));
    let asked = Asked::new(&state, &uri, &headers);
    answer(&state, asked, t("follow.title"), "/following", wanted).await
}

async fn followed(state: &WebState, wishes: &Wishes) -> Result<Vec<StoryCard>, WebError> {
    let store = &state.store;
    let mut all = Vec::new();
    for follow in wishes.follows.iter().filter(|follow| !follow.muted).take(FOLLOWS) {
        let found = match (follow.what, follow.publisher) {
            (Followed::Tag, _) => store.stories_with_tag(&follow.name, OF_EACH).await?,
            (Followed::Entity, _) => store.stories_with_entity(&follow.name, OF_EACH).await?,
            (Followed::Publisher, Some(publisher)) => store.stories_of_publisher(publisher, OF_EACH).await?,
            (Followed::Publisher, None) => Vec::new(),
            (Followed::Story, _) => store.stories(&follow.name.parse().into_iter().collect::<Vec<_>>()).await?,
        };
        all.extend(found);
    }
    let mut seen = BTreeSet::new();
    all.retain(|story| story.articles > 0 && seen.insert(story.id));
    // In the order of their ids, as what they carry is looked up.
    all.sort_by_key(|story| story.id);
    Ok(all)
}

/// `POST /following/feed`: the reader's feed gets another address, and the old one ends.
pub async fn renew(State(state): State<WebState>, viewer: Viewer) -> Result<Response, WebError> {
    feed_key::renew(&state, viewer.must()?).await?;
    Ok(Redirect::to("/following#feed").into_response())
}

async fn answer(
    state: &WebState,
    asked: Asked,
    title: &str,
    page: &str,
    stories: Vec<StoryCard>,
) -> Result<Response, WebError> {
    let leads: Vec<i64> = stories.iter().filter_map(|story| story.lead_article_id).collect();
    let leads = state.store.cards(&leads, None).await?;
    let entries = stories
        .iter()
        .filter_map(|story| entry(story, leads.iter().find(|lead| Some(lead.id) == story.lead_article_id)?));
    let entries: Vec<Entry> = entries.collect();
    let updated = entries.iter().map(|entry| entry.updated).max().unwrap_or(Timestamp::UNIX_EPOCH);
    let site = state.config.title.clone();
    let title = tf("feed.title", &[("title", title), ("site", &site)]);
    let Asked { base, path, etag: known } = asked;
    let body = Feed { title, site, base, path, page: page.to_owned(), updated, entries }.render()?;
    // One control in any outlet's name, tag or link would make all of it unreadable.
    let body = well_formed(&body).into_owned();
    let etag = format!("W/\"{}\"", &URL_SAFE_NO_PAD.encode(Sha256::digest(body.as_bytes()))[..22]);
    let modified = DateTimePrinter::new().timestamp_to_rfc9110_string(&updated).unwrap_or_default();
    let unchanged = match &known {
        Some(known) => known.split(',').any(|one| one.trim() == etag || one.trim() == "*"),
        // The newest moment says nothing of a headline that was changed, or of an older report that was found late.
        None => false,
    };
    let headers = [(header::ETAG, etag), (header::LAST_MODIFIED, modified)];
    if unchanged {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    Ok((headers, [(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")], body).into_response())
}

fn entry(story: &StoryCard, lead: &ArticleCard) -> Option<Entry> {
    let detail = detail(story);
    let words = if story.lead.is_empty() { &lead.description } else { &story.lead };
    let title = if story.title.is_empty() { &lead.title } else { &story.title };
    // To the second: nothing finer is said by a publisher.
    let moment = |ms: i64| Timestamp::from_second(ms.div_euclid(1_000)).ok();
    Some(Entry {
        story: story.id,
        title: title_or(title),
        language: story.language.clone(),
        href: if story.articles > 1 { format!("/story/{}", story.id) } else { format!("/article/{}", lead.id) },
        url: Some(lead.url.clone()).filter(|url| url.starts_with("https://") || url.starts_with("http://")),
        published: moment(story.first_at)?,
        updated: moment(story.last_at)?,
        outlets: if detail.outlets.is_empty() { vec![lead.publisher.clone()] } else { detail.outlets },
        tags: detail.tags.iter().map(|tag| TagLink::new(&tag.tag, &tag.label)).collect(),
        summary: excerpt(deck::of(words, title), ANONYMOUS_WORDS),
    })
}
