//! The tables that are compared.

use std::path::Path;

use serde::{Deserialize, de::DeserializeOwned};

use super::EvalError;
use crate::graph::{FactRow, Graph};

/// One fact of a gold file; `corpus/README.md` describes the columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct GoldRow {
    /// Id of the document.
    pub document: String,
    /// Usual name of the subject.
    pub subject: String,
    /// Other right names, separated by `|`.
    pub subject_alt: String,
    /// Local name of the property.
    pub predicate: String,
    /// Usual name of the object.
    pub object: String,
    /// Other right names.
    pub object_alt: String,
    /// Status that the text gives it.
    pub status: String,
    /// Number, or empty.
    pub count: String,
    /// Date or interval, or empty.
    pub date: String,
    /// Whom the text cites, or empty.
    pub attributed_to: String,
    /// `1` where sound readers could differ: then neither its absence nor its presence counts.
    pub optional: String,
    /// A few words of the text.
    pub evidence: String,
}

impl GoldRow {
    /// Whether it does not count.
    pub fn is_optional(&self) -> bool {
        self.optional == "1"
    }
}

/// Columns without which rows cannot be compared.
const NEEDED: [&str; 4] = ["document", "subject", "predicate", "object"];

fn read<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, EvalError> {
    let failed = |source| EvalError::Table { path: path.to_owned(), source };
    let mut table = csv::ReaderBuilder::new().flexible(true).from_path(path).map_err(failed)?;
    let headers = table.headers().map_err(failed)?.clone();
    if let Some(column) = NEEDED.into_iter().find(|column| !headers.iter().any(|header| header == *column)) {
        return Err(EvalError::NoColumn { path: path.to_owned(), column, wanted: NEEDED.join(", ") });
    }
    table.deserialize().map(|row| row.map_err(failed)).collect()
}

/// Reads a gold file.
///
/// # Errors
/// [`EvalError::Table`] names the line; [`EvalError::NoGold`] where there is no row.
pub fn read_gold(path: &Path) -> Result<Vec<GoldRow>, EvalError> {
    let gold = read::<GoldRow>(path)?;
    if gold.is_empty() { Err(EvalError::NoGold { path: path.to_owned() }) } else { Ok(gold) }
}

/// Reads a facts table.
///
/// # Errors
/// [`EvalError::Table`] names the line.
pub fn read_facts(path: &Path) -> Result<Vec<FactRow>, EvalError> {
    read(path)
}

/// The facts table of a graph.
///
/// # Errors
/// [`EvalError::Graph`] where the graph lacks parts.
pub fn facts_of(graph: &Graph) -> Result<Vec<FactRow>, EvalError> {
    Ok(graph.read()?.claims.iter().map(FactRow::from).collect())
}

/// The document's name without folder and extension, as both tables mean it.
pub(super) fn document(name: &str) -> &str {
    let name = name.rsplit('/').next().unwrap_or_default();
    [".txt", ".html", ".md"].into_iter().fold(name, |name, extension| name.strip_suffix(extension).unwrap_or(name))
}
