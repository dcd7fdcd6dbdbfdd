//! Courant embed.
