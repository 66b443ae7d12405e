//! The graphs that a query or update sees, as the SPARQL protocol names them.

use oxigraph::{
    model::{GraphName, NamedNode},
    sparql::{PreparedSparqlUpdate, QueryDatasetSpecification},
};
use serde::{Deserialize, Serialize};

use super::query::QueryError;

/// Names of graphs, as IRIs; empty where nothing is said
/// ([SPARQL 1.1 Protocol, section 2.1.4](https://www.w3.org/TR/sparql11-protocol/#dataset)).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dataset {
    /// The graphs that together are the default graph (`default-graph-uri`, `using-graph-uri`).
    pub default: Vec<String>,
    /// The named graphs (`named-graph-uri`, `using-named-graph-uri`).
    pub named: Vec<String>,
}

impl Dataset {
    const fn is_empty(&self) -> bool {
        self.default.is_empty() && self.named.is_empty()
    }

    /// Puts these graphs in the place of those that the query names.
    pub(super) fn apply(&self, specification: &mut QueryDatasetSpecification) -> Result<(), QueryError> {
        if !self.is_empty() {
            specification.set_default_graph(names(&self.default)?.into_iter().map(GraphName::NamedNode).collect());
            specification.set_available_named_graphs(names(&self.named)?.into_iter().map(Into::into).collect());
        }
        Ok(())
    }

    /// The same for an update, which must not name graphs itself.
    pub(super) fn apply_to_update(&self, update: &mut PreparedSparqlUpdate) -> Result<(), QueryError> {
        if self.is_empty() {
            return Ok(());
        }
        for specification in update.using_datasets_mut() {
            if !specification.is_default_dataset() {
                let message = "the update says USING or WITH, and the request names graphs too (using-graph-uri): only one of them may";
                return Err(QueryError::Dataset(message.to_owned()));
            }
            self.apply(specification)?;
        }
        Ok(())
    }
}

fn names(iris: &[String]) -> Result<Vec<NamedNode>, QueryError> {
    let name = |iri: &String| NamedNode::new(iri).map_err(|error| QueryError::Dataset(format!("graph `{iri}` is no IRI: {error}")));
    iris.iter().map(name).collect()
}
