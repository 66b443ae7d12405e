//! CoNLL-U (<https://universaldependencies.org/format.html>), read and written.

mod error;
mod read;
mod write;

use crate::model::{Sentence, Span, Surface, Token};

pub use error::{ConlluError, Problem};
pub use read::read;
pub use write::write;

/// One sentence of a CoNLL-U file: its words, and the lines around them that an analyser keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// Comment lines with their `#`, in order.
    pub comments: Vec<String>,
    /// The sentence as its forms and `SpaceAfter=No` build it; the spans of `tokens` point into it.
    pub text: String,
    /// The syntactic words.
    pub tokens: Vec<Token>,
    /// Lines of the file in order.
    lines: Vec<Line>,
}

/// What stands on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Line {
    /// The next word, with its MISC column.
    Word { misc: String },
    /// A multiword token over the next `count` words.
    Range { count: usize, misc: String },
    /// An empty node of the enhanced graph, as it stood.
    Empty(String),
}

impl Block {
    /// The block of an analysed sentence of `text`; `number` becomes its `sent_id`.
    pub fn from_sentence(text: &str, sentence: &Sentence, number: usize) -> Self {
        let base = sentence.span.start;
        let shift = |token: &Token| {
            let span = Span::new(token.span.start.saturating_sub(base), token.span.end.saturating_sub(base));
            Token { span, ..token.clone() }
        };
        let mut block = Self {
            comments: vec![format!("# sent_id = {number}"), format!("# text = {}", one_line(sentence.span.of(text)))],
            text: sentence.span.of(text).to_owned(),
            tokens: sentence.tokens.iter().map(shift).collect(),
            lines: Vec::new(),
        };
        block.lines = block.lay_out();
        block
    }

    fn lay_out(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            let rest = self.tokens[at + 1..].iter().take_while(|next| next.surface == Surface::Rest).count();
            let glued = self.tokens.get(at + 1 + rest).is_some_and(|next| next.span.start == token.span.end);
            let misc = if glued { "SpaceAfter=No" } else { "_" }.to_owned();
            match token.surface {
                Surface::Whole => lines.push(Line::Word { misc }),
                Surface::First => lines.extend([Line::Range { count: rest + 1, misc }, Line::Word { misc: "_".to_owned() }]),
                Surface::Rest => lines.push(Line::Word { misc: "_".to_owned() }),
            }
        }
        lines
    }

    /// The byte spans of the surface tokens in [`Block::text`].
    pub fn surface(&self) -> Vec<Span> {
        self.tokens.iter().filter(|token| token.surface != Surface::Rest).map(|token| token.span).collect()
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

#[cfg(test)]
mod tests;
