//! For machines that watch: is it up, is it ready, what is it doing.

use std::fmt::Write as _;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::web::error::WebError;
use crate::web::state::WebState;

/// `GET /healthz`: the process answers.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the database answers too, and can be written.
pub async fn readyz(State(state): State<WebState>) -> Response {
    let answers = match state.store.last_change().await {
        Ok(_) => state.store.check_writing().await,
        Err(error) => Err(error),
    };
    match answers {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            tracing::error!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, [(header::CONTENT_TYPE, "application/json")], "{\"ready\":false}\n")
                .into_response()
        }
    }
}

/// `GET /robots.txt`: a reader's private copy is not for crawlers.
pub async fn robots() -> &'static str {
    "User-agent: *\nDisallow: /\n"
}

/// `GET /metrics`: Prometheus text.
pub async fn metrics(State(state): State<WebState>) -> Result<Response, WebError> {
    let now = state.clock.now_ms();
    let status = state.store.status(now).await?;
    let jobs = state.store.job_counts(now).await?;
    let mut out = String::new();
    let gauges = [
        ("courant_sources", "Sources that are polled.", status.sources),
        ("courant_publishers", "Publishers known.", status.publishers),
        ("courant_articles", "Articles that stand in their story.", status.articles),
        ("courant_articles_known", "Articles known.", status.articles_known),
        ("courant_stories", "Stories.", status.stories),
    ];
    for (name, help, value) in gauges {
        gauge(&mut out, name, help);
        line(&mut out, format_args!("{name} {value}"));
    }
    gauge(&mut out, "courant_jobs", "Jobs by kind and state.");
    for kind in &jobs.by_kind {
        let states = [("due", kind.due), ("running", kind.running), ("later", kind.later), ("dead", kind.dead)];
        for (state, value) in states {
            line(&mut out, format_args!("courant_jobs{{kind=\"{}\",state=\"{state}\"}} {value}", label(&kind.kind)));
        }
    }
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], out).into_response())
}

fn gauge(out: &mut String, name: &str, help: &str) {
    line(out, format_args!("# HELP {name} {help}\n# TYPE {name} gauge"));
}

/// Writing to a string cannot fail.
fn line(out: &mut String, words: std::fmt::Arguments<'_>) {
    let _ = writeln!(out, "{words}");
}

fn label(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}
