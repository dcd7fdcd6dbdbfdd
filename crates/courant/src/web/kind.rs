//! What an article is, where it is no plain report.

use courant_core::model::PageKind;

use super::messages::t;

/// "Opinion"; nothing for a report, and where the kind is not known.
pub fn kind_words(kind: PageKind) -> Option<&'static str> {
    match kind {
        PageKind::Report | PageKind::None => None,
        PageKind::Live => Some(t("kind.live")),
        PageKind::Opinion => Some(t("kind.opinion")),
        PageKind::Gallery => Some(t("kind.gallery")),
        PageKind::Video => Some(t("kind.video")),
        PageKind::Roundup => Some(t("kind.roundup")),
        PageKind::Correction => Some(t("kind.correction")),
    }
}
