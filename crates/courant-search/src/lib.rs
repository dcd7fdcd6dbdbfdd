//! Courant's full-text index: a follower of the store, never a source of truth.
//!
//! The caller feeds documents in the order of the store's change sequence; the place reached is kept inside the
//! index's own commit, so index and cursor can never disagree, and the folder can be deleted at any time: the next
//! start reads everything again. A folder written by another schema version is emptied for the same reason.

mod asked;
mod nearest;
mod query;
mod schema;
mod snippet;
mod tokens;

use std::path::{Path, PathBuf};

use tantivy::collector::{Count, TopDocs};
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, Term};
use thiserror::Error;

use schema::Fields;

/// Memory for one indexing batch, bytes; the least that tantivy takes for one thread.
const WRITER_BYTES: usize = 15_000_000;

/// What the index was given of one article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// The article's id.
    pub id: i64,
    /// Headline.
    pub title: String,
    /// Body, plain text.
    pub text: String,
    /// Publisher's name.
    pub publisher: String,
    /// Language tag.
    pub language: String,
    /// Tag keys.
    pub tags: Vec<String>,
    /// Milliseconds since 1970 UTC.
    pub at_ms: i64,
}

/// One change the index follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The article is new or different.
    Put(Document),
    /// The article is gone.
    Remove(i64),
}

/// A page of results.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// Matches in the whole index.
    pub total: usize,
    /// Article ids, best first.
    pub ids: Vec<i64>,
}

/// A piece of a snippet: words, and whether the query asked for them.
pub type Piece = (String, bool);

/// Why the index could not do what was asked.
#[derive(Debug, Error)]
pub enum SearchError {
    /// The folder cannot be used.
    #[error("the search index in {folder} cannot be used: {why}")]
    Folder {
        /// Which folder.
        folder: PathBuf,
        /// What went wrong.
        why: String,
    },
    /// The engine failed.
    #[error("the search index failed: {0}")]
    Engine(#[from] tantivy::TantivyError),
}

/// An open index.
pub struct SearchIndex {
    index: Index,
    reader: IndexReader,
    fields: Fields,
}

impl SearchIndex {
    /// Opens the index in `folder`, or begins an empty one there.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        let wrong = |why: String| SearchError::Folder { folder: folder.to_owned(), why };
        std::fs::create_dir_all(folder).map_err(|error| wrong(error.to_string()))?;
        let (schema, fields) = schema::build();
        let opened = Index::open_in_dir(folder).ok().filter(|index| index.schema() == schema);
        let index = match opened {
            Some(index) => index,
            None => {
                std::fs::remove_dir_all(folder).map_err(|error| wrong(error.to_string()))?;
                std::fs::create_dir_all(folder).map_err(|error| wrong(error.to_string()))?;
                Index::create_in_dir(folder, schema)?
            }
        };
        tokens::register(&index);
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { index, reader, fields })
    }

    /// The change sequence reached by the last commit; 0 for an empty index.
    pub fn cursor(&self) -> Result<i64, SearchError> {
        Ok(self.place()?.0)
    }

    /// Says which database is followed and how far its changes go. An index of another one is emptied, and so is one that is
    /// ahead of it: the database was taken from an older copy, and what it changes next would be taken for known. Returns
    /// whether the index was emptied.
    pub fn begin(&self, database: &str, last: i64) -> Result<bool, SearchError> {
        let (cursor, of) = self.place()?;
        // An index of an earlier version names no database.
        let fits = cursor <= last && of.as_deref().is_none_or(|of| of == database);
        if fits && of.is_some() {
            return Ok(false);
        }
        let writer: IndexWriter = self.index.writer_with_num_threads(1, WRITER_BYTES)?;
        if !fits {
            writer.delete_all_documents()?;
        }
        self.commit(writer, if fits { cursor } else { 0 }, Some(database))?;
        Ok(!fits)
    }

    /// How far which database has been followed.
    fn place(&self) -> Result<(i64, Option<String>), SearchError> {
        let payload = self.index.load_metas()?.payload.unwrap_or_default();
        let (cursor, database) = payload.split_once(' ').unwrap_or((&payload, ""));
        Ok((cursor.parse().unwrap_or(0), Some(database.to_owned()).filter(|database| !database.is_empty())))
    }

    fn commit(&self, mut writer: IndexWriter, cursor: i64, database: Option<&str>) -> Result<(), SearchError> {
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(database.map_or_else(|| cursor.to_string(), |of| format!("{cursor} {of}")).as_str());
        commit.commit()?;
        writer.wait_merging_threads()?;
        self.reader.reload()?;
        Ok(())
    }

    /// Takes in a batch and moves the cursor, in one commit.
    pub fn follow(&self, changes: &[Change], cursor: i64) -> Result<(), SearchError> {
        let writer: IndexWriter = self.index.writer_with_num_threads(1, WRITER_BYTES)?;
        for change in changes {
            let id = match change {
                Change::Put(document) => document.id,
                Change::Remove(id) => *id,
            };
            writer.delete_term(Term::from_field_i64(self.fields.id, id));
            if let Change::Put(document) = change {
                writer.add_document(self.fields.document(document))?;
            }
        }
        let (_, database) = self.place()?;
        self.commit(writer, cursor, database.as_deref())
    }

    /// Finds articles. All words must occur; `"…"` asks for a phrase, `-word` leaves out, `publisher:`, `tag:` and
    /// `lang:` narrow; of a question only what it is about is looked for. Nothing a person types is an error.
    pub fn search(&self, query: &str, limit: usize, offset: usize) -> Result<Found, SearchError> {
        let Some(query) = query::read(&self.index, &self.fields, query) else {
            return Ok(Found::default());
        };
        let searcher = self.reader.searcher();
        let top = TopDocs::with_limit(limit.max(1)).and_offset(offset).order_by_score();
        let (total, hits) = searcher.search(&query, &(Count, top))?;
        let mut ids = Vec::with_capacity(hits.len());
        for (_, address) in hits {
            let document: TantivyDocument = searcher.doc(address)?;
            ids.extend(self.fields.id_of(&document));
        }
        Ok(Found { total, ids })
    }

    /// The nearest spelling of a query that finds nothing because no article has some of its words; `None` when there is
    /// none that finds something.
    pub fn nearest(&self, query: &str) -> Result<Option<String>, SearchError> {
        let nearest = nearest::nearest(&self.index, &self.reader.searcher(), &self.fields, query)?;
        let Some(nearest) = nearest else { return Ok(None) };
        Ok((self.search(&nearest, 1, 0)?.total > 0).then_some(nearest))
    }

    /// The part of `text` that best shows why it was found, at most `characters` long, with the words and phrases that were
    /// asked for marked; nothing where it has none of them.
    pub fn snippet(&self, query: &str, text: &str, characters: usize) -> Vec<Piece> {
        let sought = query::sought(&self.index, query);
        match self.index.tokenizers().get(tokens::NAME) {
            Some(analyzer) if !sought.is_empty() => snippet::pieces(analyzer, &sought, text, characters),
            _ => Vec::new(),
        }
    }
}
