//! Small, safe copies of publishers' pictures.
//!
//! A picture is fetched once through the connector, decoded with limits, scaled down and written again as JPEG, so
//! no script, no hidden data and no vector drawing reaches a reader, and the publisher does not learn who reads.
//! Copies are kept in the data folder's cache and can be deleted at any time.

use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageReader};
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;
use url::Url;

use super::{Body, FetchError, Fetcher, Limits, Request};

/// Widths that copies are made in, pixels.
pub const WIDTHS: [u32; 3] = [360, 720, 1200];

/// Neither side of a source picture may be longer, pixels.
const LONGEST_SIDE: u32 = 12_000;
/// Decoding may not take more memory, bytes.
const MOST_MEMORY: u64 = 160 << 20;
/// Pictures decoded at a time. One of a camera takes a hundred megabytes meanwhile, and they come in dozens.
const AT_ONCE: usize = 2;
/// Smaller than this on either side is a pixel, a badge or an icon, not a picture of the news.
const SMALLEST_SIDE: u32 = 80;

/// How long what was no picture is not asked for again, milliseconds: it may be there to count readers.
const NO_PICTURE_MS: i64 = 30 * 24 * 3_600_000;
/// How long what could not be had is not asked for again, milliseconds.
const NOT_HAD_MS: i64 = 3_600_000;
/// The longest that a reader waits for a busy host, and the least that is waited for it at a time.
const LONGEST_WAIT: Duration = Duration::from_secs(20);
const SHORTEST_WAIT: Duration = Duration::from_millis(50);

/// How long a copy is kept that nobody looks at.
const UNUSED: Duration = Duration::from_secs(30 * 24 * 3_600);
/// Bytes that all copies together may take.
const MOST_BYTES: u64 = 10_000_000_000;
/// A copy that is looked at is noted as used, but not more often than this.
const NOTE_USE_AFTER: Duration = Duration::from_secs(24 * 3_600);

/// A picture that is ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Of the largest copy, pixels.
    pub width: u32,
    /// Of the largest copy, pixels.
    pub height: u32,
}

/// What is known of a picture without asking for it.
enum Known {
    Copy(Vec<u8>),
    Missing,
    Nothing,
}

/// The cache of copies.
#[derive(Debug, Clone)]
pub struct Pictures {
    folder: PathBuf,
    places: Arc<Semaphore>,
}

impl Pictures {
    /// A cache in `folder`, which is made when the first picture comes.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), places: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// The copy for a reader who waits, no wider than `width` where there is one so small. What is not kept yet is fetched,
    /// robots.txt permitting, with what `entered` says; what was no picture, or could not be had, is not asked for again with
    /// each look at the page. `now` is in milliseconds since 1970 UTC.
    pub async fn for_reader(
        &self,
        fetcher: &Fetcher,
        url: &str,
        width: u32,
        entered: impl Future<Output = Option<Url>> + Send,
        now: i64,
    ) -> Option<Vec<u8>> {
        // One address is written in several ways; copies are kept under the way it is sent.
        let url = Url::parse(url).ok()?;
        match self.known(&url, width, now).await {
            Known::Copy(bytes) => return Some(bytes),
            Known::Missing => return None,
            Known::Nothing => {}
        }
        let missing_ms = match self.keep_when_free(fetcher, &url, entered.await).await {
            Ok(Some(_)) => {
                let Known::Copy(bytes) = self.known(&url, width, now).await else { return None };
                return Some(bytes);
            }
            Ok(None) => NO_PICTURE_MS,
            // Nothing was asked.
            Err(FetchError::PutOff { .. }) => return None,
            Err(_) => NOT_HAD_MS,
        };
        self.note_missing(url, now + missing_ms).await;
        None
    }

    async fn known(&self, url: &Url, width: u32, now: i64) -> Known {
        let (pictures, url) = (self.clone(), url.clone());
        let looked = tokio::task::spawn_blocking(move || match pictures.cached(url.as_str(), width) {
            Some(bytes) => Known::Copy(bytes),
            None if pictures.is_missing(url.as_str(), now) => Known::Missing,
            None => Known::Nothing,
        });
        looked.await.unwrap_or(Known::Nothing)
    }

    /// The copy whose width is nearest to and at least `width`, where it is kept.
    fn cached(&self, url: &str, width: u32) -> Option<Vec<u8>> {
        let path = self.path(url, step(width));
        let bytes = std::fs::read(&path).ok()?;
        note_use(&path, SystemTime::now());
        Some(bytes)
    }

