//! A story or a lone article as a card: what the front page, tags, publishers and lists show.

use courant_core::model::StoryDetail;
use courant_core::sanitize::excerpt;
use courant_core::text::deck;
use courant_store::{ArticleCard, Image, StoryCard, StoryState, UserId};

use super::error::WebError;
use super::kind::kind_words;
use super::layout::{Lang, TagLink};
use super::markup::{shorten, shorten_to_sentence};
use super::messages::{t, tf, tn};
use super::picture_link;
use super::session::Viewer;
use super::state::WebState;
use super::time::{Teller, When};

/// How large a card stands on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Size {
    /// In a column of three.
    #[default]
    Plain,
    /// Beside the lead story.
    Second,
    /// The lead story.
    Big,
}

/// A picture in a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picture {
    /// Our own signed address.
    pub src: String,
    /// Pixels, for the space it takes before it is there.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// For who cannot see it.
    pub alt: String,
    /// What it shows.
    pub caption: String,
    /// Who made it.
    pub credit: String,
}

impl Picture {
    /// Whether there is anything to print below it.
    pub fn says_something(&self) -> bool {
        !self.caption.is_empty() || !self.credit.is_empty()
    }
}

/// A further story of the same course of events, as a line on a card.
#[derive(Debug, Clone, Default)]
pub struct Further {
    /// Where it leads.
    pub href: String,
    /// The headline.
    pub title: String,
    /// The headline's language.
    pub lang: Lang,
    /// How many articles it holds.
    pub articles: u64,
}

impl From<Card> for Further {
    fn from(card: Card) -> Self {
        Self { href: card.href, title: card.title, lang: card.lang, articles: card.articles }
    }
}

/// One card.
#[derive(Debug, Clone, Default)]
pub struct Card {
    /// The story's id.
    pub story: i64,
    /// Where it leads.
    pub href: String,
    /// Where its marks are set.
    pub mark: String,
    /// The headline.
    pub title: String,
    /// The headline's language.
    pub lang: Lang,
    /// A line or two.
    pub lead: String,
    /// Its picture.
    pub image: Option<Picture>,
    /// "Harbour Post, Sundkurier".
    pub publishers: String,
    /// How many outlets are not named.
    pub more: u64,
    /// "Harbour Post", for lists.
    pub publishers_short: String,
    /// How many outlets a list does not name.
    pub more_short: u64,
    /// The latest report's time.
    pub when: When,
    /// That time in milliseconds since 1970 UTC.
    pub last_at: i64,
    /// "7 outlets".
    pub outlets: String,
    /// "3 independent reports".
    pub reports: String,
    /// The first hashtag.
    pub tag: Option<TagLink>,
    /// One report only: printed as a good article card.
    pub single: bool,
    /// "Opinion", where its one report is no plain one.
    pub kind: Option<&'static str>,
    /// How many articles it holds.
    pub articles: u64,
    /// Since the reader's last visit.
    pub new: bool,
    /// The reader has read all of it.
    pub read: bool,
    /// The reader saved some of it.
    pub saved: bool,
    /// Why it rose on this reader's front page: "You follow #Harbour".
    pub because: Option<String>,
    /// What stands with it on a front page.
    pub further: Vec<Further>,
    /// How large.
    pub size: Size,
    /// Whether the picture stands beside the words.
    pub side: bool,
}

impl Card {
    /// The first of what stands with it.
    pub fn further_shown(&self) -> &[Further] {
        self.further.get(..FURTHER).unwrap_or(&self.further)
    }

    /// Whether this leads the page, where there is room to say in words what stands with it.
    pub fn is_big(&self) -> bool {
        self.size == Size::Big
    }

    /// "and 2 more", when not all of what stands with it is shown.
    pub fn further_more(&self) -> Option<String> {
        let more = self.further.len().saturating_sub(FURTHER) as u64;
        (more > 0).then(|| tn("card.further", more))
    }

    /// The classes after `card`, each with a space before it.
    pub fn classes(&self) -> String {
        let all = [
            (self.side && self.image.is_some(), " side"),
            (self.size == Size::Second, " second"),
            (self.image.is_some() && self.size != Size::Big, " pic"),
            (self.new, " new"),
            (self.read, " read"),
        ];
        all.into_iter().filter(|(on, _)| *on).map(|(_, class)| class).collect()
    }
}

