//! An article: headline; publisher, author, time and the way to the publisher; picture; text; hashtags; reading
//! help; related with reasons; comments.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use courant_core::model::Access;
use courant_core::sanitize::excerpt;
use courant_store::{ArticleCard, ArticleId, ArticlePage as Stored, Followed, Origin, RelatedCard};

use crate::web::card::{ANONYMOUS_WORDS, Picture, picture, title_or};
use crate::web::error::WebError;
use crate::web::follow_form::FollowForm;
use crate::web::kind::kind_words;
use crate::web::layout::{Here, Lang, NameLink, Page, TagLink, html};
use crate::web::markup::{paragraphs, prepare};
use crate::web::messages::{t, tf, tn};
use crate::web::picture_link;
use crate::web::reasons;
use crate::web::session::{Viewer, noted};
use crate::web::state::WebState;
use crate::web::thread::{Thread, ThreadQuery};
use crate::web::time::{Teller, When};

use super::story::StoryHead;

#[derive(Template)]
#[template(path = "pages/article.html")]
struct ArticlePage {
    p: Page,
    id: ArticleId,
    title: String,
    lang: Lang,
    publisher: String,
    publisher_href: String,
    authors: String,
    when: When,
    updated: Option<When>,
    url: Option<String>,
    read_at: String,
    kind: Option<&'static str>,
    story: Option<StoryHead>,
    copy: Option<Copy>,
    image: Option<Picture>,
    body: String,
    plain: Vec<String>,
    notes: Vec<Note>,
    changes: Option<String>,
    tags: Vec<TagLink>,
    names: Vec<NameLink>,
    ask: Option<String>,
    thread: Option<Thread>,
    related: Vec<RelatedRow>,
    nothing_related: String,
    saved: bool,
    /// Following the story that the article alone tells; longer ones are followed on their own page.
    follow: Option<FollowForm>,
}

/// What a reader must know about the text.
struct Note {
    words: String,
    /// Words that lead to the publisher's page, where the note itself says to read on.
    rest: Option<&'static str>,
}

impl Note {
    fn of(words: impl Into<String>) -> Self {
        Self { words: words.into(), rest: None }
    }
}

/// What the article repeats.
struct Copy {
    href: String,
    words: String,
}

struct RelatedRow {
    href: String,
    title: String,
    lang: Lang,
    why: String,
    publisher: String,
    when: When,
}

/// `GET /article/{id}`. Opening an article marks it read; fetching it ahead does not.
pub async fn get(
    State(state): State<WebState>,
    viewer: Viewer,
    Path(id): Path<ArticleId>,
    Query(query): Query<ThreadQuery>,
) -> Result<Response, WebError> {
    let stored = state.store.article_page(id, viewer.id()).await?;
    if stored.card.id != id {
        return Ok(Redirect::permanent(&format!("/article/{}", stored.card.id)).into_response());
    }
    if let Some(user) = viewer.id().filter(|_| viewer.looks) {
        noted(state.store.set_opened(user, id, state.clock.now_ms()).await);
    }
    if let (Some(user), Some(story)) =
        (viewer.id().filter(|_| viewer.looks), stored.story.as_ref().filter(|story| story.articles == 1))
    {
        // The article is all that its story's page would show.
        noted(state.store.touch_story(user, story.id, state.clock.now_ms()).await.map(Some));
    }
    let card = &stored.card;
    let teller = state.teller();
    let title = title_or(&card.title);
    let mut p = Page::load(
        &state,
        &viewer,
        &tf("article.title", &[("title", &title), ("publisher", &card.publisher)]),
        Here::Elsewhere,
    )
    .await?;
    p.article = true;
    p.description = excerpt(&card.description, ANONYMOUS_WORDS);
    let url = web_address(&card.url);
    p.canonical = url.clone().filter(|_| state.config.public);
    let thread = match &stored.story {
        Some(story) => Some(Thread::load(&state, &viewer, story.id, Some(id), &query).await?),
        None => None,
    };
    let (body, plain) = body(&state, &viewer, &stored);
    let follow = match stored.story.as_ref().filter(|story| story.articles == 1) {
        Some(story) => {
            FollowForm::load(&state, &viewer, Followed::Story, &story.id.to_string(), format!("/article/{id}")).await?
        }
        None => None,
    };
    let page = ArticlePage {
        p,
        id,
        title,
        lang: Lang::new(&card.language),
        publisher: card.publisher.clone(),
        publisher_href: format!("/publisher/{}", card.publisher_id),
        authors: card.authors.join(", "),
        // A claim that lies ahead of our own reading is not repeated.
        when: teller.absolute(card.at),
        updated: card
            .updated_at
            .filter(|at| *at > card.at + 60_000 && *at <= teller.now_ms())
            .map(|at| teller.relative(at)),
        read_at: tf("article.read_at", &[("publisher", &card.publisher)]),
        url,
        kind: kind_words(card.kind),
        story: stored.story.as_ref().filter(|story| story.articles > 1).map(|story| StoryHead::new(story, &teller)),
        copy: stored.copy_of.as_ref().map(copy),
        image: lead_image(&state, &viewer, &stored),
        notes: notes(&viewer, &stored),
        changes: (viewer.full && !stored.revisions.is_empty()).then(|| format!("/article/{id}/changes")),
        body,
        plain,
        tags: stored.tags.iter().map(|tag| TagLink::new(&tag.tag, &tag.label)).collect(),
        names: names(&state, id).await?,
        ask: stored.story.as_ref().filter(|_| viewer.full).map(|story| format!("/story/{}", story.id)),
        thread,
        related: each_text_once(&stored.related).map(|related| related_row(related, &teller)).collect(),
        nothing_related: nothing_related(&state).await?,
        saved: card.saved,
        follow,
    };
    html(&page)
}

