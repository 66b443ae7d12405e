//! Gold names: standoff lines over a text of one sentence a line (`corpus/names/README.md` describes them).

use std::path::Path;

use super::{TrainError, error::read_text};
use crate::model::Span;

/// What opens an article, and what says where the annotation ends; they stand in place of a class.
const ARTICLE: &str = "DOC";
const END: &str = "END";

/// One article with the names in it, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoldNames {
    /// Its sentences, with an empty line after each, so that none flows into the next.
    pub text: String,
    /// Bytes and class of each name.
    pub names: Vec<(Span, String)>,
}

/// Reads standoff annotation and the text that it is about.
///
/// # Errors
/// [`TrainError::File`] where one cannot be read, [`TrainError::Line`] for a line of other columns, out of order, or with a name that its
/// sentence lacks.
pub fn read_names(annotation: &Path, text: &Path) -> Result<Vec<GoldNames>, TrainError> {
    let source = read_text(text)?;
    let sentences: Vec<&str> = source.lines().collect();
    let mut reader = Reader { sentences: &sentences, sentence: 0, from: 0, articles: Vec::new() };
    for (at, line) in read_text(annotation)?.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        reader.line(line).ok_or_else(|| TrainError::Line { path: annotation.to_owned(), line: at + 1 })?;
    }
    Ok(reader.articles)
}

struct Reader<'t> {
    sentences: &'t [&'t str],
    /// Number of the last sentence that was added, from 1; 0 before the first.
    sentence: usize,
    /// Where in the text of the article the next name is looked for.
    from: usize,
    articles: Vec<GoldNames>,
}

impl Reader<'_> {
    fn line(&mut self, line: &str) -> Option<()> {
        let mut columns = line.split('\t');
        let (sentence, class, name) = (columns.next()?.parse::<usize>().ok()?, columns.next()?, columns.next());
        if class == ARTICLE {
            let before = sentence.checked_sub(1)?;
            if !self.articles.is_empty() {
                self.advance(before)?;
            }
            self.sentence = before;
            self.articles.push(GoldNames::default());
        }
        self.advance(sentence)?;
        match name {
            Some(name) => self.name(name, class),
            None => (class == ARTICLE || class == END).then_some(()),
        }
    }

    /// Adds sentences to the article up to this one.
    fn advance(&mut self, sentence: usize) -> Option<()> {
        if sentence < self.sentence {
            return None;
        }
        let article = self.articles.last_mut()?;
        while self.sentence < sentence {
            self.from = article.text.len();
            article.text.push_str(self.sentences.get(self.sentence)?);
            article.text.push_str("\n\n");
            self.sentence += 1;
        }
        Some(())
    }

    fn name(&mut self, name: &str, class: &str) -> Option<()> {
        let article = self.articles.last_mut()?;
        let start = self.from + article.text[self.from..].find(name)?;
        self.from = start + name.len();
        article.names.push((Span::new(start, self.from), class.to_owned()));
        Some(())
    }
}