    /// Removes what nobody has looked at for a month, and beyond the room that copies may take what nobody has for longest; they
    /// are made anew when somebody does. Files that are not the cache's own stay; one that cannot be removed ends nothing.
    /// Gives how many files went. Blocks.
    pub fn sweep(&self, now: SystemTime) -> std::io::Result<usize> {
        self.sweep_down_to(now, MOST_BYTES)
    }

    fn sweep_down_to(&self, now: SystemTime, most: u64) -> std::io::Result<usize> {
        let files = match std::fs::read_dir(&self.folder) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(0),
            files => files?,
        };
        let (mut kept, mut removed) = (Vec::new(), 0);
        // Whether it is there no more.
        let mut remove = |path: PathBuf| match std::fs::remove_file(&path) {
            Ok(()) => {
                removed += 1;
                true
            }
            // `courant forget` empties the folder meanwhile.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => true,
            Err(error) => {
                tracing::warn!(path = %path.display(), %error, "cannot remove a copy of a picture");
                false
            }
        };
        for file in files {
            let file = file?;
            let Ok(metadata) = file.metadata() else { continue };
            if !metadata.is_file() || !file.file_name().to_str().is_some_and(is_own) {
                continue;
            }
            let used = match metadata.modified() {
                Ok(used) => used,
                Err(error) => {
                    tracing::warn!(path = %file.path().display(), %error, "cannot tell when a picture was looked at");
                    continue;
                }
            };
            // One that is used in a time to come was noted by a clock that ran ahead.
            if now.duration_since(used).is_ok_and(|unused| unused > UNUSED) {
                remove(file.path());
            } else {
                kept.push((used, metadata.len(), file.file_name()));
            }
        }
        let mut all: u64 = kept.iter().map(|(_, bytes, _)| bytes).sum();
        kept.sort_unstable();
        for (_, bytes, name) in kept {
            if all <= most {
                break;
            }
            if remove(self.folder.join(name)) {
                all -= bytes;
            }
        }
        Ok(removed)
    }

    fn is_missing(&self, url: &str, now: i64) -> bool {
        let until = std::fs::read_to_string(self.missing_path(url)).ok().and_then(|words| words.parse::<i64>().ok());
        // A later moment was written by a clock that ran ahead.
        until.is_some_and(|until| until > now && until <= now + NO_PICTURE_MS)
    }

    /// That it cannot be noted only means that it is asked for again.
    async fn note_missing(&self, url: Url, until: i64) {
        let (folder, path) = (self.folder.clone(), self.missing_path(url.as_str()));
        let note = move || std::fs::create_dir_all(folder).and_then(|()| std::fs::write(path, until.to_string()));
        if let Ok(Err(error)) = tokio::task::spawn_blocking(note).await {
            tracing::warn!(%error, "cannot note that a picture is missing");
        }
    }

    /// Waits while the host has others to answer first, but not for ever.
    async fn keep_when_free(
        &self,
        fetcher: &Fetcher,
        url: &Url,
        entered: Option<Url>,
    ) -> Result<Option<Picture>, FetchError> {
        let mut left = LONGEST_WAIT;
        loop {
            match self.keep_or_put_off(fetcher, url.clone(), entered.clone()).await {
                Err(FetchError::PutOff { wait, .. }) if wait < left => {
                    let wait = wait.max(SHORTEST_WAIT);
                    left = left.saturating_sub(wait);
                    tokio::time::sleep(wait).await;
                }
                kept => return kept,
            }
        }
    }

    /// Fetches a picture and keeps its copies, for a job: robots.txt is asked first, and it is [`FetchError::PutOff`] when the
    /// host is not free. `None` when what came is no picture worth showing.
    pub async fn keep_or_put_off(
        &self,
        fetcher: &Fetcher,
        url: Url,
        entered: Option<Url>,
    ) -> Result<Option<Picture>, FetchError> {
        let key = url.to_string();
        Ok(self.kept(key, fetcher.get_if_welcome(&request(url, entered)).await?).await)
    }

    async fn kept(&self, key: String, body: Body) -> Option<Picture> {
        let (pictures, place) = (self.clone(), Arc::clone(&self.places).acquire_owned().await.ok()?);
        let made = tokio::task::spawn_blocking(move || {
            // Held until it is decoded, also when nobody waits for it any more.
            let _place = place;
            pictures.make(&key, &body.bytes)
        });
        made.await.unwrap_or_default()
    }

    /// Decodes and writes all copies; anything that cannot be decoded within the limits is no picture.
    fn make(&self, key: &str, bytes: &[u8]) -> Option<Picture> {
        let picture = decode(bytes)?;
        let (width, height) = (picture.width(), picture.height());
        if width.min(height) < SMALLEST_SIDE {
            return None;
        }
        std::fs::create_dir_all(&self.folder).ok()?;
        let mut largest = None;
        for target in WIDTHS {
            let copy = if target < width { picture.thumbnail(target, u32::MAX) } else { picture.clone() };
            write(&self.path(key, target), &copy)?;
            largest = Some(Picture { width: copy.width(), height: copy.height() });
        }
        largest
    }

    fn path(&self, url: &str, width: u32) -> PathBuf {
        self.folder.join(format!("{}-{width}.jpg", name(url)))
    }

    /// Where it is written until when a picture is not asked for.
    fn missing_path(&self, url: &str) -> PathBuf {
        self.folder.join(format!("{}.none", name(url)))
    }
}

