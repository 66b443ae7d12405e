//! What one document contributes: its named graph, as quads. A pure function of the document and its claims, so that documents can be
//! written in parallel, on other machines, and in any order.

use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term, vocab::rdf, vocab::xsd};
use rustc_hash::FxHashSet;

use super::{
    error::GraphError,
    identity,
    literal::{date, decimal, resource, typed, wkt},
    position::Characters,
    vocabulary as dep,
};
use crate::model::{Claim, Count, DateInterval, Document, Entity, PartialDate, Span, Status};

/// What documents contribute, or a part of it.
pub type Statements = Vec<Quad>;

/// All quads of a document's named graph, in no order that matters; where claims share evidence or a mention, some come twice.
///
/// The graph bears the IRI of the document. It holds the document and its text, its claims with their evidence, its mentions of
/// events, and its readings of entities. All of its nodes belong to this document alone, so that no two graphs repeat a triple and stores that do not
/// remove doubles when they merge graphs count right.
///
/// # Errors
/// [`GraphError::BadTerm`] where a claim names a class or predicate that cannot be part of an IRI.
pub fn statements(document: &Document, claims: &[Claim]) -> Result<Statements, GraphError> {
    let iri = identity::document(document);
    let mut writer = Writer { quads: Vec::new(), characters: Characters::of(&document.text), document, iri, read: FxHashSet::default() };
    writer.document();
    for claim in claims {
        writer.claim(claim)?;
    }
    Ok(writer.quads)
}

struct Writer<'a> {
    quads: Vec<Quad>,
    characters: Characters<'a>,
    document: &'a Document,
    iri: NamedNode,
    /// Entities whose reading is written, by address: claims share them.
    read: FxHashSet<*const Entity>,
}

/// A class or predicate of the ontology; `rule` is to blame where its name is none.
fn term(name: &str, kind: &'static str, document: &Document, rule: &str) -> Result<NamedNode, GraphError> {
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-') {
        return Err(GraphError::BadTerm { document: document.id.clone(), term: name.to_owned(), kind, rule: rule.to_owned() });
    }
    Ok(NamedNode::new_unchecked(format!("{}{name}", dep::ONTOLOGY)))
}

/// The individual that stands for a status.
pub(super) fn status(status: Status) -> NamedNode {
    NamedNode::new_unchecked(format!("{}{status}", dep::ONTOLOGY))
}

