//! From the store back to plain values.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use oxigraph::model::{NamedNode, NamedNodeRef, vocab::rdf};

use super::{
    Graph,
    derive::INFERRED,
    entity::{Entities, entities},
    error::GraphError,
    happening::happenings,
    node::{Node, Nodes, local, nodes},
    view::{AntecedentView, ClaimView, DocumentView, EntityView, EventView, FactView, Reading},
    vocabulary as dep,
};
use crate::model::{Count, DateInterval, PartialDate, Status};

impl Graph {
    /// Everything in the graph as plain values, in a fixed order. What the ontology adds is left out: it says nothing new.
    ///
    /// # Errors
    /// [`GraphError::Incomplete`] where a node lacks what every such node is written with.
    pub fn read(&self) -> Result<Reading, GraphError> {
        let quads = self.store.iter().collect::<Result<Vec<_>, _>>()?;
        let nodes = nodes(&quads, |graph| graph.as_str() != INFERRED);
        let entities = entities(&nodes);
        let reader = Reader { nodes: &nodes, entities: &entities };
        let documents = reader.documents()?;
        let mut reading = Reading { claims: reader.claims(&documents)?, ..Reading::default() };
        reading.documents = documents.into_values().collect();
        reading.documents.sort_by(|a, b| (&a.id, &a.iri).cmp(&(&b.id, &b.iri)));
        reading.claims.sort_by(|a, b| place(a).cmp(&place(b)));
        reading.facts = facts(&reading.claims);
        reading.events = happenings(&reading.claims, &nodes, &entities);
        reading.entities = entities.into_values().collect();
        reading.entities.sort_by(|a, b| (&a.label, &a.iri).cmp(&(&b.label, &b.iri)));
        Ok(reading)
    }
}

/// Where claims stand among each other.
fn place(claim: &ClaimView) -> impl Ord + '_ {
    let words = (claim.predicate.as_str(), claim.subject.label.as_str(), claim.object.label.as_str());
    (claim.document.id.as_str(), claim.chars, words, claim.iri.as_str())
}

struct Reader<'a> {
    nodes: &'a Nodes<'a>,
    entities: &'a Entities<'a>,
}

impl<'a> Reader<'a> {
    fn documents(&self) -> Result<BTreeMap<&'a NamedNode, Arc<DocumentView>>, GraphError> {
        let documents = self.nodes.iter().filter(|(_, node)| node.is_a(dep::DOCUMENT_CLASS));
        documents.map(|(iri, _)| Ok((*iri, Arc::new(self.document(iri)?)))).collect()
    }

    fn claims(&self, documents: &BTreeMap<&NamedNode, Arc<DocumentView>>) -> Result<Vec<ClaimView>, GraphError> {
        let claims = self.nodes.iter().filter(|(_, node)| node.is_a(dep::CLAIM_CLASS));
        let read = |(iri, node): (&&NamedNode, &Node<'_>)| {
            let document = node.target(iri, dep::DOCUMENT, "dep:document")?;
            self.claim(iri, node, documents.get(document).ok_or_else(|| incomplete(document, "rdf:type"))?)
        };
        claims.map(read).collect()
    }

    fn document(&self, iri: &NamedNode) -> Result<DocumentView, GraphError> {
        let node = self.node(iri, "dcterms:identifier")?;
        let text = |property| node.text(property).map(str::to_owned);
        Ok(DocumentView {
            iri: iri.as_str().to_owned(),
            id: node.required(iri, dep::IDENTIFIER, "dcterms:identifier")?.to_owned(),
            date: text(dep::ISSUED),
            source: text(dep::PUBLISHER),
            url: text(dep::SOURCE),
            title: text(dep::TITLE),
            language: text(dep::LANGUAGE),
            license: text(dep::LICENSE),
        })
    }

    fn claim(&self, iri: &NamedNode, node: &Node<'_>, document: &Arc<DocumentView>) -> Result<ClaimView, GraphError> {
        let evidence_iri = node.target(iri, dep::EVIDENCE, "dep:evidence")?;
        let evidence = self.node(evidence_iri, "dep:quote")?;
        let number = |property, name| evidence.number(evidence_iri, property, name);
        let words = |property| evidence.text(property).unwrap_or_default().to_owned();
        Ok(ClaimView {
            iri: iri.as_str().to_owned(),
            fact: node.target(iri, dep::FACT, "dep:fact")?.as_str().to_owned(),
            document: Arc::clone(document),
            subject: self.entity(iri, node, dep::SUBJECT, "dep:subject")?,
            predicate: local(node.target(iri, dep::PREDICATE, "dep:predicate")?).to_owned(),
            object: self.entity(iri, node, dep::OBJECT, "dep:object")?,
            subject_words: node.text(dep::SUBJECT_WORDS).unwrap_or_default().to_owned(),
            object_words: node.text(dep::OBJECT_WORDS).unwrap_or_default().to_owned(),
            subject_antecedent: antecedent(node, [dep::SUBJECT_ANTECEDENT, dep::SUBJECT_ANTECEDENT_START]),
            object_antecedent: antecedent(node, [dep::OBJECT_ANTECEDENT, dep::OBJECT_ANTECEDENT_START]),
            status: local(node.target(iri, dep::STATUS, "dep:status")?).parse().map_err(|_| incomplete(iri, "dep:status"))?,
            attributed_to: node.iri(dep::ATTRIBUTED_TO).and_then(|source| self.entities.get(source).cloned()),
            count: count(node),
            date: interval(node),
            event: self.event(node),
            rule: node.text(dep::RULE).unwrap_or_default().to_owned(),
            confidence: node.text(dep::CONFIDENCE).and_then(|value| value.parse().ok()).unwrap_or_default(),
            sentence: number(dep::SENTENCE, "dep:sentence")?,
            sentence_text: words(dep::SENTENCE_TEXT),
            chars: (number(dep::CHAR_START, "dep:charStart")?, number(dep::CHAR_END, "dep:charEnd")?),
            bytes: (number(dep::BYTE_START, "dep:byteStart")?, number(dep::BYTE_END, "dep:byteEnd")?),
            quote: words(dep::QUOTE),
            trigger: words(dep::TRIGGER),
        })
    }

    fn event(&self, claim: &Node<'_>) -> Option<EventView> {
        let iri = claim.iri(dep::EVENT)?;
        let class = self.nodes.get(iri)?.iri(rdf::TYPE)?;
        Some(EventView { iri: iri.as_str().to_owned(), class: local(class).to_owned() })
    }

    fn node(&self, iri: &NamedNode, property: &'static str) -> Result<&Node<'_>, GraphError> {
        self.nodes.get(iri).ok_or_else(|| incomplete(iri, property))
    }

    fn entity(
        &self,
        iri: &NamedNode,
        node: &Node<'_>,
        property: NamedNodeRef<'_>,
        name: &'static str,
    ) -> Result<Arc<EntityView>, GraphError> {
        let entity = node.target(iri, property, name)?;
        self.entities.get(entity).cloned().ok_or_else(|| incomplete(entity, "dep:key"))
    }
}

