//! Courant's store: all SQL, and the only place for it.
//!
//! [`Store`] is the whole public face: its methods stand in one file per topic, named like the table they serve.
//! Time never comes from here: every method that needs it takes it as [`Millis`].
//!
//! What holds everywhere:
//! - A write that changes state and starts the next job does both in one transaction ([`Done`], [`JobFor`]).
//!   A process that is killed at any instant has done all of it or none of it.
//! - Writes go one at a time through one connection (`BEGIN IMMEDIATE`); reads have a pool of their own.
//! - Statements are plain SQL that SQLite and PostgreSQL read alike: `$1` placeholders, `ON CONFLICT`, `RETURNING`,
//!   BIGINT milliseconds, JSON as text.
//! - Publisher HTML that comes in is taken to be sanitised already; it is stored as given.

mod articles;
mod backup;
mod changes;
mod comments;
mod engine;
mod engine_reads;
mod engine_snapshots;
mod entities;
mod entries;
mod error;
mod follows;
mod forget;
mod graph;
mod hosts;
mod hub_deliveries;
mod hub_subscriptions;
mod imports;
mod job_reads;
mod jobs;
mod lessons;
mod lists;
mod log;
mod marks;
mod open;
mod page_looks;
mod pages;
mod pictures;
mod polls;
mod private;
mod publishers;
mod quality;
mod reader_words;
mod removal;
mod rows;
mod sessions;
mod settings;
mod source_health;
mod source_moves;
mod sources;
mod status;
mod stories;
mod story_history;
mod story_members;
mod story_reads;
mod story_visits;
mod subscriptions;
mod tags;
mod understandings;
mod users;
mod visits;
mod withdrawal;
mod words;
mod writer;

pub use articles::{ArticleCard, ArticleForFetch, ArticlePage, Image, RelatedCard, Revision, RevisionText};
pub use changes::{Change, Document};
pub use comments::{Comment, NewComment};
pub use engine::{Decision, StoryChange, StoryVerb};
pub use engine_reads::{EngineEvent, ReadyArticle, WaitingEvent};
pub use engine_snapshots::Snapshot;
pub use entities::{EntityRow, Mentioning};
pub use entries::{EntryFate, NewEntry, RecordedEntry};
pub use error::{OpenError, StoreError};
pub use follows::{Carried, Follow};
pub use forget::Forgotten;
pub use graph::{ArticleLink, NamedInStory};
pub use hosts::HostRow;
pub use hub_deliveries::HubDelivery;
pub use hub_subscriptions::{HubLink, HubNews, HubSubscription, NewHubSubscription};
pub use imports::{Exported, ExportedEntry};
pub use job_reads::{DeadJob, JobCounts, KindCount};
pub use jobs::{Done, Job, JobFor, NewJob};
pub use lessons::{HostLesson, Round, SettledText, WaitingLesson};
pub use lists::{Cursor, Listing};
pub use log::make_whole;
pub use marks::{MarkScope, MarkedBatch, UnreadCounts};
pub use open::Store;
pub use page_looks::LastLook;
pub use pages::{FetchedPage, PageReading, StoredPage};
pub use polls::{Plan, Poll, PollOutcome, Wishes};
pub use private::{make_file, make_folder};
pub use publishers::{NewPublisher, Publisher};
pub use quality::{Correction, Decided};
pub use reader_words::{NewReaderWord, ReaderWord};
pub use removal::{Removal, Removed};
pub use source_health::SourceReading;
pub use source_moves::{MOVE_AFTER_MS, MOVE_POLLS};
pub use sources::{AddedSource, ListedSource, MovedSource, NewSource, Source};
pub use status::Status;
pub use stories::{NewRelated, StoryCard};
pub use story_history::{HistoryLine, Member};
pub use story_members::{RelatedId, StoryMember};
pub use story_reads::{FrontCandidate, StoryInput, StoryState};
pub use story_visits::StoryVisit;
pub use subscriptions::Subscription;
pub use tags::TagRow;
pub use understandings::{NewEntity, NewUnderstanding};
pub use users::{NewUser, User};
pub use words::{EventKind, Followed, HubAsk, HubState, Origin, Role, SourceState, Stage};

/// Milliseconds since 1970-01-01 00:00 UTC.
pub type Millis = i64;
/// Further ahead of now than this, what was noted was noted by a clock that ran ahead: clocks are set right by seconds all
/// the time.
pub const AHEAD_MS: Millis = 60_000;
/// Key of a row in `articles`.
pub type ArticleId = i64;
/// Key of a row in `stories`, given by the story engine.
pub type StoryId = i64;
/// Key of a row in `sources`.
pub type SourceId = i64;
/// Key of a row in `publishers`.
pub type PublisherId = i64;
/// Key of a row in `users`.
pub type UserId = i64;
/// Key of a row in `jobs`.
pub type JobId = i64;
/// Key of a row in `comments`.
pub type CommentId = i64;
/// What every method of the store answers with.
pub type Result<T> = std::result::Result<T, StoreError>;
