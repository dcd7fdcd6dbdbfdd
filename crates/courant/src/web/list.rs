//! A list of stories under one heading: a hashtag's, an entity's, a publisher's page.

use askama::Template;
use axum::response::Response;
use courant_store::StoryCard;

use super::card::{Card, Maker};
use super::error::WebError;
use super::follow_form::FollowForm;
use super::layout::{Here, Page, html};
use super::messages::{number, tf, tn};
use super::paper::columns_of;
use super::session::Viewer;
use super::state::WebState;

/// Stories on one page.
pub const SHOWN: i64 = 60;

/// What a list says above its stories.
pub struct Heading {
    /// The heading.
    pub title: String,
    /// What it is: "Hashtag", "Place".
    pub label: String,
    /// A link beside the heading: the publisher's own site.
    pub link: Option<(String, String)>,
    /// Following and muting what the list is about.
    pub follow: Option<FollowForm>,
    /// The same as a feed.
    pub feed: String,
    /// Words for an empty list.
    pub empty: String,
    /// Where the rest is.
    pub more: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/list.html")]
struct ListPage {
    p: Page,
    heading: Heading,
    count: String,
    columns: Vec<Vec<Card>>,
}

/// "12 stories", or "the newest 60 stories" where the page may not hold all.
pub fn stories_words(stories: usize) -> String {
    let whole = i64::try_from(stories).is_ok_and(|stories| stories < SHOWN);
    if whole { tn("count.stories", stories as u64) } else { tf("count.newest", &[("n", &number(stories as u64))]) }
}

/// The page for `stories`, in their order, made by a maker that is older than they.
pub async fn show(
    state: &WebState,
    viewer: &Viewer,
    maker: Maker<'_>,
    heading: Heading,
    stories: Vec<StoryCard>,
) -> Result<Response, WebError> {
    let count = stories_words(stories.len());
    let cards = maker.stories(stories).await?;
    let p = Page::load(state, viewer, &heading.title, Here::Elsewhere).await?;
    html(&ListPage { p: Page { feed: Some(heading.feed.clone()), ..p }, count, columns: columns_of(cards), heading })
}
