//! Extraction over small pages, all invented for these tests.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod dates;

use courant_core::extract::{Effort, Hints, extract, extract_with};
use courant_core::model::{Access, PageKind, ParsedPage};
use proptest::prelude::*;

const LONG: [&str; 5] = [
    "The harbour council of Lindvik voted on Tuesday evening to close the old ferry pier for nine weeks, after divers found that seven of its forty oak piles had rotted through below the water line.",
    "\"Nobody wants a summer without the island boat, but we want an accident even less,\" said Marta Olsen, who has run the harbour office since 2011 and who first asked for an inspection two years ago.",
    "Until the repair is done, boats will leave from the fish quay on the other side of the bay. The crossing takes eleven minutes longer, and the last departure moves from half past ten to ten o'clock.",
    "The work is expected to cost 4.2 million crowns, of which the region pays half. A builder from the neighbouring town made the lowest of three bids and is to begin on the first Monday in May.",
    "Shopkeepers on the island had asked for a later start, arguing that the weeks before midsummer decide their year. The council answered that the piles would not wait for them.",
];

fn paragraphs() -> String {
    LONG.iter().map(|text| format!("<p>{text}</p>\n")).collect()
}

fn page(head: &str, body: &str) -> ParsedPage {
    let html = format!(
        "<!doctype html><html lang=en><head><title>Old ferry pier to close for nine weeks | The Lindvik Post</title>{head}</head><body>\
         <header class=site-header><nav class=menu><ul><li><a href=/>Home</a></li><li><a href=/sport>Sport</a></li><li><a href=/weather>Weather</a></li></ul></nav></header>\
         <main><article class=article><h1>Old ferry pier to close for nine weeks</h1>{body}</article></main>\
         <footer class=footer><p>© The Lindvik Post. All rights reserved.</p><ul><li><a href=/about>About us</a></li><li><a href=/privacy>Privacy policy</a></li></ul></footer></body></html>"
    );
    let hints =
        Hints { content_type: Some("text/html; charset=utf-8"), url: Some("https://post.example/news/old-ferry-pier") };
    extract(html.as_bytes(), &hints)
}

#[test]
fn keeps_the_prose_and_drops_the_furniture() {
    let inner = format!(
        "<div class=article-body>{}<div class=newsletter-signup><p>Sign up to our morning newsletter</p><form><input name=email></form></div>\
         <p class=related><a href=/a>Read more: Islanders fear for the summer</a></p>{}</div>\
         <aside class=related-stories><h3>Most read</h3><ul><li><a href=/b>Storm takes roof off school</a></li><li><a href=/c>Baker of the year named</a></li></ul></aside>",
        LONG[..3].iter().map(|text| format!("<p>{text}</p>")).collect::<String>(),
        LONG[3..].iter().map(|text| format!("<p>{text}</p>")).collect::<String>()
    );
    let found = page("", &inner);
    for text in LONG {
        assert!(found.text.contains(text), "lost: {text}\nin: {}", found.text);
    }
    for unwanted in
        ["Sign up", "Read more", "Most read", "Storm takes", "All rights reserved", "Privacy policy", "Weather"]
    {
        assert!(!found.text.contains(unwanted), "kept: {unwanted}\nin: {}", found.text);
    }
    assert_eq!(found.title, "Old ferry pier to close for nine weeks");
    assert_eq!((found.kind, found.access), (PageKind::Report, Access::Free));
    assert_eq!(found.problems, Vec::<String>::new());
}

/// One link that says that it leads elsewhere stands between paragraphs; one that tells something stays.
#[test]
fn in_a_hurry_the_text_is_the_same_and_nothing_is_weighed() {
    let head = "<title>Pier closes - Quay Bulletin</title><meta property=og:site_name content='Quay Bulletin'>";
    let body = format!(
        "<nav><a href=/>Home</a> <a href=/sea>Sea</a></nav><article><h1>Pier closes</h1><p class=byline>By Ida Brandt</p>\
         <time datetime=2026-03-05>5 March 2026</time>{}</article><footer>© Quay Bulletin</footer>",
        paragraphs()
    );
    let page = |effort| {
        let page = format!("<!DOCTYPE html><html lang=de><head>{head}</head><body>{body}</body></html>");
        extract_with(page.as_bytes(), &Hints::default(), effort)
    };
    let (whole, fast) = (page(Effort::Whole), page(Effort::Fast));
    assert!(LONG.iter().all(|paragraph| fast.text.contains(paragraph)), "{}", fast.text);
    assert!(!fast.text.contains("Home") && !fast.text.contains('©'), "{}", fast.text);
    assert_eq!((&fast.title, &fast.authors, &fast.published_at), (&whole.title, &whole.authors, &whole.published_at));
    // The words are English; in a hurry the page's own claim is believed.
    assert_eq!((whole.language.as_deref(), fast.language.as_deref()), (Some("en"), Some("de")));
}

