//! Namespaces as they are found: right, misspelt, missing, or under another prefix.

/// The vocabularies that a feed is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    /// RSS of any version, RDF Site Summary, Atom: told apart by the element, not by the address.
    Core,
    /// Dublin Core elements and terms.
    Dublin,
    /// `content:encoded`
    Content,
    /// Media RSS.
    Media,
    /// Podcast fields.
    Itunes,
    /// The RDF frame itself.
    Rdf,
    /// XHTML.
    Html,
    /// Anything else.
    Other,
}

/// What the document's prefixes stand for.
#[derive(Debug, Clone, Default)]
pub struct Spaces<'a> {
    declared: Vec<(&'a str, Space)>,
    /// Prefix and address as declared, so that a declaration repeated on every entry is read once.
    addresses: Vec<(&'a str, &'a str)>,
}

impl<'a> Spaces<'a> {
    /// Takes in a tag's declarations. A later one wins: scopes are ignored, as feeds do not reuse a prefix.
    pub fn declare(&mut self, name: &'a str, value: &'a str) {
        let Some(prefix) = name.strip_prefix("xmlns:") else { return };
        if self.addresses.contains(&(prefix, value)) || self.addresses.len() > 200 {
            return;
        }
        self.addresses.push((prefix, value));
        let space = by_address(value).or_else(|| by_prefix(prefix)).unwrap_or(Space::Other);
        match self.declared.iter_mut().find(|(known, _)| *known == prefix) {
            Some(known) => known.1 = space,
            None => self.declared.push((prefix, space)),
        }
    }

    /// Parts a name into its vocabulary and its local part.
    pub fn part<'n>(&self, name: &'n str) -> (Space, &'n str) {
        let Some(colon) = name.bytes().position(|byte| byte == b':') else { return (Space::Core, name) };
        let (prefix, local) = (&name[..colon], &name[colon + 1..]);
        let space = self.declared.iter().find(|(known, _)| *known == prefix).map(|(_, space)| *space);
        (space.or_else(|| by_prefix(prefix)).unwrap_or(Space::Other), local)
    }
}

fn by_prefix(prefix: &str) -> Option<Space> {
    let mut lower = [0_u8; 16];
    Some(match lowered(prefix, &mut lower)? {
        "atom" | "atom03" | "atom10" | "a10" | "rss" | "rss1" | "rss10" => Space::Core,
        "dc" | "dcterms" | "dcterm" => Space::Dublin,
        "content" => Space::Content,
        "media" | "mrss" => Space::Media,
        "itunes" => Space::Itunes,
        "rdf" => Space::Rdf,
        "xhtml" | "html" => Space::Html,
        _ => return None,
    })
}

/// Reads the address by what it must contain: scheme, case, version and a final slash vary in the field.
fn by_address(address: &str) -> Option<Space> {
    let address = address.trim().to_ascii_lowercase();
    let is = |part: &str| address.contains(part);
    Some(if is("purl.org/rss/1.0/modules/content") {
        Space::Content
    } else if is("purl.org/rss/1.0/modules/") {
        return None;
    } else if is("purl.org/dc/") {
        Space::Dublin
    } else if is("www.w3.org/2005/atom")
        || is("purl.org/atom/")
        || is("purl.org/rss/1.0")
        || is("my.netscape.com/")
        || is("channel.netscape.com/")
        || is("backend.userland.com/rss")
        || is("blogs.law.harvard.edu/tech/rss")
        || is("cyber.law.harvard.edu/rss")
    {
        Space::Core
    } else if is("search.yahoo.com/mrss") || is("video.search.yahoo.com") {
        Space::Media
    } else if is("itunes.com/dtds/podcast") {
        Space::Itunes
    } else if is("1999/02/22-rdf-syntax-ns") {
        Space::Rdf
    } else if is("www.w3.org/1999/xhtml") {
        Space::Html
    } else {
        return None;
    })
}

/// A short name in lower case without allocation; `None` when it is longer than any name we know.
pub fn lowered<'b>(name: &str, buffer: &'b mut [u8]) -> Option<&'b str> {
    let target = buffer.get_mut(..name.len())?;
    target.copy_from_slice(name.as_bytes());
    target.make_ascii_lowercase();
    std::str::from_utf8(target).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_names_by_address_first_and_prefix_next() {
        let mut spaces = Spaces::default();
        for (name, value) in [
            ("xmlns:m", "https://search.yahoo.com/mrss"),
            ("xmlns:dc", "http://purl.org/dc/terms"),
            ("xmlns:media", "//wrong/but/known/prefix"),
            ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
            ("xmlns:syn", "http://purl.org/rss/1.0/modules/syndication/"),
            ("xmlns:a", "http://www.w3.org/2005/Atom"),
        ] {
            spaces.declare(name, value);
        }
        for (name, expected) in [
            ("m:thumbnail", (Space::Media, "thumbnail")),
            ("dc:creator", (Space::Dublin, "creator")),
            ("media:content", (Space::Media, "content")),
            ("content:encoded", (Space::Content, "encoded")),
            ("syn:updateBase", (Space::Other, "updateBase")),
            ("a:link", (Space::Core, "link")),
            ("itunes:author", (Space::Itunes, "author")),
            ("title", (Space::Core, "title")),
            ("x:title", (Space::Other, "title")),
        ] {
            assert_eq!(spaces.part(name), expected, "{name}");
        }
    }
}
