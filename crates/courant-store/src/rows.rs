//! Small conversions between rows and values.

use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::{AssertSqlSafe, Row as _};

/// The database this build speaks to.
pub(crate) type Db = sqlx::Sqlite;
/// One row of it.
pub(crate) type Row = sqlx::sqlite::SqliteRow;
/// A connection to it.
pub(crate) type Connection = <Db as sqlx::Database>::Connection;
/// A write in progress; rolled back when dropped.
pub(crate) type Tx = sqlx::Transaction<'static, Db>;

/// How many ids one statement takes; engines bound the number of placeholders.
pub(crate) const IDS_A_STATEMENT: usize = 500;

/// A text column that holds JSON.
pub(crate) fn json<T: DeserializeOwned>(row: &Row, column: &str) -> sqlx::Result<T> {
    let text: String = row.try_get(column)?;
    serde_json::from_str(&text).map_err(|error| unreadable(column, error))
}

/// The same where the column may be null.
pub(crate) fn json_opt<T: DeserializeOwned>(row: &Row, column: &str) -> sqlx::Result<Option<T>> {
    let text: Option<String> = row.try_get(column)?;
    text.map(|text| serde_json::from_str(&text).map_err(|error| unreadable(column, error))).transpose()
}

/// A text column that holds one word of an enumeration.
pub(crate) fn word<T: DeserializeOwned>(row: &Row, column: &str) -> sqlx::Result<T> {
    let text: String = row.try_get(column)?;
    serde_json::from_value(serde_json::Value::String(text)).map_err(|error| unreadable(column, error))
}

/// A column that holds 0 or 1.
pub(crate) fn flag(row: &Row, column: &str) -> sqlx::Result<bool> {
    Ok(row.try_get::<i64, _>(column)? != 0)
}

fn unreadable(column: &str, error: serde_json::Error) -> sqlx::Error {
    sqlx::Error::ColumnDecode { index: column.to_owned(), source: Box::new(error) }
}

/// A value as JSON text.
pub(crate) fn to_json<T: Serialize + ?Sized>(value: &T) -> crate::Result<String> {
    serde_json::to_string(value)
        .map_err(|error| crate::StoreError::Conflict(format!("not expressible as JSON: {error}")))
}

/// An enumeration's value as its one word.
pub(crate) fn to_word<T: Serialize>(value: &T) -> crate::Result<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        _ => Err(crate::StoreError::Conflict("not expressible as one word".to_owned())),
    }
}

/// `sql` with `{ids}` replaced by as many placeholders as there are ids, numbered on from those `bound` before them.
pub(crate) fn ids_sql(sql: &str, bound: usize, ids: &[i64]) -> AssertSqlSafe<String> {
    let list: Vec<String> = (bound + 1..=bound + ids.len()).map(|number| format!("${number}")).collect();
    AssertSqlSafe(sql.replace("{ids}", &list.join(", ")))
}

/// Executes `sql`, whose only placeholders are `{ids}`, for all ids in portions. Returns how many rows it touched.
pub(crate) async fn for_ids(tx: &mut Tx, sql: &str, ids: &[i64]) -> crate::Result<u64> {
    let mut touched = 0;
    for portion in ids.chunks(IDS_A_STATEMENT) {
        let mut query = sqlx::query(ids_sql(sql, 0, portion));
        for id in portion {
            query = query.bind(*id);
        }
        touched += query.execute(&mut **tx).await?.rows_affected();
    }
    Ok(touched)
}

/// At least 1 and at most `most`: a limit from outside never makes a list unbounded.
pub(crate) fn bounded(limit: i64, most: i64) -> i64 {
    limit.clamp(1, most)
}
