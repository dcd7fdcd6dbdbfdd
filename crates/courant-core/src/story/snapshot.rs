//! Saving and restoring the engine: a restored engine goes on as if it had never stopped.

use super::engine::Engine;
use super::state::State;

/// First byte of a snapshot; a new layout gets a new one.
const LAYOUT: u8 = 1;

/// Why a snapshot cannot be used. The engine is then filled again from the store's articles.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SnapshotError {
    /// It was written by another version.
    #[error("the story engine's snapshot has layout {0}, this version reads layout {LAYOUT}")]
    Layout(u8),
    /// It is damaged.
    #[error("the story engine's snapshot cannot be read: {0}")]
    Damaged(String),
}

impl Engine {
    /// All that the engine knows, as bytes.
    pub fn snapshot(&self) -> Result<Vec<u8>, SnapshotError> {
        let bytes = vec![LAYOUT];
        postcard::to_extend(&self.state, bytes).map_err(|error| SnapshotError::Damaged(error.to_string()))
    }

    /// An engine that goes on where the one that wrote the snapshot stood.
    pub fn restore(bytes: &[u8]) -> Result<Self, SnapshotError> {
        let (layout, rest) =
            bytes.split_first().ok_or_else(|| SnapshotError::Damaged("it is empty".to_owned()))?;
        if *layout != LAYOUT {
            return Err(SnapshotError::Layout(*layout));
        }
        let mut state: State =
            postcard::from_bytes(rest).map_err(|error| SnapshotError::Damaged(error.to_string()))?;
        state.rebuild();
        Ok(Engine { state })
    }
}
