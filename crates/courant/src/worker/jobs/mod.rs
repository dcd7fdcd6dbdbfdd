//! The jobs, one file each. Each is idempotent: run twice, it changes nothing the second time.

pub mod fetch_article;
pub mod fetch_picture;
pub mod refresh_source;
pub mod refresh_story;
pub mod take_delivery;
pub mod tell_hub;
pub mod understand_article;

use anyhow::Context as _;
use courant_store::Job;

/// The id that a job is about.
fn id_of(job: &Job) -> anyhow::Result<i64> {
    job.payload.get("id").and_then(serde_json::Value::as_i64).with_context(|| format!("job {} names no id", job.id))
}
