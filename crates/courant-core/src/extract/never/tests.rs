use crate::extract::{Hints, extract};

const TITLE: &str = "Old ferry pier to close for nine weeks";
const PROSE: [&str; 4] = [
    "The harbour council of Lindvik voted on Tuesday evening to close the old ferry pier for nine weeks, after divers found that seven of its forty oak piles had rotted through.",
    "\"Nobody wants a summer without the island boat, but we want an accident even less,\" said Marta Olsen, who has run the harbour office since 2011.",
    "Until the repair is done, boats will leave from the fish quay on the other side of the bay, and the crossing takes eleven minutes longer than it did.",
    "Shopkeepers on the island had asked for a later start, arguing that the weeks before midsummer decide their year, and the council answered that the piles would not wait.",
];

/// A page with something before its headline and something between its paragraphs.
fn read(before: &str, between: &str) -> String {
    let [first, second, third, fourth] = PROSE;
    let html = format!(
        "<!doctype html><html lang=en><head><title>{TITLE} | The Lindvik Post</title></head><body>{before}<article><h1>{TITLE}</h1>\
         <p>{first}</p><p>{second}</p>{between}<p>{third}</p><p>{fourth}</p></article></body></html>"
    );
    extract(html.as_bytes(), &Hints { content_type: None, url: Some("https://post.example/pier") }).text
}

#[track_caller]
fn check(between: &str, says: &str, stays: bool) {
    let text = read("", between);
    for paragraph in PROSE {
        assert!(text.contains(paragraph), "lost: {paragraph}\n{text}");
    }
    assert_eq!(text.contains(says), stays, "{says}\n{text}");
}

#[test]
fn what_leads_elsewhere_goes_and_what_tells_stays() {
    let long =
        "The pier was built in 1911 and repaired twice, as our reporter found in the town's books: the first time";
    check("<p>Read more: <a href=/a>Islanders fear for the summer</a></p>", "Islanders fear", false);
    check("<p>Lesen Sie auch: <a href=/a>Inselbewohner fürchten um den Sommer</a></p>", "Inselbewohner", false);
    check(
        "<p>More than <a href=/a>forty islanders</a> had signed a letter to the council that asked for a later start.</p>",
        "forty islanders",
        true,
    );
    check(&format!("<p>{long}: <a href=/a>in 1936</a></p>"), "in 1936", true);
    for told in [
        "More than 200 islanders have signed a letter to the council by now.",
        "All seven members of the council voted for it on Tuesday evening.",
        "Next year the harbour will look at the other pier as well.",
    ] {
        check(&format!("<p><a href=/a>{told}</a></p>"), told, true);
        check(&format!("<p><a href=/a>{}</a></p>", told.trim_end_matches('.')), &told[..20], false);
    }
    check("<p><a href=/a>Read more about the pier here.</a></p>", "about the pier", false);
    check("<p><a href=/a>Learn more about how the divers found what they did.</a></p>", "how the divers", false);
    check(
        "<p><a href=/a>Read more: The islanders fear for the summer, says their mayor.</a></p>",
        "islanders fear",
        false,
    );
    check("<div class=related><h3>Related articles</h3></div>", "Related articles", false);
    check("<h3>Related to the closure</h3><p>The council will also look at the lights.</p>", "Related to", true);
}

#[test]
fn notices_and_calls_go() {
    check("<div>Ad. Continues below.</div>", "Continues below", false);
    check("<p>Story continues below advertisement</p>", "Story continues", false);
    check("<p>Scroll down for video</p>", "Scroll down", false);
    check("<div>Print | Email | Share this</div>", "Email", false);
    check(
        "<p>Advertisements on the pier's sheds bring the town 40,000 crowns a year, which will be missing.</p>",
        "Advertisements on",
        true,
    );
    let call = "Sign up for the weekly letter from our newsroom. You can unsubscribe at any time.";
    check(&format!("<div class=promo><h4>Newsletter</h4><p>{call}</p></div>"), "Sign up", false);
    check(
        "<p>The harbour office asks islanders to sign up for its newsletter, in which it names every change of the boats.</p>",
        "its newsletter",
        true,
    );
}

