//! Two invented hosts whose pages carry the demo's articles, and what of such a page is the article and what is not. They
//! were made after the learner and nothing in it was fitted on them.

#![allow(clippy::unwrap_used, reason = "tests")]

pub mod affair;
pub mod later;
pub mod unseen;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A manuscript of the demo. Blocks are HTML elements and words.
pub struct Manuscript {
    pub title: String,
    pub author: String,
    pub blocks: Vec<(&'static str, String)>,
}

impl Manuscript {
    fn lede(&self) -> &str {
        self.blocks.iter().find(|(tag, _)| *tag == "p").map_or("", |(_, text)| text)
    }

    /// The first paragraph, as teasers show it.
    fn teaser(&self) -> String {
        self.lede().chars().take(180).collect()
    }
}

/// A page of a host.
#[derive(Clone)]
pub struct Page {
    pub url: String,
    pub html: String,
    /// Paragraphs of the article.
    pub article: Vec<String>,
    /// Lines of the page that are no part of it.
    pub furniture: BTreeSet<String>,
}

/// The demo's manuscripts in the order of their files, earlier versions left out.
pub fn manuscripts() -> Vec<Manuscript> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../courant/demo/articles");
    let list = |folder: &Path| {
        let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths
    };
    let files = list(&folder).into_iter().flat_map(|newsroom| list(&newsroom));
    files.filter(|file| !file.to_str().unwrap().ends_with(".v1.md")).map(|file| manuscript(&file)).collect()
}

fn manuscript(file: &Path) -> Manuscript {
    let text = std::fs::read_to_string(file).unwrap();
    let text = text.replace("{weekday}", "Tuesday").replace("{weekday-1}", "Monday").replace("{date}", "24 November");
    let (front, body) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
    let value = |key: &str| front.lines().find_map(|line| line.strip_prefix(key)).unwrap().to_owned();
    let mut blocks = Vec::new();
    for block in body.trim().split("\n\n").map(str::trim) {
        match (block.strip_prefix("## "), block.strip_prefix("- ")) {
            (Some(heading), _) => blocks.push(("h2", heading.to_owned())),
            (_, Some(_)) => blocks.extend(block.lines().map(|line| ("li", line.trim_start_matches("- ").to_owned()))),
            _ => blocks.push(("p", block.replace("> ", "").replace('\n', " "))),
        }
    }
    Manuscript { title: value("title: "), author: value("author: "), blocks }
}

/// What repeats on a host's pages and is part of its articles all the same, by the number of the page.
fn repeating_truth(number: usize) -> Vec<(&'static str, String)> {
    let mut blocks = Vec::new();
    if number.is_multiple_of(4) {
        blocks.push(("h2", "What happens next".to_owned()));
    }
    if number.is_multiple_of(7) {
        blocks.push(("p", "The inquiry began in May, when divers found that seven of the forty oak piles under the old pier had rotted \
            through, and has since heard the builder, the harbour office and two of its former heads.".to_owned()));
        blocks.push(("p", "The inquiry goes on.".to_owned()));
    }
    if number.is_multiple_of(6) {
        blocks.extend(["black", "copper", "blue"].map(|colour| ("li", format!("Saltpan kettle {number}, {colour}"))));
        blocks.push(("li", "Saltpan kettle without a lid".to_owned()));
    }
    if number.is_multiple_of(3) {
        blocks.push(("p", "Reporting by Ida Brandt; editing by Jonas Vik".to_owned()));
    }
    blocks
}

/// A page under construction.
struct Draft {
    html: String,
    article: Vec<String>,
    furniture: BTreeSet<String>,
}

impl Draft {
    fn truth(&mut self, open: &str, tag: &str, text: &str, close: &str) {
        let (before, after) = if tag == "li" { ("<ul>", "</ul>") } else { ("", "") };
        self.html.push_str(&format!("{open}{before}<{tag}>{}</{tag}>{after}{close}\n", escaped(text)));
        self.article.push(text.to_owned());
    }

