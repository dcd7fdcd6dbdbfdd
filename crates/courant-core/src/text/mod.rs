//! What is read from plain text.

pub mod fingerprint;
pub mod prior;
pub mod terms;
