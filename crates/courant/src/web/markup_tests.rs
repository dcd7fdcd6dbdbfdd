//! Tests of [`super`]: paragraph addresses, pictures, leads.

use super::*;

fn proxied(src: &str) -> Option<String> {
    src.starts_with("https://").then(|| format!("/picture/{}", src.len()))
}

#[test]
fn paragraphs_get_addresses_in_the_text_s_count() {
    let html = "<p>One <em>and</em> a half.</p><h2>Two</h2><ul><li>Three &amp; more</li><li>Four</li></ul>\
                <blockquote><p>Five</p></blockquote><p></p><p>Not in the text</p><p>Six</p>";
    let text = "One and a half.\n\nTwo\n\nThree & more\n\nFour\n\nFive\n\nSix";
    assert_eq!(
        prepare(html, text, &proxied),
        "<p id=\"p1\">One <em>and</em> a half.</p><h2 id=\"p2\">Two</h2><ul><li id=\"p3\">Three &amp; more</li>\
         <li id=\"p4\">Four</li></ul><blockquote><p id=\"p5\">Five</p></blockquote><p></p><p>Not in the text</p>\
         <p id=\"p6\">Six</p>"
    );
}

#[test]
fn pictures_come_from_us_or_not_at_all() {
    let html = "<img alt='a \"b\" > c' srcset=\"https://x.example/2x\" src=\"https://x.example/?a=1&amp;b=2\" width=\"90\" height=\"x\">\
                <img src=\"data:image/png;base64,AA\"><img>";
    let out = prepare(html, "", &proxied);
    assert_eq!(out, "<img src=\"/picture/26\" loading=\"lazy\" alt=\"a &quot;b&quot; &gt; c\" width=\"90\">");
}

#[test]
fn what_counts_readers_is_not_asked_for() {
    for (size, there) in [
        ("width=\"1\" height=\"1\"", false),
        ("height=\"0\"", false),
        ("width=\"1px\"", false),
        ("width=\" 2\"", false),
        ("width=\"100%\"", true),
        ("width=\"600\" height=\"auto\"", true),
        ("", true),
    ] {
        let out = prepare(&format!("<p>Tea<img src=\"https://x.example/1\" {size}></p>"), "", &proxied);
        assert_eq!(out.contains("<img"), there, "{size}");
    }
}

#[test]
fn broken_markup_never_panics_and_keeps_its_words() {
    for html in ["<", "<p", "a<b", "<p title=\"", "</", "<p>é<", "<!-- x -->y", "<img src=", "<img src=\"x", "x>y"] {
        let out = prepare(html, "a\n\nb", &proxied);
        assert!(out.len() <= html.len() + 40, "{html}: {out}");
    }
}

#[test]
fn offsets_find_their_paragraph() {
    let text = "Één zin.\n\nTwee.\n\n\n\nDrie.";
    assert_eq!(paragraph_of(text, 0), 1);
    assert_eq!(paragraph_of(text, 9), 1);
    assert_eq!(paragraph_of(text, 10), 2);
    assert_eq!(paragraph_of(text, 19), 3, "an empty paragraph does not count");
    assert_eq!(paragraph_of(text, 9_999), 3);
    assert_eq!(paragraph_of("", 5), 1);
}

#[test]
fn quoted_words_find_their_paragraph() {
    let text = "One  line\nhere.\n\nTwo lines.\n\nThree lines.";
    let cases = [
        ("line here", Some(1)),
        ("Two", Some(2)),
        ("lines. Three", Some(2)),
        ("Three lines.", Some(3)),
        ("four", None),
        ("", None),
    ];
    for (words, paragraph) in cases {
        assert_eq!(paragraph_with(text, words), paragraph, "{words}");
    }
}

#[test]
fn leads_end_with_a_sentence_where_one_ends() {
    let text =
        "Both tubes were cleared in nineteen minutes. Pumps are holding the level, and more is not known at this hour.";
    for (most, broken, expected) in [
        (60, 40, "Both tubes were cleared in nineteen minutes."),
        (44, 30, "Both tubes were cleared in nineteen minutes."),
        (43, 30, "Both tubes were cleared in…"),
        (200, 100, text),
        // A sentence that takes up less than half of the room would leave it empty.
        (100, 95, "Both tubes were cleared in nineteen minutes. Pumps are holding the level, and more is not known…"),
    ] {
        assert_eq!(shorten_to_sentence(text, "en", most, broken), expected, "{most} {broken}");
    }
    let titled = "Rep. Crane has asked for the papers of the port, which were lost on the way to the court on Friday.";
    assert_eq!(shorten_to_sentence(titled, "en", 60, 40), "Rep. Crane has asked for the papers of…");
}

#[test]
fn leads_end_at_a_word() {
    assert_eq!(
        shorten("Both tubes were cleared in nineteen minutes, and more", 44),
        "Both tubes were cleared in nineteen minutes…"
    );
    assert_eq!(shorten("short", 44), "short");
    assert_eq!(shorten("ohneeinzigesleerzeichen", 5), "ohnee…");
}
