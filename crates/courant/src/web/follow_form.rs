//! The buttons that follow and mute, on the page of what they are about.

use courant_store::Followed;

use super::error::WebError;
use super::session::Viewer;
use super::state::WebState;

/// The buttons of one thing.
#[derive(Debug, Clone)]
pub struct FollowForm {
    /// What it is.
    pub what: &'static str,
    /// Its key.
    pub name: String,
    /// The page to come back to.
    pub back: String,
    /// The reader follows it.
    pub followed: bool,
    /// The reader mutes it.
    pub muted: bool,
}

impl FollowForm {
    /// The buttons as the reader needs them; none for who is not signed in.
    pub async fn load(
        state: &WebState,
        viewer: &Viewer,
        what: Followed,
        name: &str,
        back: String,
    ) -> Result<Option<Self>, WebError> {
        let Some(user) = viewer.id() else { return Ok(None) };
        let muted = state.store.muted(user, what, name).await?;
        Ok(Some(Self {
            what: what.as_str(),
            name: name.to_owned(),
            back,
            followed: muted == Some(false),
            muted: muted == Some(true),
        }))
    }
}
