//! Page to article: the words a person came to read, who wrote them and when, without the furniture around them.

pub mod blocks;
pub mod decode;
pub mod dom;
pub mod engine;
pub mod features;
pub mod flags;
pub mod phrases;
pub mod voice;

/// What is known of a page besides its bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// The transport's content type, such as `text/html; charset=utf-8`.
    pub content_type: Option<&'a str>,
    /// The page's address, for relative links.
    pub url: Option<&'a str>,
}
