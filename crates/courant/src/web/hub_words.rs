//! How it stands between a source and its publisher's hub, in plain words.

use courant_store::{HubState, HubSubscription, Source, SourceState};

use super::card::count;
use super::messages::{t, tf, tnf};
use super::time::Teller;

/// What there is to say; nothing where the feed names no hub.
pub fn words(source: &Source, hub: Option<&HubSubscription>, teller: &Teller) -> Option<String> {
    let Some(hub) = hub else {
        return (source.hub_url.is_some() && source.state == SourceState::Active)
            .then(|| t("source.hub_none").to_owned());
    };
    let mut said = vec![state(hub, teller)];
    if hub.deliveries > 0 {
        let last = teller.relative(hub.told_at.unwrap_or_default()).words;
        said.push(tnf("source.hub_told", count(hub.deliveries), &[("last", &last)]));
    } else if hub.is_live(teller.now_ms()) {
        said.push(t("source.hub_silent").to_owned());
    }
    if hub.can_be_relied_on(teller.now_ms()) {
        said.push(t("source.hub_relied").to_owned());
    }
    if hub.refused > 0 {
        let last = teller.relative(hub.refused_at.unwrap_or_default()).words;
        said.push(tnf("source.hub_refused", count(hub.refused), &[("last", &last)]));
    }
    Some(said.join(" "))
}

fn state(hub: &HubSubscription, teller: &Teller) -> String {
    let moment = |at: Option<i64>| at.map(|at| teller.coming(at).words).unwrap_or_default();
    let problem =
        hub.problem.as_deref().map(|words| words.trim().trim_end_matches('.')).filter(|words| !words.is_empty());
    if hub.is_live(teller.now_ms()) {
        let live = tf("source.hub_live", &[("since", &moment(hub.live_since)), ("until", &moment(hub.lease_until))]);
        return match problem {
            Some(problem) => format!("{live} {}", tf("source.hub_renewing", &[("problem", problem)])),
            None => live,
        };
    }
    match (hub.state, problem) {
        (HubState::Denied, Some(reason)) => tf("source.hub_denied", &[("reason", reason)]),
        (HubState::Denied, None) => t("source.hub_denied_plain").to_owned(),
        (HubState::Live, _) => t("source.hub_lapsed").to_owned(),
        (HubState::Asked, _) => t("source.hub_asked").to_owned(),
        (_, Some(problem)) => tf("source.hub_failed", &[("problem", problem), ("when", &moment(hub.next_at))]),
        (_, None) => t("source.hub_wanted").to_owned(),
    }
}
