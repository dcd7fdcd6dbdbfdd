//! Opening and backing up: a file that is not ours stays as it is, and every refusal says why.

use std::path::Path;

use courant_store::{NewUser, OpenError, Role, Store};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};

use crate::bench::*;

async fn refused(path: &Path) -> OpenError {
    match Store::open(path).await {
        Err(error) => error,
        Ok(_) => panic!("{} was opened", path.display()),
    }
}

async fn run(path: &Path, sql: impl Into<String>) {
    let mut connection =
        SqliteConnection::connect_with(&SqliteConnectOptions::new().filename(path).create_if_missing(true))
            .await
            .unwrap();
    sqlx::raw_sql(AssertSqlSafe(sql.into())).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test]
async fn what_was_written_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new folder/courant.db");
    let first = Store::open(&path).await.unwrap();
    assert_eq!(first.path(), Some(path.as_path()));
    let (_, ids) = placed(&first, "a.example", &[("one", 9, 1)]).await;
    first.close().await;
    assert!(first.sources().await.is_err(), "closed");
    let second = Store::open(&path).await.unwrap();
    assert_eq!(second.article_page(ids[0], None).await.unwrap().text, "Text of one");
    assert_eq!(second.status(NOW).await.unwrap().stories, 1);
}

#[tokio::test]
async fn an_older_database_is_brought_up_with_all_that_is_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("courant.db");
    let first = Store::open(&path).await.unwrap();
    let (_, ids) = placed(&first, "a.example", &[("one", 9, 1)]).await;
    first.close().await;
    // As the first version left it: everything that later migrations made is taken away again.
    let rhythm = "ALTER TABLE sources DROP COLUMN ttl_ms; ALTER TABLE sources DROP COLUMN quiet_hours; \
        ALTER TABLE sources DROP COLUMN quiet_days; ALTER TABLE sources DROP COLUMN news_at; \
        ALTER TABLE sources DROP COLUMN own_title; ALTER TABLE sources DROP COLUMN folder";
    let push = "ALTER TABLE sources DROP COLUMN hub_url; ALTER TABLE sources DROP COLUMN hub_topic; \
        ALTER TABLE sources DROP COLUMN moving_to; ALTER TABLE sources DROP COLUMN moving_since; \
        ALTER TABLE sources DROP COLUMN moving_polls; ALTER TABLE sources DROP COLUMN moved_from; \
        ALTER TABLE sources DROP COLUMN moved_at; ALTER TABLE sources DROP COLUMN entered_url; \
        DROP TABLE hub_subscriptions; DROP TABLE hub_deliveries; DROP TABLE source_addresses";
    let parts = "DROP TABLE engine_parts; ALTER TABLE engine_snapshots DROP COLUMN generation; \
        ALTER TABLE jobs DROP COLUMN deaths; ALTER TABLE jobs DROP COLUMN at_work";
    let looks = "DROP INDEX article_texts_doubt; ALTER TABLE article_texts DROP COLUMN looked_at; \
        ALTER TABLE article_texts DROP COLUMN look; ALTER TABLE article_texts DROP COLUMN doubt; \
        ALTER TABLE entries DROP COLUMN words_hash; DROP TABLE brought_articles; ALTER TABLE stories DROP COLUMN opinion";
    for made_later in [push, rhythm, parts, looks] {
        run(&path, made_later).await;
    }
    run(
        &path,
        "DROP INDEX sources_publisher; DROP INDEX stories_told; DROP TABLE reader_words; DROP TABLE follows; DROP TABLE story_visits; \
         DROP TABLE article_shown; DROP TABLE host_lessons; ALTER TABLE article_texts DROP COLUMN host_pages; \
         DROP TABLE host_teachers; DROP TABLE host_furniture; DELETE FROM _sqlx_migrations WHERE version > 1",
    )
    .await;
    let second = Store::open(&path).await.unwrap();
    assert_eq!(second.article_page(ids[0], None).await.unwrap().text, "Text of one");
    second.close().await;
    run(&path, parts).await;
    run(&path, looks).await;
    // Fails when one of them is not there.
    run(
        &path,
        "DROP INDEX sources_publisher; DROP INDEX stories_told; DROP TABLE reader_words; DROP TABLE follows; DROP TABLE story_visits; \
         DROP TABLE article_shown; DROP TABLE host_lessons; ALTER TABLE article_texts DROP COLUMN host_pages; \
         DROP TABLE host_teachers; DROP TABLE host_furniture",
    )
    .await;
}

#[tokio::test]
async fn a_migration_that_came_in_between_is_made_up_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("courant.db");
    Store::open(&path).await.unwrap().close().await;
    run(&path, "DROP TABLE reader_words; DELETE FROM _sqlx_migrations WHERE version = 3").await;
    Store::open(&path).await.unwrap().close().await;
    // Fails when it is not there.
    run(&path, "DROP TABLE reader_words").await;
}