    fn furniture(&mut self, open: &str, text: &str, close: &str) {
        self.html.push_str(&format!("{open}{}{close}\n", escaped(text)));
        self.furniture.insert(text.to_owned());
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn blocks(all: &[Manuscript], number: usize) -> Vec<(&'static str, String)> {
    let mut blocks = all[number].blocks.clone();
    let at = blocks.len().saturating_sub(1);
    blocks.splice(at..at, repeating_truth(number));
    blocks
}

fn others(all: &[Manuscript], number: usize, count: usize) -> impl Iterator<Item = &Manuscript> {
    (1..=count).map(move |back| &all[(number + all.len() - back) % all.len()])
}

/// A weekly whose boxes stand among the paragraphs of the article, some of them without a class of their own.
pub fn weekly(all: &[Manuscript], number: usize) -> Page {
    let own = &all[number];
    let mut page = Draft { html: String::new(), article: Vec::new(), furniture: BTreeSet::new() };
    page.html.push_str(&format!("<html lang=en><head><title>{0} | Saltpan Weekly</title><meta name=author content='{1}'></head><body><div class=sheet>", escaped(&own.title), escaped(&own.author)));
    page.html.push_str(
        "<ul class=strip><li><a href=/>Front</a></li><li><a href=/sea>Sea</a></li></ul><article class=piece>",
    );
    page.furniture("<h1 class=piece-title>", &own.title, "</h1>");
    page.html.push_str("<div class=entry-text>");
    for (at, (tag, text)) in blocks(all, number).iter().enumerate() {
        match at {
            1 => {
                page.furniture("<div class=tide-box><h4>", "The Tide, at seven", "</h4>");
                page.furniture("<p>", "Every weekday morning our harbour desk writes down what the day will bring. Leave your address here, and it will be with you before breakfast.", "</p></div>");
            }
            2 => page.furniture(
                "<p>",
                "Our podcast The Long Pier is out on Thursdays: listen wherever you get your podcasts.",
                "</p>",
            ),
            3 => {
                let next = &others(all, number, 1).next().unwrap().title;
                page.html.push_str(&format!("<p class=xref>Read next: <a href=/n>{}</a></p>\n", escaped(next)));
                page.furniture.insert(format!("Read next: {next}"));
            }
            4 => page.furniture(
                "<p>",
                ".tide-box{margin:0 auto;padding:4px} @media print{.tide-box{display:none}}",
                "</p>",
            ),
            _ => {}
        }
        page.truth("", tag, text, "");
    }
    page.furniture(
        "<p><em>",
        "Saltpan Weekly is printed in Lindvik and belongs to those who read it.",
        "</em></p></div>",
    );
    page.html.push_str("<div class=also>");
    for other in others(all, number, 4) {
        page.furniture("<div class=also-item><h3><a href=/o>", &other.title, "</a></h3>");
        page.furniture("<p>", &other.teaser(), "</p></div>");
    }
    page.html.push_str("</div></article></div></body></html>");
    Page {
        url: format!("https://weekly.example/{number}"),
        html: page.html,
        article: page.article,
        furniture: page.furniture,
    }
}

/// A site put together of blocks: every paragraph and every box has the same wrapping.
pub fn blockwork(all: &[Manuscript], number: usize) -> Page {
    let own = &all[number];
    let mut page = Draft { html: String::new(), article: Vec::new(), furniture: BTreeSet::new() };
    page.html.push_str(&format!(
        "<html lang=de><head><title>{} – Sonnenuhr</title></head><body><div id=root><div class=col>",
        escaped(&own.title)
    ));
    page.furniture("<div class='blk blk-head'><div class=in><h1><span>", &own.title, "</span></h1></div></div>");
    let (open, close) = (format!("<div class='blk blk-text' data-n={number}><div class=in>"), "</div></div>");
    for (at, (tag, text)) in blocks(all, number).iter().enumerate() {
        match at {
            1 => page.furniture("<div class='blk blk-x'>", "Weiter geht es nach dieser Anzeige.", close),
            2 => {
                page.furniture("<div class='blk blk-call'><div class=in><p>", "Die Sonnenuhr gehört 4.112 Leserinnen und Lesern. Wer möchte, dass sie auch im nächsten Jahr noch jeden Morgen die Stunde schlägt, kann hier einen Anteil zeichnen.", "</p>");
                page.furniture("<p>", "Schon ab fünf Kronen im Monat.", "</p></div></div>");
            }
            3 => page.furniture(
                "<div class='blk blk-ear'><div class=in><p>",
                "Diesen Text gibt es auch zum Hören: in der Sonnenstunde, dem Podcast aus unserem Haus.",
                "</p></div></div>",
            ),
            4 => page.furniture(
                &format!("{open}<p>"),
                "Folgen Sie der Sonnenuhr, wo Sie wollen: Newsletter, Telegram oder Brieftaube.",
                &format!("</p>{close}"),
            ),
            _ => {}
        }
        page.truth(&open, tag, text, close);
    }
    page.furniture(&format!("{open}<p>"), "© Sonnenuhr Verlag. Alle Rechte vorbehalten.", &format!("</p>{close}"));
    page.furniture("<div class='blk blk-next'><div class=in><h3>", "Aus demselben Haus", "</h3>");
    for other in others(all, number, 3) {
        page.furniture("<p><a href=/o>", &other.title, "</a></p>");
    }
    page.html.push_str("</div></div></div></div></body></html>");
    Page {
        url: format!("https://sonnenuhr.example/{number}"),
        html: page.html,
        article: page.article,
        furniture: page.furniture,
    }
}

/// A page of a newsroom that checks claims: fields of few values, notes and sentences that come back, and one box.
pub fn checked(all: &[Manuscript], number: usize) -> Page {
    let own = &all[number];
    let mut page = Draft { html: String::new(), article: Vec::new(), furniture: BTreeSet::new() };
    page.html.push_str(&format!(
        "<html lang=en><head><title>{0}</title></head><body><article><h1>{0}</h1>",
        escaped(&own.title)
    ));
    let when = ["in the night", "at noon", "before dawn", "late in the evening"][number % 4];
    let seen = format!("The harbour office learned of it {when}.");
    page.html.push_str(&format!("<div class=opening><p><time datetime=2026-11-24>{seen}</time></p></div>\n"));
    page.article.push(seen);
    page.truth("<div class=rating>", "p", ["False", "Half true", "False", "True", "False"][number % 5], "</div>");
    page.truth("<div class=reach>", "p", &format!("{} people had passed it on by then.", number * 40 + 17), "</div>");
    page.html.push_str("<div class=words>");
    for (at, (tag, text)) in own.blocks.iter().enumerate() {
        page.truth("", tag, text, "");
        // A subhead that most pages have, over a paragraph of their own.
        if at == 1 && !number.is_multiple_of(5) {
            page.truth("", "h3", "Why it matters", "");
            page.truth(
                "",
                "p",
                &format!("Whoever passed it on after {number} hours had heard it from somebody whom they know."),
                "",
            );
        }
        match at {
            0 if number.is_multiple_of(3) => page.truth("", "p", "The European Commission declined to comment.", ""),
            1 if number.is_multiple_of(2) => {
                page.truth("", "p", &format!("More than {}0 people were hurt in all.", number % 3 + 1), "")
            }
            2 => page.furniture(
                "<div class=letter><p>",
                "Sign up for the Claims Letter and have it in your inbox on Fridays.",
                "</p></div>",
            ),
            3 if number % 3 == 1 => {
                page.truth("", "p", "Both sides have agreed in terms of money, and in no other.", "")
            }
            _ => {}
        }
    }
    if number.is_multiple_of(2) {
        page.truth("<div class=note>", "p", "This article has been updated.", "</div>");
    }
    page.html.push_str("</div></article></body></html>");
    Page {
        url: format!("https://checked.example/{number}"),
        html: page.html,
        article: page.article,
        furniture: page.furniture,
    }
}
