//! Which element means what, in any of the dialects.

use super::spaces::{Space, lowered};

/// What an element is to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The document's own frame: `rss`, `rdf:RDF`, `feed`, `channel`.
    Frame,
    /// One item.
    Entry,
    /// A field whose whole content is its value.
    Field(Field),
    /// Parts fields without being one: its fields belong to what is around it.
    Group,
    /// Its content says nothing about the entry, as the origin of a quoted entry.
    Aside,
    /// Not known; fields in it are not ours, entries are.
    Unknown,
}

/// The fields that are read; each is the element of that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Title(Rank),
    Link,
    Id,
    Summary(Rank),
    Content(Rank),
    Published(Rank),
    Updated(Rank),
    Author,
    Category,
    Keywords,
    Enclosure,
    MediaContent,
    Thumbnail,
    Language,
    Ttl,
    SkipHours,
    SkipDays,
    Picture,
    Icon,
    OriginalLink,
}

/// Which of several elements for one field is believed: the higher; of equals the first, but of plain links outside Atom the last.
pub type Rank = u8;

/// Reads an element's name as a role.
pub fn role(space: Space, local: &str) -> Role {
    let mut buffer = [0_u8; 24];
    let Some(local) = lowered(local, &mut buffer) else { return Role::Unknown };
    match space {
        Space::Core => core(local),
        Space::Dublin => dublin(local),
        Space::Media => media(local),
        Space::Itunes => itunes(local),
        Space::Content if local == "encoded" => Role::Field(Field::Content(3)),
        Space::Rdf if local == "rdf" => Role::Frame,
        // RDF 0.90 wrote its items under the frame's own prefix.
        Space::Rdf if matches!(local, "item" | "channel" | "title" | "link" | "description") => core(local),
        Space::Html if local == "body" => Role::Field(Field::Content(2)),
        Space::Other if local == "origlink" => Role::Field(Field::OriginalLink),
        _ => Role::Unknown,
    }
}

fn core(local: &str) -> Role {
    Role::Field(match local {
        "rss" | "rdf" | "feed" | "channel" | "redirect" => return Role::Frame,
        "item" | "entry" => return Role::Entry,
        "title" => Field::Title(4),
        "link" => Field::Link,
        "guid" | "id" => Field::Id,
        "description" => Field::Summary(3),
        "summary" | "tagline" | "subtitle" => Field::Summary(4),
        "abstract" => Field::Summary(2),
        "content" => Field::Content(4),
        "body" | "fullitem" | "xhtml:body" => Field::Content(2),
        "pubdate" | "published" | "issued" => Field::Published(5),
        "updated" | "modified" | "lastbuilddate" => Field::Updated(5),
        "created" => Field::Published(3),
        "date" => Field::Updated(3),
        "author" | "contributor" | "managingeditor" | "creator" => Field::Author,
        "category" | "keyword" => Field::Category,
        "keywords" | "tags" => Field::Keywords,
        "enclosure" => Field::Enclosure,
        "language" => Field::Language,
        "ttl" => Field::Ttl,
        "skiphours" => Field::SkipHours,
        "skipdays" => Field::SkipDays,
        "image" => Field::Picture,
        "icon" | "logo" => Field::Icon,
        "source" | "textinput" | "cloud" | "comments" | "generator" | "docs" => return Role::Aside,
        _ => return Role::Unknown,
    })
}

fn dublin(local: &str) -> Role {
    Role::Field(match local {
        "title" => Field::Title(3),
        "description" | "abstract" => Field::Summary(2),
        "creator" | "author" => Field::Author,
        "subject" => Field::Category,
        "issued" => Field::Published(4),
        "created" => Field::Published(2),
        "date" => Field::Updated(4),
        "modified" => Field::Updated(4),
        "language" => Field::Language,
        _ => return Role::Unknown,
    })
}

fn media(local: &str) -> Role {
    Role::Field(match local {
        "group" => return Role::Group,
        "content" => Field::MediaContent,
        "thumbnail" => Field::Thumbnail,
        "title" => Field::Title(1),
        "description" | "text" => Field::Summary(1),
        "keywords" => Field::Keywords,
        _ => return Role::Unknown,
    })
}

fn itunes(local: &str) -> Role {
    Role::Field(match local {
        "title" => Field::Title(2),
        "summary" => Field::Summary(2),
        "subtitle" => Field::Summary(1),
        "author" => Field::Author,
        "keywords" => Field::Keywords,
        "image" => Field::Thumbnail,
        "owner" => return Role::Aside,
        _ => return Role::Unknown,
    })
}
