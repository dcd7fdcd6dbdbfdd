//! The types that every part of Courant speaks. They are plain values; each file is one idea.

mod article;
mod entity;
mod feed;
mod number;
mod page;
mod quote;
mod related;
mod span;
mod story;
mod tag;
mod understanding;

pub use article::{Article, ArticleInput};
pub use entity::{Entity, EntityKind};
pub use feed::{FeedFormat, ParsedEnclosure, ParsedEntry, ParsedFeed, QuietTimes};
pub use number::NumberMention;
pub use page::{Access, PageDate, PageKind, ParsedImage, ParsedPage};
pub use quote::Quote;
pub use related::{LinkKind, Related, Why, WhyKind};
pub use span::{SourceSpan, stands};
pub use story::{
    Disagreement, Figure, LeftOut, MemberWhy, StoryDetail, StoryImage, StoryLink, StoryQuote, SummarySentence,
    TimelineEvent,
};
pub use tag::{Tag, TagKind};
pub use understanding::Understanding;