#[test]
fn drops_pointers_between_paragraphs() {
    let paragraphs: Vec<String> = LONG.iter().map(|text| format!("<p>{text}</p>")).collect();
    let check = |line: &str, words: &str, kept: bool| {
        let found = page(
            "",
            &format!("<div class=article-body>{}{line}{}</div>", paragraphs[..3].concat(), paragraphs[3..].concat()),
        );
        assert_eq!(found.text.contains(words), kept, "{line} in {}", found.text);
    };
    check("<p><a href=/b>Lesen Sie auch: Wem gehört der Strandkorb?</a></p>", "Strandkorb", false);
    check(
        "<p class='readmore promo'><a href=/about>Also in Harbour and market: What your mooring is worth</a></p>",
        "mooring",
        false,
    );
    check("<div class=teaser-box><a href=/about>What your mooring is worth</a></div>", "mooring", false);
    check(
        "<p>The council has published <a href=/plan>the whole plan for the pier</a> and asks for opinions.</p>",
        "whole plan",
        true,
    );
}

#[test]
fn keeps_subheads_between_paragraphs() {
    let inner = format!(
        "<div class=article-body><p>{}</p><p>{}</p><h2>What it will cost</h2><p>{}</p><p>{}</p></div>",
        LONG[0], LONG[2], LONG[3], LONG[4]
    );
    let found = page("", &inner);
    assert!(found.text.contains("\n\nWhat it will cost\n\n"), "{}", found.text);
    assert!(found.html.contains("<h2>What it will cost</h2>"), "{}", found.html);
}

/// Controls and what stands for no character: a feed of ours that held one could not be read.
#[test]
fn what_a_page_says_of_itself_has_no_controls() {
    let linked = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Old ferry\u0008 pier to close\uffff for nine weeks",
        "author":{"@type":"Person","name":"Ida\u001b Brandt"}}</script>
        <meta property="og:site_name" content="The Lindvik&#8; Post&#xffff;"><meta name=description content="Seven&#7; of forty.">"#;
    let found = page(linked, &paragraphs());
    let said = [&found.title, &found.authors[0], &found.site_name, &found.description];
    assert_eq!(
        said,
        ["Old ferry pier to close for nine weeks", "Ida Brandt", "The Lindvik Post", "Seven of forty."].each_ref()
    );
}

#[test]
fn reads_what_the_page_says_of_itself() {
    let linked = r#"<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",
        "headline":"Old ferry pier to close for nine weeks","datePublished":"2026-03-17T21:40:00+01:00","dateModified":"2026-03-18T07:05:00+01:00",
        "author":[{"@type":"Person","name":"Ida Brandt"},{"@type":"Person","name":"Jonas Vik"}],
        "publisher":{"@type":"Organization","name":"The Lindvik Post"}}</script>
        <link rel=canonical href="/news/2026/old-ferry-pier"><meta property="og:site_name" content="The Lindvik Post">
        <meta name=description content="Seven of forty piles have rotted.">
        <meta property="og:image" content="https://post.example/pictures/pier-1200x800.jpg">"#;
    let figure = "<figure><img src='/pictures/pier-1200x800.jpg' alt='A wooden pier at dusk'><figcaption>The pier at dusk. Photo: A. Berg</figcaption></figure>";
    let found = page(linked, &format!("{figure}{}", paragraphs()));
    assert_eq!(found.authors, ["Ida Brandt", "Jonas Vik"]);
    assert_eq!(found.published_at.unwrap().0, "2026-03-17T21:40:00+01:00");
    assert_eq!(found.updated_at.unwrap().0, "2026-03-18T07:05:00+01:00");
    assert_eq!(found.canonical_url.as_deref(), Some("https://post.example/news/2026/old-ferry-pier"));
    assert_eq!(found.site_name, "The Lindvik Post");
    assert_eq!(found.description, "Seven of forty piles have rotted.");
    assert_eq!(found.language.as_deref(), Some("en"));
    let image = found.lead_image.unwrap();
    assert_eq!(found.image.as_deref(), Some("https://post.example/pictures/pier-1200x800.jpg"));
    assert_eq!(
        (image.alt.as_str(), image.caption.as_str(), image.credit.as_str()),
        ("A wooden pier at dusk", "The pier at dusk.", "A. Berg")
    );
}

