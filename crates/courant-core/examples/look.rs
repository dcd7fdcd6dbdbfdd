//! look
use trafilatura::{ExtractionFocus, HtmlDateMode, Options};
fn main() {
    for p in std::env::args().skip(1) {
        let html = std::fs::read_to_string(&p).unwrap();
        let o = Options::default().with_fallback(true).with_focus(ExtractionFocus::FavorPrecision).with_exclude_comments(true).with_html_date_mode(HtmlDateMode::Disabled);
        let t = trafilatura::extract(&html, &o).map(|r| r.content_text).unwrap_or_default();
        std::fs::write(format!("{p}.txt"), t).unwrap();
    }
}
