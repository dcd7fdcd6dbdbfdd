//! Courant: feeds in, a front page of stories out. See ARCHITECTURE.md for the map.

pub mod cli;
pub mod clock;
pub mod fetch;
pub mod web;
