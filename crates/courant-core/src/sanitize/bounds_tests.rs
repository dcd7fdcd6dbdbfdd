//! Hostile markup, and that harmless markup is none the worse for what is done about it.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::bounds::bounded;
use super::spare::{Piece, SEAM, pieces};
use super::{cleaner, sanitize, to_text};

/// As it is written anew, without a bound.
fn anew(html: &str) -> String {
    let mut written = String::new();
    pieces(html, &mut |piece| {
        written.push_str(match piece {
            Piece::Tag(piece) | Piece::Text(piece) => piece,
            Piece::Seam => SEAM,
        });
    });
    written
}

fn clean(html: &str) -> String {
    cleaner("https://news.example/", html.len()).clean(html).to_string()
}

fn same(html: &str) {
    assert_eq!(clean(&anew(html)), clean(html), "{html}");
}

#[test]
fn markup_written_anew_is_the_same_markup() {
    for html in [
        "<p class=x lang='de' onclick=\"a>b\">Tea &amp; <b>milk</b> 1 < 2 <3 &lt;b></p>",
        "<a href=/a?b=1&amp;c=2 title=x>x</a><a href='/\"x'>y</a><a href=\"javascript:x\">z</a><A HREF=/d/>e</A>",
        "<img src=a.png alt='1 < 2 > \"3\"'/><br/><hr>&am<!-- no -->p; &am<script>1</script>p;x",
        "a<!-->b<!--->c<!-- x --!>d<!-- <b> -- > -->e<!x>f<?y>g</>h</ >i<!-- never <b>k",
        "<script>if (a < b) '<p>'</script >one<STYLE>p>b{}</style/>two<iframe src=x><p>y</iframe>three<script>never <b>",
        "<textarea><b>&lt;x</textarea>a<title><p>x</title>b<noscript><p>c</noscript>d",
        "<svg><path d='x'/><style>a<b</style><title>t</title></svg>one<svg/>two<math><mi>x<b>y</b></mi></math>three",
        "<div><svg><path></div>one<svg><g><p>two<svg><foreignObject><p>x</p></foreignObject></svg>three",
        "<table><tr><td colspan=2>1<td>2<tr><th>3</table>4<ul><li>5<li>6<ol start=3><li>7</ol></ul><dl><dt>8<dd>9</dl>",
        "<p/>a<p =b c d='1' d='2' lang=de lang=en>e</p lang=x>f<a<b>g<x:y>h</x:y><my-tag>i</my-tag>k<p",
        "</p></br>a</b><b><p>c</b>d</p><i lang=fr>e<p>f</i>g<em\n>h</em\t>",
    ] {
        same(html);
    }
}

#[test]
fn what_nobody_sends_in_good_faith_ends_soon_and_stays_small() {
    // In bytes; with as many as a feed may have, the test takes minutes.
    let length = std::env::var("COURANT_LENGTH").ok().and_then(|length| length.parse().ok()).unwrap_or(1 << 20);
    let attributes: String = (0..length / 9).map(|n| format!(" a{n:07}")).collect();
    let open: String = (0..150).map(|n| format!("<b lang={n}>")).collect();
    let long = format!("<p><a href='https://a.example/{}'>x</p>", "a".repeat(8_000));
    let mut whole: Vec<String> = [
        "<div>",
        "<blockquote>",
        "<p>",
        "<b>",
        "<a>",
        "<a href=x>",
        "<li>",
        "<table>",
        "<td>",
        "<li><dd>",
        "<div><p>",
        "<p><b>x",
        "<b><p>x",
        "<div></x>",
        "<span><div></span>",
        "<rt>",
        "<option>",
        "<optgroup>",
        "<select>",
        "<button>",
        "<svg>",
        "<svg><path>",
        "<svg><desc>",
        "<math><mi>",
        "<template>",
        "<form>",
        "<font color=x>",
        "<a><table>",
        "<table><td>",
        "<table><b>x",
        "<b><div></b>",
        "<ul><li>",
        "<nobr>",
        "<h1>",
        "<object>",
        "<i></i>",
        "<!-->",
        "<!",
        "</",
        "<br>",
        "<div><select></div></select>",
        "&",
        "<",
        "&lt;",
        "&amp<!x>",
        "< <!x>",
        "&<b>",
        "<a b='",
        "<script>",
        "<title>",
        "</p>",
        "<s><table><i>",
        "<x><li><b lang=",
        "x<b>y</b></p>",
    ]
    .iter()
    .map(|piece| piece.repeat(length / piece.len()))
    .collect();
    whole.push(format!("<p{attributes}>x"));
    whole.push(format!("<svg><p{attributes}>x"));
    whole.push(format!("<p>{open}</p>{}", "<p>x".repeat(length / 4)));
    whole.push(format!("{long}{}", "<p>x</p>".repeat(length / 8)));
    whole.push(format!("<table>{}", "x<br>".repeat(length / 5)));
    whole.push(format!("{}{}", "<div>".repeat(length / 10), "</b>".repeat(length / 8)));
    for html in &whole {
        let (begins, began) = (html.get(..60).unwrap_or(html), Instant::now());
        let safe = sanitize(html, "https://news.example/a/b");
        to_text(html);
        assert!(began.elapsed() < Duration::from_secs(20), "{begins}: {:?}", began.elapsed());
        assert!(safe.len() < 8 * html.len() + (64 << 10), "{begins}: {} bytes", safe.len());
        eprintln!("{:>8.0?} {:>9} {begins}", began.elapsed(), safe.len());
    }
}

