//! What can go wrong while the model is read.

use std::fmt;

/// Why the built-in model could not be read.
///
/// With the files that ship this never happens; it would mean that the program file is damaged or was built with
/// other model files than the pinned ones (`cargo xtask model` checks them).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadError {
    place: String,
    problem: &'static str,
}

impl LoadError {
    pub(crate) fn new(place: impl Into<String>, problem: &'static str) -> Self {
        Self { place: place.into(), problem }
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the built-in embedding model cannot be read: {}: {}", self.place, self.problem)
    }
}

impl std::error::Error for LoadError {}
