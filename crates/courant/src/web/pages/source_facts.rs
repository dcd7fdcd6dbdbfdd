//! What a source's page says of it in a table: when it is asked, what it gave, its hub, where it moved.

use courant_core::rhythm;
use courant_store::{HubSubscription, MOVE_AFTER_MS, MOVE_POLLS, Source, SourceReading, SourceState};

use crate::web::card::count;
use crate::web::error::WebError;
use crate::web::hub_words as hubs;
use crate::web::messages::{t, tf, tn};
use crate::web::state::WebState;
use crate::web::time::Teller;

/// A line of the table.
pub(super) struct Fact {
    pub name: &'static str,
    pub value: String,
}

/// All lines.
pub(super) async fn all(
    state: &WebState,
    source: &Source,
    reading: &SourceReading,
    teller: &Teller,
) -> Result<Vec<Fact>, WebError> {
    let hub = state.store.hub_of_source(source.id).await?;
    let other = match source.moving_to.as_deref().filter(|_| is_believed(source)) {
        Some(to) => state.store.source_by_url(to).await?.filter(|other| other.id != source.id),
        None => None,
    };
    let mut facts = asked(source, hub.as_ref(), reading, teller);
    facts.extend(hubs::words(source, hub.as_ref(), teller).map(|value| Fact { name: t("source.hub"), value }));
    facts.extend(moved(source, other.as_ref(), teller).map(|value| Fact { name: t("source.moved"), value }));
    Ok(facts)
}

fn asked(source: &Source, hub: Option<&HubSubscription>, reading: &SourceReading, teller: &Teller) -> Vec<Fact> {
    let when = |at: Option<i64>| at.map_or_else(|| t("source.never").to_owned(), |at| teller.done(at).words);
    let mut facts = vec![
        Fact { name: t("source.asked"), value: when(source.polled_at) },
        Fact { name: t("source.read"), value: when(source.succeeded_at) },
    ];
    if source.state == SourceState::Active {
        let due = source.next_poll_at <= teller.now_ms();
        let next = if due { t("source.due").to_owned() } else { teller.coming(source.next_poll_at).words };
        facts.push(Fact { name: t("source.next"), value: next });
        let told = hub.is_some_and(|hub| hub.can_be_relied_on(teller.now_ms()));
        let every = if told { source.interval_ms.max(rhythm::RAREST) } else { source.interval_ms };
        facts.push(Fact { name: t("source.every"), value: tn("source.minutes", count(every / 60_000)) });
    }
    if source.failures > 0 {
        facts.push(Fact { name: t("source.failures"), value: source.failures.to_string() });
    }
    if let Some(status) = source.status {
        facts.push(Fact { name: t("source.status"), value: status.to_string() });
    }
    facts.push(Fact { name: t("source.entries"), value: source.entries.to_string() });
    let read = tf("source.texts", &[("full", &reading.full.to_string()), ("feed", &reading.feed_only.to_string())]);
    facts.push(Fact { name: t("source.articles"), value: read });
    facts
}

/// Whether a permanent redirect has stood for long enough to be followed for good.
fn is_believed(source: &Source) -> bool {
    let stood = source.polled_at.unwrap_or_default() - source.moving_since.unwrap_or_default();
    source.moving_polls >= MOVE_POLLS && stood >= MOVE_AFTER_MS
}

/// Where it moved from, or is about to move to, or cannot because `other` stands there.
fn moved(source: &Source, other: Option<&Source>, teller: &Teller) -> Option<String> {
    let day = |at: Option<i64>| teller.over(at.unwrap_or_default()).words;
    if let (Some(to), Some(other)) = (&source.moving_to, other) {
        return Some(tf("source.moving_taken", &[("url", to), ("title", &other.title)]));
    }
    if let Some(to) = &source.moving_to {
        let polls = tn("source.polls", count(source.moving_polls));
        return Some(tf("source.moving", &[("url", to), ("polls", &polls), ("since", &day(source.moving_since))]));
    }
    let from = source.moved_from.as_deref()?;
    Some(tf("source.moved_from", &[("url", from), ("when", &day(source.moved_at))]))
}
