//! Browser tests: the compiled program's demo, read by a real Chromium over its own protocol.
//!
//! Every test runs a demo of its own on loopback in a fresh data folder. `COURANT_CHROMIUM` names the browser where it
//! is not found by its usual names; `COURANT_PICTURES=DIR` makes the picture test write its pictures there.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod ask;
mod chrome;
mod comments;
mod contrast;
mod demo;
mod expected;
mod faults;
mod filling;
mod keys;
mod layout;
mod pictures;
mod places;
mod reasons;
mod scriptless;
mod stories;
mod summaries;
mod tags;
