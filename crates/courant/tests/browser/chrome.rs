//! Chromium, driven over its protocol: tabs that note every console error, policy violation and request.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use chromiumoxide::Page;
use chromiumoxide::browser::{Browser, BrowserConfig};
use chromiumoxide::cdp::browser_protocol::emulation::{
    MediaFeature, SetDeviceMetricsOverrideParams, SetScriptExecutionDisabledParams,
};
use chromiumoxide::cdp::browser_protocol::input::{DispatchKeyEventParams, DispatchKeyEventType, InsertTextParams};
use chromiumoxide::cdp::browser_protocol::log::{EventEntryAdded, LogEntryLevel};
use chromiumoxide::cdp::browser_protocol::network::EventRequestWillBeSent;
use chromiumoxide::cdp::js_protocol::runtime::{
    ConsoleApiCalledType, EvaluateParams, EventConsoleApiCalled, EventExceptionThrown,
};
use chromiumoxide::layout::Point;
use futures::StreamExt;
use serde::de::DeserializeOwned;
use tempfile::TempDir;
use tokio::task::JoinHandle;

/// The longest that a page may take to become what a test waits for.
const PATIENCE: Duration = Duration::from_secs(60);
/// Names under which systems install the browser.
const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// The browser, or one sentence that says how to get it.
fn executable() -> PathBuf {
    if let Some(named) = std::env::var_os("COURANT_CHROMIUM") {
        let path = PathBuf::from(named);
        assert!(path.is_file(), "COURANT_CHROMIUM names {}, which is no file", path.display());
        return path;
    }
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect();
    let found =
        NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|path| path.is_file());
    found.unwrap_or_else(|| {
        panic!(
            "The browser tests need Chromium: run `apt-get install chromium`, or name the program in COURANT_CHROMIUM."
        )
    })
}

/// A browser with a profile of its own.
pub struct Chrome {
    browser: Browser,
    handler: JoinHandle<()>,
    _profile: TempDir,
}

impl Chrome {
    /// Starts it.
    pub async fn open() -> Self {
        let profile = tempfile::tempdir().unwrap();
        let mut config = BrowserConfig::builder()
            .chrome_executable(executable())
            .user_data_dir(profile.path())
            .viewport(None)
            .launch_timeout(PATIENCE)
            .request_timeout(PATIENCE)
            .args(["disable-gpu", "force-color-profile=srgb", "lang=en-GB"]);
        // Chromium refuses its sandbox to root, which is who runs tests in a container.
        if std::fs::metadata("/proc/self").is_ok_and(|me| std::os::unix::fs::MetadataExt::uid(&me) == 0) {
            config = config.no_sandbox();
        }
        let (browser, mut events) = Browser::launch(config.build().unwrap()).await.expect("Chromium starts");
        let handler = tokio::spawn(async move { while events.next().await.is_some() {} });
        Self { browser, handler, _profile: profile }
    }

    /// An empty tab of `width` by `height` CSS pixels.
    pub async fn tab(&self, width: i64, height: i64) -> Tab {
        let page = self.browser.new_page("about:blank").await.unwrap();
        let seen = Arc::new(Mutex::new(Seen::default()));
        note::<EventConsoleApiCalled>(&page, &seen, |seen, event| {
            if matches!(
                event.r#type,
                ConsoleApiCalledType::Error | ConsoleApiCalledType::Warning | ConsoleApiCalledType::Assert
            ) {
                seen.faults.push(format!("console: {:?}", event.args));
            }
        })
        .await;
        note::<EventExceptionThrown>(&page, &seen, |seen, event| {
            seen.faults.push(format!("exception: {:?}", event.exception_details));
        })
        .await;
        note::<EventEntryAdded>(&page, &seen, |seen, event| {
            if matches!(event.entry.level, LogEntryLevel::Error | LogEntryLevel::Warning) {
                let at = event.entry.url.as_deref().unwrap_or_default();
                seen.faults.push(format!("log: {} {at}", event.entry.text));
            }
        })
        .await;
        note::<EventRequestWillBeSent>(&page, &seen, |seen, event| seen.requests.push(event.request.url.clone())).await;
        let tab = Tab { page, seen };
        tab.size(width, height).await;
        tab
    }

    /// Ends it.
    pub async fn close(mut self) {
        self.browser.close().await.unwrap();
        let _ = self.browser.wait().await;
        self.handler.abort();
    }
}

