//! When a page was published and changed.

use courant_core::extract::{Hints, extract};

use super::{page, paragraphs};

/// Dates as pages write them.
#[test]
fn reads_dates() {
    let cases = [
        (
            "<meta property='article:published_time' content='2026-03-17T21:40:00-05:00'>",
            "",
            Some("2026-03-17T21:40:00-05:00"),
        ),
        ("", "<time datetime='2026-03-17'>yesterday</time>", Some("2026-03-17")),
        ("", "<p class=date>17 March 2026</p>", Some("2026-03-17")),
        ("", "<p class=datum>17. März 2026</p>", Some("2026-03-17")),
        ("", "<p class=date>17-03-2026</p>", Some("2026-03-17")),
        // What readers see beside the headline: earlier than what machines are told, or an update, or another's.
        ("<meta name=pubdate content='2026-06-01'>", "<p>17 March 2026</p>", Some("2026-03-17")),
        ("<meta name=pubdate content='2026-03-17'>", "<p>Updated 1 June 2026</p>", Some("2026-03-17")),
        ("<meta name=pubdate content='2026-03-17'>", "<p>1 June 2026</p>", Some("2026-03-17")),
        // The day of a change, also where readers see no other.
        (
            "<meta name=pubdate content='2026-03-17'><meta name=lastmod content='2026-06-01'>",
            "<p>1 June 2026</p>",
            Some("2026-03-17"),
        ),
        (
            "<meta name=pubdate content='2026-03-17'><meta name=lastmod content='2026-06-01'>",
            "<p>Updated 1 June 2026</p>",
            Some("2026-03-17"),
        ),
        (
            "<meta name=pubdate content='2026-03-17'><meta name=lastmod content='2026-06-01'>",
            "<p>Updated on</p><p>1 June 2026</p>",
            Some("2026-03-17"),
        ),
        (
            "<meta name=pubdate content='2026-03-17'><meta name=lastmod content='2026-06-01'>",
            "<div><span class=updated-on>1 June 2026</span></div>",
            Some("2026-03-17"),
        ),
        (
            "<meta name=pubdate content='2026-03-17'><meta name=lastmod content='2026-06-01'>",
            "<p>1 June 2026</p><p>First seen here on 17 March 2026</p>",
            Some("2026-03-17"),
        ),
        // Another article's dateline; a sentence that ends in a date.
        (
            "<meta name=pubdate content='2026-03-17'>",
            "<h2><a href=/b>Storm takes roof</a></h2><p>1 June 2026</p>",
            Some("2026-03-17"),
        ),
        (
            "<meta name=pubdate content='2026-03-17'>",
            "<p>The oldest of the harbour's many plans - 1 June 2025</p>",
            Some("2026-03-17"),
        ),
        // A comment can be an article.
        ("", "<div class=ArticleComment_publishDate>17 March 2026</div>", Some("2026-03-17")),
        ("", "<p class=datum>17. Mär. 2026</p>", Some("2026-03-17")),
        // Where nothing else tells it: a script, the folders of the picture.
        (
            "<script>page = {\"publishedAt\": \"2026-03-17T10:00:00+01:00\"}</script>",
            "",
            Some("2026-03-17T10:00:00+01:00"),
        ),
        ("<meta property='og:image' content='https://post.example/files/2026/03/17/pier.jpg'>", "", Some("2026-03-17")),
        ("<meta property='og:image' content='https://post.example/files/20260317/pier.jpg'>", "", None),
        (
            "<meta name=pubdate content='2026-03-17'>",
            "<dl><dt>Joined</dt><dd>May 11, 2017</dd></dl>",
            Some("2026-03-17"),
        ),
        (
            "",
            "<time datetime='2026-06-01'>Updated 1 June 2026</time><time datetime='2026-03-17'>17 March</time>",
            Some("2026-03-17"),
        ),
        // The words of an element win where its attribute is of another day.
        ("", "<time datetime='2026-03-21T10:00:00Z'>Published 17 March 2026</time>", Some("2026-03-17")),
        // Linked data that cannot be parsed, and a film on the page.
        (
            r#"<script type="application/ld+json">{"datePublished": "2026-03-17", "name": "a "pier""}</script>"#,
            "",
            Some("2026-03-17"),
        ),
        (
            r#"<meta name=pubdate content="2026-03-17"><script type="application/ld+json">{"@type":"VideoObject","uploadDate":"2026-03-16"}</script>"#,
            "",
            Some("2026-03-17"),
        ),
        ("", "<p class=todays-date>Friday, 1 June 2026</p>", None),
        (
            "",
            "<div class=date><p id=todays-date>Friday, 1 June 2026</p></div><div>17.03.2026</div>",
            Some("2026-03-17"),
        ),
        // Elements with no blank between them.
        ("", "<div class=info><span>17 March 2026</span><span>5 mins</span></div>", Some("2026-03-17")),
        (
            "",
            "<div class=dateline-box><a>Health</a><span class=dateline>17 MARCH 2026</span><span>Updated: 1 JUNE 2026</span></div>",
            Some("2026-03-17"),
        ),
        // Words of the page win over the day of its last writing.
        (
            "",
            "<p class=date>1 June 2026</p><p>This article was originally published on 17 March 2026 but is kept up to date.</p>",
            Some("2026-03-17"),
        ),
        (
            "",
            "<p class=date>1 June 2026</p><p>It was originally published on paper. 17 March 2026</p>",
            Some("2026-06-01"),
        ),
        ("", "", None),
    ];
    for (head, body, wanted) in cases {
        let found = page(head, &format!("{body}{}", paragraphs()));
        assert_eq!(found.published_at.map(|date| date.0).as_deref(), wanted, "{head}{body}");
    }
}