pub(super) fn incomplete(node: &NamedNode, property: &'static str) -> GraphError {
    GraphError::Incomplete { node: node.as_str().to_owned(), property }
}

pub(super) fn count(node: &Node<'_>) -> Option<Count> {
    let number = |property| node.text(property)?.parse().ok();
    Some(Count { min: number(dep::COUNT_MIN)?, max: number(dep::COUNT_MAX)?, approximate: node.text(dep::COUNT_APPROXIMATE).is_some() })
}

fn antecedent(node: &Node<'_>, [words, start]: [NamedNodeRef<'_>; 2]) -> Option<AntecedentView> {
    Some(AntecedentView { words: node.text(words)?.to_owned(), start: node.text(start)?.parse().ok()? })
}

fn interval(node: &Node<'_>) -> Option<DateInterval> {
    let date = |property| node.text(property)?.parse::<PartialDate>().ok();
    let (start, end) = (date(dep::DATE_START), date(dep::DATE_END));
    start.or(end)?;
    Some(DateInterval { start, end, approximate: node.text(dep::DATE_APPROXIMATE).is_some() })
}

/// Facts are what claims say, grouped.
fn facts(claims: &[ClaimView]) -> Vec<FactView> {
    let mut facts = BTreeMap::<&str, (FactView, BTreeSet<&str>)>::new();
    for (index, claim) in claims.iter().enumerate() {
        let (fact, documents) = facts.entry(&claim.fact).or_insert_with(|| (fact(claim), BTreeSet::new()));
        fact.claims.push(index);
        fact.statuses.insert(claim.status);
        documents.insert(&claim.document.iri);
        fact.documents = documents.len();
    }
    let mut facts: Vec<_> = facts.into_values().map(|(fact, _)| fact).collect();
    let words = |fact: &FactView| (fact.subject.label.clone(), fact.predicate.clone(), fact.object.label.clone(), fact.iri.clone());
    facts.sort_by_cached_key(words);
    facts
}

fn fact(claim: &ClaimView) -> FactView {
    FactView {
        iri: claim.fact.clone(),
        subject: Arc::clone(&claim.subject),
        predicate: claim.predicate.clone(),
        object: Arc::clone(&claim.object),
        claims: Vec::new(),
        statuses: BTreeSet::<Status>::new(),
        documents: 0,
    }
}
