//! What the ontology adds to the plain statements: classes above classes, properties above properties, inverses, places within places.
//!
//! Each rule is a SPARQL CONSTRUCT in `ontology/inference/`; they run until nothing new comes. The outcome stands in a graph of its
//! own, so that it can be left out.

use oxigraph::{
    io::{RdfFormat, RdfParser},
    model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term, Triple, vocab::rdf},
    sparql::{PreparedSparqlQuery, QueryResults, SparqlEvaluator},
    store::Store,
};
use rust_embed::RustEmbed;
use rustc_hash::FxHashSet;

use super::{
    derive::{DERIVED, INFERRED},
    error::GraphError,
    vocabulary::{BASE, ONTOLOGY},
};
use crate::ontology::SOURCE;

/// The rules in `ontology/inference/`, in order of their names.
#[derive(RustEmbed)]
#[folder = "ontology/inference/"]
#[include = "*.rq"]
struct Rules;

/// A rule that does not do what a rule must.
fn broken(rule: &str, reason: impl ToString) -> GraphError {
    GraphError::Inference { rule: rule.to_owned(), reason: reason.to_string() }
}

/// Everything that follows from derived quads and the ontology and is not among them.
pub(super) fn infer(derived: &[Quad]) -> Result<Vec<Quad>, GraphError> {
    let store = premises(derived)?;
    let mut names: Vec<_> = Rules::iter().collect();
    names.sort();
    let rules = names.iter().map(|name| Ok((name, read(name)?))).collect::<Result<Vec<_>, GraphError>>()?;
    let (mut inferred, mut fresh) = (FxHashSet::default(), true);
    while fresh {
        fresh = false;
        for (name, rule) in &rules {
            let new = apply(name, rule.clone(), &store)?;
            fresh |= !new.is_empty();
            let mut loader = store.bulk_loader();
            loader.load_quads(new.iter().map(|triple| triple.clone().in_graph(GraphName::DefaultGraph)))?;
            loader.commit()?;
            inferred.extend(new);
        }
    }
    let graph = NamedNode::new_unchecked(INFERRED);
    Ok(inferred.into_iter().map(|triple| triple.in_graph(graph.clone())).collect())
}

/// The ontology, and of what is derived the types and what stands between entities and events.
fn premises(derived: &[Quad]) -> Result<Store, GraphError> {
    let store = Store::new()?;
    let mut loader = store.bulk_loader();
    let ontology =
        RdfParser::from_format(RdfFormat::Turtle).for_slice(SOURCE).map(|quad| quad.map_err(|error| broken("depeche.ttl", error)));
    let plain = |quad: &&Quad| {
        let minted = matches!(&quad.object, Term::NamedNode(object) if object.as_str().starts_with(BASE));
        quad.predicate == rdf::TYPE || minted && quad.predicate.as_str().starts_with(ONTOLOGY) && !is_bookkeeping(quad)
    };
    loader.load_quads(ontology.collect::<Result<Vec<_>, _>>()?)?;
    loader.load_quads(derived.iter().filter(plain).map(|quad| Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() }))?;
    loader.commit()?;
    Ok(store)
}

/// Whether the quad speaks of a claim or a disagreement, from which nothing follows.
fn is_bookkeeping(quad: &Quad) -> bool {
    let of = |kind: &str| matches!(&quad.subject, NamedOrBlankNode::NamedNode(subject) if subject.as_str()[BASE.len().min(subject.as_str().len())..].starts_with(kind));
    of("claim/") || of("disagreement/")
}

fn read(name: &str) -> Result<PreparedSparqlQuery, GraphError> {
    let file = Rules::get(name).ok_or_else(|| broken(name, "missing"))?;
    let text = std::str::from_utf8(&file.data).map_err(|error| broken(name, error))?;
    SparqlEvaluator::new().parse_query(text).map_err(|error| broken(name, error))
}

/// What a rule gives that the store does not hold.
fn apply(name: &str, rule: PreparedSparqlQuery, store: &Store) -> Result<Vec<Triple>, GraphError> {
    let answer = rule.on_store(store).execute().map_err(|error| broken(name, error))?;
    let QueryResults::Graph(triples) = answer else { return Err(broken(name, "it is no CONSTRUCT")) };
    let mut new = FxHashSet::default();
    for triple in triples {
        let triple = triple.map_err(|error| broken(name, error))?;
        if !store.contains(triple.as_ref().in_graph(oxigraph::model::GraphNameRef::DefaultGraph))? {
            new.insert(triple);
        }
    }
    Ok(new.into_iter().collect())
}

/// Whether a quad was inferred.
pub(super) fn is_inferred(quad: &Quad) -> bool {
    matches!(&quad.graph_name, GraphName::NamedNode(graph) if graph.as_str() == INFERRED)
}

/// Whether a graph is worked out from the documents'.
pub(super) fn is_worked_out(graph: &str) -> bool {
    graph == DERIVED || graph == INFERRED
}