/// What a publishing system tells machines can be the moment at which it wrote the page.
#[test]
fn moments_that_systems_make() {
    let moment = |name: &str, at: &str| format!("<meta property='article:{name}_time' content='{at}'>");
    let both = |first: &str, last: &str| moment("published", first) + &moment("modified", last);
    let written = "2026-06-01T12:28:31Z";
    let time = "<div>Published <time pubdate datetime='2026-03-17'>17 March 2026</time></div>";
    // Far below the headline.
    let foot = |times: usize| format!("{}{}", paragraphs().repeat(6), time.repeat(times));
    let cases = [
        // One moment for both, and a day that says that it is the one of publication.
        (both(written, written), foot(1), "2026-03-17"),
        (both(written, "2026-06-02T12:28:31Z"), foot(1), written),
        // Two such days are those of a list.
        (both(written, written), foot(2), written),
        // Published after its last change, and the day before beside the headline.
        (both("2026-06-01T12:28:58Z", "2026-06-01T12:28:45Z"), "<p>31 May 2026</p>".to_owned(), "2026-05-31"),
        (both(written, "2026-06-01T12:28:45Z"), "<p>31 May 2026</p>".to_owned(), written),
        // Much later than the last change: another article's.
        (
            both("2023-11-21T19:57:53Z", "2023-11-21T20:01:31Z"),
            "<p>4 November 2025</p>".to_owned(),
            "2023-11-21T19:57:53Z",
        ),
    ];
    for (head, body, wanted) in cases {
        let found = page(&head, &format!("{body}{}", paragraphs())).published_at.map(|date| date.0);
        assert_eq!(found.as_deref(), Some(wanted), "{head}{body}");
    }
}

