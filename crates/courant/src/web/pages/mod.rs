//! One file for each page; the router in [`super`] is the table of contents.

pub mod article;
pub mod ask;
pub mod changes;
pub mod comments;
pub mod entity;
pub mod fault;
pub mod first_run;
pub mod follow;
pub mod following;
pub mod front;
pub mod health;
pub mod latest;
pub mod left_out;
pub mod marks;
pub mod pictures;
pub mod publisher;
pub mod saved;
pub mod search;
pub mod settings;
pub mod sign_in;
pub mod source;
pub mod sources;
pub mod story;
pub mod tag;
pub mod why;
pub mod words;
