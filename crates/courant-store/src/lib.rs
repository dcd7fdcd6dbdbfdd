//! Courant store.
