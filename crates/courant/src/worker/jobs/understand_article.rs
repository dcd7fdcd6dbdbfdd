//! Reads an article's language, names, numbers, quotations and hashtags, and makes what the story engine compares.

use std::sync::Arc;

use courant_core::model::Article;
use courant_core::story;
use courant_core::text::entities::full_names;
use courant_embed::Model;
use courant_store::{Done, Job, JobFor, NewJob, NewUnderstanding, StoreError};

use super::{id_of, refresh_story};
use crate::worker::{Context, named};

// An embedding that the story engine cannot hold beside others would bring it no candidates, and nobody would notice.
const _: () = assert!(courant_embed::DIMENSIONS <= story::MOST_VALUES);

/// The job's name.
pub const KIND: &str = "understand_article";

/// Changes when what is read out of a text does. Where a site was read by an earlier one, all is read anew after the start.
pub const VERSION: i64 = 8;

/// Runs the job.
pub async fn run(context: &Context, job: &Job) -> anyhow::Result<()> {
    let now = context.clock.now_ms();
    let id = id_of(job)?;
    let article = match context.store.article_for_understanding(id).await {
        Err(StoreError::NotFound) => return Ok(context.store.finish(&[job.id], now).await?),
        other => other?,
    };
    let model = Arc::clone(&context.model);
    let understood = tokio::task::spawn_blocking(move || understand(id, &article, &model)).await??;
    // The page of a story that the article stands in already rests on its words, whether or not the article stays there.
    let story = match context.store.article_card(id, None).await {
        Err(StoreError::NotFound) => None,
        other => other?.story_id,
    };
    let next: Vec<NewJob> = story
        .map(|story| JobFor::new(refresh_story::KIND, now).with_priority(job.priority).to(story))
        .into_iter()
        .collect();
    context.store.store_understanding(&understood, Done::job(job.id).then(&next), now).await?;
    Ok(())
}

/// What is stored of one article's meaning.
pub fn understand(id: i64, article: &Article, model: &Model) -> anyhow::Result<NewUnderstanding> {
    let understanding = courant_core::understand(article);
    let covered = Model::covers(&understanding.language) || understanding.language == "und";
    let lead = story::lead_text(article);
    let mut vectors = match covered {
        true => model.embed_all_i8(&[&article.title, &lead]).into_iter(),
        false => Vec::new().into_iter(),
    };
    // The vector of nothing is a vector too: two titles without a text would have equal leads.
    let mut of = |text: &str| vectors.next().filter(|_| !text.trim().is_empty());
    let (title, lead) = (of(&article.title), of(&lead));
    let slice = |vector: &Option<courant_embed::Embedding>| vector.as_ref().map(|vector| vector.as_slice().to_vec());
    let features = story::features(article, &understanding, slice(&title).as_deref(), slice(&lead).as_deref());
    Ok(NewUnderstanding {
        article_id: id,
        version: VERSION,
        features: serde_json::to_vec(&features)?,
        language: understanding.language.clone(),
        tags: understanding.printed.clone(),
        entities: named::of_article(article, &understanding, &full_names(article, &understanding)),
        understanding,
    })
}

/// The job for one article.
pub fn job(article: i64, now: i64) -> NewJob {
    NewJob::new(KIND, article.to_string(), now).with_payload(serde_json::json!({ "id": article }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use courant_core::story::StoryArticle;

    use super::*;

    #[test]
    fn a_title_without_a_text_has_no_lead_to_compare() {
        let model = Model::load().unwrap();
        let of = |title: &str, text: &str| -> (bool, bool) {
            let article =
                Article { id: "1".to_owned(), title: title.to_owned(), text: text.to_owned(), ..Article::default() };
            let features: StoryArticle =
                serde_json::from_slice(&understand(1, &article, &model).unwrap().features).unwrap();
            (!features.title_vector.is_empty(), !features.lead_vector.is_empty())
        };
        assert_eq!(of("The ferry to Skerry is two hours late", ""), (true, false));
        assert_eq!(of("The ferry to Skerry is two hours late", "A storm held it up."), (true, true));
    }
}