/// A day that an article tells of is not the day of its publication, however near the headline it stands.
#[test]
fn a_headline_and_a_standfirst_have_other_dates() {
    let claim = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","datePublished":"2024-09-11T08:00:00+02:00"}</script>"#;
    let read = |head: &str, heading: &str, below: &str| {
        let html = format!("<head>{head}</head><body><article><h1>{heading}</h1>{below}{}</article>", paragraphs());
        let hints = Hints { content_type: None, url: Some("https://lindvikpost.example/news/pier") };
        extract(html.as_bytes(), &hints).published_at.map(|date| date.0)
    };
    let told = Some("2024-09-11T08:00:00+02:00");
    for heading in [
        "September 11, 2001: what one town remembers",
        "11 September 2001, seen from Lindvik",
        "24 February 2022 and after: two years of war",
        "9 out of 10 islanders want the ferry back",
    ] {
        assert_eq!(read(claim, heading, "").as_deref(), told, "{heading}");
    }
    let pier = "Old ferry pier to close";
    for below in [
        "<p>15 June 2025 – the day the bridge will open again</p>",
        "<p>12 June 2026, 19:00, Harbour Hall</p>",
        "<p>12 June 2025, 19:00</p>",
        "<p>12 June 2021: the day on which the pier broke</p>",
        "<div class=date>5 мая, 21:15</div>",
        "<div class=date>5 de mayo 10:15h</div>",
    ] {
        assert_eq!(read(claim, pier, below).as_deref(), told, "{below}");
    }
    // The day of a relaunch, where readers see the older one.
    for below in ["<p>17 March 2021</p>", "<p>17 March 2021, 10:30 CET</p>", "<p>17 March 2021 | By Ida Brandt</p>"] {
        assert_eq!(read(claim, pier, below).as_deref(), Some("2021-03-17"), "{below}");
    }
    for day in ["5 мая, 21:15", "1 May, 14:30", "12 Mayıs 18:05", "Ieri, 3 maggio 09:12"] {
        assert_eq!(read("", pier, &format!("<div class=date>{day}</div>")), None, "{day}");
    }
}

/// A logo can be a heading of the first level too; the date that counts stands beside the headline.
#[test]
fn reads_the_date_beside_the_headline() {
    let html = format!(
        "<title>Old ferry pier to close | Post</title><body><h1><a href=/>The Lindvik Post</a></h1><ul><li>1 June 2026</li></ul>\
         <main><h1>Old ferry pier to close</h1><ul><li>17 March 2026</li></ul>{}</main>",
        paragraphs()
    );
    assert_eq!(
        extract(html.as_bytes(), &Hints::default()).published_at.map(|date| date.0).as_deref(),
        Some("2026-03-17")
    );
    // A label over a lone date, in a box at the side, far from the headline.
    let boxed = |name: &str| {
        format!("{}<div class=post-sidebar><h4>{name}</h4><p>17 March 2026</p></div>", paragraphs().repeat(4))
    };
    assert_eq!(page("", &boxed("Published")).published_at.map(|date| date.0).as_deref(), Some("2026-03-17"));
    assert_eq!(page("", &boxed("Founded")).published_at, None);
}

/// The day in the address tells in which zone a moment is meant; the moment stays.
#[test]
fn reads_the_day_in_the_address() {
    let read = |head: &str, url: &str| {
        let html = format!("<head>{head}</head><body><h1>Old ferry pier to close</h1>{}", paragraphs());
        extract(html.as_bytes(), &Hints { content_type: None, url: Some(url) }).published_at.map(|date| date.0)
    };
    let head = "<meta property='article:published_time' content='2026-03-18T02:30:00Z'>";
    assert_eq!(read(head, "https://post.example/2026/03/17/pier").as_deref(), Some("2026-03-17T23:30:00-03:00"));
    assert_eq!(read(head, "https://post.example/2026/03/18/pier").as_deref(), Some("2026-03-18T02:30:00Z"));
    assert_eq!(read(head, "https://post.example/2026/03/11/pier").as_deref(), Some("2026-03-18T02:30:00Z"));
    let shown = format!("{head}<script>var day = '2026-03-17T21:30:00-05:00';</script>");
    assert_eq!(read(&shown, "https://post.example/2026/03/17/pier").as_deref(), Some("2026-03-17T21:30:00-05:00"));
    assert_eq!(read("", "https://post.example/news/2026/mar/17/pier").as_deref(), Some("2026-03-17"));
}
