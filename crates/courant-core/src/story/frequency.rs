//! How rare terms and names are among the articles seen, on top of a broad prior.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize, Serializer};

use super::article::StoryArticle;
use crate::text::prior::STEPS;

/// Articles that the prior weighs as much as.
const PRIOR_TEXTS: f32 = 300.0;

/// Articles after which counts are halved, so that the table stays bounded and follows the times.
const MOST_TEXTS: u32 = 200_000;

/// In how many articles each hash was seen.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Counts {
    texts: u32,
    #[serde(serialize_with = "in_order")]
    seen: HashMap<u32, u32>,
}

/// Saved in order of the hashes, so that what knows the same is saved as the same bytes.
fn in_order<S: Serializer>(seen: &HashMap<u32, u32>, serializer: S) -> Result<S::Ok, S::Error> {
    seen.iter().collect::<BTreeMap<_, _>>().serialize(serializer)
}

impl Counts {
    fn add(&mut self, hashes: impl Iterator<Item = u32>) {
        self.texts += 1;
        for hash in hashes {
            *self.seen.entry(hash).or_default() += 1;
        }
        if self.texts >= MOST_TEXTS {
            self.texts /= 2;
            self.seen.values_mut().for_each(|count| *count /= 2);
            self.seen.retain(|_, count| *count > 0);
        }
    }

    /// -ln of the share of articles that hold it, in steps, from what was seen and what broad text says.
    fn rarity(&self, hash: u32, prior: u8) -> u8 {
        let expected = PRIOR_TEXTS * (-f32::from(prior) / STEPS).exp();
        let seen = self.seen.get(&hash).copied().unwrap_or(0) as f32;
        let share = (seen + expected) / (self.texts as f32 + PRIOR_TEXTS);
        (-share.ln() * STEPS).round().clamp(0.0, 255.0) as u8
    }
}

/// Counts for each language and, across languages, for names and numbers, and names by sound.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Frequencies {
    languages: BTreeMap<String, Counts>,
    keys: Counts,
    /// Kept beside the rest in a snapshot, see [`super::snapshot`].
    #[serde(skip)]
    pub(super) sounds: Counts,
}

impl Frequencies {
    /// Counts an article.
    pub fn add(&mut self, article: &StoryArticle) {
        let counts = self.languages.entry(table_of(article)).or_default();
        counts.add(article.terms.iter().map(|term| term.hash));
        self.keys.add(article.keys.iter().map(|key| key.hash));
        self.sounds.add(article.sounds.iter().map(|sound| sound.hash));
    }

    /// Sets the rarity of an article's terms and names to what it is now.
    pub fn fix(&self, article: &mut StoryArticle) {
        let empty = Counts::default();
        let counts = self.languages.get(&table_of(article)).unwrap_or(&empty);
        for term in &mut article.terms {
            term.rarity = counts.rarity(term.hash, term.rarity);
        }
        for key in &mut article.keys {
            key.rarity = self.keys.rarity(key.hash, key.rarity);
        }
        for sound in &mut article.sounds {
            sound.rarity = self.sounds.rarity(sound.hash, sound.rarity);
        }
    }
}

/// Titles alone have other frequencies than texts.
fn table_of(article: &StoryArticle) -> String {
    let what = if article.has_body { "" } else { " titles" };
    format!("{}{what}", article.language)
}