/// Bylines and the names they hold.
#[test]
fn reads_bylines() {
    let cases: &[(&str, &[&str])] = &[
        (
            "<p class=byline>By <a href=/p/1>Ida Brandt</a> and <a href=/p/2>Jonas Vik</a></p>",
            &["Ida Brandt", "Jonas Vik"],
        ),
        ("<p>Written by</p><p>Ida Brandt</p>", &["Ida Brandt"]),
        ("<a rel=author href=/p/1>Author Ida Brandt</a>", &["Ida Brandt"]),
        ("<p>Posted on 3 May 2026 by Ida Brandt</p>", &["Ida Brandt"]),
        ("<p>by: Ida Brandt, May 3, 2026</p>", &["Ida Brandt"]),
        ("<div><span>By</span><span>Ida Brandt</span></div>", &["Ida Brandt"]),
        ("<div class=author-name><p>Ida Brandt</p><p>Harbour Reporter</p></div>", &["Ida Brandt"]),
        ("<p class=byline>By <a href=/p/1>Ida Brandt</a>. Reviewed by <a href=/p/2>Jonas Vik</a></p>", &["Ida Brandt"]),
        ("<p class=byline>Ida Brandt, PhD, Senior Reporter</p>", &["Ida Brandt, PhD"]),
        ("<p class=byline>Ida (Holm) Brandt</p>", &["Ida (Holm) Brandt"]),
        ("<div><a href=/author/ida-brandt>Ida Brandt</a></div>", &["Ida Brandt"]),
        ("<p class=byline>3 min read</p>", &[]),
        ("<p>Contributors to the harbour map</p>", &[]),
        ("", &[]),
    ];
    for (byline, wanted) in cases {
        assert_eq!(page("", &format!("{byline}{}", paragraphs())).authors, *wanted, "{byline}");
    }
    let claimed =
        r#"<meta name=author content="The Lindvik Post"><meta property="og:site_name" content="The Lindvik Post">"#;
    assert_eq!(page(claimed, &paragraphs()).authors, ["The Lindvik Post"], "claimed by the page, nobody else named");
    let desk = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Old ferry pier to close for nine weeks",
        "author":[{"@type":"Organization","name":"Harbour Union"}]}</script>"#;
    assert_eq!(page(desk, &paragraphs()).authors, ["Harbour Union"], "an organisation, nobody else named");
    let first = r#"<meta name=author content="Ida Brandt">"#;
    let second = format!("<p class=byline>By Ida Brandt and Jonas Vik</p>{}", paragraphs());
    assert_eq!(page(first, &second).authors, ["Ida Brandt", "Jonas Vik"], "the byline names both");
    assert_eq!(
        page("<meta name=author content=ibrandt>", &second).authors,
        ["Ida Brandt", "Jonas Vik"],
        "an account's name"
    );
    assert_eq!(page(r#"<meta name=citation_author content="Brandt, Ida">"#, &paragraphs()).authors, ["Ida Brandt"]);
    let both = format!("<p class=byline>By Ida Brandt</p>{}", paragraphs());
    assert_eq!(page(desk, &both).authors, ["Ida Brandt"], "a person before an organisation");
    assert_eq!(page(claimed, &both).authors, ["Ida Brandt"], "a person comes first");
}

/// Headlines without what sites hang on them.
#[test]
fn reads_headlines() {
    let read = |head: &str, heading: &str| {
        let html = format!("<head>{head}</head><body><article><h1>{heading}</h1>{}</article>", paragraphs());
        extract(html.as_bytes(), &Hints { content_type: None, url: Some("https://lindvikpost.example/news/pier") })
            .title
    };
    let plain = "<title>Old ferry pier to close | The Lindvik Post</title><meta property='og:title' content='Old ferry pier to close'>";
    let wanted = "Old ferry pier to close";
    for heading in [
        "Old ferry pier to close",
        "Old ferry pier to close – The Lindvik Post",
        "OLD FERRY PIER TO CLOSE",
        "News: Old ferry pier to close",
        "Mar 17 2026 Old ferry pier to close",
        "12 replies to “Old ferry pier to close”",
        "The Lindvik Post",
        "lindvikpost",
    ] {
        assert_eq!(read(plain, heading), wanted, "{heading}");
    }
    assert_eq!(
        read(plain, "Old ferry pier to close: what islanders say"),
        "Old ferry pier to close: what islanders say"
    );
    let confused = "<title>Old ferry pier to close | Post</title><meta property='og:title' content='Old ferry pier to close | Post'>\
                    <meta property='og:site_name' content='Old ferry pier to close'>";
    assert_eq!(read(confused, "Post"), wanted);
    // A short heading that the head goes on from, the host as the logo or before the headline.
    assert_eq!(read("<title>Ferry Definition &amp; Meaning | Lindvik Words</title>", "ferry"), "ferry");
    assert_eq!(read("<title>Old ferry pier to close</title>", "lindvikpost.example"), wanted);
    assert_eq!(read("<title>lindvikpost.example Old ferry pier to close</title>", "lindvikpost.example"), wanted);
    // Below the first level only what the head repeats.
    let below = |head: &str, heading: &str| read(head, &format!("</h1><h2>{heading}</h2><h1>"));
    assert_eq!(below("<title>Old ferry pier to close</title>", "What islanders say of the ferry pier"), wanted);
    assert_eq!(below("<title>Old ferry pier to close, and what islanders say</title>", wanted), wanted);
    assert_eq!(
        below("<meta property='og:title' content='Old ferry'><title>Old ferry pier to close</title>", wanted),
        wanted
    );
    // Of several headings the one nearest to what the head claims.
    let several = "Lindvik</h1><h1>The pier of the old ferry will close</h1><h1>More of the harbour";
    assert_eq!(read("<title>Why the ferry pier has to close</title>", several), "The pier of the old ferry will close");
    assert_eq!(
        read("<title>The end of &lt;br&gt; in our pages</title>", "The end of &lt;br&gt; in our pages"),
        "The end of <br> in our pages"
    );
}

/// Signs that stand in headlines are not cut at, and those that hang sections and sites on them are.
#[test]
fn keeps_headlines_whole() {
    let read = |head: &str, heading: &str| {
        let html = format!("<head>{head}</head><body><article><h1>{heading}</h1>{}</article>", paragraphs());
        extract(html.as_bytes(), &Hints { content_type: None, url: Some("https://www.lindvikpost.example/pier") }).title
    };
    for heading in [
        "Le maire : «\u{a0}Nous ne partirons pas\u{a0}» après la crue",
        "«\u{a0}Nous ne partirons pas\u{a0}» : le maire répond",
        "Le maire «\u{a0}surpris\u{a0}» par la crue",
    ] {
        let wanted = heading.replace('\u{a0}', " ");
        assert_eq!(read(&format!("<title>{heading} - Post</title>"), heading), wanted);
        assert_eq!(read(&format!("<title>{heading}</title>"), ""), wanted);
    }
    let site = "<meta property='og:site_name' content='Malta Today'>";
    assert_eq!(read(site, "Malta - Italy 0:3 after a wet evening"), "Malta - Italy 0:3 after a wet evening");
    assert_eq!(read(site, "A wet evening in the stadium - Malta Today"), "A wet evening in the stadium");
    for (document, wanted) in [
        ("港口大桥时隔三年重新开放_社会新闻_林维网", "港口大桥时隔三年重新开放"),
        ("港の橋が三年ぶりに再開｜港新聞デジタル", "港の橋が三年ぶりに再開"),
        ("港口大桥重新开放｜市长：让大家久等了", "港口大桥重新开放｜市长：让大家久等了"),
        ("财经早餐｜港口大桥时隔三年重新开放", "财经早餐｜港口大桥时隔三年重新开放"),
        ("How the snake_case of programmers came to be", "How the snake_case of programmers came to be"),
        ("Old ferry pier to close » Lindvik", "Old ferry pier to close"),
    ] {
        assert_eq!(read(&format!("<title>{document}</title>"), ""), wanted);
    }
}

/// A page may carry linked data about other articles.
#[test]
fn believes_linked_data_about_the_page_alone() {
    let page_url = "https://www.lindvikpost.example/news/pier";
    let read = |objects: &str, canonical: &str| {
        let html = format!(
            "<head><title>Old ferry pier to close</title>{canonical}<script type=\"application/ld+json\">[{objects}]</script></head>\
             <body><article><h1>Old ferry pier to close</h1>{}</article>",
            paragraphs()
        );
        let found = extract(html.as_bytes(), &Hints { content_type: None, url: Some(page_url) });
        format!("{} {}", found.authors.join(", "), found.published_at.map(|date| date.0).unwrap_or_default())
    };
    let node = |headline: &str, address: &str, author: &str, day: &str| {
        format!(
            r#"{{"@type":"NewsArticle","headline":"{headline}",{address}"datePublished":"{day}","author":{{"@type":"Person","name":"{author}"}}}}"#
        )
    };
    let sheep =
        node("Sheep are back", r#""url":"https://www.lindvikpost.example/news/sheep","#, "Ada Holm", "2023-01-02");
    let own = |address: &str| node("Pier: what is known", address, "Ida Brandt", "2024-05-01");
    let ida = "Ida Brandt 2024-05-01";
    for address in [
        r#""url":"http://lindvikpost.example/news/pier/?utm_source=feed","#,
        r#""@id":"https://www.lindvikpost.example/news/pier#article","#,
        r#""mainEntityOfPage":{"@type":"WebPage","@id":"/news/pier"},"#,
        r#""mainEntityOfPage":"https://amp.lindvikpost.example/news/pier/amp/","#,
    ] {
        assert_eq!(read(&format!("{sheep},{}", own(address)), ""), ida, "{address}");
    }
    let alike = node("Old ferry pier to close", "", "Ida Brandt", "2024-05-01");
    let silent = node("Sheep are back", "", "Ada Holm", "2023-01-02");
    assert_eq!(read(&format!("{silent},{alike}"), ""), ida);
    assert_eq!(read(&sheep, ""), " ");
    assert_eq!(read(&own(""), ""), ida);
    // An article that came from another site, and one that a site says is its front page.
    let syndicated =
        node("Old ferry pier to close", r#""url":"https://agency.example/1","#, "Ida Brandt", "2024-05-01");
    assert_eq!(read(&syndicated, ""), ida);
    assert_eq!(read(&own(r#""url":"https://www.lindvikpost.example/","#), ""), ida);
    let canonical = "<link rel=canonical href=https://www.lindvikpost.example/2024/pier>";
    assert_eq!(read(&format!("{sheep},{}", own(r#""url":"/2024/pier","#)), canonical), ida);
}

#[test]
fn tells_kinds_apart() {
    let linked = |kind: &str| {
        format!(
            r#"<script type="application/ld+json">{{"@type":"{kind}","headline":"Old ferry pier to close for nine weeks"}}</script>"#
        )
    };
    let cases = [
        ("LiveBlogPosting", PageKind::Live),
        ("OpinionNewsArticle", PageKind::Opinion),
        ("ImageGallery", PageKind::Gallery),
        ("NewsArticle", PageKind::Report),
    ];
    for (claim, wanted) in cases {
        assert_eq!(page(&linked(claim), &paragraphs()).kind, wanted, "{claim}");
    }
    let titled = |title: &str| {
        let html = format!("<title>{title}</title><body><article><h1>{title}</h1>{}</article>", paragraphs());
        extract(html.as_bytes(), &Hints::default()).kind
    };
    assert_eq!(titled("Ferry strike: live updates"), PageKind::Live);
    assert_eq!(titled("Correction: the length of the pier"), PageKind::Correction);
    assert_eq!(titled("Opinion: Let the pier go"), PageKind::Opinion);
    assert_eq!(titled("Corrections officer opens a bakery"), PageKind::Report);
    let menu = "<title>Lindvik</title><body><nav><a href=/a>News</a> <a href=/b>Sport</a></nav>";
    assert_eq!(extract(menu.as_bytes(), &Hints::default()).kind, PageKind::None);
}

/// Where no blanks part words a report is as long as its letters say.
#[test]
fn tells_articles_in_scripts_without_blanks() {
    let japanese = [
        "港町の古い桟橋が九週間閉鎖される。潜水士の調べで、四十本ある杭のうち七本が腐っていると分かった",
        "「船のない夏は誰も望まないが事故はもっと望まない」と港湾事務所の所長は火曜日の夜に話した。",
        "修理が終わるまで船は湾の反対側にある魚市場の岸壁から出る。所要時間は十一分長くなるという。",
    ];
    let thai = [
        "สภาท่าเรือลงมติเมื่อวันอังคารให้ปิดท่าเรือเก่าเป็นเวลาเก้าสัปดาห์หลังจากนักประดาน้ำพบว่าเสาไม้เจ็ดต้นผุพัง",
        "เรือจะออกจากท่าตลาดปลาอีกฝั่งของอ่าวจนกว่าการซ่อมแซมจะเสร็จ และการเดินทางจะนานขึ้นสิบเอ็ดนาที",
    ];
    let check = |language: &str, paragraphs: &[&str]| {
        let body: String = paragraphs.iter().map(|text| format!("<p>{text}</p>")).collect();
        let html = format!(
            "<html lang={language}><title>x</title><script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"headline\":\"x\"}}</script>\
             <body><article><h1>x</h1>{body}</article>"
        );
        let found =
            extract(html.as_bytes(), &Hints { content_type: None, url: Some("https://post.example/news/pier") });
        assert_eq!(found.kind, PageKind::Report, "{}", found.text);
    };
    check("ja", &japanese);
    check("th", &thai);
}

/// A shop, a list and a thread hold no article; a short report does, with an address and without.
#[test]
fn tells_articles_from_other_pages() {
    let shop = format!(
        "<head><title>Oak pile, 4 m | Lindvik Timber</title><meta property='og:type' content=product></head><body><nav><a href=/shop>Shop</a> <a href=/cart>Cart (0)</a></nav>\
         <div class=breadcrumbs><a href=/>Home</a> <a href=/shop/piles>Piles</a></div><div class='product product-page' itemscope itemtype='https://schema.org/Product'>\
         <h1 class=product-title>Oak pile, 4 m</h1><p class=product-price>€129.00</p><form class=cart-form><select name=size><option>4 m</option></select>\
         <input name=quantity><button>Add to cart</button></form><div class=product-description><p>Planed oak with a steel tip, dried for two years and cut to length in our own yard. Each pile is checked by hand before it \
         leaves, and we deliver to every harbour on the coast within three days of your order, with papers that tell where the tree stood.</p>\
         <ul><li>Length: 4 m</li><li>Diameter: 24 cm</li></ul></div></div><div class=product-grid>{}</div></body>",
        (1..13).map(|n| format!("<div class='product-card'><a href=/shop/pile-{n}><img src=p{n}.jpg></a><h3><a href=/shop/pile-{n}>Pile number {n}</a></h3><p class=price>€{n}9.00</p><button>Add to cart</button></div>")).collect::<String>()
    );
    let list = format!(
        "<head><title>All harbours | Lindvik Guide</title></head><body><h1>All harbours</h1><form class=filter><input name=q><select><option>Any</option></select></form><div class=listing-grid>{}</div>\
         <div class=pagination><a href=?page=1>1</a> <a href=?page=2>2</a> <a href=?page=3>3</a></div></body>",
        (1..30).map(|n| format!("<div class='card listing-item'><h3><a href=/h/{n}>Harbour {n}</a></h3><p>Berths: {n}</p><a class=cta href=/h/{n}>View details</a></div>")).collect::<String>()
    );
    let thread = format!(
        "<head><title>Which rope for the pier? - Harbour Forum</title></head><body><div class=forum-nav><a href=/forum>Forum</a> <a href=/forum/rope>Rope</a></div><h1 class=thread-title>Which rope for the pier?</h1>{}\
         <form class=reply-form><textarea name=reply></textarea><button>Post reply</button></form></body>",
        (1..15).map(|n| format!("<div class='post message' id=post-{n}><div class=username><a href=/u/{n}>sailor{n}</a></div><div class=post-date>May {n}, 2026</div><div class=post-body><p>I used hemp for {n} years and it rotted every time. What do you tie the boats with?</p></div><a class=reply href=#>Reply</a></div>")).collect::<String>()
    );
    for (html, url) in [
        (&shop, "https://timber.example/shop/products/oak-pile"),
        (&list, "https://guide.example/directory/harbours?page=1"),
        (&thread, "https://forum.example/threads/which-rope.4711/"),
    ] {
        assert_eq!(
            extract(html.as_bytes(), &Hints { content_type: None, url: Some(url) }).kind,
            PageKind::None,
            "{url}"
        );
    }
    let german = "<p>Der Hafenrat von Lindvik hat am Dienstagabend beschlossen, den alten Fähranleger für neun Wochen zu schließen.</p>\
                  <p>Taucher hatten gefunden, dass sieben der vierzig Eichenpfähle unter der Wasserlinie durchgefault sind.</p>";
    for text in [LONG[0].to_owned() + "</p><p>" + LONG[1], german.to_owned()] {
        let html = format!(
            "<head><title>Anleger</title></head><body><nav><a href=/>Start</a></nav><article><h1>Der alte Anleger</h1><p class=byline>Ida Brandt, 17.03.2026</p><p>{text}</p></article></body>"
        );
        for url in [
            None,
            Some("https://post.example/2026/03/17/anleger"),
            Some("https://post.example/anleger-geschlossen-4711.html"),
        ] {
            assert_eq!(
                extract(html.as_bytes(), &Hints { content_type: None, url }).kind,
                PageKind::Report,
                "{url:?} {text}"
            );
        }
    }
}

#[test]
fn tells_walls() {
    let short =
        format!("<p>{}</p><div class=paywall><p>Subscribe to continue reading this article.</p></div>", LONG[0]);
    assert_eq!(page("", &short).access, Access::Paywalled);
    let claim = |free: &str| {
        format!(
            r#"<script type="application/ld+json">{{"@type":"NewsArticle","headline":"x","isAccessibleForFree":{free}}}</script>"#
        )
    };
    assert_eq!(page(&claim("false"), &paragraphs()).access, Access::Paywalled);
    assert_eq!(page(&claim("\"True\""), &short).access, Access::Free);
    assert_eq!(page("<meta name='article:content_tier' content=metered>", &paragraphs()).access, Access::Metered);
    assert_eq!(page("", &paragraphs()).access, Access::Free);
    let label = format!("<p class=label>Réservé aux abonnés</p><p>{}</p>", LONG[0]);
    assert_eq!(page("", &label).access, Access::Paywalled);
    let film = r#"{"@type":"VideoObject","name":"x","isAccessibleForFree":false}"#;
    let film_and = |article: &str| {
        let both = format!(r#"<script type="application/ld+json">[{film},{article}]</script>"#);
        page(&both, &paragraphs()).access
    };
    assert_eq!(film_and(r#"{"@type":"NewsArticle","headline":"x"}"#), Access::Free);
    assert_eq!(film_and(r#"{"@type":"NewsArticle","isAccessibleForFree":false}"#), Access::Paywalled);
    assert_eq!(film_and(r#"{"@type":"WebPage","isAccessibleForFree":false}"#), Access::Paywalled);
    assert_eq!(
        page(&format!(r#"<script type="application/ld+json">{film}</script>"#), &paragraphs()).access,
        Access::Free
    );
}

/// Where a page merely speaks of accounts and subscriptions, its article is there to be read.
#[test]
fn no_wall_stands_outside_the_text_or_amid_it() {
    let [first, second, third, ..] = LONG;
    let read = |before: &str, amid: &str, after: &str| {
        let html = format!(
            "<!doctype html><html lang=en><head><title>Old ferry pier to close</title></head><body>{before}<article>\
             <h1>Old ferry pier to close</h1><p>{first}</p><p>{second}</p>{amid}<p>{third}</p></article>{after}</body></html>"
        );
        extract(html.as_bytes(), &Hints { content_type: None, url: Some("https://post.example/pier") }).access
    };
    let ask = "<a href=/login>Already a subscriber? Log in</a>";
    assert_eq!(read(&format!("<header>{ask}</header>"), "", ""), Access::Free);
    assert_eq!(read(&format!("<div class=bar>{ask}</div>"), "", ""), Access::Free);
    assert_eq!(read("", "", &format!("<footer>{ask}</footer>")), Access::Free);
    assert_eq!(read("", "", &format!("<div class=page-footer>{ask}</div>")), Access::Free);
    assert_eq!(read("", "", &format!("<div class=offer>{ask}</div>")), Access::Paywalled);
    for line in [
        "Scroll down to continue reading",
        "Advertisement. Scroll to continue reading.",
        "Create a free account to save articles",
        "This podcast is for subscribers only",
        "Zum Weiterlesen: Der Hafen im Winter",
        "Subscribe to continue reading",
    ] {
        assert_eq!(read("", &format!("<div>{line}</div>"), ""), Access::Free, "{line}");
    }
    for line in
        ["Scroll down to continue reading", "Create a free account to save articles", "Zum Weiterlesen: Der Hafen"]
    {
        assert_eq!(read("", "", &format!("<div>{line}</div>")), Access::Free, "{line}");
    }
}

#[test]
fn html_holds_nothing_that_runs() {
    let inner = format!(
        "<p onclick='steal()'>{}</p><script>steal()</script><p>{} <img src=x onerror=steal()><iframe src=//evil.example></iframe>\
         <a href='javascript:steal()'>a way in</a> and <a href='/tides'>the tides</a> {}</p><p>{} 1 &lt;script&gt; 2</p>",
        LONG[0], LONG[1], LONG[0], LONG[2]
    );
    let found = page("", &inner);
    for bad in ["<script", "<iframe", "onerror", "onclick", "javascript:", "<img"] {
        assert!(!found.html.contains(bad), "{bad} in {}", found.html);
    }
    assert!(
        found.html.contains("<a href=\"https://post.example/tides\" rel=\"noopener nofollow\">the tides</a>"),
        "{}",
        found.html
    );
    assert!(found.html.contains("1 &lt;script&gt; 2"), "{}", found.html);
}

/// Pages that are no pages, or are built to hurt.
#[test]
fn survives_hostile_pages() {
    let deep = format!("{}<p>{}</p>", "<div>".repeat(20_000), LONG[0]);
    let bold = "<b><p>x".repeat(3_000);
    let cells = format!("<table>{}</table>", "<tr><td>1<td>2".repeat(20_000));
    let open = "<script>".repeat(30_000);
    let comments = "<!--".repeat(30_000);
    let cases: [&[u8]; 9] = [
        b"",
        b"   ",
        b"\x00\xff\xfe\x00<",
        b"<p",
        b"{\"a\":1}",
        deep.as_bytes(),
        bold.as_bytes(),
        cells.as_bytes(),
        open.as_bytes(),
    ];
    for case in cases.into_iter().chain([comments.as_bytes()]) {
        let start = std::time::Instant::now();
        let found = extract(case, &Hints::default());
        assert!(start.elapsed().as_secs() < 20, "{:?}… took {:?}", case.get(..8), start.elapsed());
        assert!(found.authors.is_empty() && found.published_at.is_none());
    }
    assert_eq!(extract(b"", &Hints::default()).problems, ["the page is empty"]);
    assert!(!extract(deep.as_bytes(), &Hints::default()).problems.is_empty());
}

/// The words of the HTML, blanks folded.
fn words_of(html: &str) -> String {
    dom_query::Document::fragment(html).text().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn piece() -> impl Strategy<Value = String> {
    let tags = [
        "p",
        "div",
        "b",
        "em",
        "a href='x y'",
        "ul",
        "li",
        "table",
        "tr",
        "td",
        "h2",
        "pre",
        "code",
        "blockquote",
        "br",
        "section",
        "span",
    ];
    prop_oneof![
        4 => Just(LONG.to_vec()).prop_shuffle().prop_map(|texts| texts[0].to_owned()),
        2 => "[ -~äß\u{a0}\u{200b}漢]{0,24}",
        4 => proptest::sample::select(tags.to_vec()).prop_map(|tag| format!("<{tag}>")),
        3 => proptest::sample::select(tags.to_vec()).prop_map(|tag| format!("</{}>", tag.split(' ').next().unwrap_or(tag))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn html_says_what_the_text_says(pieces in proptest::collection::vec(piece(), 0..40)) {
        let found = extract(pieces.concat().as_bytes(), &Hints::default());
        // Cells of a row are parted by a bar in the text and by elements in the HTML.
        let squeeze = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '|').collect::<String>();
        prop_assert_eq!(squeeze(&words_of(&found.html)), squeeze(&found.text));
    }

    #[test]
    fn any_bytes_give_a_page(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = extract(&bytes, &Hints { content_type: None, url: Some("https://post.example/") });
    }
}
