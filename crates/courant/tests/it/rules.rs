//! robots.txt is kept for whatever Courant chose to fetch, and its pause for all that is asked of the host.

use std::time::Duration;

use courant::fetch::{Answer, Asked, Body, FetchError, Fetcher, Request};
use courant::worker::Context;
use url::Url;

use crate::asking::{House, page};

fn text(body: String) -> Answer {
    Answer { status: 200, headers: vec![("content-type", "text/plain".to_owned())], body: body.into_bytes() }
}

/// A publisher for each sort of robots.txt.
fn hosts(asked: &Asked, _: i64) -> Answer {
    match (asked.url.host_str().unwrap_or_default(), asked.url.path()) {
        ("shut.example", "/robots.txt") => text("User-agent: *\nDisallow: /pictures\n".to_owned()),
        ("open.example", "/robots.txt") => Answer { status: 404, ..Answer::default() },
        ("open.example", "/gone.png") => Answer { status: 404, ..Answer::default() },
        ("open.example", "/f%C3%A4hre%20am%20kai.png") | ("shut.example", "/pictures/1.png") => {
            let mut bytes = std::io::Cursor::new(Vec::new());
            image::DynamicImage::new_rgb8(100, 100).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
            Answer { status: 200, headers: Vec::new(), body: bytes.into_inner() }
        }
        ("slow.example", "/robots.txt") => text("User-agent: *\nCrawl-delay: 10\n".to_owned()),
        // No status that there is: the answer cannot be read.
        ("broken.example", "/robots.txt") => Answer { status: 9, ..Answer::default() },
        ("long.example", "/robots.txt") => {
            text(format!("User-agent: *\nDisallow: /private\n{}Disallow: /\n", "# nothing\n".repeat(60_000)))
        }
        _ => text("here".to_owned()),
    }
}

fn paths(house: &House) -> Vec<String> {
    house.log.lock().unwrap().iter().map(|(_, path, _)| path.clone()).collect()
}

/// As a job does that is put off: it comes again when it was told to.
async fn in_the_end(fetcher: &Fetcher, request: &Request) -> Result<Body, FetchError> {
    loop {
        match fetcher.get_if_welcome(request).await {
            Err(FetchError::PutOff { wait, .. }) => tokio::time::sleep(wait).await,
            answer => return answer,
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_picture_is_not_fetched_where_the_rules_forbid_it() {
    let house = House::new(Duration::ZERO, hosts).await;
    let picture = Url::parse("https://shut.example/pictures/1.jpg").unwrap();
    let answer = house.context.pictures.keep_or_put_off(&house.context.fetcher, picture, None).await;
    assert!(matches!(&answer, Err(FetchError::Robots { host }) if host == "shut.example"), "{answer:?}");
    assert_eq!(paths(&house), ["/robots.txt"]);
}

/// Pictures in what a feed gave are fetched when a reader's browser asks for them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_picture_in_a_text_is_kept_under_its_address_and_asked_for_when_welcome() {
    let house = House::new(Duration::ZERO, hosts).await;
    let Context { pictures, fetcher, clock, .. } = &house.context;
    let wanted = async |url: &str, now| {
        let picture = pictures.for_reader(fetcher, url, 720, async { None }, now).await;
        (picture.is_some(), std::mem::take(&mut *house.log.lock().unwrap()).len())
    };
    let (now, hour) = (clock.now_ms(), 3_600_000);
    // Written as people write addresses, not as they are sent.
    let ferry = "https://Open.example/fähre am kai.png";
    assert_eq!(wanted(ferry, now).await, (true, 2), "the rules and the picture");
    assert_eq!(wanted(ferry, now).await, (true, 0), "it is kept");
    let counter = "https://open.example/counter.gif";
    assert_eq!(wanted(counter, now).await, (false, 1));
    assert_eq!(wanted(counter, now + 24 * hour).await, (false, 0), "who counts readers is told of none");
    let gone = "https://open.example/gone.png";
    assert_eq!(wanted(gone, now).await, (false, 1));
    assert_eq!(wanted(gone, now + hour / 2).await, (false, 0), "not with each look at the page");
    assert_eq!(wanted(gone, now + 2 * hour).await, (false, 1));
    assert_eq!(wanted("https://shut.example/pictures/1.png", now).await, (false, 1), "the rules alone");
    assert_eq!(wanted("no address", now).await, (false, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_pause_that_the_rules_ask_for_is_kept_by_polls_as_well() {
    let house = House::new(Duration::ZERO, hosts).await;
    let fetcher = &house.context.fetcher;
    in_the_end(fetcher, &page("https://slow.example/1")).await.unwrap();
    fetcher.get(&page("https://slow.example/feed")).await.unwrap();
    in_the_end(fetcher, &page("https://slow.example/2")).await.unwrap();
    let log = house.log.lock().unwrap().clone();
    let after_rules: Vec<i64> = log.iter().skip(1).map(|(.., at)| *at).collect();
    assert_eq!(after_rules.len(), 3, "{log:?}");
    assert!(after_rules.windows(2).all(|two| two[1] - two[0] >= 10_000), "{after_rules:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_rules_cannot_be_read_nothing_is_fetched() {
    let house = House::new(Duration::ZERO, hosts).await;
    for at in 0..2 {
        let answer = in_the_end(&house.context.fetcher, &page(&format!("https://broken.example/{at}"))).await;
        assert!(matches!(&answer, Err(FetchError::Wait { .. })), "{answer:?}");
    }
    assert_eq!(paths(&house), ["/robots.txt"], "and they are not asked for by each page");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_rules_that_are_too_long_the_beginning_holds() {
    let house = House::new(Duration::ZERO, hosts).await;
    let shut = in_the_end(&house.context.fetcher, &page("https://long.example/private/1")).await;
    assert!(matches!(&shut, Err(FetchError::Robots { .. })), "{shut:?}");
    in_the_end(&house.context.fetcher, &page("https://long.example/news")).await.unwrap();
}
