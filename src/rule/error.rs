//! What can be wrong with frames and rules, with the place and the remedy.

use super::path::PathError;
use crate::pack::PackError;

/// A fault in a file of frames or rules.
#[derive(Debug, thiserror::Error)]
pub enum RuleError {
    /// The pack itself.
    #[error(transparent)]
    Pack(#[from] PackError),
    /// Not TOML, or not of the form that rules have.
    #[error("{file}:{line}:{column}: {problem}")]
    Syntax {
        /// The file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What the TOML reader says.
        problem: String,
    },
    /// The file reads well and means nothing.
    #[error("{file}:{line}: rule `{rule}`: {problem}")]
    Meaning {
        /// The file.
        file: String,
        /// Line of the rule or definition, from 1.
        line: usize,
        /// Id of the rule, or name of the frame.
        rule: String,
        /// What is wrong and what would be right.
        problem: String,
    },
}

impl RuleError {
    /// A fault that TOML's reader found.
    pub(super) fn toml(file: &str, text: &str, error: &toml::de::Error) -> Self {
        let offset = error.span().map_or(0, |span| span.start.min(text.len()));
        let before = text.get(..offset).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |tail| tail.chars().count()) + 1;
        Self::Syntax { file: file.to_owned(), line, column, problem: error.message().to_owned() }
    }

    /// A fault of a definition; the line is that of the first place where the text has `anchor`.
    pub(super) fn meaning(file: &str, text: &str, anchor: &str, rule: &str, problem: impl Into<String>) -> Self {
        let offset = text.find(anchor).unwrap_or(0);
        let line = text[..offset].matches('\n').count() + 1;
        Self::Meaning { file: file.to_owned(), line, rule: rule.to_owned(), problem: problem.into() }
    }
}

impl From<PathError> for String {
    fn from(error: PathError) -> Self {
        error.to_string()
    }
}

/// `; did you mean …?` with the nearest of `known`, or the empty string where none is near.
pub(super) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let near = known.into_iter().map(|other| (distance(word, other), other)).min();
    near.filter(|(distance, _)| *distance <= word.chars().count().div_ceil(3))
        .map_or_else(String::new, |(_, other)| format!("; did you mean `{other}`?"))
}

/// Levenshtein distance in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let next = (diagonal + usize::from(x != *y)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = std::mem::replace(&mut row[j + 1], next);
        }
    }
    row[b.len()]
}
