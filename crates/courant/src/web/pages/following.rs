//! All that a reader follows and mutes, what the mutes leave out now, and whether follows count for the order.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use courant_store::{Follow, Followed, StoryCard, StoryId, UserId};
use serde::Deserialize;

use crate::web::card::title_or;
use crate::web::edition::Edition;
use crate::web::error::WebError;
use crate::web::feed_key;
use crate::web::layout::{Here, Lang, Page, encode, html};
use crate::web::messages::{t, tf, tn};
use crate::web::session::Viewer;
use crate::web::since::Gained;
use crate::web::state::WebState;
use crate::web::time::When;
use crate::web::wishes::{RANK_SETTING, Strength, Wishes, href, name};

/// Stories for which sentences are looked for; of the rest, followed longest ago, only new articles are counted.
const MOST_COMPARED: usize = 12;

#[derive(Template)]
#[template(path = "pages/following.html")]
struct FollowingPage {
    p: Page,
    stories: Vec<StoryRow>,
    stories_label: String,
    things: Vec<ThingRow>,
    muted: Vec<ThingRow>,
    left_out: Vec<LeftOutRow>,
    choices: Vec<Choice>,
    /// The feed's address with the reader's key.
    feed: String,
    undo: Option<Undo>,
}

/// A story that the reader follows.
struct StoryRow {
    name: String,
    href: Option<String>,
    title: String,
    lang: Lang,
    last: Option<When>,
    /// "2 new articles, 5 new sentences since 14:05."
    news: String,
    undo: String,
}

/// A tag, a name or a publisher.
struct ThingRow {
    what: &'static str,
    name: String,
    kind: &'static str,
    words: String,
    href: Option<String>,
    /// The page to come back to, which offers to take the taking back back.
    undo: String,
}

/// A story that the mutes leave out of the front page now.
struct LeftOutRow {
    href: String,
    title: String,
    lang: Lang,
    why: String,
    when: When,
}

/// A way in which follows may count.
struct Choice {
    value: &'static str,
    words: &'static str,
    chosen: bool,
}

/// What was taken back a moment ago.
struct Undo {
    words: String,
    what: &'static str,
    name: String,
    how: &'static str,
}

/// What was taken back on this page: what it is, its key, its words, and what it was.
#[derive(Debug, Deserialize)]
pub struct TakenBack {
    what: Option<String>,
    name: Option<String>,
    label: Option<String>,
    was: Option<String>,
}

/// `GET /following`.
pub async fn get(
    State(state): State<WebState>,
    viewer: Viewer,
    Query(taken): Query<TakenBack>,
) -> Result<Response, WebError> {
    let reader = viewer.must()?;
    let (user, feed) = (reader.id, format!("/following.atom?key={}", feed_key::key_of(&state.config.secret, reader)));
    let wishes = Wishes::load(&state, &viewer).await?;
    let edition = Edition::load(&state, &viewer, state.clock.now_ms()).await?;
    let teller = state.teller();
    let (stories, things): (Vec<&Follow>, Vec<&Follow>) =
        wishes.follows.iter().partition(|follow| follow.what == Followed::Story);
    let (muted, things): (Vec<&Follow>, Vec<&Follow>) = things.into_iter().partition(|follow| follow.muted);
    let left_out = edition.muted.iter().map(|(story, names)| LeftOutRow {
        href: format!("/story/{}/why", story.id),
        title: title_or(&story.title),
        lang: Lang::new(&story.language),
        why: tf("follow.you_mute", &[("names", names)]),
        when: teller.relative(story.last_at),
    });
    let p = Page::load(&state, &viewer, t("follow.title"), Here::Following).await?;
    html(&FollowingPage {
        p: Page { feed: Some(feed.clone()), ..p },
        feed,
        stories_label: tn("count.stories", stories.len() as u64),
        stories: story_rows(&state, user, &stories).await?,
        things: things.into_iter().map(thing).collect(),
        muted: muted.into_iter().map(thing).collect(),
        left_out: left_out.collect(),
        choices: Strength::ALL.iter().map(|one| choice(*one, wishes.strength)).collect(),
        undo: undo(taken, &wishes.follows),
    })
}

