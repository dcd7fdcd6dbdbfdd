//! Courant search.
