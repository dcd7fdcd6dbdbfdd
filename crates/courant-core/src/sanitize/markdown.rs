//! Comments as readers write them.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

use super::sanitize;

/// Markdown to safe HTML. Raw HTML is shown as the characters it is made of, pictures as their words; a single line
/// break is a line break, as in a letter.
pub fn markdown(text: &str) -> String {
    let mut in_picture = false;
    let events = Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH).filter_map(|event| match event {
        Event::Html(raw) | Event::InlineHtml(raw) => Some(Event::Text(raw)),
        Event::SoftBreak => Some(Event::HardBreak),
        Event::Start(Tag::Image { .. }) => {
            in_picture = true;
            None
        }
        Event::End(TagEnd::Image) => {
            in_picture = false;
            None
        }
        other => Some(other),
    });
    let events: Vec<Event> = events.collect();
    let mut output = String::new();
    html::push_html(&mut output, events.into_iter());
    sanitize(&output, "")
}

#[cfg(test)]
mod tests {
    use super::markdown;

    fn check(text: &str, expected: &str) {
        assert_eq!(markdown(text).trim_end(), expected, "{text}");
    }

    #[test]
    fn emphasis_links_quotes_and_hostile_input() {
        check("A *b* **c**", "<p>A <em>b</em> <strong>c</strong></p>");
        check("> said\n\nAnd?", "<blockquote>\n<p>said</p>\n</blockquote>\n<p>And?</p>");
        check("one\ntwo", "<p>one<br>\ntwo</p>");
        check("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>");
        check("[x](javascript:alert(1))", "<p><a rel=\"noopener nofollow ugc\">x</a></p>");
        check("[x](https://a.example)", "<p><a href=\"https://a.example\" rel=\"noopener nofollow ugc\">x</a></p>");
        check("![alt](https://a.example/t.gif)", "<p>alt</p>");
    }
}
