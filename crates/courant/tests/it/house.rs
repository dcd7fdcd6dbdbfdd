//! A house of one's own that reads one publisher on this machine, and its work.

use std::time::{Duration, Instant};

use courant::app::{self, Options};
use courant::worker::{self, Context, intake::Intake};
use tokio::sync::watch;

/// The longest that work may take, also on a slow and busy machine.
const PATIENCE: Duration = Duration::from_secs(240);

/// A new data folder with `http://{host}/feed` subscribed and nothing read. Keep the folder as long as the context.
pub async fn open(host: &str) -> (tempfile::TempDir, Context) {
    let folder = tempfile::tempdir().unwrap();
    let options = Options {
        folder: folder.path().to_owned(),
        allowed: vec!["127.0.0.0/8".parse().unwrap()],
        ..Options::default()
    };
    let context = app::open_house(&options).await.unwrap();
    let intake =
        Intake { store: context.store.clone(), fetcher: context.fetcher.clone(), clock: context.clock.clone() };
    assert!(
        intake.subscribe(&format!("http://{host}/feed"), "Quay Bulletin", "", Some("en".to_owned())).await.unwrap()
    );
    (folder, context)
}

/// Works until nothing is due; what was planned for later is due first when `later` is asked for.
pub async fn work(context: &Context, later: bool) {
    let now = context.clock.now_ms();
    if later {
        assert!(context.store.pull_in_jobs(now, now).await.unwrap() > 0, "no look is planned");
    }
    let (stop, stopped) = watch::channel(false);
    let mut loops = worker::start(context.clone(), stopped).await.unwrap();
    let began = Instant::now();
    // Not by the jobs alone: an article that the story engine has not placed yet leads to one more.
    while context.store.status(context.clock.now_ms()).await.unwrap().jobs_pending > 0
        || !worker::is_idle(context).await.unwrap()
    {
        let counts = context.store.job_counts(context.clock.now_ms()).await;
        assert!(began.elapsed() < PATIENCE, "still busy: {counts:?}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    stop.send(true).unwrap();
    while loops.join_next().await.is_some() {}
}