/// Whoever goes on to a newer program may want a copy first that the one before can open.
#[tokio::test]
async fn looking_and_copying_leave_an_older_database_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("courant.db");
    Store::open(&path).await.unwrap().close().await;
    let looking = Store::open_to_look(&path).await.unwrap();
    assert!(!looking.has_users().await.unwrap());
    let new = NewUser { name: "Ann".to_owned(), password_hash: String::new(), role: Role::Owner };
    assert!(looking.add_user(&new, NOW).await.is_err(), "it only looks");
    looking.close().await;
    run(&path, "ALTER TABLE stories DROP COLUMN opinion; DELETE FROM _sqlx_migrations WHERE version = 18").await;
    let error = Store::open_to_look(&path).await.err().unwrap();
    assert!(matches!(error, OpenError::Older { found: 17, known: 18, .. }), "{error:?}");
    let copy = folder.path().join("copy.db");
    let store = Store::open_as_it_is(&path).await.unwrap();
    store.backup(&copy).await.unwrap();
    store.close().await;
    for file in [&path, &copy] {
        // Fails when it is there already.
        run(file, "ALTER TABLE stories ADD COLUMN opinion BIGINT; ALTER TABLE stories DROP COLUMN opinion").await;
    }
    assert!(Store::open_copy(&copy).await.is_ok(), "and it can be put back");
    run(&path, "DROP TABLE reader_words; DELETE FROM _sqlx_migrations WHERE version = 3").await;
    let error = Store::open_to_look(&path).await.err().unwrap();
    assert!(matches!(error, OpenError::Older { found: 2, .. }), "{error:?}");
    let none = folder.path().join("none.db");
    assert!(Store::open_to_look(&none).await.is_err() && !none.exists(), "nothing is made");
}

#[tokio::test]
async fn an_empty_file_becomes_a_database() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("courant.db");
    std::fs::write(&path, b"").unwrap();
    assert!(!Store::open(&path).await.unwrap().has_users().await.unwrap());
}

#[tokio::test]
async fn a_newer_database_is_refused_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("courant.db");
    Store::open(&path).await.unwrap().close().await;
    run(
        &path,
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (99, 'later', 1, x'00', 0)",
    )
    .await;
    let before = std::fs::read(&path).unwrap();
    let error = refused(&path).await;
    assert!(matches!(error, OpenError::Newer { found: 99, known: 18, .. }), "{error:?}");
    assert!(error.to_string().contains("from a newer Courant"), "{error}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[tokio::test]
async fn a_database_of_another_build_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("courant.db");
    Store::open(&path).await.unwrap().close().await;
    run(&path, "UPDATE _sqlx_migrations SET checksum = x'00'").await;
    let error = refused(&path).await;
    assert!(matches!(error, OpenError::Altered { version: 1, .. }), "{error:?}");
}

#[tokio::test]
async fn a_file_that_is_something_else_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let (text, other) = (folder.path().join("notes.txt"), folder.path().join("other.db"));
    std::fs::write(&text, "Only my notes, and long enough to hold a header of a hundred bytes. ".repeat(4)).unwrap();
    run(&other, "CREATE TABLE recipes (name TEXT)").await;
    for path in [text, other] {
        let before = std::fs::read(&path).unwrap();
        let error = refused(&path).await;
        assert!(matches!(error, OpenError::NotADatabase { .. }), "{error:?}");
        assert!(error.to_string().contains("left as it is"), "{error}");
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }
}

#[tokio::test]
async fn a_place_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("file"), b"").unwrap();
    let below_a_file = folder.path().join("file/courant.db");
    for path in [below_a_file.as_path(), folder.path()] {
        let error = refused(path).await;
        assert!(matches!(error, OpenError::Unwritable { .. }), "{error:?}");
        assert!(error.to_string().contains(&path.display().to_string()), "{error}");
    }
}

/// A folder that even the superuser cannot write.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_read_only_folder_is_called_that() {
    let error = refused(Path::new("/proc/courant.db")).await;
    assert!(matches!(error, OpenError::Unwritable { .. }), "{error:?}");
    assert!(error.to_string().contains("the folder may be read-only"), "{error}");
}

#[tokio::test]
async fn a_backup_opens_and_holds_what_was_there() {
    let (folder, store) = on_disk().await;
    let (_, ids) = placed(&store, "a.example", &[("one", 9, 1)]).await;
    user(&store, "Ann", Role::Owner).await;
    let to = folder.path().join("backup.db");
    std::fs::write(folder.path().join("backup.db.part"), b"cut short").unwrap();
    store.backup(&to).await.unwrap();
    user(&store, "Bob", Role::Reader).await;
    let copy = Store::open(&to).await.unwrap();
    assert_eq!(copy.article_page(ids[0], None).await.unwrap().text, "Text of one");
    assert_eq!(copy.users().await.unwrap().len(), 1, "as of its instant");
    assert!(!folder.path().join("backup.db.part").exists());
}