#[test]
fn words_stay_where_tags_nest_too_deep() {
    let deep = format!("{}one{}<p>two</p>", "<div>".repeat(5_000), "</div>".repeat(5_000));
    assert_eq!(to_text(&deep).split_whitespace().collect::<Vec<_>>(), ["one", "two"]);
    assert_eq!(to_text(&sanitize(&deep, "")).split_whitespace().collect::<Vec<_>>(), ["one", "two"]);
    let long: String = (0..3_000).map(|n| format!("<p>Line <b>{n}</b> of <a href=/{n}>many</a>.</p>\n")).collect();
    assert_eq!(sanitize(&long, "https://news.example/").matches("<a href=\"https://news.example/").count(), 3_000);
    let unclosed: String = (0..1_000).map(|n| format!("<p><b>{n}<li>x<tr><td>y")).collect();
    assert!(sanitize(&unclosed, "").matches("<p>").count() >= 1_000);
}

#[test]
fn a_text_may_be_long_but_not_any_length() {
    let picture = format!("<p>one<img src='data:image/png;base64,{}' alt=two>three</p>", "A".repeat(5 << 20));
    assert_eq!(sanitize(&picture, ""), "<p>one<img alt=\"two\">three</p>");
    let words = "<p>one two three four five six seven eight nine ten</p>".repeat(100_000);
    let safe = sanitize(&words, "");
    assert!((1 << 20..3 << 20).contains(&safe.len()), "{}", safe.len());
}

#[test]
fn a_long_base_does_not_multiply() {
    let base = format!("https://news.example/{}/", "a".repeat(8_000));
    let html = "<a href=b>c</a>".repeat(10_000);
    let safe = sanitize(&html, &base);
    assert!(safe.len() < 10 * html.len(), "{}", safe.len());
    assert!(safe.contains(&format!("{base}b")) && to_text(&safe).len() == 10_000);
}

proptest! {
    #[test]
    fn any_markup_comes_out_safe_and_stays_so(html in "(<(/?(a|b|p|div|table|td|svg|g|math|mi|style|title|xmp|template|select))/?>|<!--|-->|[xyz&<>;'\" ]){20,120}") {
        let written = anew(&html);
        prop_assert!(!written.contains("<svg") && !written.contains("<style") && !written.contains("<math"), "{}", written);
        let once = sanitize(&html, "");
        prop_assert_eq!(sanitize(&once, ""), once);
    }

    #[test]
    fn any_markup_written_anew_is_the_same(
        html in "(<(/?(a|b|i|p|div|table|tr|td|li|dd|ul|h2|span|style|title|form|x-y)|(a href=[a-z]|p lang='[a-z<>\"]{0,3}'|img alt=[a-z/]{1,3}))/?>|<!--|-->|[xyz&<>;'\" ]|&lt|&amp;){0,40}"
    ) {
        // A comment parts the blanks in a table from the words that go before it; without one they go with them.
        let words = |html: &str| clean(html).replace(char::is_whitespace, "");
        prop_assert_eq!(words(&anew(&html)), words(&html));
    }

    #[test]
    fn what_is_within_the_bounds_is_only_written_anew(html in "(<(p|b|i|div|ul|li|/p|/b|/div|/ul)>|[xyz ]){60,100}") {
        prop_assert_eq!(clean(&bounded(&html)), clean(&html));
    }
}
