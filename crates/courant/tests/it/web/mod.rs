//! The site, asked as a browser and a program ask it.

mod api;
pub mod app;
mod catalogue;
mod comments;
mod doubles;
mod faults;
mod feeds;
mod follows;
mod front;
mod graph;
mod latest;
mod many_sources;
pub mod news;
mod people;
mod places;
mod quality;
mod reading;
mod rights;
mod since;
mod sources;
pub mod stored;
mod taken_back;
