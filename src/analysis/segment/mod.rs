//! Sentences of raw text: hard breaks between lines first, then a learnt splitter over the places between tokens.
//!
//! The splitter is a logistic regression over hashed features of the words around a place and of the sentence so far, trained by
//! [`super::train`] on treebanks; what words can be it learns from the analyser's lexicon. Where a text has line breaks, headings and list items are known by them, and only full stops and
//! their like are judged; a text of one line may have lost its breaks, and every place in it is judged.

mod feature;
mod known;
mod line;
mod look;
mod splitter;

use crate::{
    analysis::{Analyser, AnalysisError, tokenise::Tokeniser},
    model::Span,
    pack::Pack,
};

pub(super) use feature::{State, fill, may_begin};
pub(super) use known::Known;
use line::Breaks;
pub(super) use look::looks;
use splitter::Places;
pub use splitter::Splitter;

/// Most tokens of one sentence: a longer stretch without an end (a table, a list of names) is cut after so many, which bounds what
/// every later stage does with a sentence.
pub const LONGEST_SENTENCE: usize = 1000;

/// A sentence before analysis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawSentence {
    /// Bytes from the first to the last token.
    pub span: Span,
    /// Number of the paragraph (stretch between hard breaks), from 0.
    pub paragraph: usize,
    /// Bytes of the surface tokens, in order, never empty.
    pub tokens: Vec<Span>,
}

/// Cuts text into sentences of surface tokens.
///
/// A hard break is a blank line, a block tag of HTML, or a single line break, except where the lines of a text are wrapped to one
/// width or a long line goes on in lower case.
///
/// ```
/// use depeche::{analysis::{Analyser, segment::Segmenter}, model::Span, pack::Pack};
///
/// let pack = Pack::embedded("fr")?;
/// let segmenter = Segmenter::from_pack(&pack, &Analyser::from_bytes(pack.bytes(Analyser::FILE)?)?)?;
/// let text = "Trêve au Soudan\nM. Diallo est arrivé à Port-Soudan. « Rien n'est signé. » Il repart lundi.";
/// let sentences: Vec<_> = segmenter.sentences(text, Span::new(0, text.len())).iter().map(|s| s.span.of(text)).collect();
/// assert_eq!(sentences, ["Trêve au Soudan", "M. Diallo est arrivé à Port-Soudan.", "« Rien n'est signé. »", "Il repart lundi."]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Segmenter {
    tokeniser: Tokeniser,
    known: Known,
    splitter: Splitter,
}

impl Segmenter {
    /// Where a language pack keeps the splitter.
    pub const FILE: &str = "models/segmenter.bin";

    /// A segmenter with the word lists and the splitter of a pack, which shares the lexicon of the pack's analyser.
    ///
    /// # Errors
    /// As [`Tokeniser::from_pack`] and [`Splitter::from_bytes`].
    pub fn from_pack(pack: &Pack, analyser: &Analyser) -> Result<Self, AnalysisError> {
        let splitter = Splitter::from_bytes(pack.bytes(Self::FILE)?)?;
        Ok(Self { tokeniser: Tokeniser::from_pack(pack)?, known: Known::of(analyser), splitter })
    }

    /// The sentences of a part of a text, in order; together they hold every token of [`Tokeniser::tokens`].
    pub fn sentences(&self, text: &str, body: Span) -> Vec<RawSentence> {
        let tokens = self.tokeniser.tokens(text, body);
        let breaks = Breaks::of(text, body);
        let starts = || tokens.windows(2).enumerate().filter(|(_, pair)| breaks.between(text, pair[0], pair[1])).map(|(at, _)| at + 1);
        let places = if starts().next().is_some() { Places::Marked } else { Places::All };
        let (mut sentences, mut start) = (Vec::new(), 0);
        for (paragraph, end) in starts().chain([tokens.len()]).filter(|end| *end > 0).enumerate() {
            self.paragraph(text, &tokens[start..end], paragraph, places, &mut sentences);
            start = end;
        }
        sentences
    }

    fn paragraph(&self, text: &str, tokens: &[Span], paragraph: usize, places: Places, sentences: &mut Vec<RawSentence>) {
        let looks = looks(&self.tokeniser, &self.known, text, tokens);
        let mut start = 0;
        for end in self.splitter.ends(&looks, places) {
            let tokens = tokens[start..end].to_vec();
            sentences.push(RawSentence { span: tokens[0].join(tokens[tokens.len() - 1]), paragraph, tokens });
            start = end;
        }
    }
}
