//! Validation against the SHACL shapes of `ontology/shapes.ttl` (<https://www.w3.org/TR/shacl/>), by the processor of rudof.

use std::fmt;

use rudof_rdf::{
    rdf_core::RDFFormat,
    rdf_impl::{OxigraphInMemory, ReaderMode},
};
use shacl::validator::{
    ShaclConfig, ShaclValidationMode,
    processor::{GraphValidation, ShaclProcessor},
    store::{Graph as Data, ShaclDataManager},
};

use super::{Graph, error::GraphError};

/// The shapes that ship with the program, in Turtle.
pub const SHAPES: &str = include_str!("../../ontology/shapes.ttl");

/// A node that does not have the shape that it must have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Violation {
    /// The node.
    pub node: String,
    /// The property, where it is one.
    pub path: Option<String>,
    /// The constraint by local name (`MinCountConstraintComponent`).
    pub constraint: String,
    /// The value that is at fault, where it is one.
    pub value: Option<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.node)?;
        self.path.iter().try_for_each(|path| write!(f, " {path}"))?;
        self.value.iter().try_for_each(|value| write!(f, " {value}"))?;
        write!(f, ": {}", self.constraint)
    }
}

/// Why a graph could not be validated.
#[derive(Debug, thiserror::Error)]
pub enum ShapeError {
    /// The shapes are no SHACL, or their processor gave up.
    #[error("the shapes cannot be checked: {0}")]
    Processor(String),
    /// The graph.
    #[error(transparent)]
    Graph(#[from] GraphError),
}

fn processor(error: impl ToString) -> ShapeError {
    ShapeError::Processor(error.to_string())
}

impl Graph {
    /// Checks the graph against shapes in Turtle ([`SHAPES`]) and gives what violates them, sorted; nothing where it conforms.
    ///
    /// # Errors
    /// [`ShapeError::Processor`] where the shapes cannot be read.
    pub fn violations(&self, shapes: &str) -> Result<Vec<Violation>, ShapeError> {
        let mut triples: Vec<String> =
            self.quads()?.into_iter().map(|quad| format!("{} {} {} .\n", quad.subject, quad.predicate, quad.object)).collect();
        triples.dedup();
        violations(shapes, &triples.concat())
    }
}

/// What of some N-Triples violates shapes in Turtle, sorted.
///
/// # Errors
/// As [`Graph::violations`].
pub fn violations(shapes: &str, triples: &str) -> Result<Vec<Violation>, ShapeError> {
    let schema = ShaclDataManager::load(&mut shapes.as_bytes(), "shapes", &RDFFormat::Turtle, None).map_err(processor)?;
    let data = OxigraphInMemory::from_reader(&mut triples.as_bytes(), "graph", &RDFFormat::NTriples, None, &ReaderMode::default());
    let mut validation = GraphValidation::new(Data::from(data.map_err(processor)?));
    let report = validation.validate(&schema, &ShaclValidationMode::Native, &ShaclConfig::default()).map_err(processor)?;
    let violation = |result: &shacl::validator::report::ValidationResult| Violation {
        node: result.focus_node().to_string(),
        path: result.path().map(ToString::to_string),
        constraint: result
            .constraint_component()
            .to_string()
            .rsplit(['#', ':'])
            .next()
            .unwrap_or_default()
            .trim_end_matches('>')
            .to_owned(),
        value: result.value().map(ToString::to_string),
    };
    let mut violations: Vec<_> = report.results().iter().map(violation).collect();
    violations.sort();
    violations.dedup();
    Ok(violations)
}
