//! Puts invented news into a store the way the worker does: through the store's own calls.

use std::collections::{BTreeMap, BTreeSet};

use courant_core::model::{
    Access, EntityKind, LinkKind, PageKind, SourceSpan, StoryDetail, StoryImage, Understanding, Why, WhyKind,
};
use courant_core::{sanitize, understand};
use courant_store::{
    ArticleId, Decision, Done, EventKind, FetchedPage, Image, JobFor, NewEntity, NewEntry, NewPublisher, NewRelated,
    NewSource, NewUnderstanding, Origin, Poll, PollOutcome, SourceId, Store, StoryCard, StoryChange, StoryVerb,
};

use super::news::NOW;

/// One invented article.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// The outlet's name; its address is made from it.
    pub outlet: &'static str,
    pub title: &'static str,
    pub description: &'static str,
    pub text: &'static str,
    pub authors: &'static [&'static str],
    pub language: &'static str,
    /// Minutes before [`NOW`].
    pub ago: i64,
    /// A picture with these words.
    pub picture: Option<&'static str>,
    /// Whether only the feed was read.
    pub feed_only: bool,
    pub kind: PageKind,
    pub access: Access,
    pub problem: Option<&'static str>,
}

/// An article in the store.
#[derive(Debug, Clone)]
pub struct Kept {
    pub id: ArticleId,
    pub told: Told,
    pub understanding: Understanding,
}

/// A page as it was fetched, with nothing on it yet.
pub fn page_of(article_id: ArticleId) -> FetchedPage {
    FetchedPage {
        article_id,
        canonical_url: None,
        title: String::new(),
        authors: Vec::new(),
        description: String::new(),
        text: String::new(),
        html: String::new(),
        words: 0,
        image: None,
        language: None,
        kind: PageKind::Report,
        access: Access::Free,
        origin: Origin::Page,
        problem: None,
        published_at: None,
        updated_at: None,
    }
}

impl Kept {
    /// What the engine says when the article comes into a story.
    fn joins(&self, story: i64) -> Decision {
        Decision {
            kind: EventKind::Article,
            article_id: Some(self.id),
            at: NOW - self.told.ago * 60_000,
            features: Vec::new(),
            waiting: None,
            changes: vec![StoryChange {
                verb: StoryVerb::Assign { article: self.id, story },
                detail: serde_json::json!({ "assigned": self.id }),
            }],
        }
    }
}

/// A poll of a source that came to this, without entries.
pub fn poll(source_id: SourceId, outcome: PollOutcome) -> Poll {
    Poll {
        source_id,
        asked: None,
        outcome,
        moved_to: None,
        next_poll_at: NOW,
        interval_ms: 900_000,
        with_news: None,
        wishes: None,
        hub: courant_store::HubNews::default(),
        entries: Vec::new(),
    }
}

/// A store being filled.
pub struct Filling<'a> {
    store: &'a Store,
    sources: BTreeMap<String, SourceId>,
}

impl<'a> Filling<'a> {
    pub fn new(store: &'a Store) -> Self {
        Self { store, sources: BTreeMap::new() }
    }

    /// The source of an outlet, added on first need.
    pub async fn source(&mut self, outlet: &str) -> SourceId {
        if let Some(id) = self.sources.get(outlet) {
            return *id;
        }
        let host = host(outlet);
        let new = NewSource {
            url: format!("https://{host}/feed.xml?key=secret"),
            title: outlet.to_owned(),
            publisher: publisher(outlet),
            interval_ms: 900_000,
            next_poll_at: NOW,
            own_title: String::new(),
            folder: String::new(),
            entered_url: None,
        };
        let added = self.store.add_source(&new, None, NOW).await.unwrap();
        self.sources.insert(outlet.to_owned(), added.id);
        added.id
    }

