//! A comment's Markdown as safe HTML: until core's sanitizer reads Markdown, plain paragraphs.

/// Plain paragraphs.
pub fn to_html(markdown: &str) -> String {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    markdown.split("\n\n").map(|paragraph| format!("<p>{}</p>", escape(paragraph.trim()))).collect()
}
