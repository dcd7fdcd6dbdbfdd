//! What stands in for the fetcher and the worker.

use std::sync::Mutex;

use courant::web::{AddOutcome, AddSource, Boxed, Candidate, ImportOutcome, Picture, PictureSource, Progress, Reading};

/// One grey pixel.
pub const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n not decoded by the site";

/// Has the picture at one address, a page at another.
pub struct Pictures;

impl PictureSource for Pictures {
    fn picture<'a>(&'a self, url: &'a str, _width: u32) -> Boxed<'a, Option<Picture>> {
        let content_type = match url {
            "https://harbour.example/tunnel.jpg" => "image/jpeg",
            "https://harbour.example/drawing.svg" => "image/svg+xml",
            _ => return Box::pin(async { None }),
        };
        let picture = Picture { bytes: PIXEL.into(), content_type: content_type.to_owned() };
        Box::pin(async { Some(picture) })
    }
}

/// Knows three addresses.
#[derive(Default)]
pub struct Sources {
    /// What was asked to go.
    pub removed: Mutex<Vec<i64>>,
}

impl AddSource for Sources {
    fn add<'a>(&'a self, url: &'a str) -> Boxed<'a, Result<AddOutcome, String>> {
        Box::pin(async move {
            match url {
                "https://orbit.example/feed" => Ok(AddOutcome::Added { title: "Orbit and Soil".to_owned() }),
                "https://harbour.example/feed.xml" => Ok(AddOutcome::Known { title: "Harbour Post".to_owned() }),
                "https://ledger.example/" => Ok(AddOutcome::Candidates(vec![Candidate {
                    url: "https://ledger.example/all.rss".to_owned(),
                    title: "All of <Ledger>".to_owned(),
                }])),
                "https://empty.example/" => Ok(AddOutcome::Candidates(Vec::new())),
                _ => Err(format!("{url} did not answer within 20 seconds.")),
            }
        })
    }

    fn import<'a>(&'a self, opml: &'a [u8]) -> Boxed<'a, Result<ImportOutcome, String>> {
        Box::pin(async move {
            if !opml.starts_with(b"<opml") {
                return Err("This is no OPML: it begins with something else.".to_owned());
            }
            if opml == b"<opml></opml>" {
                return Ok(ImportOutcome::default());
            }
            let problems = vec!["Line 3 has no address.".to_owned()];
            Ok(ImportOutcome { added: 2, known: 1, problems })
        })
    }

    fn remove(&self, source: i64) -> Boxed<'_, Result<u64, String>> {
        self.removed.lock().unwrap().push(source);
        Box::pin(async { Ok(3) })
    }
}

/// Says what it was told to say.
#[derive(Default)]
pub struct Said(pub Mutex<Reading>);

impl Progress for Said {
    fn look(&self) -> Boxed<'_, Reading> {
        let reading = *self.0.lock().unwrap();
        Box::pin(async move { reading })
    }
}