/// Names shown under an article.
const NAMES: usize = 10;

/// Who and what the article names, most often first.
async fn names(state: &WebState, id: ArticleId) -> Result<Vec<NameLink>, WebError> {
    let rows = state.store.entities_of(id).await?;
    Ok(rows.iter().take(NAMES).map(|row| NameLink::new(&row.entity, &row.name)).collect())
}

/// The address when a browser may follow it: anything but the web's own schemes is no link.
fn web_address(url: &str) -> Option<String> {
    (url.starts_with("https://") || url.starts_with("http://")).then(|| url.to_owned())
}

async fn nothing_related(state: &WebState) -> Result<String, WebError> {
    let status = state.store.status(state.clock.now_ms()).await?;
    let sources = crate::web::card::count(status.sources);
    // Articles may have come by import alone.
    Ok(if sources == 0 { t("article.nothing_related.none").to_owned() } else { tn("article.nothing_related", sources) })
}

/// The text as HTML with addressed paragraphs, or as plain paragraphs: where there is no HTML, and for an anonymous
/// visitor of a public site the first words alone.
fn body(state: &WebState, viewer: &Viewer, stored: &Stored) -> (String, Vec<String>) {
    if !viewer.full {
        let words = if stored.card.description.is_empty() { &stored.text } else { &stored.card.description };
        let words = excerpt(words, ANONYMOUS_WORDS);
        return (String::new(), Some(words).filter(|words| !words.is_empty()).into_iter().collect());
    }
    let secret = state.config.secret;
    let proxied = move |url: &str| web_address(url).map(|url| picture_link::sign(&secret, 1040, &url));
    if stored.html.trim().is_empty() {
        return (String::new(), paragraphs(&stored.text).map(|(_, words)| words.to_owned()).collect());
    }
    (prepare(&stored.html, &stored.text, &proxied), Vec::new())
}

/// The lead picture, unless the text itself shows it.
fn lead_image(state: &WebState, viewer: &Viewer, stored: &Stored) -> Option<Picture> {
    let image = stored.card.image.as_ref()?;
    let within = stored.html.contains(&image.url) || stored.html.contains(&image.url.replace('&', "&amp;"));
    if within {
        return None;
    }
    picture(state, viewer, image, 1040)
}

/// What a reader must know about the text they see: how much of it there is, and why.
fn notes(viewer: &Viewer, stored: &Stored) -> Vec<Note> {
    let card = &stored.card;
    let mut notes = Vec::new();
    if !viewer.full {
        notes.push(Note::of(t("article.excerpt")));
        return notes;
    }
    if card.origin == Origin::Feed {
        notes.push(feed_note(&stored.text));
    }
    match card.access {
        Access::Paywalled => notes.push(Note::of(t("article.paywalled"))),
        Access::Truncated if card.origin == Origin::Page => notes.push(Note::of(t("article.truncated"))),
        Access::Metered | Access::Truncated | Access::Free => {}
    }
    if let Some(problem) = card.problem.as_ref().filter(|problem| !problem.trim().is_empty()) {
        notes.push(Note::of(tf("article.problem", &[("problem", problem.trim())])));
    }
    notes
}

