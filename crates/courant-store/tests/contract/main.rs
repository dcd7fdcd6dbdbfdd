//! What every database behind the store has to keep to. One file per topic; `bench` builds what they start from.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests: a failure is to stop the test")]

mod bench;

mod changes;
mod comments;
mod decisions;
mod entries;
mod follows;
mod hosts;
mod hubs;
mod jobs;
mod lessons;
mod lists;
mod marks;
mod migrations;
mod moves;
mod names;
mod opening;
mod pages;
mod polls;
mod quality;
mod reader_words;
mod removal;
mod sources;
mod status;
mod stories;
mod story_visits;
mod understandings;
mod users;
