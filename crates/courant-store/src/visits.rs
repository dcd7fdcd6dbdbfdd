//! Visits: since when there is something new for a user.

use crate::{Millis, Result, Store, UserId};

/// Longer silence than this ends a visit.
pub(crate) const SILENCE_MS: Millis = 30 * 60 * 1000;
/// How exactly the end of a visit is kept: not every page view writes.
pub(crate) const EXACT_MS: Millis = 60 * 1000;

/// The last sign of a user, and the end of the visit before the one that it belongs to.
type Visit = (Millis, Option<Millis>);

impl Store {
    /// Notes that a user is here, and gives the end of the visit before, so that what came since can be shown as new;
    /// `None` on the first visit. More than 30 minutes of silence start a new visit. The end is exact to a minute, and
    /// never too late: nothing new is passed over. `NotFound` when there is no such user.
    pub async fn touch_visit(&self, user: UserId, now: Millis) -> Result<Option<Millis>> {
        let known: Option<Visit> = sqlx::query_as("SELECT visited_at, previous_at FROM visits WHERE user_id = $1")
            .bind(user)
            .fetch_optional(self.readers())
            .await?;
        if let Some((visited_at, previous_at)) = known
            && now - visited_at < EXACT_MS
        {
            return Ok(previous_at);
        }
        let mut tx = self.write().await?;
        let previous_at: Option<Millis> = sqlx::query_scalar(
            "INSERT INTO visits (user_id, visited_at, previous_at) SELECT u.id, $2, NULL FROM users u WHERE u.id = $1 \
             ON CONFLICT (user_id) DO UPDATE SET \
               previous_at = CASE WHEN excluded.visited_at - visits.visited_at > $3 THEN visits.visited_at \
                                  ELSE visits.previous_at END, \
               visited_at = CASE WHEN excluded.visited_at > visits.visited_at THEN excluded.visited_at \
                                 ELSE visits.visited_at END \
             RETURNING previous_at",
        )
        .bind(user)
        .bind(now)
        .bind(SILENCE_MS)
        .fetch_one(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(previous_at)
    }
}
