//! Publishers that live inside the process, for measurements: what they are asked never becomes a connection.
//!
//! The guard, the redirects, the bounds and the manners before them are the same as for the network; only the last step,
//! from a checked address to an answer, is another.

use std::fmt;
use std::sync::Arc;

use axum::http::{Response, StatusCode};
use futures::future::BoxFuture;
use url::Url;

use super::FetchError;

/// One request as it would go out.
#[derive(Debug, Clone)]
pub struct Asked {
    /// What for.
    pub url: Url,
    /// `If-None-Match`.
    pub etag: Option<String>,
    /// What was sent by `POST`; `None` for a `GET`.
    pub form: Option<String>,
}

/// What comes back.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Header fields.
    pub headers: Vec<(&'static str, String)>,
    /// The content as it is, not compressed.
    pub body: Vec<u8>,
}

/// Answers every request; `None` where nobody is there.
#[derive(Clone)]
pub struct Publishers(Arc<dyn Fn(Asked) -> BoxFuture<'static, Option<Answer>> + Send + Sync>);

impl Publishers {
    /// Publishers that answer as `answer` does.
    pub fn new(answer: impl Fn(Asked) -> BoxFuture<'static, Option<Answer>> + Send + Sync + 'static) -> Self {
        Self(Arc::new(answer))
    }

    pub(super) async fn ask(&self, host: String, asked: Asked) -> Result<reqwest::Response, FetchError> {
        let Some(answer) = (self.0)(asked).await else {
            return Err(FetchError::Unreachable { host, why: "nobody is there".to_owned() });
        };
        let broken = |why: String| FetchError::Broken { host: host.clone(), why };
        let status = StatusCode::from_u16(answer.status).map_err(|error| broken(error.to_string()))?;
        let mut response = Response::builder().status(status);
        for (name, value) in answer.headers {
            response = response.header(name, value);
        }
        response.body(answer.body).map(Into::into).map_err(|error| broken(error.to_string()))
    }
}

impl fmt::Debug for Publishers {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Publishers")
    }
}
