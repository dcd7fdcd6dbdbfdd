//! Whole documents, written for these tests.

use super::*;
use crate::model::ParsedEntry;

fn at<'a>(text: &'a str, url: Option<&'a str>) -> ParsedFeed {
    parse(text.as_bytes(), &Hints { content_type: None, url })
}

fn rss(items: &str) -> ParsedFeed {
    let text = format!(
        "<rss version='2.0'><channel><title>Harbour</title><link>https://harbour.example/</link>{items}</channel></rss>"
    );
    at(&text, None)
}

fn atom(entries: &str) -> ParsedFeed {
    at(&format!("<feed xmlns='http://www.w3.org/2005/Atom'><title>Harbour</title>{entries}</feed>"), None)
}

fn only(mut feed: ParsedFeed) -> ParsedEntry {
    assert_eq!(feed.entries.len(), 1, "{feed:?}");
    feed.entries.remove(0)
}

const THREE: &str = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Harbour</title>\
<item><title>Tide tables</title><link>https://harbour.example/tides</link><guid>https://harbour.example/tides</guid>\
<pubDate>Mon, 20 Apr 2020 23:46:31 GMT</pubDate></item>\
<item><title><![CDATA[Night ferry]]></title><link>https://harbour.example/ferry</link><guid isPermaLink=\"false\">f-2</guid>\
<description>It runs again, the café too.</description></item>\
<item><title>Fog</title><enclosure url=\"https://harbour.example/fog.mp3\" type=\"audio/mpeg\"/><link>https://harbour.example/fog</link></item>\
</channel></rss>";

#[test]
fn a_cut_document_is_read_noted_and_never_misread() {
    let whole = at(THREE, None);
    assert!(whole.problems.is_empty(), "{:?}", whole.problems);
    let begins = THREE.find("<channel>").unwrap_or_default();
    for end in begins..THREE.len() - 1 {
        let feed = parse(&THREE.as_bytes()[..end], &Hints::default());
        assert!(feed.problems.iter().any(|problem| problem.contains("ends before its end tags")), "{end}: {feed:?}");
        for (cut, full) in feed.entries.iter().zip(&whole.entries) {
            assert!(cut.url.is_empty() || cut.url == full.url, "{end}: {cut:?}");
            assert!(cut.enclosures.is_empty() || cut.enclosures == full.enclosures, "{end}: {cut:?}");
            assert!(cut.published_at.is_none() || cut.published_at == full.published_at, "{end}: {cut:?}");
            assert!(full.title.starts_with(&cut.title), "{end}: {cut:?}");
        }
        let complete = THREE[..THREE.floor_char_boundary(end)].matches("</item>").count();
        assert!(feed.entries.len() >= complete, "{end}: {feed:?}");
    }
}