/// Words of a publisher's that an anonymous visitor of a public site may see.
pub const ANONYMOUS_WORDS: usize = 40;
/// Characters of the lead story's lead that are ever read: what four lines hold.
const BIG_LEAD_CHARS: usize = 260;

/// Milliseconds after which a story's latest report is another hour's than the one under whose headline it stands.
const UPDATED_AFTER: i64 = 90 * 60_000;

/// Stories named on a card as standing with it.
const FURTHER: usize = 3;

/// What a story's page holds beyond its row; unreadable detail is logged and shown as none.
pub fn detail(story: &StoryCard) -> StoryDetail {
    serde_json::from_value(story.detail.clone()).unwrap_or_else(|error| {
        tracing::warn!(story = story.id, %error, "a story's detail cannot be read");
        StoryDetail::default()
    })
}

/// The stories that stand with this one.
pub fn thread_of(story: &StoryCard) -> Vec<i64> {
    let named = story.detail.get("thread").and_then(serde_json::Value::as_array);
    named.into_iter().flatten().filter_map(serde_json::Value::as_i64).collect()
}

/// Makes cards for one viewer.
pub struct Maker<'a> {
    state: &'a WebState,
    viewer: &'a Viewer,
    teller: Teller,
    /// The end of the visit before this one: what came later is new.
    since: Option<i64>,
    /// What had arrived before the stories were read: no mark of this page reaches further.
    upto: i64,
}

impl<'a> Maker<'a> {
    /// For `viewer`, whose last visit ended at `since`. To be made before the stories are read.
    pub async fn new(state: &'a WebState, viewer: &'a Viewer, since: Option<i64>) -> Result<Self, WebError> {
        let upto = if viewer.user.is_some() { state.store.last_arrival_seq().await? } else { 0 };
        Ok(Self { state, viewer, teller: state.teller(), since, upto })
    }

    /// Cards for stories, in their order. Stories without an article are left out.
    pub async fn stories(&self, stories: Vec<StoryCard>) -> Result<Vec<Card>, WebError> {
        let leads: Vec<i64> = stories.iter().filter_map(|story| story.lead_article_id).collect();
        let leads = self.state.store.cards(&leads, self.viewer.id()).await?;
        let states = match self.viewer.id() {
            Some(user) => self.states(user, &stories).await?,
            None => Vec::new(),
        };
        let mut cards = Vec::with_capacity(stories.len());
        for story in &stories {
            let lead = leads.iter().find(|card| Some(card.id) == story.lead_article_id);
            if let Some(lead) = lead {
                let state = states.iter().find(|state| state.story_id == story.id);
                cards.push(self.story(story, lead, state));
            }
        }
        Ok(cards)
    }

    async fn states(&self, user: UserId, stories: &[StoryCard]) -> Result<Vec<StoryState>, WebError> {
        let ids: Vec<i64> = stories.iter().map(|story| story.id).collect();
        Ok(self.state.store.story_states(user, &ids).await?)
    }

    fn story(&self, story: &StoryCard, lead: &ArticleCard, state: Option<&StoryState>) -> Card {
        let detail = detail(story);
        let single = story.articles <= 1;
        let mut outlets = detail.outlets.clone();
        if outlets.is_empty() {
            outlets.push(lead.publisher.clone());
        }
        let publishers = count(story.publishers).max(outlets.len() as u64);
        let named = outlets.len().min(2);
        let words = if story.lead.is_empty() { &lead.description } else { &story.lead };
        let title = if story.title.is_empty() { &lead.title } else { &story.title };
        let image = match &detail.image {
            Some(image) => Some(Image {
                url: image.url.clone(),
                alt: image.alt.clone(),
                caption: image.caption.clone(),
                credit: image.credit.clone(),
                width: Some(i64::from(image.width)).filter(|width| *width > 0),
                height: Some(i64::from(image.height)).filter(|height| *height > 0),
            }),
            None => lead.image.clone(),
        };
        // Of reports that the story's page was not written with yet it is not known whose they are.
        let written = detail.counted == 0 || i64::try_from(detail.counted).is_ok_and(|all| all >= story.articles);
        let known = written && !detail.outlets.is_empty();
        let reports = if known { tn("count.reports", count(story.independent)) } else { String::new() };
        Card {
            story: story.id,
            href: if single { format!("/article/{}", lead.id) } else { format!("/story/{}", story.id) },
            mark: if single {
                format!("/article/{}/mark", lead.id)
            } else {
                format!("/story/{}/mark?upto={}", story.id, self.upto)
            },
            title: title_or(title),
            lang: Lang::new(&story.language),
            lead: self.lead(deck::of(words, title)),
            image: image.as_ref().and_then(|image| picture(self.state, self.viewer, image, 720)),
            publishers: outlets[..named].join(", "),
            more: publishers.saturating_sub(named as u64),
            publishers_short: outlets[0].clone(),
            more_short: publishers.saturating_sub(1),
            when: self.when(story, lead),
            last_at: story.last_at,
            outlets: tn("count.outlets", count(story.publishers)),
            reports,
            tag: detail.tags.first().map(|tag| TagLink::new(&tag.tag, &tag.label)),
            single,
            kind: kind_words(lead.kind).filter(|_| single),
            articles: count(story.articles),
            new: self.since.is_some_and(|since| story.last_at > since),
            read: state.is_some_and(|state| state.articles > 0 && state.unread == 0),
            saved: state.is_some_and(|state| state.saved > 0),
            ..Card::default()
        }
    }

