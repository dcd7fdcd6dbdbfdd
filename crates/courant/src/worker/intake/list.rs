//! Lists of feeds (OPML): every feed becomes a source without being asked first, so that a list of thousands is taken
//! in at once; what is wrong with a feed shows on the sources page when it is polled.

use courant_core::opml::{self, Outline};
use courant_store::ListedSource;
use url::Url;

use super::{Intake, IntakeError, named};

/// What became of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// Feeds that are new.
    pub added: u64,
    /// Feeds that were sources already.
    pub known: u64,
    /// A sentence for each line that could not be taken.
    pub problems: Vec<String>,
}

/// Takes in every feed of an OPML file.
pub async fn import(intake: &Intake, bytes: &[u8]) -> Result<Listed, IntakeError> {
    let file = opml::read(bytes);
    let mut listed = Listed { problems: file.problems, ..Listed::default() };
    for outline in file.outlines {
        let url = match Url::parse(outline.feed_url.trim()) {
            Ok(url) if matches!(url.scheme(), "http" | "https") => url,
            _ => {
                let name = named(&outline.title, "A line");
                listed.problems.push(format!("{name} was left out: {:?} is no web address.", outline.feed_url));
                continue;
            }
        };
        if let Some(cause) = intake.fetcher.refuses(&url) {
            listed.problems.push(IntakeError::Fetch { url: url.to_string(), cause }.to_string());
            continue;
        }
        let name = named(&outline.title, url.as_str());
        match intake.listed(&Outline { feed_url: url.to_string(), ..outline }).await? {
            ListedSource::New => listed.added += 1,
            ListedSource::Known => listed.known += 1,
            ListedSource::Forgotten => listed.problems.push(format!(
                "{name} was left out: its publisher was forgotten here. To follow it again: courant add {url}"
            )),
        }
    }
    Ok(listed)
}
