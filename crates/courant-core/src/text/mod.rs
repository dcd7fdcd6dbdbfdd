//! What one text is made of: its language, sentences, words, names and numbers, each with its place.

pub mod entities;
pub mod language;
pub mod lexicon;
pub mod numbers;
pub mod offsets;
pub mod reading;
pub mod sentences;
pub mod speech;
pub mod words;