#[test]
fn a_cut_json_feed_is_read_and_noted() {
    let text = r#"{"version":"https://jsonfeed.org/version/1.1","title":"Harbour","items":[
        {"id":"1","url":"https://harbour.example/1","title":"Tides","content_html":"<p>High at nine.</p>"},
        {"id":"2","url":"https://harbour.example/2","title":"Fog","content_html":"<p>Low at"#;
    let feed = at(text, None);
    assert_eq!(feed.entries.len(), 2, "{feed:?}");
    assert_eq!((feed.entries[1].title.as_str(), feed.entries[1].content_html.as_str()), ("Fog", ""));
    assert_eq!(feed.problems, ["The document ends before its closing brackets; what came until there was read."]);
    let literal = at(r#"{"version":"https://jsonfeed.org/version/1","items":[{"title":"<br>"},{}]}"#, None);
    assert_eq!(only(literal).title, "<br>");
    let slips =
        "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"1\",\"content_text\":\"one\ntwo\",},]}";
    let feed = at(slips, None);
    assert_eq!(feed.entries[0].content_html, "one\ntwo");
    assert!(feed.problems[0].contains("mended"), "{feed:?}");
    assert_eq!(at("{\"version\": nothing", None).format, crate::model::FeedFormat::None);
}

#[test]
fn links_lead_to_the_entry() {
    for (item, expected) in [
        // The feed's own link is no base.
        ("<link>/a?b=1&amp;c=2</link>", "/a?b=1&c=2"),
        ("<guid>https://harbour.example/b</guid>", "https://harbour.example/b"),
        ("<guid isPermaLink='false'>https://harbour.example/b</guid>", ""),
        ("<guid>7</guid>", ""),
        ("<guid>/tides/7</guid>", "/tides/7"),
        ("<guid isPermaLink='false'>/tides/7</guid>", ""),
        ("<guid>tides/7</guid>", ""),
        ("<guid>/tides and fog</guid>", ""),
        ("<guid>//other.example/x</guid>", ""),
        ("<guid>/\\other.example/x</guid>", ""),
        (
            "<link>https://harbour.example/f</link><link rel='alternate' hreflang='de' href='https://harbour.example/de'/>",
            "https://harbour.example/f",
        ),
        ("<link>https://harbour.example/f</link><link>https://harbour.example/g</link>", "https://harbour.example/g"),
        ("<link>https://harbour.example/f</link><link>at://did/7</link><link></link>", "https://harbour.example/f"),
        ("<link>javascript:alert(1)</link><guid>https://harbour.example/c</guid>", "https://harbour.example/c"),
        ("<link>\n  https://harbour.example/\n  d\n</link>", "https://harbour.example/d"),
        ("<link></link><guid>https://harbour.example/e</guid>", "https://harbour.example/e"),
    ] {
        assert_eq!(only(rss(&format!("<item><title>T</title>{item}</item>"))).url, expected, "{item}");
    }
    for (entry, expected) in [
        ("<link href='https://a.example/1'/>", "https://a.example/1"),
        ("<link rel='enclosure' href='https://a.example/1.mp3'/><id>https://a.example/1</id>", "https://a.example/1"),
        (
            "<link rel='alternate' type='application/pdf' href='https://a.example/1.pdf'/><link href='https://a.example/1'/>",
            "https://a.example/1",
        ),
        ("<link rel='self' href='https://a.example/1.xml'/><id>urn:uuid:1</id>", ""),
        ("<link href='https://a.example/1'/><link href='https://a.example/2'/>", "https://a.example/1"),
        ("<id>news/7</id>", ""),
        (
            "<link rel='http://www.iana.org/assignments/relation/alternate' href='https://a.example/1'/>",
            "https://a.example/1",
        ),
    ] {
        assert_eq!(only(atom(&format!("<entry><title>T</title>{entry}</entry>"))).url, expected, "{entry}");
    }
    let based = atom("<entry xml:base='https://a.example/news/'><title>T</title><id>2026/7</id></entry>");
    assert_eq!(only(based).url, "https://a.example/news/2026/7");
    for id in ["//other.example/x", "aGVs/bG8=", "urn:a/7"] {
        let based = atom(&format!("<entry xml:base='https://a.example/news/'><title>T</title><id>{id}</id></entry>"));
        assert_eq!(only(based).url, "", "{id}");
    }
}

#[test]
fn bases_hold_for_what_is_inside_them() {
    let text = "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/news/'><title>T</title>\
        <entry xml:base='2020/'><link href='a'/></entry><entry><link href='b'/></entry>\
        <entry><link xml:base='https://other.example/x/' href='../c'/></entry></feed>";
    let urls: Vec<String> =
        at(text, Some("https://a.example/feed.xml")).entries.into_iter().map(|entry| entry.url).collect();
    assert_eq!(urls, ["https://a.example/news/2020/a", "https://a.example/news/b", "https://other.example/c"]);
    let text =
        "<rss><channel><title>T</title><link>https://other.example/</link><item><link>/d</link></item></channel></rss>";
    assert_eq!(only(at(text, Some("https://a.example/feed.xml"))).url, "https://a.example/d");
}

#[test]
fn titles_are_what_a_reader_sees() {
    for (title, expected) in [
        ("<title type='application/octet-stream'>PGI+RmVycnk8L2I+IGxhdGU=</title>", "Ferry late"),
        ("<title type='html'>Ferry &lt;script>late()&lt;/script>late</title>", "Ferry late"),
        ("<title>\n<![CDATA[Ferry &amp; late]]>\n</title>", "Ferry & late"),
        ("<title><![CDATA[Ferry]]> late</title>", "Ferry late"),
        ("<title>Ferry<!-- no --> late</title>", "Ferry late"),
        ("<title type='text'>Ferry &lt;b></title>", "Ferry <b>"),
        ("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Ferry <i>late</i></div></title>", "Ferry late"),
    ] {
        assert_eq!(only(atom(&format!("<entry>{title}<id>1</id></entry>"))).title, expected, "{title}");
    }
    let entry =
        only(rss("<item><enclosure url='https://a.example/1.jpg'><media:title>Ferry</media:title></enclosure></item>"));
    assert_eq!((entry.title.as_str(), entry.enclosures.len()), ("Ferry", 1));
}

#[test]
fn a_hostile_document_costs_no_more_than_its_length() {
    let begin = std::time::Instant::now();
    for (piece, count) in [
        ("<!--", 300_000),
        ("<![>", 300_000),
        ("<!DOCTYPE [>", 100_000),
        ("<a>", 300_000),
        ("<a></b>", 150_000),
        ("<item><a=\"", 100_000),
        ("<author><name>x", 70_000),
    ] {
        let text = format!("<rss><channel>{}", piece.repeat(count));
        at(&text, None);
        at(&text.replace("<rss><channel>", "<feed><entry><title>"), None);
    }
    let grow = format!(
        "<!DOCTYPE rss [<!ENTITY g '{}'>]><rss><channel><item><title>{}",
        "g".repeat(900),
        "&g;".repeat(300_000)
    );
    assert!(at(&grow, None).entries[0].title.len() <= 20_000);
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
}
