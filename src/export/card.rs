//! The card of a graph: what is in it, where it leads, what it rests on, in VoID (<https://www.w3.org/TR/void/>) and DCAT 3
//! (<https://www.w3.org/TR/vocab-dcat-3/>).

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::{
    io::{RdfFormat, RdfParseError, RdfParser},
    model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term, vocab::rdf, vocab::xsd},
};

use super::{
    Format,
    link::{links, target},
};
use crate::graph::SNAPSHOT;

/// What every card says.
const TEMPLATE: &str = include_str!("../../ontology/dataset.ttl");
const DATASET: &str = "https://w3id.org/depeche/id/dataset";
const VOID: &str = "http://rdfs.org/ns/void#";
const DCAT: &str = "http://www.w3.org/ns/dcat#";
const MEDIA_TYPES: &str = "https://www.iana.org/assignments/media-types/";
const DCTERMS: &str = "http://purl.org/dc/terms/";

/// Collects the statements of a card.
struct Card(Vec<Quad>);

/// The card of a graph's quads.
pub(super) fn card(quads: &[Quad]) -> Result<Vec<Quad>, RdfParseError> {
    let mut card = Card(RdfParser::from_format(RdfFormat::Turtle).for_slice(TEMPLATE).collect::<Result<_, _>>()?);
    card.counts(quads);
    card.links(quads);
    card.files();
    Ok(card.0)
}

fn term(base: &str, name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{base}{name}"))
}

/// A part of the data set.
fn part(kind: &str, name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{DATASET}/{kind}/{name}"))
}

fn local(iri: NamedNodeRef<'_>) -> &str {
    iri.as_str().rsplit(['#', '/']).next().unwrap_or_default()
}

impl Card {
    fn put(&mut self, subject: &NamedNode, predicate: NamedNode, object: impl Into<Term>) {
        self.0.push(Quad::new(subject.clone(), predicate, object, GraphName::DefaultGraph));
    }

    fn number(&mut self, subject: &NamedNode, name: &str, number: usize) {
        self.put(subject, term(VOID, name), Literal::new_typed_literal(number.to_string(), xsd::INTEGER));
    }

    fn counts(&mut self, quads: &[Quad]) {
        let whole = NamedNode::new_unchecked(DATASET);
        let triples: BTreeSet<_> =
            quads.iter().map(|quad| (quad.subject.to_string(), quad.predicate.as_str(), quad.object.to_string())).collect();
        let (mut classes, mut properties) = (BTreeMap::<_, usize>::new(), BTreeMap::<_, usize>::new());
        for quad in quads {
            *properties.entry(quad.predicate.as_ref()).or_default() += 1;
            if let (true, Term::NamedNode(class)) = (quad.predicate == rdf::TYPE, &quad.object) {
                *classes.entry(class.as_ref()).or_default() += 1;
            }
        }
        self.number(&whole, "triples", triples.len());
        self.number(&whole, "distinctSubjects", triples.iter().map(|triple| &triple.0).collect::<BTreeSet<_>>().len());
        self.number(&whole, "properties", properties.len());
        self.number(&whole, "classes", classes.len());
        self.partitions("class", &classes, "entities");
        self.partitions("property", &properties, "triples");
    }

    fn partitions(&mut self, kind: &str, counts: &BTreeMap<NamedNodeRef<'_>, usize>, unit: &str) {
        for (of, count) in counts {
            let partition = part(kind, &partition_name(*of));
            self.put(&NamedNode::new_unchecked(DATASET), term(VOID, &format!("{kind}Partition")), partition.clone());
            self.put(&partition, term(VOID, kind), of.into_owned());
            self.number(&partition, unit, *count);
        }
    }

    /// One linkset for each data set that links lead to and each kind of link.
    fn links(&mut self, quads: &[Quad]) {
        let mut sets = BTreeMap::<_, usize>::new();
        let links = links(quads);
        for link in &links {
            if let Some(target) = target(link) {
                *sets.entry((target.name, target.site, link.predicate.as_ref())).or_default() += 1;
            }
        }
        let whole = NamedNode::new_unchecked(DATASET);
        for ((name, site, predicate), count) in sets {
            let set = part("links", &format!("{name}-{}", local(predicate)));
            self.put(&whole, term(VOID, "subset"), set.clone());
            self.put(&set, rdf::TYPE.into_owned(), term(VOID, "Linkset"));
            self.put(&set, term(VOID, "linkPredicate"), predicate.into_owned());
            self.put(&set, term(VOID, "subjectsTarget"), whole.clone());
            self.put(&set, term(VOID, "objectsTarget"), NamedNode::new_unchecked(site));
            self.put(&set, term(VOID, "dataDump"), file("links.nt"));
            self.number(&set, "triples", count);
        }
    }

    fn files(&mut self) {
        let snapshot = (SNAPSHOT.to_owned(), "application/zstd");
        let files =
            Format::BUILD.into_iter().filter(|format| *format != Format::Card).map(|format| (format.file_name(), format.media_type()));
        for (name, media_type) in files.chain([snapshot]) {
            let distribution = part("file", &name);
            self.put(&NamedNode::new_unchecked(DATASET), term(DCAT, "distribution"), distribution.clone());
            self.put(&distribution, rdf::TYPE.into_owned(), term(DCAT, "Distribution"));
            self.put(&distribution, term(DCTERMS, "title"), Literal::new_simple_literal(&name));
            self.put(&distribution, term(DCAT, "downloadURL"), file(&name));
            let media_type = media_type.split(';').next().unwrap_or_default();
            self.put(&distribution, term(DCAT, "mediaType"), term(MEDIA_TYPES, media_type));
        }
    }
}

/// A file beside the card: a relative reference, which readers resolve against the place of the card.
fn file(name: &str) -> NamedNode {
    NamedNode::new_unchecked(name)
}

/// A name for a class or property within the data set.
fn partition_name(term: NamedNodeRef<'_>) -> String {
    let iri = term.as_str();
    let vocabulary = crate::graph::vocabulary::PREFIXES.iter().filter(|(_, base)| iri.starts_with(base)).max_by_key(|(_, base)| base.len());
    vocabulary.map_or_else(|| local(term).to_owned(), |(prefix, _)| format!("{prefix}-{}", local(term)))
}
