//! The day of publication as a page's scripts have it: for pages that write it nowhere else, and to know on which day a
//! moment that is given in UTC falls for the publisher.

use std::sync::LazyLock;

use regex::Regex;

use super::calendar::machine;
use super::offset::on_day;
use crate::model::PageDate;

/// Bytes of a page that are looked through.
const MOST: usize = 2_000_000;

/// A field that says publication, and its value: `"publishedAt":"2024-05-01T10:00:00Z"`, `publish_date = '2024-05-01'`.
static FIELD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"(?i)(?:date_?published|publish(?:ed)?_?(?:at|date|time|on|timestamp)|publication_?(?:date|time)|pub_?(?:date|time)|post_?date|date_?creat(?:ed|ion)|created_?(?:at|date|time)|displaydate)\\?["']?\s*[:=,]\s*\\?["']?([^"'\\<>,;{}\[\]]{3,40}(?:, ?[^"'\\<>,;{}\[\]]{4,30})?)"#,
    )
    .ok()
});

/// A moment written out by a call: `showDate("2024/05/01 10:00")`.
static CALL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?i)date\w*\(["']((?:19|20)\d\d[-/]\d\d?[-/]\d\d?[ T]\d\d?:\d\d)[^"']{0,20}["']\)"#).ok()
});

/// The first field of the page's scripts that tells when it was published.
pub fn scripted(html: &str) -> Option<PageDate> {
    let end = (0..=MOST.min(html.len())).rev().find(|&at| html.is_char_boundary(at)).unwrap_or(0);
    let html = html.get(..end)?;
    let first = |pattern: &Option<Regex>| {
        pattern.as_ref()?.captures_iter(html).take(50).find_map(|found| machine(found.get(1)?.as_str()))
    };
    first(&FIELD).or_else(|| first(&CALL))
}

/// The same moment told on the publisher's own day: where it is given in UTC and the first field of the scripts is a clock
/// without an offset, or a day.
pub fn on_own_day(date: PageDate, html: &str) -> PageDate {
    if !date.0.ends_with('Z') && !date.0.ends_with("+00:00") {
        return date;
    }
    match scripted(html).filter(|own| own.0.len() == 10) {
        Some(own) => on_day(date, &own),
        None => date,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_and_calls_tell_the_day() {
        let cases = [
            (r#"<script>var a = {"publishedAt":"2024-05-01T10:00:00Z"}</script>"#, Some("2024-05-01T10:00:00Z")),
            (r#"<script>page = {publish_date: '2024-05-01', section: 1}</script>"#, Some("2024-05-01")),
            (r#"<script>x = "{\"datePublished\":\"2024-05-01\"}"</script>"#, Some("2024-05-01")),
            (
                r#"<script>a = {article_publication_date: "Mon, 21 Aug 2023 01:08:00 +0200"}</script>"#,
                Some("2023-08-21T01:08:00+02:00"),
            ),
            (r#"<td><script>showDate("2024/05/01 10:43:09")</script></td>"#, Some("2024-05-01")),
            (r#"<script>expires = "2030-01-01"; updatedAt: "2024-05-01"</script>"#, None),
            (r#"<script>publishedAt: null, build("2024/05/01 10:43")</script>"#, None),
        ];
        for (html, wanted) in cases {
            assert_eq!(scripted(html).map(|date| date.0).as_deref(), wanted, "{html}");
        }
    }

    #[test]
    fn a_moment_in_utc_falls_on_the_day_of_its_publisher() {
        let cases = [
            (
                "2024-05-01T23:15:00Z",
                "<script>publication_date = '2024-05-02 00:15'</script>",
                "2024-05-02T00:15:00+01:00",
            ),
            ("2024-05-02T00:23:33Z", "<script>{\"DateCreation\":\"2024-05-01\"}</script>", "2024-05-01T23:23:33-01:00"),
            // Another article's day, a moment with an offset of its own, nothing to go by.
            ("2024-05-01T12:15:00Z", "<script>publication_date = '2024-04-20 00:15'</script>", "2024-05-01T12:15:00Z"),
            (
                "2024-05-01T23:15:00+02:00",
                "<script>publication_date = '2024-05-02 00:15'</script>",
                "2024-05-01T23:15:00+02:00",
            ),
            ("2024-05-01T23:15:00Z", "<p>No script</p>", "2024-05-01T23:15:00Z"),
        ];
        for (date, html, wanted) in cases {
            assert_eq!(on_own_day(PageDate(date.to_owned()), html).0, wanted, "{date} in {html}");
        }
    }
}