    /// An article, read and understood but in no story yet.
    pub async fn article(&mut self, told: &Told) -> Kept {
        let source_id = self.source(told.outlet).await;
        let url = format!("https://{}/{}", host(told.outlet), slug(told.title));
        let at = NOW - told.ago * 60_000;
        let entry = NewEntry {
            external_id: url.clone(),
            url: url.clone(),
            canonical_url: url.clone(),
            title: told.title.to_owned(),
            authors: told.authors.iter().map(|name| (*name).to_owned()).collect(),
            description: told.description.to_owned(),
            text: told.text.to_owned(),
            html: paragraphs(told.text),
            language: Some(told.language.to_owned()),
            published_at: Some(at),
            content_hash: slug(told.title),
            ..NewEntry::default()
        };
        let outcome = PollOutcome::Fetched {
            problem: None,
            etag: None,
            last_modified: None,
            content_hash: url,
            title: told.outlet.to_owned(),
            home_url: format!("https://{}/", host(told.outlet)),
            language: None,
        };
        let poll = Poll { entries: vec![entry], ..poll(source_id, outcome) };
        let recorded = self.store.record_poll(&poll, NOW, Done::none()).await.unwrap();
        let id = recorded[0].article_id;
        self.page(id, told, at, NOW).await;
        let understanding = self.understand(id).await;
        Kept { id, told: told.clone(), understanding }
    }

    /// The publisher puts another text in the place of the one that was read.
    pub async fn rewrite(&self, kept: &Kept, text: &'static str, now: i64) {
        let told = Told { text, ..kept.told.clone() };
        self.page(kept.id, &told, NOW - told.ago * 60_000, now).await;
        self.understand(kept.id).await;
    }

    async fn page(&self, id: ArticleId, told: &Told, at: i64, now: i64) {
        let image = told.picture.map(|words| Image {
            url: "https://harbour.example/tunnel.jpg".to_owned(),
            alt: format!("Engraving: {words}"),
            caption: words.to_owned(),
            credit: "Drawing: the tests".to_owned(),
            width: Some(1040),
            height: Some(585),
        });
        let page = FetchedPage {
            title: told.title.to_owned(),
            description: told.description.to_owned(),
            text: told.text.to_owned(),
            html: paragraphs(told.text),
            words: told.text.split_whitespace().count() as i64,
            image,
            language: Some(told.language.to_owned()),
            kind: told.kind,
            access: told.access,
            origin: if told.feed_only { Origin::Feed } else { Origin::Page },
            problem: told.problem.map(str::to_owned),
            published_at: Some(at),
            ..page_of(id)
        };
        self.store.store_page(&page, now, Done::none()).await.unwrap();
    }

    async fn understand(&self, id: ArticleId) -> Understanding {
        let article = self.store.article_for_understanding(id).await.unwrap();
        let understanding = understand(&article);
        let mut entities: BTreeMap<String, NewEntity> = BTreeMap::new();
        for entity in &understanding.entities {
            let key = slug(&entity.text);
            let known = entities.entry(key.clone()).or_insert_with(|| NewEntity {
                entity: key,
                name: entity.text.clone(),
                kind: EntityKind::Other,
                mentions: 0,
            });
            known.kind = entity.kind;
            known.mentions += 1;
        }
        let new = NewUnderstanding {
            article_id: id,
            version: 1,
            language: understanding.language.clone(),
            tags: understanding.tags.clone(),
            entities: entities.into_values().collect(),
            features: Vec::new(),
            understanding: understanding.clone(),
        };
        self.store.store_understanding(&new, Done::none(), NOW).await.unwrap();
        understanding
    }

    /// Makes one story of articles; `copies` says which repeats which.
    pub async fn story(&self, members: &[&Kept], copies: &[(ArticleId, ArticleId)], more: StoryDetail) -> i64 {
        let id = self.store.next_story_id().await.unwrap();
        let decisions: Vec<Decision> = members.iter().map(|member| member.joins(id)).collect();
        let refresh = JobFor::new("refresh_story", NOW);
        self.store.commit_decisions(&decisions, &refresh, NOW, Done::none()).await.unwrap();
        self.compose(id, members, copies, more, false).await;
        id
    }

