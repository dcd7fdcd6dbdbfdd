//! One newsroom on the day of the demo: its articles with dates and addresses, and which version of each is out.

use std::cmp::Reverse;
use std::time::{Duration, Instant};

use anyhow::Context;

use super::manuscript::{Block, Kind, Manuscript, Picture};
use super::moment::Moment;
use super::newsroom::{Newsroom, PictureFile};

/// An article as published.
pub(super) struct Article {
    /// Path of its page, `/section/slug`.
    pub(super) path: String,
    /// Address of its page.
    pub(super) url: String,
    /// Path of the section's page.
    pub(super) section_path: String,
    pub(super) section: String,
    pub(super) title: String,
    pub(super) author: String,
    pub(super) agency: Option<String>,
    pub(super) kind: Kind,
    pub(super) teaser_only: bool,
    pub(super) published: Moment,
    pub(super) updated: Option<Moment>,
    pub(super) picture: Option<PublishedPicture>,
    pub(super) blocks: Vec<Block>,
}

impl Article {
    /// When it last changed.
    pub(super) fn changed(&self) -> Moment {
        self.updated.unwrap_or(self.published)
    }

    pub(super) fn is_live(&self) -> bool {
        self.kind == Kind::Live
    }
}

/// A picture with its address and size.
pub(super) struct PublishedPicture {
    pub(super) url: String,
    pub(super) width: u32,
    pub(super) height: u32,
    /// Length of the file in bytes.
    pub(super) bytes: usize,
    pub(super) words: Picture,
}

/// An address with the version that is out at first, where there is one, and the one that stays.
struct Slot {
    first: Option<Article>,
    last: Article,
}

/// A newsroom with its articles.
pub(super) struct Edition {
    pub(super) newsroom: Newsroom,
    /// `http://127.0.0.1:PORT`, without a slash at the end.
    pub(super) base: String,
    slots: Vec<Slot>,
    opened: Instant,
    /// How long before `opened` the demo began.
    passed: Duration,
    revise_after: Duration,
}

impl Edition {
    /// Dates and addresses a newsroom's manuscripts. `started_ms` is the demo's "now"; first versions are out until
    /// `revise_after` has passed from this call on.
    pub(super) fn open(
        newsroom: Newsroom,
        base: String,
        started_ms: i64,
        revise_after: Duration,
    ) -> anyhow::Result<Self> {
        let (firsts, lasts): (Vec<_>, Vec<_>) =
            newsroom.manuscripts()?.into_iter().partition(|m| m.revision_of.is_some());
        let desk = Desk { newsroom: &newsroom, base: &base, started_ms };
        let mut slots = Vec::with_capacity(lasts.len());
        for last in lasts {
            let first = firsts.iter().find(|m| m.revision_of.as_deref() == Some(&last.slug));
            let first = first.map(|m| desk.publish(m, &last.slug, None)).transpose()?;
            // What a reader sees change during the demo changed then, whatever minutes the manuscript gives.
            let updated = first.as_ref().map(|_| {
                let wait = i64::try_from(revise_after.as_millis()).unwrap_or(i64::MAX);
                started_ms.saturating_add(wait)
            });
            let last = desk.publish(&last, &last.slug, updated)?;
            slots.push(Slot { first, last });
        }
        slots.sort_by_key(|slot| Reverse(slot.last.published));
        Ok(Self { newsroom, base, slots, opened: Instant::now(), passed: Duration::ZERO, revise_after })
    }

    /// The same newsroom in a demo that began `passed` ago.
    pub(super) fn after(self, passed: Duration) -> Self {
        Self { passed, ..self }
    }

    /// The versions that are out now, newest first.
    pub(super) fn articles(&self) -> Vec<&Article> {
        let revised = self.passed.saturating_add(self.opened.elapsed()) >= self.revise_after;
        self.slots
            .iter()
            .map(|slot| match &slot.first {
                Some(first) if !revised => first,
                _ => &slot.last,
            })
            .collect()
    }

