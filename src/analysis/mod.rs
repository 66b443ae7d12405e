//! From text to trees: tokens, sentences, parts of speech, morphology, lemmas and Universal Dependencies.
//!
//! All models are linear and hashed, trained by [`mod@train`] (the `depeche-train` program) from treebanks and lexicons; nothing here
//! knows a language.

mod accent;
mod analyser;
mod annotator;
pub mod conllu;
mod contraction;
mod error;
mod hash;
mod lemma;
mod lexicon;
mod mend;
pub mod mention;
mod morph;
mod parser;
pub mod segment;
mod store;
mod subtype;
mod table;
mod tagger;
pub mod tokenise;
pub mod train;
mod weights;
mod word;

use analyser::{normal, plain};

pub use analyser::Analyser;
pub use annotator::Annotator;
pub use error::AnalysisError;
