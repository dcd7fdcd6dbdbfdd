//! The fields of the index.

use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value,
};

use crate::{Document, tokens};

/// Handles of the fields.
#[derive(Debug, Clone)]
pub struct Fields {
    /// Article id.
    pub id: Field,
    /// Headline.
    pub title: Field,
    /// Body.
    pub text: Field,
    /// Publisher's name, as words.
    pub publisher: Field,
    /// Language tag.
    pub language: Field,
    /// Tag keys.
    pub tag: Field,
    /// When.
    pub at: Field,
}

/// The schema; the text itself stays in the store.
pub fn build() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(tokens::NAME)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let words = TextOptions::default().set_indexing_options(indexing);
    let fields = Fields {
        id: builder.add_i64_field("id", INDEXED | STORED | FAST),
        title: builder.add_text_field("title", words.clone()),
        text: builder.add_text_field("text", words.clone()),
        publisher: builder.add_text_field("publisher", words),
        language: builder.add_text_field("lang", STRING),
        tag: builder.add_text_field("tag", STRING),
        at: builder.add_i64_field("at", FAST),
    };
    (builder.build(), fields)
}

impl Fields {
    /// An index document of an article.
    pub fn document(&self, article: &Document) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_i64(self.id, article.id);
        document.add_text(self.title, &article.title);
        document.add_text(self.text, &article.text);
        document.add_text(self.publisher, &article.publisher);
        document.add_text(self.language, &article.language);
        for tag in &article.tags {
            document.add_text(self.tag, tag);
        }
        document.add_i64(self.at, article.at_ms);
        document
    }

    /// The article id of a found document.
    pub fn id_of(&self, document: &TantivyDocument) -> Option<i64> {
        document.get_first(self.id).and_then(|value| value.as_i64())
    }
}