/// That it cannot be noted only means that the copy may be made anew earlier.
fn note_use(path: &Path, now: SystemTime) {
    let used = std::fs::metadata(path).and_then(|metadata| metadata.modified());
    if used.is_ok_and(|used| now.duration_since(used).is_ok_and(|since| since > NOTE_USE_AFTER))
        && let Ok(file) = std::fs::File::options().write(true).open(path)
    {
        let _ = file.set_modified(now);
    }
}

fn name(url: &str) -> String {
    Sha256::digest(url.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a file of the cache's folder is one that was put there from here: a copy, a note that there is none, or what was left
/// half written, today's or that of an earlier version.
fn is_own(file: &str) -> bool {
    let aside = file.starts_with(".tmp") && file.ends_with(".part");
    let named = file.split_once(['-', '.']).is_some_and(|(hash, rest)| {
        hash.len() == 32
            && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
            && (rest == "none" || rest.ends_with(".jpg") || rest.ends_with(".part"))
    });
    aside || named
}

fn request(url: Url, entered: Option<Url>) -> Request {
    let accept = "image/avif;q=0,image/webp,image/png,image/jpeg,image/gif;q=0.8";
    Request { url, entered, etag: None, last_modified: None, accept, limits: Limits::PICTURE }
}

/// The smallest kept width that is at least `width`.
fn step(width: u32) -> u32 {
    WIDTHS.into_iter().find(|kept| *kept >= width).unwrap_or(WIDTHS[WIDTHS.len() - 1])
}

fn decode(bytes: &[u8]) -> Option<DynamicImage> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    reader.decode().ok()
}

/// Written aside and renamed, so that a half-written file is never served. Aside means a file of one's own: the same picture
/// may be written for a job and for a reader at once.
fn write(path: &Path, picture: &DynamicImage) -> Option<()> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 84).encode_image(&flat(picture)).ok()?;
    let mut aside = tempfile::Builder::new().suffix(".part").tempfile_in(path.parent()?).ok()?;
    aside.write_all(&bytes).ok()?;
    aside.persist(path).ok().map(|_| ())
}

