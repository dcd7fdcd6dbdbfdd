//! Enumerations that are stored as one lower-case word.

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$say:meta])* $variant:ident => $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$say])* $variant,)+ }

        impl $name {
            /// The word as it is stored and sent.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl TryFrom<String> for $name {
            type Error = String;
            fn try_from(word: String) -> Result<Self, String> {
                match word.as_str() {
                    $($word => Ok(Self::$variant),)+
                    other => Err(format!("{other:?} is no {}", stringify!($name))),
                }
            }
        }
    };
}

words! {
    /// Whether a source is polled.
    SourceState {
        /// Polled when due.
        Active => "active",
        /// Not polled until somebody resumes it.
        Paused => "paused",
        /// The publisher says that it is no more (HTTP 410), or it moved to a source that is followed already.
        Gone => "gone",
    }
}
words! {
    /// How far a subscription at a hub has come.
    HubState {
        /// The hub is to be asked.
        Wanted => "wanted",
        /// It took the request and has not agreed yet.
        Asked => "asked",
        /// It has promised to tell, until the lease ends.
        Live => "live",
        /// It said no.
        Denied => "denied",
        /// Nobody listens any more; the hub is being told so.
        Leaving => "leaving",
    }
}
words! {
    /// What a hub is asked for.
    HubAsk {
        /// To tell.
        Subscribe => "subscribe",
        /// To tell no more.
        Unsubscribe => "unsubscribe",
    }
}
words! {
    /// Where an article's text comes from.
    Origin {
        /// The full text, from the publisher's page.
        Page => "page",
        /// What the feed gave.
        Feed => "feed",
        /// Brought by hand.
        Import => "import",
    }
}
words! {
    /// How far an article has come.
    Stage {
        /// Known from an entry.
        New => "new",
        /// Its page was read, or given up on.
        Fetched => "fetched",
        /// Understood; waits for the story engine.
        Ready => "ready",
        /// Decided by the story engine; readers see it.
        Placed => "placed",
    }
}
words! {
    /// What the story engine decides on.
    EventKind {
        /// A new article.
        Article => "article",
        /// A placed article whose text or understanding changed.
        Revision => "revision",
        /// A placed article that is no more.
        Removal => "removal",
        /// A reader said something of two articles, or took it back.
        Word => "word",
        /// Time passed.
        Tick => "tick",
    }
}
words! {
    /// What a user may do.
    Role {
        /// Everything.
        Owner => "owner",
        /// Read, mark, comment.
        Reader => "reader",
    }
}
words! {
    /// What a user can follow or mute.
    Followed {
        /// A hashtag.
        Tag => "tag",
        /// A named person, place or organisation.
        Entity => "entity",
        /// An outlet.
        Publisher => "publisher",
        /// One story; it can be followed only.
        Story => "story",
    }
}
