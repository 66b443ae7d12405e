//! Reading.

use compact_str::CompactString;

use super::{Block, ConlluError, Line, Problem};
use crate::{
    analysis::normal,
    model::{Features, Span, Surface, Token, Upos},
};

/// Reads a whole file. Columns that are `_` stay empty; enhanced dependencies and language-specific tags are not kept.
///
/// # Errors
/// At the first line that is not CoNLL-U.
///
/// ```
/// let blocks = depeche::analysis::conllu::read("1\tAccalmie\t_\t_\t_\t_\t_\t_\t_\t_\n\n")?;
/// assert_eq!(blocks[0].tokens[0].form, "Accalmie");
/// # Ok::<(), depeche::analysis::conllu::ConlluError>(())
/// ```
pub fn read(file: &str) -> Result<Vec<Block>, ConlluError> {
    let mut blocks = Vec::new();
    let mut open = Open::default();
    for (at, line) in file.strip_prefix('\u{feff}').unwrap_or(file).lines().enumerate() {
        let wrong = |problem| ConlluError { line: at + 1, problem };
        if line.trim().is_empty() {
            blocks.extend(open.close()?);
        } else if line.starts_with('#') {
            open.block.comments.push(line.to_owned());
        } else {
            open.line(line, at + 1).map_err(wrong)?;
        }
    }
    blocks.extend(open.close()?);
    Ok(blocks)
}

/// The sentence that is being read.
#[derive(Default)]
struct Open {
    block: Block,
    /// Whether a space stands between the last surface token and the next.
    space: bool,
    /// Words of the multiword token that are still to come.
    pending: usize,
    /// HEAD column and line number of each word.
    heads: Vec<(String, usize)>,
    last_line: usize,
}

impl Open {
    fn line(&mut self, line: &str, number: usize) -> Result<(), Problem> {
        self.last_line = number;
        let columns: Vec<&str> = line.split('\t').collect();
        let Ok([id, form, lemma, upos, _, feats, head, rel, _, misc]) = <[&str; 10]>::try_from(columns.as_slice()) else {
            return Err(Problem::Columns(columns.len()));
        };
        if form.is_empty() {
            return Err(Problem::Form);
        }
        if id.contains('-') {
            return self.range(id, form, misc);
        }
        if id.contains('.') {
            self.block.lines.push(Line::Empty(line.to_owned()));
            return Ok(());
        }
        let wanted = self.block.tokens.len() + 1;
        if id.parse() != Ok(wanted) {
            return Err(Problem::Id { found: id.to_owned(), wanted });
        }
        let (span, surface) = self.place(form, misc);
        self.heads.push((head.to_owned(), number));
        self.block.lines.push(Line::Word { misc: misc.to_owned() });
        self.block.tokens.push(Token {
            span,
            form: normal(form),
            lemma: column(lemma, form),
            upos: if upos == "_" { Upos::X } else { upos.parse().map_err(|()| Problem::Upos(upos.to_owned()))? },
            feats: Features::new(feats),
            head: None,
            rel: column(rel, ""),
            surface,
        });
        Ok(())
    }

    fn range(&mut self, id: &str, form: &str, misc: &str) -> Result<(), Problem> {
        let wrong = || Problem::Range(id.to_owned());
        let (first, last) = id.split_once('-').ok_or_else(wrong)?;
        let (first, last): (usize, usize) = (first.parse().map_err(|_| wrong())?, last.parse().map_err(|_| wrong())?);
        if self.pending > 0 || first != self.block.tokens.len() + 1 || last < first || last - first > 20 {
            return Err(wrong());
        }
        self.append(form, misc);
        self.pending = last - first + 1;
        self.block.lines.push(Line::Range { count: self.pending, misc: misc.to_owned() });
        Ok(())
    }

    /// Puts a surface token at the end of the text.
    fn append(&mut self, form: &str, misc: &str) -> Span {
        if self.space {
            self.block.text.push(' ');
        }
        let start = self.block.text.len();
        self.block.text.push_str(form);
        self.space = !misc.split('|').any(|pair| pair == "SpaceAfter=No");
        Span::new(start, self.block.text.len())
    }

    /// Where a word stands: in the open multiword token, or by itself.
    fn place(&mut self, form: &str, misc: &str) -> (Span, Surface) {
        let Some(rest) = self.pending.checked_sub(1) else {
            return (self.append(form, misc), Surface::Whole);
        };
        let count = self.block.lines.iter().rev().find_map(|line| match line {
            Line::Range { count, .. } => Some(*count),
            _ => None,
        });
        let first = count == Some(self.pending);
        self.pending = rest;
        match self.block.tokens.last() {
            Some(before) if !first => (before.span, Surface::Rest),
            _ => (Span::new(self.last_start(), self.block.text.len()), Surface::First),
        }
    }

    /// Start of the surface token that ends the text.
    fn last_start(&self) -> usize {
        let end = self.block.tokens.last().map_or(0, |token| token.span.end);
        let gap = self.block.text.get(end..).map_or(0, |rest| rest.len() - rest.trim_start_matches(' ').len());
        end + gap
    }

    fn close(&mut self) -> Result<Option<Block>, ConlluError> {
        let open = std::mem::take(self);
        if open.pending > 0 {
            return Err(ConlluError { line: open.last_line, problem: Problem::Range("unfinished".to_owned()) });
        }
        let mut block = open.block;
        let count = block.tokens.len();
        for (token, (head, line)) in block.tokens.iter_mut().zip(open.heads) {
            token.head = match head.as_str() {
                "_" | "0" => None,
                head => match head.parse::<usize>() {
                    Ok(number) if number <= count => Some(number - 1),
                    _ => return Err(ConlluError { line, problem: Problem::Head(head.to_owned()) }),
                },
            };
        }
        Ok((!block.tokens.is_empty() || !block.comments.is_empty()).then_some(block))
    }
}

/// A column that `_` leaves empty, unless the word itself is an underscore.
fn column(value: &str, form: &str) -> CompactString {
    if value == "_" && form != "_" { CompactString::default() } else { CompactString::from(value) }
}
