//! A document of any XML dialect to a feed, in one pass and without an error.
//!
//! The reader knows elements, not grammars: an entry is an entry wherever it stands, a field belongs to the entry or
//! the frame around it, and an end tag closes what it can. So RDF's items beside the channel, several roots, missing
//! versions and wrong namespaces need no cases of their own.

use std::borrow::Cow;

use memchr::memmem;

use super::capture::{DEEPEST, Faults, Surroundings, Value, capture};
use super::draft::Draft;
use super::links::Bases;
use super::markup::{Scanner, Tag, Token, attributes};
use super::names::{Field, Role, role};
use super::newest::Newest;
use super::notes::Notes;
use super::references::Declared;
use super::spaces::{Space, Spaces, lowered};
use crate::model::{FeedFormat, ParsedFeed};

/// A document being read.
pub struct Reader<'a> {
    scanner: Scanner<'a>,
    /// The prefixes declared so far.
    spaces: Spaces<'a>,
    /// The document's own entities.
    pub(super) declared: Declared,
    stack: Vec<Open<'a>>,
    /// What relative links stand against.
    pub(super) bases: Bases,
    /// The frame's fields.
    pub(super) feed: ParsedFeed,
    /// The entries that are done.
    entries: Newest,
    /// The entry that is open.
    pub(super) draft: Option<Draft>,
    /// The authors that an Atom frame names for all its entries.
    pub(super) authors: Vec<String>,
    /// What was wrong.
    pub(super) notes: Notes,
    page: bool,
}

/// Whether a tag may hold a namespace or an `xml:base`: few do, so the others' attributes are not parted for that.
fn declares(tag: Tag) -> bool {
    tag.attributes.len() > 6 && memmem::find(tag.attributes.as_bytes(), b"xml").is_some()
}

struct Open<'a> {
    name: &'a str,
    role: Role,
}

impl<'a> Reader<'a> {
    /// Reads a document.
    pub fn read(text: &'a str, url: Option<&str>) -> ParsedFeed {
        let mut reader = Self {
            scanner: Scanner::new(text),
            spaces: Spaces::default(),
            declared: Declared::default(),
            stack: Vec::new(),
            bases: Bases::new(url),
            feed: ParsedFeed::default(),
            entries: Newest::default(),
            draft: None,
            authors: Vec::new(),
            notes: Notes::default(),
            page: false,
        };
        let mut before = 0;
        while let Some(token) = reader.scanner.next() {
            reader.token(token, before);
            before = reader.scanner.offset();
            if reader.entries.is_over() {
                break;
            }
        }
        reader.finish()
    }

