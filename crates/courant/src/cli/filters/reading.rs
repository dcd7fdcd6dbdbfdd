//! What the filters on stories share: articles read, understood and embedded, then given to an engine in order.

use anyhow::Context;
use courant_core::model::{Article, Understanding};
use courant_core::related::Corpus;
use courant_core::story::{self, Change, Engine, Event, StoryArticle};
use courant_embed::Model;
use rayon::prelude::*;

/// An article with what was read out of it. Inside these filters articles are known by their position.
pub struct Read {
    pub article: Article,
    pub understanding: Understanding,
    /// What an engine takes in.
    pub features: StoryArticle,
}

/// Reads articles on `jobs` threads.
pub fn read(articles: Vec<Article>, jobs: Option<usize>) -> anyhow::Result<Vec<Read>> {
    let model = Model::load().context("no embedding model")?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(0)).build()?;
    Ok(pool.install(|| {
        let numbered = articles.into_par_iter().enumerate();
        numbered.map(|(position, article)| one(position, article, &model)).collect()
    }))
}

fn one(position: usize, article: Article, model: &Model) -> Read {
    let understanding = courant_core::understand(&article);
    let covered = matches!(understanding.language.as_str(), "" | "und") || Model::covers(&understanding.language);
    let lead = story::lead_text(&article);
    let texts = [article.title.as_str(), &lead];
    let wanted = texts.map(|text| covered && !text.trim().is_empty());
    let texts: Vec<&str> = texts.into_iter().zip(wanted).filter(|(_, wanted)| *wanted).map(|(text, _)| text).collect();
    let mut vectors = model.embed_all_i8(&texts).into_iter();
    let [title, lead] = wanted.map(|wanted| if wanted { vectors.next() } else { None });
    let slice = |vector: &Option<courant_embed::Embedding>| vector.as_ref().map(|vector| vector.as_slice().to_vec());
    let (title, lead) = (slice(&title), slice(&lead));
    let mut features = story::features(&article, &understanding, title.as_deref(), lead.as_deref());
    features.id = position.to_string();
    Read { article, understanding, features }
}

/// What an engine decided about articles in order of arrival.
pub struct Grouped {
    pub corpus: Corpus,
    /// The story each article was given when it came.
    pub on_arrival: Vec<String>,
}

/// Gives the articles to an engine in order; the stream's own time stands for the clock.
pub fn group(read: &[Read]) -> Grouped {
    let (mut engine, mut corpus, mut on_arrival) = (Engine::new(), Corpus::default(), Vec::new());
    for one in read {
        let changes = engine.take(&Event::Article(Box::new(one.features.clone())));
        let story = changes.iter().find_map(|change| match change {
            Change::Assign { story, .. } => Some(story.clone()),
            _ => None,
        });
        on_arrival.push(story.unwrap_or_default());
        let repairs = engine.take(&Event::Tick(engine.clock()));
        changes.iter().chain(&repairs).for_each(|change| corpus.note(change));
    }
    engine.take(&Event::Settle).iter().for_each(|change| corpus.note(change));
    Grouped { corpus, on_arrival }
}
