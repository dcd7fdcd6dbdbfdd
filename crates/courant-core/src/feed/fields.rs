//! What each field's element means for the entry or the frame around it.

use std::borrow::Cow;

use base64::Engine;

use super::capture::Value;
use super::date;
use super::draft;
use super::hub;
use super::links::{is_web, starts_with};
use super::markup::{Tag, attribute};
use super::names::{Field, Rank};
use super::people;
use super::plain;
use super::quiet;
use super::reader::Reader;
use super::references;
use crate::model::{FeedFormat, ParsedEnclosure};

impl Reader<'_> {
    /// An attribute with its references resolved.
    pub(super) fn attribute<'t>(&self, tag: Tag<'t>, name: &str) -> Option<Cow<'t, str>> {
        attribute(tag.attributes, name).map(|value| self.unescape(value))
    }

    /// An attribute's value as meant.
    pub(super) fn unescape<'t>(&self, value: &'t str) -> Cow<'t, str> {
        references::resolve(value, &self.declared, &mut 0)
    }

    /// What an entry's own tag says: RDF's `about`, and the link of a channel definition.
    pub(super) fn entry_attributes(&mut self, tag: Tag) {
        if tag.attributes.is_empty() {
            return;
        }
        let about = self.attribute(tag, "rdf:about");
        let href = self.attribute(tag, "href").map(|href| self.bases.resolve(&href));
        let changed = self.attribute(tag, "lastmod").and_then(|text| self.moment(&text));
        let about_link = about.as_deref().filter(|about| is_web(about)).map(|about| self.bases.resolve(about));
        let Some(draft) = &mut self.draft else { return };
        draft.link(4, href.unwrap_or_default());
        draft.link(1, about_link.unwrap_or_default());
        draft.entry.external_id = about.unwrap_or_default().into_owned();
        if let Some(at) = changed {
            draft.updated(1, at);
        }
    }

    /// Takes in one field.
    pub(super) fn field(&mut self, field: Field, tag: Tag, value: Value) {
        // Half of a text still reads; half of a link, an id or a date says something else.
        let prose = matches!(field, Field::Title(_) | Field::Summary(_) | Field::Content(_));
        let value = if value.cut && !prose { Value::default() } else { value };
        match field {
            Field::Title(rank) => self.title(rank, tag, value),
            Field::Link => self.link(tag, &value),
            Field::Id => self.id(tag, &value),
            Field::Summary(rank) => self.summary(rank, tag, value),
            Field::Content(rank) => self.content(rank, tag, value),
            Field::Published(_) | Field::Updated(_) => self.date(field, &value),
            Field::Author => self.author(&value),
            Field::Category => self.category(tag, &value),
            Field::Keywords => self.keywords(&value),
            Field::Enclosure => self.enclosure(tag, &["url", "href"], &["length"]),
            Field::MediaContent => self.enclosure(tag, &["url"], &["filesize"]),
            Field::Thumbnail => self.thumbnail(tag),
            Field::OriginalLink => {}
            Field::Language | Field::Ttl | Field::SkipHours | Field::SkipDays | Field::Picture | Field::Icon => {
                self.frame_field(field, tag, &value);
            }
        }
    }

    fn frame_field(&mut self, field: Field, tag: Tag, value: &Value) {
        let text = value.text.trim();
        if self.draft.is_some() {
            if field == Field::Picture && is_web(text) {
                let url = self.bases.resolve(text);
                self.add_enclosure(ParsedEnclosure { url, content_type: Some("image".to_owned()), length: None });
            }
            return;
        }
        match field {
            Field::Language if self.feed.language.is_none() => self.feed.language = draft::language(text),
            Field::Ttl => self.feed.ttl_minutes = text.parse().ok().or(self.feed.ttl_minutes),
            Field::SkipHours => self.feed.quiet.hours |= quiet::hours(text),
            Field::SkipDays => self.feed.quiet.days |= quiet::days(text),
            Field::Picture | Field::Icon if self.feed.icon.is_none() => {
                let inner =
                    if value.elements { part(text, "url").unwrap_or_default().into() } else { Cow::Borrowed(text) };
                let link = Some(inner).filter(|link| !link.is_empty()).or_else(|| self.attribute(tag, "href"));
                self.feed.icon = link.map(|link| self.bases.resolve(&link)).filter(|link| !link.is_empty());
            }
            _ => {}
        }
    }

    fn title(&mut self, rank: Rank, tag: Tag, value: Value) {
        let text = self.plain_text(tag, value);
        match &mut self.draft {
            Some(draft) => draft.title(rank, text),
            None if self.feed.title.is_empty() => self.feed.title = text,
            None => {}
        }
    }

    /// A title's text: only Atom can say that a `<` is a `<`.
    fn plain_text(&self, tag: Tag, value: Value) -> String {
        let literal = self.feed.format == FeedFormat::Atom
            && !value.elements
            && attribute(tag.attributes, "type").is_some_and(|kind| kind == "text" || kind == "text/plain");
        let text = self.unpacked(tag, value);
        if literal { plain::fold(&text) } else { plain::from_markup(&text) }
    }

    /// The value with the base64 of Atom 0.3 undone.
    fn unpacked<'v>(&self, tag: Tag, value: Value<'v>) -> Cow<'v, str> {
        let packed = attribute(tag.attributes, "mode").is_some_and(|mode| mode.eq_ignore_ascii_case("base64"))
            || attribute(tag.attributes, "type").is_some_and(|kind| !is_text(kind));
        let unpacked = if packed { from_base64(&value.text) } else { None };
        unpacked.map_or(value.text, Cow::Owned)
    }

    fn link(&mut self, tag: Tag, value: &Value) {
        let text = value.text.trim();
        let href = self.attribute(tag, "href");
        let Some(written) = Some(text).filter(|text| !text.is_empty() && !value.elements).or(href.as_deref()) else {
            return;
        };
        let relation = self.attribute(tag, "rel").unwrap_or_default();
        if self.draft.is_none() {
            let url = self.bases.resolve(written);
            hub::note(&mut self.feed, &relation, &url);
        }
        let relation = relation.rsplit('/').next().unwrap_or_default().trim();
        if relation.eq_ignore_ascii_case("enclosure") {
            return self.enclosure(tag, &["href"], &["length"]);
        }
        if !relation.is_empty() && !relation.eq_ignore_ascii_case("alternate") {
            return;
        }
        let page = attribute(tag.attributes, "type").is_none_or(|kind| kind.is_empty() || kind.contains("html"));
        let url = self.bases.resolve(written);
        let plain = self.feed.format != FeedFormat::Atom
            && !tag.name.contains(':')
            && relation.is_empty()
            && attribute(tag.attributes, "hreflang").is_none();
        match &mut self.draft {
            // Outside Atom an entry should have one link. Of several the last is meant: so readers have long taken it.
            Some(draft) if page && plain && is_web(&url) => draft.later_link(5, url),
            Some(draft) => draft.link(if page { 5 } else { 2 }, url),
            None if page && self.feed.link.is_empty() => self.feed.link = url,
            None => {}
        }
    }

    fn id(&mut self, tag: Tag, value: &Value) {
        let id = value.text.trim();
        let permanent =
            attribute(tag.attributes, "ispermalink").is_none_or(|said| !said.trim().eq_ignore_ascii_case("false"));
        let guid = tag.name.ends_with("guid") || tag.name.ends_with("GUID");
        // An Atom id need lead nowhere, but where an entry names no page its address is the only one there is.
        let (rank, leads) = if guid { (3, permanent) } else { (1, true) };
        let path = leads && self.bases.is_path(id);
        let link = if path || leads && is_web(id) { self.bases.resolve(id) } else { String::new() };
        // A path is a guess, and whatever else leads somewhere is better.
        let rank = if path { 1 } else { rank };
        let Some(draft) = &mut self.draft else { return };
        if !id.is_empty() {
            id.clone_into(&mut draft.entry.external_id);
            draft.link(rank, link);
        }
    }

    fn summary(&mut self, rank: Rank, tag: Tag, value: Value) {
        let html = self.html(tag, value);
        if let Some(draft) = &mut self.draft {
            draft.summary(rank, html);
        }
    }

    fn content(&mut self, rank: Rank, tag: Tag, value: Value) {
        let html = self.html(tag, value);
        if let Some(draft) = &mut self.draft {
            draft.content(rank, html);
        }
    }

    /// A field's content as HTML or text, as given; text that says it is text is escaped, other media are left out.
    fn html(&mut self, tag: Tag, value: Value) -> String {
        let kind = attribute(tag.attributes, "type").unwrap_or_default();
        if !is_text(kind) {
            return from_base64(&value.text).unwrap_or_default();
        }
        let text = self.unpacked(tag, value);
        let kind = kind.trim();
        if !(kind.eq_ignore_ascii_case("text") || starts_with(kind, "text/plain")) {
            return text.into_owned();
        }
        let mut escaped = String::with_capacity(text.len());
        references::escape(&text, &mut escaped);
        escaped
    }

    fn date(&mut self, field: Field, value: &Value) {
        if self.draft.is_none() {
            return;
        }
        let Some(at) = self.moment(&value.text) else { return };
        let Some(draft) = &mut self.draft else { return };
        match field {
            Field::Published(rank) => draft.published(rank, at),
            Field::Updated(rank) => draft.updated(rank, at),
            _ => {}
        }
    }

    fn moment(&mut self, text: &str) -> Option<jiff::Timestamp> {
        if text.trim().is_empty() {
            return None;
        }
        let Some(moment) = date::read(text) else {
            self.notes.dates.add(text);
            return None;
        };
        if moment.zone_assumed {
            self.notes.zones.add(text);
        }
        Some(moment.at)
    }

    fn author(&mut self, value: &Value) {
        let inner =
            if value.elements { part(&value.text, "name").or_else(|| part(&value.text, "email")) } else { None };
        let name = people::name(&plain::from_markup(inner.as_deref().unwrap_or(&value.text)));
        match &mut self.draft {
            Some(draft) => draft.author(name),
            None if self.feed.format == FeedFormat::Atom => draft::add_author(&mut self.authors, &name),
            None => {}
        }
    }

    fn category(&mut self, tag: Tag, value: &Value) {
        let label = ["label", "term", "text"]
            .iter()
            .find_map(|name| self.attribute(tag, name).filter(|text| !text.trim().is_empty()));
        let text = Some(&value.text).filter(|text| !text.trim().is_empty()).or(label.as_ref());
        let tag = text.map(|text| plain::from_markup(text));
        if let (Some(draft), Some(tag)) = (&mut self.draft, tag) {
            draft.tag(tag);
        }
    }

    fn keywords(&mut self, value: &Value) {
        if let Some(draft) = &mut self.draft {
            value.text.split([',', ';']).for_each(|word| draft.tag(plain::from_markup(word)));
        }
    }

    fn thumbnail(&mut self, tag: Tag) {
        if self.draft.is_none() {
            let url = self.attribute(tag, "href").map(|href| self.bases.resolve(&href));
            self.feed.icon = self.feed.icon.take().or(url);
            return;
        }
        let Some(link) = self.attribute(tag, "url").or_else(|| self.attribute(tag, "href")) else { return };
        let url = self.bases.resolve(&link);
        self.add_enclosure(ParsedEnclosure { url, content_type: Some("image".to_owned()), length: None });
    }

    fn enclosure(&mut self, tag: Tag, links: &[&str], lengths: &[&str]) {
        let Some(link) = links.iter().find_map(|name| self.attribute(tag, name)) else { return };
        let url = self.bases.resolve(&link);
        let kind = self.attribute(tag, "type").or_else(|| self.attribute(tag, "medium"));
        let length =
            lengths.iter().find_map(|name| self.attribute(tag, name)).and_then(|text| text.trim().parse().ok());
        let content_type = kind.filter(|kind| !kind.trim().is_empty()).map(Cow::into_owned);
        self.add_enclosure(ParsedEnclosure { url, content_type, length });
    }

    fn add_enclosure(&mut self, enclosure: ParsedEnclosure) {
        if let Some(draft) = &mut self.draft {
            draft.enclosure(enclosure);
        }
    }
}

/// Whether a media type, or the word that Atom has in its place, is that of text; any other is packed in base64.
fn is_text(kind: &str) -> bool {
    let kind = kind.trim();
    let lower = || kind.to_ascii_lowercase();
    !kind.contains('/') || starts_with(kind, "text/") || lower().contains("html") || lower().contains("xml")
}

fn from_base64(text: &str) -> Option<String> {
    let packed: String = text.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    let bytes = base64::engine::general_purpose::STANDARD.decode(packed).ok()?;
    String::from_utf8(bytes).ok()
}

/// The text of the first part of this name in a field that has parts, its references resolved.
fn part(markup: &str, name: &str) -> Option<String> {
    use super::markup::{Scanner, Token};
    let mut tokens = Scanner::new(markup);
    tokens.by_ref().find(|token| matches!(token, Token::Start(tag) if local(tag.name).eq_ignore_ascii_case(name)))?;
    let mut text = String::new();
    for token in tokens {
        match token {
            Token::Text(raw) => text.push_str(&references::resolve_html(raw)),
            Token::Cdata(raw) => text.push_str(raw),
            Token::End(_) | Token::Start(_) => break,
            Token::Doctype(_) => {}
        }
    }
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
