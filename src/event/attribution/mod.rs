//! Attribution: whom the text cites for what each word says.
//!
//! Four layers, the inner one wins: what syntax puts under a verb of speech, `selon X` or a verb set into the sentence; quotations, over
//! several sentences too, with their speaker; past conditionals of hearsay, whose source nobody names; who goes on speaking, or confirms
//! the sentence before. A source is a word of the text:
//! which person or body it stands for is for linking to say. The words are data of the language pack: `lexicons/speech.tsv`,
//! `lexicons/source_phrases.tsv` and `attribution.toml`.

mod chain;
mod clause;
mod insertion;
mod lexicon;
mod quote;
mod report;

use chain::Chain;
use clause::{Cited, Clauses};
use lexicon::AttributionLexicon;
use quote::{Place, Quote, Speakers};

use super::status::tree::Tree;
use crate::{
    model::Sentence,
    pack::{Pack, PackError},
};

/// Whom a text cites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A word of the text: a name, a role, a pronoun or a possessive determiner.
    Named {
        /// Index of the sentence in the document.
        sentence: usize,
        /// Index of the head word in the sentence.
        head: usize,
    },
    /// Somebody whom the text does not name (a conditional of hearsay).
    Unnamed,
}

/// Finds sources with the words of one language pack.
#[derive(Debug)]
pub struct AttributionLayer {
    lexicon: AttributionLexicon,
}

impl AttributionLayer {
    /// Reads the pack's words.
    ///
    /// ```
    /// let pack = depeche::pack::Pack::embedded("fr")?;
    /// let layer = depeche::event::attribution::AttributionLayer::from_pack(&pack)?;
    /// assert!(layer.of(&[]).is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`PackError`] names the file and place that cannot be read, and what would do.
    pub fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        Ok(Self { lexicon: AttributionLexicon::from_pack(pack)? })
    }

    /// For each sentence of a document, the source of what each of its words says. Linear in the length of the document.
    pub fn of(&self, sentences: &[Sentence]) -> Vec<Vec<Option<Source>>> {
        let trees: Vec<_> = sentences.iter().map(Tree::new).collect();
        let reports: Vec<_> = trees.iter().map(|tree| report::reports(&self.lexicon, tree)).collect();
        let cited: Vec<Vec<Option<Cited>>> = (0..sentences.len())
            .map(|sentence| Clauses { lexicon: &self.lexicon, tree: &trees[sentence], reports: &reports[sentence], sentence }.sources())
            .collect();
        let quotes = quote::quotes(self.lexicon.quotes(), sentences);
        let speakers = Speakers { sentences, reports: &reports }.of(&quotes);
        let mut sources: Vec<Vec<Option<Source>>> =
            cited.iter().map(|words| words.iter().map(|cited| cited.map(|cited| cited.source)).collect()).collect();
        for (quote, speaker) in quotes.iter().zip(speakers) {
            speaker.into_iter().for_each(|speaker| speak(quote, speaker, &cited, &mut sources));
        }
        Chain { lexicon: &self.lexicon, sentences, trees: &trees, reports: &reports }.complete(&mut sources);
        sources
    }
}

/// Gives the words of a quotation its speaker, unless somebody is cited within it.
fn speak(quote: &Quote, speaker: Source, cited: &[Vec<Option<Cited>>], sources: &mut [Vec<Option<Source>>]) {
    for sentence in quote.start.sentence..cited.len().min(quote.end.sentence + 1) {
        let first = if sentence == quote.start.sentence { quote.start.token + 1 } else { 0 };
        let last = if sentence == quote.end.sentence { quote.end.token } else { cited[sentence].len() };
        for token in first..last.min(cited[sentence].len()) {
            let cited = cited[sentence][token];
            let within = cited.is_some_and(|cited| cited.source != speaker && quote.holds(Place { sentence, token: cited.by }));
            if !within {
                sources[sentence][token] = Some(speaker);
            }
        }
    }
}
