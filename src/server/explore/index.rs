//! The graph read once, with what filters and counts need beside it.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use oxigraph::model::{NamedOrBlankNode, Term};
use oxttl::TurtleParser;
use serde_json::{Value, json};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{super::reconcile::Names, overview::overview};
use crate::{
    gazetteer::Gazetteer,
    graph::{EntityView, FactView, Graph, GraphError, Reading},
    ontology::{NAMESPACE, Ontology, SOURCE},
};

/// What all classes and all predicates of facts are.
const ROOTS: [&str; 2] = ["Entity", "relation"];
const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";

/// What filters look at, for one fact.
pub(super) struct Entry {
    /// Names of both ends and the predicate, folded, each name on a line.
    pub words: String,
    /// First and last day that a claim gives it.
    pub days: Option<(Date, Date)>,
    /// Positions of subject and object in [`Reading::entities`].
    pub ends: [usize; 2],
}

/// A graph as the page sees it.
pub(in crate::server) struct Index {
    pub(in crate::server) reading: Reading,
    /// One for each fact, in the order of [`Reading::facts`].
    pub(super) entries: Vec<Entry>,
    /// Names of the entities in English where the gazetteer has another one, in the order of [`Reading::entities`].
    english: Vec<Option<&'static str>>,
    /// Names of the entities, folded, each on a line, in the order of [`Reading::entities`].
    pub(super) folded: Vec<String>,
    /// Where the entities stand on a map, in the order of [`Reading::entities`]: at their own coordinates or, where they have none, at those of
    /// their capital.
    pub(super) points: Vec<Option<(f64, f64)>>,
    /// Position in [`Reading::entities`], by IRI.
    pub(super) entities: HashMap<String, usize>,
    /// Positions in [`Reading::facts`], by IRI of either end.
    pub(in crate::server) facts_of: HashMap<String, Vec<usize>>,
    /// Position in [`Reading::facts`], by IRI.
    pub(in crate::server) facts: HashMap<String, usize>,
    /// Position in [`Reading::entities`], by key.
    keys: HashMap<String, usize>,
    /// Names of the entities, to be looked up.
    pub(in crate::server) names: Names,
    ontology: Ontology,
    /// Names for reading of classes and predicates by language, by local name.
    labels: HashMap<String, BTreeMap<String, String>>,
    /// What every view of the page asks first.
    pub(super) overview: Value,
}

/// Without accents and case.
pub(in crate::server) fn fold(text: &str) -> String {
    text.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).collect()
}

impl Index {
    /// Reads a graph.
    ///
    /// # Errors
    /// [`GraphError::Incomplete`] where the graph lacks what a build writes.
    pub(in crate::server) fn of(graph: &Graph) -> Result<Self, GraphError> {
        let reading = graph.read()?;
        let labels = labels();
        let mut facts_of: HashMap<String, Vec<usize>> = HashMap::new();
        for (position, fact) in reading.facts.iter().enumerate() {
            for end in [&fact.subject.iri, &fact.object.iri] {
                let known = facts_of.entry(end.clone()).or_default();
                if known.last() != Some(&position) {
                    known.push(position);
                }
            }
        }
        let entities: HashMap<_, _> =
            reading.entities.iter().enumerate().map(|(position, entity)| (entity.iri.clone(), position)).collect();
        let english: Vec<_> = reading.entities.iter().map(|entity| english(&entity.key)).collect();
        let folded: Vec<_> = reading.entities.iter().zip(&english).map(|(entity, english)| names(entity, *english)).collect();
        let points = reading.entities.iter().map(|entity| entity.point.or_else(|| capital(&entity.key))).collect();
        let words = |fact: &FactView, ends: [usize; 2]| {
            let ends = ends.into_iter().map(|end| folded[end].as_str());
            let predicate = [fact.predicate.as_str()]
                .into_iter()
                .chain(labels.get(&fact.predicate).into_iter().flat_map(BTreeMap::values).map(String::as_str));
            ends.map(str::to_owned).chain(predicate.map(fold)).collect::<Vec<_>>().join("\n")
        };
        let position = |end: &EntityView| {
            let unknown = || GraphError::Incomplete { node: end.iri.clone(), property: "key" };
            entities.get(&end.iri).copied().ok_or_else(unknown)
        };
        let entry = |fact: &FactView| {
            let ends = [position(&fact.subject)?, position(&fact.object)?];
            Ok(Entry { words: words(fact, ends), days: days(fact, &reading), ends })
        };
        let entries = reading.facts.iter().map(entry).collect::<Result<_, GraphError>>()?;
        let facts = reading.facts.iter().enumerate().map(|(position, fact)| (fact.iri.clone(), position)).collect();
        let keys = reading.entities.iter().enumerate().map(|(position, entity)| (entity.key.clone(), position)).collect();
        let names = Names::of(reading.entities.iter().map(|entity| &**entity));
        // The ontology of the program can be read: `tests/ontology.rs` does.
        let ontology = Ontology::embedded().unwrap_or_default();
        let mut index = Self {
            reading,
            entries,
            english,
            folded,
            points,
            entities,
            facts_of,
            facts,
            keys,
            names,
            ontology,
            labels,
            overview: Value::Null,
        };
        index.overview = overview(&index);
        Ok(index)
    }