impl Writer<'_> {
    fn put<'t>(&mut self, subject: &NamedNode, predicate: impl Into<NamedNodeRef<'t>>, object: impl Into<Term>) {
        let graph = GraphName::NamedNode(self.iri.clone());
        self.quads.push(Quad::new(subject.clone(), predicate.into().into_owned(), object, graph));
    }

    fn text(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'static>, text: &str) {
        self.put(subject, predicate, Literal::new_simple_literal(text));
    }

    fn document(&mut self) {
        let (iri, document) = (self.iri.clone(), self.document);
        self.put(&iri, rdf::TYPE, dep::DOCUMENT_CLASS);
        let optional = [
            (dep::IDENTIFIER, Some(document.id.as_str())),
            (dep::TEXT, Some(&*document.text)),
            (dep::TITLE, document.title.as_deref()),
            (dep::PUBLISHER, document.source.as_deref()),
            (dep::LANGUAGE, document.language.as_deref()),
            (dep::SOURCE, document.url.as_deref()),
            (dep::LICENSE, document.license.as_deref()),
        ];
        for (property, value) in optional {
            if let Some(value) = value {
                self.text(&iri, property, value);
            }
        }
        if let Some(issued) = document.date {
            self.put(&iri, dep::ISSUED, date(issued));
        }
    }

    fn claim(&mut self, claim: &Claim) -> Result<(), GraphError> {
        let iri = identity::claim(&self.iri, claim);
        let (subject, object) = (&claim.subject.entity, &claim.object.entity);
        let predicate = term(&claim.predicate, "property", self.document, &claim.rule)?;
        let (subject_iri, object_iri) = (self.entity(subject, &claim.rule)?, self.entity(object, &claim.rule)?);
        let evidence = self.evidence(claim);
        self.put(&iri, rdf::TYPE, dep::CLAIM_CLASS);
        self.put(&iri, dep::SUBJECT, subject_iri);
        self.put(&iri, dep::PREDICATE, predicate);
        self.put(&iri, dep::OBJECT, object_iri);
        self.put(&iri, dep::FACT, identity::fact(&subject.key, &claim.predicate, &object.key));
        self.put(&iri, dep::DOCUMENT, self.iri.clone());
        self.put(&iri, dep::EVIDENCE, evidence);
        self.text(&iri, dep::RULE, &claim.rule);
        let confidence = f64::from(claim.confidence).clamp(0.0, 1.0);
        self.put(&iri, dep::CONFIDENCE, typed(decimal(confidence), xsd::DECIMAL));
        for (property, span) in [(dep::SUBJECT_WORDS, claim.subject.span), (dep::OBJECT_WORDS, claim.object.span)] {
            self.text(&iri, property, span.of(&self.document.text));
        }
        self.antecedent(&iri, [dep::SUBJECT_ANTECEDENT, dep::SUBJECT_ANTECEDENT_START], claim.subject.antecedent);
        self.antecedent(&iri, [dep::OBJECT_ANTECEDENT, dep::OBJECT_ANTECEDENT_START], claim.object.antecedent);
        self.circumstances(&iri, claim)?;
        self.mention(&iri, claim)
    }

    /// The words that an end of a claim refers back to, and where they begin.
    fn antecedent(&mut self, claim: &NamedNode, [words, start]: [NamedNodeRef<'static>; 2], span: Option<Span>) {
        if let Some(span) = span {
            self.text(claim, words, span.of(&self.document.text));
            self.put(claim, start, typed(self.characters.before(span.start), xsd::INTEGER));
        }
    }

    /// Status, source, date and count.
    fn circumstances(&mut self, node: &NamedNode, claim: &Claim) -> Result<(), GraphError> {
        self.put(node, dep::STATUS, status(claim.status));
        if let Some(source) = &claim.source {
            let source = self.entity(&source.entity, &claim.rule)?;
            self.put(node, dep::ATTRIBUTED_TO, source);
        }
        if let Some(date) = claim.date {
            self.interval(node, date);
        }
        if let Some(count) = claim.count {
            self.count(node, count);
        }
        Ok(())
    }

    fn interval(&mut self, node: &NamedNode, interval: DateInterval) {
        if let (Some(start), true) = (interval.start, interval.start == interval.end) {
            self.put(node, dep::DATE, date(start));
        }
        let day = |day: jiff::civil::Date| date(PartialDate::day(day));
        if let Some(start) = interval.start {
            self.put(node, dep::DATE_START, date(start));
            self.put(node, dep::NOT_BEFORE, day(start.first_day()));
        }
        if let Some(end) = interval.end {
            self.put(node, dep::DATE_END, date(end));
            self.put(node, dep::NOT_AFTER, day(end.last_day()));
        }
        if interval.approximate {
            self.put(node, dep::DATE_APPROXIMATE, Literal::from(true));
        }
    }

    fn count(&mut self, node: &NamedNode, count: Count) {
        self.put(node, dep::COUNT_MIN, typed(count.min, xsd::INTEGER));
        self.put(node, dep::COUNT_MAX, typed(count.max, xsd::INTEGER));
        if count.approximate {
            self.put(node, dep::COUNT_APPROXIMATE, Literal::from(true));
        }
    }

    /// The event that the claim is about, as this place tells it. Which mentions tell of one event only all documents together say.
    fn mention(&mut self, claim_iri: &NamedNode, claim: &Claim) -> Result<(), GraphError> {
        let Some(class) = &claim.event else { return Ok(()) };
        let mention = identity::mention(&self.iri, class, claim.evidence.trigger);
        let class = term(class, "class", self.document, &claim.rule)?;
        self.put(claim_iri, dep::MENTION, mention.clone());
        self.put(&mention, rdf::TYPE, dep::MENTION_CLASS);
        self.put(&mention, dep::CLASS, class);
        Ok(())
    }

    fn evidence(&mut self, claim: &Claim) -> NamedNode {
        let iri = identity::evidence(&self.iri, claim);
        let (text, evidence) = (&*self.document.text, claim.evidence);
        self.put(&iri, rdf::TYPE, dep::EVIDENCE_CLASS);
        let words = [(dep::QUOTE, evidence.quote), (dep::TRIGGER, evidence.trigger), (dep::SENTENCE_TEXT, evidence.sentence_span)];
        for (property, span) in words {
            self.text(&iri, property, span.of(text));
        }
        let Span { start, end } = evidence.quote;
        let numbers = [
            (dep::SENTENCE, evidence.sentence),
            (dep::BYTE_START, start),
            (dep::BYTE_END, end),
            (dep::CHAR_START, self.characters.before(start)),
            (dep::CHAR_END, self.characters.before(end)),
        ];
        for (property, number) in numbers {
            self.put(&iri, property, typed(number, xsd::INTEGER));
        }
        iri
    }

    /// What this document says of an entity, on a node of its own: the entity itself is described once, from what all documents say.
    fn entity(&mut self, entity: &Entity, rule: &str) -> Result<NamedNode, GraphError> {
        let (iri, reading) = (identity::entity(&entity.key), identity::reading(&self.iri, &entity.key));
        if !self.read.insert(std::ptr::from_ref(entity)) {
            return Ok(iri);
        }
        let class = if entity.class.is_empty() { dep::ENTITY.into_owned() } else { term(&entity.class, "class", self.document, rule)? };
        self.put(&reading, rdf::TYPE, dep::READING_CLASS);
        self.put(&reading, dep::ENTITY_READ, iri.clone());
        self.put(&reading, dep::CLASS, class);
        self.text(&reading, dep::KEY, &entity.key);
        self.text(&reading, dep::NAME, &entity.label);
        for label in &entity.labels {
            self.text(&reading, dep::OTHER_NAME, label);
        }
        for id in &entity.ids {
            self.put(&reading, dep::LINK, NamedNode::new_unchecked(resource(id)));
        }
        if !entity.ids.is_empty() {
            let score = f64::from(entity.link_score).clamp(0.0, 1.0);
            self.put(&reading, dep::LINK_CONFIDENCE, typed(decimal(score), xsd::DECIMAL));
        }
        if let Some(country) = &entity.country {
            self.put(&reading, dep::IN_COUNTRY, identity::entity(country));
        }
        if let Some((latitude, longitude)) = entity.point.filter(|(latitude, longitude)| latitude.is_finite() && longitude.is_finite()) {
            self.put(&reading, dep::POINT, typed(wkt(latitude, longitude), dep::WKT_LITERAL));
        }
        Ok(iri)
    }
}
