//! JSON-LD 1.1 (<https://www.w3.org/TR/json-ld11/>) that reads like JSON: short names for properties, types of values told once in the context,
//! numbers as numbers, one node a line. The context is made from what the graph holds, so that nothing in it is idle.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufWriter, Write},
};

use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term, vocab::rdf, vocab::xsd};
use serde_json::{Map, Value, json};

use super::ExportError;
use crate::graph::vocabulary::{BASE, ONTOLOGY, PREFIXES};

/// Greatest whole number that every reader of JSON keeps exactly.
const GREATEST: u64 = (1 << 53) - 1;

/// Writes quads that are sorted by graph and subject.
pub(super) fn write(quads: &[Quad], out: impl Write) -> Result<(), ExportError> {
    let names = Names::of(quads);
    let mut out = BufWriter::new(out);
    writeln!(out, "{{\n\"@context\": {:#},\n\"@graph\": [", Value::Object(names.context()))?;
    for (place, graph) in quads.chunk_by(|a, b| a.graph_name == b.graph_name).enumerate() {
        let comma = if place == 0 { "" } else { ",\n" };
        match &graph[0].graph_name {
            GraphName::NamedNode(name) => {
                writeln!(out, "{comma}{{\"@id\": {}, \"@graph\": [", Value::from(compact(name.as_str())))?;
                nodes(graph, &names, &mut out)?;
                write!(out, "\n]}}")?;
            }
            _ => {
                out.write_all(comma.as_bytes())?;
                nodes(graph, &names, &mut out)?;
            }
        }
    }
    writeln!(out, "\n]\n}}")?;
    Ok(out.flush()?)
}

fn nodes(graph: &[Quad], names: &Names<'_>, out: &mut impl Write) -> Result<(), ExportError> {
    for (place, quads) in graph.chunk_by(|a, b| a.subject == b.subject).enumerate() {
        let comma = if place == 0 { " " } else { ",\n " };
        write!(out, "{comma}{}", Value::Object(names.node(quads)))?;
    }
    Ok(())
}

/// An IRI in its shortest form: relative to the base where it was minted here, else with the longest prefix that fits. (Prefixes for minted
/// IRIs would bear the names of properties: `evidence`, `event`.)
fn compact(iri: &str) -> String {
    if let Some(rest) = iri.strip_prefix(BASE) {
        return rest.to_owned();
    }
    let fitting = PREFIXES.iter().filter_map(|(prefix, base)| Some((base.len(), prefix, iri.strip_prefix(base)?)));
    match fitting.max_by_key(|(length, ..)| *length) {
        // A name that begins with slashes would be read as the rest of an address.
        Some((_, prefix, rest)) if !rest.starts_with("//") => format!("{prefix}:{rest}"),
        _ => iri.to_owned(),
    }
}

/// What all values of a property are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind<'a> {
    Resource,
    Term,
    Typed(&'a str),
    Mixed,
}

impl<'a> Kind<'a> {
    fn of(value: &'a Term) -> Self {
        match value {
            Term::NamedNode(iri) if iri.as_str().starts_with(ONTOLOGY) => Self::Term,
            Term::NamedNode(_) => Self::Resource,
            Term::Literal(literal) if literal.language().is_none() => Self::Typed(literal.datatype().as_str()),
            _ => Self::Mixed,
        }
    }
}

/// The properties of some quads with their short names and kinds.
struct Names<'a> {
    properties: BTreeMap<&'a str, (String, Kind<'a>)>,
    prefixes: BTreeSet<&'static str>,
}

impl<'a> Names<'a> {
    fn of(quads: &'a [Quad]) -> Self {
        let mut kinds = BTreeMap::<&str, Kind<'_>>::new();
        for quad in quads.iter().filter(|quad| quad.predicate != rdf::TYPE) {
            let kind = Kind::of(&quad.object);
            kinds
                .entry(quad.predicate.as_str())
                .and_modify(|known| {
                    if *known != kind {
                        *known = Kind::Mixed
                    }
                })
                .or_insert(kind);
        }
        let own: BTreeSet<_> = kinds.keys().filter_map(|iri| iri.strip_prefix(ONTOLOGY)).collect();
        let name = |iri: &str| match iri.rsplit(['#', '/']).next() {
            Some(local) if iri.starts_with(ONTOLOGY) || !own.contains(local) => local.to_owned(),
            _ => compact(iri),
        };
        let mut taken = BTreeSet::new();
        let mut properties = BTreeMap::new();
        for (iri, kind) in kinds {
            let short = Some(name(iri)).filter(|short| taken.insert(short.clone())).unwrap_or_else(|| compact(iri));
            properties.insert(iri, (short, kind));
        }
        Self { properties, prefixes: prefixes(quads) }
    }