/// JPEG knows no transparency: what shines through becomes paper white.
fn flat(picture: &DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return DynamicImage::ImageRgb8(picture.to_rgb8());
    }
    let source = picture.to_rgba8();
    let blend = |value: u8, alpha: u8| (u32::from(value) * u32::from(alpha) / 255 + 255 - u32::from(alpha)) as u8;
    let mut paper = image::RgbImage::new(source.width(), source.height());
    for (to, from) in paper.pixels_mut().zip(source.pixels()) {
        let [red, green, blue, alpha] = from.0;
        to.0 = [blend(red, alpha), blend(green, alpha), blend(blue, alpha)];
    }
    DynamicImage::ImageRgb8(paper)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::new_rgba8(width, height).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_picture_becomes_opaque_jpegs_no_wider_than_asked() {
        let folder = tempfile::tempdir().unwrap();
        let pictures = Pictures::new(folder.path());
        let made = pictures.make("https://x.example/a.png", &png(1000, 500)).unwrap();
        assert_eq!(made, Picture { width: 1000, height: 500 });
        let small = image::load_from_memory(&pictures.cached("https://x.example/a.png", 300).unwrap()).unwrap();
        assert_eq!((small.width(), small.height()), (360, 180));
        assert_eq!(small.to_rgb8().get_pixel(5, 5).0, [255, 255, 255]);
        assert!(pictures.cached("https://x.example/b.png", 300).is_none());
    }

    #[tokio::test]
    async fn a_picture_waits_until_others_are_decoded() {
        let folder = tempfile::tempdir().unwrap();
        let pictures = Pictures::new(folder.path());
        let body = Body {
            url: Url::parse("https://x.example/a.png").unwrap(),
            moved_to: None,
            not_modified: false,
            bytes: png(200, 100),
            content_type: None,
            etag: None,
            last_modified: None,
            max_age: None,
            links: Vec::new(),
        };
        let all = Arc::clone(&pictures.places).acquire_many_owned(AT_ONCE as u32).await.unwrap();
        let kept = tokio::spawn({
            let pictures = pictures.clone();
            async move { pictures.kept("a".to_owned(), body).await }
        });
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(!kept.is_finished());
        drop(all);
        assert_eq!(kept.await.unwrap(), Some(Picture { width: 200, height: 100 }));
        assert_eq!(pictures.places.available_permits(), AT_ONCE);
    }

    #[test]
    fn two_who_keep_one_picture_do_not_disturb_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let pictures = Pictures::new(folder.path());
        let bytes = png(90, 90);
        let keep = || (0..60).all(|_| pictures.make("https://x.example/a.png", &bytes).is_some());
        let kept = std::thread::scope(|scope| {
            let all: Vec<_> = (0..4).map(|_| scope.spawn(keep)).collect();
            all.into_iter().all(|one| one.join().unwrap_or_default())
        });
        assert!(kept, "one took the other's file away");
        let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
        assert_eq!(left.len(), WIDTHS.len(), "{left:?}");
    }

    #[test]
    fn copies_that_nobody_looks_at_go() {
        let folder = tempfile::tempdir().unwrap();
        let pictures = Pictures::new(folder.path().join("pictures"));
        let (now, day) = (SystemTime::now(), Duration::from_secs(24 * 3_600));
        assert_eq!(pictures.sweep(now).unwrap(), 0, "there is no folder yet");
        let age = |url: &str, days: u32| {
            for width in WIDTHS {
                let file = std::fs::File::options().write(true).open(pictures.path(url, width)).unwrap();
                file.set_modified(now - day * days).unwrap();
            }
        };
        for (url, days) in [("old", 31), ("looked at", 31), ("new", 29)] {
            pictures.make(url, &png(200, 100)).unwrap();
            age(url, days);
        }
        // What lies there beside the copies: a note and a half-written copy of one's own, and what somebody else put there.
        let beside = |file: &str| pictures.folder.join(file);
        let note = pictures.missing_path("gone");
        for path in [note.clone(), beside(".tmpAb12Cd.part"), beside("holiday.jpg"), beside("notes.part")] {
            std::fs::write(&path, "1").unwrap();
            let file = std::fs::File::options().write(true).open(&path).unwrap();
            file.set_modified(now - day * 31).unwrap();
        }
        let there = |url: &str| WIDTHS.map(|width| pictures.path(url, width).exists());
        assert!(pictures.cached("looked at", 300).is_some());
        assert_eq!(pictures.sweep(now).unwrap(), 3 + 2 + 2);
        assert!(!note.exists() && !beside(".tmpAb12Cd.part").exists());
        assert_eq!((there("old"), there("new")), ([false; 3], [true; 3]));
        assert_eq!(there("looked at"), [true, false, false]);
        // Without room for all, what was not looked at for longest goes first.
        pictures.make("newest", &png(200, 100)).unwrap();
        let size = std::fs::metadata(pictures.path("newest", 360)).unwrap().len();
        assert_eq!(pictures.sweep_down_to(now, size * 4).unwrap(), 3);
        assert_eq!((there("new"), there("newest")), ([false; 3], [true; 3]));
        assert!(beside("holiday.jpg").exists() && beside("notes.part").exists(), "somebody else's");
        assert!(pictures.cached("looked at", 300).is_some());
    }

    #[test]
    fn pixels_drawings_and_rubbish_are_no_pictures() {
        let folder = tempfile::tempdir().unwrap();
        let pictures = Pictures::new(folder.path());
        for bytes in [png(1, 1), b"<svg onload=alert(1)>".to_vec(), Vec::new(), vec![0xff; 900]] {
            assert!(pictures.make("https://x.example/c", &bytes).is_none());
        }
    }
}
