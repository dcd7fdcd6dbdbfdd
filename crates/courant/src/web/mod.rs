//! The site: what a browser and a program see. The router is the table of contents.

pub mod api;
mod assets;
mod card;
mod device;
mod differ;
mod edition;
mod error;
mod feed_key;
mod figure;
mod follow_form;
mod forms;
mod guard;
mod hub_signature;
mod hub_words;
mod kind;
mod layout;
mod limits;
mod list;
mod markup;
pub mod messages;
mod pages;
mod paper;
mod password;
pub mod picture_link;
mod positions;
mod quality;
mod reasons;
mod river;
mod said;
mod session;
mod since;
mod sources_cited;
mod state;
mod thread;
mod time;
mod wishes;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;

pub use limits::RateLimit;
pub use password::hash_password;
pub use state::{
    AddOutcome, AddSource, Boxed, Candidate, ImportOutcome, Picture, PictureSource, Progress, Reading, SiteConfig,
    WebState,
};

use pages::{
    article, ask, changes, comments, entity, feeds, first_run, follow, following, front, health, hub, latest, left_out,
    marks, pictures, publisher, quality as quality_page, saved, search, settings, sign_in, source, sources, story, tag,
    why, words,
};

/// The largest form or OPML file taken, in bytes.
const LARGEST_BODY: usize = 4 * 1024 * 1024;

/// Every address the site answers.
pub fn router(state: WebState) -> Router {
    Router::new()
        .merge(reading())
        .merge(people())
        .merge(running())
        .nest("/api/v1", api::router())
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(CsrfLayer::new())
        .layer(from_fn_with_state(state.clone(), guard::door))
        .layer(CatchPanicLayer::custom(guard::caught))
        .layer(from_fn_with_state(state.clone(), guard::host))
        // Hubs come under the site's public name, from elsewhere and without an account.
        .merge(hubs())
        .layer(from_fn_with_state(state.clone(), guard::faults))
        .layer(from_fn(guard::headers))
        .layer(CompressionLayer::new())
        .with_state(state)
}

fn reading() -> Router<WebState> {
    Router::new()
        .route("/", get(front::get))
        .route("/progress", get(front::progress))
        .route("/story/{id}", get(story::get))
        .route("/story/{id}/why", get(why::get))
        .route("/story/{id}/left-out", get(left_out::get))
        .route("/story/{id}/ask", get(ask::get))
        .route("/article/{id}", get(article::get))
        .route("/article/{id}/changes", get(changes::get))
        .route("/latest", get(latest::get))
        .route("/saved", get(saved::get))
        .route("/following", get(following::get))
        .route("/search", get(search::get))
        .route("/tag/{tag}", get(tag::get))
        .route("/entity/{entity}", get(entity::get))
        .route("/publisher/{id}", get(publisher::get))
        .route("/sources", get(sources::get))
        .route("/sources.opml", get(sources::export))
        .route("/feed.atom", get(feeds::front))
        .route("/following.atom", get(feeds::following))
        .route("/tag/{tag}/feed.atom", get(feeds::tag))
        .route("/entity/{entity}/feed.atom", get(feeds::entity))
        .route("/publisher/{id}/feed.atom", get(feeds::publisher))
        .route("/quality", get(quality_page::get))
}

fn people() -> Router<WebState> {
    Router::new()
        .route("/latest/read", post(latest::mark_all))
        .route("/latest/undo", post(latest::undo))
        .route("/article/{id}/mark", post(marks::article))
        .route("/story/{id}/mark", post(marks::story))
        .route("/story/{id}/apart", post(words::apart))
        .route("/story/{id}/same", post(words::same))
        .route("/follow", post(follow::post))
        .route("/following/order", post(following::order))
        .route("/following/feed", post(feeds::renew))
        .route("/words/{id}/undo", post(words::undo))
        .route("/story/{id}/comments", post(comments::add))
        .route("/comment/{id}/edit", post(comments::edit))
        .route("/comment/{id}/delete", post(comments::delete))
        .route("/sources", post(sources::add))
        .route("/sources/import", post(sources::import))
        .route("/sources/{id}", get(source::get))
        .route("/sources/{id}/refresh", post(source::refresh))
        .route("/sources/{id}/pause", post(source::pause))
        .route("/sources/{id}/name", post(source::name))
        .route("/sources/{id}/move", post(source::move_to))
        .route("/sources/{id}/remove", get(sources::ask_remove).post(sources::remove))
        .route("/first-run", get(first_run::get))
        .route("/password", get(sign_in::ask_password).post(sign_in::set_password))
        .route("/sign-in", get(sign_in::get).post(sign_in::post))
        .route("/sign-out", get(sign_in::ask_out).post(sign_in::out))
        .route("/demo/ribbon", post(settings::close_ribbon))
        .route("/theme", post(settings::set_theme))
}

fn hubs() -> Router<WebState> {
    Router::new()
        .route("/hub/{token}", get(hub::verify).post(hub::deliver))
        .layer(CatchPanicLayer::custom(guard::caught))
}

fn running() -> Router<WebState> {
    Router::new()
        .route("/picture/{signature}/{width}/{url}", get(pictures::get))
        .route("/static/{hash}/{name}", get(assets::get))
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(health::metrics))
        .route("/robots.txt", get(health::robots))
}
