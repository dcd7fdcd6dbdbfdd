//! Fetches the picture that an article's page or feed names, and shows it once it is here: only one that could be fetched
//! and decoded is shown. A job of its own, so that no page waits for the host of pictures, which thousands may share.

use courant_store::{Done, Image, Job, JobFor, NewJob};
use url::Url;

use super::{id_of, refresh_story};
use crate::fetch::{FetchError, Picture};
use crate::worker::Context;

/// The job's name.
pub const KIND: &str = "fetch_picture";

/// How often a picture is tried again whose host asks to wait, cannot say just now whether it may be fetched, or does not
/// answer.
const MOST_WAITS: i64 = 3;
/// How long that is where the host gives no time.
const WAIT_MS: i64 = 15 * 60_000;

/// The job for an article: the first of `pictures` that can be had is its picture. Without any, it has none any more.
pub fn job(article: i64, pictures: &[Image], run_at: i64) -> NewJob {
    NewJob::new(KIND, article.to_string(), run_at)
        .with_payload(serde_json::json!({ "id": article, "pictures": pictures }))
}

/// How long a picture is waited for while its host is left in peace.
const PEACE_MS: i64 = 7 * 24 * 3_600_000;

/// Runs the job.
pub async fn run(context: &Context, job: &Job) -> anyhow::Result<()> {
    let article = id_of(job)?;
    let named = job.payload.get("pictures").cloned().unwrap_or_default();
    let pictures: Vec<Image> = serde_json::from_value(named).unwrap_or_default();
    let kept = match pictures.first() {
        None => return show(context, job, article, None).await,
        Some(image) => keep(context, article, image).await,
    };
    let now = context.clock.now_ms();
    let waits = job.payload.get("waits").and_then(serde_json::Value::as_i64).unwrap_or_default();
    let since = job.payload.get("since").and_then(serde_json::Value::as_i64).unwrap_or(now);
    let (left, at, waits) = match kept {
        Ok(Some(image)) => return show(context, job, article, Some(&image)).await,
        Err(error @ FetchError::PutOff { .. }) => return Err(error.into()),
        Err(FetchError::Quiet { until_ms, .. }) if now - since < PEACE_MS => (pictures.as_slice(), until_ms, waits),
        Err(FetchError::Wait { retry_after_ms, .. }) if waits < MOST_WAITS => {
            (pictures.as_slice(), now + retry_after_ms.unwrap_or(WAIT_MS), waits + 1)
        }
        // Another that can be had at once is better than one that may come later.
        Err(error) if error.is_passing() && waits < MOST_WAITS && pictures.len() == 1 => {
            (pictures.as_slice(), now + WAIT_MS, waits + 1)
        }
        other => {
            tracing::debug!(article, error = other.err().map(tracing::field::display), "no picture");
            (pictures.get(1..).unwrap_or_default(), now, 0)
        }
    };
    let again = NewJob::new(KIND, article.to_string(), at)
        .with_payload(serde_json::json!({ "id": article, "pictures": left, "waits": waits, "since": since }));
    let next: Vec<NewJob> = (!left.is_empty()).then_some(again).into_iter().collect();
    Ok(context.store.finish_then(Done::job(job.id).then(&next), now).await?)
}

async fn show(context: &Context, job: &Job, article: i64, image: Option<&Image>) -> anyhow::Result<()> {
    let now = context.clock.now_ms();
    let refresh = JobFor::new(refresh_story::KIND, now);
    Ok(context.store.set_image(article, image, &refresh, now, Done::job(job.id)).await?)
}

/// The picture with its size, once copies of it are kept.
async fn keep(context: &Context, article: i64, image: &Image) -> Result<Option<Image>, FetchError> {
    let refused = |error: url::ParseError| FetchError::Refused(format!("{:?} is no address: {error}", image.url));
    let url = Url::parse(&image.url).map_err(refused)?;
    let entered = context.store.entered_for(article).await.ok().flatten().and_then(|entered| Url::parse(&entered).ok());
    let kept = context.pictures.keep_or_put_off(&context.fetcher, url, entered).await?;
    let sized = |kept: Picture| Image {
        width: Some(i64::from(kept.width)),
        height: Some(i64::from(kept.height)),
        ..image.clone()
    };
    Ok(kept.map(sized))
}
