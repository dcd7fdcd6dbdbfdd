//! Redirects from host to host: each host on the way has its own turn, pause, rules and rest.

use std::time::Duration;

use courant::fetch::{Answer, Asked, FetchError};

use crate::asking::{House, page};

const MOMENT: Duration = Duration::from_secs(2);

/// `doorN.example/path` leads to `big.example/path`, which is quiet for nobody; its rules keep `/private` to itself.
fn doors(asked: &Asked, _: i64) -> Answer {
    let (host, path) = (asked.url.host_str().unwrap_or_default(), asked.url.path());
    match (host, path) {
        ("lost.example", "/robots.txt") => Answer {
            status: 302,
            headers: vec![("location", "http://127.0.0.1/robots.txt".to_owned())],
            body: Vec::new(),
        },
        ("gate.example", "/robots.txt") => {
            let to = "https://big.example/robots.txt".to_owned();
            Answer { status: 302, headers: vec![("location", to)], body: Vec::new() }
        }
        (_, "/robots.txt") if host.starts_with("door") => Answer { status: 404, ..Answer::default() },
        (_, "/robots.txt") => {
            Answer { status: 200, body: b"User-agent: *\nDisallow: /private\n".to_vec(), ..Answer::default() }
        }
        ("big.example", "/busy") => {
            Answer { status: 429, headers: vec![("retry-after", "600".to_owned())], body: Vec::new() }
        }
        ("big.example", "/open/aside") => {
            Answer { status: 301, headers: vec![("location", "/private/2".to_owned())], body: Vec::new() }
        }
        ("big.example", _) => Answer { status: 200, body: b"here".to_vec(), ..Answer::default() },
        _ => {
            let to = format!("https://big.example{path}");
            Answer { status: 302, headers: vec![("location", to)], body: Vec::new() }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_addresses_that_lead_to_one_host_ask_it_one_after_the_other() {
    let house = House::new(MOMENT, doors).await;
    let requests: Vec<_> = (0..8).map(|n| page(&format!("https://door{n}.example/{n}"))).collect();
    let answers = futures::future::join_all(requests.iter().map(|request| house.context.fetcher.get(request))).await;
    for (n, answer) in answers.into_iter().enumerate() {
        let body = answer.unwrap();
        assert_eq!(
            (body.url.as_str(), body.bytes.as_slice()),
            (format!("https://big.example/{n}").as_str(), &b"here"[..])
        );
    }
    let log = house.log.lock().unwrap();
    let moments: Vec<i64> = log.iter().filter(|(host, ..)| host == "big.example").map(|(.., at)| *at).collect();
    assert_eq!((moments.len(), log.len()), (8, 16));
    let least = MOMENT.as_millis() as i64 + 1_000;
    assert!(moments.windows(2).all(|two| two[1] - two[0] >= least), "{moments:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_put_off_on_the_way_goes_on_from_there() {
    let house = House::new(MOMENT * 40, doors).await;
    let fetcher = &house.context.fetcher;
    let (first, second) = (page("https://big.example/first"), page("https://door1.example/second"));
    // Each answer takes more than a second here: the first is under way to the host when the second is led there.
    let (first, put_off) = tokio::join!(
        async {
            tokio::time::sleep(Duration::from_millis(600)).await;
            fetcher.get(&first).await
        },
        fetcher.get_or_put_off(&second)
    );
    assert!(matches!(&put_off, Err(FetchError::PutOff { host, .. }) if host == "big.example"), "{put_off:?}");
    first.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(fetcher.get_or_put_off(&second).await.unwrap().url.as_str(), "https://big.example/second");
    let hosts: Vec<String> = house.log.lock().unwrap().iter().map(|(host, ..)| host.clone()).collect();
    assert_eq!(hosts, ["door1.example", "big.example", "big.example"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rules_that_lead_to_a_busy_host_keep_nobody_waiting() {
    let house = House::new(MOMENT * 40, doors).await;
    let fetcher = &house.context.fetcher;
    let (first, second) = (page("https://big.example/first"), page("https://gate.example/second"));
    let (first, put_off) = tokio::join!(
        async {
            tokio::time::sleep(Duration::from_millis(600)).await;
            fetcher.get(&first).await
        },
        fetcher.get_if_welcome(&second)
    );
    first.unwrap();
    assert!(matches!(&put_off, Err(FetchError::PutOff { host, .. }) if host == "big.example"), "{put_off:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_redirect_opens_nothing_that_a_host_s_rules_close() {
    let house = House::new(Duration::ZERO, doors).await;
    let fetcher = &house.context.fetcher;
    let shut = fetcher.get_if_welcome(&page("https://door1.example/private/1")).await;
    assert!(matches!(&shut, Err(FetchError::Robots { host }) if host == "big.example"), "{shut:?}");
    assert_eq!(fetcher.get_if_welcome(&page("https://door2.example/open")).await.unwrap().bytes, b"here");
    let aside = fetcher.get_if_welcome(&page("https://big.example/open/aside")).await;
    assert!(matches!(&aside, Err(FetchError::Robots { host }) if host == "big.example"), "{aside:?}");
    let log = house.log.lock().unwrap();
    let asked: Vec<&str> =
        log.iter().filter(|(host, ..)| host == "big.example").map(|(_, path, _)| path.as_str()).collect();
    assert_eq!(asked, ["/robots.txt", "/open", "/open/aside"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rules_that_lead_to_where_nobody_can_be_asked_are_asked_for_once() {
    let house = House::new(Duration::ZERO, doors).await;
    for n in 0..3 {
        let answer = house.context.fetcher.get_if_welcome(&page(&format!("https://lost.example/{n}"))).await;
        assert!(matches!(&answer, Err(FetchError::Wait { host, .. }) if host == "lost.example"), "{answer:?}");
    }
    let log = house.log.lock().unwrap();
    assert_eq!(log.iter().map(|(_, path, _)| path.as_str()).collect::<Vec<_>>(), ["/robots.txt"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_host_that_asks_for_patience_has_it_and_not_the_one_that_led_there() {
    let house = House::new(Duration::ZERO, doors).await;
    let fetcher = &house.context.fetcher;
    let busy = fetcher.get(&page("https://door1.example/busy")).await;
    assert!(matches!(&busy, Err(FetchError::Wait { host, .. }) if host == "big.example"), "{busy:?}");
    let other = fetcher.get(&page("https://door1.example/other")).await;
    assert!(matches!(&other, Err(FetchError::Quiet { host, .. }) if host == "big.example"), "{other:?}");
    let log = house.log.lock().unwrap();
    let asked: Vec<(&str, &str)> = log.iter().map(|(host, path, _)| (host.as_str(), path.as_str())).collect();
    assert_eq!(asked, [("door1.example", "/busy"), ("big.example", "/busy"), ("door1.example", "/other")]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_host_s_410_does_not_end_a_feed() {
    let house = House::new(Duration::ZERO, |asked: &Asked, _| {
        let lead = |status: u16, to: &str| Answer { status, headers: vec![("location", to.to_owned())], body: vec![] };
        match (asked.url.host_str().unwrap_or_default(), asked.url.path()) {
            ("led.example", "/feed") => lead(302, "https://parked.example/feed"),
            ("moved.example", "/feed") => lead(301, "https://parked.example/feed"),
            ("own.example", "/feed") => lead(301, "https://own.example/ended"),
            _ => Answer { status: 410, ..Answer::default() },
        }
    })
    .await;
    let cases = [
        ("https://led.example/feed", courant_store::SourceState::Active),
        ("https://moved.example/feed", courant_store::SourceState::Active),
        ("https://own.example/feed", courant_store::SourceState::Gone),
        ("https://ended.example/feed", courant_store::SourceState::Gone),
    ];
    for (url, _) in cases {
        house.subscribe(url).await;
    }
    house.work(|log| log.len() >= 7).await;
    for (url, state) in cases {
        let source = house.context.store.source_by_url(url).await.unwrap().unwrap();
        assert_eq!((source.state, source.status), (state, Some(410)), "{url}: {:?}", source.problem);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_host_s_410_withdraws_no_article_but_its_own_page_s_does() {
    let house = House::new(Duration::ZERO, |asked: &Asked, _| {
        let lead = |to: &str| Answer { status: 302, headers: vec![("location", to.to_owned())], body: vec![] };
        match (asked.url.host_str().unwrap_or_default(), asked.url.path()) {
            ("paper.example", "/feed") => {
                let item = |path: &str| {
                    format!(
                        "<item><title>Word of {path}</title><link>https://paper.example/{path}</link>\
                         <description>The pier is shut.</description></item>"
                    )
                };
                let items: String = ["led", "ended", "moved"].map(item).concat();
                let body = format!("<rss version=\"2.0\"><channel><title>Paper</title>{items}</channel></rss>");
                Answer { status: 200, body: body.into_bytes(), ..Answer::default() }
            }
            (_, "/robots.txt") => Answer { status: 404, ..Answer::default() },
            ("paper.example", "/led") => lead("https://parked.example/led"),
            ("paper.example", "/moved") => lead("https://paper.example/archive"),
            _ => Answer { status: 410, ..Answer::default() },
        }
    })
    .await;
    house.subscribe("https://paper.example/feed").await;
    house.work(|log| log.iter().filter(|(_, path, _)| path != "/robots.txt").count() >= 6).await;
    let articles = house.context.store.export_articles(0, 9).await.unwrap();
    let words = |path: &str| {
        let url = format!("https://paper.example/{path}");
        articles.iter().find(|one| one.article.url.as_deref() == Some(url.as_str())).unwrap().article.text.clone()
    };
    assert_eq!([words("led"), words("ended"), words("moved")], ["The pier is shut.", "", ""]);
}
