//! Hubs that tell about news (WebSub): what they are offered, and what becomes of their promises when the site's
//! address changes. Asking them is `jobs::tell_hub`, reading what they deliver `jobs::take_delivery`.

use courant_store::NewHubSubscription;
use rand::TryRngCore as _;

use super::Context;

/// Where hubs deliver, below the site's public address; the site answers there.
pub const PATH: &str = "hub/";

/// A callback that nobody can guess and a secret, for a source whose feed names a hub. `None` where the site has no public
/// address.
pub fn offer(context: &Context) -> Option<NewHubSubscription> {
    let base = context.callback.as_ref()?;
    let token = random()?;
    Some(NewHubSubscription { callback: format!("{base}{PATH}{token}"), token, secret: random()? })
}

/// 256 bits as letters.
fn random() -> Option<String> {
    let mut bytes = [0_u8; 32];
    if let Err(error) = rand::rngs::OsRng.try_fill_bytes(&mut bytes) {
        tracing::error!(%error, "the machine gives no random numbers; no hub is asked");
        return None;
    }
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Ends what was agreed for another address than the site has now, or for any when it has none: what is sent there does not
/// arrive. The sources are polled as usual again.
pub async fn end_elsewhere(context: &Context) -> anyhow::Result<()> {
    let base = context.callback.as_ref().map(|base| format!("{base}{PATH}"));
    let ended = context.store.end_hubs_elsewhere(base.as_deref(), context.clock.now_ms()).await?;
    if ended > 0 {
        tracing::info!(
            ended,
            "subscriptions at hubs are ended, since the site's public address is another now, or none"
        );
    }
    Ok(())
}
