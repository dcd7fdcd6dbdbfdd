//! Where words stand: from a stored span to "Harbour Post ¶2" and the link to that paragraph.

use std::collections::BTreeMap;

use courant_core::model::{SourceSpan, stands};
use courant_store::StoreError;

use super::error::WebError;
use super::markup::paragraph_of;
use super::session::Viewer;
use super::state::WebState;

/// The articles that a page cites, with their texts.
#[derive(Debug, Default)]
pub struct Cited {
    articles: BTreeMap<i64, CitedArticle>,
}

#[derive(Debug)]
struct CitedArticle {
    publisher: String,
    language: String,
    text: String,
    at: i64,
}

/// One place in one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The outlet.
    pub publisher: String,
    /// Which paragraph, from 1.
    pub paragraph: usize,
    /// The article's page at that paragraph.
    pub href: String,
    /// The article's language.
    pub language: String,
    /// When the article came out, in milliseconds since 1970 UTC.
    pub at: i64,
}

impl Cited {
    /// Loads every article that `spans` name, once each. What is gone is left out.
    pub async fn load<'a>(
        state: &WebState,
        viewer: &Viewer,
        spans: impl Iterator<Item = &'a SourceSpan>,
    ) -> Result<Self, WebError> {
        let mut ids: Vec<i64> = spans.filter_map(|span| span.id.parse().ok()).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut articles = BTreeMap::new();
        for card in state.store.cards(&ids, viewer.id()).await? {
            let article = match state.store.article_for_understanding(card.id).await {
                Ok(article) => article,
                Err(StoreError::NotFound) => continue,
                Err(error) => return Err(error.into()),
            };
            let cited =
                CitedArticle { publisher: card.publisher, language: card.language, text: article.text, at: card.at };
            articles.insert(card.id, cited);
        }
        Ok(Self { articles })
    }

    /// Whether exactly these words stand there now: what was read out of a text may be older than the text.
    pub fn holds(&self, span: &SourceSpan, words: &str) -> bool {
        let article = span.id.parse().ok().and_then(|id: i64| self.articles.get(&id));
        article.is_some_and(|article| stands(&article.text, span.start, span.end, words))
    }

    /// The place of words that stand there now.
    pub fn stands(&self, span: &SourceSpan, words: &str) -> Option<Place> {
        self.place(span).filter(|_| self.holds(span, words))
    }

    /// The place of a span, when its article is there.
    pub fn place(&self, span: &SourceSpan) -> Option<Place> {
        let id: i64 = span.id.parse().ok()?;
        let article = self.articles.get(&id)?;
        let paragraph = paragraph_of(&article.text, span.start);
        Some(Place {
            publisher: article.publisher.clone(),
            paragraph,
            href: format!("/article/{id}#p{paragraph}"),
            language: article.language.clone(),
            at: article.at,
        })
    }
}