    /// The article whose page has `path`, in the version that is out.
    pub(super) fn article(&self, path: &str) -> Option<&Article> {
        self.articles().into_iter().find(|article| article.path == path)
    }

    /// When anything of this newsroom last changed; `None` if it published nothing.
    pub(super) fn changed(&self) -> Option<Moment> {
        self.articles().iter().map(|article| article.changed()).max()
    }

    /// Sections as name and path, by first appearance among the newest articles.
    pub(super) fn sections(&self) -> Vec<(&str, &str)> {
        let mut sections: Vec<(&str, &str)> = Vec::new();
        for slot in &self.slots {
            let section = (slot.last.section.as_str(), slot.last.section_path.as_str());
            if !sections.contains(&section) {
                sections.push(section);
            }
        }
        sections
    }

    pub(super) fn feed_url(&self) -> String {
        format!("{}{}", self.base, self.newsroom.feed.path())
    }

    pub(super) fn home_url(&self) -> String {
        format!("{}/", self.base)
    }
}

/// What turning a manuscript into an article needs.
struct Desk<'a> {
    newsroom: &'a Newsroom,
    base: &'a str,
    started_ms: i64,
}

impl Desk<'_> {
    fn publish(&self, m: &Manuscript, slug: &str, updated_ms: Option<i64>) -> anyhow::Result<Article> {
        let language = self.newsroom.language;
        let published = self.minutes_ago(m.minutes_ago);
        let fill = |text: &str| published.fill(text, language);
        let section_path = format!("/{}", slugged(&m.section));
        let path = format!("{section_path}/{slug}");
        let updated = match updated_ms {
            Some(ms) => Some(Moment::from_ms(ms)),
            None => m.updated_minutes_ago.map(|minutes| self.minutes_ago(minutes)),
        };
        Ok(Article {
            url: format!("{}{path}", self.base),
            path,
            section_path,
            section: m.section.clone(),
            title: fill(&m.title),
            author: m.author.clone(),
            agency: m.agency.clone(),
            kind: m.kind,
            teaser_only: m.teaser_only,
            published,
            updated,
            picture: m.picture.as_ref().map(|p| self.picture(p)).transpose()?,
            blocks: m.blocks_with(fill),
        })
    }

    fn minutes_ago(&self, minutes: i64) -> Moment {
        Moment::from_ms(self.started_ms.saturating_sub(minutes.saturating_mul(60_000)))
    }

    fn picture(&self, words: &Picture) -> anyhow::Result<PublishedPicture> {
        let file =
            PictureFile::get(&words.file).with_context(|| format!("demo/img/{} is missing or no PNG", words.file))?;
        Ok(PublishedPicture {
            url: format!("{}/img/{}", self.base, words.file),
            width: file.width,
            height: file.height,
            bytes: file.bytes.len(),
            words: words.clone(),
        })
    }
}

/// A section's name as part of an address: plain letters, digits and hyphens.
fn slugged(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.to_lowercase().chars() {
        match letter {
            'ä' => slug.push_str("ae"),
            'ö' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            'á' | 'à' | 'â' => slug.push('a'),
            'é' | 'è' | 'ê' | 'ë' => slug.push('e'),
            'í' | 'î' | 'ï' => slug.push('i'),
            'ó' | 'ô' => slug.push('o'),
            'ú' | 'ù' | 'û' => slug.push('u'),
            'ñ' => slug.push('n'),
            'ç' => slug.push('c'),
            letter if letter.is_ascii_alphanumeric() => slug.push(letter),
            _ if slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::slugged;

    #[test]
    fn sections_become_plain_addresses() {
        for (name, want) in
            [("Farm and market", "farm-and-market"), ("Küste", "kueste"), ("La ría", "la-ria"), ("Out & in!", "out-in")]
        {
            assert_eq!(slugged(name), want);
        }
    }
}
