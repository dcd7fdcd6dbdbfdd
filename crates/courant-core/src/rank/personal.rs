//! What one reader's follows and mutes do to a story on the front page.
//!
//! A story stands under a hashtag when the hashtag is the story's own, and under a name when most of its reports name it
//! more than once: what is named in passing neither hides nor raises. A muted publisher takes away its own reports, so a
//! story that others report too stays. A mute weighs more than a follow, save for a story that the reader follows itself.

/// What a reader follows or mutes, as it stands in one story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carries {
    /// One of the story's own hashtags.
    Tag,
    /// A name, and how many of the story's reports name it more than once.
    Entity(u32),
    /// A publisher, and how many of the story's reports are its own.
    Publisher(u32),
    /// The story itself.
    Story,
}

/// One word of the reader that touches a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    /// What it is about.
    pub carries: Carries,
    /// Muted; otherwise followed.
    pub muted: bool,
}

/// How a story stands with a reader. The numbers are places in the wishes given, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Nothing that the reader follows or mutes decides anything.
    Plain,
    /// It carries what the reader follows.
    Followed(Vec<usize>),
    /// It is left out of the reader's front page.
    Muted(Vec<usize>),
}

/// How a story of so many reports stands with a reader who said `wishes` of what it carries.
#[must_use]
pub fn standing(reports: u32, wishes: &[Wish]) -> Standing {
    let followed = places(wishes, |wish| !wish.muted && carries(wish, reports));
    if wishes.iter().any(|wish| !wish.muted && wish.carries == Carries::Story) {
        return Standing::Followed(followed);
    }
    let muted = places(wishes, |wish| wish.muted && !is_publisher(wish) && carries(wish, reports));
    if !muted.is_empty() {
        return Standing::Muted(muted);
    }
    let by_publishers = places(wishes, |wish| wish.muted && is_publisher(wish));
    let taken = by_publishers.iter().fold(0_u32, |sum, at| sum.saturating_add(own(wishes[*at])));
    if reports > 0 && taken >= reports {
        return Standing::Muted(by_publishers);
    }
    if followed.is_empty() { Standing::Plain } else { Standing::Followed(followed) }
}

fn places(wishes: &[Wish], holds: impl Fn(&Wish) -> bool) -> Vec<usize> {
    (0..wishes.len()).filter(|at| holds(&wishes[*at])).collect()
}

/// Whether the story stands under what the wish is about.
fn carries(wish: &Wish, reports: u32) -> bool {
    match wish.carries {
        Carries::Tag | Carries::Story => true,
        Carries::Entity(naming) => naming.saturating_mul(2) > reports,
        Carries::Publisher(own) => own > 0,
    }
}

fn is_publisher(wish: &Wish) -> bool {
    matches!(wish.carries, Carries::Publisher(_))
}

/// Reports that are a publisher's own.
fn own(wish: Wish) -> u32 {
    match wish.carries {
        Carries::Publisher(own) => own,
        Carries::Tag | Carries::Entity(_) | Carries::Story => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::Carries::{Entity, Publisher, Story, Tag};
    use super::Standing::{Followed, Muted, Plain};
    use super::*;

    #[test]
    fn a_story_stands_with_a_reader() {
        const FOLLOW: bool = false;
        const MUTE: bool = true;
        for (reports, wishes, expected) in [
            (3, vec![], Plain),
            (3, vec![(Tag, FOLLOW)], Followed(vec![0])),
            (3, vec![(Tag, MUTE)], Muted(vec![0])),
            (3, vec![(Entity(1), FOLLOW)], Plain),
            (3, vec![(Entity(2), FOLLOW)], Followed(vec![0])),
            (4, vec![(Entity(2), MUTE)], Plain),
            (4, vec![(Entity(3), MUTE)], Muted(vec![0])),
            (3, vec![(Publisher(1), FOLLOW)], Followed(vec![0])),
            (3, vec![(Publisher(2), MUTE)], Plain),
            (3, vec![(Publisher(3), MUTE)], Muted(vec![0])),
            (3, vec![(Publisher(1), MUTE), (Publisher(2), MUTE)], Muted(vec![0, 1])),
            (1, vec![(Publisher(1), MUTE)], Muted(vec![0])),
            (0, vec![(Publisher(0), MUTE)], Plain),
            (3, vec![(Tag, FOLLOW), (Entity(3), MUTE), (Tag, MUTE)], Muted(vec![1, 2])),
            (3, vec![(Publisher(2), MUTE), (Tag, FOLLOW)], Followed(vec![1])),
            (3, vec![(Tag, MUTE), (Story, FOLLOW), (Tag, FOLLOW)], Followed(vec![1, 2])),
            (3, vec![(Publisher(3), MUTE), (Story, FOLLOW)], Followed(vec![1])),
        ] {
            let wishes: Vec<Wish> = wishes.into_iter().map(|(carries, muted)| Wish { carries, muted }).collect();
            assert_eq!(standing(reports, &wishes), expected, "{reports} reports, {wishes:?}");
        }
    }
}
