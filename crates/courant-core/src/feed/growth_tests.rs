//! Documents that would grow into much more than was sent.

use super::*;

fn read(text: &str) -> ParsedFeed {
    parse(text.as_bytes(), &Hints::default())
}

fn size(feed: &ParsedFeed) -> usize {
    let entry = |entry: &crate::model::ParsedEntry| {
        let lists = entry.authors.iter().chain(&entry.tags).map(String::len).sum::<usize>();
        let files = entry.enclosures.iter().map(|file| file.url.len()).sum::<usize>();
        entry.external_id.len() + entry.url.len() + entry.title.len() + lists + files
    };
    feed.link.len() + feed.entries.iter().map(entry).sum::<usize>()
}

#[test]
fn a_long_base_is_none() {
    let base = format!("https://harbour.example/{}/", "a".repeat(20_000));
    let items = "<item><link>a</link><enclosure url='b' type='image/png'/></item>".repeat(300);
    for frame in [format!("<rss xml:base='{base}'><channel>"), format!("<rss><channel base='{base}'>")] {
        let feed = read(&format!("{frame}<title>T</title>{items}</channel></rss>"));
        assert_eq!((feed.entries.len(), feed.entries[0].url.as_str()), (300, "a"));
        assert!(size(&feed) < 10_000, "{}", size(&feed));
    }
    let nested = "<a xml:base='x/'>".repeat(200);
    let feed = read(&format!("<rss xml:base='{}/'><channel>{nested}{items}", &base[..8_000]));
    assert!(feed.entries.iter().all(|entry| entry.url.len() <= 8 << 10), "{}", size(&feed));
}

#[test]
fn a_link_may_be_long_but_not_any_length() {
    let link = |length: usize| {
        let link = format!("https://harbour.example/{}", "a".repeat(length));
        read(&format!("<rss><channel><item><title>T</title><link>{link}</link></item></channel></rss>")).entries[0]
            .url
            .len()
    };
    assert_eq!((link(4_000), link(9_000)), (4_024, 0));
}

#[test]
fn a_base_that_is_not_too_long_does_not_multiply_either() {
    let base = format!("https://harbour.example/{}/", "a".repeat(7_000));
    let files: String = (0..60).map(|n| format!("<enclosure url='{n}'/>")).collect();
    let items = format!("<item><link>a</link>{files}</item>").repeat(300)
        + "<item><link>https://harbour.example/z</link></item>";
    let feed = read(&format!("<rss xml:base='{base}'><channel>{items}</channel></rss>"));
    assert!(size(&feed) < 40 << 20, "{}", size(&feed));
    assert_eq!(feed.entries[0].url, format!("{base}a"));
    assert_eq!(feed.entries.last().map(|entry| entry.url.as_str()), Some("https://harbour.example/z"));
}

#[test]
fn what_a_feed_says_of_all_its_entries_is_short() {
    let authors: String =
        (0..100).map(|n| format!("<author><name>{n} {}</name></author>", "é".repeat(5_000))).collect();
    let atom = read(&format!("<feed><title>T</title>{authors}{}</feed>", "<entry/>".repeat(100)));
    let authors: Vec<String> = (0..100).map(|n| format!("{{\"name\":\"{n} {}\"}}", "é".repeat(5_000))).collect();
    let json = read(&format!(
        "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"language\":\"{}\",\"authors\":[{}],\"items\":[{}]}}",
        "x".repeat(5_000),
        authors.join(","),
        vec!["{\"id\":\"1\"}"; 100].join(",")
    ));
    for feed in [&atom, &json] {
        assert_eq!(feed.entries.len(), 100);
        let authors = &feed.entries[99].authors;
        assert!(authors.len() == 60 && authors.iter().all(|name| name.len() <= 300), "{authors:?}");
        assert!(authors[7].starts_with("7 éé"), "{}", authors[7]);
    }
    assert_eq!(json.language.map(|language| language.len()), Some(35));
}

#[test]
fn entries_are_read_until_there_are_far_too_many() {
    let json = |count: usize| {
        let items: Vec<String> = (0..count).map(|n| format!("{{\"id\":\"{n}\"}}")).collect();
        read(&format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{}]}}", items.join(",")))
    };
    let xml = |count: usize| {
        let items: String = (0..count).map(|n| format!("<item><guid>{n}</guid></item>")).collect();
        read(&format!("<rss><channel><title>T</title>{items}</channel></rss>"))
    };
    let empty =
        |count: usize| read(&format!("<rss><channel><title>T</title>{}</channel></rss>", "<item/>".repeat(count)));
    let more = "The feed has more than 20000 entries; of the first 20000 the newest 2000 were kept.";
    for (feed, expected) in [
        (json(2_500), "The feed has 2500 entries; the newest 2000 were kept."),
        (xml(2_500), "The feed has 2500 entries; the newest 2000 were kept."),
        (xml(20_000), "The feed has 20000 entries; the newest 2000 were kept."),
        (json(20_001), more),
        (xml(20_001), more),
        (empty(300_000), more),
    ] {
        assert_eq!((feed.entries.len(), feed.problems), (2_000, vec![expected.to_owned()]));
    }
}

#[test]
fn json_holds_no_more_than_there_is_room_for() {
    let objects = vec!["{\"a\":1}"; 500_000].join(",");
    let feed = read(&format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"x\":[{objects}],\"items\":[]}}"));
    assert!(feed.problems[0].starts_with("The document holds more than a feed does"), "{:?}", feed.problems);
}