#[tokio::test]
async fn a_backup_overwrites_nothing() {
    let (folder, store) = on_disk().await;
    let to = folder.path().join("backup.db");
    std::fs::write(&to, b"precious").unwrap();
    conflict(store.backup(&to).await, "there already");
    assert_eq!(std::fs::read(&to).unwrap(), b"precious");
    conflict(store.backup(&folder.path().join("no folder/backup.db")).await, "cannot write the backup");
    conflict(Store::open_memory().await.unwrap().backup(&folder.path().join("m.db")).await, "in memory");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn readers_and_writers_do_not_get_into_each_others_way() {
    let (_folder, store) = on_disk().await;
    let (_, ids) = placed(&store, "a.example", &[("one", 9, 1)]).await;
    let mut tasks = tokio::task::JoinSet::new();
    for n in 0..8 {
        let (store, article) = (store.clone(), ids[0]);
        tasks.spawn(async move {
            let reader = user(&store, &format!("Reader {n}"), Role::Reader).await;
            for round in 0..5 {
                store.set_read(reader, &[article], round % 2 == 0, NOW).await.unwrap();
                assert_eq!(store.article_card(article, Some(reader)).await.unwrap().read, round % 2 == 0);
                assert_eq!(store.story(1).await.unwrap().articles, 1);
            }
        });
    }
    while let Some(done) = tasks.join_next().await {
        done.unwrap();
    }
    assert_eq!(store.users().await.unwrap().len(), 8);
}

/// SQLite rolls back by itself where the disk is full, as it does here at the trigger's word.
#[tokio::test]
async fn after_a_full_disk_the_next_write_works() {
    let (_folder, store) = on_disk().await;
    let path = store.path().unwrap().to_owned();
    let full = |table: &str| {
        format!("CREATE TRIGGER full_{table} BEFORE INSERT ON {table} BEGIN SELECT RAISE(ROLLBACK, 'full'); END")
    };
    for table in ["users", "settings"] {
        run(&path, full(table)).await;
    }
    for name in ["Ann", "Bob"] {
        let new = NewUser { name: name.to_owned(), password_hash: "hash".to_owned(), role: Role::Owner };
        let error = store.add_user(&new, NOW).await.unwrap_err().to_string();
        assert!(error.contains("full"), "{error}");
        assert!(store.check_writing().await.is_err(), "nothing can be written");
    }
    run(&path, "DROP TRIGGER full_users").await;
    user(&store, "Ann", Role::Owner).await;
    assert!(store.check_writing().await.is_err(), "there is still no room where it looks");
    run(&path, "DROP TRIGGER full_settings").await;
    store.check_writing().await.unwrap();
    assert_eq!(store.users().await.unwrap().len(), 1);
}

/// What `spoil` makes of a backup is refused in words that hold `why`, or opened where there are none.
async fn check_copy(spoil: impl FnOnce(&mut Vec<u8>), why: Option<&str>) {
    let (folder, store) = on_disk().await;
    placed(&store, "a.example", &[("one", 9, 1)]).await;
    let to = folder.path().join("backup.db");
    store.backup(&to).await.unwrap();
    let mut bytes = std::fs::read(&to).unwrap();
    spoil(&mut bytes);
    std::fs::write(&to, bytes).unwrap();
    let refused = Store::open_copy(&to).await.err().map(|error| error.to_string());
    match (why, &refused) {
        (Some(why), Some(words)) => assert!(words.contains(why), "{words}"),
        (None, None) => {}
        _ => panic!("{refused:?}, not {why:?}"),
    }
}

#[tokio::test]
async fn a_copy_is_opened_only_when_it_is_whole() {
    check_copy(|_| {}, None).await;
    check_copy(Vec::clear, Some("holds nothing")).await;
    check_copy(
        |bytes| {
            let middle = bytes.len() / 2;
            bytes[middle..middle + 40_960].fill(b'x');
        },
        Some("is damaged"),
    )
    .await;
    check_copy(|bytes| bytes.truncate(bytes.len() / 2), Some("is damaged")).await;
    check_copy(|bytes| bytes[..100].fill(b'x'), Some("not a Courant database")).await;
}

#[cfg(unix)]
#[tokio::test]
async fn what_is_made_here_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let folder = tempfile::tempdir().unwrap();
    let (made, open) = (folder.path().join("made"), folder.path().join("open"));
    std::fs::create_dir(&open).unwrap();
    std::fs::set_permissions(&open, std::fs::Permissions::from_mode(0o755)).unwrap();
    for (within, expected) in [(&made, 0o700), (&open, 0o755)] {
        let store = Store::open(&within.join("courant.db")).await.unwrap();
        store.set_setting("a", "word").await.unwrap();
        store.backup(&within.join("copy.db")).await.unwrap();
        assert_eq!(mode(within), expected);
        for name in ["courant.db", "courant.db-wal", "courant.db-shm", "copy.db"] {
            assert_eq!(mode(&within.join(name)), 0o600, "{name}");
        }
    }
    // What is there stays as it is.
    let shared = open.join("shared.db");
    std::fs::write(&shared, b"").unwrap();
    std::fs::set_permissions(&shared, std::fs::Permissions::from_mode(0o640)).unwrap();
    Store::open(&shared).await.unwrap().close().await;
    assert_eq!(mode(&shared), 0o640);
}
