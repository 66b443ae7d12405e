//! Status of every word of a sentence: done, planned, possible or denied.
//!
//! Worked out once for all rules, from the root of the tree down. Each word adds what its own tense, mood, negation and modifiers say to
//! what reaches it from its governor; a governor may be an operator (`menacer`, `projet`, `prévu`) that changes what reaches one of its
//! dependents, and a preposition or conjunction may be one (`sans`, `pour`, `en cas de`). How operators nest is a table in the pack.
//! The idea is that of implicative signatures and their projection through a tree (Nairn, Condoravdi and Karttunen, *Computing relative
//! polarity for textual inference*, 2006), with four values.
//!
//! The words are data of the language pack: `lexicons/status.tsv`, `lexicons/status_phrases.tsv` and `status.toml`.

mod clause;
mod compose;
mod edge;
mod lexicon;
mod negation;
pub(super) mod phrase;
pub(super) mod tree;
mod walk;

pub(super) use clause::is_past_conditional;
pub(super) use lexicon::{Words, folded};

use lexicon::StatusLexicon;
use tree::Tree;
use walk::Walk;

use crate::{
    model::{Sentence, Status},
    pack::{Pack, PackError},
};

/// Works out statuses with the words of one language pack.
#[derive(Debug)]
pub struct StatusLayer {
    lexicon: StatusLexicon,
}

impl StatusLayer {
    /// Reads the pack's words.
    ///
    /// ```
    /// let pack = depeche::pack::Pack::embedded("fr")?;
    /// let layer = depeche::event::status::StatusLayer::from_pack(&pack)?;
    /// assert!(layer.of(&depeche::model::Sentence::default()).is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`PackError`] names the file and place that cannot be read, and what would do.
    pub fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        Ok(Self { lexicon: StatusLexicon::from_pack(pack)? })
    }

    /// The status that a trigger at each word of the sentence has, in order of words. Linear in the length of the sentence.
    pub fn of(&self, sentence: &Sentence) -> Vec<Status> {
        let tree = Tree::new(sentence);
        Walk::new(&self.lexicon, &tree).run()
    }
}
