//! Courant, a self-hosted news site. See `ARCHITECTURE.md` for the map.
//!
//! Layers, each of which imports only what stands below it: [`cli`] and [`app`] · [`worker`] | [`web`] · [`fetch`] ·
//! the crates below. [`clock`] and [`demo`] are leaves.

pub mod app;
pub mod cli;
pub mod clock;
pub mod demo;
pub mod fetch;
pub mod web;
pub mod worker;