#[test]
fn calls_amid_the_paragraphs_go_without_a_box() {
    for call in [
        "Share this article",
        "FOLLOW US ON:",
        "Subscribe now",
        "Click here to get the Lindvik Post app",
        "Don't miss the news of the harbour. Sign up to our daily newsletter here.",
        "Love boats? Our Pier Letter newsletter brings the best of them. Sign up now and be one of the crew.",
        "Was this newsletter forwarded to you? Sign up to get it in your inbox.",
        "Melden Sie sich jetzt für unseren Newsletter an.",
        "Inscrivez-vous à notre newsletter du matin.",
        "Подпишитесь на нашу рассылку и узнавайте новости гавани первыми.",
        "Assine o nosso boletim diário.",
    ] {
        check(&format!("<p>{call}</p>"), call, false);
    }
    for told in [
        "Islanders may sign up at the harbour office until Friday, and whoever does gets a place on the first boat of the day.",
        "\"Sign up for our newsletter,\" said the notice that the council had nailed to the only pile that was left standing.",
        "Подписали договор 14 стран, говорится в рассылке секретариата, и ещё три обещали подписать его до конца весны.",
        "Suscriben el acuerdo, publicado ayer en el Boletín Oficial del Estado, los sindicatos y la patronal del puerto.",
        "Abonnieren Sie Newsletter nur mit einer zweiten Adresse, rät die Verbraucherzentrale nach dem Einbruch im Hafenamt.",
        "Inscrivez-vous sur les listes avant le 4 mars, rappelle la préfecture du port dans son infolettre de la semaine.",
        "Who wants to help the divers? Sign up at the harbour office by Friday and bring boots, says the head of the harbour.",
        "How to prepare: sign up for the county's email alerts, fill the tank and pack a bag for three days on the island.",
        "The council voted 7-4 to close the pier after a debate of five hours. Subscribe to our newsletter for more.",
        "The message landed in her inbox on Monday. Subscribe now, it warned, or the account of the harbour would be closed.",
        "Those who read more than the notice found the hours of the boats below, in letters that nobody over fifty can read.",
        "Subscribe to the theory that a pier is for ever, and you will be surprised by what divers find under it each spring.",
    ] {
        check(&format!("<p>{told}</p>"), told, true);
    }
}

#[test]
fn the_time_and_the_headline_are_shown_beside_the_text() {
    check("", TITLE, false);
    check("<p class=published>Published: 07:15, 17 August 2018</p>", "07:15", false);
    check(
        "<p class=published>Updated on 17 August: the council now says that the pier opens in June.</p>",
        "opens in June",
        true,
    );
}

#[test]
fn a_text_begins_at_its_headline() {
    let card = |title: &str| {
        format!(
            "<div class=card><a href=/x><h3>{title}</h3></a><p>The roof of the school came down in the night, and nobody was in the building when it did.</p></div>"
        )
    };
    let cards = ["Storm takes roof off school", "Baker of the year named"].map(card).concat();
    let text = read(&format!("<div class=\"cards top\">{cards}</div>"), "");
    assert!(!text.contains("The roof of the school") && !text.contains("Baker"), "{text}");
    // Where most of the words stand before a heading, it is no beginning.
    let prose = PROSE.map(|paragraph| format!("<p>{paragraph}</p>")).concat();
    let html = format!(
        "<html lang=en><head><title>{TITLE}</title></head><body><article>{prose}<h2>{TITLE}</h2><p>{}</p></article></body></html>",
        "This paragraph stands after the heading and says in a few words what the four before it said at length."
    );
    let text = extract(html.as_bytes(), &Hints::default()).text;
    assert!(PROSE.iter().all(|paragraph| text.contains(paragraph)), "{text}");
}

/// Cards, each with a headline that leads to a place and what its article begins with.
fn cards(places: &[&str]) -> String {
    let card = |(at, place): (usize, &&str)| {
        format!(
            "<div class=b><a href={place}>Card {at}: roof of the school came down</a><br>Nobody was in the building when the roof of school {at} came down, the fire brigade of Lindvik sa</div>"
        )
    };
    places.iter().enumerate().map(card).collect()
}

#[test]
fn teasers_in_another_column_go() {
    let read = |prose: &[&str], column: &str| {
        let prose = prose.join("<br><br>");
        let html = format!(
            "<html lang=en><head><title>{TITLE}</title></head><body><table><tr><td><div class=a><div class=t><b>{TITLE}</b></div><div class=x>{prose}</div></div></td>\
             <td><div class=hd>Most read</div>{column}</td></tr></table></body></html>"
        );
        extract(html.as_bytes(), &Hints { content_type: None, url: Some("https://post.example/pier") }).text
    };
    let away = cards(&["/a", "/b", "/c", "/d"]);
    assert_eq!(read(&PROSE, &away), PROSE.join("\n\n"));
    assert_eq!(read(&PROSE[..1], &away), PROSE[0], "they are more than the text");
}

