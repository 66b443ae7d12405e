//! A part of a graph: as if only some of its claims had been made.

use std::collections::BTreeSet;

use jiff::civil::Date;
use oxigraph::model::{NamedNode, NamedOrBlankNode, Quad};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Graph, GraphBuilder,
    derive::is_derived,
    error::GraphError,
    identity,
    inference::is_inferred,
    node::{Nodes, nodes},
    view::{ClaimView, FactView, Reading},
    vocabulary as dep,
};
use crate::{
    model::Status,
    ontology::{Ontology, OntologyError},
};

/// Which claims are wanted. Where a list is empty, all are.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Classes of which subject or object must be one (`Place` takes in cities).
    pub classes: Vec<String>,
    /// Predicates (`movesTo` takes in `fleesTo`).
    pub predicates: Vec<String>,
    /// Statuses of the claim.
    pub statuses: Vec<Status>,
    /// First day of interest; a claim without a date has that of its document.
    pub from: Option<Date>,
    /// Last day of interest.
    pub until: Option<Date>,
    /// Least number of documents that claim the same fact.
    pub documents: usize,
    /// Facts as subject, predicate and object; `None` for all.
    pub triples: Option<BTreeSet<[String; 3]>>,
    /// Whether to leave out what the ontology adds.
    pub plain: bool,
}

/// Why a part cannot be selected.
#[derive(Debug, thiserror::Error)]
pub enum SelectionError {
    /// A class or predicate that is not there.
    #[error("`{name}` is no {kind} of the ontology; known: {known}")]
    Unknown {
        /// What was asked for.
        name: String,
        /// What it should be.
        kind: &'static str,
        /// What there is.
        known: String,
    },
    /// The graph.
    #[error(transparent)]
    Graph(#[from] GraphError),
    /// The ontology.
    #[error(transparent)]
    Ontology(#[from] OntologyError),
}

impl Selection {
    /// Whether it leaves everything as it is.
    pub fn is_all(&self) -> bool {
        let Self { classes, predicates, statuses, from, until, documents, triples, plain } = self;
        let lists = classes.is_empty() && predicates.is_empty() && statuses.is_empty() && triples.is_none();
        lists && from.is_none() && until.is_none() && *documents <= 1 && !plain
    }

    fn check(&self, ontology: &Ontology) -> Result<(), SelectionError> {
        let unknown = |name: &String, kind, known: Vec<&str>| SelectionError::Unknown { name: name.clone(), kind, known: known.join(", ") };
        if let Some(name) = self.classes.iter().find(|name| !ontology.has_class(name)) {
            return Err(unknown(name, "class", ontology.classes().collect()));
        }
        match self.predicates.iter().find(|name| !ontology.has_property(name)) {
            Some(name) => Err(unknown(name, "predicate", ontology.properties().collect())),
            None => Ok(()),
        }
    }

    fn wants_fact(&self, fact: &FactView, ontology: &Ontology) -> bool {
        let of_class = |class: &String| [&fact.subject, &fact.object].iter().any(|end| ontology.is_a(&end.class, class));
        let triple = || [fact.subject.iri.clone(), format!("{}{}", dep::ONTOLOGY, fact.predicate), fact.object.iri.clone()];
        fact.documents >= self.documents
            && (self.classes.is_empty() || self.classes.iter().any(of_class))
            && (self.predicates.is_empty() || self.predicates.iter().any(|wider| ontology.is_property(&fact.predicate, wider)))
            && self.triples.as_ref().is_none_or(|triples| triples.contains(&triple()))
    }

    fn wants_claim(&self, claim: &ClaimView) -> bool {
        let status = self.statuses.is_empty() || self.statuses.contains(&claim.status);
        let (start, end) = claim.days();
        let late_enough = self.from.is_none_or(|from| end.is_some_and(|end| end >= from));
        status && late_enough && self.until.is_none_or(|until| start.is_some_and(|start| start <= until))
    }
}

impl Graph {
    /// The graph that there would be if only the selected claims had been made. Documents without any of them are left out.
    ///
    /// # Errors
    /// [`SelectionError::Unknown`] lists the classes or predicates that there are.
    pub fn select(&self, selection: &Selection) -> Result<Self, SelectionError> {
        let ontology = Ontology::embedded()?;
        selection.check(&ontology)?;
        let reading = self.read()?;
        let wanted = wanted(&reading, selection, &ontology);
        let quads = self.store().iter().collect::<Result<Vec<_>, _>>().map_err(GraphError::from)?;
        let inferred = quads.iter().any(is_inferred);
        let (ground, _): (Vec<_>, Vec<_>) = quads.into_iter().partition(|quad| !is_derived(quad));
        let nodes = nodes(&ground, |_| true);
        let kept = kept(&wanted, &nodes);
        let keeps = |quad: &&Quad| matches!(&quad.subject, NamedOrBlankNode::NamedNode(subject) if kept.contains(subject));
        let mut builder = GraphBuilder::new();
        builder.inference(inferred && !selection.plain).extend(ground.iter().filter(keeps).cloned());
        Ok(builder.finish()?)
    }
}

fn wanted<'r>(reading: &'r Reading, selection: &Selection, ontology: &Ontology) -> FxHashSet<&'r str> {
    let facts = reading.facts.iter().filter(|fact| selection.wants_fact(fact, ontology));
    let claims = facts.flat_map(|fact| &fact.claims).map(|index| &reading.claims[*index]);
    claims.filter(|claim| selection.wants_claim(claim)).map(|claim| claim.iri.as_str()).collect()
}

/// The wanted claims and every node that describes something of them.
fn kept(wanted: &FxHashSet<&str>, nodes: &Nodes<'_>) -> FxHashSet<NamedNode> {
    let keys: FxHashMap<_, _> = nodes.values().filter_map(|node| Some((node.iri(dep::ENTITY_READ)?, node.text(dep::KEY)?))).collect();
    let mut kept = FxHashSet::default();
    for (iri, claim) in nodes.iter().filter(|(iri, _)| wanted.contains(iri.as_str())) {
        kept.insert((*iri).clone());
        kept.extend([dep::EVIDENCE, dep::MENTION].into_iter().filter_map(|property| claim.iri(property)).cloned());
        if let Some(document) = claim.iri(dep::DOCUMENT) {
            let entities = [dep::SUBJECT, dep::OBJECT, dep::ATTRIBUTED_TO].into_iter().filter_map(|end| claim.iri(end));
            kept.extend(entities.filter_map(|entity| keys.get(entity)).map(|key| identity::reading(document, key)));
            kept.extend(runs(document, nodes).cloned());
            kept.insert(document.clone());
        }
    }
    kept
}

fn runs<'a>(document: &NamedNode, nodes: &Nodes<'a>) -> impl Iterator<Item = &'a NamedNode> {
    let runs: Vec<_> = nodes.get(document).into_iter().flat_map(|node| node.iris(dep::WAS_GENERATED_BY)).collect();
    let used: Vec<_> = runs.iter().filter_map(|run| nodes.get(*run)).flat_map(|run| run.iris(dep::USED)).collect();
    runs.into_iter().chain(used)
}