    fn context(&self) -> Map<String, Value> {
        let mut context = Map::from_iter([("@base".to_owned(), Value::from(BASE)), ("@vocab".to_owned(), Value::from(ONTOLOGY))]);
        let used = PREFIXES.iter().filter(|(prefix, _)| self.prefixes.contains(prefix));
        context.extend(used.map(|(prefix, base)| ((*prefix).to_owned(), Value::from(*base))));
        for (iri, (name, kind)) in &self.properties {
            let id = compact(iri);
            let definition = match kind {
                Kind::Resource => json!({"@id": id, "@type": "@id"}),
                Kind::Term => json!({"@id": id, "@type": "@vocab"}),
                Kind::Typed(datatype) if *datatype != xsd::STRING.as_str() => json!({"@id": id, "@type": compact(datatype)}),
                _ if iri.starts_with(ONTOLOGY) => continue,
                _ => json!(id),
            };
            context.insert(name.clone(), definition);
        }
        context
    }

    fn node(&self, quads: &[Quad]) -> Map<String, Value> {
        let mut node = Map::from_iter(quads.first().map(|quad| ("@id".to_owned(), Value::from(subject(&quad.subject)))));
        for quad in quads {
            let (name, value) = match (self.properties.get(quad.predicate.as_str()), &quad.object) {
                (None, class) => ("@type", Value::from(vocabulary(class))),
                (Some((name, kind)), value) => (name.as_str(), written(value, *kind)),
            };
            match node.get_mut(name) {
                None => drop(node.insert(name.to_owned(), value)),
                Some(Value::Array(values)) => values.push(value),
                Some(single) => *single = Value::Array(vec![single.take(), value]),
            }
        }
        node
    }
}

/// The prefixes that shorten something.
fn prefixes(quads: &[Quad]) -> BTreeSet<&'static str> {
    let mut prefixes = BTreeSet::from(["dep", "xsd"]);
    let mut see = |iri: &str| {
        let compact = compact(iri);
        prefixes.extend(
            PREFIXES.iter().map(|(prefix, _)| *prefix).filter(|prefix| compact.split_once(':').is_some_and(|(own, _)| own == *prefix)),
        );
    };
    for quad in quads {
        see(quad.predicate.as_str());
        if let GraphName::NamedNode(graph) = &quad.graph_name {
            see(graph.as_str());
        }
        if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
            see(subject.as_str());
        }
        match &quad.object {
            Term::NamedNode(object) => see(object.as_str()),
            Term::Literal(literal) => see(literal.datatype().as_str()),
            _ => {}
        }
    }
    prefixes
}

fn subject(subject: &NamedOrBlankNode) -> String {
    match subject {
        NamedOrBlankNode::NamedNode(iri) => compact(iri.as_str()),
        NamedOrBlankNode::BlankNode(node) => node.to_string(),
    }
}

/// A class or property: by its local name where it is of the ontology.
fn vocabulary(term: &Term) -> String {
    match term {
        Term::NamedNode(iri) => iri.as_str().strip_prefix(ONTOLOGY).map_or_else(|| compact(iri.as_str()), str::to_owned),
        other => other.to_string(),
    }
}

fn written(value: &Term, kind: Kind<'_>) -> Value {
    match (value, kind) {
        (term, Kind::Term) => Value::from(vocabulary(term)),
        (Term::NamedNode(iri), Kind::Resource) => Value::from(compact(iri.as_str())),
        (Term::NamedNode(iri), _) => json!({"@id": compact(iri.as_str())}),
        (Term::Literal(literal), Kind::Typed(datatype)) => typed(literal.value(), datatype),
        (Term::Literal(literal), _) => match (literal.language(), literal.datatype().as_str()) {
            (Some(language), _) => json!({"@value": literal.value(), "@language": language}),
            (None, datatype) if datatype == xsd::STRING.as_str() => Value::from(literal.value()),
            (None, datatype) => json!({"@value": literal.value(), "@type": compact(datatype)}),
        },
        (other, _) => Value::from(other.to_string()),
    }
}

/// Whole numbers and truth values as JSON has them, where that loses nothing.
fn typed(value: &str, datatype: &str) -> Value {
    match value.parse::<u64>() {
        Ok(number) if datatype == xsd::INTEGER.as_str() && number <= GREATEST && number.to_string() == value => Value::from(number),
        _ if datatype == xsd::BOOLEAN.as_str() && matches!(value, "true" | "false") => Value::from(value == "true"),
        _ => Value::from(value),
    }
}