    /// An article that is in no story yet comes into one.
    pub async fn join(&self, story: i64, member: &Kept) {
        self.store
            .commit_decisions(&[member.joins(story)], &JobFor::new("refresh_story", NOW), NOW, Done::none())
            .await
            .unwrap();
    }

    /// Writes what the story's page shows.
    pub async fn compose(
        &self,
        id: i64,
        members: &[&Kept],
        copies: &[(ArticleId, ArticleId)],
        more: StoryDetail,
        apart: bool,
    ) {
        let lead = members[0];
        let mut outlets: Vec<String> = Vec::new();
        for member in members {
            if !outlets.contains(&member.told.outlet.to_owned()) {
                outlets.push(member.told.outlet.to_owned());
            }
        }
        let image = lead.told.picture.map(|words| StoryImage {
            article: lead.id,
            url: "https://harbour.example/tunnel.jpg".to_owned(),
            alt: format!("Engraving: {words}"),
            caption: words.to_owned(),
            credit: "Drawing: the tests".to_owned(),
            width: 1040,
            height: 585,
        });
        let publishers = outlets.len() as i64;
        let originals: BTreeSet<ArticleId> =
            members.iter().map(|member| member.id).filter(|id| !copies.iter().any(|(copy, _)| copy == id)).collect();
        let detail = StoryDetail {
            outlets,
            image,
            tags: lead.understanding.tags.clone(),
            copies: copies.iter().copied().collect(),
            ..more
        };
        let card = StoryCard {
            id,
            title: lead.told.title.to_owned(),
            lead: lead.told.description.to_owned(),
            lead_article_id: Some(lead.id),
            language: lead.told.language.to_owned(),
            first_at: 0,
            last_at: 0,
            articles: members.len() as i64,
            publishers,
            independent: originals.len() as i64,
            apart,
            opinion: false,
            detail: serde_json::to_value(&detail).unwrap(),
        };
        let folded: Vec<(ArticleId, Option<ArticleId>)> = members
            .iter()
            .map(|member| (member.id, copies.iter().find(|(copy, _)| *copy == member.id).map(|(_, origin)| *origin)))
            .collect();
        self.store.store_story(&card, &folded, &[], NOW, Done::none()).await.unwrap();
    }

    /// Relates one article to another.
    pub async fn relate(&self, story: i64, from: ArticleId, to: ArticleId, kind: LinkKind, why: Vec<Why>) {
        let card = self.store.story(story).await.unwrap();
        let related = [(from, vec![NewRelated { other: to, kind, score: 0.8125, why }])];
        let members = self.store.story_articles(story, None).await.unwrap();
        let copies: Vec<_> = members.iter().map(|card| (card.id, card.copy_of)).collect();
        self.store.store_story(&card, &copies, &related, NOW, Done::none()).await.unwrap();
    }
}

/// The place of `words` in an article.
pub fn span(kept: &Kept, words: &str) -> SourceSpan {
    let byte = kept.told.text.find(words).unwrap_or_else(|| panic!("{words:?} is not in {}", kept.told.title));
    let start = kept.told.text[..byte].chars().count();
    SourceSpan { id: kept.id.to_string(), start, end: start + words.chars().count() }
}

/// One piece of evidence.
pub fn why(kind: WhyKind, text: &str) -> Why {
    Why { kind, text: text.to_owned() }
}

pub fn publisher(outlet: &str) -> NewPublisher {
    NewPublisher {
        domain: host(outlet),
        name: outlet.to_owned(),
        home_url: format!("https://{}/", host(outlet)),
        language: None,
    }
}

fn host(outlet: &str) -> String {
    format!("{}.example", slug(outlet))
}

fn slug(words: &str) -> String {
    let letters: String = words.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    letters.to_lowercase().split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

fn paragraphs(text: &str) -> String {
    let blocks: Vec<String> = text.split("\n\n").map(|words| format!("<p>{words}</p>")).collect();
    sanitize::sanitize(&blocks.join("\n"), "")
}