    /// A class or predicate in the languages of the ontology.
    pub(in crate::server) fn label(&self, name: &str) -> Value {
        json!(self.labels.get(name))
    }

    /// A class or predicate in English, or as it is called in the ontology.
    pub(in crate::server) fn name_of(&self, name: &str) -> String {
        self.labels.get(name).and_then(|labels| labels.get("en")).map_or_else(|| name.to_owned(), Clone::clone)
    }

    /// What readers of a language call an entity: by its English name where there is one, else as documents call it.
    pub(in crate::server) fn called<'a>(&'a self, entity: &'a EntityView, language: &str) -> &'a str {
        self.entities.get(&entity.iri).map_or(&entity.label, |position| self.called_at(*position, language))
    }

    /// As [`Index::called`], by position in [`Reading::entities`].
    pub(super) fn called_at(&self, position: usize, language: &str) -> &str {
        self.english[position].filter(|_| language == "en").unwrap_or(&self.reading.entities[position].label)
    }

    /// An entity as an end of a fact.
    pub(super) fn end(&self, entity: &EntityView, language: &str) -> Value {
        json!({ "iri": entity.iri, "label": self.called(entity, language), "class": entity.class })
    }

    /// The entity of a key.
    pub(in crate::server) fn by_key(&self, key: &str) -> Option<&EntityView> {
        self.keys.get(key).map(|position| &*self.reading.entities[*position])
    }

    /// Whether a class is another or below it.
    pub(in crate::server) fn is_a(&self, class: &str, ancestor: &str) -> bool {
        self.ontology.is_a(class, ancestor)
    }

    /// Whether a predicate is another or below it.
    pub(super) fn is_predicate(&self, predicate: &str, ancestor: &str) -> bool {
        self.ontology.is_property(predicate, ancestor)
    }

    /// A class or predicate and what is above it, but for what is above all of them.
    pub(super) fn wider<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.ontology.wider(name).filter(|wider| !ROOTS.contains(wider))
    }

    /// All classes of the ontology.
    pub(in crate::server) fn classes(&self) -> impl Iterator<Item = &str> {
        self.ontology.classes()
    }

    /// All predicates of the ontology.
    pub(in crate::server) fn predicates(&self) -> impl Iterator<Item = &str> {
        self.ontology.properties()
    }

    /// The entity of an IRI.
    pub(in crate::server) fn entity(&self, iri: &str) -> Option<&EntityView> {
        self.entities.get(iri).map(|position| &*self.reading.entities[*position])
    }

    /// Number of facts that speak of an entity.
    pub(in crate::server) fn degree(&self, iri: &str) -> usize {
        self.facts_of.get(iri).map_or(0, Vec::len)
    }
}

fn capital(key: &str) -> Option<(f64, f64)> {
    let gazetteer = Gazetteer::embedded();
    gazetteer.record(gazetteer.capital_of(key)?).point()
}

fn english(key: &str) -> Option<&'static str> {
    let gazetteer = Gazetteer::embedded();
    gazetteer.record(gazetteer.by_key(key)?).english()
}

fn names(entity: &EntityView, english: Option<&str>) -> String {
    let names = entity.labels.iter().chain([&entity.label]).map(String::as_str).chain(english);
    names.map(fold).collect::<Vec<_>>().join("\n")
}

/// First and last day that a claim gives a fact.
fn days(fact: &FactView, reading: &Reading) -> Option<(Date, Date)> {
    let dates = fact.claims.iter().filter_map(|claim| reading.claims[*claim].date);
    let days = dates.flat_map(|date| [date.start.map(|start| start.first_day()), date.end.map(|end| end.last_day())]).flatten();
    days.fold(None, |known: Option<(Date, Date)>, day| Some(known.map_or((day, day), |(first, last)| (first.min(day), last.max(day)))))
}

/// Labels of the ontology's terms by local name and language.
fn labels() -> HashMap<String, BTreeMap<String, String>> {
    let mut labels: HashMap<String, BTreeMap<String, String>> = HashMap::new();
    for triple in TurtleParser::new().for_slice(SOURCE.as_bytes()).flatten().filter(|triple| triple.predicate.as_str() == LABEL) {
        if let (NamedOrBlankNode::NamedNode(term), Term::Literal(label)) = (&triple.subject, &triple.object)
            && let Some(name) = term.as_str().strip_prefix(NAMESPACE)
        {
            labels.entry(name.to_owned()).or_default().insert(label.language().unwrap_or_default().to_owned(), label.value().to_owned());
        }
    }
    labels
}
