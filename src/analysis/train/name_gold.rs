//! Gold names: standoff lines over a text of one sentence a line, or over trees (`corpus/names/README.md` describes them).

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::{TrainError, corpus::read_treebank, error::read_text};
use crate::{analysis::conllu::Block, model::Span};

/// What opens an article, and what says where the annotation ends; they stand in place of a class.
const ARTICLE: &str = "DOC";
const END: &str = "END";
/// What says in place of a class that a sentence of a treebank was read and has no name.
const NONE: &str = "NONE";
/// What names a sentence of a treebank, and what opens an article in it.
const SENTENCE: &str = "# sent_id = ";
const NEW_ARTICLE: &str = "# newdoc";

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

/// Reads standoff annotation of sentences of CoNLL-U files, by their `sent_id`. Sentences that no line names are left out. An article begins at
/// `# newdoc`; in a file without it every sentence is one.
///
/// # Errors
/// [`TrainError::File`] or [`TrainError::Treebank`] where a file cannot be read, [`TrainError::Line`] for a line of other columns, of a sentence that
/// no file has, or with a name that its sentence lacks.
pub fn read_tree_names(annotation: &Path, trees: &[PathBuf]) -> Result<Vec<GoldNames>, TrainError> {
    let (lines, mut articles) = (read_text(annotation)?, Vec::new());
    let fault = |line: usize| TrainError::Line { path: annotation.to_owned(), line };
    let mut rows: BTreeMap<&str, Vec<Row<'_>>> = BTreeMap::new();
    for (at, line) in lines.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let (sentence, row) = row(at + 1, line).ok_or_else(|| fault(at + 1))?;
        rows.entry(sentence).or_default().push(row);
    }
    for file in trees {
        let blocks = read_treebank(file)?;
        let mut opens = true;
        let whole = blocks.iter().any(opens_article);
        for block in &blocks {
            opens |= !whole || opens_article(block);
            let id = block.comments.iter().find_map(|comment| comment.strip_prefix(SENTENCE)).unwrap_or_default();
            let Some(rows) = rows.remove(id.trim()) else { continue };
            if std::mem::take(&mut opens) {
                articles.push(GoldNames::default());
            }
            articles.last_mut().map_or(Ok(()), |article| article.add(&block.text, &rows)).map_err(fault)?;
        }
    }
    rows.into_values().flatten().next().map_or(Ok(articles), |row| Err(fault(row.line)))
}

/// Class and name of a line; no name where the sentence has none.
struct Row<'a> {
    line: usize,
    name: Option<(&'a str, &'a str)>,
}

fn row(line: usize, text: &str) -> Option<(&str, Row<'_>)> {
    let mut columns = text.split('\t');
    let (sentence, class, name) = (columns.next()?, columns.next()?, columns.next().map(str::trim).filter(|name| !name.is_empty()));
    (name.is_some() || class == NONE).then_some((sentence, Row { line, name: name.map(|name| (class, name)) }))
}

fn opens_article(block: &Block) -> bool {
    block.comments.iter().any(|comment| comment.starts_with(NEW_ARTICLE))
}

impl GoldNames {
    /// Adds a sentence with its names. The error is the line of a name that it lacks.
    fn add(&mut self, sentence: &str, rows: &[Row<'_>]) -> Result<(), usize> {
        let mut from = self.text.len();
        self.text.push_str(sentence);
        self.text.push_str("\n\n");
        for row in rows {
            let Some((class, name)) = row.name else { continue };
            let start = from + self.text[from..].find(name).ok_or(row.line)?;
            from = start + name.len();
            self.names.push((Span::new(start, from), class.to_owned()));
        }
        Ok(())
    }
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
