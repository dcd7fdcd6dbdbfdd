//! A story's hashtags: those that several of its reports share, then the best of each.

use std::collections::BTreeMap;

use courant_core::model::{Article, Tag, Understanding};

const MOST: usize = 6;

/// Merges tags by key; a tag's score is its sum over the reports, divided by their number.
pub fn merge(texts: &[(&Article, &Understanding)]) -> Vec<Tag> {
    let mut merged: BTreeMap<&str, Tag> = BTreeMap::new();
    for tag in texts.iter().flat_map(|(_, understanding)| &understanding.tags) {
        merged.entry(&tag.tag).and_modify(|known| known.score += tag.score).or_insert_with(|| tag.clone());
    }
    let reports = texts.len().max(1) as f64;
    let mut tags: Vec<Tag> = merged.into_values().map(|tag| Tag { score: tag.score / reports, ..tag }).collect();
    tags.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.tag.cmp(&b.tag)));
    tags.truncate(MOST);
    tags
}
