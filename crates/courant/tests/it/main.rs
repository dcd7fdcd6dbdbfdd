//! Integration tests: the house as a whole, over real servers on this machine; one target so that they link once.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "tests")]

mod pipeline;
mod web;
