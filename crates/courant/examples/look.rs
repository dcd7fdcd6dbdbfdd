//! look
#[tokio::main]
async fn main() {
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap()
        .as_millis() as i64;
    let n = courant::demo::Newsrooms::start(now, std::time::Duration::from_secs(5))
        .await
        .unwrap();
    for f in n.feeds() {
        println!("{} {}", f.home_url, f.feed_url);
    }
    tokio::time::sleep(std::time::Duration::from_secs(900)).await;
    n.stop().await;
}
