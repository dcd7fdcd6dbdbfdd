//! The instance's settings: one JSON value each.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::rows::to_json;
use crate::{Result, Store, StoreError};

impl Store {
    /// A setting; `None` when it was never set. [`StoreError::Stored`] when what is stored is no `T`.
    pub async fn setting<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>> {
        let value: Option<String> = sqlx::query_scalar("SELECT value FROM settings WHERE key = $1")
            .bind(key)
            .fetch_optional(self.readers())
            .await?;
        value
            .map(|value| serde_json::from_str(&value))
            .transpose()
            .map_err(|error| StoreError::Stored { what: format!("setting {key}"), detail: error.to_string() })
    }

    /// Sets a setting in the place of what it was.
    pub async fn set_setting<T: Serialize + ?Sized>(&self, key: &str, value: &T) -> Result<()> {
        let value = to_json(value)?;
        let mut tx = self.write().await?;
        sqlx::query(
            "INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        )
        .bind(key)
        .bind(value)
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }
}
