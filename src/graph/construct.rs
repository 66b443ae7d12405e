//! The triples that a CONSTRUCT makes, to be exported or to select by.

use std::collections::BTreeSet;

use oxigraph::{
    io::{RdfFormat, RdfParser},
    model::{NamedOrBlankNode, Quad, Term},
};

use super::{Graph, answer::ResultFormat, query::QueryError};

/// The triples of a CONSTRUCT or DESCRIBE.
#[derive(Clone, Debug, Default)]
pub struct Construction(Vec<Quad>);

impl Graph {
    /// Answers a CONSTRUCT or DESCRIBE.
    ///
    /// # Errors
    /// Those of [`Graph::query`]; [`QueryError::Unfitting`] where the query is of another kind.
    pub fn construct(&self, sparql: &str) -> Result<Construction, QueryError> {
        let mut triples = Vec::new();
        self.query(sparql)?.write(ResultFormat::NTriples, &mut triples)?;
        let parsed = RdfParser::from_format(RdfFormat::NTriples).for_slice(&triples).collect::<Result<_, _>>();
        Ok(Construction(parsed.map_err(std::io::Error::other)?))
    }
}

impl Construction {
    /// The triples, in the default graph.
    pub fn into_quads(self) -> Vec<Quad> {
        self.0
    }

    /// Those between resources, as IRIs: what a [`Selection`](super::Selection) by facts takes.
    pub fn facts(&self) -> BTreeSet<[String; 3]> {
        let fact = |quad: &Quad| match (&quad.subject, &quad.object) {
            (NamedOrBlankNode::NamedNode(subject), Term::NamedNode(object)) => {
                Some([subject, &quad.predicate, object].map(|iri| iri.as_str().to_owned()))
            }
            _ => None,
        };
        self.0.iter().filter_map(fact).collect()
    }
}
