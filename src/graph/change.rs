//! Changes to a graph: SPARQL 1.1 Update, and whole graphs of the store as the
//! [Graph Store Protocol](https://www.w3.org/TR/sparql11-http-rdf-update/) reads and writes them.

use std::io::{self, Write};

use oxigraph::{
    io::{RdfFormat, RdfParseError, RdfParser},
    model::{GraphName, IriParseError, NamedNode, Quad, Triple},
    sparql::UpdateEvaluationError,
    store::StorageError,
};

use super::{
    Dataset, Graph,
    answer::write_triples,
    query::{QueryError, SyntaxError, evaluator},
};

/// Why a graph could not be changed. It then is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// The update is no SPARQL, or names graphs that cannot be.
    #[error(transparent)]
    Update(#[from] QueryError),
    /// The update failed while it ran.
    #[error("the update failed: {0}")]
    Evaluation(#[from] UpdateEvaluationError),
    /// A name that is no IRI.
    #[error("`{iri}` is no IRI: {source}")]
    Iri {
        /// The name.
        iri: String,
        /// Why not.
        source: IriParseError,
    },
    /// Statements that cannot be read.
    #[error("the statements cannot be read: {0}")]
    Parse(#[from] RdfParseError),
    /// The store refused.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

fn name(iri: Option<&str>) -> Result<GraphName, ChangeError> {
    let Some(iri) = iri else { return Ok(GraphName::DefaultGraph) };
    NamedNode::new(iri).map(GraphName::NamedNode).map_err(|source| ChangeError::Iri { iri: iri.to_owned(), source })
}

impl Graph {
    /// Runs a SPARQL update, whole or not at all. `dataset` stands for its `USING` clauses; relative IRIs are resolved against `base`.
    ///
    /// # Errors
    /// [`ChangeError::Update`] shows where it is wrong.
    pub fn update(&mut self, sparql: &str, dataset: &Dataset, base: &str) -> Result<(), ChangeError> {
        let evaluator = evaluator()?.with_base_iri(base).map_err(|source| ChangeError::Iri { iri: base.to_owned(), source })?;
        let mut update = evaluator.parse_update(sparql).map_err(|error| QueryError::Syntax(SyntaxError::of(&error, sparql)))?;
        dataset.apply_to_update(&mut update)?;
        Ok(update.on_store(self.store()).execute()?)
    }

    /// Whether anything is said of a resource, or with it.
    ///
    /// # Errors
    /// [`ChangeError::Iri`]; [`ChangeError::Storage`].
    pub fn knows(&self, iri: &str) -> Result<bool, ChangeError> {
        let node = NamedNode::new(iri).map_err(|source| ChangeError::Iri { iri: iri.to_owned(), source })?;
        let (subject, object) = (node.as_ref().into(), node.as_ref().into());
        let mut found = self.store().quads_for_pattern(Some(subject), None, None, None);
        Ok(match found.next().or_else(|| self.store().quads_for_pattern(None, None, Some(object), None).next()) {
            Some(quad) => quad.map(|_| true)?,
            None => false,
        })
    }

    /// Whether the store has a graph of this name; the default graph (`None`) is always there.
    ///
    /// # Errors
    /// [`ChangeError::Iri`].
    pub fn has_graph(&self, graph: Option<&str>) -> Result<bool, ChangeError> {
        match name(graph)? {
            GraphName::NamedNode(name) => Ok(self.store().contains_named_graph(&name)?),
            _ => Ok(true),
        }
    }

    /// The statements of one graph of the store, sorted; the default graph (`None`) is the one that has no name, not the union.
    ///
    /// # Errors
    /// [`ChangeError::Iri`]; [`ChangeError::Storage`].
    pub fn write_graph(&self, graph: Option<&str>, syntax: RdfFormat, out: &mut impl Write) -> Result<(), ChangeError> {
        let quads = self.store().quads_for_pattern(None, None, None, Some(name(graph)?.as_ref()));
        let mut triples = quads.map(|quad| Ok(Triple::from(quad?))).collect::<Result<Vec<_>, StorageError>>()?;
        triples.sort_by_cached_key(ToString::to_string);
        write_triples(&triples, syntax, out).map_err(|error| StorageError::Io(io::Error::other(error)))?;
        Ok(())
    }

    /// Adds statements to one graph of the store, which is made if missing; `replace` empties it first. `contents` are pairs of syntax and
    /// bytes; graph names in them, blank nodes of equal labels included, are their own.
    ///
    /// # Errors
    /// [`ChangeError::Parse`] says where the statements are wrong.
    pub fn fill_graph(
        &mut self,
        graph: Option<&str>,
        replace: bool,
        base: &str,
        contents: &[(RdfFormat, &[u8])],
    ) -> Result<(), ChangeError> {
        let name = name(graph)?;
        let mut quads: Vec<Quad> = Vec::new();
        for (syntax, content) in contents {
            let parser =
                RdfParser::from_format(*syntax).with_base_iri(base).map_err(|source| ChangeError::Iri { iri: base.to_owned(), source })?;
            let parser = parser.without_named_graphs().with_default_graph(name.clone()).rename_blank_nodes();
            for quad in parser.for_slice(content) {
                quads.push(quad.map_err(RdfParseError::from)?);
            }
        }
        let mut transaction = self.store().start_transaction()?;
        if replace {
            transaction.clear_graph(name.as_ref())?;
        }
        if let GraphName::NamedNode(name) = &name {
            transaction.insert_named_graph(name);
        }
        transaction.extend(quads.iter().map(Quad::as_ref));
        Ok(transaction.commit()?)
    }

    /// Removes one graph of the store; empties the default graph.
    ///
    /// # Errors
    /// [`ChangeError::Iri`]; [`ChangeError::Storage`].
    pub fn remove_graph(&mut self, graph: Option<&str>) -> Result<(), ChangeError> {
        match name(graph)? {
            GraphName::NamedNode(name) => self.store().remove_named_graph(&name)?,
            other => self.store().clear_graph(other.as_ref())?,
        };
        Ok(())
    }
}