/// "The publisher’s feed gives two sentences. Read the rest there." Counted, never guessed.
fn feed_note(text: &str) -> Note {
    const NAMED: u64 = 10;
    let sentences = sentences(text);
    let words = match sentences {
        0 => t("article.feed_nothing").to_owned(),
        1..=NAMED => {
            let names = t("count.names");
            let name = usize::try_from(sentences).ok().and_then(|n| names.split_whitespace().nth(n)).unwrap_or("");
            crate::web::messages::tnf("article.feed", sentences, &[("name", name)])
        }
        _ => return Note::of(t("article.feed_long")),
    };
    Note { words, rest: Some(t("article.rest")) }
}

/// Sentences by their end marks: rough, but the same for every reader.
fn sentences(text: &str) -> u64 {
    paragraphs(text).map(|(_, paragraph)| sentences_in(paragraph)).sum()
}

/// How many sentences a paragraph has: runs that end in a mark before a space or the end, and the rest. A quotation
/// that ends in a mark and goes on in lower case is one sentence with what follows.
fn sentences_in(paragraph: &str) -> u64 {
    let letters: Vec<char> = paragraph.trim().chars().collect();
    let (mut count, mut open, mut at) = (0, false, 0);
    while at < letters.len() {
        let letter = letters[at];
        at += 1;
        if letter.is_alphanumeric() {
            open = true;
            continue;
        }
        if !matches!(letter, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।') {
            continue;
        }
        while at < letters.len() && matches!(letters[at], '”' | '"' | '’' | '»' | ')' | '“' | '.' | '!' | '?') {
            at += 1;
        }
        let wide = matches!(letter, '。' | '！' | '？');
        let spaced = letters.get(at).is_none_or(|next| next.is_whitespace());
        let goes_on = letters[at..].iter().find(|next| next.is_alphanumeric()).is_some_and(|next| next.is_lowercase());
        if open && (wide || (spaced && !goes_on)) {
            count += 1;
            open = false;
        }
    }
    count + u64::from(open)
}

fn copy(origin: &ArticleCard) -> Copy {
    Copy { href: format!("/article/{}", origin.id), words: tf("article.copy_of", &[("publisher", &origin.publisher)]) }
}

/// Without the copies of what is listed, and of one text that is not listed only the first.
fn each_text_once(related: &[RelatedCard]) -> impl Iterator<Item = &RelatedCard> {
    let listed: BTreeSet<ArticleId> = related.iter().map(|one| one.card.id).collect();
    let mut told = BTreeSet::new();
    related.iter().filter(move |one| match one.card.copy_of {
        Some(origin) => !listed.contains(&origin) && told.insert(origin),
        None => true,
    })
}

fn related_row(related: &RelatedCard, teller: &Teller) -> RelatedRow {
    RelatedRow {
        href: format!("/article/{}", related.card.id),
        title: title_or(&related.card.title),
        lang: Lang::new(&related.card.language),
        why: reasons::sentence(related.kind, &related.why),
        publisher: related.card.publisher.clone(),
        when: teller.relative(related.card.at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_feed_s_sentences_are_counted() {
        let cases = [
            ("", "The publisher’s feed gives only the headline. Read the rest there."),
            ("One.", "The publisher’s feed gives one sentence. Read the rest there."),
            ("One ends. “Two?” he asked.", "The publisher’s feed gives two sentences. Read the rest there."),
            ("Costs 3.5 m. Ends", "The publisher’s feed gives two sentences. Read the rest there."),
            ("一つ。二つ。", "The publisher’s feed gives two sentences. Read the rest there."),
        ];
        for (text, note) in cases {
            let Note { words, rest } = feed_note(text);
            assert_eq!([words.as_str(), rest.unwrap_or_default()].join(" "), note, "{text}");
        }
        let long = feed_note(&"A sentence stands here. ".repeat(11));
        assert!(long.words.starts_with("This is the text") && long.rest.is_none());
    }

    #[test]
    fn only_web_addresses_are_links() {
        assert_eq!(web_address("javascript:alert(1)"), None);
        assert_eq!(web_address("https://a.example/").as_deref(), Some("https://a.example/"));
    }
}
