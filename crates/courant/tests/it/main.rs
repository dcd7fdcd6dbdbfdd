//! Tests of the whole binary's parts together, one target so that they link once.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "tests")]

mod asking;
mod changed_pages;
mod clocks;
mod entered;
mod forgotten;
mod furniture;
mod house;
mod hubs;
mod lists;
mod looks;
mod meanwhile;
mod paper;
mod pipeline;
mod redirects;
mod renewed;
mod round_trip;
mod rules;
mod unreached;
mod views;
mod web;
mod wishes;
