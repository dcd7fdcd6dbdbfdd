//! One address of every kind of page.

use crate::demo::Demo;
use crate::expected::{Read, text};

/// A kind of page and its address.
pub struct Place {
    /// What it is, for messages.
    pub name: &'static str,
    /// Path and query.
    pub path: String,
}

/// Every kind of page that the site has.
pub async fn all(demo: &Demo, read: &Read) -> Vec<Place> {
    let tunnel = read.story_of_event("tunnel");
    let article = read.article("harbour-post/skerry-tunnel-shut");
    let teaser = read.article(text(&read.expected["teaser"]));
    let foreign = read.article("sundkurier/sturmflut-norderhagen-brunnen");
    let tag = text(&article["tags"][0]["tag"]);
    let (entity, publisher) = links(demo, text(&article["page"])).await;
    let place = |name, path: String| Place { name, path };
    vec![
        place("front", "/".to_owned()),
        place("story", format!("/story/{tunnel}")),
        place("story in four languages", format!("/story/{}", read.story_of_event("surge"))),
        place("why", format!("/story/{tunnel}/why")),
        place("left out", format!("/story/{tunnel}/left-out")),
        place("ask", format!("/story/{tunnel}/ask")),
        place("answer", format!("/story/{tunnel}/ask?q=When+did+seawater+enter+the+western+tube%3F")),
        place("article", text(&article["page"]).to_owned()),
        place("teaser", text(&teaser["page"]).to_owned()),
        place("article in German", text(&foreign["page"]).to_owned()),
        place("tag", format!("/tag/{tag}")),
        place("entity", entity),
        place("publisher", publisher),
        place("latest", "/latest".to_owned()),
        place("saved", "/saved".to_owned()),
        place("following", "/following".to_owned()),
        place("following, with undo", "/following?what=tag&name=harbour&label=%23Harbour&was=follow".to_owned()),
        place("search", "/search?q=tunnel".to_owned()),
        place("empty search", "/search?q=zzyzx".to_owned()),
        place("sources", "/sources".to_owned()),
        place("sign in", "/sign-in".to_owned()),
        place("password", "/password".to_owned()),
        place("first run", "/first-run".to_owned()),
        place("404", "/no/such/page".to_owned()),
        place("no such story", "/story/1".to_owned()),
    ]
}

/// Where an article's page leads for a name and for its publisher.
async fn links(demo: &Demo, page: &str) -> (String, String) {
    let html = reqwest::get(demo.at(page)).await.unwrap().text().await.unwrap();
    let link = |start: &str| {
        let at = html.find(start).unwrap_or_else(|| panic!("{page} links to no {start}"));
        html[at + 6..].split('"').next().unwrap().to_owned()
    };
    (link("href=\"/entity/"), link("href=\"/publisher/"))
}
