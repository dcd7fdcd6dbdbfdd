//! What the site needs from the worker's side of the house, bound to it here: the site itself knows no fetcher and no
//! worker.

use courant_store::Store;
use url::Url;

use crate::clock::Clock;
use crate::fetch::{Fetcher, Pictures};
use crate::web::{AddOutcome, AddSource, Boxed, Candidate, ImportOutcome, Picture, PictureSource, Progress, Reading};
use crate::worker::intake::{self, Added, Intake, IntakeError};

/// The picture cache; what is not in it yet is fetched once.
pub struct PictureCache {
    pub pictures: Pictures,
    pub fetcher: Fetcher,
    pub store: Store,
    pub clock: Clock,
}

impl PictureSource for PictureCache {
    fn picture<'a>(&'a self, url: &'a str, width: u32) -> Boxed<'a, Option<Picture>> {
        Box::pin(async move {
            // On the authority of the source that stands at the same place, as it was fetched the first time.
            let entered = async { self.entered(&Url::parse(url).ok()?).await };
            let bytes = self.pictures.for_reader(&self.fetcher, url, width, entered, self.clock.now_ms()).await?;
            Some(Picture { bytes: bytes.into(), content_type: "image/jpeg".to_owned() })
        })
    }
}

impl PictureCache {
    async fn entered(&self, picture: &Url) -> Option<Url> {
        let sources = self.store.sources().await.ok()?;
        let at = |url: &Url| (url.host_str().map(str::to_owned), url.port_or_known_default());
        sources.iter().filter_map(|source| Url::parse(source.entered()).ok()).find(|source| at(source) == at(picture))
    }
}

/// Taking sources in and out.
pub struct Sources(pub Intake);

impl AddSource for Sources {
    fn add<'a>(&'a self, url: &'a str) -> Boxed<'a, Result<AddOutcome, String>> {
        Box::pin(async move {
            Ok(match self.0.add(url).await.map_err(|error| sentence(&error))? {
                Added::New { title, .. } => AddOutcome::Added { title },
                Added::Known { title } => AddOutcome::Known { title },
                Added::Resumed { title } => AddOutcome::Resumed { title },
                Added::Choices(choices) => {
                    let choices = choices.into_iter().map(|(url, title)| Candidate { url, title });
                    AddOutcome::Candidates(choices.collect())
                }
            })
        })
    }

    fn import<'a>(&'a self, opml: &'a [u8]) -> Boxed<'a, Result<ImportOutcome, String>> {
        Box::pin(async move {
            let listed = intake::import(&self.0, opml).await.map_err(|error| sentence(&error))?;
            Ok(ImportOutcome { added: listed.added, known: listed.known, problems: listed.problems })
        })
    }

    fn remove(&self, source: i64) -> Boxed<'_, Result<u64, String>> {
        Box::pin(async move { self.0.remove(source).await.map_err(|error| sentence(&error)) })
    }
}

fn sentence(error: &IntakeError) -> String {
    if let IntakeError::Store(cause) = error {
        tracing::error!(%cause, "a source could not be kept");
    }
    error.to_string()
}

/// What is being read, as the store tells it.
pub struct Reads {
    pub store: Store,
    pub clock: Clock,
}

impl Progress for Reads {
    fn look(&self) -> Boxed<'_, Reading> {
        Box::pin(async move {
            let status = match self.store.status(self.clock.now_ms()).await {
                Ok(status) => status,
                Err(error) => {
                    tracing::error!(%error, "cannot tell what is being read");
                    return Reading::default();
                }
            };
            let version = self.store.last_change().await.unwrap_or_default();
            let count = |value: i64| u64::try_from(value).unwrap_or_default();
            Reading {
                busy: status.news_pending > 0,
                publishers: count(status.publishers),
                articles_done: count(status.articles),
                articles: count(status.articles_known),
                stories: count(status.stories),
                // The end of a round changes the stories' pages too.
                version: 2 * count(version) + u64::from(status.news_pending == 0),
            }
        })
    }
}
