//! Answers to queries and the formats that they can be written in.

use std::{
    io::{BufWriter, Write},
    str::FromStr,
};

use oxigraph::{
    io::{RdfFormat, RdfSerializer},
    model::{Term, Triple},
    sparql::{
        QueryResults, QuerySolutionIter, QueryTripleIter,
        results::{QueryResultsFormat, QueryResultsSerializer},
    },
};
use unicode_segmentation::UnicodeSegmentation;

use super::{query::QueryError, vocabulary::PREFIXES};

/// What an answer can be written as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ResultFormat {
    /// Aligned columns for reading; Turtle where the answer is a graph.
    #[default]
    Table,
    /// SPARQL results as CSV.
    Csv,
    /// SPARQL results as TSV.
    Tsv,
    /// SPARQL results as JSON.
    Json,
    /// SPARQL results as XML.
    Xml,
    /// A graph as Turtle.
    Turtle,
    /// A graph as N-Triples.
    NTriples,
    /// A graph as N-Quads, in the default graph.
    NQuads,
    /// A graph as TriG, in the default graph.
    TriG,
    /// A graph as RDF/XML.
    RdfXml,
    /// A graph as JSON-LD.
    JsonLd,
}

impl ResultFormat {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Table,
        Self::Json,
        Self::Xml,
        Self::Csv,
        Self::Tsv,
        Self::Turtle,
        Self::NTriples,
        Self::NQuads,
        Self::TriG,
        Self::RdfXml,
        Self::JsonLd,
    ];

    /// Name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "json",
            Self::Xml => "xml",
            Self::Turtle => "ttl",
            Self::NTriples => "nt",
            Self::NQuads => "nq",
            Self::TriG => "trig",
            Self::RdfXml => "rdfxml",
            Self::JsonLd => "jsonld",
        }
    }

    /// Media type.
    pub fn media_type(self) -> &'static str {
        match (self.rows(), self.graph()) {
            (Some(rows), _) => rows.media_type(),
            (_, Some(graph)) => graph.media_type(),
            _ => "text/plain; charset=utf-8",
        }
    }

    const fn rows(self) -> Option<QueryResultsFormat> {
        match self {
            Self::Csv => Some(QueryResultsFormat::Csv),
            Self::Tsv => Some(QueryResultsFormat::Tsv),
            Self::Json => Some(QueryResultsFormat::Json),
            Self::Xml => Some(QueryResultsFormat::Xml),
            _ => None,
        }
    }

    const fn graph(self) -> Option<RdfFormat> {
        match self {
            Self::Turtle | Self::Table => Some(RdfFormat::Turtle),
            Self::NTriples => Some(RdfFormat::NTriples),
            Self::NQuads => Some(RdfFormat::NQuads),
            Self::TriG => Some(RdfFormat::TriG),
            Self::RdfXml => Some(RdfFormat::RdfXml),
            Self::JsonLd => Some(RdfFormat::JsonLd { profile: oxigraph::io::JsonLdProfileSet::empty() }),
            _ => None,
        }
    }

    /// Those that an answer of this kind can be written in.
    pub fn fitting(kind: AnswerKind) -> impl Iterator<Item = Self> {
        let fits = move |format: &Self| match kind {
            AnswerKind::Rows => format.rows().is_some(),
            AnswerKind::Truth => matches!(format, Self::Json | Self::Xml),
            AnswerKind::Graph => format.graph().is_some() && *format != Self::Table,
        };
        Self::ALL.into_iter().filter(fits)
    }

    fn unfitting(self, answer: &'static str, fits: impl Fn(Self) -> bool) -> QueryError {
        let fitting = Self::ALL.into_iter().filter(|format| fits(*format)).map(Self::name).collect::<Vec<_>>().join(", ");
        QueryError::Unfitting { answer, format: self.name(), fitting }
    }
}

impl FromStr for ResultFormat {
    type Err = QueryError;

    fn from_str(name: &str) -> Result<Self, QueryError> {
        Self::ALL
            .into_iter()
            .find(|format| format.name() == name)
            .ok_or_else(|| QueryError::UnknownFormat { name: name.to_owned(), known: Self::ALL.map(Self::name).join(", ") })
    }
}

/// The answer to a query, worked out while it is written.
pub struct Answer {
    results: QueryResults<'static>,
    most: usize,
}

/// What kind of answer a query has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerKind {
    /// SELECT.
    Rows,
    /// ASK.
    Truth,
    /// CONSTRUCT and DESCRIBE.
    Graph,
}

impl Answer {
    pub(super) const fn new(results: QueryResults<'static>) -> Self {
        Self { results, most: usize::MAX }
    }

    /// Lets the writing fail with [`QueryError::TooLong`] after this many rows or triples.
    #[must_use]
    pub fn at_most(self, most: usize) -> Self {
        Self { most, ..self }
    }

    /// What kind of answer it is.
    pub const fn kind(&self) -> AnswerKind {
        match self.results {
            QueryResults::Solutions(_) => AnswerKind::Rows,
            QueryResults::Boolean(_) => AnswerKind::Truth,
            QueryResults::Graph(_) => AnswerKind::Graph,
        }
    }

