//! Where hubs speak to this site (WebSub): they ask whether a subscription was meant, and deliver news.
//!
//! What comes here comes from strangers' machines, so neither cookies nor the host's name nor its origin say anything
//! about it: the address that only the hub knows does, and the signature.

use axum::body::{Body, to_bytes};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use courant_store::{HubState, HubSubscription};
use serde::Deserialize;

use crate::web::error::WebError;
use crate::web::hub_signature::is_signed;
use crate::web::state::WebState;

/// The largest delivery taken, bytes. More than that the next poll brings.
const LARGEST: usize = 4 * 1024 * 1024;
/// A lease that is not said, seconds: a day.
const USUAL_LEASE: i64 = 24 * 3_600;
/// A longer lease is kept to for this long and then renewed, seconds: three months.
const LONGEST_LEASE: i64 = 90 * 24 * 3_600;
/// A subscription is not renewed more often than this, milliseconds, however short its lease.
const SOONEST_RENEWAL_MS: i64 = 10 * 60_000;
/// And this long before its end at most, milliseconds.
const EARLIEST_RENEWAL_MS: i64 = 24 * 3_600_000;
/// Seconds that a hub is asked to wait when more waits to be read than is kept.
const PATIENCE: i64 = 60;
/// Deliveries of one hub that are taken in an hour: two a minute, more than a newsroom has news.
const MOST_AN_HOUR: usize = 120;
/// Deliveries too large to take that lead to a poll, in an hour.
const MOST_LARGE: usize = 4;
const HOUR_MS: i64 = 3_600_000;
/// Characters kept of a hub's reason.
const LONGEST_REASON: usize = 300;

/// What a hub asks or says.
#[derive(Debug, Deserialize)]
pub struct Question {
    #[serde(rename = "hub.mode", default)]
    mode: String,
    #[serde(rename = "hub.topic", default)]
    topic: String,
    #[serde(rename = "hub.challenge", default)]
    challenge: String,
    #[serde(rename = "hub.lease_seconds", default)]
    lease_seconds: String,
    #[serde(rename = "hub.reason", default)]
    reason: String,
}

/// `GET /hub/{token}`: was it meant? Yes to what was asked for and is still wanted, 404 to anything else.
pub async fn verify(
    State(state): State<WebState>,
    Path(token): Path<String>,
    Query(asked): Query<Question>,
) -> Result<Response, WebError> {
    // Strangers' guesses are turned away before anything is to be written.
    state.store.hub_by_token(&token).await?.ok_or(WebError::NotFound)?;
    let now = state.clock.now_ms();
    let meant = match asked.mode.as_str() {
        "subscribe" if !asked.challenge.is_empty() => {
            let lease = asked.lease_seconds.trim().parse().unwrap_or(USUAL_LEASE).clamp(0, LONGEST_LEASE) * 1000;
            let renew_at = now + (lease - (lease / 5).min(EARLIEST_RENEWAL_MS)).max(SOONEST_RENEWAL_MS);
            state.store.confirm_hub_subscription(&token, &asked.topic, now + lease, renew_at, now).await?
        }
        "unsubscribe" if !asked.challenge.is_empty() => state.store.confirm_hub_end(&token, &asked.topic).await?,
        "denied" => {
            let reason: String = asked.reason.trim().chars().take(LONGEST_REASON).collect();
            state.store.deny_hub_subscription(&token, &asked.topic, &reason, now).await?
        }
        _ => false,
    };
    if meant { Ok(plain(StatusCode::OK, asked.challenge)) } else { Err(WebError::NotFound) }
}

/// `POST /hub/{token}`: a delivery. It is kept before the hub is answered, and read afterwards. One that is not signed well
/// is answered like any other and changes nothing, so that who tries learns nothing.
pub async fn deliver(
    State(state): State<WebState>,
    Path(token): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, WebError> {
    let hub = state.store.hub_by_token(&token).await?.ok_or(WebError::NotFound)?;
    if matches!(hub.state, HubState::Leaving | HubState::Denied) {
        return Ok(plain(StatusCode::GONE, String::new()));
    }
    let now = state.clock.now_ms();
    let Ok(body) = to_bytes(body, LARGEST).await else {
        // Not signed, so anybody's who knows the address: often it may not ask.
        if state.limits.allow(&format!("hub too large {}", hub.id), now, MOST_LARGE, HOUR_MS).is_ok() {
            state.store.poll_instead(hub.source_id, now).await?;
        }
        return Ok(plain(StatusCode::PAYLOAD_TOO_LARGE, String::new()));
    };
    if !signed(&hub, &headers, &body) {
        state.store.refuse_delivery(hub.id, now).await?;
        return Ok(plain(StatusCode::ACCEPTED, String::new()));
    }
    if let Err(wait) = state.limits.allow(&format!("hub {}", hub.id), now, MOST_AN_HOUR, HOUR_MS) {
        return Ok(full(wait / 1_000 + 1));
    }
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if state.store.keep_delivery(hub.id, kind, &body, now).await? {
        return Ok(plain(StatusCode::ACCEPTED, String::new()));
    }
    state.store.poll_instead(hub.source_id, now).await?;
    Ok(full(PATIENCE))
}

/// Not now; again after so many seconds.
fn full(seconds: i64) -> Response {
    let mut full = plain(StatusCode::TOO_MANY_REQUESTS, String::new());
    full.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    full
}

fn signed(hub: &HubSubscription, headers: &HeaderMap, body: &[u8]) -> bool {
    let header = headers.get("x-hub-signature").and_then(|value| value.to_str().ok());
    header.is_some_and(|header| is_signed(&hub.secret, header, body))
}

fn plain(status: StatusCode, words: String) -> Response {
    (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], words).into_response()
}
