//! Writing.

use std::fmt::Write;

use super::{Block, Line};
use crate::model::{Surface, Token};

/// The blocks as a CoNLL-U file, an empty line after each.
///
/// ```
/// use depeche::analysis::conllu;
/// let file = "# text = Accalmie\n1\tAccalmie\taccalmie\tNOUN\t_\tGender=Fem|Number=Sing\t0\troot\t_\t_\n\n";
/// assert_eq!(conllu::write(&conllu::read(file)?), file);
/// # Ok::<(), conllu::ConlluError>(())
/// ```
pub fn write(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        // Writing to a string cannot fail.
        let _ = block.write(&mut out);
    }
    out
}

impl Block {
    fn write(&self, out: &mut String) -> std::fmt::Result {
        for comment in &self.comments {
            writeln!(out, "{comment}")?;
        }
        let mut tokens = self.tokens.iter().enumerate().peekable();
        for line in &self.lines {
            match line {
                Line::Empty(line) => writeln!(out, "{line}")?,
                Line::Range { count, misc } => {
                    if let Some((at, token)) = tokens.peek() {
                        let form = clean(token.span.of(&self.text));
                        writeln!(out, "{}-{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}", at + 1, at + count)?;
                    }
                }
                Line::Word { misc } => {
                    if let Some((at, token)) = tokens.next() {
                        self.word(at, token, misc, out)?;
                    }
                }
            }
        }
        writeln!(out)
    }

    fn word(&self, at: usize, token: &Token, misc: &str, out: &mut String) -> std::fmt::Result {
        let form = if token.surface == Surface::Whole { clean(token.span.of(&self.text)) } else { clean(&token.form) };
        let head = match token.head {
            Some(head) => (head + 1).to_string(),
            None if token.rel.is_empty() => "_".to_owned(),
            None => "0".to_owned(),
        };
        let [lemma, feats, rel] = [clean(&token.lemma), token.feats.as_str().to_owned(), token.rel.to_string()].map(filled);
        writeln!(out, "{}\t{form}\t{lemma}\t{}\t_\t{feats}\t{head}\t{rel}\t_\t{misc}", at + 1, token.upos)
    }
}

fn filled(value: String) -> String {
    if value.is_empty() { "_".to_owned() } else { value }
}

/// Tabs and line breaks would break the line.
fn clean(value: &str) -> String {
    value.replace(['\t', '\n', '\r'], " ")
}