async fn story_rows(state: &WebState, user: UserId, follows: &[&Follow]) -> Result<Vec<StoryRow>, WebError> {
    let ids: Vec<StoryId> = follows.iter().filter_map(|follow| follow.name.parse().ok()).collect();
    let stories = state.store.stories(&ids).await?;
    let teller = state.teller();
    let mut rows = Vec::with_capacity(follows.len());
    for (position, follow) in follows.iter().enumerate() {
        let story: Option<&StoryCard> =
            stories.iter().find(|story| story.id.to_string() == follow.name && story.articles > 0);
        let news = match story {
            Some(story) => Gained::ahead(state, user, story.id, position < MOST_COMPARED)
                .await?
                .map(|gained| gained.words(&teller)),
            None => Some(String::new()),
        };
        rows.push(StoryRow {
            name: follow.name.clone(),
            href: href(follow),
            title: story.map_or_else(|| t("follow.story_gone").to_owned(), |story| title_or(&story.title)),
            lang: story.map(|story| Lang::new(&story.language)).unwrap_or_default(),
            last: story.map(|story| teller.relative(story.last_at)),
            news: news.unwrap_or_else(|| t("since.never").to_owned()),
            undo: back_with_undo(follow),
        });
    }
    Ok(rows)
}

fn thing(follow: &Follow) -> ThingRow {
    ThingRow {
        what: follow.what.as_str(),
        name: follow.name.clone(),
        kind: match follow.what {
            Followed::Tag => t("tag.label"),
            Followed::Entity => t("entity.other"),
            Followed::Publisher => t("publisher.label"),
            Followed::Story => t("follow.story"),
        },
        words: name(follow),
        href: href(follow),
        undo: back_with_undo(follow),
    }
}

fn back_with_undo(follow: &Follow) -> String {
    if !follow.there {
        // What no article carries any more cannot be followed anew, so nothing is offered that would fail.
        return "/following".to_owned();
    }
    let was = if follow.muted { "mute" } else { "follow" };
    let (what, key, label) = (follow.what.as_str(), encode(&follow.name), encode(&name(follow)));
    format!("/following?what={what}&name={key}&label={label}&was={was}")
}

fn choice(one: Strength, chosen: Strength) -> Choice {
    let words = match one {
        Strength::Off => t("follow.rank_off"),
        Strength::Little => t("follow.rank_little"),
        Strength::Much => t("follow.rank_much"),
    };
    Choice { value: one.as_str(), words, chosen: one == chosen }
}

/// The offer to put back what was taken back; none once it stands again.
fn undo(taken: TakenBack, follows: &[Follow]) -> Option<Undo> {
    let (what, name, label) = (Followed::try_from(taken.what?).ok()?, taken.name?, taken.label?);
    let (how, words) = match taken.was?.as_str() {
        "mute" => ("mute", tf("follow.unmuted", &[("name", &label)])),
        "follow" => ("follow", tf("follow.unfollowed", &[("name", &label)])),
        _ => return None,
    };
    let stands = follows.iter().any(|follow| follow.what == what && follow.name == name);
    (!stands).then_some(Undo { words, what: what.as_str(), name, how })
}

/// How much follows are to count.
#[derive(Debug, Deserialize)]
pub struct Order {
    rank: String,
}

/// `POST /following/order`.
pub async fn order(
    State(state): State<WebState>,
    viewer: Viewer,
    Form(order): Form<Order>,
) -> Result<Response, WebError> {
    let user = viewer.must()?;
    let Some(strength) = Strength::ALL.into_iter().find(|one| one.as_str() == order.rank) else {
        return Err(WebError::BadRequest(t("error.bad_request").to_owned()));
    };
    state.store.set_user_setting(user.id, RANK_SETTING, &strength.as_str().into()).await?;
    Ok(Redirect::to("/following#order").into_response())
}
