//! Lists of feeds, taken in by what adds one address.

use std::time::Duration;

use courant::fetch::Answer;
use courant::worker::intake::{Intake, import};

use crate::asking::House;

#[tokio::test(flavor = "multi_thread")]
async fn a_list_brings_no_address_in_that_cannot_be_added_by_itself() {
    let house = House::new(Duration::ZERO, |_, _| Answer { status: 404, ..Answer::default() }).await;
    let intake = Intake {
        store: house.context.store.clone(),
        fetcher: house.context.fetcher.clone(),
        clock: house.context.clock.clone(),
    };
    let private = ["http://192.168.1.4/feed", "http://[::1]/feed", "http://2130706433/feed", "http://localhost/feed"];
    let lines: String =
        private.iter().map(|url| format!("<outline text=\"Box\" type=\"rss\" xmlUrl=\"{url}\"/>")).collect();
    let list = format!(
        "<opml version=\"2.0\"><body>{lines}<outline text=\"Paper\" type=\"rss\" xmlUrl=\"https://paper.example/feed\"/></body></opml>"
    );
    let listed = import(&intake, list.as_bytes()).await.unwrap();
    assert_eq!((listed.added, listed.known, listed.problems.len()), (1, 0, private.len()), "{:?}", listed.problems);
    for (url, words) in private.iter().zip(&listed.problems) {
        assert!(words.contains("is on a private network; `--allow-network` opens a range"), "{words}");
        if !url.contains("localhost") {
            let alone = intake.add(url).await.unwrap_err().to_string();
            assert_eq!(words, &alone, "the same words");
        }
    }
}
