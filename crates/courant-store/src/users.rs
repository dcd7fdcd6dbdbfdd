//! Users: who reads.

use serde_json::{Map, Value};
use sqlx::{FromRow, Row as _};

use crate::rows::{Row, Tx, json, to_json, word};
use crate::{Millis, Result, Role, Store, StoreError, UserId};

/// A user to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUser {
    /// As others see it; one user each, upper and lower case being the same.
    pub name: String,
    /// Opaque to the store; empty for an account without a password.
    pub password_hash: String,
    /// What the user may do.
    pub role: Role,
}

/// A user.
#[derive(Debug, Clone, PartialEq)]
pub struct User {
    /// Key of the row.
    pub id: UserId,
    /// As others see it.
    pub name: String,
    /// Opaque to the store; empty for an account without a password.
    pub password_hash: String,
    /// What the user may do.
    pub role: Role,
    /// When the account was made.
    pub added_at: Millis,
    /// The user's own settings, the web's to read and write.
    pub settings: Value,
}

impl FromRow<'_, Row> for User {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        Ok(Self {
            id: row.try_get("id")?,
            name: row.try_get("name")?,
            password_hash: row.try_get("password_hash")?,
            role: word(row, "role")?,
            added_at: row.try_get("added_at")?,
            settings: json(row, "settings")?,
        })
    }
}

macro_rules! user_sql {
    ($rest:literal) => {
        concat!("SELECT u.id, u.name, u.password_hash, u.role, u.added_at, u.settings FROM users u ", $rest)
    };
}
pub(crate) use user_sql;

