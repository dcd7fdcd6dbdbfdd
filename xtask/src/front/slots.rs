//! The slots of a front page, in the order in which they stand there.

use std::net::SocketAddr;

use anyhow::{Context as _, ensure};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::replay::http;
use crate::replay::site::Running;

/// Prints the first `most` slots of the page as it stands, one a line; says how many there were.
pub fn print(running: &Running, now: Timestamp, most: usize) -> anyhow::Result<usize> {
    let page = String::from_utf8_lossy(&http::ask("GET", running.address, "/", "")?).into_owned();
    let slots = addresses(&page);
    ensure!(!slots.is_empty(), "the front page has no slots at {now}");
    let shown = slots.len().min(most);
    for (number, address) in slots.into_iter().take(most).enumerate() {
        let story = story(running.address, &address)?;
        println!(
            "{}",
            json!({ "at": now.to_string(), "slot": number + 1, "address": address, "story": outline(&story) })
        );
    }
    Ok(shown)
}

/// Where the headlines lead, each once: `/story/…` or, for a story of one report, `/article/…`.
fn addresses(page: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let main = page.split_once("<main").map_or(page, |(_, main)| main);
    let starts = ["<h2", "<h3", "<a class=\"plain\""];
    let mut rest = main.split_once("</main>").map_or(main, |(main, _)| main);
    while let Some(at) = starts.iter().filter_map(|start| rest.find(start)).min() {
        rest = rest.get(at + 2..).unwrap_or_default();
        let Some((_, after)) = rest.split_once("href=\"") else { break };
        let address = after.split('"').next().unwrap_or_default().to_owned();
        let leads = address.starts_with("/story/") || address.starts_with("/article/");
        if leads && !found.contains(&address) {
            found.push(address);
        }
    }
    found
}

fn story(server: SocketAddr, address: &str) -> anyhow::Result<Value> {
    let id = match address.strip_prefix("/story/") {
        Some(id) => id.to_owned(),
        None => {
            let article = http::json(
                "GET",
                server,
                &format!("/api/v1/articles/{}", address.trim_start_matches("/article/")),
                "",
            )?;
            article["story"].as_str().with_context(|| format!("{address} is in no story"))?.to_owned()
        }
    };
    http::json("GET", server, &format!("/api/v1/stories/{id}"), "")
}

/// What a person needs to judge a slot.
fn outline(story: &Value) -> Value {
    let none = Vec::new();
    let members: Vec<Value> = story["articles"]
        .as_array()
        .unwrap_or(&none)
        .iter()
        .map(|member| {
            json!({
                "id": member["id"], "publisher": member["publisher"], "title": member["title"],
                "published_at": member["published_at"], "copy_of": member["copy_of"], "url": member["url"],
            })
        })
        .collect();
    json!({
        "id": story["id"], "title": story["title"], "lead": story["lead"], "publishers": story["publishers"],
        "independent_reports": story["independent_reports"], "articles": members,
    })
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn slots_are_the_headlines_of_the_page_in_their_order() {
        let page = r#"<header><h2><a href="/story/9">no</a></h2></header><main id="main"><h1>x</h1>
            <h2 lang="en"><a href="/story/1">a</a></h2><p class="verbs"><a href="/story/1/why">why</a></p>
            <a class="thumb" href="/story/2"></a><h3><a href="/story/2">b</a></h3>
            <h2 class="label">Today</h2><h3><a href="/article/7">c</a></h3>
            <li><a class="plain" href="/article/8">d</a></li></main><h3><a href="/story/4">no</a></h3>"#;
        assert_eq!(addresses(page), ["/story/1", "/story/2", "/article/7", "/article/8"]);
    }
}
