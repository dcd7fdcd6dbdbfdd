//! Views by their form: what is written as a reporter would not write it.
//!
//! A label ([`crate::extract::is_opinion`]) says of a whole piece that it is somebody's view. Most comment carries none where
//! only a feed was read; its headline, its body and its sentences are told by their grammar: who writes "we", advises or commands, and
//! says so outside quotation marks, does not report.

mod body;
mod headline;
mod outside;
mod sentence;
mod tables;

pub use body::{is_comment_by_body, without_comment};
pub use headline::is_comment;
pub(crate) use outside::outside;
pub use sentence::is_view;