    /// When the latest report came; where that is long after the one whose headline stands there, it is called so.
    fn when(&self, story: &StoryCard, lead: &ArticleCard) -> When {
        let mut when = self.teller.relative(story.last_at);
        if story.last_at.saturating_sub(lead.at) > UPDATED_AFTER {
            when.words = tf("card.updated", &[("when", &when.words)]);
        }
        when
    }

    fn lead(&self, words: &str) -> String {
        let words = if self.viewer.full { words.to_owned() } else { excerpt(words, ANONYMOUS_WORDS) };
        shorten(&words, BIG_LEAD_CHARS)
    }
}

/// Cuts the lead where a sentence ends within the three lines that a card of its size has for it (four for the lead story), or
/// else at a word of the line before the last. How many characters a line holds was measured at 1280, 900 and 760 px in the widest
/// serif of the stylesheet's; there the stylesheet's own cut, inside words, is never met.
pub fn fit(card: &mut Card, size: Size, side: bool) {
    card.size = size;
    card.side = side;
    let beside_picture = side && card.image.is_some();
    let (line, most) = match (size, beside_picture) {
        (Size::Big, _) => (65, 4),
        (Size::Second, true) => (36, 3),
        (Size::Second, false) => (54, 3),
        (Size::Plain, true) => (25, 3),
        (Size::Plain, false) => (42, 3),
    };
    card.lead = shorten_to_sentence(&card.lead, card.lang.tag(), line * most, line * (most - 1));
}

/// A headline, or words that stand for a missing one.
pub fn title_or(title: &str) -> String {
    if title.trim().is_empty() { t("card.untitled").to_owned() } else { title.to_owned() }
}

/// A picture as `viewer` may see it, `width` pixels wide at most. Anonymous visitors of a public site see none.
pub fn picture(state: &WebState, viewer: &Viewer, image: &Image, width: u32) -> Option<Picture> {
    if !viewer.full || !(image.url.starts_with("https://") || image.url.starts_with("http://")) {
        return None;
    }
    let pixels = |value: Option<i64>| value.and_then(|value| u32::try_from(value).ok()).filter(|value| *value > 0);
    let (own_width, own_height) = match (pixels(image.width), pixels(image.height)) {
        (Some(width), Some(height)) => (width, height),
        _ => (16, 9),
    };
    let shown = if own_width > 16 { own_width.min(width) } else { width };
    let height = (u64::from(shown) * u64::from(own_height) / u64::from(own_width)).clamp(1, 10_000);
    Some(Picture {
        src: picture_link::sign(&state.config.secret, width, &image.url),
        width: shown,
        height: u32::try_from(height).unwrap_or(shown),
        alt: image.alt.clone(),
        caption: image.caption.clone(),
        credit: image.credit.clone(),
    })
}

/// A count from the store, which is never below nothing.
pub fn count(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}

/// "8 stories new since 07:12", when there are any.
pub fn news(teller: &Teller, cards: &[Card], since: Option<i64>) -> Option<String> {
    let new = cards.iter().filter(|card| card.new).count() as u64;
    let since = teller.short(since?);
    let stories = tn("count.stories", new);
    (new > 0).then(|| tf("mast.news", &[("stories", &stories), ("since", &since.words)]))
}
