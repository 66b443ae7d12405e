//! SPARQL 1.1 queries over a graph, the union of its named graphs being the default graph, and the named queries that ship.

use std::fmt;

use oxigraph::sparql::{QueryEvaluationError, SparqlEvaluator, SparqlSyntaxError};
use rust_embed::RustEmbed;

use super::{Dataset, Graph, Service, answer::Answer, vocabulary::PREFIXES};

/// Why a query could not be answered.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// The query is no SPARQL.
    #[error("{0}")]
    Syntax(SyntaxError),
    /// The dataset that was asked for cannot be.
    #[error("{0}")]
    Dataset(String),
    /// The answer has more rows than it may have.
    #[error("the answer has more than {most} rows, which is the limit: ask for less, or for a part with LIMIT and OFFSET")]
    TooLong {
        /// The limit.
        most: usize,
    },
    /// The query failed while it ran.
    #[error("the query failed: {0}")]
    Evaluation(#[from] QueryEvaluationError),
    /// The answer is of another kind than the format can hold.
    #[error("{answer} cannot be written as {format}: take one of {fitting}")]
    Unfitting {
        /// What came.
        answer: &'static str,
        /// What was asked for.
        format: &'static str,
        /// What would do.
        fitting: String,
    },
    /// No such format.
    #[error("`{name}` is no format of answers; known: {known}")]
    UnknownFormat {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// No such named query.
    #[error("no query is named `{name}`; there are: {known}")]
    UnknownQuery {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// The answer could not be written.
    #[error("cannot write the answer: {0}")]
    Write(#[from] std::io::Error),
}

/// Where and why a query is no SPARQL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Line and column, from 1, in characters; `None` where the parser gives no place.
    pub place: Option<(usize, usize)>,
    /// What the parser says.
    pub message: String,
    /// The line of the query.
    pub line: String,
}

impl SyntaxError {
    /// The parser says `error at LINE:COLUMN: expected …` and offers no other way to the place.
    pub(super) fn of(error: &SparqlSyntaxError, query: &str) -> Self {
        let said = error.to_string();
        let parsed = said.strip_prefix("error at ").and_then(|rest| rest.split_once(": ")).and_then(|(place, message)| {
            let (line, column) = place.split_once(':')?;
            Some(((line.parse().ok()?, column.parse().ok()?), message.to_owned()))
        });
        let (place, message) = parsed.map_or((None, said.clone()), |(place, message)| (Some(place), message));
        let line = place.and_then(|(line, _): (usize, usize)| query.lines().nth(line.saturating_sub(1))).unwrap_or_default();
        Self { place, message, line: line.to_owned() }
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some((line, column)) => {
                writeln!(f, "the query cannot be read at line {line}, column {column}: {}", self.message)?;
                write!(f, "  {}\n  {:>column$}", self.line, "^")
            }
            None => write!(f, "the query cannot be read: {}", self.message),
        }
    }
}

impl Graph {
    /// Answers a SPARQL query (SELECT, ASK, CONSTRUCT or DESCRIBE). Unless the query says `FROM`, it sees all documents at once; the
    /// [`PREFIXES`] need not be declared.
    ///
    /// ```
    /// use depeche::{
    ///     graph::{GraphBuilder, ResultFormat},
    ///     model::Document,
    /// };
    ///
    /// let mut builder = GraphBuilder::new();
    /// builder.add(&Document::from_text("note", "Rien à signaler à Bamako."), &[])?;
    /// let graph = builder.finish()?;
    /// let mut table = Vec::new();
    /// graph.query("SELECT ?id { ?document a dep:Document ; dcterms:identifier ?id }")?.write(ResultFormat::Csv, &mut table)?;
    /// assert_eq!(table, b"id\r\nnote\r\n");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`QueryError::Syntax`] shows where the query is wrong.
    pub fn query(&self, sparql: &str) -> Result<Answer, QueryError> {
        self.query_in(sparql, &Dataset::default(), None, None)
    }

    /// As [`Graph::query`], over the graphs that `dataset` names, which outdo those of the query's `FROM`. Relative IRIs are resolved against
    /// `base`. `service` answers the query's `SERVICE` clauses, which fail without it.
    ///
    /// # Errors
    /// [`QueryError::Dataset`] where a graph's name is no IRI.
    pub fn query_in(&self, sparql: &str, dataset: &Dataset, base: Option<&str>, service: Option<&Service>) -> Result<Answer, QueryError> {
        let mut evaluator = evaluator()?;
        if let Some(base) = base {
            let wrong = |error| QueryError::Dataset(format!("base `{base}` is no IRI: {error}"));
            evaluator = evaluator.with_base_iri(base).map_err(wrong)?;
        }
        if let Some(service) = service {
            evaluator = evaluator.with_default_service_handler(service.clone());
        }
        let mut prepared = evaluator.parse_query(sparql).map_err(|error| QueryError::Syntax(SyntaxError::of(&error, sparql)))?;
        dataset.apply(prepared.dataset_mut())?;
        if prepared.dataset().is_default_dataset() {
            prepared.dataset_mut().set_default_graph_as_union();
        }
        Ok(Answer::new(prepared.on_store(self.store()).execute()?))
    }
}

/// What reads queries and updates: the [`PREFIXES`] are known to it.
pub(super) fn evaluator() -> Result<SparqlEvaluator, QueryError> {
    PREFIXES.iter().try_fold(SparqlEvaluator::new(), |evaluator, (prefix, iri)| {
        evaluator.with_prefix(*prefix, *iri).map_err(|error| QueryError::Write(std::io::Error::other(error)))
    })
}

/// The queries in `ontology/queries/`.
#[derive(RustEmbed)]
#[folder = "ontology/queries/"]
#[include = "*.rq"]
struct Embedded;

/// A query that ships, with the question that it answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedQuery {
    /// File name without extension.
    pub name: String,
    /// The question in plain words: the file's first line.
    pub question: String,
    /// The query.
    pub sparql: String,
}

impl NamedQuery {
    /// All of them, by name.
    pub fn all() -> Vec<Self> {
        let mut queries: Vec<_> = Embedded::iter()
            .filter_map(|file| {
                let sparql = String::from_utf8(Embedded::get(&file)?.data.into_owned()).ok()?;
                let question = sparql.lines().next()?.trim_start_matches('#').trim().to_owned();
                Some(Self { name: file.strip_suffix(".rq")?.to_owned(), question, sparql })
            })
            .collect();
        queries.sort_by(|a, b| a.name.cmp(&b.name));
        queries
    }

    /// The one of this name.
    ///
    /// # Errors
    /// [`QueryError::UnknownQuery`] lists those that there are.
    pub fn find(name: &str) -> Result<Self, QueryError> {
        let mut all = Self::all();
        match all.iter().position(|query| query.name == name) {
            Some(index) => Ok(all.swap_remove(index)),
            None => {
                let known = all.iter().map(|query| query.name.as_str()).collect::<Vec<_>>().join(", ");
                Err(QueryError::UnknownQuery { name: name.to_owned(), known })
            }
        }
    }
}