/// What is left of a page when nothing but boxes of teasers goes.
fn without_teasers(body: &str) -> String {
    let html = format!("<html><head><title>{TITLE}</title></head><body>{body}</body></html>");
    let dom = crate::extract::sink::parse(&html);
    let blocks = crate::extract::blocks::blocks(&dom);
    let mut kept: Vec<usize> = (0..blocks.len()).collect();
    let page = url::Url::parse("https://post.example/pier").ok();
    super::teasers::leave_out(&dom, &blocks, &mut kept, page.as_ref());
    kept.iter().map(|&at| format!("{}\n\n", blocks[at].text)).collect()
}

#[test]
fn boxes_of_teasers_go_and_lists_of_the_text_stay() {
    let [first, second, third, fourth] = PROSE;
    let text = |paragraphs: &[&str]| {
        let paragraphs: String = paragraphs.iter().map(|told| format!("<p>{told}</p>")).collect();
        format!("<div class=text>{paragraphs}</div>")
    };
    let list = |inside: &str| format!("<div class=list>{inside}</div>");
    let (whole, says) = (text(&PROSE), "Nobody was in the building");
    let away = list(&cards(&["/a", "/b", "/c"]));
    let told = |target: &str| {
        format!(
            "<p><a href={target}>A storm in January tore off the outer fence</a>, and {says} of the harbour office when the boats sank</p>"
        )
    };
    let wide = |target: &str| {
        format!("<li><a href={target}>一月的风暴冲毁了港口外侧的围栏</a><br>{says}，消防队说，两艘船在泊位</li>")
    };
    for (body, stays) in [
        (format!("{whole}{away}"), false),
        (format!("{away}{whole}"), false),
        (format!("{whole}<ul>{}</ul>", ["/a", "/b", "/c"].map(wide).concat()), false),
        // Other sites, places of the page itself, too few.
        (format!("{whole}{}", list(&cards(&["https://one.example/a", "https://two.example/b", "/c"]))), true),
        (format!("{whole}{}", list(&cards(&["/pier#piles", "/pier#boats", "#shops"]))), true),
        (format!("{whole}{}", list(&cards(&["/a", "/b"]))), true),
        (
            format!(
                "{whole}<figure><table>{}</table></figure>",
                ["/a", "/b", "/c"]
                    .map(|club| format!("<tr><td><a href={club}>Lindvik Rowing Club of 1904</a><td>{says}"))
                    .concat()
            ),
            true,
        ),
        // What runs on behind its link, and what ends as a sentence does.
        (format!("{whole}{}", list(&["/a", "/b", "/c"].map(told).concat())), true),
        (format!("{whole}{}", away.replace("Lindvik sa", "Lindvik said.")), true),
        // Amid the text, announced, and beside a paragraph.
        (format!("{}{away}{}", text(&[first, second]), text(&[third, fourth])), true),
        (format!("{whole}<div class=text><p>This is what came of it:</p></div>{away}"), true),
        (format!("<div>{first}</div><article><p>{second}</p><p>{third}</p>{away}</article>"), true),
        // More than the text: the page may be about them.
        (format!("{}{}", text(&[first]), list(&cards(&["/a", "/b", "/c", "/d", "/e"]))), true),
        // In another column, whatever their number; in a row of their own they may be a part of the text.
        (
            format!("<table><tr><td>{}<td>{}</table>", text(&[first]), list(&cards(&["/a", "/b", "/c", "/d", "/e"]))),
            false,
        ),
        (
            format!(
                "<table><tr><td>{}<tr><td>{away}<tr><td>{}</table>",
                text(&[first, second]),
                text(&[third, fourth])
            ),
            true,
        ),
    ] {
        let left = without_teasers(&body);
        assert!(left.contains(first), "{body}\n{left}");
        assert_eq!(left.contains(says), stays, "{body}\n{left}");
    }
}