    /// Writes the answer.
    ///
    /// # Errors
    /// [`QueryError::Unfitting`] where rows are asked for and a graph comes, or the other way round; [`QueryError::Evaluation`] where the
    /// query fails on the way.
    pub fn write(self, format: ResultFormat, out: impl Write) -> Result<(), QueryError> {
        let (mut out, most) = (BufWriter::new(out), self.most);
        match self.results {
            QueryResults::Boolean(answer) => truth(answer, format, &mut out)?,
            QueryResults::Solutions(solutions) => match format.rows() {
                Some(syntax) => rows(solutions, most, syntax, &mut out)?,
                None if format == ResultFormat::Table => table(solutions, most, &mut out)?,
                None => return Err(format.unfitting("a table of solutions", |one| one.rows().is_some() || one == ResultFormat::Table)),
            },
            QueryResults::Graph(triples) => match format.graph() {
                Some(syntax) => graph(triples, most, syntax, &mut out)?,
                None => return Err(format.unfitting("a graph", |one| one.graph().is_some())),
            },
        }
        Ok(out.flush()?)
    }
}

fn truth(answer: bool, format: ResultFormat, out: &mut impl Write) -> Result<(), QueryError> {
    match format.rows() {
        Some(syntax) => {
            QueryResultsSerializer::from_format(syntax).serialize_boolean_to_writer(&mut *out, answer)?;
        }
        None if format == ResultFormat::Table => writeln!(out, "{}", if answer { "yes" } else { "no" })?,
        None => return Err(format.unfitting("yes or no", |one| one.rows().is_some() || one == ResultFormat::Table)),
    }
    Ok(())
}

/// The items up to the limit, then an error.
fn bounded<T, E: Into<QueryError>>(items: impl Iterator<Item = Result<T, E>>, most: usize) -> impl Iterator<Item = Result<T, QueryError>> {
    items.enumerate().map(move |(index, item)| if index < most { item.map_err(Into::into) } else { Err(QueryError::TooLong { most }) })
}

fn rows(solutions: QuerySolutionIter<'_>, most: usize, syntax: QueryResultsFormat, out: &mut impl Write) -> Result<(), QueryError> {
    let variables = solutions.variables().to_vec();
    let mut writer = QueryResultsSerializer::from_format(syntax).serialize_solutions_to_writer(&mut *out, variables)?;
    for solution in bounded(solutions, most) {
        writer.serialize(&solution?)?;
    }
    writer.finish()?;
    Ok(())
}

/// Triples, sorted, so that the same graph gives the same bytes.
fn graph(triples: QueryTripleIter<'_>, most: usize, syntax: RdfFormat, out: &mut impl Write) -> Result<(), QueryError> {
    let mut triples = bounded(triples, most).collect::<Result<Vec<Triple>, _>>()?;
    triples.sort_by_cached_key(ToString::to_string);
    triples.dedup();
    write_triples(&triples, syntax, out)?;
    Ok(())
}

/// Triples in one syntax, with the [`PREFIXES`].
pub(super) fn write_triples(triples: &[Triple], syntax: RdfFormat, out: &mut impl Write) -> std::io::Result<()> {
    let mut serializer = RdfSerializer::from_format(syntax);
    for (prefix, iri) in PREFIXES {
        serializer = serializer.with_prefix(*prefix, *iri).map_err(std::io::Error::other)?;
    }
    let mut writer = serializer.for_writer(&mut *out);
    for triple in triples {
        writer.serialize_triple(triple)?;
    }
    writer.finish().map(|_| ())
}

/// Cells wider than this end in an ellipsis.
const WIDEST: usize = 90;

fn table(solutions: QuerySolutionIter<'_>, most: usize, out: &mut impl Write) -> Result<(), QueryError> {
    let variables = solutions.variables().to_vec();
    let mut lines = vec![variables.iter().map(|variable| variable.as_str().to_owned()).collect::<Vec<_>>()];
    for solution in bounded(solutions, most) {
        let solution = solution?;
        lines.push(variables.iter().map(|variable| solution.get(variable).map(cell).unwrap_or_default()).collect());
    }
    let widths: Vec<_> =
        (0..variables.len()).map(|column| lines.iter().map(|line| width(&line[column])).max().unwrap_or_default()).collect();
    lines.insert(1, widths.iter().map(|width| "─".repeat(*width)).collect());
    for line in &lines {
        let padded = line.iter().zip(&widths).map(|(cell, wide)| format!("{cell}{}", " ".repeat(wide.saturating_sub(width(cell)))));
        writeln!(out, "{}", padded.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    let count = lines.len().saturating_sub(2);
    writeln!(out, "({count} {})", if count == 1 { "row" } else { "rows" })?;
    Ok(())
}

fn width(text: &str) -> usize {
    text.graphemes(true).count()
}

/// A term for reading: IRIs shortened, literals without type, on one line.
fn cell(term: &Term) -> String {
    let text = match term {
        Term::NamedNode(iri) => PREFIXES
            .iter()
            .filter_map(|(prefix, base)| Some(format!("{prefix}:{}", iri.as_str().strip_prefix(base)?)))
            .min_by_key(String::len)
            .unwrap_or_else(|| iri.to_string()),
        Term::Literal(literal) => literal.value().split_whitespace().collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    };
    let text: String = text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    if width(&text) <= WIDEST { text } else { text.graphemes(true).take(WIDEST - 1).chain(["…"]).collect() }
}
