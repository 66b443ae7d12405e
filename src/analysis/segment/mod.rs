//! Sentences of raw text: hard breaks between lines first, then full stops and their like between tokens.

mod boundary;
mod line;

use crate::{
    analysis::tokenise::Tokeniser,
    model::Span,
    pack::{Pack, PackError},
};

use line::Breaks;

/// Most tokens of one sentence. A longer stretch without an end (a table, a list of names) is cut after this many, after a comma
/// where one stands in its second half: it bounds what every later stage does with a sentence.
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
/// use depeche::{analysis::segment::Segmenter, model::Span, pack::Pack};
///
/// let segmenter = Segmenter::from_pack(&Pack::embedded("fr")?)?;
/// let text = "Trêve au Soudan\nM. Diallo est arrivé à Port-Soudan. « Rien n'est signé. » Il repart lundi.";
/// let sentences: Vec<_> = segmenter.sentences(text, Span::new(0, text.len())).iter().map(|s| s.span.of(text)).collect();
/// assert_eq!(sentences, ["Trêve au Soudan", "M. Diallo est arrivé à Port-Soudan.", "« Rien n'est signé. »", "Il repart lundi."]);
/// # Ok::<(), depeche::pack::PackError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Segmenter {
    tokeniser: Tokeniser,
}

impl Segmenter {
    /// A segmenter with the word lists of a pack.
    ///
    /// # Errors
    /// As [`Tokeniser::from_pack`].
    pub fn from_pack(pack: &Pack) -> Result<Self, PackError> {
        Ok(Self { tokeniser: Tokeniser::from_pack(pack)? })
    }

    /// The sentences of a part of a text, in order; together they hold every token of [`Tokeniser::tokens`].
    pub fn sentences(&self, text: &str, body: Span) -> Vec<RawSentence> {
        let tokens = self.tokeniser.tokens(text, body);
        let breaks = Breaks::of(text, body);
        let mut sentences = Vec::new();
        let (mut start, mut paragraph) = (0, 0);
        while start < tokens.len() {
            let length = tokens[start..].windows(2).take_while(|pair| !breaks.between(text, pair[0], pair[1])).count() + 1;
            self.paragraph(text, &tokens[start..start + length], paragraph, &mut sentences);
            start += length;
            paragraph += 1;
        }
        sentences
    }

    fn paragraph(&self, text: &str, tokens: &[Span], paragraph: usize, sentences: &mut Vec<RawSentence>) {
        let mut start = 0;
        for end in boundary::ends(&self.tokeniser, text, tokens) {
            for part in parts(text, &tokens[start..end]) {
                let span = part[0].join(part[part.len() - 1]);
                sentences.push(RawSentence { span, paragraph, tokens: part.to_vec() });
            }
            start = end;
        }
    }
}

/// The sentence, or the parts of at most [`LONGEST_SENTENCE`] tokens that it is cut into.
fn parts<'t>(text: &str, mut tokens: &'t [Span]) -> Vec<&'t [Span]> {
    let mut parts = Vec::new();
    while tokens.len() > LONGEST_SENTENCE {
        let window = &tokens[LONGEST_SENTENCE / 2..LONGEST_SENTENCE];
        let comma = window.iter().rposition(|token| matches!(token.of(text), "," | ";"));
        let (part, rest) = tokens.split_at(comma.map_or(LONGEST_SENTENCE, |at| LONGEST_SENTENCE / 2 + at + 1));
        parts.push(part);
        tokens = rest;
    }
    parts.push(tokens);
    parts
}
