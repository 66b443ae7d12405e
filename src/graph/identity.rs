//! Content-addressed IRIs: the same content gives the same IRI on any machine, so that graphs built apart merge by plain union.
//!
//! Every IRI is [`BASE`], a kind, and the first 128 bits of a blake3 hash over the kind and the length-prefixed parts of the content.

use oxigraph::model::NamedNode;

use super::vocabulary::BASE;
use crate::model::{Claim, Document, Span};

/// Bytes of the hash that are kept: 128 bits make a collision among 10¹² nodes a one in 10¹⁴ chance.
const KEPT: usize = 16;

fn mint<'a>(kind: &'static str, parts: impl IntoIterator<Item = &'a [u8]>) -> NamedNode {
    let mut hasher = blake3::Hasher::new();
    for part in std::iter::once(kind.as_bytes()).chain(parts) {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    let hash = hasher.finalize().to_hex();
    NamedNode::new_unchecked(format!("{BASE}{kind}/{}", &hash[..2 * KEPT]))
}

fn offsets(span: Span) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&(span.start as u64).to_le_bytes());
    bytes[8..].copy_from_slice(&(span.end as u64).to_le_bytes());
    bytes
}

/// IRI of a document and of its named graph: from its id and its text.
pub fn document(document: &Document) -> NamedNode {
    mint("document", [document.id.as_bytes(), document.text.as_bytes()])
}

/// IRI of an entity: from [`Entity::key`](crate::model::Entity::key).
pub fn entity(key: &str) -> NamedNode {
    mint("entity", [key.as_bytes()])
}

/// IRI of what one document says of an entity: from the document and the entity's key.
pub(super) fn reading(document: &NamedNode, key: &str) -> NamedNode {
    mint("reading", [document.as_str().as_bytes(), key.as_bytes()])
}

/// IRI of the point of an entity: from the point in WKT.
pub(super) fn point(wkt: &str) -> NamedNode {
    mint("point", [wkt.as_bytes()])
}

/// IRI of a fact: from the keys of its ends and the local name of its predicate.
pub fn fact(subject_key: &str, predicate: &str, object_key: &str) -> NamedNode {
    mint("fact", [subject_key.as_bytes(), predicate.as_bytes(), object_key.as_bytes()])
}

/// IRI of an event as one place in one document tells it: from the document, the class and the trigger.
pub fn mention(document: &NamedNode, class: &str, trigger: Span) -> NamedNode {
    mint("mention", [document.as_str().as_bytes(), class.as_bytes(), &offsets(trigger)])
}

/// IRI of an event: from the first of its mentions in order of code points, so that later documents seldom change it.
pub(super) fn event(first: &NamedNode) -> NamedNode {
    mint("event", [first.as_str().as_bytes()])
}

/// IRI of a disagreement: from the fact, the event that it belongs to (or the fact again), and the property disagreed over.
pub(super) fn disagreement(about: &NamedNode, fact: &NamedNode, over: &str) -> NamedNode {
    mint("disagreement", [about.as_str().as_bytes(), fact.as_str().as_bytes(), over.as_bytes()])
}

/// IRI of a run: from the names, versions and digests of what it used.
pub(super) fn run<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> NamedNode {
    mint("run", parts)
}

/// IRI of a thing that a run used: from the run and its name.
pub(super) fn component(run: &NamedNode, name: &str) -> NamedNode {
    mint("component", [run.as_str().as_bytes(), name.as_bytes()])
}

/// IRI of a piece of evidence: from the document and the spans.
pub(super) fn evidence(document: &NamedNode, claim: &Claim) -> NamedNode {
    let evidence = &claim.evidence;
    let spans = [evidence.sentence_span, evidence.quote, evidence.trigger].map(offsets);
    let sentence = (evidence.sentence as u64).to_le_bytes();
    mint("evidence", [document.as_str().as_bytes(), &sentence, &spans[0], &spans[1], &spans[2]])
}

/// IRI of a claim: from everything that it says, so that two claims are one only when nothing tells them apart.
pub fn claim(document: &NamedNode, claim: &Claim) -> NamedNode {
    let evidence = evidence(document, claim);
    let source = claim.source.as_ref();
    let [subject, object] = [claim.subject.span, claim.object.span].map(offsets);
    let written = |value: Option<String>| value.unwrap_or_default();
    let (date, count) = (written(claim.date.map(|date| date.to_string())), written(claim.count.map(|count| format!("{count:?}"))));
    mint(
        "claim",
        [
            evidence.as_str().as_bytes(),
            claim.subject.entity.key.as_bytes(),
            claim.predicate.as_bytes(),
            claim.object.entity.key.as_bytes(),
            &subject,
            &object,
            claim.status.as_str().as_bytes(),
            source.map_or(&[], |source| source.entity.key.as_bytes()),
            date.as_bytes(),
            count.as_bytes(),
            claim.event.as_deref().unwrap_or_default().as_bytes(),
            claim.rule.as_bytes(),
            super::literal::decimal(f64::from(claim.confidence)).as_bytes(),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(fact("ab", "c", "d"), fact("a", "bc", "d"));
        assert_eq!(entity("Q212").as_str(), entity("Q212").as_str());
    }

    #[test]
    fn minted_iris_are_valid() {
        let iri = entity("une clé \u{0} \"bizarre\" <>");
        assert!(NamedNode::new(iri.as_str()).is_ok());
    }
}