impl Store {
    /// Adds a user. [`StoreError::Conflict`] when the name is empty or taken.
    pub async fn add_user(&self, new: &NewUser, now: Millis) -> Result<UserId> {
        let mut tx = self.write().await?;
        let id = insert(&mut tx, new, now).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Adds the owner of a fresh instance. [`StoreError::Conflict`] when there is a user already.
    pub async fn add_first_owner(&self, name: &str, password_hash: &str, now: Millis) -> Result<UserId> {
        let mut tx = self.write().await?;
        let users: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM users").fetch_one(&mut *tx).await?;
        if users > 0 {
            return Err(StoreError::Conflict("there is an owner already".to_owned()));
        }
        let new = NewUser { name: name.to_owned(), password_hash: password_hash.to_owned(), role: Role::Owner };
        let id = insert(&mut tx, &new, now).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Whether there is any user.
    pub async fn has_users(&self) -> Result<bool> {
        let any: Option<UserId> =
            sqlx::query_scalar("SELECT id FROM users LIMIT 1").fetch_optional(self.readers()).await?;
        Ok(any.is_some())
    }

    /// One user.
    pub async fn user(&self, id: UserId) -> Result<User> {
        Ok(sqlx::query_as(user_sql!("WHERE u.id = $1")).bind(id).fetch_one(self.readers()).await?)
    }

    /// The user of that name, upper and lower case being the same.
    pub async fn user_by_name(&self, name: &str) -> Result<Option<User>> {
        Ok(sqlx::query_as(user_sql!("WHERE u.name_key = $1")).bind(key(name)).fetch_optional(self.readers()).await?)
    }

    /// All users, oldest first.
    pub async fn users(&self) -> Result<Vec<User>> {
        Ok(sqlx::query_as(user_sql!("ORDER BY u.id")).fetch_all(self.readers()).await?)
    }

    /// Gives a user another password; all the user's sessions end.
    pub async fn set_password(&self, id: UserId, password_hash: &str) -> Result<()> {
        let mut tx = self.write().await?;
        let set = sqlx::query("UPDATE users SET password_hash = $2 WHERE id = $1")
            .bind(id)
            .bind(password_hash)
            .execute(&mut *tx)
            .await?;
        if set.rows_affected() == 0 {
            return Err(StoreError::NotFound);
        }
        sqlx::query("DELETE FROM sessions WHERE user_id = $1").bind(id).execute(&mut *tx).await?;
        Ok(tx.commit().await?)
    }

    /// Sets one of a user's settings. The others stay what they are at that moment, whatever the caller read before.
    pub async fn set_user_setting(&self, id: UserId, key: &str, value: &Value) -> Result<()> {
        let mut tx = self.write().await?;
        let mut all = settings(&mut tx, id).await?;
        all.insert(key.to_owned(), value.clone());
        keep_settings(&mut tx, id, &all).await?;
        Ok(tx.commit().await?)
    }

    /// Counts one of a user's settings up by one, from 0 where it is no count yet. Gives the new count: no two callers get one.
    pub async fn count_user_setting(&self, id: UserId, key: &str) -> Result<u64> {
        let mut tx = self.write().await?;
        let mut all = settings(&mut tx, id).await?;
        let next = all.get(key).and_then(Value::as_u64).unwrap_or(0).saturating_add(1);
        all.insert(key.to_owned(), next.into());
        keep_settings(&mut tx, id, &all).await?;
        tx.commit().await?;
        Ok(next)
    }

    /// Removes an account with its sessions, subscriptions, marks and follows. Its comments stay, without a name: others have
    /// answered them. [`StoreError::Conflict`] for the only owner.
    pub async fn remove_user(&self, id: UserId) -> Result<()> {
        let mut tx = self.write().await?;
        let role: String =
            sqlx::query_scalar("SELECT role FROM users WHERE id = $1").bind(id).fetch_one(&mut *tx).await?;
        let owners: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM users WHERE role = 'owner' AND id <> $1")
            .bind(id)
            .fetch_one(&mut *tx)
            .await?;
        if role == Role::Owner.as_str() && owners == 0 {
            return Err(StoreError::Conflict("the only owner cannot be removed".to_owned()));
        }
        for statement in [
            "UPDATE comments SET user_id = NULL WHERE user_id = $1",
            "DELETE FROM sessions WHERE user_id = $1",
            "DELETE FROM visits WHERE user_id = $1",
            "DELETE FROM subscriptions WHERE user_id = $1",
            "DELETE FROM article_marks WHERE user_id = $1",
            "DELETE FROM article_shown WHERE user_id = $1",
            "DELETE FROM story_visits WHERE user_id = $1",
            "DELETE FROM follows WHERE user_id = $1",
            "DELETE FROM users WHERE id = $1",
        ] {
            sqlx::query(statement).bind(id).execute(&mut *tx).await?;
        }
        Ok(tx.commit().await?)
    }
}

/// What two names that count as one have in common. Done here: databases fold the case of A to Z only, or by their own lights.
fn key(name: &str) -> String {
    name.trim().to_lowercase()
}

async fn settings(tx: &mut Tx, id: UserId) -> Result<Map<String, Value>> {
    let user: User = sqlx::query_as(user_sql!("WHERE u.id = $1")).bind(id).fetch_one(&mut **tx).await?;
    Ok(match user.settings {
        Value::Object(all) => all,
        _ => Map::new(),
    })
}

async fn keep_settings(tx: &mut Tx, id: UserId, all: &Map<String, Value>) -> Result<()> {
    sqlx::query("UPDATE users SET settings = $2 WHERE id = $1").bind(id).bind(to_json(all)?).execute(&mut **tx).await?;
    Ok(())
}

async fn insert(tx: &mut Tx, new: &NewUser, now: Millis) -> Result<UserId> {
    let key = key(&new.name);
    if key.is_empty() {
        return Err(StoreError::Conflict("a user needs a name".to_owned()));
    }
    let taken: Option<String> =
        sqlx::query_scalar("SELECT name FROM users WHERE name_key = $1").bind(&key).fetch_optional(&mut **tx).await?;
    if let Some(name) = taken {
        return Err(StoreError::Conflict(format!("there is a user {name:?} already")));
    }
    Ok(sqlx::query_scalar(
        "INSERT INTO users (name, name_key, password_hash, role, added_at) VALUES ($1, $2, $3, $4, $5) RETURNING id",
    )
    .bind(new.name.trim())
    .bind(key)
    .bind(&new.password_hash)
    .bind(new.role.as_str())
    .bind(now)
    .fetch_one(&mut **tx)
    .await?)
}