    fn token(&mut self, token: Token<'a>, before: usize) {
        match token {
            Token::Start(tag) => self.start(tag),
            Token::End(name) => self.end(name),
            Token::Doctype(text) => {
                self.page |= text.trim_start().get(..4).is_some_and(|name| name.eq_ignore_ascii_case("html"));
                self.declared = Declared::read(text);
            }
            Token::Text(text) => {
                if before == 0 && !text.trim().is_empty() {
                    self.notes.say("There is text before the beginning of the document; it was passed over.");
                }
            }
            Token::Cdata(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'a>) {
        let base = if declares(tag) { self.declarations(tag) } else { None };
        let (space, local) = self.spaces.part(tag.name);
        let role = role(space, local);
        self.bases.enter(self.stack.len(), base.as_deref());
        match role {
            Role::Frame => self.frame(local, tag),
            Role::Entry if self.readable() => self.entry(tag),
            Role::Field(field @ (Field::MediaContent | Field::Thumbnail | Field::Enclosure)) if self.accepts() => {
                self.field(field, tag, Value::default());
                self.push(tag, Role::Group);
            }
            Role::Field(field) if self.accepts() => {
                let value = if tag.empty { Value::default() } else { self.capture(tag) };
                self.field(field, tag, value);
            }
            Role::Field(_) | Role::Entry => self.push(tag, Role::Unknown),
            Role::Group | Role::Aside | Role::Unknown => {
                self.page |= self.stack.is_empty() && space != Space::Other && local.eq_ignore_ascii_case("html");
                self.push(tag, role);
            }
        }
        self.bases.leave(self.stack.len());
    }

    /// Takes in namespace declarations; gives the tag's `xml:base`.
    fn declarations(&mut self, tag: Tag<'a>) -> Option<Cow<'a, str>> {
        let mut base = None;
        for (name, value) in attributes(tag.attributes) {
            if name.starts_with("xmlns") {
                self.spaces.declare(name, value);
            } else if name.eq_ignore_ascii_case("xml:base") {
                base = Some(self.unescape(value));
            }
        }
        base
    }

    fn push(&mut self, tag: Tag<'a>, role: Role) {
        if !tag.empty && self.stack.len() < DEEPEST {
            self.stack.push(Open { name: tag.name, role });
        }
    }

    fn frame(&mut self, local: &str, tag: Tag<'a>) {
        let mut buffer = [0; 8];
        let format = match lowered(local, &mut buffer) {
            Some("rdf") => FeedFormat::Rdf,
            Some("feed") => FeedFormat::Atom,
            _ => FeedFormat::Rss,
        };
        if self.feed.format == FeedFormat::None {
            self.feed.format = format;
        }
        if let Some(href) = self.attribute(tag, "base").filter(|_| local.eq_ignore_ascii_case("channel")) {
            self.bases.enter(self.stack.len(), Some(&href));
        }
        self.push(tag, Role::Frame);
    }

    /// Whether entries may be believed here: not in a web page, unless a feed begins in it.
    fn readable(&self) -> bool {
        !self.page || self.feed.format != FeedFormat::None
    }

    /// Whether a field here belongs to the entry or the frame.
    fn accepts(&self) -> bool {
        let around = self.stack.iter().rev().find(|open| open.role != Role::Group);
        around.is_some_and(|open| matches!(open.role, Role::Frame | Role::Entry))
    }

    fn entry(&mut self, tag: Tag<'a>) {
        if let Some(at) = self.stack.iter().rposition(|open| open.role == Role::Entry) {
            self.notes.unclosed += self.stack.len() - at;
            self.stack.truncate(at);
            self.bases.leave(at);
        }
        self.close_entry();
        if !self.entries.begin() {
            return;
        }
        if self.feed.format == FeedFormat::None {
            self.notes.say("The document does not begin as a feed does; the entries that it holds were read.");
            self.feed.format = if tag.name.ends_with("entry") { FeedFormat::Atom } else { FeedFormat::Rss };
        }
        self.draft = Some(Draft::default());
        self.entry_attributes(tag);
        self.push(tag, Role::Entry);
        if tag.empty {
            self.close_entry();
        }
    }

    fn close_entry(&mut self) {
        if let Some(draft) = self.draft.take() {
            let mut entry = draft.finish();
            if entry.authors.is_empty() {
                entry.authors.clone_from(&self.authors);
            }
            self.entries.add(entry);
        }
    }

    fn capture(&mut self, tag: Tag<'a>) -> Value<'a> {
        let mut faults = Faults::default();
        let stack = &self.stack;
        let open = |name: &str| stack.iter().any(|open| open.name.eq_ignore_ascii_case(name));
        let around = Surroundings { spaces: &self.spaces, declared: &self.declared, open: &open };
        let value = capture(&mut self.scanner, tag, &around, &mut faults);
        self.notes.bare += faults.bare;
        self.notes.unclosed += faults.unclosed;
        value
    }

    fn end(&mut self, name: &str) {
        let Some(at) = self.stack.iter().rposition(|open| open.name.eq_ignore_ascii_case(name)) else { return };
        self.notes.unclosed += self.stack.len() - at - 1;
        let entry = self.stack[at..].iter().any(|open| open.role == Role::Entry);
        self.stack.truncate(at);
        self.bases.leave(at);
        if entry {
            self.close_entry();
        }
    }

    fn finish(mut self) -> ParsedFeed {
        // Of one with too many entries the end was not looked for.
        let truncated = !self.stack.is_empty() && !self.entries.is_over() && self.feed.format != FeedFormat::None;
        let nameless = self.draft.as_ref().is_some_and(|draft| !draft.is_known());
        if truncated && nameless && !self.entries.is_empty() {
            // The next poll brings it whole; until then it could not be told from that.
            self.draft = None;
        }
        self.close_entry();
        self.feed.cut = truncated;
        if truncated {
            self.notes.say("The document ends before its end tags; what came until there was read.");
        }
        if self.feed.format == FeedFormat::None {
            self.notes.said.clear();
            self.notes = Notes::default();
            self.notes.say(if self.page {
                "This is a web page, not a feed."
            } else {
                "This is not a feed: it has neither RSS, RDF, Atom nor JSON Feed in it."
            });
        }
        self.feed.problems = self.notes.sentences();
        let (entries, problem) = self.entries.finish();
        self.feed.entries = entries;
        self.feed.problems.extend(problem);
        self.feed
    }
}