#[test]
fn who_wrote_it_is_shown_beside_the_text() {
    let read = |author: &str, line: &str| {
        let paragraphs = PROSE.map(|paragraph| format!("<p>{paragraph}</p>")).concat();
        let html = format!(
            "<html lang=en><head><title>{TITLE}</title><meta name=author content='{author}'><meta property=og:site_name content='The Lindvik Post'></head>\
             <body><article><h1>{TITLE}</h1><p>{line}</p>{paragraphs}</article></body></html>"
        );
        extract(html.as_bytes(), &Hints { content_type: None, url: Some("https://post.example/pier") }).text
    };
    let (one, two) = ("Marta Olsen", "Marta Olsen, Jan Vik");
    for (author, line) in [
        (one, "By Marta Olsen"),
        ("Marta Olsen Jr.", "Marta Olsen Jr."),
        (one, "Marta Olsen | The Lindvik Post"),
        (two, "Von Marta Olsen und Jan Vik"),
        (
            one,
            "<time datetime=2026-05-04T08:00>4 May 2026</time> Marta Olsen, Jan Vik, Harbour Office Staff, Guest Of The Island",
        ),
    ] {
        assert!(read(author, line).starts_with(PROSE[0]), "{line}");
    }
    for line in [
        "Marta Olsen answers",
        "The Lindvik Post",
        "Who is Marta Olsen?",
        "Marta Olsen?",
        "It is by Marta Olsen.",
        "By and for Marta Olsen.",
        "Marta Olsen: Is it on?",
        "Lindvik 3, Ulm 1",
        "<time datetime=2026-05-04T08:00>4 May 2026</time>, Lindvik Town Hall, Main Stage, Anna Berg Quartet, Doors 19.00",
        "Ida Brandt, Harbour Master, Born <time datetime=1931-05-04>4 May 1931</time>, Died In Sandnes",
        "<time datetime=10:15>10:15</time> Olsen, Vik, Brandt Of Sandnes, Berg Of Ulm",
        "<time datetime=2026-05-04>4 May 2026</time>: Vik 412, Olsen 397, Brandt 122, Blank 14",
        "Marta Olsen has run the harbour office since 2011, and she does not remember a summer without the boat.",
        "<time datetime=2026-05-04T08:00>4 May</time> The Day The Old Pier Of Lindvik Was Closed",
    ] {
        assert!(!read(one, line).starts_with(PROSE[0]), "{line}");
    }
}

#[test]
fn boxes_of_advertisements_go() {
    let ad = |class: &str, label: &str| {
        format!(
            "<div class='{class}'><span>{label}</span><span>Rope by the metre. Ask at the chandler's, mornings.</span></div>"
        )
    };
    for label in ["Advertisement", "Anzeige", "Publicité", "Реклама", "広告", "Paid post", "Sponsored by"] {
        check(&ad("ad-slot", label), "by the metre", false);
    }
    check(
        "<div class='ad-slot'><p>Advertisement</p><p>Rope by the metre, each morning.</p></div>",
        "by the metre",
        false,
    );
    check("<div id=ad_3><div>Ad</div><div><p>Rope by the metre, each morning.</p></div></div>", "by the metre", false);
    // Said once only, in the name or in the words, is not enough; nor is a box that holds much.
    check(&ad("fact", "Anzeige"), "by the metre", true);
    check(
        "<p><b>Anzeige</b> erstattet hat der Verein gegen drei Männer, die den Pier beschädigt haben sollen.</p>",
        "Verein",
        true,
    );
    let long = "The article itself stands in it, as it did before. ".repeat(14);
    check(&format!("<div class='ad-free'><span>Advertisement</span><p>{long}</p></div>"), "as it did before", true);
}

#[test]
fn asides_and_hashtags_go() {
    let never = |around: &str, end: &str| {
        let html = format!("{around}<ul><li><a href=/a>What the islanders left out of their letter</a></li></ul>{end}");
        let dom = crate::extract::sink::parse(&html);
        crate::extract::blocks::blocks(&dom).last().is_some_and(|block| super::is_never_told(&dom, block))
    };
    assert!(never("<aside class=inline-related>", "</aside>"));
    assert!(!never("<aside class=facts>", "</aside>") && !never("<div class=inline-related>", "</div>"));
    check("<p><a href=/t1>#pier</a> <a href=/t2>#lindvik</a></p>", "#pier", false);
    assert!(
        never("<aside class=promo>", "</aside>") && !never("<aside class=promo><blockquote>", "</blockquote></aside>")
    );
    let long = "The article itself stands in it. ".repeat(30);
    assert!(!never(&format!("<aside class='card story'><p>{long}</p>"), "</aside>"));
    check(
        "<p>Islanders post pictures of the pier under <a href=/t1>#pierofourown</a> since it was closed to them.</p>",
        "#pierofourown",
        true,
    );
}

#[test]
fn paragraphs_in_a_table_that_lays_the_page_out_are_paragraphs() {
    let [first, second, third, fourth] = PROSE;
    let html = format!(
        "<html lang=en><head><title>{TITLE}</title></head><body><table><tr><td><h2>{TITLE}</h2><p>{first}</p><p>{second}</p>\
         <table><tr><th>Boat</th><th>Minutes</th></tr><tr><td>Gannet</td><td>31</td></tr></table><p>{third}</p><p>{fourth}</p></td></tr></table></body></html>"
    );
    let page = extract(html.as_bytes(), &Hints::default());
    assert!(page.text.contains(&format!("{first}\n\n{second}")), "{}", page.text);
    assert!(page.html.contains(&format!("<p>{third}</p>\n<p>{fourth}</p>")), "{}", page.html);
    assert!(!page.text.contains("Gannet") || page.text.contains("Gannet | 31"), "{}", page.text);
}