/// Keeps what `keep` takes from each event of one kind.
async fn note<E>(page: &Page, seen: &Arc<Mutex<Seen>>, keep: impl Fn(&mut Seen, &E) + Send + 'static)
where
    E: chromiumoxide::cdp::IntoEventKind + Send + Sync + Unpin + 'static,
{
    let mut events = page.event_listener::<E>().await.unwrap();
    let seen = Arc::clone(seen);
    tokio::spawn(async move {
        while let Some(event) = events.next().await {
            keep(&mut seen.lock().unwrap(), &event);
        }
    });
}

/// What a tab noted.
#[derive(Debug, Default)]
struct Seen {
    faults: Vec<String>,
    requests: Vec<String>,
}

/// A tab.
pub struct Tab {
    /// For what has no word here.
    pub page: Page,
    seen: Arc<Mutex<Seen>>,
}

impl Tab {
    /// Gives the window another size.
    pub async fn size(&self, width: i64, height: i64) {
        self.page.execute(SetDeviceMetricsOverrideParams::new(width, height, 1.0, width < 640)).await.unwrap();
    }

    /// Sets what the system says about colours.
    pub async fn dark(&self, dark: bool) {
        let value = if dark { "dark" } else { "light" };
        let feature = MediaFeature::new("prefers-color-scheme", value);
        self.page.emulate_media_features(vec![feature]).await.unwrap();
    }

    /// Switches scripts of pages off; a test's own still run.
    pub async fn without_scripts(&self) {
        self.page.execute(SetScriptExecutionDisabledParams::new(true)).await.unwrap();
    }

    /// Goes to an address and waits until the page is there with its pictures.
    pub async fn visit(&self, address: &str) {
        self.page.goto(address).await.unwrap_or_else(|error| panic!("{address}: {error}"));
        self.wait_for("document.readyState === 'complete'").await;
    }

    /// What an expression comes to in the page.
    pub async fn js<T: DeserializeOwned>(&self, expression: &str) -> T {
        self.evaluate(expression, false).await
    }

    /// What a promise comes to in the page; where scripts are switched off promises are never kept.
    pub async fn promised<T: DeserializeOwned>(&self, expression: &str) -> T {
        self.evaluate(expression, true).await
    }

    async fn evaluate<T: DeserializeOwned>(&self, expression: &str, promise: bool) -> T {
        let mut params = EvaluateParams::new(expression);
        params.await_promise = Some(promise);
        params.return_by_value = Some(true);
        let found = self.page.evaluate_expression(params).await.unwrap_or_else(|error| panic!("{expression}: {error}"));
        found.into_value().unwrap_or_else(|error| panic!("{expression}: {error}"))
    }

    /// Waits until an expression is true, across navigations.
    pub async fn wait_for(&self, expression: &str) {
        let began = Instant::now();
        loop {
            let mut params = EvaluateParams::new(format!("!!({expression})"));
            params.return_by_value = Some(true);
            // A page that is just being left has no answer.
            let now = self.page.evaluate_expression(params).await.ok().and_then(|found| found.into_value().ok());
            if now == Some(true) {
                return;
            }
            assert!(began.elapsed() < PATIENCE, "never true: {expression}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Presses a key of one letter.
    pub async fn press(&self, key: &str) {
        for kind in [DispatchKeyEventType::KeyDown, DispatchKeyEventType::KeyUp] {
            let mut params = DispatchKeyEventParams::new(kind);
            params.key = Some(key.to_owned());
            params.text = Some(key.to_owned());
            self.page.execute(params).await.unwrap();
        }
    }

    /// Clicks the middle of what a selector finds first.
    pub async fn click(&self, selector: &str) {
        let middle: Option<(f64, f64)> = self
            .js(&format!(
                "(() => {{ const found = document.querySelector({selector:?}); if (!found) return null; \
                 found.scrollIntoView({{ block: 'center', behavior: 'instant' }}); const box = found.getClientRects()[0]; \
                 return [box.left + box.width / 2, box.top + box.height / 2]; }})()"
            ))
            .await;
        let (x, y) = middle.unwrap_or_else(|| panic!("nothing on the page is {selector}"));
        self.page.click(Point { x, y }).await.unwrap();
    }

    /// Writes into the field that a selector finds first.
    pub async fn write(&self, selector: &str, words: &str) {
        self.click(selector).await;
        let focused: bool = self.js(&format!("document.activeElement === document.querySelector({selector:?})")).await;
        assert!(focused, "{selector} takes the focus when it is clicked");
        self.page.execute(InsertTextParams::new(words)).await.unwrap();
    }

    /// Scrolls through the page, so that pictures which wait for that are there.
    pub async fn scroll_through(&self) {
        let _: bool = self
            .promised("(async () => { for (let y = 0; y < document.body.scrollHeight; y += 600) { scrollTo({ top: y, behavior: 'instant' }); \
                 await new Promise((next) => setTimeout(next, 60)); } scrollTo({ top: 0, behavior: 'instant' }); \
                 await Promise.all([...document.images].map((image) => image.complete || new Promise((next) => { image.onload = image.onerror = next; }))); \
                 return true; })()")
            .await;
    }

    /// Errors and violations noted since the last call.
    pub async fn faults(&self) -> Vec<String> {
        self.pause().await;
        std::mem::take(&mut self.seen.lock().unwrap().faults)
    }

    /// Addresses asked for since the last call.
    pub async fn requests(&self) -> Vec<String> {
        self.pause().await;
        std::mem::take(&mut self.seen.lock().unwrap().requests)
    }

    /// Notes come over the same line as answers, but are kept by tasks of their own.
    async fn pause(&self) {
        let _: i64 = self.js("1").await;
        tokio::time::sleep(Duration::from_millis(150)).await;
    }
}
